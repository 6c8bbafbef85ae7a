package ingest

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// Sink is where readings go; *store.Store is one. Its methods are never called at
// the same time.
type Sink interface {
	City(ctx context.Context, id string) (store.City, error) // store.ErrUnknownCity if there is none
	PutCity(context.Context, store.City) error
	PutProfiles(context.Context, []store.City, []store.Citizen) (erased []int, err error)
	Import(context.Context, store.ImportBatch) (store.Imported, error)
	Erased(ctx context.Context, userIDs []string) ([]string, error)  // those of them who were erased
	ImportProgress(ctx context.Context, file string) ([]byte, error) // nil if there is none
	ForgetImports(ctx context.Context, files []string, before time.Time) error
}

var _ Sink = (*store.Store)(nil)

// keeper stores the batches of one file and counts what the sink did with them.
type keeper struct {
	sink     Sink
	rejects  *rejectFile // nil for none
	file     string      // identity; "" if the import cannot go on where it stopped
	summary  *FileSummary
	readings []store.OwnedReading // memory used again
}

// run stores batches until there are no more, or until the first error, which it
// gives to stop.
func (k *keeper) run(ctx context.Context, batches <-chan *batch, spare chan<- []item, stop context.CancelCauseFunc) {
	for b := range batches {
		if ctx.Err() != nil {
			continue
		}
		if err := k.keep(ctx, b); err != nil {
			stop(err)
			continue
		}
		select {
		case spare <- b.items[:0]:
		default:
		}
	}
}

// keep stores a batch.
func (k *keeper) keep(ctx context.Context, b *batch) error {
	for _, c := range b.cities {
		if err := k.ensureCity(ctx, c); err != nil {
			return fmt.Errorf("store city: %w", err)
		}
	}
	k.readings = k.readings[:0]
	for i := range b.items {
		k.readings = append(k.readings, b.items[i].OwnedReading)
	}
	var after FileSummary
	rejected := k.rejects.end()
	settle := func(done store.Imported) (err error) {
		erased, err := k.erased(ctx, done.Unknown)
		if err != nil {
			return err
		}
		var rejects []RowError
		after, rejects = k.outcome(b, done, erased)
		rejected, err = k.rejects.write(rejects)
		return err
	}
	in := store.ImportBatch{Readings: k.readings}
	if k.file != "" && (b.resumes || b.last) {
		in.Progress = func(done store.Imported) (store.ImportProgress, error) {
			if err := settle(done); err != nil {
				return store.ImportProgress{}, err
			}
			return store.ImportProgress{File: k.file, State: newState(b, after, rejected).text()}, nil
		}
	}
	done, err := k.sink.Import(ctx, in)
	if err != nil {
		return fmt.Errorf("store readings: %w", err)
	}
	if err := settle(done); err != nil {
		return err
	}
	*k.summary = after
	k.rejects.advance(rejected)
	return nil
}

// ensureCity creates a city that the sink does not have.
func (k *keeper) ensureCity(ctx context.Context, c City) error {
	_, err := k.sink.City(ctx, c.ID)
	if errors.Is(err, store.ErrUnknownCity) {
		return k.sink.PutCity(ctx, c.profile())
	}
	return err
}

// erased returns those citizens who were erased, of the readings with these indexes.
func (k *keeper) erased(ctx context.Context, unknown []int) ([]string, error) {
	var citizens []string
	for _, i := range unknown {
		r := &k.readings[i]
		if d, _ := score.Define(r.Metric); d.Scope == score.Citizen && !slices.Contains(citizens, r.Owner) {
			citizens = append(citizens, r.Owner)
		}
	}
	if len(citizens) == 0 {
		return nil, nil
	}
	erased, err := k.sink.Erased(ctx, citizens)
	if err != nil {
		return nil, fmt.Errorf("look for erased citizens: %w", err)
	}
	return erased, nil
}

// outcome returns the summary as it is once a batch is stored, and all rejects of
// the batch in the order of their lines. erased are those of its citizens who were.
// It changes nothing, for a transaction may be run again.
func (k *keeper) outcome(b *batch, done store.Imported, erased []string) (FileSummary, []RowError) {
	after := *k.summary
	after.Counts = newCounts()
	after.Counts.add(k.summary.Counts)
	after.Counts.add(b.found)
	after.New += done.New
	after.Duplicate += done.Duplicate
	rejects := slices.Clone(b.rejects)
	for _, i := range done.Conflicts {
		rejects = append(rejects, RowError{Line: b.items[i].line, Field: b.items[i].field, Reason: Conflict})
	}
	for _, i := range done.Unknown {
		reason := Unknown
		if slices.Contains(erased, b.items[i].Owner) {
			reason = Erased
		}
		rejects = append(rejects, RowError{Line: b.items[i].line, Reason: reason})
	}
	slices.SortStableFunc(rejects, func(a, b RowError) int { return cmp.Compare(a.Line, b.Line) })
	after.Rejects = slices.Clone(after.Rejects)
	for i := range rejects {
		e := &rejects[i]
		e.File, e.Problem = after.File, e.Reason.Problem()
		after.Rejected[e.Reason]++
		if after.Rejected[e.Reason] <= rejectsKept {
			after.Rejects = append(after.Rejects, *e)
		}
	}
	return after, rejects
}

// state is what is recorded with a batch, so that an import that was interrupted
// goes on behind it with its counts. It names neither files nor people.
type state struct {
	position
	Done     bool         `json:"done,omitempty"` // all of the file is stored
	Counts   Counts       `json:"counts"`
	Rejects  []stateError `json:"rejects,omitempty"`  // the first of each reason
	Rejected int64        `json:"rejected,omitempty"` // bytes of the file of rejects
}

// stateError is a RowError, without what can be told from its reason.
type stateError struct {
	Line   int    `json:"line"`
	Field  string `json:"field,omitempty"`
	Reason Reason `json:"reason"`
}

// newState returns the state after b, with the summary of then.
func newState(b *batch, after FileSummary, rejected int64) state {
	s := state{position: b.next, Done: b.last, Counts: after.Counts, Rejected: rejected}
	for _, e := range after.Rejects {
		s.Rejects = append(s.Rejects, stateError{e.Line, e.Field, e.Reason})
	}
	return s
}

// text returns s as ASCII.
func (s state) text() []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // only numbers and constant texts are in it
	}
	return text
}

// restore puts what s says into the summary of its file.
func (s state) restore(summary *FileSummary) {
	summary.Counts.add(s.Counts)
	for _, e := range s.Rejects {
		summary.Rejects = append(summary.Rejects, RowError{
			File: summary.File, Line: e.Line, Field: e.Field, Reason: e.Reason, Problem: e.Reason.Problem()})
	}
	summary.Resumed = s.Line
}
