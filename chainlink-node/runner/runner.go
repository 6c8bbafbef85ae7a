package runner

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/jobspecs"
)

// Deps are what a runner works with. All but Journal are needed.
type Deps struct {
	Chain    Chain
	Jobs     []*jobspecs.Spec
	Signer   Signer
	HTTP     *http.Client // for bridges
	Log      *slog.Logger
	Registry *prometheus.Registry
	Journal  Journal // nil is a MemoryJournal
}

// Runner answers the requests of one chain. Safe for concurrent use; Run may be called once.
type Runner struct {
	cfg      Config
	chain    Chain
	signer   Signer
	jobs     []*job
	log      *slog.Logger
	journal  Journal
	registry *prometheus.Registry
	metrics  *metrics
	health   *health
	heads    *heads
	queue    *queue
	sender   *sender
	slots    chan struct{} // one value for each run at work
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
	jobs, err := newJobs(deps.Jobs, pipeline.Deps{HTTP: deps.HTTP, Bridges: cfg.Bridges, Metrics: tasks}, cfg)
	if err != nil {
		return nil, err
	}
	r := &Runner{
		cfg: cfg, chain: guardedChain{deps.Chain, cfg.RPCTimeout}, signer: deps.Signer, jobs: jobs,
		log: deps.Log, journal: deps.Journal, registry: deps.Registry,
		heads: newHeads(), queue: newQueue(jobs), slots: make(chan struct{}, cfg.MaxConcurrent),
	}
	if r.journal == nil {
		r.journal = NewMemoryJournal()
	}
	r.sender = newSender(r.chain, r.signer, r.heads, cfg)
	r.metrics, err = newMetrics(deps.Registry, cfg.ChainID, r.signer.Address(),
		func() float64 { return float64(r.queue.len()) },
		func() float64 { return float64(r.running.Load()) },
		func() float64 { return float64(r.sender.inFlight()) })
	if err != nil {
		return nil, err
	}
	r.health = newHealth(cfg.ChainID, r.metrics)
	return r, nil
}

func (d Deps) validate() error {
	var faults []error
	for name, missing := range map[string]bool{
		"Chain": d.Chain == nil, "Signer": d.Signer == nil, "HTTP": d.HTTP == nil,
		"Log": d.Log == nil, "Registry": d.Registry == nil,
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

// Runs returns what is known of the requests so far, the oldest first.
func (r *Runner) Runs(ctx context.Context) ([]RunStatus, error) { return r.journal.Runs(ctx) }

// Run answers requests until ctx ends. Runs under way then have the grace period to end; those that have not started
// are left to the next start.
//
// Returns nil after a clean stop, ErrInterrupted if runs had to be cut off, and ErrWrongChain if the chain is another
// one than configured. A chain that cannot be reached is waited for.
func (r *Runner) Run(ctx context.Context) error {
	if err := r.awaitChain(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	base, stop := context.WithCancel(context.WithoutCancel(ctx)) // outlives ctx by the grace period
	defer stop()
	var background, runs sync.WaitGroup
	w := &watcher{
		chain: r.chain, query: query(r.jobs), account: r.signer.Address(), cfg: r.cfg,
		heads: r.heads, metrics: r.metrics, report: r.report, caughtUp: r.health.caughtUp,
		onLog: func(log types.Log) { r.consider(ctx, log) },
	}
	background.Go(func() { w.run(base, ctx) })
	r.log.Info("runner started", "chain_id", r.cfg.ChainID, "account", r.signer.Address(), "jobs", len(r.jobs))
	r.dispatch(ctx, base, &runs)
	err := r.drain(base, &runs, stop)
	stop()
	background.Wait()
	r.log.Info("runner stopped")
	return err
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

// consider journals the request in a log, if a job is meant, and queues it if the job wants it.
func (r *Runner) consider(ctx context.Context, log types.Log) {
	request, err := oracle.ParseRequest(log)
	if err != nil {
		r.log.Warn("request ignored", "error", err)
		return
	}
	for _, j := range r.jobs {
		if j.answers(request) {
			r.accept(ctx, &run{id: RunID{request.RequestID, log.BlockHash}, job: j, request: request})
			return
		}
	}
}

func (r *Runner) accept(ctx context.Context, run *run) {
	now := time.Now().UTC()
	status := RunStatus{
		RunID: run.id, JobID: run.job.spec.ExternalJobID, JobName: run.job.spec.Name,
		BlockNumber: run.request.Log.BlockNumber, State: StateSeen, SeenAt: now, UpdatedAt: now,
	}
	refusal := run.job.admits(run.request)
	if refusal != nil {
		status.State, status.Error = StateRejected, refusal.Error()
	}
	added, err := r.journal.Add(ctx, status)
	switch {
	case err != nil:
		r.log.Error("request not journalled", "request_id", run.id.RequestID, "error", err)
	case !added: // seen before
	case refusal != nil:
		r.metrics.requests.WithLabelValues(status.JobName, string(StateRejected)).Inc()
		r.log.Warn("request rejected", "request_id", run.id.RequestID, "job", status.JobName, "error", refusal)
	default:
		r.log.Info("request seen", "request_id", run.id.RequestID, "job", status.JobName, "block", status.BlockNumber)
		r.queue.add(run)
	}
}

// dispatch starts runs as they get their confirmations and places get free, until ctx ends.
func (r *Runner) dispatch(ctx, base context.Context, runs *sync.WaitGroup) {
	for {
		head, moved := r.heads.now()
		for ctx.Err() == nil && head != nil {
			next := r.queue.next(head.Number.Uint64())
			if next == nil {
				break
			}
			select {
			case r.slots <- struct{}{}:
			case <-ctx.Done():
				r.queue.add(next)
				r.queue.done(next)
				return
			}
			runs.Go(func() { r.execute(base, next) })
		}
		select {
		case <-ctx.Done():
			return
		case <-moved:
		case <-r.queue.changed:
		}
	}
}

// drain waits for the runs under way, cuts them off after the grace period and notes those that never started.
func (r *Runner) drain(ctx context.Context, runs *sync.WaitGroup, stop context.CancelFunc) error {
	for _, left := range r.queue.drain() {
		r.advance(ctx, left, Step{State: StateStopped, Error: "the runner was stopped before it started"})
	}
	ended := make(chan struct{})
	go func() {
		runs.Wait()
		close(ended)
	}()
	timer := time.NewTimer(r.cfg.GracePeriod)
	defer timer.Stop()
	select {
	case <-ended:
		return nil
	case <-timer.C:
	}
	cut := r.running.Load()
	stop()
	<-ended
	return fmt.Errorf("%d %w after %s", cut, ErrInterrupted, r.cfg.GracePeriod)
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
