package simulate_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/simulate"
	"github.com/link4health/link4health/adapter/store"
)

// small is a simulation that takes no time.
func small(seed uint64) simulate.Config {
	return simulate.Config{Citizens: 3, Days: 10, Seed: seed, Start: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), Format: simulate.CSV}
}

// mustRun returns what a simulation writes.
func mustRun(tb testing.TB, cfg simulate.Config) (citizens, cities, mapping string, counts simulate.Counts) {
	tb.Helper()
	var a, b, c bytes.Buffer
	counts, err := simulate.Run(tb.Context(), cfg, simulate.Outputs{Citizens: &a, Cities: &b, Mapping: &c})
	require.NoError(tb, err)
	return a.String(), b.String(), c.String(), counts
}

func TestRun_TheSeedDecides(t *testing.T) {
	t.Parallel()
	a1, b1, c1, _ := mustRun(t, small(1))
	a2, b2, c2, _ := mustRun(t, small(1))
	require.True(t, a1 == a2 && b1 == b2 && c1 == c2, "same seed, same bytes")
	a3, b3, _, _ := mustRun(t, small(2))
	require.NotEqual(t, a1, a3)
	require.NotEqual(t, b1, b3)
}

func TestRun_MoreCitizensLeaveTheFirstAsTheyWere(t *testing.T) {
	t.Parallel()
	few, _, _, _ := mustRun(t, small(7))
	cfg := small(7)
	cfg.Citizens = 5
	more, _, _, _ := mustRun(t, cfg)
	require.True(t, len(more) > len(few) && more[:len(few)] == few)
}

func TestRun_NamesAllFaults(t *testing.T) {
	t.Parallel()
	_, err := simulate.Run(t.Context(), simulate.Config{}, simulate.Outputs{})
	require.EqualError(t, err, "simulate: citizens must be 1 to 10000000\ndays must be 1 to 36500\nstart must be a day of the years 1971 to 2100\nformat must be csv or ndjson")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = simulate.Run(ended, small(1), simulate.Outputs{})
	require.ErrorIs(t, err, context.Canceled)
	full := errors.New("disk full")
	_, err = simulate.Run(t.Context(), small(1), simulate.Outputs{Citizens: failing{full}})
	require.ErrorIs(t, err, full)
}

// failing is a disk that takes nothing.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// collected is a sink that keeps the readings of a simulation.
type collected struct {
	ingest.Sink
	readings []store.OwnedReading
}

func (c *collected) Import(_ context.Context, b store.ImportBatch) (store.Imported, error) {
	c.readings = append(c.readings, b.Readings...)
	return store.Imported{New: len(b.Readings)}, nil
}

// mustRead returns a simulation as the import reads it.
func mustRead(tb testing.TB, cfg simulate.Config) ([]store.OwnedReading, ingest.Summary) {
	tb.Helper()
	citizens, cities, mapping, counts := mustRun(tb, cfg)
	dir := tb.TempDir()
	for name, text := range map[string]string{"a.csv": citizens, "b.csv": cities} {
		require.NoError(tb, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	parsed, err := ingest.ParseMapping([]byte(mapping))
	require.NoError(tb, err)
	require.Len(tb, parsed.Citizens, cfg.Citizens)
	sink := &collected{Sink: ingest.DryRun()}
	im, err := ingest.New(ingest.Deps{Sink: sink, Log: slog.New(slog.DiscardHandler)}, ingest.Config{Mapping: parsed})
	require.NoError(tb, err)
	summary, err := im.Import(tb.Context(), dir)
	require.NoError(tb, err)
	require.Equal(tb, counts.Readings, summary.Total.Rows)
	return sink.readings, summary
}

// The moments of the published data, worked out from its files.
func TestRun_LooksLikeTheRealData(t *testing.T) {
	t.Parallel()
	cfg := small(42)
	cfg.Citizens, cfg.Days = 300, 31
	readings, _ := mustRead(t, cfg)
	var steps, energy, pulse, warm, damp []float64
	bmi, stepping := map[string]float64{}, map[string]bool{}
	for _, r := range readings {
		v := r.Value.Float()
		switch {
		case r.Metric == score.Steps && r.Source == "sim/daily":
			steps, stepping[r.Owner] = append(steps, v), true
		case r.Metric == score.TotalEnergy && r.Source == "sim/daily":
			energy = append(energy, v)
		case r.Metric == score.HeartRate:
			pulse = append(pulse, v)
		case r.Metric == score.BMI:
			bmi[r.Owner] = v
		case r.Metric == score.Temperature:
			warm = append(warm, v)
		case r.Metric == score.Humidity:
			damp = append(damp, v)
		}
	}
	for _, c := range []struct {
		name         string
		of           []float64
		mean, spread float64
	}{
		{"steps of a day worn", steps, 8079, 4870}, {"kcal of a day worn", energy, 2337, 731},
		{"heart rate", pulse, 77.3, 15.1}, {"temperature", warm, 27.5, 2.04}, {"humidity up to 100 %", damp, 80, 11.1},
	} {
		mean, spread := moments(c.of)
		require.InEpsilon(t, c.mean, mean, 0.1, "%s: mean", c.name)
		require.InEpsilon(t, c.spread, spread, 0.25, "%s: spread", c.name)
	}
	slices.Sort(pulse)
	require.InDelta(t, 57, pulse[len(pulse)/20], 4, "5th percentile of heart rate")
	require.InDelta(t, 13.0/35, float64(len(bmi))/300, 0.1, "citizens who log a BMI")
	mean, _ := moments(slices.Collect(values(bmi)))
	require.InEpsilon(t, 28, mean, 0.1, "BMI")
	require.Greater(t, len(stepping), 290)
}

func TestRun_HasTheFlawsOfTheRealData(t *testing.T) {
	t.Parallel()
	cfg := small(43)
	cfg.Citizens, cfg.Days = 200, 31
	readings, summary := mustRead(t, cfg)
	type day struct {
		owner string
		at    int64
	}
	worn, overlaps, short := map[day]bool{}, 0, 0
	seen, repeated, present := map[string]int{}, 0, map[string]int{}
	for _, r := range readings {
		key := r.Owner + string(r.Metric) + r.Source + r.ObservedAt.String()
		if seen[key]++; seen[key] == 2 {
			repeated++
		}
		switch {
		case r.Metric == score.Steps && r.Source == "sim/daily":
			worn[day{r.Owner, r.ObservedAt.Unix()}] = true
			present[r.Owner] = max(present[r.Owner], int(r.ObservedAt.Sub(cfg.Start)/(24*time.Hour)))
		case r.Metric == score.Steps && r.Source == "sim/daily/before":
			overlaps++
		case r.Metric == score.TotalEnergy && r.Source == "sim/daily" && r.Value < 1000e6:
			short++
		}
	}
	days := float64(len(worn))
	require.Less(t, days, 0.88*200*31, "days not worn and drop-outs")
	require.Greater(t, days, 0.6*200*31)
	require.InDelta(t, 0.0172, float64(overlaps)/days, 0.01, "two exports overlap")
	require.InDelta(t, 0.0183, float64(short)/days, 0.012, "days cut short")
	require.InDelta(t, 0.0073, float64(repeated)/float64(len(seen)), 0.002, "rows that occur twice")
	left := 0
	for _, last := range present {
		if last < 25 {
			left++
		}
	}
	require.InDelta(t, 0.2, float64(left)/200, 0.15, "citizens who dropped out before the end")
	damp := summary.Total.Rejected[ingest.OutOfRange]
	require.Equal(t, damp, summary.Total.RejectedTotal(), "humidity above 100 % and nothing else is rejected")
	require.InDelta(t, 0.014, float64(damp)/(2*31*24), 0.02)
	require.NotZero(t, damp)
}

func TestRun_BothFormatsHoldTheSame(t *testing.T) {
	t.Parallel()
	dir, cfg := t.TempDir(), small(3)
	asCSV, _ := mustRead(t, cfg)
	cfg.Format = simulate.NDJSON
	var all, mapping bytes.Buffer
	_, err := simulate.Run(t.Context(), cfg, simulate.Outputs{Citizens: &all, Cities: &all, Mapping: &mapping})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "all.ndjson"), all.Bytes(), 0o600))
	parsed, err := ingest.ParseMapping(mapping.Bytes())
	require.NoError(t, err)
	sink := &collected{Sink: ingest.DryRun()}
	im, err := ingest.New(ingest.Deps{Sink: sink, Log: slog.New(slog.DiscardHandler)}, ingest.Config{Mapping: parsed})
	require.NoError(t, err)
	summary, err := im.Import(t.Context(), dir)
	require.NoError(t, err)
	require.Equal(t, "readings-ndjson", summary.Files[0].Format)
	require.Equal(t, asCSV, sink.readings)
}

// moments returns mean and standard deviation.
func moments(of []float64) (mean, spread float64) {
	for _, v := range of {
		mean += v / float64(len(of))
	}
	for _, v := range of {
		spread += (v - mean) * (v - mean) / float64(len(of))
	}
	return mean, math.Sqrt(spread)
}

// values yields the values of m.
func values(m map[string]float64) func(yield func(float64) bool) {
	return func(yield func(float64) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}
