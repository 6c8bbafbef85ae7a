package adapter_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/cache"
	"github.com/link4health/link4health/adapter/cache/cachetest"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/bridge"
)

// counting counts what is read of a store.
type counting struct {
	*store.Store
	queries, scored atomic.Int64  // batches; scores whose readings were read
	hold            chan struct{} // if not nil, each batch takes one before it goes on
	begun           chan int      // if not nil, receives the size of each batch
}

func (c *counting) ScoreInputs(ctx context.Context, query store.ScoreQuery) ([]store.ScoreInput, error) {
	c.queries.Add(1)
	if c.begun != nil {
		c.begun <- len(query.Citizens)
	}
	if c.hold != nil {
		select {
		case <-c.hold:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	inputs, err := c.Store.ScoreInputs(ctx, query)
	for _, in := range inputs {
		if in.Err == nil && !in.Known {
			c.scored.Add(1)
		}
	}
	return inputs, err
}

// adapterOver makes an adapter over a store, without a port.
func adapterOver(t *testing.T, scores adapter.Scores, change func(*config.Config, *adapter.Deps)) http.Handler {
	t.Helper()
	cfg := config.Default()
	deps := adapter.Deps{
		Scores: scores, Database: &chain{}, Model: score.V1(), Log: slog.New(slog.DiscardHandler), Registry: prometheus.NewRegistry(),
		Clock: func() time.Time { return now },
	}
	if change != nil {
		change(&cfg, &deps)
	}
	server, err := adapter.New(deps, cfg)
	require.NoError(t, err)
	return server.Handler()
}

// timestamps are the part of an answer that tells when it was worked out.
var timestamps = regexp.MustCompile(`"providerData(Requested|Received)UnixMs":\d+,?`)

// scoreOf asks for a score and returns the answer without when it was worked out.
func scoreOf(t *testing.T, handler http.Handler, who string) string {
	t.Helper()
	return answerOf(t, handler, scoreBody(who))
}

func TestCache_AKeptScoreIsAnsweredWithoutReadingIt(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	scores := &counting{Store: f.store}
	kept := adapterOver(t, scores, nil)
	first := scoreOf(t, kept, subject)
	require.Contains(t, first, `"score":`)
	for range 10 {
		require.Equal(t, first, scoreOf(t, kept, subject))
		require.Equal(t, first, scoreOf(t, kept, "0x"+strings.ToUpper(subject[2:])))
	}
	require.EqualValues(t, 1, scores.scored.Load())
	require.EqualValues(t, 1, scores.queries.Load(), "and without a look at the citizen")
	off := adapterOver(t, scores, func(cfg *config.Config, _ *adapter.Deps) { cfg.CacheMaxAge = 0 })
	require.Equal(t, first, scoreOf(t, off, subject))
	require.Equal(t, first, scoreOf(t, off, subject))
	require.EqualValues(t, 3, scores.scored.Load())
}

func TestCache_AnAddressThatIsTheDigestOfAUserIDIsNobodys(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	kept := adapterOver(t, f.store, nil)
	require.Contains(t, answerOf(t, kept, `{"id":"1","data":{"endpoint":"score","userId":"`+userID+`"}}`), `"score":`)
	digest := sha256.Sum256([]byte(userID))
	require.Contains(t, scoreOf(t, kept, hexutil.Encode(digest[:common.AddressLength])), bridge.NameUnknownSubject)
}

func TestCache_AScoreThatWasSeenToBeRightIsNotLookedAtAgain(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	scores := &counting{Store: f.store}
	kept := adapterOver(t, scores, nil)
	first := scoreOf(t, kept, subject)
	require.NoError(t, f.store.PutCitizen(t.Context(), store.Citizen{UserID: userID, CityID: "city", Subject: subject}), "as it was")
	for range 5 {
		require.Equal(t, first, scoreOf(t, kept, subject))
	}
	require.EqualValues(t, 2, scores.queries.Load(), "once, for something of the citizen might have changed")
	require.EqualValues(t, 1, scores.scored.Load())
}

// TestCache_AScoreIsNeverOlderThanItsData changes what a score is made from, once in this process and once in another, and
// asks an adapter that keeps scores and one that does not.
func TestCache_AScoreIsNeverOlderThanItsData(t *testing.T) {
	t.Parallel()
	for _, inOther := range []bool{false, true} {
		t.Run(fmt.Sprintf("in another process: %v", inOther), func(t *testing.T) {
			t.Parallel()
			f := start(t, nil)
			writer := f.store
			if inOther {
				var err error
				writer, err = store.Open(t.Context(), store.Config{URL: "sqlite://" + f.file, Log: slog.New(slog.DiscardHandler)})
				require.NoError(t, err)
				t.Cleanup(func() { require.NoError(t, writer.Close()) })
			}
			kept := adapterOver(t, f.store, nil)
			off := adapterOver(t, f.store, func(cfg *config.Config, _ *adapter.Deps) { cfg.CacheMaxAge = 0 })
			last := scoreOf(t, kept, subject)
			for _, change := range changesOfAScore(t, writer) {
				require.NoError(t, change.do(), change.name)
				if inOther {
					writer.Settle(t.Context())
				}
				got := scoreOf(t, kept, subject)
				require.True(t, change.alike || got != last, change.name)
				require.Equal(t, scoreOf(t, off, subject), got, change.name)
				require.Equal(t, got, scoreOf(t, kept, subject), change.name)
				last = got
			}
			require.Contains(t, last, "UnknownSubject")
		})
	}
}

// namedChange is one of the things that can happen to a score.
type namedChange struct {
	name  string
	alike bool // the answer happens to be the same
	do    func() error
}

// changesOfAScore are changes that each give the fixture's citizen another answer; the last one is none.
func changesOfAScore(t *testing.T, s *store.Store) []namedChange {
	ctx := t.Context()
	bmi := func(value string, after time.Duration) score.Reading {
		return score.Reading{Metric: score.BMI, Value: mustValue(t, value), ObservedAt: now.Add(after), Source: "test"}
	}
	warm := score.Reading{Metric: score.Temperature, Value: mustValue(t, "39"), ObservedAt: now.Add(-time.Minute), Source: "test"}
	return []namedChange{
		{"a reading", false, func() error {
			_, err := s.AppendCitizenReadings(ctx, userID, []score.Reading{bmi("30", -time.Hour)})
			return err
		}},
		{"a reading of a batch", false, func() error {
			_, err := s.AppendBatches(ctx, []store.Batch{{Scope: score.Citizen, ID: userID, Readings: []score.Reading{bmi("35", -time.Minute)}}}, false)
			return err
		}},
		{"a reading that is imported", false, func() error {
			_, err := s.Import(ctx, store.ImportBatch{Readings: []store.OwnedReading{{Owner: userID, Reading: bmi("28", -time.Second)}}})
			return err
		}},
		{"a reading of the city", false, func() error {
			_, err := s.AppendCityReadings(ctx, "city", []score.Reading{warm})
			return err
		}},
		{"another clock of the city", true, func() error {
			return s.PutCity(ctx, store.City{ID: "city", Name: "City", Country: "SG", TimeZone: "America/Los_Angeles"})
		}},
		{"another city", false, func() error {
			if err := s.PutCity(ctx, store.City{ID: "other", Name: "Other", TimeZone: "UTC"}); err != nil {
				return err
			}
			return s.PutCitizen(ctx, store.Citizen{UserID: userID, CityID: "other", Subject: subject})
		}},
		{"the address is somebody else's", false, func() error {
			if err := s.PutCitizen(ctx, store.Citizen{UserID: userID, CityID: "other"}); err != nil {
				return err
			}
			return s.PutCitizen(ctx, store.Citizen{UserID: sparseID, CityID: "other", Subject: subject})
		}},
		{"erased", false, func() error { _, err := s.Erase(ctx, sparseID, "test"); return err }},
	}
}

// TestCache_AgreesWithNoneWhateverHappens lets time pass and readings come, of the past and of the future, at random.
func TestCache_AgreesWithNoneWhateverHappens(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	var clock atomic.Int64
	clock.Store(now.UnixNano())
	ticking := func(_ *config.Config, deps *adapter.Deps) {
		deps.Clock = func() time.Time { return time.Unix(0, clock.Load()).UTC() }
	}
	scores := &counting{Store: f.store}
	kept := adapterOver(t, scores, ticking)
	off := adapterOver(t, f.store, func(cfg *config.Config, deps *adapter.Deps) {
		cfg.CacheMaxAge = 0
		ticking(cfg, deps)
	})
	rng := rand.New(rand.NewPCG(1, 2))
	metrics := score.Metrics()
	asked, answers := int64(0), map[string]bool{}
	for step := range 600 {
		at := time.Unix(0, clock.Load()).UTC()
		switch rng.IntN(4) {
		case 0:
			clock.Add(rng.Int64N(int64(50 * time.Minute)))
		case 1:
			d := metrics[rng.IntN(len(metrics))]
			r := score.Reading{
				Metric: d.Metric, Value: (d.Min + d.Max) / score.Value(2+rng.IntN(8)), Source: fmt.Sprint("source-", step),
				ObservedAt: at.Add(time.Duration(rng.Int64N(int64(30*time.Hour))) - 28*time.Hour).Truncate(time.Second), Period: []time.Duration{0, time.Hour, 24 * time.Hour}[rng.IntN(3)],
			}
			r.Value = max(r.Value, d.Min)
			var err error
			if d.Scope == score.City {
				_, err = f.store.AppendCityReadings(t.Context(), "city", []score.Reading{r})
			} else {
				_, err = f.store.AppendCitizenReadings(t.Context(), userID, []score.Reading{r})
			}
			require.NoError(t, err)
		default:
		}
		want := scoreOf(t, off, subject)
		require.Equal(t, want, scoreOf(t, kept, subject), "step %d at %v", step, at)
		asked++
		answers[want] = true
	}
	require.Greater(t, len(answers), 50, "scores do change")
	require.Less(t, scores.scored.Load(), asked*3/4, "scores are kept")
}

func TestCache_WithoutADatabaseThereIsNoAnswer(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	kept := adapterOver(t, f.store, nil)
	require.Contains(t, scoreOf(t, kept, subject), `"score":`)
	require.NoError(t, f.store.Close())
	require.Eventually(t, func() bool {
		return strings.Contains(scoreOf(t, kept, subject), "DatabaseUnavailable")
	}, 30*time.Second, time.Millisecond, "what is kept cannot be known to be right")
}

func TestBatches_EqualRequestsShareAScoreAndOthersTheirQueries(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	scores := &counting{Store: f.store, hold: make(chan struct{}), begun: make(chan int, 100)}
	handler := adapterOver(t, scores, func(cfg *config.Config, _ *adapter.Deps) { cfg.CacheMaxAge, cfg.MaxConcurrent = 0, 1000 })
	var all sync.WaitGroup
	ask := func(who string) {
		all.Go(func() {
			if answer := scoreOf(t, handler, who); !strings.Contains(answer, `"score":`) && !strings.Contains(answer, "InsufficientData") {
				t.Errorf("%s", answer)
			}
		})
	}
	for range 2 { // as many batches as are worked on at once
		ask(subject)
		require.Equal(t, 1, received(t, scores.begun))
	}
	for n := range 60 {
		ask([]string{subject, sparse}[n%2])
	}
	go func() {
		for range 62 {
			scores.hold <- struct{}{}
		}
	}()
	all.Wait()
	for range 62 - scores.queries.Load() {
		received(t, scores.hold)
	}
	require.Less(t, scores.queries.Load(), int64(40), "many were asked about in one batch")
	for len(scores.begun) > 0 {
		require.LessOrEqual(t, <-scores.begun, 2, "equal ones once")
	}
}

// shared is a cache in a Redis server.
func shared(t *testing.T, server *cachetest.Server, s *store.Store, log *safeBuffer) *cache.Redis {
	t.Helper()
	key, err := s.CacheKey(t.Context())
	require.NoError(t, err)
	client := redis.NewClient(&redis.Options{Network: "unix", Addr: server.Socket(), MaxRetries: -1, DialerRetries: 1, ContextTimeoutEnabled: true})
	t.Cleanup(func() { _ = client.Close() })
	r, err := cache.NewRedis(cache.RedisDeps{Client: client, Log: slog.New(slog.NewJSONHandler(log, nil)), Key: key},
		cache.RedisConfig{Timeout: 10 * time.Second})
	require.NoError(t, err)
	return r
}

func TestSharedCache_OneAdapterAnswersFromWhatAnotherWorkedOut(t *testing.T) {
	t.Parallel()
	f, server := start(t, nil), cachetest.Start(t)
	var log safeBuffer
	replica := func() (http.Handler, *counting, *prometheus.Registry) {
		scores, registry := &counting{Store: f.store}, prometheus.NewRegistry()
		return adapterOver(t, scores, func(_ *config.Config, deps *adapter.Deps) {
			deps.Shared, deps.Registry = shared(t, server, f.store, &log), registry
		}), scores, registry
	}
	one, scoredByOne, _ := replica()
	two, scoredByTwo, registry := replica()
	answer := scoreOf(t, one, subject)
	require.Contains(t, answer, `"score":`)
	require.Equal(t, answer, scoreOf(t, two, subject))
	require.EqualValues(t, 1, scoredByOne.scored.Load())
	require.Zero(t, scoredByTwo.scored.Load())
	require.Equal(t, 1.0, counterOf(t, registry, "cache_data_get_count", "redis"))
	require.Equal(t, answer, scoreOf(t, two, subject), "and keeps it for itself")
	require.Equal(t, 1.0, counterOf(t, registry, "cache_data_get_count", "redis"))

	_, err := f.store.AppendCitizenReadings(t.Context(), userID, []score.Reading{
		{Metric: score.BMI, Value: mustValue(t, "34"), ObservedAt: now.Add(-time.Second), Source: "test"},
	})
	require.NoError(t, err)
	newer := scoreOf(t, two, subject)
	require.NotEqual(t, answer, newer)
	require.Equal(t, newer, scoreOf(t, one, subject))
	require.EqualValues(t, 1, scoredByOne.scored.Load())

	server.Stop(t)
	three, _, _ := replica()
	require.Equal(t, newer, scoreOf(t, three, subject), "it goes without Redis")
	require.Equal(t, newer, scoreOf(t, three, subject))
	requireNothingPersonal(t, "log", log.String())
}

// counterOf reads a counter of one kind of cache.
func counterOf(t *testing.T, registry *prometheus.Registry, name, kind string) float64 {
	t.Helper()
	families, err := registry.Gather()
	require.NoError(t, err)
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			for _, label := range metric.GetLabel() {
				if family.GetName() == name && label.GetName() == "cache_type" && label.GetValue() == kind {
					return metric.GetCounter().GetValue()
				}
			}
		}
	}
	return 0
}
