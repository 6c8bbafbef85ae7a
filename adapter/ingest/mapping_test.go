package ingest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
)

func TestLoadMapping_SaysWhereEachFaultIs(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/mappings/invalid-*.toml")
	require.NoError(t, err)
	require.Len(t, files, 6)
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			_, err := ingest.LoadMapping(name)
			require.Error(t, err)
			golden := strings.TrimSuffix(name, ".toml") + ".txt"
			got := strings.TrimPrefix(err.Error(), "mapping "+name+": ") + "\n"
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, readErr := os.ReadFile(golden)
			require.NoError(t, readErr)
			require.Equal(t, string(want), got)
			for _, personal := range []string{"4558609924", "70997970"} {
				require.NotContains(t, err.Error(), personal, "an error names no citizen")
			}
		})
	}
}

func TestLoadMapping_MissingFile(t *testing.T) {
	t.Parallel()
	_, err := ingest.LoadMapping("testdata/mappings/none.toml")
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestParseMapping_EmptyIsUsable(t *testing.T) {
	t.Parallel()
	m, err := ingest.ParseMapping(nil)
	require.NoError(t, err)
	require.Empty(t, m)
}

func TestSampleMapping_NamesThreeCitizensOfOneCity(t *testing.T) {
	t.Parallel()
	m, err := ingest.SampleMapping()
	require.NoError(t, err)
	require.Len(t, m.Citizens, 3)
	for _, c := range m.Citizens {
		require.Equal(t, "bengaluru", c.City)
	}
	require.Equal(t, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", m.Citizens[0].Subject)
}
