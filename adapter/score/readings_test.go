package score_test

import (
	"testing"
	"time"
	_ "time/tzdata" // zones are the same wherever the tests run

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
)

const (
	day  = 24 * time.Hour
	five = 5 * time.Minute
)

// noon is the as-of time of most tests: 10 May 2016, 12:00 UTC.
var noon = time.Date(2016, time.May, 10, 12, 0, 0, 0, time.UTC)

// at reads an RFC 3339 time.
func at(tb testing.TB, text string) time.Time {
	tb.Helper()
	t, err := time.Parse(time.RFC3339, text)
	require.NoError(tb, err)
	return t.UTC()
}

// zone loads a time zone.
func zone(tb testing.TB, name string) *time.Location {
	tb.Helper()
	z, err := time.LoadLocation(name)
	require.NoError(tb, err)
	return z
}

// value reads a decimal.
func value(tb testing.TB, text string) score.Value {
	tb.Helper()
	v, err := score.ParseValue(text)
	require.NoError(tb, err)
	return v
}

// reading makes a reading from "test".
func reading(tb testing.TB, m score.Metric, text string, observedAt time.Time, period time.Duration) score.Reading {
	tb.Helper()
	return from(tb, "test", m, text, observedAt, period)
}

// from makes a reading from source.
func from(tb testing.TB, source string, m score.Metric, text string, observedAt time.Time, period time.Duration) score.Reading {
	tb.Helper()
	return score.Reading{Metric: m, Value: value(tb, text), ObservedAt: observedAt, Period: period, Source: source}
}

// midnight returns the UTC midnight that ends the n-th day before noon's own:
// midnight(1) is the end of yesterday, 10 May 0:00.
func midnight(n int) time.Time { return noon.Truncate(day).Add(-time.Duration(n-1) * day) }

// factor scores in and returns the factor of that name. Too little data is no
// failure here.
func factor(tb testing.TB, in score.Input, name score.Metric) score.Factor {
	tb.Helper()
	result, err := score.V1().Score(in)
	if err != nil {
		require.ErrorIs(tb, err, score.ErrCoverage)
	}
	for _, f := range result.Factors {
		if f.Name == string(name) {
			return f
		}
	}
	require.Fail(tb, "no such factor", name)
	return score.Factor{}
}

// citizen is an input at noon UTC with the citizen's readings alone.
func citizen(readings ...score.Reading) score.Input {
	return score.Input{AsOf: noon, Citizen: readings}
}

// city is an input at noon UTC with the city's readings alone.
func city(readings ...score.Reading) score.Input {
	return score.Input{AsOf: noon, City: readings}
}

// requireValue checks the factor's value, or with "" that it is missing.
func requireValue(tb testing.TB, want string, f score.Factor) {
	tb.Helper()
	if want == "" {
		require.Nil(tb, f.Value)
		require.NotEmpty(tb, f.Missing)
		return
	}
	require.NotNil(tb, f.Value, f.Missing)
	require.Equal(tb, want, f.Value.String())
	require.Empty(tb, f.Missing)
}
