package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/store"
)

// interrupted is a sink that stops taking batches after some.
type interrupted struct {
	*notebook
	left int
	seen int // readings it was given
}

var errInterrupted = errors.New("interrupted")

func (i *interrupted) Import(ctx context.Context, b store.ImportBatch) (store.Imported, error) {
	if i.left--; i.left < 0 {
		return store.Imported{}, errInterrupted
	}
	i.seen += len(b.Readings)
	return i.notebook.Import(ctx, b)
}

// Wherever an import is interrupted, the next goes on behind it: nothing is read
// twice, and the summary, the rejects and the contents are those of one import.
func TestImport_GoesOnWhereItWasInterrupted(t *testing.T) {
	t.Parallel()
	change := func(rejects string) func(*ingest.Config) {
		return func(c *ingest.Config) { c.BatchSize, c.Rejects = 40, rejects }
	}
	dir := t.TempDir()
	whole := newNotebook()
	wholeRejects := filepath.Join(dir, "whole.csv")
	want, err := mustImporter(t, whole, change(wholeRejects)).Import(t.Context(), "testdata/files")
	require.NoError(t, err)
	require.NotZero(t, want.Total.RejectedTotal())
	for batches := 1; ; batches++ {
		sink := &interrupted{notebook: newNotebook(), left: batches}
		rejects := filepath.Join(dir, fmt.Sprint(batches, ".csv"))
		_, err := mustImporter(t, sink, change(rejects)).Import(t.Context(), "testdata/files")
		if err == nil {
			require.Greater(t, batches, 15, "there were interruptions within and between files")
			return
		}
		require.ErrorIs(t, err, errInterrupted)
		require.NotEmpty(t, sink.progress)
		sink.left, sink.seen = 1000, 0
		before := len(sink.order)
		got, err := mustImporter(t, sink, change(rejects)).Import(t.Context(), "testdata/files")
		require.NoError(t, err)
		require.Equal(t, whole.readings, sink.readings)
		require.Equal(t, want.Total, got.Total)
		for i := range got.Files {
			got.Files[i].Resumed = 0
		}
		require.Equal(t, want.Files, got.Files)
		require.Equal(t, mustReadFile(t, wholeRejects), mustReadFile(t, rejects))
		require.Equal(t, len(whole.order)-before, sink.seen, "nothing is stored twice")
		require.Empty(t, sink.progress, "the next import begins anew")
	}
}

func mustReadFile(tb testing.TB, name string) string {
	tb.Helper()
	text, err := os.ReadFile(name)
	require.NoError(tb, err)
	return string(text)
}

func TestImport_SaysWhereItWentOn(t *testing.T) {
	t.Parallel()
	text := lines(stepsHeader)
	for hour := 1; hour < 12; hour++ {
		text += fmt.Sprintf("1503960366,4/12/2016 %d:00:00 AM,%d\n", hour, 100+hour)
	}
	for _, c := range []struct {
		name    string
		change  func(*ingest.Config)
		file    *fstest.MapFile
		resumed int
	}{
		{"the same file", nil, &fstest.MapFile{Data: []byte(text)}, 9},
		{"the same file gzipped", nil, &fstest.MapFile{Data: gzipped(t, text)}, 0},
		{"a longer file", nil, &fstest.MapFile{Data: []byte(text + "1503960366,4/13/2016 1:00:00 AM,1\n")}, 0},
		{"a file of another time", nil, &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(1, 0)}, 0},
		{"another export", func(c *ingest.Config) { c.Export = "other" }, &fstest.MapFile{Data: []byte(text)}, 0},
		{"another mapping", func(c *ingest.Config) { c.Mapping.Citizens = c.Mapping.Citizens[:1] }, &fstest.MapFile{Data: []byte(text)}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sink := &interrupted{notebook: newNotebook(), left: 2}
			four := func(cfg *ingest.Config) { cfg.BatchSize = 4 }
			_, err := mustImporter(t, sink, four).ImportFS(t.Context(), fstest.MapFS{"h.csv": {Data: []byte(text)}}, "h.csv")
			require.ErrorIs(t, err, errInterrupted)
			sink.left = 100
			got, err := mustImporter(t, sink, c.change).ImportFS(t.Context(), fstest.MapFS{"h.csv": c.file}, "h.csv")
			require.NoError(t, err)
			require.Equal(t, c.resumed, got.Files[0].Resumed)
		})
	}
}

// A state that another version of the program wrote does no harm.
func TestImport_AnUnknownStateIsReadFromTheBeginning(t *testing.T) {
	t.Parallel()
	sink := &interrupted{notebook: newNotebook(), left: 1}
	fsys := fstest.MapFS{"h.csv": {Data: []byte(lines(stepsHeader, "1503960366,4/12/2016 1:00:00 AM,1", "1503960366,4/12/2016 2:00:00 AM,2"))}}
	one := func(cfg *ingest.Config) { cfg.BatchSize = 1 }
	_, err := mustImporter(t, sink, one).ImportFS(t.Context(), fsys, "h.csv")
	require.ErrorIs(t, err, errInterrupted)
	for file := range sink.progress {
		sink.progress[file] = []byte(`{"offset":1,"since":"2031"}`)
	}
	sink.left = 100
	got, err := mustImporter(t, sink, one).ImportFS(t.Context(), fsys, "h.csv")
	require.NoError(t, err)
	require.Zero(t, got.Files[0].Resumed)
	require.Equal(t, 1, got.Total.Duplicate)
}

func TestImport_WritesAllRejectsToAFile(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "rejects.csv")
	require.NoError(t, os.WriteFile(name, []byte(strings.Repeat("what an older import left\n", 100)), 0o600))
	text := lines(stepsHeader, "1503960366,4/12/2016 1:00:00 AM,98765x", "1503960366,4/12/2016 1:00:00 AM,7") +
		strings.Repeat("8877689391,4/12/2016 1:00:00 AM,1\n", 7) + "1503960366,4/12/2016 1:00:00 AM,8\n"
	im := mustImporter(t, newNotebook(), func(c *ingest.Config) { c.Rejects = name })
	summary, err := im.ImportFS(t.Context(), fstest.MapFS{"steps.csv": {Data: []byte(text)}}, ".")
	require.NoError(t, err)
	require.Equal(t, 9, summary.Total.RejectedTotal())
	require.Len(t, summary.Files[0].Rejects, 7)
	rows := strings.Split(strings.TrimSpace(mustReadFile(t, name)), "\n")
	require.Len(t, rows, 10)
	require.Equal(t, "file,line,field,reason,problem", rows[0])
	require.Equal(t, "steps.csv,2,StepTotal,bad_number,is not a decimal number", rows[1])
	require.Contains(t, rows[9], "steps.csv,11,StepTotal,conflicting_value,")
	require.NotContains(t, strings.Join(rows, ""), "98765")

	im = mustImporter(t, newNotebook(), func(c *ingest.Config) { c.Rejects = filepath.Join(name, "none") })
	_, err = im.ImportFS(t.Context(), fstest.MapFS{}, ".")
	require.ErrorContains(t, err, "open file of rejects")
}

func TestDryRun_ChecksEverythingAndStoresNothing(t *testing.T) {
	t.Parallel()
	stored, err := mustImporter(t, newNotebook(), nil).Import(t.Context(), "testdata/files")
	require.NoError(t, err)
	dry, err := mustImporter(t, ingest.DryRun(), nil).Import(t.Context(), "testdata/files")
	require.NoError(t, err)
	require.Equal(t, stored.Total.Rejected, dry.Total.Rejected)
	require.Equal(t, stored.Total.Skipped, dry.Total.Skipped)
	require.Equal(t, stored.Total.New+stored.Total.Duplicate, dry.Total.New)
}
