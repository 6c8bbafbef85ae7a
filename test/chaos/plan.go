package main

import (
	"math/rand/v2"
	"slices"
	"time"
)

// plan says how much of what happens.
type plan struct {
	Requests                                                                          int // Batches and Records are among them
	Batches, Records                                                                  int
	RunnerKills, AdapterKills, DatabaseKills, Reorgs, Cuts, Slowdowns, Spikes, Drains int
	Span                                                                              time.Duration // in which all of it happens
	Seed                                                                              uint64
}

// fullPlan is what `make chaos` does.
func fullPlan(seed uint64) plan {
	return plan{
		Requests: 1000, Batches: 50, Records: 50, RunnerKills: 50, AdapterKills: 10, DatabaseKills: 5, Reorgs: 20,
		Cuts: 15, Slowdowns: 15, Spikes: 8, Drains: 4, Span: 5 * time.Minute, Seed: seed,
	}
}

// kind is what happens in an event.
type kind string

const (
	askScore     kind = "ask for a score"
	askBatch     kind = "ask for scores in a batch"
	askRecord    kind = "ask for a record"
	killRunner   kind = "kill the runner"
	killAdapter  kind = "kill the adapter"
	killDatabase kind = "kill the database"
	reorganise   kind = "reorganise"
	cutWire      kind = "cut a wire"
	slowWire     kind = "slow a wire"
	spike        kind = "raise the base fee"
	drain        kind = "drain the key"
)

// event is one thing that happens.
type event struct {
	at   time.Duration // since the start
	kind kind
	lap  time.Duration // how long it lasts
	dice uint64        // for its other choices
}

// isRequest reports whether it is not trouble but work.
func (k kind) isRequest() bool { return k == askScore || k == askBatch || k == askRecord }

// lasting is how long each kind of trouble lasts, at least and at most.
func (k kind) lasting() (least, most time.Duration) {
	switch k {
	case killRunner:
		return 0, time.Second
	case killAdapter, killDatabase:
		return 100 * time.Millisecond, 2 * time.Second
	case cutWire:
		return 200 * time.Millisecond, 4 * time.Second
	case slowWire, spike, drain:
		return time.Second, 5 * time.Second
	default:
		return 0, 0
	}
}

// schedule is all that happens, in order. The same plan gives the same schedule.
func (p plan) schedule() []event {
	random := rand.New(rand.NewPCG(p.Seed, 0))
	var events []event
	for _, part := range []struct {
		kind  kind
		count int
	}{
		{askScore, p.Requests - p.Batches - p.Records}, {askBatch, p.Batches}, {askRecord, p.Records},
		{killRunner, p.RunnerKills}, {killAdapter, p.AdapterKills}, {killDatabase, p.DatabaseKills},
		{reorganise, p.Reorgs}, {cutWire, p.Cuts}, {slowWire, p.Slowdowns}, {spike, p.Spikes}, {drain, p.Drains},
	} {
		least, most := part.kind.lasting()
		for range part.count {
			e := event{at: time.Duration(random.Int64N(int64(p.Span))), kind: part.kind, dice: random.Uint64()}
			e.lap = least + time.Duration(random.Int64N(int64(most-least)+1))
			events = append(events, e)
		}
	}
	slices.SortStableFunc(events, func(a, b event) int { return int(a.at - b.at) })
	return events
}
