package ingest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
)

// FuzzFitbit reads any text as each of the wearable's formats.
func FuzzFitbit(f *testing.F) { fuzzFormats(f, "testdata/files/fitbit", "fitbit") }

// FuzzCity reads any text as each of the city formats.
func FuzzCity(f *testing.F) { fuzzFormats(f, "testdata/files/cities", "") }

// fuzzFormats adds the real files of a folder as seeds and reads what becomes of
// them in every format of the family.
func fuzzFormats(f *testing.F, folder, prefix string) {
	var names []string
	for _, format := range ingest.Formats() {
		if format.Unused == "" && !strings.Contains(format.Name, "readings") && strings.HasPrefix(format.Name, "fitbit") == (prefix == "fitbit") {
			names = append(names, format.Name)
		}
	}
	for i, data := range seeds(f, folder) {
		f.Add(uint8(i), data)
		if format, err := ingest.Detect(data); err == nil {
			f.Add(uint8(max(0, slices.Index(names, format.Name))), data)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		name := names[int(which)%len(names)]
		requireSound(t, data, func(c *ingest.Config) { c.Format = name })
	})
}

// FuzzImport reads any bytes: gzip or not, of a known format or not.
func FuzzImport(f *testing.F) {
	for _, data := range append(seeds(f, "testdata/files/fitbit"), seeds(f, "testdata/files/cities")...) {
		f.Add(data)
		f.Add(gzipped(f, string(data)))
	}
	f.Fuzz(func(t *testing.T, data []byte) { requireSound(t, data, nil) })
}

// FuzzMapping reads any text as a mapping.
func FuzzMapping(f *testing.F) {
	files, err := filepath.Glob("testdata/mappings/*.toml")
	require.NoError(f, err)
	for _, name := range append(files, "testdata/mapping.toml", "sample/mapping.toml") {
		data, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ingest.ParseMapping(data)
		if err == nil {
			_, err = ingest.New(ingest.Deps{Sink: newNotebook(), Log: quiet()}, ingest.Config{Mapping: m})
			require.NoError(t, err, "a mapping that parses can be used")
		}
	})
}

// requireSound imports data twice and checks what holds whatever they are: each
// reading is counted once; what is stored, is plausible, timed and named; and the
// second time nothing is new.
func requireSound(t *testing.T, data []byte, change func(*ingest.Config)) {
	t.Helper()
	for _, r := range soundReadings(t, data, change) {
		require.NotEqual(t, score.ActiveEnergy, r.Metric, "no source tells active energy")
	}
}

// requireSoundOwn is requireSound for one of our own formats, which tell any metric.
func requireSoundOwn(t *testing.T, data []byte, format string) {
	t.Helper()
	soundReadings(t, data, func(c *ingest.Config) { c.Format = format })
}

// soundReadings is requireSound, and returns what was stored.
func soundReadings(t *testing.T, data []byte, change func(*ingest.Config)) []kept {
	sink := newNotebook()
	im := mustImporter(t, sink, change)
	name := "singapore_humidity.csv"
	if bytes.HasPrefix(data, []byte("{")) {
		name = "nyc_open-meteo.ndjson"
	} else if bytes.HasPrefix(data, []byte("YEAR")) {
		name = "nasa_power.csv"
	}
	fsys := fstest.MapFS{name: {Data: data}}
	first, err := im.ImportFS(t.Context(), fsys, name)
	if err != nil {
		var broken *ingest.FileError
		require.ErrorAs(t, err, &broken, "only a file can be at fault")
	}
	requireBalanced(t, first.Total)
	require.Len(t, sink.all(), first.Total.New)
	for _, r := range sink.all() {
		require.NoError(t, r.Validate())
		require.Equal(t, time.UTC, r.ObservedAt.Location())
		require.True(t, r.ObservedAt.Year() >= 1970 && r.ObservedAt.Year() <= 9999)
		require.Zero(t, r.Period%time.Second)
		require.True(t, isToken(r.Source), "source %q", r.Source)
	}
	for id := range sink.cities {
		require.True(t, isToken(id), "city %q", id)
	}
	second, _ := im.ImportFS(t.Context(), fsys, name)
	require.Zero(t, second.Total.New)
	require.Equal(t, first.Total.Read, second.Total.Read)
	require.Equal(t, first.Total.Rejected, second.Total.Rejected)
	require.Equal(t, first.Total.New+first.Total.Duplicate, second.Total.Duplicate)
	return sink.all()
}

// isToken reports whether the store takes text as an identifier.
func isToken(text string) bool {
	return text != "" && len(text) <= 64 && !strings.ContainsFunc(text, func(c rune) bool { return c <= ' ' || c > '~' })
}

// seeds returns the first lines of all files below a folder, unzipped.
func seeds(tb testing.TB, folder string) [][]byte {
	tb.Helper()
	var all [][]byte
	files, err := filepath.Glob(folder + "/*.*")
	require.NoError(tb, err)
	deeper, err := filepath.Glob(folder + "/*/*.*")
	require.NoError(tb, err)
	for _, name := range append(files, deeper...) {
		if info, err := os.Stat(name); err != nil || info.IsDir() {
			continue
		}
		data, err := os.ReadFile(name)
		require.NoError(tb, err)
		if strings.HasSuffix(name, ".gz") {
			data = mustUnzip(tb, data)
		}
		rows := bytes.SplitAfterN(data, []byte("\n"), 6)
		all = append(all, bytes.Join(rows[:min(5, len(rows))], nil))
	}
	require.NotEmpty(tb, all)
	return all
}
