package adapter

import (
	"context"
	"time"

	"github.com/link4health/link4health/adapter/batch"
	"github.com/link4health/link4health/adapter/cache"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// Bounds of the batches in which scores are worked out. One at a time is large, and hence cheap for each; others are begun
// beside it where it takes long.
const (
	batchesAtOnce = 4
	batchMost     = 256
	batchPatience = 5 * time.Millisecond
)

// found is the answer to one question for a score.
type found struct {
	scored
	from string // the cache it comes from, or "" if it was worked out
	err  error  // why there is no score
}

// scorer works out scores for many requests at once and keeps them.
//
// A score that is kept is given out only while nothing that it is made from has changed, and before time alone may change
// it: it is the score that would be worked out anew. What has changed the database says: currency tells cheaply that nothing
// near has, and otherwise the citizen's Revision is compared. So replicas of the adapter need not tell each other anything.
type scorer struct {
	scores      Scores
	model       score.Model
	hash        [32]byte // of the model
	clock       func() time.Time
	asOf        time.Time // of every score; zero is the time of the request
	minCoverage uint16
	metrics     *metrics
	age         time.Duration               // for which scores are kept; 0 keeps none
	local       *cache.Local[label, scored] // nil if none is kept
	shared      *sharedScores               // nil if none are shared
	currency    *currency
	batches     *batch.Batcher[store.CitizenKey, found]
}

// newScorer makes a scorer as the settings say.
func newScorer(deps Deps, cfg config.Config, metrics *metrics) *scorer {
	s := &scorer{
		scores: deps.Scores, model: deps.Model, hash: deps.Model.Hash(), clock: deps.Clock, asOf: cfg.AsOf, minCoverage: cfg.MinCoverage,
		metrics: metrics, age: cfg.CacheMaxAge.Duration(), currency: newCurrency(deps.Scores, cfg.APITimeout.Duration()),
	}
	if s.age > 0 {
		s.local = cache.NewLocal[label, scored](cfg.CacheMaxItems, s.age)
		metrics.cacheMaxAge.WithLabelValues(endpointScore, cacheLocal).Set(float64(s.age.Milliseconds()))
	}
	if s.age > 0 && deps.Shared != nil {
		s.shared = newSharedScores(deps.Shared, deps.Model, s.asOf, s.age)
		metrics.cacheMaxAge.WithLabelValues(endpointScore, cacheRedis).Set(float64(s.age.Milliseconds()))
	}
	s.batches = batch.New(batch.Config{AtOnce: batchesAtOnce, Most: batchMost, Patience: batchPatience}, s.answer)
	return s
}

// score returns a citizen's score, or why there is none, or an error if the store could not be asked until then. What
// unchanged knows it looks at more closely.
func (s *scorer) score(ctx context.Context, until time.Time, key store.CitizenKey) (found, error) {
	return s.batches.Do(ctx, until, key)
}

// unchanged returns a score that is kept and of which nothing has changed; false if that takes a closer look.
func (s *scorer) unchanged(ctx context.Context, key store.CitizenKey) (kept scored, ok bool) {
	if s.local == nil {
		return kept, false
	}
	kept, ok = s.local.Get(labelOf(key))
	if !ok || !s.holds(kept, s.now()) {
		return kept, false
	}
	changes := s.currency.changes(ctx)
	return kept, changes != nil && changes.Marks(kept.place) == kept.marks
}

// holds reports whether a score of equal readings would be this one at now.
func (s *scorer) holds(kept scored, now time.Time) bool {
	return kept.coverage >= s.minCoverage && (kept.until == 0 || now.UnixMicro() < kept.until)
}

// now is the moment that a score is worked out for.
func (s *scorer) now() time.Time {
	if !s.asOf.IsZero() {
		return s.asOf.UTC()
	}
	return s.clock().UTC()
}

// answer answers a batch of questions. Equal ones are looked up and worked out once.
func (s *scorer) answer(ctx context.Context, keys []store.CitizenKey) ([]found, error) {
	distinct, places := distinctKeys(keys)
	w := work{scorer: s, ctx: ctx, keys: distinct, now: s.now(), around: map[string]score.Surroundings{}, results: make([]found, len(distinct))}
	if s.local != nil {
		w.changes = s.currency.changes(ctx)
	}
	requested := time.Now()
	inputs, err := s.scores.ScoreInputs(ctx, store.ScoreQuery{Citizens: distinct, AsOf: w.now, Ahead: s.age, Review: w.review})
	if err != nil {
		err = storeFailure(ctx, err, unknownSubject)
	}
	s.metrics.source(ctx, sourceStore, requested, err)
	if err != nil {
		return nil, err
	}
	w.finish(inputs, requested, time.Now())
	answers := make([]found, len(keys))
	for i := range answers {
		answers[i] = w.results[places[i]]
	}
	return answers, nil
}

// distinctKeys returns each key once, and for each question the place of its key.
func distinctKeys(keys []store.CitizenKey) (distinct []store.CitizenKey, places []int) {
	distinct, places = make([]store.CitizenKey, 0, len(keys)), make([]int, len(keys))
	seen := make(map[store.CitizenKey]int, len(keys))
	for i, key := range keys {
		place, known := seen[key]
		if !known {
			place = len(distinct)
			seen[key] = place
			distinct = append(distinct, key)
		}
		places[i] = place
	}
	return distinct, places
}

// work is a batch that is being answered.
type work struct {
	*scorer
	ctx     context.Context
	keys    []store.CitizenKey
	now     time.Time
	changes *store.Changes                // before anything was read; nil if not known
	around  map[string]score.Surroundings // by city
	results []found                       // in the order of keys
}

// review finds the scores that are kept and still right: their readings need not be read.
func (w *work) review(inputs []store.ScoreInput) {
	if w.local == nil {
		return
	}
	for i := range inputs {
		kept, ok := w.local.Get(labelOf(w.keys[i]))
		switch {
		case !ok:
		case inputs[i].Err == nil && w.usable(kept, inputs[i].Revision):
			w.local.Change(labelOf(w.keys[i]), func(still *scored) {
				if still.revision == kept.revision {
					still.mark(w.changes)
				}
			})
			w.results[i] = found{scored: kept, from: cacheLocal}
			inputs[i].Known = true
		default:
			w.local.Drop(labelOf(w.keys[i]))
		}
	}
	if w.shared != nil {
		w.reviewShared(inputs)
	}
}

// reviewShared looks for the rest in the cache that adapters share.
func (w *work) reviewShared(inputs []store.ScoreInput) {
	var missing []int
	var revisions []store.Revision
	for i := range inputs {
		if inputs[i].Err == nil && !inputs[i].Known {
			missing, revisions = append(missing, i), append(revisions, inputs[i].Revision)
		}
	}
	for n, kept := range w.shared.get(w.ctx, revisions) {
		if i := missing[n]; kept != nil && w.usable(*kept, inputs[i].Revision) {
			kept.mark(w.changes)
			w.results[i] = found{scored: *kept, from: cacheRedis}
			inputs[i].Known = true
			w.keep(w.keys[i], *kept)
		}
	}
}

// usable reports whether a score that was kept is the one that would be worked out now.
func (w *work) usable(kept scored, revision store.Revision) bool {
	return kept.revision == fingerprintOf(revision) && w.holds(kept, w.now)
}

// keep keeps a score in this process.
func (w *work) keep(key store.CitizenKey, kept scored) {
	if w.local.Put(labelOf(key), kept) {
		w.metrics.cacheOverflow.Inc()
	}
	w.metrics.cacheSets.WithLabelValues(endpointScore, cacheLocal).Inc()
}

// finish works out the scores that were not kept, and keeps them.
func (w *work) finish(inputs []store.ScoreInput, requested, received time.Time) {
	read := scored{requested: requested.UnixMilli(), received: received.UnixMilli()}
	var fresh []cache.Entry
	for i := range inputs {
		in := &inputs[i]
		switch {
		case in.Known:
			continue
		case in.Err != nil:
			w.results[i] = found{scored: read, err: in.Err}
			continue
		}
		result, err := w.model.ScoreAmid(in.Input, w.surroundings(in))
		if err == nil {
			w.metrics.coverage.Observe(float64(result.Coverage) / 10_000)
			err = result.Require(w.minCoverage)
		}
		if err != nil {
			w.results[i] = found{scored: read, err: err}
			continue
		}
		one := read
		one.score, one.coverage, one.asOf = result.Score, result.Coverage, result.AsOf.Unix()
		if w.local != nil && w.datable(&one, in.Input) {
			one.of(in.Revision)
			one.mark(w.changes)
			w.keep(w.keys[i], one)
			if w.shared != nil {
				fresh = append(fresh, w.shared.entry(in.Revision, one))
			}
		}
		w.results[i] = found{scored: one}
	}
	if len(fresh) > 0 {
		w.shared.cache.Put(w.ctx, fresh)
		w.metrics.cacheSets.WithLabelValues(endpointScore, cacheRedis).Add(float64(len(fresh)))
	}
}

// surroundings are those of a citizen's city, worked out once for the batch.
func (w *work) surroundings(in *store.ScoreInput) score.Surroundings {
	around, known := w.around[in.Revision.CityID]
	if !known {
		around = w.model.Surroundings(in.Input)
		w.around[in.Revision.CityID] = around
	}
	return around
}

// datable sets until when a score may be kept and reports whether it may be at all. A score of a fixed moment does not
// change as time passes.
func (w *work) datable(one *scored, in score.Input) bool {
	if !w.asOf.IsZero() {
		return true
	}
	until := w.model.Until(in)
	if !until.IsZero() {
		one.until = until.UnixMicro()
	}
	if horizon := w.now.Add(w.age).UnixMicro(); one.until == 0 || one.until > horizon {
		one.until = horizon // readings were looked for so far ahead
	}
	return one.until > w.now.UnixMicro()
}
