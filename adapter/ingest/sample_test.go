package ingest_test

import (
	"io/fs"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
)

// The sample's data have nothing to reject, and something of all else, so that its
// import shows an honest summary.
func TestSample_ImportedTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	s := mustStore(t)
	mapping, err := ingest.SampleMapping()
	require.NoError(t, err)
	im, err := ingest.New(ingest.Deps{Sink: s, Log: quiet()}, ingest.Config{Mapping: mapping})
	require.NoError(t, err)

	first, err := im.ImportFS(t.Context(), ingest.Sample(), ".")
	require.NoError(t, err)
	requireBalanced(t, first.Total)
	require.Empty(t, first.Total.Rejected)
	require.Equal(t, reasons{ingest.NotWorn: 2, ingest.NoSteps: 1297}, first.Total.Skipped)
	require.Equal(t, 1, first.Total.Duplicate, "a weight is in both exports")
	require.Equal(t, 2, first.Ignored, "mapping.toml and LICENSE.md")

	second, err := im.ImportFS(t.Context(), ingest.Sample(), ".")
	require.NoError(t, err)
	require.Zero(t, second.Total.New)
	require.Equal(t, first.Total.New+first.Total.Duplicate, second.Total.Duplicate)
	require.Equal(t, first.Total.Skipped, second.Total.Skipped)
}

func TestSample_StaysSmall(t *testing.T) {
	t.Parallel()
	var size int64
	require.NoError(t, fs.WalkDir(ingest.Sample(), ".", func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		size += info.Size()
		return err
	}))
	require.Less(t, size, int64(500<<10))
	require.Greater(t, size, int64(100<<10))
}

// One citizen has every factor but the UV index, of which the city's source has
// only a mean; the others have no heart rate either.
func TestSample_CoverageOfItsCitizens(t *testing.T) {
	t.Parallel()
	s := mustStore(t)
	mapping, err := ingest.SampleMapping()
	require.NoError(t, err)
	im, err := ingest.New(ingest.Deps{Sink: s, Log: quiet()}, ingest.Config{Mapping: mapping})
	require.NoError(t, err)
	_, err = im.ImportFS(t.Context(), ingest.Sample(), ".")
	require.NoError(t, err)

	asOf := time.Date(2016, 5, 11, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		user     string
		coverage uint16
		missing  []string
	}{
		{"4558609924", 9000, []string{"uv"}},
		{"6962181067", 7500, []string{"resting_heart_rate", "uv"}},
		{"1503960366", 7500, []string{"resting_heart_rate", "uv"}},
	} {
		citizen, err := s.Citizen(t.Context(), c.user)
		require.NoError(t, err)
		in, err := s.ScoreInput(t.Context(), citizen, asOf)
		require.NoError(t, err)
		result, err := score.V1().Score(in)
		require.NoError(t, err)
		var missing []string
		for _, f := range result.Factors {
			if f.Missing != "" {
				missing = append(missing, f.Name)
			}
		}
		require.ElementsMatch(t, c.missing, missing)
		require.Equal(t, c.coverage, result.Coverage)
	}
}
