package ingest_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store/storetest"
)

func TestNew_NamesWhatIsMissingOrWrong(t *testing.T) {
	t.Parallel()
	whole := ingest.Deps{Sink: newNotebook(), Log: quiet()}
	for _, c := range []struct {
		name string
		deps ingest.Deps
		cfg  ingest.Config
		want string
	}{
		{"no sink", ingest.Deps{Log: quiet()}, ingest.Config{}, "new importer: Deps.Sink is missing"},
		{"no log", ingest.Deps{Sink: newNotebook()}, ingest.Config{}, "new importer: Deps.Log is missing"},
		{"negative batch", whole, ingest.Config{BatchSize: -1}, "new importer: Config.BatchSize is negative"},
		{"export with a space", whole, ingest.Config{Export: "my export"}, "new importer: Config.Export: export must be at most 40 ASCII letters, digits and signs without spaces"},
		{"bad mapping", whole, ingest.Config{Mapping: ingest.Mapping{Citizens: []ingest.Citizen{{UserID: "1"}}}}, `new importer: mapping: [[citizen]] 1: city "" is not declared by a [[city]]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := ingest.New(c.deps, c.cfg)
			require.EqualError(t, err, c.want)
		})
	}
	_, err := ingest.New(whole, ingest.Config{Format: "garmin"})
	require.ErrorIs(t, err, ingest.ErrUnknownFormat)
}

func TestImport_RejectedRowsDoNotEndTheFile(t *testing.T) {
	t.Parallel()
	text := lines(stepsHeader,
		"1503960366,4/12/2016 12:00:00 AM,373",
		"1503960366,4/12/2016 1:00:00 AM",      // a field too few
		`1503960366,"4/12/2016 1:00:00 AM,160`, // a quote that never ends
		"",
		"1503960366,4/12/2016 1:00:00 AM,many",
		"1503960366,4/12/2016 25:00:00 AM,160",
		"someone,4/12/2016 1:00:00 AM,160",
		"1503960366,4/12/2016 1:00:00 AM,-160",
		`"1503960366","4/12/2016 2:00:00 AM","151"`,
		strings.Repeat("x", ingest.MaxLine+1),
		"1503960366,4/12/2016 3:00:00 AM,17",
	)
	sink, summary, err := importText(t, "hourlySteps.csv", text)
	require.NoError(t, err)
	require.Equal(t, []string{"373", "151", "17"}, sink.of(score.Steps))
	require.Equal(t, 10, summary.Rows, "a blank line is none")
	var got []string
	for _, reject := range summary.Rejects {
		got = append(got, reject.Error())
		require.NotEqual(t, string(reject.Reason), reject.Problem)
	}
	require.Equal(t, []string{
		"hourlySteps.csv line 3: does not have the form of the file's other rows; check that the file is complete and unedited",
		"hourlySteps.csv line 4: does not have the form of the file's other rows; check that the file is complete and unedited",
		"hourlySteps.csv line 6: StepTotal is not a decimal number",
		"hourlySteps.csv line 7: ActivityHour is not a date or time of this format",
		"hourlySteps.csv line 8: Id is not an identifier of this format",
		"hourlySteps.csv line 9: StepTotal is outside the plausible range of its metric",
		"hourlySteps.csv line 11: the line is longer than 1 MiB; check that the file has line ends",
	}, got)
}

func TestImport_KeepsTheFirstRejectsOfEachReasonOnly(t *testing.T) {
	t.Parallel()
	text := lines(stepsHeader) + strings.Repeat("8877689391,4/12/2016 1:00:00 AM,1\n", 40) + "1503960366,4/12/2016 1:00:00 AM,many\n"
	_, summary, err := importText(t, "hourlySteps.csv", text)
	require.NoError(t, err)
	require.Equal(t, reasons{ingest.Unmapped: 40, ingest.BadNumber: 1}, summary.Rejected)
	require.Len(t, summary.Rejects, 6)
}

// Whatever ends a file early, the rows before are stored, the error says where, and
// the next file is read.
func TestImport_BrokenFiles(t *testing.T) {
	t.Parallel()
	good := lines(stepsHeader, "1503960366,4/12/2016 12:00:00 AM,373", "1503960366,4/12/2016 1:00:00 AM,160")
	doc := `{"utc_offset_seconds":0,"hourly_units":{"temperature_2m":"°C"},"hourly":{"time":["2024-07-01T00:00"],"temperature_2m":[20]}}`
	zipped := gzipped(t, good)
	for _, c := range []struct {
		name, file string
		data       []byte
		stored     int
		want       error
		text       string
	}{
		{"cut in the middle of a row", "a.csv", []byte(good + "1503960366,4/12/2016 2:"), 2, ingest.ErrTruncated, "a.csv line 4: the file stops in the middle of a row; fetch it again"},
		{"cut in the middle of its compressed data", "a.csv.gz", zipped[:len(zipped)-40], 0, nil, "a.csv.gz line 2: unexpected EOF"},
		{"cut in the middle of its checksum", "a.csv.gz", zipped[:len(zipped)-2], 2, nil, "a.csv.gz line 4: unexpected EOF"},
		{"cut in the middle of a document", "nyc_open-meteo.ndjson", []byte(doc + "\n" + doc[:60]), 1, ingest.ErrTruncated, "nyc_open-meteo.ndjson line 2: the file stops in the middle of a row; fetch it again"},
		{"called .gz but plain", "a.csv.gz", []byte(good), 0, ingest.ErrNotGzip, "a.csv.gz: the name ends in .gz but the contents are not gzip; rename the file or fetch it again"},
		{"a gzip header and nothing else", "a.csv.gz", zipped[:5], 0, nil, "a.csv.gz: gunzip: unexpected EOF"},
		{"empty", "a.csv", nil, 0, ingest.ErrUnknownFormat, ""},
		{"of an unknown format", "a.csv", []byte("a,b\n1,2\n"), 0, ingest.ErrUnknownFormat, ""},
		{"without a city", "unnamed.csv", []byte(lines(nasaHeader)), 0, ingest.ErrNoCity, "unnamed.csv: the file does not name its city; add a [[file]] with pattern and city to the mapping"},
		{"without a metric", "singapore_stations.csv", []byte(lines(stationHeader)), 0, ingest.ErrNoMetric, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sink := newNotebook()
			summary, err := mustImporter(t, sink, nil).ImportFS(t.Context(), fstest.MapFS{
				c.file:     {Data: c.data},
				"next.csv": {Data: []byte(lines(stepsHeader, "1624580081,4/12/2016 12:00:00 AM,1"))},
			}, c.file, "next.csv")
			var broken *ingest.FileError
			require.ErrorAs(t, err, &broken)
			require.Equal(t, c.file, broken.File)
			if c.want != nil {
				require.ErrorIs(t, err, c.want)
			}
			if c.text != "" {
				require.EqualError(t, err, c.text)
			}
			require.Equal(t, c.stored, summary.Files[0].New)
			require.NotEmpty(t, summary.Files[0].Error)
			require.Equal(t, 1, summary.Files[1].New)
			require.Len(t, sink.all(), c.stored+1)
		})
	}
}

// What was read before the compressed data broke is stored, however much it is.
func TestImport_TruncatedGzipLosesNoWholeRow(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("sample/fitbit/heartrate/heartrate_5min.csv")
	require.NoError(t, err)
	zipped := gzipped(t, string(raw))
	sink := newNotebook()
	_, err = mustImporter(t, sink, nil).ImportFS(t.Context(), fstest.MapFS{"h.csv.gz": {Data: zipped[:len(zipped)*3/4]}}, "h.csv.gz")
	require.ErrorContains(t, err, "unexpected EOF")
	whole := newNotebook()
	_, err = mustImporter(t, whole, nil).ImportFS(t.Context(), fstest.MapFS{"h.csv.gz": {Data: zipped}}, "h.csv.gz")
	require.NoError(t, err)
	require.Greater(t, len(sink.all()), 1000)
	require.Equal(t, whole.all()[:len(sink.all())], sink.all(), "no row is cut")
}

func TestImport_AFormatThatIsNamedMustFit(t *testing.T) {
	t.Parallel()
	im := mustImporter(t, newNotebook(), func(c *ingest.Config) { c.Format = "fitbit-weight" })
	_, err := im.ImportFS(t.Context(), fstest.MapFS{"a.csv": {Data: []byte(lines(stepsHeader))}}, "a.csv")
	require.EqualError(t, err, "a.csv line 1: the header lacks columns of format fitbit-weight")
}

func TestImport_TheMappingNamesFormatAndExport(t *testing.T) {
	t.Parallel()
	sink := newNotebook()
	_, err := importInto(t, sink, "data/may/hourly_means.csv", lines(meansHeader, "1503960366,5/1/2016 7:00:00 AM,70.5,60,80,40"))
	require.NoError(t, err)
	_, err = importInto(t, sink, "data/may/daily.csv", lines(dailyHeader, "1503960366,5/1/2016,10,8,8,0,1,0,6,0,25,13,328,728,1500"))
	require.NoError(t, err)
	require.Equal(t, "fitbit/heart-rate-5min", sink.all()[0].Source)
	require.Equal(t, "fitbit/daily/may", sink.all()[1].Source)
}

func TestImport_TheExportIsPartOfATotalsSource(t *testing.T) {
	t.Parallel()
	row := []byte(lines(dailyHeader, "1503960366,5/1/2016,10,8,8,0,1,0,6,0,25,13,328,728,0"))
	for _, c := range []struct{ folder, named, want string }{
		{"somewhere", "", "fitbit/daily"},
		{"2016-03-12_2016-04-11", "", "fitbit/daily/2016-03-12_2016-04-11"},
		{"Fitabase Data 3.12.16-4.11.16", "", "fitbit/daily/2016-03-12_2016-04-11"},
		{"2016-13-12_2016-04-11", "", "fitbit/daily"},
		{"2016-03-12_2016-04-11", "second-try", "fitbit/daily/second-try"},
	} {
		t.Run(c.folder+" "+c.named, func(t *testing.T) {
			t.Parallel()
			sink := newNotebook()
			im := mustImporter(t, sink, func(cfg *ingest.Config) { cfg.Export = c.named })
			_, err := im.ImportFS(t.Context(), fstest.MapFS{"x/" + c.folder + "/d.csv": {Data: row}}, ".")
			require.NoError(t, err)
			require.Equal(t, c.want, sink.all()[0].Source)
		})
	}
}

func TestImport_FoldersAreReadInOrderAndOnlyDataInThem(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, data := range map[string]string{
		"b/2.csv": lines(stepsHeader), "b/1.csv": lines(secondsHeader), "a.CSV": lines(weightHeader), "README.md": "x", "notes.json": "{}",
		".git/config.csv": "x", ".hidden.csv": "x",
	} {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644))
	}
	summary, err := mustImporter(t, newNotebook(), nil).Import(t.Context(), dir)
	require.NoError(t, err)
	var files []string
	for _, f := range summary.Files {
		files = append(files, f.File+" "+f.Format)
	}
	require.Equal(t, []string{"a.CSV fitbit-weight", "b/1.csv fitbit-heart-rate", "b/2.csv fitbit-hourly-steps"}, files)
	require.Equal(t, 3, summary.Ignored, "README.md, notes.json, .hidden.csv")

	_, err = mustImporter(t, newNotebook(), nil).Import(t.Context(), filepath.Join(dir, "README.md"))
	require.ErrorIs(t, err, ingest.ErrUnknownFormat, "a file that is named is read, whatever it is called")
	_, err = mustImporter(t, newNotebook(), nil).Import(t.Context(), filepath.Join(dir, "none.csv"))
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestImport_StandardInput(t *testing.T) {
	t.Parallel()
	mapping, err := ingest.LoadMapping("testdata/mapping.toml")
	require.NoError(t, err)
	sink := newNotebook()
	var totals []int64
	im, err := ingest.New(ingest.Deps{
		Sink: sink, Log: quiet(), Stdin: bytes.NewReader(gzipped(t, lines(stationHeader, "S109,26.8,2017-03-15 00:00:59"))),
	}, ingest.Config{Mapping: mapping, Progress: func(_, total int64) { totals = append(totals, total) }})
	require.NoError(t, err)
	summary, err := im.Import(t.Context(), "-")
	require.NoError(t, err)
	require.Equal(t, "stdin", summary.Files[0].File)
	require.Equal(t, []string{"26.8"}, sink.of(score.Temperature))
	require.Subset(t, []int64{-1}, totals)

	_, err = mustImporter(t, newNotebook(), nil).Import(t.Context(), "-")
	require.ErrorIs(t, err, ingest.ErrNoStdin)
}

func TestImport_ProgressRisesToTheEnd(t *testing.T) {
	t.Parallel()
	var done []int64
	var total int64
	im := mustImporter(t, newNotebook(), func(c *ingest.Config) {
		c.Progress = func(d, of int64) { done, total = append(done, d), of }
	})
	unused := lines("region,pm25_one_hourly,timestamp_sgt") + strings.Repeat("central,9,2017-03-01 00:00:00\n", 10_000)
	_, err := im.ImportFS(t.Context(), fstest.MapFS{
		"a.csv": {Data: []byte(unused)},
		"b.csv": {Data: []byte(lines(stepsHeader) + strings.Repeat("1503960366,4/12/2016 12:00:00 AM,0\n", 10_000))},
	}, ".")
	require.NoError(t, err)
	require.IsNonDecreasing(t, done)
	require.Greater(t, len(done), 5, "more than once a file")
	require.Greater(t, total, int64(600_000))
	require.Equal(t, total, done[len(done)-1], "files that are not used count too")
}

// faultyFS is a file system with one file, of which reading ends in an error.
type faultyFS struct {
	text string
	err  error
}

func (f faultyFS) Open(name string) (fs.File, error) {
	file, err := fstest.MapFS{"a.csv": {Data: []byte(f.text)}}.Open(name)
	return faultyFile{file, f.err}, err
}

type faultyFile struct {
	fs.File
	err error
}

func (f faultyFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	if errors.Is(err, io.EOF) {
		err = f.err
	}
	return n, err
}

func TestImport_ADiskThatFails(t *testing.T) {
	t.Parallel()
	failed := errors.New("input/output error")
	for text, want := range map[string]string{
		"": "a.csv: input/output error",
		lines(stepsHeader, "1503960366,4/12/2016 1:00:00 AM,160"): "a.csv line 3: input/output error",
	} {
		sink := newNotebook()
		_, err := mustImporter(t, sink, nil).ImportFS(t.Context(), faultyFS{text, failed}, "a.csv")
		require.ErrorIs(t, err, failed)
		require.EqualError(t, err, want)
	}
}

func TestImport_ASinkThatFailsEndsTheImport(t *testing.T) {
	t.Parallel()
	gone := errors.New("database gone")
	sink := newNotebook()
	sink.fail = gone
	summary, err := mustImporter(t, sink, nil).Import(t.Context(), "testdata/files/fitbit")
	require.ErrorIs(t, err, gone)
	var broken *ingest.FileError
	require.False(t, errors.As(err, &broken), "no file is at fault")
	require.Len(t, summary.Files, 1)
	require.Zero(t, summary.Total.New)
}

func TestImport_AContextThatEndsEndsTheImport(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	sink := newNotebook()
	im := mustImporter(t, sink, func(c *ingest.Config) { c.Progress = func(int64, int64) { cancel() } })
	_, err := im.Import(ctx, "sample/fitbit")
	require.ErrorIs(t, err, context.Canceled)
	require.Empty(t, sink.all())
}

func TestImport_BatchesChangeNothing(t *testing.T) {
	t.Parallel()
	var summaries []string
	for _, size := range []int{1, 7, 0} {
		sink := newNotebook()
		summary, err := mustImporter(t, sink, func(c *ingest.Config) { c.BatchSize = size }).Import(t.Context(), "testdata/files")
		require.NoError(t, err)
		require.Len(t, sink.all(), summary.Total.New)
		text, err := json.Marshal(summary)
		require.NoError(t, err)
		summaries = append(summaries, string(text))
	}
	require.Equal(t, summaries[0], summaries[1])
	require.Equal(t, summaries[0], summaries[2])
}

// No measurement, place, person or file of a person is in any log line.
func TestImport_LogsCountsOnly(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	mapping, err := ingest.LoadMapping("testdata/mapping.toml")
	require.NoError(t, err)
	im, err := ingest.New(ingest.Deps{Sink: newNotebook(), Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))},
		ingest.Config{Mapping: mapping})
	require.NoError(t, err)
	text := lines(stepsHeader, "1503960366,4/12/2016 12:00:00 AM,98765", "1503960366,4/12/2016 1:00:00 AM,98765x", "31415926535,4/12/2016 1:00:00 AM,98765")
	summary, err := im.ImportFS(t.Context(), fstest.MapFS{"steps_of_1503960366.csv": {Data: []byte(text)}}, ".")
	require.NoError(t, err)
	require.Contains(t, log.String(), "format=fitbit-hourly-steps rows=3 read=3 new=1")
	for _, marked := range []string{"1503960366", "31415926535", "98765", "bengaluru", "2016"} {
		require.NotContains(t, storetest.Noiseless(log.String()), marked)
	}
	for _, reject := range summary.Files[0].Rejects {
		require.NotContains(t, reject.Problem+reject.Field, "98765")
	}
}

// gzipped returns text as gzip.
func gzipped(tb testing.TB, text string) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	require.NoError(tb, err)
	require.NoError(tb, w.Close())
	return b.Bytes()
}

// mustUnzip returns the plain contents of gzip data.
func mustUnzip(tb testing.TB, data []byte) []byte {
	tb.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	require.NoError(tb, err)
	plain, err := io.ReadAll(r)
	require.NoError(tb, err)
	return plain
}
