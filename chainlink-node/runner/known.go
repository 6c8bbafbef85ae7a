package runner

import (
	"sync"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

// knownBefore is how many runs a term knows before it forgets old ones.
const knownBefore = 10_000

// known are the runs that a term has at work or has lately seen the end of, so that the logs of recent blocks, which are
// looked at again and again, cost no look into the journal. Safe for concurrent use.
type known struct {
	mu    sync.Mutex
	runs  map[journal.ID]knownRun
	limit int
}

type knownRun struct {
	block uint64
	open  bool // it is at work
}

func newKnown() *known { return &known{runs: map[journal.ID]knownRun{}, limit: knownBefore} }

func (k *known) has(id journal.ID) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, found := k.runs[id]
	return found
}

// open reports whether a run is at work.
func (k *known) open(id journal.ID) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.runs[id].open
}

// add notes a run, and reports false if it is at work already.
func (k *known) add(id journal.ID, block uint64, open bool) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.runs[id].open {
		return false
	}
	k.runs[id] = knownRun{block, open}
	return true
}

// end says that a run is no longer at work, and reports whether it was. A run whose block was replaced is forgotten, for
// the block may come back.
func (k *known) end(id journal.ID, replaced bool) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	run := k.runs[id]
	k.runs[id] = knownRun{block: run.block}
	if replaced {
		delete(k.runs, id)
	}
	return run.open
}

// forget drops runs of blocks before the given one that have ended, once there are many: whoever sees one again finds it
// in the journal.
func (k *known) forget(before uint64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.runs) < k.limit {
		return
	}
	for id, run := range k.runs {
		if !run.open && run.block < before {
			delete(k.runs, id)
		}
	}
	k.limit = max(knownBefore, 2*len(k.runs))
}
