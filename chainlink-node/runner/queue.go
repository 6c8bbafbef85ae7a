package runner

import (
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/oracle"
)

// run is one request on its way through the runner.
type run struct {
	id       journal.ID
	job      *job // nil if its job spec is gone and its fulfilment is on its way
	block    uint64
	logTx    common.Hash
	logIndex uint
	request  *oracle.Request // nil until it is read from the chain again
	due      []journal.Step  // steps without an effect, to be journalled with the next that has one
}

// putOff notes a step that is to be journalled with the next one.
func (r *run) putOff(s journal.Step) {
	s.At = time.Now()
	r.due = append(r.due, s)
}

// jobName names the run's job to people.
func (r *run) jobName() string {
	if r.job == nil {
		return "unknown"
	}
	return r.job.spec.Name
}

// queue holds the runs that have not started. Jobs take turns, so that one with many requests does not hold up the
// others; a job's own requests go in the order in which they came. Safe for concurrent use.
type queue struct {
	mu      sync.Mutex
	jobs    []*job
	turn    int                  // index of the job whose turn it is
	waiting map[*job][]*run      // the oldest first
	busy    map[common.Hash]bool // requests of runs that have started and not ended
	size    int
	changed chan struct{} // has a value after a change; capacity 1
}

func newQueue(jobs []*job) *queue {
	return &queue{jobs: jobs, waiting: map[*job][]*run{}, busy: map[common.Hash]bool{}, changed: make(chan struct{}, 1)}
}

// add puts a run at the end of its job's line.
func (q *queue) add(r *run) {
	q.mu.Lock()
	q.waiting[r.job] = append(q.waiting[r.job], r)
	q.size++
	q.mu.Unlock()
	q.signal()
}

// next takes the run whose turn it is, or returns nil if none can start at this block: a run needs its confirmations,
// and no other run of the same request may be under way.
func (q *queue) next(head uint64) *run {
	q.mu.Lock()
	defer q.mu.Unlock()
	for i := range q.jobs {
		j := q.jobs[(q.turn+i)%len(q.jobs)]
		line := q.waiting[j]
		for at, r := range line {
			if q.busy[r.id.RequestID] || head+1 < r.block+j.confirmations {
				continue
			}
			q.waiting[j] = slices.Delete(line, at, at+1)
			q.turn = (q.turn + i + 1) % len(q.jobs)
			q.busy[r.id.RequestID] = true
			q.size--
			return r
		}
	}
	return nil
}

// done says that a run has ended.
func (q *queue) done(r *run) {
	q.mu.Lock()
	delete(q.busy, r.id.RequestID)
	q.mu.Unlock()
	q.signal()
}

// len returns the number of runs that have not started.
func (q *queue) len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.size
}

func (q *queue) signal() {
	select {
	case q.changed <- struct{}{}:
	default:
	}
}
