package jobspecs

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
)

// The jobs' ids where a deployment has no reason to choose others.
const (
	DefaultScoreJobID  = "5c0e5c0e-0000-4000-8000-000000000001"
	DefaultRecordJobID = "4ec04d00-0000-4000-8000-000000000002"
	DefaultBatchJobID  = "ba7c4000-0000-4000-8000-000000000003"
)

// The settings of a Deployment whose field is zero.
const (
	// DefaultBridgeName is the bridge's name: one adapter serves both jobs, so one bridge does.
	DefaultBridgeName = "link4health"

	// DefaultScoreGasLimit is enough for ScoreRegistry.fulfillScore. A subject's first
	// score needs 455,639, measured: the Operator keeps 400,000 for the callback.
	DefaultScoreGasLimit = 500_000

	// DefaultRecordGasLimit is enough for RecordMarket.fulfillRecord. The longest seal
	// needs 513,485, measured.
	DefaultRecordGasLimit = 600_000

	// DefaultBatchGasLimit is enough for ScoreRegistry.fulfillScores. The first scores of
	// 32 subjects, as many as a request can have, need 4,011,719, measured.
	DefaultBatchGasLimit = 5_000_000
)

// Deployment is what job specs need to know of the place where they run.
type Deployment struct {
	ChainID       uint64
	Operator      common.Address
	ScoreRegistry common.Address
	RecordMarket  common.Address
	ScoreJobID    uuid.UUID // as the contracts know it, see SpecID
	RecordJobID   uuid.UUID
	BatchJobID    uuid.UUID // zero if the deployment has no job for batches

	BridgeName  string // name of the adapter's bridge on the node; "" means DefaultBridgeName
	BridgeToken string // bearer token that the adapter accepts; it stands in the spec in clear

	// Async has the node take answers of the adapter that come later, so that a slow one does not hold up the requests
	// behind it. The node needs WebServer.BridgeResponseURL for it, the adapter RESPONSE_URL_ALLOWED_HOSTS; our own runner
	// takes no such job.
	Async bool

	MinPaymentJuels *big.Int // least payment for a request, in juels; may be 0
	Confirmations   uint32   // blocks before a request is answered, its own included; at least 1

	ScoreGasLimit  uint64 // 0 means DefaultScoreGasLimit
	RecordGasLimit uint64 // 0 means DefaultRecordGasLimit
	BatchGasLimit  uint64 // 0 means DefaultBatchGasLimit

	Retry Retry // the zero value means DefaultRetry
}

// Retry says how long a job tries to get an answer from its bridge. A job runs
// its requests one after another: what one waits, all behind it wait.
type Retry struct {
	Timeout    time.Duration // of one attempt
	Attempts   uint32        // in all; 1 means no second
	MinBackoff time.Duration // wait before the second attempt; doubles with each
	MaxBackoff time.Duration // longest wait
}

// DefaultRetry rides out an adapter's restart (7 s of waiting), and ends within
// 47 s where every attempt times out: long before the 5 minutes after which a
// requester may cancel.
func DefaultRetry() Retry {
	return Retry{Timeout: 10 * time.Second, Attempts: 4, MinBackoff: time.Second, MaxBackoff: 10 * time.Second}
}

// Names returns the names of the job specs that the deployment has: Names, without Batch if it has no job for batches.
func (d Deployment) Names() []string {
	if d.BatchJobID == uuid.Nil {
		return []string{Record, Score}
	}
	return Names()
}

// withDefaults returns d with its zero settings filled in.
func (d Deployment) withDefaults() Deployment {
	if d.BridgeName == "" {
		d.BridgeName = DefaultBridgeName
	}
	if d.ScoreGasLimit == 0 {
		d.ScoreGasLimit = DefaultScoreGasLimit
	}
	if d.RecordGasLimit == 0 {
		d.RecordGasLimit = DefaultRecordGasLimit
	}
	if d.BatchGasLimit == 0 {
		d.BatchGasLimit = DefaultBatchGasLimit
	}
	if d.Retry == (Retry{}) {
		d.Retry = DefaultRetry()
	}
	return d
}

// bearerToken matches what can stand in an Authorization header, and through all
// the quoting of a job spec.
//
// Source: RFC 6750 §2.1, b64token.
var bearerToken = regexp.MustCompile(`^[A-Za-z0-9._~+/-]+=*$`)

// faults returns what is wrong with the parts of d that the named spec needs;
// what its text shows is left to Lint.
func (d Deployment) faults(name string) []error {
	var faults []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			faults = append(faults, fmt.Errorf(format, args...))
		}
	}
	check(d.ChainID != 0, "chain id is 0")
	check(d.Operator != common.Address{}, "operator address is zero")
	switch name {
	case Score:
		check(d.ScoreRegistry != common.Address{}, "score registry address is zero")
		check(d.ScoreJobID != uuid.Nil, "score job id is zero: %s is the default", DefaultScoreJobID)
	case Batch:
		check(d.ScoreRegistry != common.Address{}, "score registry address is zero")
		check(d.BatchJobID != uuid.Nil, "batch job id is zero: %s is the default, and 'link4health deploy' tells it to the contract", DefaultBatchJobID)
	case Record:
		check(d.RecordMarket != common.Address{}, "record market address is zero")
		check(d.RecordJobID != uuid.Nil, "record job id is zero: %s is the default", DefaultRecordJobID)
	}
	check(d.ScoreJobID != d.RecordJobID || d.ScoreJobID == uuid.Nil, "score and record job have the same id")
	check(d.BatchJobID == uuid.Nil || d.BatchJobID != d.ScoreJobID && d.BatchJobID != d.RecordJobID, "batch job has the same id as another")
	check(bridgeName.MatchString(d.BridgeName), "bridge name %q: want letters, digits, - and _", d.BridgeName)
	check(bearerToken.MatchString(d.BridgeToken), "bridge token is empty or has characters that a bearer token cannot have (RFC 6750)")
	check(d.MinPaymentJuels != nil && d.MinPaymentJuels.Sign() >= 0, "minimum payment is missing or negative: give juels, 0 for none")
	check(d.Confirmations > 0, "confirmations are 0: the least is 1")
	check(d.Retry.Attempts > 0, "retry attempts are 0: the least is 1")
	check(d.Retry.Timeout > 0 && d.Retry.MinBackoff > 0 && d.Retry.MaxBackoff >= d.Retry.MinBackoff,
		"retry: timeout and backoffs must be above 0, and the longest backoff not below the shortest")
	return faults
}

// value returns what a placeholder stands for.
func (d Deployment) value(name string) (string, bool) {
	switch name {
	case "CHAIN_ID":
		return strconv.FormatUint(d.ChainID, 10), true
	case "OPERATOR":
		return d.Operator.Hex(), true
	case "SCORE_REGISTRY":
		return d.ScoreRegistry.Hex(), true
	case "RECORD_MARKET":
		return d.RecordMarket.Hex(), true
	case "SCORE_JOB_ID":
		return d.ScoreJobID.String(), true
	case "RECORD_JOB_ID":
		return d.RecordJobID.String(), true
	case "BATCH_JOB_ID":
		return d.BatchJobID.String(), true
	case "BRIDGE":
		return d.BridgeName, true
	case "BRIDGE_TOKEN":
		return d.BridgeToken, true
	case "ASYNC":
		if d.Async {
			return "async=true ", true
		}
		return "", true
	case "MIN_PAYMENT_JUELS":
		return d.MinPaymentJuels.String(), true
	case "CONFIRMATIONS":
		return strconv.FormatUint(uint64(d.Confirmations), 10), true
	case "SCORE_GAS_LIMIT":
		return strconv.FormatUint(d.ScoreGasLimit, 10), true
	case "RECORD_GAS_LIMIT":
		return strconv.FormatUint(d.RecordGasLimit, 10), true
	case "BATCH_GAS_LIMIT":
		return strconv.FormatUint(d.BatchGasLimit, 10), true
	}
	return d.Retry.value(name)
}

// value returns what a placeholder stands for.
func (r Retry) value(name string) (string, bool) {
	switch name {
	case "TIMEOUT":
		return r.Timeout.String(), true
	case "ATTEMPTS":
		return strconv.FormatUint(uint64(r.Attempts), 10), true
	case "MIN_BACKOFF":
		return r.MinBackoff.String(), true
	case "MAX_BACKOFF":
		return r.MaxBackoff.String(), true
	}
	return "", false
}
