package runner

import (
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/jobspecs"
)

var (
	// ErrRequester says that a job does not answer the contract that asked.
	ErrRequester = errors.New("the requester is not among the job's requesters")
	// ErrPayment says that a request pays less than its job asks.
	ErrPayment = errors.New("the payment is below the job's least")
)

// job is a job spec, ready to run.
type job struct {
	spec          *jobspecs.Spec
	pipeline      *pipeline.Pipeline
	specIDs       [2][32]byte // the forms in which a request can name it
	confirmations uint64      // at least 1
	minPayment    *big.Int    // juels
}

func newJob(spec *jobspecs.Spec, deps pipeline.Deps, cfg Config) (*job, error) {
	if spec.EVMChainID != cfg.ChainID {
		return nil, fmt.Errorf("job %q: it is for chain %d, the runner for chain %d", spec.Name, spec.EVMChainID, cfg.ChainID)
	}
	p, err := pipeline.Compile(spec, deps)
	if err != nil {
		return nil, err
	}
	j := &job{
		spec: spec, pipeline: p,
		confirmations: max(uint64(spec.MinIncomingConfirmations), cfg.MinIncomingConfirmations, 1),
		minPayment:    cfg.MinPayment,
	}
	if spec.MinContractPaymentLinkJuels != nil {
		j.minPayment = spec.MinContractPaymentLinkJuels
	}
	j.specIDs[0], j.specIDs[1] = jobspecs.SpecID(spec.ExternalJobID)
	return j, nil
}

// answers reports whether a request on this job's Operator names it.
func (j *job) answers(r oracle.Request) bool {
	return r.Operator == j.spec.ContractAddress && (r.SpecID == j.specIDs[0] || r.SpecID == j.specIDs[1])
}

// admits returns ErrRequester or ErrPayment for a request that the job does not want. No list of requesters admits all.
//
// Source: chainlink v2.18, core/services/directrequest/delegate.go, handleOracleRequest
func (j *job) admits(r oracle.Request) error {
	if len(j.spec.Requesters) > 0 && !slices.Contains(j.spec.Requesters, r.Requester) {
		return ErrRequester
	}
	if r.Payment.Cmp(j.minPayment) < 0 {
		return fmt.Errorf("%w: %s of %s juels", ErrPayment, r.Payment, j.minPayment)
	}
	return nil
}

// newJobs prepares all job specs. The error names every one that cannot be run.
func newJobs(specs []*jobspecs.Spec, deps pipeline.Deps, cfg Config) ([]*job, error) {
	if len(specs) == 0 {
		return nil, errors.New("no job specs to run")
	}
	var jobs []*job
	var errs []error
	for i, spec := range specs {
		deps.Number = i + 1
		j, err := newJob(spec, deps, cfg)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		for _, other := range jobs {
			if other.spec.ExternalJobID == spec.ExternalJobID {
				errs = append(errs, fmt.Errorf("job %q: it has the externalJobID of job %q", spec.Name, other.spec.Name))
			}
		}
		jobs = append(jobs, j)
	}
	return jobs, errors.Join(errs...)
}
