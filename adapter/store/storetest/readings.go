package storetest

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// unit is one whole unit of a metric.
const unit score.Value = 1_000_000

// start is when the readings of these tests begin; in Bengaluru it is 05:30.
var start = time.Date(2016, 4, 12, 0, 0, 0, 0, time.UTC)

// hourly returns n hours of steps from start on.
func hourly(n int) []score.Reading {
	readings := make([]score.Reading, n)
	for i := range readings {
		readings[i] = score.Reading{
			Metric: score.Steps, Value: score.Value(i) * unit, Period: time.Hour, Source: "watch/hourly",
			ObservedAt: start.Add(time.Duration(i+1) * time.Hour),
		}
	}
	return readings
}

// mustAppend appends readings of which all must be new.
func mustAppend(tb testing.TB, s *store.Store, userID string, readings ...score.Reading) {
	tb.Helper()
	got, err := s.AppendCitizenReadings(tb.Context(), userID, readings)
	require.NoError(tb, err)
	require.Equal(tb, store.Appended{New: len(readings)}, got)
}

var readingTests = []test{
	{"a batch of several chunks is stored once, whatever its order", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		s := MustOpen(t, store.Config{URL: url})
		mustCitizen(t, s, "alice")
		readings := hourly(2500)
		mustAppend(t, s, "alice", readings...)
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(readings), func(i, j int) { readings[i], readings[j] = readings[j], readings[i] })
		readings = append(readings, score.Reading{Metric: score.BMI, Value: 22 * unit, ObservedAt: start, Source: "scale"})
		got, err := s.AppendCitizenReadings(t.Context(), "alice", readings)
		require.NoError(t, err)
		require.Equal(t, store.Appended{New: 1, Duplicate: 2500}, got)
		require.Equal(t, 2501, mustCount(t, url, "citizen_reading"))
	}},
	{"new, duplicate and conflicting readings are told apart exactly", testAppended},
	{"an empty batch is no error", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		got, err := s.AppendCitizenReadings(t.Context(), "nobody", nil)
		require.NoError(t, err)
		require.Equal(t, store.Appended{}, got)
	}},
	{"citizens, cities, metrics, sources and moments do not mix", testSeparateReadings},
	{"readings of nobody and nowhere are refused by name", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		_, err := s.AppendCitizenReadings(t.Context(), "nobody", hourly(1))
		require.ErrorIs(t, err, store.ErrUnknownCitizen)
		require.ErrorIs(t, err, store.ErrNotFound)
		require.NotContains(t, err.Error(), "nobody")
		_, err = s.AppendCityReadings(t.Context(), "atlantis", []score.Reading{{Metric: score.UV, ObservedAt: start, Source: "x"}})
		require.ErrorIs(t, err, store.ErrUnknownCity)
	}},
	{"one impossible reading refuses the batch", testInvalidReadings},
	{"the same batch at once from four sides is stored once", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		s := MustOpen(t, store.Config{URL: url})
		mustCitizen(t, s, "alice")
		results := appendAtOnce(t, s, 4, func(int) []score.Reading { return hourly(2500) })
		total := store.Appended{}
		for _, got := range results {
			require.Empty(t, got.Conflicts)
			require.Equal(t, 2500, got.New+got.Duplicate)
			total.New += got.New
		}
		require.Equal(t, 2500, total.New)
		require.Equal(t, 2500, mustCount(t, url, "citizen_reading"))
	}},
	{"batches that overlap in different orders end in one copy of each", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		s := MustOpen(t, store.Config{URL: url})
		mustCitizen(t, s, "alice")
		results := appendAtOnce(t, s, 4, func(i int) []score.Reading {
			batch := hourly(2100)[100*i : 100*i+1500]
			if i%2 == 1 {
				slices.Reverse(batch)
			}
			return batch
		})
		stored := 0
		for _, got := range results {
			stored += got.New
		}
		require.Equal(t, 1800, stored)
		require.Equal(t, 1800, mustCount(t, url, "citizen_reading"))
	}},
}

// appendAtOnce appends n batches to alice's readings at the same time.
func appendAtOnce(t *testing.T, s *store.Store, n int, batch func(i int) []score.Reading) []store.Appended {
	t.Helper()
	results := make([]store.Appended, n)
	var group errgroup.Group
	for i := range n {
		group.Go(func() (err error) {
			results[i], err = s.AppendCitizenReadings(t.Context(), "alice", batch(i))
			return err
		})
	}
	require.NoError(t, group.Wait())
	return results
}

func testAppended(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	stored := hourly(3)
	mustAppend(t, s, "alice", stored...)

	otherValue, otherPeriod, otherSource, later := stored[0], stored[1], stored[2], stored[2]
	otherValue.Value++
	otherPeriod.Period = 2 * time.Hour
	otherSource.Source = "watch/corrected"
	otherSource.Value += 5 * unit
	later.ObservedAt = later.ObservedAt.Add(time.Microsecond)
	finer := later
	finer.ObservedAt = later.ObservedAt.Add(999 * time.Nanosecond)
	twin := otherSource
	twin.Value++

	got, err := s.AppendCitizenReadings(t.Context(), "alice",
		[]score.Reading{twin, stored[1], otherPeriod, otherSource, otherValue, later, finer, stored[0]})
	require.NoError(t, err)
	require.Equal(t, store.Appended{New: 2, Duplicate: 3, Conflicts: []int{2, 3, 4}}, got,
		"new: twin, which comes first, and later; duplicate: both stored ones and finer, which is later cut to microseconds")
	require.Equal(t, 5, mustCount(t, url, "citizen_reading"))
	var value int64
	row := MustRaw(t, url).QueryRowContext(t.Context(), "SELECT value_micro FROM citizen_reading WHERE source = 'watch/corrected'")
	require.NoError(t, row.Scan(&value))
	require.EqualValues(t, twin.Value, value)
}

func testSeparateReadings(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "Alice"}))
	base := score.Reading{Metric: score.Steps, Value: unit, ObservedAt: start, Source: "watch"}
	active := base
	active.Metric = score.ActiveEnergy
	upper := base
	upper.Source = "WATCH"
	mustAppend(t, s, "alice", base, active, upper)
	mustAppend(t, s, "Alice", base)
	for _, city := range []string{bengaluru().ID, singapore().ID} {
		cold := score.Reading{Metric: score.Temperature, Value: -12_345_678, ObservedAt: start, Source: "watch"}
		got, err := s.AppendCityReadings(t.Context(), city, []score.Reading{cold, cold})
		require.NoError(t, err)
		require.Equal(t, store.Appended{New: 1, Duplicate: 1}, got)
	}
	require.Equal(t, 4, mustCount(t, url, "citizen_reading"))
	require.Equal(t, 2, mustCount(t, url, "city_reading"))
}

func testInvalidReadings(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	for name, spoil := range map[string]func(*score.Reading){
		"metric: temperature is not measured on a citizen": func(r *score.Reading) { r.Metric = score.Temperature },
		"unknown metric":                 func(r *score.Reading) { r.Metric = "mood" },
		"outside the plausible range":    func(r *score.Reading) { r.Value = -31_337 },
		"source: it must be":             func(r *score.Reading) { r.Source = "" },
		"period outside":                 func(r *score.Reading) { r.Period = -time.Second },
		"period: it must be":             func(r *score.Reading) { r.Period = time.Millisecond },
		"observed at: it must be a time": func(r *score.Reading) { r.ObservedAt = time.Time{} },
	} {
		batch := hourly(3)
		spoil(&batch[1])
		got, err := s.AppendCitizenReadings(t.Context(), "alice", batch)
		require.ErrorIs(t, err, store.ErrInvalid, name)
		require.ErrorContains(t, err, "reading 1: ")
		require.ErrorContains(t, err, name)
		require.NotContains(t, err.Error(), "31337")
		require.NotContains(t, err.Error(), "0.031337")
		require.Equal(t, store.Appended{}, got)
	}
	_, err := s.AppendCitizenReadings(t.Context(), "two words", hourly(1))
	require.ErrorIs(t, err, store.ErrInvalid)
	require.Zero(t, mustCount(t, url, "citizen_reading"))
}
