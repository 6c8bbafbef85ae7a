package runner

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/common"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/jobspecs"
)

// Deps are what a runner works with. All but the last three are needed.
type Deps struct {
	Chain    Chain
	Jobs     []*jobspecs.Spec
	Signers  []Signer     // the keys that send; the Operator authorises all of them
	HTTP     *http.Client // for bridges
	Log      *slog.Logger
	Registry *prometheus.Registry
	Journal  *journal.Journal // of the chain

	Crons    []*jobspecs.Cron
	Requests pipeline.Transmitter    // sends the transactions of cron jobs; needed if there are any
	Duties   []func(context.Context) // more to do, until its context ends, by the one process that holds the lease
}

// Runner answers the requests of one chain. Safe for concurrent use; Run may be called once.
type Runner struct {
	cfg      Config
	chain    Chain
	signers  []Signer
	jobs     []*job
	crons    []*cronJob
	requests pipeline.Transmitter
	duties   []func(context.Context)
	log      *slog.Logger
	journal  *journal.Journal
	registry *prometheus.Registry
	metrics  *metrics
	health   *health
	heads    *heads
	current  atomic.Pointer[term] // nil while another process has the lease
	running  atomic.Int64
}

var (
	// ErrInterrupted says that runs were cut off because they took longer than the grace period.
	ErrInterrupted = errors.New("runs were interrupted")
	// ErrWrongChain says that the endpoint serves another chain than configured.
	ErrWrongChain = errors.New("the endpoint serves another chain")
)

// New prepares a runner. It asks nobody anything yet.
//
// The error names all that is wrong: missing dependencies, settings out of range, and job specs that cannot be run,
// such as those with a task type that the runner does not know (pipeline.ErrUnsupported).
func New(deps Deps, cfg Config) (*Runner, error) {
	if err := deps.validate(); err != nil {
		return nil, err
	}
	cfg = cfg.withDefaults()
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	tasks, err := pipeline.NewMetrics(deps.Registry)
	if err != nil {
		return nil, err
	}
	running := pipeline.Deps{HTTP: deps.HTTP, Bridges: cfg.Bridges, Metrics: tasks}
	jobs, err := newJobs(deps.Jobs, running, cfg)
	if err != nil {
		return nil, err
	}
	crons, err := newCronJobs(deps.Crons, running, deps, cfg)
	if err != nil {
		return nil, err
	}
	r := &Runner{
		cfg: cfg, chain: guardedChain{deps.Chain, cfg.RPCTimeout}, signers: deps.Signers, jobs: jobs,
		crons: crons, requests: deps.Requests, duties: deps.Duties,
		log: deps.Log, journal: deps.Journal, registry: deps.Registry, heads: newHeads(),
	}
	r.metrics, err = newMetrics(deps.Registry, cfg.ChainID,
		func() float64 { return r.ofTerm(func(t *term) int { return t.queue.len() }) },
		func() float64 { return float64(r.running.Load()) },
		func() float64 { return r.ofTerm(func(t *term) int { return t.sender.inFlight() }) })
	if err != nil {
		return nil, err
	}
	r.health = newHealth(cfg.ChainID, r.metrics)
	return r, nil
}

func (d Deps) validate() error {
	var faults []error
	for name, missing := range map[string]bool{
		"Chain": d.Chain == nil, "Signers": len(d.Signers) == 0, "HTTP": d.HTTP == nil,
		"Log": d.Log == nil, "Registry": d.Registry == nil, "Journal": d.Journal == nil,
	} {
		if missing {
			faults = append(faults, errors.New(name+" is missing"))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("runner's dependencies: %w", err)
	}
	return nil
}

// ofTerm asks the term under way, if there is one.
func (r *Runner) ofTerm(ask func(*term) int) float64 {
	if t := r.current.Load(); t != nil {
		return float64(ask(t))
	}
	return 0
}

// accounts are the addresses of the keys that send.
func (r *Runner) accounts() []common.Address {
	list := make([]common.Address, len(r.signers))
	for i, s := range r.signers {
		list[i] = s.Address()
	}
	return list
}

// Run answers requests until ctx ends, whenever this process has the journal's lease; else it waits for it. Runs under
// way then have the grace period to send their answers; those that have not started, and transactions that are not
// mined, are left to the next start.
//
// Returns nil after a clean stop, ErrInterrupted if runs had to be cut off, and ErrWrongChain if the chain is another
// one than configured. A chain or a database that cannot be reached is waited for.
func (r *Runner) Run(ctx context.Context) error {
	if err := r.awaitChain(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	for {
		lease, err := r.journal.Acquire(ctx, r.standBy)
		if err != nil {
			return nil
		}
		r.report(checkJournal, nil)
		r.log.Info("runner started", "chain_id", r.cfg.ChainID, "accounts", r.accounts(), "jobs", len(r.jobs))
		err = newTerm(r, lease).serve(ctx)
		r.log.Info("runner stopped", "error", err)
		if !errors.Is(err, journal.ErrLeaseLost) {
			return err
		}
	}
}

// standBy notes that the lease is another's, or could not be asked for.
func (r *Runner) standBy(err error) {
	r.report(checkJournal, err)
	if err == nil && r.health.stand() {
		r.log.Info("another runner holds the lease: standing by")
	}
}

// awaitChain waits until the chain answers, and returns ErrWrongChain if it is another one. If ctx ends first it returns
// nil.
func (r *Runner) awaitChain(ctx context.Context) error {
	for {
		id, err := r.chain.ChainID(ctx)
		if err == nil {
			r.report(checkHeads, nil)
			if !id.IsUint64() || id.Uint64() != r.cfg.ChainID {
				return fmt.Errorf("%w: it is chain %s, and %d is configured", ErrWrongChain, id, r.cfg.ChainID)
			}
			return nil
		}
		r.report(checkHeads, fmt.Errorf("ask for the chain id: %w", err))
		if pause(ctx, nil, r.cfg.PollInterval) != nil {
			return nil
		}
	}
}

// report notes the outcome of a part's try, and says so once when it turns.
func (r *Runner) report(part string, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	if !r.health.report(part, err) {
		return
	}
	if err != nil {
		r.log.Warn("a service fails", "service", r.health.prefix+part, "error", err)
		return
	}
	r.log.Info("a service is well again", "service", r.health.prefix+part)
}
