package freshness_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/freshness"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// now is the moment of these tests.
var now = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

const unit = 1_000_000

// town is a store with a watcher of it.
type town struct {
	*store.Store
	registry *prometheus.Registry
}

func newTown(t *testing.T) town {
	t.Helper()
	return town{storetest.MustOpen(t, store.Config{URL: storetest.SQLite(t)}), prometheus.NewRegistry()}
}

// watch starts a watcher that ends with the test.
func (w town) watch(t *testing.T, readings freshness.Readings) {
	t.Helper()
	watcher, err := freshness.New(freshness.Deps{
		Readings: readings, Model: score.V1(), Registry: w.registry, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now },
	}, freshness.Config{Interval: time.Millisecond, MinCoverage: 5000})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); watcher.Run(ctx) }()
	t.Cleanup(func() { stop(); <-ended })
}

func (w town) city(t *testing.T, id string, readings ...score.Reading) {
	t.Helper()
	require.NoError(t, w.PutCity(t.Context(), store.City{ID: id, Name: id, TimeZone: "UTC"}))
	_, err := w.AppendCityReadings(t.Context(), id, readings)
	require.NoError(t, err)
}

func (w town) citizen(t *testing.T, id, city string, readings ...score.Reading) {
	t.Helper()
	require.NoError(t, w.PutCitizen(t.Context(), store.Citizen{UserID: id, CityID: city}))
	_, err := w.AppendCitizenReadings(t.Context(), id, readings)
	require.NoError(t, err)
}

// reading is one of a metric, some time ago.
func reading(metric score.Metric, ago time.Duration) score.Reading {
	return score.Reading{Metric: metric, Value: 50 * unit, ObservedAt: now.Add(-ago), Source: "test"}
}

// gauge is a metric's value, by its labels' values joined with spaces in the order of their names.
func (w town) gauge(t *testing.T, name, labels string) (float64, bool) {
	t.Helper()
	families, err := w.registry.Gather()
	require.NoError(t, err)
	for _, f := range families {
		for _, m := range f.GetMetric() {
			var values []string
			for _, l := range m.GetLabel() {
				values = append(values, l.GetValue())
			}
			if f.GetName() == name && strings.Join(values, " ") == labels {
				return m.GetGauge().GetValue(), true
			}
		}
	}
	return 0, false
}

// require waits until a gauge has a value.
func (w town) require(t *testing.T, name, labels string, want float64) {
	t.Helper()
	require.Eventually(t, func() bool {
		got, there := w.gauge(t, name, labels)
		return there && got == want
	}, 30*time.Second, 5*time.Millisecond, "%s{%s} is not %v", name, labels, want)
}

const (
	age      = "link4health_newest_reading_age_seconds"
	citizens = "link4health_citizens"
	enough   = "link4health_citizens_with_enough_data"
)

func TestWatcher_TellsTheAgeOfTheNewestReadingByMetricAndCity(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.city(t, "bengaluru", reading(score.Temperature, 2*time.Hour), reading(score.Temperature, time.Hour), reading(score.Humidity, 3*time.Hour))
	w.city(t, "singapore", reading(score.Temperature, 30*time.Hour))
	w.watch(t, w)
	w.require(t, age, "bengaluru temperature", 3600)
	w.require(t, age, "bengaluru humidity", 3*3600)
	w.require(t, age, "singapore temperature", 30*3600)
	_, there := w.gauge(t, age, "singapore humidity")
	require.False(t, there, "no reading has no age")

	_, err := w.AppendCityReadings(t.Context(), "singapore", []score.Reading{reading(score.Temperature, time.Minute)})
	require.NoError(t, err)
	w.require(t, age, "singapore temperature", 60)
	looked, there := w.gauge(t, "link4health_freshness_refreshed_timestamp_seconds", "")
	require.True(t, there)
	require.InDelta(t, time.Now().Unix(), looked, 60)
	took, there := w.gauge(t, "link4health_freshness_refresh_duration_seconds", "")
	require.True(t, there)
	require.Positive(t, took)
}

func TestWatcher_TellsNoAgeThatIsOneOfFewPersons(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.city(t, "large")
	w.city(t, "small")
	for n := range 10 {
		w.citizen(t, fmt.Sprint("citizen-", n), "large", reading(score.Steps, time.Duration(10-n)*time.Hour))
	}
	w.citizen(t, "hermit", "small", reading(score.Steps, 50*time.Hour))
	w.citizen(t, "nomad", "", reading(score.Steps, 40*time.Hour))
	w.watch(t, w)
	w.require(t, age, "large steps", 3600)
	w.require(t, age, "other steps", 40*3600)
	_, there := w.gauge(t, age, "small steps")
	require.False(t, there, "that would be the hermit's")
}

func TestWatcher_CountsWhoHasEnoughReadings(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	w := newTown(t)
	w.city(t, "bengaluru", reading(score.Temperature, time.Hour), reading(score.Humidity, time.Hour))
	w.citizen(t, "walker", "bengaluru", reading(score.Steps, day), reading(score.HeartRate, day), reading(score.TotalEnergy, day), reading(score.BMI, 80*day))
	w.citizen(t, "sleeper", "bengaluru", reading(score.Steps, 30*day), reading(score.HeartRate, 30*day), reading(score.BMI, 100*day))
	w.watch(t, w)
	w.require(t, citizens, "", 2)
	w.require(t, enough, "", 1)
	_, err := w.AppendCitizenReadings(t.Context(), "sleeper", []score.Reading{
		reading(score.Steps, 2*day), reading(score.RestingHeartRate, 2*day), reading(score.ActiveEnergy, 2*day), reading(score.BMI, 0)})
	require.NoError(t, err)
	w.require(t, enough, "", 2)
}

func TestWatcher_TellsAtMostTwoHundredCitiesApart(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.watch(t, many(500))
	w.require(t, age, "other temperature", 200)
	families, err := w.registry.Gather()
	require.NoError(t, err)
	for _, f := range families {
		if f.GetName() == age {
			require.Len(t, f.GetMetric(), 201)
		}
	}
}

// many is a country of so many cities.
type many int

func (m many) NewestOfCities(_ context.Context, asOf time.Time, each func(store.Newest) error) error {
	for n := range int(m) {
		at := map[score.Metric]time.Time{score.Temperature: asOf.Add(-time.Duration(n) * time.Second)}
		if err := each(store.Newest{CityID: fmt.Sprintf("city-%04d", n), At: at}); err != nil {
			return err
		}
	}
	return nil
}

func (many) NewestOfCitizens(context.Context, time.Time, func(store.Newest) error) error { return nil }

func TestWatcher_LooksAtAllOfACrowdThoughItRests(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.watch(t, crowd(1300))
	w.require(t, citizens, "", 1300)
	w.require(t, age, "other steps", 3600)
}

// crowd is so many citizens who live nowhere.
type crowd int

func (crowd) NewestOfCities(context.Context, time.Time, func(store.Newest) error) error { return nil }

func (c crowd) NewestOfCitizens(_ context.Context, asOf time.Time, each func(store.Newest) error) error {
	for range int(c) {
		if err := each(store.Newest{At: map[score.Metric]time.Time{score.Steps: asOf.Add(-time.Hour)}}); err != nil {
			return err
		}
	}
	return nil
}

func TestNew_NamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := freshness.New(freshness.Deps{}, freshness.Config{})
	for _, name := range []string{"Readings", "Model", "Registry", "Log", "Now", "Interval"} {
		require.ErrorContains(t, err, name+" is missing")
	}
}
