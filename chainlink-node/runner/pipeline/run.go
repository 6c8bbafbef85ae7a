package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// ErrCancelled says that a task did not run because another one, marked failEarly, had failed.
var ErrCancelled = errors.New("task run cancelled (fail early)")

// ErrLeft says that a run was cut off and is done again, from its beginning, by the next process: that is no outcome, and
// metrics do not count it. It is in the cause of a context's end or in what a Transmitter returns.
var ErrLeft = errors.New("left to the next start")

// cutOff reports whether whoever runs it has ended ctx, with ErrLeft or without a cause, rather than a limit of time.
func cutOff(ctx context.Context) bool {
	cause := context.Cause(ctx)
	return errors.Is(cause, ErrLeft) || errors.Is(cause, context.Canceled)
}

// Start is what a run begins with.
type Start struct {
	// JobRun is $(jobRun…): the log that asks, and under "meta" what bridges are told about it.
	JobRun map[string]any
	// Transmit sends the run's transaction; nil makes ethtx fail with ErrNoTransmitter.
	Transmit Transmitter
}

// TaskRun is what became of one task. Its Value may hold personal data: it belongs in no log.
type TaskRun struct {
	ID, Type              string
	Value                 any   // nil if Err is set
	Err                   error // free of the run's data
	Attempts              int   // 0 if the task never ran
	StartedAt, FinishedAt time.Time
	terminal              bool
}

// Run is what became of a run.
type Run struct {
	Tasks                 []TaskRun // in the order of the job spec's tasks
	StartedAt, FinishedAt time.Time
}

// Task returns what became of the task with the given id.
func (r Run) Task(id string) (TaskRun, bool) {
	for _, t := range r.Tasks {
		if t.ID == id {
			return t, true
		}
	}
	return TaskRun{}, false
}

// TaskError is the failure of one task.
type TaskError struct {
	ID, Type string
	Err      error
}

// Error names the task and the cause.
func (e *TaskError) Error() string { return fmt.Sprintf("task %s (%s): %v", e.ID, e.Type, e.Err) }

// Unwrap gives the cause.
func (e *TaskError) Unwrap() error { return e.Err }

// RunError is why a run failed: the tasks that failed by themselves, not those that failed because of them.
type RunError []*TaskError

// Error names the tasks and their causes in one line.
func (e RunError) Error() string {
	texts := make([]string, len(e))
	for i, t := range e {
		texts[i] = t.Error()
	}
	return strings.Join(texts, "; ")
}

// Unwrap gives the failures of the tasks.
func (e RunError) Unwrap() []error {
	errs := make([]error, len(e))
	for i, t := range e {
		errs[i] = t
	}
	return errs
}

// Err is nil if every task that no other follows succeeded, and else a RunError.
func (r Run) Err() error {
	failed, causes := false, RunError{}
	for _, t := range r.Tasks {
		failed = failed || t.terminal && t.Err != nil
		if t.Err != nil && !errors.Is(t.Err, ErrTooManyErrors) && !errors.Is(t.Err, ErrCancelled) {
			causes = append(causes, &TaskError{ID: t.ID, Type: t.Type, Err: t.Err})
		}
	}
	if !failed {
		return nil
	}
	return causes
}

// PanicError says that a task panicked. It harms its own run only.
type PanicError struct {
	Reason string // the runtime's own text, or the type of what was thrown
	Stack  []byte // where, for an operator's log: it shows no values but addresses
}

// Error gives the reason.
func (e *PanicError) Error() string { return "panicked: " + e.Reason }

// Run executes the graph: each task as soon as those it needs have ended, side by side where the graph allows. It
// returns when every task has ended. If ctx ends, tasks under way are interrupted and fail.
//
// Metrics count the run unless it was left (ErrLeft) or ctx was cancelled without a cause.
func (p *Pipeline) Run(ctx context.Context, start Start) Run {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	e := execution{pipeline: p, start: start, cancel: cancel, tasks: make([]TaskRun, len(p.nodes))}
	run := Run{StartedAt: time.Now(), Tasks: e.tasks}
	ended := make([]chan struct{}, len(p.nodes))
	for i := range ended {
		ended[i] = make(chan struct{})
	}
	var wg sync.WaitGroup
	for i, n := range p.nodes {
		wg.Go(func() {
			defer close(ended[i])
			for _, needed := range n.needs {
				<-ended[needed]
			}
			e.run(ctx, i)
		})
	}
	wg.Wait()
	run.FinishedAt = time.Now()
	if !cutOff(ctx) && !errors.Is(run.Err(), ErrLeft) {
		p.metrics.finished(p, run)
	}
	return run
}

// execution is the state of one run. Each task writes its own element of tasks before its successors start.
type execution struct {
	pipeline *Pipeline
	start    Start
	cancel   context.CancelCauseFunc
	tasks    []TaskRun
}

// run tries a task until it succeeds or has had its attempts.
func (e *execution) run(ctx context.Context, i int) {
	n := e.pipeline.nodes[i]
	t := &e.tasks[i]
	*t = TaskRun{ID: n.id, Type: n.kind, StartedAt: time.Now(), terminal: n.terminal}
	defer func() { t.FinishedAt = time.Now() }()
	if errors.Is(context.Cause(ctx), ErrCancelled) {
		t.Err = ErrCancelled
		return
	}
	in, err := e.input(n)
	if err != nil {
		t.Err = err
		return
	}
	for {
		t.Attempts++
		t.Value, t.Err = attempt(ctx, n, in)
		if t.Err == nil || t.Attempts >= n.policy.attempts || !wait(ctx, n.policy.backoff(t.Attempts)) {
			break
		}
	}
	if t.Err != nil && n.policy.failEarly {
		e.cancel(ErrCancelled)
	}
}

// input gathers what a task works on. Returns ErrTooManyErrors if one of its inputs failed.
func (e *execution) input(n node) (input, error) {
	in := input{
		vars:     Vars{"jobRun": e.start.JobRun, "jobSpec": e.pipeline.jobSpec},
		transmit: e.start.Transmit,
	}
	for _, i := range n.sees {
		if seen := e.tasks[i]; seen.Err != nil {
			in.vars[seen.ID] = seen.Err
		} else {
			in.vars[seen.ID] = seen.Value
		}
	}
	for _, i := range n.inputs {
		if e.tasks[i].Err != nil {
			return input{}, fmt.Errorf("task inputs: %w", ErrTooManyErrors)
		}
		in.inputs = append(in.inputs, e.tasks[i].Value)
	}
	return in, nil
}

func attempt(ctx context.Context, n node, in input) (value any, err error) {
	if n.policy.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, n.policy.timeout)
		defer cancel()
	}
	defer func() {
		if thrown := recover(); thrown != nil {
			value, err = nil, &PanicError{Reason: reason(thrown), Stack: debug.Stack()}
		}
	}()
	return n.task.run(ctx, in)
}

// reason describes what a task threw without values of the run.
func reason(thrown any) string {
	if err, ok := thrown.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("%T", thrown)
}

// wait returns false if ctx ends first.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
