package score_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
)

func TestBMI_IsTheLatestOf90Days(t *testing.T) {
	t.Parallel()
	edge := noon.Add(-90 * day)
	for name, c := range map[string]struct {
		readings []score.Reading
		want     string
	}{
		"none": {nil, ""},
		"the latest of several": {[]score.Reading{
			reading(t, score.BMI, "24", noon.Add(-day), 0),
			reading(t, score.BMI, "30", noon.Add(-time.Hour), 0),
			reading(t, score.BMI, "22", noon.Add(-2*time.Hour), 0),
		}, "30"},
		"at the as-of time itself":    {[]score.Reading{reading(t, score.BMI, "24", noon, 0)}, "24"},
		"not after the as-of time":    {[]score.Reading{reading(t, score.BMI, "24", noon.Add(time.Microsecond), 0)}, ""},
		"a moment within the 90 days": {[]score.Reading{reading(t, score.BMI, "24", edge.Add(time.Microsecond), 0)}, "24"},
		"not exactly 90 days old":     {[]score.Reading{reading(t, score.BMI, "24", edge, 0)}, ""},
		"the last source of the same moment": {[]score.Reading{
			from(t, "clinic/corrected", score.BMI, "23", noon, 0),
			from(t, "clinic", score.BMI, "32", noon, 0),
		}, "23"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireValue(t, c.want, factor(t, citizen(c.readings...), score.BMI))
		})
	}
}

func TestBMI_SaysWhenAndWhence(t *testing.T) {
	t.Parallel()
	f := factor(t, citizen(
		from(t, "clinic", score.BMI, "24", noon.Add(-day), 0),
		from(t, "scale", score.BMI, "25", noon.Add(-time.Hour), 0),
	), score.BMI)
	require.Equal(t, noon.Add(-time.Hour), f.ObservedAt)
	require.Equal(t, "scale", f.Source)
	require.Equal(t, "no reading in the last 90 days", factor(t, citizen(), score.BMI).Missing)
}

func TestCity_MeanOf24Hours(t *testing.T) {
	t.Parallel()
	for _, m := range []score.Metric{score.Temperature, score.Humidity} {
		in := city(
			from(t, "a", m, "9", noon.Add(-24*time.Hour), time.Hour), // just too old
			from(t, "a", m, "10", noon.Add(-24*time.Hour+time.Microsecond), time.Hour),
			from(t, "b", m, "20", noon.Add(-time.Hour), day), // a day's mean counts once, like any
			from(t, "a", m, "25", noon.Add(-2*time.Hour), 0),
			from(t, "c", m, "40", noon.Add(time.Microsecond), 0), // not known yet
		)
		f := factor(t, in, m)
		requireValue(t, "18.333333", f) // (10 + 20 + 25) / 3
		require.Equal(t, noon.Add(-time.Hour), f.ObservedAt)
		require.Equal(t, "a+b", f.Source)
		require.Equal(t, "no reading in the last 24 h", factor(t, city(in.City[0], in.City[4]), m).Missing)
	}
}

func TestTemperature_RoundsHalfUpBelowZero(t *testing.T) {
	t.Parallel()
	in := city(
		reading(t, score.Temperature, "-0.000001", noon, 0),
		reading(t, score.Temperature, "-0.000002", noon.Add(-time.Hour), 0),
	)
	requireValue(t, "-0.000001", factor(t, in, score.Temperature)) // −1.5 millionths
}

func TestUV_MaximumOf24Hours(t *testing.T) {
	t.Parallel()
	f := factor(t, city(
		from(t, "a", score.UV, "11", noon.Add(-24*time.Hour), 0), // just too old
		from(t, "a", score.UV, "6", noon.Add(-20*time.Hour), 0),
		from(t, "b", score.UV, "6", noon.Add(-3*time.Hour), 0), // as high and newer
		from(t, "c", score.UV, "1", noon.Add(-time.Hour), 0),
		from(t, "d", score.UVMean, "9", noon, day), // a mean is not a peak
		from(t, "a", score.UV, "12", noon.Add(time.Second), 0),
	), score.UV)
	requireValue(t, "6", f)
	require.Equal(t, noon.Add(-3*time.Hour), f.ObservedAt)
	require.Equal(t, "b", f.Source, "only the reading that holds the maximum")
}

func TestSteps_MeanOfTheDaysThatHaveData(t *testing.T) {
	t.Parallel()
	in := citizen(
		reading(t, score.Steps, "30000", midnight(0), day), // today's, known only tonight
		reading(t, score.Steps, "9000", midnight(1), day),
		reading(t, score.Steps, "4000", midnight(3), day),
		reading(t, score.Steps, "0", midnight(7), day), // the oldest day that counts; zero is a value
		reading(t, score.Steps, "20000", midnight(8), day),
	)
	f := factor(t, in, score.Steps)
	requireValue(t, "4333.333333", f) // 13000 / 3
	require.Equal(t, midnight(1), f.ObservedAt)
	require.Equal(t, "no reading in the last 7 whole days", factor(t, citizen(in.Citizen[0], in.Citizen[4]), score.Steps).Missing)
}

func TestSteps_TodayDoesNotCount(t *testing.T) {
	t.Parallel()
	requireValue(t, "", factor(t, citizen(reading(t, score.Steps, "900", noon.Add(-time.Hour), time.Hour)), score.Steps))
}

func TestSteps_OneDay(t *testing.T) {
	t.Parallel()
	end := midnight(1)
	for name, c := range map[string]struct {
		readings []score.Reading
		want     string
		source   string
	}{
		"hours add up": {[]score.Reading{
			reading(t, score.Steps, "300", end, time.Hour),
			reading(t, score.Steps, "500", end.Add(-time.Hour), time.Hour),
		}, "800", "test"},
		"a day's total replaces its source's hours": {[]score.Reading{
			reading(t, score.Steps, "9000", end.Add(-time.Hour), time.Hour),
			reading(t, score.Steps, "5000", end, day),
			reading(t, score.Steps, "9000", end.Add(-2*time.Hour), time.Hour),
		}, "5000", "test"},
		"the larger of one source's two totals": {[]score.Reading{
			reading(t, score.Steps, "5000", end, day),
			reading(t, score.Steps, "6000", end.Add(-time.Second), day),
			reading(t, score.Steps, "4000", end.Add(time.Second), day),
		}, "6000", "test"},
		"the larger of two sources, a total": {[]score.Reading{
			from(t, "fitbit/daily", score.Steps, "6000", end, day),
			from(t, "fitbit/hourly", score.Steps, "2000", end, time.Hour),
			from(t, "fitbit/hourly", score.Steps, "3000", end.Add(-time.Hour), time.Hour),
		}, "6000", "fitbit/daily"},
		"the larger of two sources, a sum": {[]score.Reading{
			from(t, "fitbit/daily", score.Steps, "4000", end, day), // cut short
			from(t, "fitbit/hourly", score.Steps, "2000", end, time.Hour),
			from(t, "fitbit/hourly", score.Steps, "3000", end.Add(-time.Hour), time.Hour),
		}, "5000", "fitbit/hourly"},
		"the newer of equals": {[]score.Reading{
			from(t, "b", score.Steps, "4000", end.Add(-time.Second), day),
			from(t, "a", score.Steps, "4000", end, day),
		}, "4000", "a"},
		"the last source of equals": {[]score.Reading{
			from(t, "b", score.Steps, "4000", end, day),
			from(t, "a", score.Steps, "4000", end, day),
		}, "4000", "b"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := factor(t, citizen(c.readings...), score.Steps)
			requireValue(t, c.want, f)
			require.Equal(t, c.source, f.Source)
		})
	}
}

func TestSteps_SourcesOfSeveralDaysAreJoined(t *testing.T) {
	t.Parallel()
	f := factor(t, citizen(
		from(t, "watch", score.Steps, "4000", midnight(1), day),
		from(t, "phone", score.Steps, "5000", midnight(2), day),
		from(t, "watch", score.Steps, "6000", midnight(3), day),
		from(t, "belt", score.Steps, "10", midnight(3), day), // beaten, so not used
	), score.Steps)
	require.Equal(t, "phone+watch", f.Source)
}
