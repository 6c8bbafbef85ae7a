package runner

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/jobspecs"
)

// ErrNoRequester says that there are cron jobs, whose transactions need a key that is not the fulfilling one.
var ErrNoRequester = errors.New("cron jobs send transactions of their own: a requester's key is needed")

// cronJob is a job that runs by schedule.
type cronJob struct {
	spec     *jobspecs.Spec
	schedule jobspecs.Schedule
	pipeline *pipeline.Pipeline
}

// newCronJobs prepares the jobs that run by schedule. The error names every one that cannot be run.
func newCronJobs(specs []*jobspecs.Cron, deps pipeline.Deps, d Deps, cfg Config) ([]*cronJob, error) {
	var jobs []*cronJob
	var errs []error
	if len(specs) > 0 && d.Requests == nil {
		errs = append(errs, ErrNoRequester)
	}
	for i, c := range specs {
		if c.Spec.EVMChainID != cfg.ChainID {
			errs = append(errs, fmt.Errorf("job %q: it is for chain %d, the runner for chain %d", c.Spec.Name, c.Spec.EVMChainID, cfg.ChainID))
			continue
		}
		deps.Number = len(d.Jobs) + i + 1
		p, err := pipeline.Compile(c.Spec, deps)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		jobs = append(jobs, &cronJob{spec: c.Spec, schedule: c.Schedule, pipeline: p})
	}
	return jobs, errors.Join(errs...)
}

// keepTime runs the cron jobs by their schedules until ctx ends. A moment that comes while the job still runs, or while
// this process does not hold the lease, is passed over, as by the real node.
func (t *term) keepTime(ctx context.Context) {
	var jobs sync.WaitGroup
	for _, j := range t.crons {
		jobs.Go(func() {
			for next := j.schedule.Next(time.Now()); !next.IsZero(); next = j.schedule.Next(time.Now()) {
				if pause(ctx, nil, time.Until(next)) != nil {
					return
				}
				t.tick(ctx, j)
			}
		})
	}
	jobs.Wait()
}

// tick runs a cron job once.
//
// Source: chainlink v2.18, core/services/cron/cron.go, runPipeline
func (t *term) tick(ctx context.Context, j *cronJob) {
	ctx, cancel := context.WithTimeoutCause(ctx, t.cfg.MaxRunDuration, errRunTooLong)
	defer cancel()
	run := j.pipeline.Run(ctx, pipeline.Start{
		JobRun: map[string]any{"meta": map[string]any{}}, Transmit: t.requests,
	})
	log := t.log.With("job", j.spec.Name, "took", run.FinishedAt.Sub(run.StartedAt))
	if err := run.Err(); errors.Is(context.Cause(ctx), context.Canceled) {
		log.Info("scheduled run cut off: the runner stops")
		return
	} else if err != nil {
		log.Warn("scheduled run failed", "error", err)
		return
	}
	log.Info("scheduled run done")
}
