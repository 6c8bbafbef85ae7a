package jobspecs

import (
	"strconv"

	"github.com/google/uuid"
)

// ChainJobID is the external job id that a job has on a chain unless another is chosen. Ids are unique on a node, which may serve
// several chains: so each chain has its own, made of the chain's id and therefore always the same. Chains 1337 and 31337, which
// are for development, have the ids of the constants. It is zero for a name that is none of Names.
//
// Source: RFC 9562 §5.5
func ChainJobID(name string, chainID uint64) uuid.UUID {
	preset, known := map[string]string{Score: DefaultScoreJobID, Record: DefaultRecordJobID, Batch: DefaultBatchJobID}[name]
	if !known {
		return uuid.Nil
	}
	id := uuid.MustParse(preset)
	if chainID == 1337 || chainID == 31337 {
		return id
	}
	return uuid.NewSHA1(id, strconv.AppendUint(nil, chainID, 10))
}
