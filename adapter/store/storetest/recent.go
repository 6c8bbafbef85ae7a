package storetest

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

var recentTests = []test{
	{"a copy serves until readings are added", testRecentServes},
	{"a copy serves only as far as it reaches", testRecentReaches},
	{"a copy that cannot be read is none", testRecentDamaged},
	{"many readings are not copied", testRecentMany},
	{"copies or not, scores are the same", testRecentAgrees},
}

// mustInputAt reads what ScoreInputs gives for a citizen.
func mustInputAt(t *testing.T, s *store.Store, userID string, at time.Time) store.ScoreInput {
	t.Helper()
	inputs, err := s.ScoreInputs(t.Context(), store.ScoreQuery{Citizens: []store.CitizenKey{{UserID: userID}}, AsOf: at})
	require.NoError(t, err)
	require.NoError(t, inputs[0].Err)
	return inputs[0]
}

// mustCopy reads a citizen and waits until there is a copy of the present revision.
func mustCopy(t *testing.T, s *store.Store, url, userID string, at time.Time) {
	t.Helper()
	revision := mustInputAt(t, s, userID, at).Revision.Citizen
	require.NotZero(t, revision)
	require.Eventually(t, func() bool {
		var found int
		row := MustRaw(t, url).QueryRowContext(t.Context(), "SELECT COUNT(recent) FROM citizen_revision WHERE user_id = ? AND revision = ?", userID, revision)
		return row.Scan(&found) == nil && found == 1
	}, 30*time.Second, 2*time.Millisecond)
}

// mustTamper changes every reading of a metric behind the store's back, so that a test sees whence readings come.
func mustTamper(t *testing.T, url string, metric score.Metric, value score.Value) {
	t.Helper()
	require.Positive(t, mustExec(t, url, "UPDATE citizen_reading SET value_micro = ? WHERE metric = ?", int64(value), string(metric)))
}

// valuesOf are the values of a metric among readings.
func valuesOf(in store.ScoreInput, metric score.Metric) (values []score.Value) {
	for _, r := range in.Input.Citizen {
		if r.Metric == metric {
			values = append(values, r.Value/unit)
		}
	}
	return values
}

func testRecentServes(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	mustAppend(t, s, "alice", sample(score.BMI, 20*unit, asOf), hour(score.Steps, 500*unit, asOf.Add(-30*time.Hour)))
	read := mustInputAt(t, s, "alice", asOf)
	mustCopy(t, s, url, "alice", asOf)
	mustTamper(t, url, score.BMI, 21*unit)
	again := mustInputAt(t, s, "alice", asOf)
	require.Equal(t, read.Revision, again.Revision)
	require.ElementsMatch(t, read.Input.Citizen, again.Input.Citizen, "the copy, reading by reading")
	mustAppend(t, s, "alice", hour(score.Steps, 600*unit, asOf.Add(-31*time.Hour)))
	added := mustInputAt(t, s, "alice", asOf)
	require.Equal(t, []score.Value{21}, valuesOf(added, score.BMI))
	require.ElementsMatch(t, []score.Value{500, 600}, valuesOf(added, score.Steps))
	mustCopy(t, s, url, "alice", asOf)
	require.ElementsMatch(t, added.Input.Citizen, mustInputAt(t, s, "alice", asOf).Input.Citizen, "a copy of the new revision")
}

func testRecentReaches(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	mustAppend(t, s, "alice", sample(score.BMI, 20*unit, asOf.Add(-48*time.Hour)))
	for step, c := range []struct {
		after  time.Duration
		copied bool
	}{{time.Minute, true}, {time.Hour, true}, {time.Hour + time.Second, false}, {-time.Second, false}} {
		mustExec(t, url, "UPDATE citizen_revision SET recent = NULL")
		before := score.Value(30 + step)
		mustTamper(t, url, score.BMI, before*unit)
		mustCopy(t, s, url, "alice", asOf)
		mustTamper(t, url, score.BMI, 40*unit)
		want := score.Value(40)
		if c.copied {
			want = before
		}
		require.Equal(t, []score.Value{want}, valuesOf(mustInputAt(t, s, "alice", asOf.Add(c.after)), score.BMI), c.after)
	}
}

func testRecentDamaged(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	mustAppend(t, s, "alice", sample(score.BMI, 20*unit, asOf))
	ever := slices.Concat([]byte{0, 0}, binary.AppendVarint(nil, math.MaxInt64)) // spans that cover all
	for _, damaged := range [][]byte{
		{}, {0},
		slices.Concat([]byte{2}, ever, []byte{0}),                                                 // another format
		slices.Concat([]byte{4}, ever, []byte("\x02\x06bmi\x02x\x00\x02\x02")),                    // a moment without a value
		slices.Concat([]byte{4}, ever, []byte("\x02\x06bmi\xfe\xff\xff\xff\xff\xff\xff\xff\x7f")), // a text beyond the end
		slices.Concat([]byte{4}, ever, []byte{1}),                                                 // fewer readings than none
	} {
		mustCopy(t, s, url, "alice", asOf)
		require.EqualValues(t, 1, mustExec(t, url, "UPDATE citizen_revision SET recent = ?", damaged))
		require.Equal(t, []score.Value{20}, valuesOf(mustInputAt(t, s, "alice", asOf), score.BMI), "%x", damaged)
	}
}

func testRecentMany(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "bob"}))
	many := make([]score.Reading, 1001)
	for n := range many {
		many[n] = sample(score.Steps, unit, asOf.Add(-time.Duration(n)*time.Minute))
	}
	mustAppend(t, s, "alice", many...)
	mustAppend(t, s, "bob", sample(score.BMI, 20*unit, asOf))
	require.Len(t, mustInputAt(t, s, "alice", asOf).Input.Citizen, len(many))
	mustCopy(t, s, url, "bob", asOf) // is written after, or with, what alice would have had
	require.EqualValues(t, 1, mustExec(t, url, "UPDATE citizen_revision SET recent = NULL WHERE recent IS NOT NULL"))
}

// testRecentAgrees lets readings come, time pass and people move at random, and compares with readings where they are.
func testRecentAgrees(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	require.NoError(t, s.PutCity(t.Context(), store.City{ID: "auckland", Name: "x", TimeZone: "Pacific/Auckland"}))
	mustAppend(t, s, "alice", sample(score.BMI, 20*unit, asOf))
	rng, at, results := rand.New(rand.NewPCG(1, 2)), asOf, map[string]bool{}
	for step := range 150 {
		switch rng.IntN(5) {
		case 0:
			at = at.Add(time.Duration(rng.Int64N(int64(40 * time.Minute))))
		case 1:
			mustAppend(t, s, "alice", anyReading(rng, at, step))
		case 2:
			city := [...]string{"", bengaluru().ID, "auckland"}[rng.IntN(3)]
			require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "alice", CityID: city}))
		case 3:
			mustCopy(t, s, url, "alice", at)
		default:
		}
		citizen, err := s.Citizen(t.Context(), "alice")
		require.NoError(t, err)
		alone, err := s.ScoreInput(t.Context(), citizen, at)
		require.NoError(t, err)
		want := mustScore(t, alone)
		require.Equal(t, want, mustScore(t, mustInputAt(t, s, "alice", at).Input), "step %d at %v", step, at)
		results[fmt.Sprintf("%+v", want)] = true
	}
	require.Greater(t, len(results), 15, "scores do change")
}

// anyReading makes up a reading of about a moment.
func anyReading(rng *rand.Rand, at time.Time, n int) score.Reading {
	metrics := [...]score.Metric{score.Steps, score.ActiveEnergy, score.TotalEnergy, score.RestingHeartRate, score.HeartRate, score.BMI}
	defined, _ := score.Define(metrics[rng.IntN(len(metrics))])
	return score.Reading{
		Metric: defined.Metric, Value: max(defined.Min, (defined.Min+defined.Max)/score.Value(2+rng.IntN(8))), Source: fmt.Sprint("source-", n%3),
		ObservedAt: at.Add(time.Duration(rng.Int64N(int64(200*time.Hour))) - 198*time.Hour).Truncate(time.Second),
		Period:     [...]time.Duration{0, time.Hour, 24 * time.Hour}[rng.IntN(3)],
	}
}
