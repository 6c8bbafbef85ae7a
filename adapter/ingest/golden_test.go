package ingest_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestGolden imports each file of testdata/files alone and compares all that is
// stored, and the summary, with a file that people have read.
func TestGolden(t *testing.T) {
	t.Parallel()
	var names []string
	err := filepath.WalkDir("testdata/files", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
		}
		return err
	})
	require.NoError(t, err)
	require.Len(t, names, 21)

	for _, name := range names {
		short, err := filepath.Rel("testdata/files", name)
		require.NoError(t, err)
		t.Run(short, func(t *testing.T) {
			t.Parallel()
			sink := newNotebook()
			summary, err := mustImporter(t, sink, nil).Import(t.Context(), name)
			require.NoError(t, err)
			require.Len(t, summary.Files, 1)
			requireBalanced(t, summary.Files[0].Counts)

			var got strings.Builder
			for _, r := range sink.all() {
				fmt.Fprintf(&got, "%-20s %-12s %10s  until %s  period %-6s from %s\n", r.Owner, r.Metric, r.Value,
					r.ObservedAt.Format(time.RFC3339), r.Period, r.Source)
			}
			counted, err := json.MarshalIndent(summary.Files[0], "", "  ")
			require.NoError(t, err)
			got.Write(append(counted, '\n'))

			golden := filepath.Join("testdata/golden", strings.ReplaceAll(filepath.ToSlash(short), "/", ".")+".txt")
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got.String()), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), got.String())
		})
	}
}
