package score_test

import (
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/link4health/link4health/adapter/score"
)

// zoneNames are zones with the odd days: none, half-hour, two-hour, at midnight, a
// date left out.
var zoneNames = []string{
	"UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Antarctica/Troll", "America/Sao_Paulo", "Pacific/Apia",
}

// oddDays are moments near which those zones change their clocks.
var oddDays = []time.Time{
	time.Date(2016, time.March, 15, 0, 0, 0, 0, time.UTC), time.Date(2016, time.November, 9, 0, 0, 0, 0, time.UTC),
	time.Date(2016, time.October, 18, 0, 0, 0, 0, time.UTC), time.Date(2016, time.April, 3, 0, 0, 0, 0, time.UTC),
	time.Date(2012, time.January, 2, 0, 0, 0, 0, time.UTC), time.Date(1970, time.January, 3, 0, 0, 0, 0, time.UTC),
}

// periods are those that readings come in, and some they should not.
var periods = []time.Duration{
	0, time.Second, time.Minute, five, five, 10 * time.Minute, time.Hour, time.Hour, 21 * time.Hour, 23 * time.Hour, day, day, 25 * time.Hour,
}

// genInput makes plausible readings of all metrics around an as-of time, many
// inside the windows, some outside, no two of one metric, moment and source.
func genInput(t *rapid.T) score.Input {
	z, err := time.LoadLocation(rapid.SampledFrom(zoneNames).Draw(t, "zone"))
	require.NoError(t, err)
	asOf := rapid.SampledFrom(oddDays).Draw(t, "near").
		Add(time.Duration(rapid.Int64Range(-5*86400e6, 5*86400e6).Draw(t, "offset")) * time.Microsecond)
	in := score.Input{AsOf: asOf, Zone: z}
	seen := make(map[score.Reading]bool)
	for range rapid.IntRange(0, 120).Draw(t, "readings") {
		r := genReading(t, asOf)
		key := score.Reading{Metric: r.Metric, ObservedAt: r.ObservedAt, Source: r.Source}
		if seen[key] {
			continue
		}
		seen[key] = true
		if d, _ := score.Define(r.Metric); d.Scope == score.City {
			in.City = append(in.City, r)
		} else {
			in.Citizen = append(in.Citizen, r)
		}
	}
	return in
}

// genReading makes one plausible reading near asOf.
func genReading(t *rapid.T, asOf time.Time) score.Reading {
	d := rapid.SampledFrom(score.Metrics()).Draw(t, "metric")
	ages := rapid.OneOf(
		rapid.Int64Range(-3600, 86400),       // the last day, and what is not known yet
		rapid.Int64Range(0, 10*86400),        // the last days
		rapid.Int64Range(0, 100*86400),       // the last months
		rapid.SampledFrom([]int64{0, 86400}), // edges
	)
	return score.Reading{
		Metric: d.Metric,
		Value: rapid.OneOf(
			rapid.Custom(func(t *rapid.T) score.Value {
				return score.Value(rapid.Int64Range(int64(d.Min), int64(d.Max)).Draw(t, "v"))
			}),
			rapid.SampledFrom([]score.Value{d.Min, d.Max, (d.Min + d.Max) / 2}),
		).Draw(t, "value"),
		ObservedAt: asOf.Add(-time.Duration(ages.Draw(t, "age")) * time.Second),
		Period:     rapid.SampledFrom(periods).Draw(t, "period"),
		Source:     rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "source"),
	}
}

// tried scores in; without any data there is no result.
func tried(t require.TestingT, in score.Input) score.Result {
	result, err := score.V1().Score(in)
	if err != nil {
		require.ErrorIs(t, err, score.ErrCoverage)
		require.Zero(t, result.Coverage)
	}
	return result
}

// requireSound checks what holds of every result of model m.
func requireSound(t require.TestingT, m score.Model, in score.Input, r score.Result) {
	specs := m.Factors()
	require.Len(t, r.Factors, len(specs))
	require.Equal(t, m.Hash(), r.ModelHash)
	require.LessOrEqual(t, r.Score, uint16(10000))
	require.False(t, r.AsOf.After(in.AsOf))
	require.Zero(t, r.AsOf.Nanosecond())
	coverage, sum, newest := 0, 0, time.Time{}
	for i, f := range r.Factors {
		require.Equal(t, string(specs[i].Metric), f.Name)
		require.Equal(t, f.Value == nil, f.Missing != "")
		sum += int(f.Contribution)
		if f.Value == nil {
			require.Zero(t, f.Contribution)
			continue
		}
		coverage += int(f.Weight)
		require.LessOrEqual(t, f.Score, score.Value(100_000_000))
		require.GreaterOrEqual(t, f.Score, score.Value(0))
		if f.ObservedAt.After(newest) {
			newest = f.ObservedAt
		}
	}
	require.Equal(t, newest.Truncate(time.Second), r.AsOf)
	require.EqualValues(t, coverage, r.Coverage)
	require.EqualValues(t, sum, r.Score, "contributions sum to the score")
}

func TestScore_IsSound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := genInput(t)
		requireSound(t, score.V1(), in, tried(t, in))
	})
}

func TestScore_AgreesWithTheReference(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := genInput(t)
		result, want := tried(t, in), reference(in)
		for _, f := range result.Factors {
			exact, present := want[score.Metric(f.Name)]
			require.Equal(t, present, f.Value != nil, "%s: %s", f.Name, f.Missing)
			if present && f.Name != string(score.BMI) { // of a moment's several BMI the source decides
				require.Equal(t, nearest(exact), int64(*f.Value), f.Name)
			}
		}
	})
}

// nearest rounds half up.
func nearest(r *big.Rat) int64 {
	shifted := new(big.Rat).Add(r, big.NewRat(1, 2))
	return new(big.Int).Div(shifted.Num(), shifted.Denom()).Int64() // Euclidean: down, for a positive divisor
}

// TestScore_IsTheWeightedMeanOfThoseThere recomputes the score from the shown
// factor scores; these are rounded to a millionth, which can move it by one at most.
func TestScore_IsTheWeightedMeanOfThoseThere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		result := tried(t, genInput(t))
		if result.Coverage == 0 {
			return
		}
		sum := new(big.Rat)
		for _, f := range result.Factors {
			share := big.NewRat(int64(f.Weight), int64(result.Coverage))
			part := share.Mul(share, big.NewRat(int64(f.Score), 10_000)) // points of 10000
			if f.Value != nil {
				sum.Add(sum, part)
				low := new(big.Int).Div(part.Num(), part.Denom()).Int64()
				require.InDelta(t, float64(low)+0.5, float64(f.Contribution), 1.5, "a contribution is its part, rounded down or up")
			}
		}
		require.InDelta(t, float64(nearest(sum)), float64(result.Score), 1)
	})
}

func TestScore_OrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := genInput(t)
		want := tried(t, in)
		in.Citizen = rapid.Permutation(in.Citizen).Draw(t, "citizen")
		in.City = rapid.Permutation(in.City).Draw(t, "city")
		require.Equal(t, want, tried(t, in))
	})
}

func TestScore_IsDeterministicAndLeavesItsInputAlone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := genInput(t)
		before := score.Input{AsOf: in.AsOf, Zone: in.Zone, Citizen: slices.Clone(in.Citizen), City: slices.Clone(in.City)}
		require.Equal(t, tried(t, in), tried(t, in))
		require.Equal(t, before, in)
	})
}

func TestScore_ReadingsOutsideTheWindowsChangeNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := genInput(t)
		want := tried(t, in)
		outside := func(r score.Reading) bool {
			return r.ObservedAt.After(in.AsOf) || in.AsOf.Sub(r.ObservedAt) >= score.V1().Reach(r.Metric)
		}
		in.Citizen = slices.DeleteFunc(in.Citizen, outside)
		in.City = slices.DeleteFunc(in.City, outside)
		require.Equal(t, want, tried(t, in), "without them")
		for range 10 {
			r := genReading(t, in.AsOf)
			if d, _ := score.Define(r.Metric); d.Scope == score.City {
				r.ObservedAt = in.AsOf.Add(time.Duration(1 + rapid.Int64Range(0, 1e15).Draw(t, "after")))
				in.City = append(in.City, r)
			} else {
				before := rapid.Int64Range(0, 1e15).Draw(t, "before")
				r.ObservedAt = in.AsOf.Add(-score.V1().Reach(r.Metric) - time.Duration(before))
				in.Citizen = append(in.Citizen, r)
			}
		}
		require.Equal(t, want, tried(t, in), "with others")
	})
}

// TestScore_IsMonotoneWhereTheCurveIs moves one measurement up within a stretch
// where its curve does not turn, everything else alike.
func TestScore_IsMonotoneWhereTheCurveIs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		metric   score.Metric
		low, top string
		rising   bool
	}{
		"more steps never hurt":               {score.Steps, "0", "100000", true},
		"more active energy never hurts":      {score.ActiveEnergy, "0", "10000", true},
		"a higher resting heart rate no help": {score.RestingHeartRate, "25", "220", false},
		"more UV is no help":                  {score.UV, "0", "20", false},
		"weight gained when thin":             {score.BMI, "10", "25", true},
		"weight gained when heavy":            {score.BMI, "20", "80", false},
		"warmer when cold":                    {score.Temperature, "-50", "26", true},
		"warmer when hot":                     {score.Temperature, "9", "60", false},
		"moister when dry":                    {score.Humidity, "0", "60", true},
		"moister when moist":                  {score.Humidity, "40", "100", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			low, top := int64(value(t, c.low)), int64(value(t, c.top))
			rapid.Check(t, func(rt *rapid.T) {
				x := rapid.Int64Range(low, top).Draw(rt, "x")
				y := rapid.Int64Range(x, top).Draw(rt, "y")
				before, after := with(t, c.metric, x), with(t, c.metric, y)
				if !c.rising {
					before, after = after, before
				}
				require.LessOrEqual(rt, before.Score, after.Score)
			})
		})
	}
}

// with scores the whole input, its readings of metric replaced by one of value v.
func with(tb testing.TB, metric score.Metric, v int64) score.Result {
	tb.Helper()
	in := whole(tb)
	for _, readings := range []*[]score.Reading{&in.Citizen, &in.City} {
		i := slices.IndexFunc(*readings, func(r score.Reading) bool { return r.Metric == metric })
		if i < 0 {
			continue
		}
		one := (*readings)[i]
		one.Value = score.Value(v)
		*readings = append(slices.DeleteFunc(*readings, func(r score.Reading) bool { return r.Metric == metric }), one)
	}
	result, err := score.V1().Score(in)
	require.NoError(tb, err)
	require.EqualValues(tb, 10000, result.Coverage)
	return result
}
