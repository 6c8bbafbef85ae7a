package score_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
)

const unknownRest = "energy at rest is unknown: no full-hour total_energy in the last 30 days"

func TestActiveEnergy_FromTotals(t *testing.T) {
	t.Parallel()
	total := func(text string, n int) score.Reading { return reading(t, score.TotalEnergy, text, midnight(n), day) }
	hour := func(text string, ago time.Duration) score.Reading {
		return from(t, "hourly", score.TotalEnergy, text, noon.Add(-ago), time.Hour)
	}
	for name, c := range map[string]struct {
		readings     []score.Reading
		want, reason string
	}{
		"total less 24 times the lowest hour": { // 2000 − 24 · 70 = 320
			[]score.Reading{total("2000", 1), hour("71", 0), hour("70", time.Hour), hour("90", 2*time.Hour)}, "320", "",
		},
		"the mean of the days": { // (320 + 120) / 2
			[]score.Reading{total("2000", 1), total("1800", 5), hour("70", time.Hour)}, "220", "",
		},
		"never below zero, day by day": { // (320 + 0) / 2, not (320 − 80) / 2
			[]score.Reading{total("2000", 1), total("1600", 2), hour("70", time.Hour)}, "160", "",
		},
		"days summed from hours": { // 100 + 200 + 90 less 24 · 10
			[]score.Reading{
				hour("100", 13*time.Hour), hour("200", 14*time.Hour), hour("90", 15*time.Hour), hour("10", time.Hour),
			}, "150", "",
		},
		"the lowest hour may be 30 days old": {
			[]score.Reading{total("2000", 1), hour("60", 30*day-time.Microsecond), hour("70", time.Hour)}, "560", "",
		},
		"but no older": {
			[]score.Reading{total("2000", 1), hour("60", 30*day), hour("70", time.Hour)}, "320", "",
		},
		"and not after the as-of time": {
			[]score.Reading{total("2000", 1), hour("60", -time.Second), hour("70", time.Hour)}, "320", "",
		},
		"only full hours are rates": {
			[]score.Reading{
				total("2000", 1), hour("70", time.Hour),
				reading(t, score.TotalEnergy, "1", noon, time.Hour-time.Second),
				reading(t, score.TotalEnergy, "1", noon, time.Hour+time.Second),
				reading(t, score.TotalEnergy, "1", noon, time.Minute),
			}, "320", "",
		},
		"an hour of zero is no rate": {
			[]score.Reading{total("2000", 1), hour("0", 2*time.Hour), hour("70", time.Hour)}, "320", "",
		},
		"a day of zero is no day": {
			[]score.Reading{total("2000", 1), total("0", 2), hour("70", time.Hour)}, "320", "",
		},
		"rest unknown":            {[]score.Reading{total("2000", 1)}, "", unknownRest},
		"rest unknown, all zeros": {[]score.Reading{total("2000", 1), hour("0", time.Hour)}, "", unknownRest},
		"rest without a day":      {[]score.Reading{hour("70", time.Hour)}, "", "no reading in the last 7 whole days"},
		"nothing":                 {nil, "", "no reading in the last 7 whole days"},
		"measured days as they are, others derived": { // (100 + 320) / 2
			[]score.Reading{
				reading(t, score.ActiveEnergy, "100", midnight(1), day), total("2500", 1), total("2000", 2), hour("70", time.Hour),
			}, "210", "",
		},
		"measured days alone where rest is unknown": {
			[]score.Reading{reading(t, score.ActiveEnergy, "100", midnight(1), day), total("2000", 2)}, "100", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := factor(t, citizen(c.readings...), score.ActiveEnergy)
			requireValue(t, c.want, f)
			require.Equal(t, c.reason, f.Missing)
		})
	}
}

func TestActiveEnergy_UsesTheHourOfRestToo(t *testing.T) {
	t.Parallel()
	f := factor(t, citizen(
		from(t, "fitbit/daily", score.TotalEnergy, "2000", midnight(1), day),
		from(t, "fitbit/hourly", score.TotalEnergy, "70", noon.Add(-2*time.Hour), time.Hour),
		from(t, "fitbit/hourly", score.TotalEnergy, "70", noon.Add(-3*time.Hour), time.Hour),
		from(t, "other/hourly", score.TotalEnergy, "80", noon, time.Hour),
	), score.ActiveEnergy)
	require.Equal(t, "fitbit/daily+fitbit/hourly", f.Source)
	require.Equal(t, noon.Add(-2*time.Hour), f.ObservedAt)
}

// fiveMinuteMeans are n 5-minute means of yesterday, 60, 61, 62 … bpm, latest first.
func fiveMinuteMeans(tb testing.TB, n int) []score.Reading {
	tb.Helper()
	readings := make([]score.Reading, n)
	for i := range readings {
		observedAt := midnight(2).Add(time.Duration(n-i) * five)
		readings[i] = reading(tb, score.HeartRate, strconv.Itoa(60+i), observedAt, five)
	}
	return readings
}

func TestRestingHeartRate_NearestRankOfFiveMinuteMeans(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{
		1:   "60", // ⌈0.05⌉ = 1st
		20:  "60", // ⌈1.00⌉ = 1st
		21:  "61", // ⌈1.05⌉ = 2nd
		40:  "61", // ⌈2.00⌉ = 2nd
		41:  "62", // ⌈2.05⌉ = 3rd
		160: "67", // ⌈8.00⌉ = 8th
	} {
		f := factor(t, citizen(fiveMinuteMeans(t, n)...), score.RestingHeartRate)
		requireValue(t, want, f)
		require.Equal(t, midnight(2).Add(time.Duration(n)*five), f.ObservedAt, "all of the day's means are ranked")
	}
}

func TestRestingHeartRate_Days(t *testing.T) {
	t.Parallel()
	mean := func(text string, n int) score.Reading {
		return from(t, "watch", score.HeartRate, text, midnight(n), five)
	}
	reported := func(source, text string, n int) score.Reading {
		return from(t, source, score.RestingHeartRate, text, midnight(n), day)
	}
	for name, c := range map[string]struct {
		readings     []score.Reading
		want, source string
	}{
		"the mean of the days' percentiles": {[]score.Reading{mean("60", 1), mean("64", 2)}, "62", "watch"},
		"a day's own reading comes first":   {[]score.Reading{mean("60", 1), reported("clinic", "70", 1)}, "70", "clinic"},
		"other days are derived":            {[]score.Reading{mean("60", 2), reported("clinic", "70", 1)}, "65", "clinic+watch"},
		"several of a day are averaged":     {[]score.Reading{reported("a", "70", 1), reported("b", "61", 1)}, "65.5", "a+b"},
		"today does not count":              {[]score.Reading{mean("60", 0)}, "", ""},
		"nor does the eighth day":           {[]score.Reading{mean("60", 8), reported("a", "60", 8)}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := factor(t, citizen(c.readings...), score.RestingHeartRate)
			requireValue(t, c.want, f)
			require.Equal(t, c.source, f.Source)
		})
	}
}

func TestRestingHeartRate_Samples(t *testing.T) {
	t.Parallel()
	start := midnight(2) // 8 May ends, 9 May begins
	sample := func(text string, after time.Duration) score.Reading {
		return reading(t, score.HeartRate, text, start.Add(after), 0)
	}
	for name, c := range map[string]struct {
		readings []score.Reading
		want     string
	}{
		"are averaged over 5 minutes of the clock": { // (60+61+61)/3, far below 90
			[]score.Reading{sample("60", 0), sample("61", time.Second), sample("61", five-time.Microsecond), sample("90", five)},
			"60.666667",
		},
		"at a boundary begin the next 5 minutes": {[]score.Reading{sample("60", five), sample("70", 2*five-1000)}, "65"},
		"at midnight belong to the day that begins": { // 50 belongs to the day before: two days of 50 and 60
			[]score.Reading{sample("60", 0), sample("50", -time.Microsecond)}, "55",
		},
		"shorter means are pooled by their middle": { // 00:04:30 and 00:05:30, ended 30 s later
			[]score.Reading{
				reading(t, score.HeartRate, "60", start.Add(five), time.Minute), sample("62", time.Second),
				reading(t, score.HeartRate, "90", start.Add(five+time.Minute), time.Minute),
			}, "61",
		},
		"longer means are not used": {
			[]score.Reading{
				sample("62", time.Second),
				reading(t, score.HeartRate, "40", start.Add(time.Hour), time.Hour),
				reading(t, score.HeartRate, "40", start.Add(time.Hour), five+time.Microsecond),
			}, "62",
		},
		"nor alone": {[]score.Reading{reading(t, score.HeartRate, "40", start.Add(time.Hour), time.Hour)}, ""},
		"of two sources are not mixed": { // means 80 and 60, not 70
			[]score.Reading{
				from(t, "a", score.HeartRate, "80", start, 0), from(t, "b", score.HeartRate, "60", start, 0),
			}, "60",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireValue(t, c.want, factor(t, citizen(c.readings...), score.RestingHeartRate))
		})
	}
}

func TestRestingHeartRate_TheSameStreamTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	for n := 1; n < 60; n++ {
		once := fiveMinuteMeans(t, n)
		twice := fiveMinuteMeans(t, n)
		for i := range twice {
			twice[i].Source = "again"
		}
		require.Equal(t,
			factor(t, citizen(once...), score.RestingHeartRate).Value,
			factor(t, citizen(append(once, twice...)...), score.RestingHeartRate).Value)
	}
}
