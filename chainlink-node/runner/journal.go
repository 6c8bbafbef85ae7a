package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
)

// State is how far a request has come.
type State string

// The states of a request, in the order of its way; the last seven are ends.
const (
	StateSeen      State = "seen"      // its log was found
	StateRunning   State = "running"   // confirmed; the job's tasks are at work
	StateAnswered  State = "answered"  // there is an answer; its fulfilment is being tried
	StateSent      State = "sent"      // the fulfilment is signed, and sent unless the runner died just then
	StateMined     State = "mined"     // the fulfilment is in a block
	StateCompleted State = "completed" // fulfilled
	StateErrored   State = "errored"   // the run failed; Error says why
	StateRejected  State = "rejected"  // its job does not want it: requester or payment
	StateExpired   State = "expired"   // too near its cancelExpiration to be started
	StateClosed    State = "closed"    // the Operator no longer held it before it was started
	StateDropped   State = "dropped"   // its block is no longer part of the chain
	StateStopped   State = "stopped"   // the runner was told to stop before it was done
)

// Ended reports whether a state is an end.
func (s State) Ended() bool {
	switch s {
	case StateSeen, StateRunning, StateAnswered, StateSent, StateMined:
		return false
	default:
		return true
	}
}

// RunID names a run: a request in a block. A request that a reorganisation moves to another block is another run, since
// its cancelExpiration differs and the Operator would not take the first run's answer.
type RunID struct {
	RequestID common.Hash
	BlockHash common.Hash
}

// RunStatus is what is known of a run. It holds nothing of the request's or the answer's content.
type RunStatus struct {
	RunID
	JobID       uuid.UUID
	JobName     string
	BlockNumber uint64
	State       State
	Error       string      // why it failed, or was not started; else empty
	TxHash      common.Hash // of the fulfilment; zero before it is signed
	SeenAt      time.Time
	UpdatedAt   time.Time
}

// Step is one step of a run.
type Step struct {
	State  State
	Error  string
	TxHash common.Hash // zero leaves the run's as it is
	At     time.Time
}

// Journal keeps the runs. Each step is written before its effect: a run whose step cannot be written does not take it.
// Implementations are safe for concurrent use.
type Journal interface {
	// Add stores a new run. It returns false, and changes nothing, if it has the run already.
	Add(context.Context, RunStatus) (bool, error)
	// Advance stores a step of a run. Returns ErrUnknownRun if the run was never added.
	Advance(context.Context, RunID, Step) error
	// Runs returns all runs that are kept, the oldest first.
	Runs(context.Context) ([]RunStatus, error)
}

// ErrUnknownRun says that a journal does not have a run.
var ErrUnknownRun = errors.New("no such run in the journal")

// maxEnded is how many ended runs a MemoryJournal keeps.
const maxEnded = 10_000

// MemoryJournal is a Journal that forgets when the process ends; the Operator then tells which requests are open. It
// keeps all runs under way and the last 10,000 that ended.
type MemoryJournal struct {
	mu    sync.Mutex
	runs  map[RunID]*RunStatus
	ended []RunID // the oldest first
	limit int
}

// NewMemoryJournal returns an empty journal.
func NewMemoryJournal() *MemoryJournal {
	return &MemoryJournal{runs: map[RunID]*RunStatus{}, limit: maxEnded}
}

// Add implements Journal.
func (j *MemoryJournal) Add(_ context.Context, run RunStatus) (bool, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, known := j.runs[run.RunID]; known {
		return false, nil
	}
	j.runs[run.RunID] = &run
	j.forget(run)
	return true, nil
}

// Advance implements Journal.
func (j *MemoryJournal) Advance(_ context.Context, id RunID, step Step) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	run, known := j.runs[id]
	if !known {
		return fmt.Errorf("request %s: %w", id.RequestID, ErrUnknownRun)
	}
	run.State, run.Error, run.UpdatedAt = step.State, step.Error, step.At
	if step.TxHash != (common.Hash{}) {
		run.TxHash = step.TxHash
	}
	j.forget(*run)
	return nil
}

// forget makes room if a run has ended.
func (j *MemoryJournal) forget(run RunStatus) {
	if !run.State.Ended() {
		return
	}
	j.ended = append(j.ended, run.RunID)
	if excess := len(j.ended) - j.limit; excess > 0 {
		for _, id := range j.ended[:excess] {
			delete(j.runs, id)
		}
		j.ended = slices.Delete(j.ended, 0, excess)
	}
}

// Runs implements Journal.
func (j *MemoryJournal) Runs(context.Context) ([]RunStatus, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	runs := make([]RunStatus, 0, len(j.runs))
	for _, run := range j.runs {
		runs = append(runs, *run)
	}
	slices.SortFunc(runs, func(a, b RunStatus) int {
		return cmp.Or(a.SeenAt.Compare(b.SeenAt), a.RequestID.Cmp(b.RequestID), a.BlockHash.Cmp(b.BlockHash))
	})
	return runs, nil
}
