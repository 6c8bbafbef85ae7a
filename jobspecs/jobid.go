package jobspecs

import (
	"encoding/hex"
	"errors"

	"github.com/google/uuid"
)

// ErrNotSpecID is returned for a spec id that is neither of the two forms in
// which a request can name a job.
var ErrNotSpecID = errors.New("spec id names no job: want the job's UUID as 32 lower-case hex characters in ASCII, or as 16 bytes padded on the right")

// SpecID returns the two forms in which a request can name the job on chain:
// the UUID's 32 lower-case hex characters as ASCII, without dashes, and its 16
// bytes padded with zeros on the right. A node answers either; consumers of
// this project send the first.
//
// Source: chainlink v2.18.0, core/services/job, Job.ExternalIDEncodeStringToTopic
// and Job.ExternalIDEncodeBytesToTopic.
func SpecID(id uuid.UUID) (ascii, padded [32]byte) {
	hex.Encode(ascii[:], id[:])
	copy(padded[:], id[:])
	return ascii, padded
}

// JobID returns the job that a spec id names, in either form.
// Returns ErrNotSpecID for anything else.
func JobID(specID [32]byte) (uuid.UUID, error) {
	var id uuid.UUID
	if _, err := hex.Decode(id[:], specID[:]); err != nil {
		copy(id[:], specID[:])
	}
	if ascii, padded := SpecID(id); id == uuid.Nil || specID != ascii && specID != padded {
		return uuid.Nil, ErrNotSpecID
	}
	return id, nil
}
