package score_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/link4health/link4health/adapter/score"
)

// TestUntil_NothingChangesBefore asks for the score at every moment between now and Until, whatever is stored and to come,
// in zones of which some change their clocks meanwhile.
func TestUntil_NothingChangesBefore(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom([]string{
			"UTC", "Asia/Kolkata", "America/St_Johns", "Africa/Cairo", "Pacific/Apia", "Australia/Lord_Howe", "America/Havana",
		}).Draw(t, "zone"))
		require.NoError(t, err)
		start := time.Date(2025, time.Month(rapid.SampledFrom([]int{1, 3, 4, 10, 11}).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"),
			rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute"), 0, 0, time.UTC)
		in := score.Input{AsOf: start, Zone: zone}
		for range rapid.IntRange(0, 25).Draw(t, "readings") {
			r := score.Reading{
				Metric: rapid.SampledFrom(score.Metrics()).Draw(t, "metric").Metric, Source: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "source"),
				Value: score.Value(rapid.IntRange(30, 80).Draw(t, "value")) * 1_000_000, ObservedAt: start.Add(time.Duration(rapid.SampledFrom([]int{
					-90 * 24 * 60, -30 * 24 * 60, -8 * 24 * 60, -24 * 60, -24*60 + 1, -60, 0, 1, 7, 90,
				}).Draw(t, "observed")+rapid.IntRange(-300, 300).Draw(t, "after")) * time.Minute),
				Period: rapid.SampledFrom([]time.Duration{0, time.Minute, 5 * time.Minute, time.Hour, 24 * time.Hour}).Draw(t, "period"),
			}
			if d, _ := score.Define(r.Metric); d.Scope == score.City {
				r.Value = min(r.Value, d.Max)
				in.City = append(in.City, r)
			} else {
				in.Citizen = append(in.Citizen, r)
			}
		}
		model := score.V1()
		until := model.Until(in)
		require.False(t, until.IsZero(), "a midnight comes for everybody")
		require.False(t, until.Before(start))
		require.False(t, until.After(start.Add(26*time.Hour)))
		want, _ := model.Score(in)
		for n := int64(0); n <= 20; n++ {
			later := in
			later.AsOf = start.Add(until.Sub(start) * time.Duration(n) / 20)
			if n == 20 {
				later.AsOf = until.Add(-time.Microsecond)
			}
			if later.AsOf.Before(start) {
				continue
			}
			got, _ := model.Score(later)
			require.Equal(t, want, got, "at %v, until %v", later.AsOf, until)
		}
	})
}

func TestUntil(t *testing.T) {
	t.Parallel()
	at := time.Date(2025, 6, 2, 12, 0, 0, 0, time.UTC)
	reading := func(metric score.Metric, after time.Duration) score.Reading {
		return score.Reading{Metric: metric, Value: 20_000_000, ObservedAt: at.Add(after), Source: "x"}
	}
	for _, tc := range []struct {
		name string
		in   score.Input
		want time.Duration
	}{
		{"a midnight", score.Input{}, 12 * time.Hour},
		{"a midnight of the citizen's", score.Input{Zone: time.FixedZone("", 9*60*60)}, 3 * time.Hour},
		{"a reading of the city leaves its day", score.Input{City: []score.Reading{reading(score.UV, -22*time.Hour), reading(score.UV, 0)}}, 2 * time.Hour},
		{"a reading of the city comes", score.Input{City: []score.Reading{reading(score.UV, time.Minute)}}, time.Minute},
		{"a mean that no factor uses", score.Input{City: []score.Reading{reading(score.UVMean, time.Minute)}}, 12 * time.Hour},
		{"a body-mass index grows old", score.Input{Citizen: []score.Reading{reading(score.BMI, -score.BMIWindow+time.Second)}}, time.Second},
		{"an hour of rest grows old", score.Input{Citizen: []score.Reading{reading(score.TotalEnergy, -score.RestingEnergyWindow+time.Second)}}, time.Second},
		{"a day's total comes", score.Input{Citizen: []score.Reading{reading(score.Steps, time.Minute)}}, time.Minute},
		{"a clock changes", score.Input{Zone: mustZone(t, "Pacific/Apia"), AsOf: time.Date(2011, 12, 30, 9, 59, 0, 0, time.UTC)}, time.Minute},
		{"a mean of heart rate may yet come for yesterday", score.Input{AsOf: time.Date(2025, 6, 2, 0, 4, 59, 0, time.UTC)}, 0},
		{"and then no more", score.Input{AsOf: time.Date(2025, 6, 2, 0, 5, 0, 0, time.UTC)}, 24*time.Hour - 5*time.Minute},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if tc.in.AsOf.IsZero() {
				tc.in.AsOf = at
			}
			require.Equal(t, tc.want, score.V1().Until(tc.in).Sub(tc.in.AsOf))
		})
	}
}

func mustZone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	require.NoError(t, err)
	return zone
}
