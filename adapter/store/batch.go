package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/score"
)

// ErrRolledBack says that nothing of an atomic AppendBatches is stored, because not all of it could be.
var ErrRolledBack = errors.New("nothing was stored, because not all could be")

// Batch is readings of one citizen or city.
type Batch struct {
	Scope    score.Scope
	ID       string // user id or city id
	Readings []score.Reading
}

// Fate is what became of one reading.
type Fate uint8

// The fates of a reading.
const (
	FateStored    Fate = iota + 1
	FateDuplicate      // it was there already, the same
	FateConflict       // under its key another value or period is stored; it is not
)

// BatchResult is what became of a Batch.
type BatchResult struct {
	Fates []Fate // of each reading; nil if Err is not
	// Err says why nothing of the batch is stored: ErrUnknownCitizen, ErrUnknownCity, ErrInvalid.
	Err error
}

// whole reports whether all of the batch is in the store now.
func (r BatchResult) whole() bool { return r.Err == nil && !slices.Contains(r.Fates, FateConflict) }

// AppendBatches stores the readings of several owners in one transaction and tells the fate of each reading; results
// are in the order of batches. A batch that cannot be stored does not keep the others from being stored, unless atomic
// is set: then ErrRolledBack comes with the results, and they say what would have happened.
//
// Of two callers that store the same reading at the same moment, both may be told that they stored it.
func (s *Store) AppendBatches(ctx context.Context, batches []Batch, atomic bool) ([]BatchResult, error) {
	var results []BatchResult
	err := s.alter(ctx, "append batches", func(tx *gorm.DB, c *change) error {
		results = make([]BatchResult, len(batches))
		inside, whole := s.inside(tx, c), true
		for _, i := range lockOrder(batches) {
			var err error
			if results[i], err = inside.appendBatch(ctx, batches[i]); err != nil {
				return err
			}
			whole = whole && results[i].whole()
		}
		if atomic && !whole {
			return ErrRolledBack
		}
		return nil
	})
	switch {
	case errors.Is(err, ErrRolledBack):
		return results, fmt.Errorf("append batches: %w", ErrRolledBack)
	case err != nil:
		return nil, err
	default:
		return results, nil
	}
}

// lockOrder returns the indexes of batches in an order that all callers share, so that they wait for each other in
// turn instead of in a circle.
func lockOrder(batches []Batch) []int {
	order := make([]int, len(batches))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(batches[a].Scope, batches[b].Scope), cmp.Compare(batches[a].ID, batches[b].ID))
	})
	return order
}

// inside returns a store whose every change is part of tx, which c tells of. It lives as long as tx does.
func (s *Store) inside(tx *gorm.DB, c *change) *Store {
	return &Store{db: tx, pool: s.pool, target: s.target, keys: s.keys, log: s.log, now: s.now, changed: s.changed, outer: c}
}

// nested reports whether the store's changes are part of a transaction that somebody else runs: only they can run it
// again.
func (s *Store) nested() bool {
	committer, ok := s.db.Statement.ConnPool.(gorm.TxCommitter)
	return ok && committer != nil
}

// appendBatch stores one batch. Its error is the database's; the batch's own is in the result.
func (s *Store) appendBatch(ctx context.Context, b Batch) (BatchResult, error) {
	who := owner{column: "user_id", id: b.ID, scope: score.Citizen, missing: ErrUnknownCitizen}
	appendTo, table := s.AppendCitizenReadings, any(&citizenReading{})
	if b.Scope == score.City {
		who = owner{column: "city_id", id: b.ID, scope: score.City, missing: ErrUnknownCity}
		appendTo, table = s.AppendCityReadings, &cityReading{}
	}
	sorted, err := newBatch(who, b.Readings)
	if err != nil {
		return BatchResult{Err: err}, nil
	}
	present, err := s.present(ctx, table, who, sorted)
	if err != nil {
		return BatchResult{}, err
	}
	appended, err := appendTo(ctx, b.ID, b.Readings)
	switch {
	case err == nil:
		return BatchResult{Fates: fates(sorted, present, appended.Conflicts)}, nil
	case isOurs(err) && !errors.Is(err, ErrUnavailable):
		return BatchResult{Err: err}, nil
	default:
		return BatchResult{}, err
	}
}

// present returns the rows that stand under the keys of a sorted batch.
func (s *Store) present(ctx context.Context, table any, who owner, sorted []indexed) (map[readingKey]measurement, error) {
	db, err := s.session(ctx)
	if err != nil {
		return nil, err
	}
	all := make(map[readingKey]measurement)
	for chunk := range slices.Chunk(sorted, s.target.batch()) {
		rows, err := storedUnder(db.Model(table), who, chunk)
		if err != nil {
			return nil, err
		}
		for key, row := range rows {
			all[key] = row
		}
	}
	return all, nil
}

// fates tells each reading's fate from what was there before and what was in conflict with it. sorted is in the order
// of storing: of two readings of one key the first was stored. It is in the batch's order in the result.
func fates(sorted []indexed, before map[readingKey]measurement, conflicts []int) []Fate {
	result := make([]Fate, len(sorted))
	for _, m := range sorted {
		if _, there := before[m.key()]; there {
			result[m.index] = FateDuplicate
			continue
		}
		result[m.index] = FateStored
		before[m.key()] = m.measurement
	}
	for _, i := range conflicts {
		result[i] = FateConflict
	}
	return result
}
