package score_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
)

func TestMetrics_PlausibleRanges(t *testing.T) {
	t.Parallel()
	want := []struct {
		metric     score.Metric
		unit       string
		min, max   string
		scope      score.Scope
		cumulative bool
	}{
		{"steps", "steps/day", "0", "100000", score.Citizen, true},
		{"active_energy", "kcal/day", "0", "10000", score.Citizen, true},
		{"total_energy", "kcal/day", "0", "20000", score.Citizen, true},
		{"heart_rate", "bpm", "25", "220", score.Citizen, false},
		{"resting_heart_rate", "bpm", "25", "220", score.Citizen, false},
		{"bmi", "kg/m²", "10", "80", score.Citizen, false},
		{"temperature", "°C", "-50", "60", score.City, false},
		{"humidity", "% RH", "0", "100", score.City, false},
		{"uv", "UV index", "0", "20", score.City, false},
		{"uv_mean", "UV index", "0", "20", score.City, false},
	}
	got := score.Metrics()
	require.Len(t, got, len(want))
	for i, w := range want {
		require.Equal(t, score.Definition{
			Metric: w.metric, Unit: w.unit, Min: value(t, w.min), Max: value(t, w.max), Scope: w.scope, Cumulative: w.cumulative,
		}, got[i])
		d, ok := score.Define(w.metric)
		require.True(t, ok)
		require.Equal(t, got[i], d)
	}
	_, ok := score.Define("blood_type")
	require.False(t, ok)
}

func TestMetrics_GivesACopy(t *testing.T) {
	t.Parallel()
	score.Metrics()[0].Max = -1
	require.NotEqual(t, score.Value(-1), score.Metrics()[0].Max)
}

func TestReading_Validate(t *testing.T) {
	t.Parallel()
	for _, d := range score.Metrics() {
		for _, c := range []struct {
			v    score.Value
			want error
		}{{d.Min, nil}, {d.Max, nil}, {d.Min - 1, score.ErrOutOfRange}, {d.Max + 1, score.ErrOutOfRange}} {
			err := score.Reading{Metric: d.Metric, Value: c.v, ObservedAt: noon}.Validate()
			require.ErrorIs(t, err, c.want, "%s at its bounds", d.Metric)
		}
	}
	for period, want := range map[time.Duration]error{
		0: nil, 26 * time.Hour: nil, -1: score.ErrPeriod, 26*time.Hour + 1: score.ErrPeriod,
	} {
		require.ErrorIs(t, reading(t, score.Steps, "1", noon, period).Validate(), want)
	}
	require.ErrorIs(t, score.Reading{Metric: "blood_type"}.Validate(), score.ErrUnknownMetric)
}

func TestReading_ValidateNamesTheFaultNotTheValue(t *testing.T) {
	t.Parallel()
	err := reading(t, score.BMI, "99.125", noon, 0).Validate()
	require.EqualError(t, err, "bmi: value outside the plausible range of 10 to 80 kg/m²")
}

func TestScore_RefusesWhatIngestionShouldHave(t *testing.T) {
	t.Parallel()
	good := reading(t, score.BMI, "22", noon, 0)
	for name, c := range map[string]struct {
		in   score.Input
		want error
		text string
	}{
		"no as-of time": {score.Input{Citizen: []score.Reading{good}}, score.ErrAsOf, "as-of time is not set"},
		"an unknown metric": {
			citizen(good, score.Reading{Metric: "blood_type"}), score.ErrUnknownMetric, "citizen reading 1: unknown metric",
		},
		"a value out of range, though after the as-of time": {
			citizen(good, reading(t, score.BMI, "81", noon.Add(day), 0)), score.ErrOutOfRange,
			"citizen reading 1: bmi: value outside the plausible range of 10 to 80 kg/m²",
		},
		"a period that is too long": {
			city(reading(t, score.UV, "3", noon, 48*time.Hour)), score.ErrPeriod, "city reading 0: uv: period outside 0 to 26 h",
		},
		"a city's metric of a citizen": {
			citizen(reading(t, score.UV, "3", noon, 0)), score.ErrScope, "citizen reading 0: uv: metric belongs to the other scope",
		},
		"a citizen's metric of a city": {city(good), score.ErrScope, "city reading 0: bmi: metric belongs to the other scope"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			result, err := score.V1().Score(c.in)
			require.ErrorIs(t, err, c.want)
			require.EqualError(t, err, c.text)
			require.Zero(t, result)
		})
	}
}
