package store

import (
	"context"
	"database/sql"
	"hash/fnv"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/link4health/link4health/adapter/score"
)

// Lease is how long Changes that were read may be relied upon although another process may have changed something since:
// who changes something does not say so earlier, see Settle. It is a compromise between how long a change takes to be
// reported and how often the database is asked.
const Lease = 50 * time.Millisecond

// changeBuckets is how many buckets citizens and cities are spread over: as few as one short query reads, and so many that a
// change leaves nearly all others as they are.
const changeBuckets = 256

// Changes are what had been changed when they were read. Nobody modifies them.
type Changes struct {
	revisions [changeBuckets + 1]int64 // of each bucket; the last is of who has no city, and always 0
	sum       string                   // of what the database holds, or held before; nearly certainly another after each change
	began     time.Time
	own       uint64 // changes of this Store's before
}

// Marks tell whether anything changed that a score is made from: as long as they are equal, nothing did.
type Marks struct{ Citizen, City int64 }

// Place is where Changes tell of a citizen and the citizen's city. It takes little room.
type Place struct{ citizen, city uint16 }

// Place is where Changes tell of what such a score is made from.
func (r Revision) Place() Place {
	place := Place{citizen: uint16(bucketOf(score.Citizen, r.UserID)), city: changeBuckets}
	if r.CityID != "" {
		place.city = uint16(bucketOf(score.City, r.CityID))
	}
	return place
}

// Marks returns the marks of the score that is made from what is at that place.
func (c *Changes) Marks(of Place) Marks {
	return Marks{Citizen: c.revisions[of.citizen], City: c.revisions[of.city]}
}

// Fresh reports whether c still holds: this Store has changed nothing since, and no change of others has been reported that
// c does not tell of. Age is how long ago c was read; it holds for Lease at most.
func (s *Store) Fresh(c *Changes) (age time.Duration, fresh bool) {
	if c == nil {
		return 0, false
	}
	age = time.Since(c.began)
	return age, s.changed.count.Load() == c.own && age < Lease
}

// Changes reads what was changed so far. Last, if it is not nil, are Changes read earlier: if nothing was changed since, they
// are what is returned, as of now. It returns nil where data may be read from several servers, of which one may be behind
// another.
func (s *Store) Changes(ctx context.Context, last *Changes) (*Changes, error) {
	const operation = "read changes"
	if len(s.replicas) > 0 || s.target.severalServers() {
		return nil, nil
	}
	c := &Changes{began: time.Now(), own: s.changed.count.Load()}
	db, err := s.session(ctx)
	if err == nil {
		err = c.read(ctx, s.pool, db, last)
	}
	if err != nil {
		return nil, classify(ctx, operation, err)
	}
	return c, nil
}

// changesQuery adds up all revisions, less so many of their bits that 256 of them fit. One row is sooner read than all.
const changesQuery = "SELECT COALESCE(SUM(revision >> 16), 0) FROM score_change"

// read fills in what was changed, from last if that is still all.
func (c *Changes) read(ctx context.Context, pool *sql.DB, db *gorm.DB, last *Changes) error {
	if err := pool.QueryRowContext(ctx, changesQuery).Scan(&c.sum); err != nil {
		return err
	}
	if last != nil && last.sum == c.sum {
		c.revisions = last.revisions
		return nil
	}
	var rows []scoreChange // may be newer than the sum, which then only differs once more
	if err := db.Find(&rows).Error; err != nil {
		return err
	}
	for _, row := range rows {
		if row.Bucket >= 0 && row.Bucket < changeBuckets {
			c.revisions[row.Bucket] = row.Revision
		}
	}
	return nil
}

// Settle waits, at most for Lease, until nobody who keeps scores relies any longer on what this Store has changed. After it,
// and after Close, no older score is given out. It ends early if ctx does.
func (s *Store) Settle(ctx context.Context) {
	last := s.changed.last.Load()
	if last == nil {
		return
	}
	timer := time.NewTimer(Lease - time.Since(*last))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// scoreChange is a row of score_change.
type scoreChange struct {
	Bucket   int `gorm:"primaryKey;autoIncrement:false"`
	Revision int64
}

func (scoreChange) TableName() string { return "score_change" }

// bucketOf returns the bucket of a citizen or a city.
func bucketOf(scope score.Scope, id string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte{byte(scope)})
	_, _ = h.Write([]byte(id)) // never fails
	return int(h.Sum32() % changeBuckets)
}

// changed is what a Store has changed itself.
type changed struct {
	count atomic.Uint64
	last  atomic.Pointer[time.Time]
}

// note counts a change that was committed, or may have been.
func (c *changed) note() {
	now := time.Now()
	c.last.Store(&now)
	c.count.Add(1)
}

// change gathers what one transaction changes that a score could show.
type change struct {
	readings map[score.Scope]map[string]bool // of whom readings were added
	buckets  map[int]bool
}

// profile notes that something else than readings is changed of a citizen or a city.
func (c *change) profile(scope score.Scope, id string) { c.buckets[bucketOf(scope, id)] = true }

// reading notes that readings of a citizen or a city were added.
func (c *change) reading(scope score.Scope, id string) {
	c.profile(scope, id)
	if c.readings[scope] == nil {
		c.readings[scope] = map[string]bool{}
	}
	c.readings[scope][id] = true
}

// tell writes down what was noted, at the end of the transaction: whoever writes down the same waits only for its commit,
// and all do so in one order.
func (c *change) tell(tx *gorm.DB) error {
	for _, scope := range [...]score.Scope{score.Citizen, score.City} {
		if err := revise(tx, scope, slices.Sorted(maps.Keys(c.readings[scope]))); err != nil {
			return err
		}
	}
	if len(c.buckets) == 0 {
		return nil
	}
	rows := make([]scoreChange, 0, len(c.buckets))
	for _, bucket := range slices.Sorted(maps.Keys(c.buckets)) {
		rows = append(rows, scoreChange{bucket, newRevision()})
	}
	return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&rows).Error
}

// alter is write for a transaction that changes what scores are made from: it tells of that at its end. Part of a larger
// one, it leaves that to the larger one.
func (s *Store) alter(ctx context.Context, operation string, do func(tx *gorm.DB, c *change) error) error {
	if s.outer != nil {
		return s.write(ctx, operation, func(tx *gorm.DB) error { return do(tx, s.outer) })
	}
	defer s.changed.note() // after an error too: the commit may have been done
	return s.write(ctx, operation, func(tx *gorm.DB) error { return telling(tx, do) })
}

// telling runs do once and tells of what it changed.
func telling(tx *gorm.DB, do func(tx *gorm.DB, c *change) error) error {
	c := &change{readings: map[score.Scope]map[string]bool{}, buckets: map[int]bool{}}
	if err := do(tx, c); err != nil {
		return err
	}
	return c.tell(tx)
}
