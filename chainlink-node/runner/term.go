package runner

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
)

// term is the time during which a runner has the journal's lease, with all that it then knows. Whatever a term knows is
// in the journal or on the chain: the next term, here or elsewhere, goes on where it ended.
type term struct {
	*Runner
	lease  *journal.Lease
	queue  *queue
	sender *sender
	known  *known
	slots  chan struct{} // one value for each run at work
	base   context.Context
	end    context.CancelCauseFunc // of base
}

func newTerm(r *Runner, lease *journal.Lease) *term {
	t := &term{
		Runner: r, lease: lease, queue: newQueue(r.jobs), known: newKnown(), slots: make(chan struct{}, r.cfg.MaxConcurrent),
	}
	t.sender = newSender(r, lease, t)
	return t
}

// serve answers requests until ctx ends or the lease is lost, which it returns as journal.ErrLeaseLost.
func (t *term) serve(ctx context.Context) error {
	t.base, t.end = context.WithCancelCause(context.WithoutCancel(ctx)) // outlives ctx by the grace period
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var background, runs sync.WaitGroup
	background.Go(func() {
		select {
		case <-t.lease.Lost():
			t.end(fmt.Errorf("%w: its runs are %w", journal.ErrLeaseLost, pipeline.ErrLeft))
			stop()
		case <-t.base.Done():
		}
	})
	t.current.Store(t)
	if err := t.resume(ctx); err == nil {
		background.Go(func() { t.watch(ctx) })
		background.Go(func() { t.sender.run(t.base) })
		background.Go(func() { t.keepHouse(ctx) })
		background.Go(func() { t.keepTime(ctx) })
		for _, duty := range t.duties {
			background.Go(func() { duty(ctx) })
		}
		t.dispatch(ctx, &runs)
	}
	err := t.drain(&runs)
	t.end(err)
	background.Wait()
	t.current.Store(nil)
	if released := t.lease.Release(context.WithoutCancel(ctx)); released != nil {
		t.log.Warn("lease not given back: the next start waits for it to run out", "error", released)
	}
	return err
}

// dispatch starts runs as they get their confirmations and places get free, until ctx ends.
func (t *term) dispatch(ctx context.Context, runs *sync.WaitGroup) {
	for {
		head, moved := t.heads.now()
		for ctx.Err() == nil && head != nil {
			next := t.queue.next(head.Number.Uint64())
			if next == nil {
				break
			}
			select {
			case t.slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			runs.Go(func() { t.execute(next) })
		}
		select {
		case <-ctx.Done():
			return
		case <-moved:
		case <-t.queue.changed:
		}
	}
}

// drain waits for the runs under way to send their answers, and cuts them off after the grace period.
func (t *term) drain(runs *sync.WaitGroup) error {
	ended := make(chan struct{})
	go func() {
		runs.Wait()
		close(ended)
	}()
	t.sender.abandon() // waiting for blocks is the next start's
	timer := time.NewTimer(t.cfg.GracePeriod)
	defer timer.Stop()
	select {
	case <-ended:
		return context.Cause(t.base)
	case <-t.base.Done():
		<-ended
		return context.Cause(t.base)
	case <-timer.C:
	}
	cut := t.running.Load()
	err := fmt.Errorf("%d %w after %s, %w", cut, ErrInterrupted, t.cfg.GracePeriod, pipeline.ErrLeft)
	t.end(err)
	<-ended
	return err
}

// record tries to journal a step until that is done, the run is unknown or the term ends: a step that cannot be written
// is not taken.
func (t *term) record(ctx context.Context, write func(context.Context) error) error {
	for {
		err := write(ctx)
		if ctx.Err() == nil || err == nil {
			t.report(checkJournal, err)
		}
		if err == nil || errors.Is(err, journal.ErrLeaseLost) || errors.Is(err, journal.ErrUnknownRun) {
			return err
		}
		if ended := pause(ctx, nil, t.cfg.PollInterval); ended != nil {
			return fmt.Errorf("%w: %w", ended, err)
		}
	}
}

// advance journals a step of a run, with those that were put off.
func (t *term) advance(ctx context.Context, run *run, s journal.Step) error {
	run.putOff(s)
	return t.catchUp(ctx, run)
}

// catchUp journals the steps of a run that were put off.
func (t *term) catchUp(ctx context.Context, run *run) error {
	if len(run.due) == 0 {
		return nil
	}
	err := t.record(ctx, func(ctx context.Context) error { return t.lease.Advance(ctx, run.id, run.due...) })
	if err != nil {
		return fmt.Errorf("journal that request %s is %s: %w", run.id.RequestID, run.due[len(run.due)-1].State, err)
	}
	run.due = nil
	return nil
}
