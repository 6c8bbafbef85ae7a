package adapter

import (
	"context"
	"encoding/binary"
	"time"

	"github.com/link4health/link4health/adapter/cache"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// sharedScores keeps scores where other adapters on the same database find them. What names one is its revision, so that
// one of older data cannot be found.
type sharedScores struct {
	cache *cache.Redis
	scope []byte // what else decides on a score: the model, and a fixed moment
	age   time.Duration
}

func newSharedScores(shared *cache.Redis, model score.Model, asOf time.Time, age time.Duration) *sharedScores {
	hash := model.Hash()
	return &sharedScores{cache: shared, scope: binary.BigEndian.AppendUint64(hash[:], uint64(asOf.Unix())), age: age}
}

// id names the score of a revision.
func (s *sharedScores) id(r store.Revision) []byte {
	return appendRevision(append(make([]byte, 0, 160), s.scope...), r)
}

// appendRevision appends what no other revision has. Its texts hold no zero byte.
func appendRevision(id []byte, r store.Revision) []byte {
	for _, text := range [...]string{r.UserID, r.CityID, r.Zone} {
		id = append(append(id, text...), 0)
	}
	id = binary.BigEndian.AppendUint64(id, uint64(r.Citizen))
	return binary.BigEndian.AppendUint64(id, uint64(r.City))
}

// get returns the scores of revisions, in their order; nil for those that are not kept.
func (s *sharedScores) get(ctx context.Context, revisions []store.Revision) []*scored {
	ids := make([][]byte, len(revisions))
	for i, r := range revisions {
		ids[i] = s.id(r)
	}
	scores := make([]*scored, len(revisions))
	for i, value := range s.cache.Get(ctx, ids) {
		if one, ok := decodeScored(value); ok {
			one.of(revisions[i])
			scores[i] = one
		}
	}
	return scores
}

// entry is a score to be kept.
func (s *sharedScores) entry(r store.Revision, one scored) cache.Entry {
	return cache.Entry{ID: s.id(r), Value: one.encode(), Age: s.age}
}

// scoredBytes is the length of an encoded score: all have the same, which tells nothing.
const scoredBytes = 2 + 2 + 4*8

// encode writes all but the revision.
func (s scored) encode() []byte {
	b := binary.BigEndian.AppendUint16(make([]byte, 0, scoredBytes), s.score)
	b = binary.BigEndian.AppendUint16(b, s.coverage)
	for _, n := range [...]int64{s.asOf, s.requested, s.received, s.until} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	return b
}

// decodeScored undoes encode; false if b is something else.
func decodeScored(b []byte) (*scored, bool) {
	if len(b) != scoredBytes {
		return nil, false
	}
	number := func(i int) int64 { return int64(binary.BigEndian.Uint64(b[4+8*i:])) }
	return &scored{
		score: binary.BigEndian.Uint16(b), coverage: binary.BigEndian.Uint16(b[2:]),
		asOf: number(0), requested: number(1), received: number(2), until: number(3),
	}, true
}
