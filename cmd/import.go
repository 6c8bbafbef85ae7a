package cmd

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/ingest"
)

// importOptions are the flags of the import command.
type importOptions struct {
	mapping, format, export   string
	rejects                   string
	sample, allowRejects      bool
	json, formats, noProgress bool
	dryRun                    bool
	batch                     int
}

func newImport() *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "import [flags] PATH...",
		Short: "Read wearable and city data into the database",
		Long: `Reads files, folders and standard input ("-"), plain or gzip, each as its publisher wrote it; the
format is told by the file's beginning. What is stored already is counted as duplicate, so
importing twice changes nothing. Rejected rows never stop a file; the first of each reason are shown
with file, line and field, and --rejects writes all of them to a file.

An import that was interrupted, even by a crash, goes on where it stopped when it is started again
with the same files and the same mapping; standard input is read again from its beginning.

Which citizen lives in which city is not in the data: a mapping file (TOML) says so. See
adapter/ingest/sample/mapping.toml for one with everything in it.

Exits with 1 if anything was rejected, unless --allow-rejects.`,
		Example: `  link4health import --sample
  link4health import --mapping mapping.toml exports/
  zcat readings.csv.gz | link4health import --mapping mapping.toml -`,
	}
	c.Flags().StringVar(&o.mapping, "mapping", "", "file that says which citizen lives where, and what files do not say themselves")
	c.Flags().StringVar(&o.format, "format", "", "name the format of all files instead of detecting it; --formats lists them")
	c.Flags().StringVar(&o.export, "export", "", "name of the export that totals come from, kept as part of their source")
	c.Flags().BoolVar(&o.sample, "sample", false, "import the sample data that come with this program, and their mapping")
	c.Flags().BoolVar(&o.allowRejects, "allow-rejects", false, "exit with 0 although readings were rejected")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "read and check everything, store nothing; needs no database, so finds no duplicates")
	c.Flags().IntVar(&o.batch, "batch", 10_000, "how many readings are stored in one transaction; memory grows with it")
	c.Flags().StringVar(&o.rejects, "rejects", "", "write all rejected rows to this CSV file: file, line, field, reason, problem, never a value")
	c.Flags().BoolVar(&o.formats, "formats", false, "list the formats that can be read, and exit")
	c.Flags().BoolVar(&o.noProgress, "no-progress", false, "show no progress bar; none is shown either where output is no terminal")
	c.Flags().BoolVar(&o.json, "json", false, "print the summary as one JSON object")
	settingFlags(c, databaseURL, logLevel)
	c.Args = usage(o.args)
	c.RunE = func(c *cobra.Command, paths []string) error {
		if o.formats {
			return printFormats(c.OutOrStdout())
		}
		return o.run(c, paths)
	}
	return c
}

func (o *importOptions) args(_ *cobra.Command, paths []string) error {
	switch {
	case o.formats:
		return nil
	case o.sample && len(paths) > 0:
		return errors.New("--sample takes no paths")
	case !o.sample && len(paths) == 0:
		return errors.New(`name a file, a folder or "-" for standard input, or use --sample`)
	}
	return nil
}

func (o *importOptions) run(c *cobra.Command, paths []string) error {
	mapping, err := o.readMapping()
	if err != nil {
		return usageError{err}
	}
	cfg, err := loadSettings(c)
	if err != nil {
		return err
	}
	deps := ingest.Deps{Sink: ingest.DryRun(), Log: logger(c, cfg), Stdin: c.InOrStdin()}
	if !o.dryRun {
		s, err := openStore(c.Context(), cfg, deps.Log)
		if err != nil {
			return err
		}
		defer s.Close()
		deps.Sink = s
	}
	importer, err := ingest.New(deps, ingest.Config{
		Mapping: mapping, Format: o.format, Export: o.export, Rejects: o.rejects, BatchSize: o.batch, Progress: o.progress(c),
	})
	if err != nil {
		return usageError{err}
	}
	return o.report(c, importer, paths)
}

// tightHeap is the garbage collector's target during an import, in percent: what is
// alive is little, so that collecting often costs next to nothing and keeps memory at
// the level of a small import.
const tightHeap = 50

// report imports and says what became of it.
func (o *importOptions) report(c *cobra.Command, importer *ingest.Importer, paths []string) (err error) {
	defer debug.SetGCPercent(debug.SetGCPercent(tightHeap))
	var summary ingest.Summary
	if o.sample {
		summary, err = importer.ImportFS(c.Context(), ingest.Sample(), ".")
	} else {
		summary, err = importer.Import(c.Context(), paths...)
	}
	if printed := o.print(c, summary); printed != nil || err != nil {
		return errors.Join(err, printed)
	}
	n := summary.Total.RejectedTotal()
	switch {
	case n == 0 || o.allowRejects:
		return nil
	case o.dryRun:
		return fmt.Errorf("%d readings would be rejected, for the reasons above", n)
	default:
		return fmt.Errorf("%d readings were rejected, for the reasons above; the others are stored. Mend the data, or use --allow-rejects", n)
	}
}

func (o *importOptions) readMapping() (ingest.Mapping, error) {
	switch {
	case o.sample:
		return ingest.SampleMapping()
	case o.mapping == "":
		return ingest.Mapping{}, nil
	default:
		return ingest.LoadMapping(o.mapping)
	}
}

// progress returns a function that draws a bar on a terminal, or nil where there is none.
func (o *importOptions) progress(c *cobra.Command) func(done, total int64) {
	terminal := terminalOf(c.ErrOrStderr())
	if o.noProgress || terminal == nil {
		return nil
	}
	bar := progressbar.NewOptions64(-1,
		progressbar.OptionSetWriter(terminal), progressbar.OptionShowBytes(true), progressbar.OptionSetDescription("importing"),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionFullWidth())
	return func(done, total int64) {
		if bar.GetMax64() != total {
			bar.ChangeMax64(total)
		}
		_ = bar.Set64(done) // a bar that cannot be drawn is no reason to stop an import
	}
}

func (o *importOptions) print(c *cobra.Command, summary ingest.Summary) error {
	if o.json {
		return printJSON(c, summary)
	}
	if o.dryRun {
		fmt.Fprintln(c.OutOrStdout(), "dry run: nothing is stored, and what is stored already counts as new")
	}
	return writeSummary(c.OutOrStdout(), summary)
}

// writeSummary writes an import's summary as a table, then the reasons.
func writeSummary(out io.Writer, summary ingest.Summary) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "read\tnew\tduplicate\tskipped\trejected\t  file\t")
	row := func(n ingest.Counts, name string) {
		fmt.Fprintf(w, "%d\t%d\t%d\t%d\t%d\t  %s\t\n", n.Read, n.New, n.Duplicate, n.SkippedTotal(), n.RejectedTotal(), name)
	}
	for _, f := range summary.Files {
		name := f.File
		if f.Unused != "" {
			name += " (not read: " + f.Unused + ")"
		}
		if f.Resumed > 0 {
			name += fmt.Sprintf(" (went on after line %d)", f.Resumed)
		}
		row(f.Counts, name)
	}
	row(summary.Total, "in all")
	if err := w.Flush(); err != nil {
		return err
	}
	writeReasons(out, "skipped", summary.Total.Skipped)
	writeReasons(out, "rejected", summary.Total.Rejected)
	for _, f := range summary.Files {
		for _, reject := range f.Rejects {
			fmt.Fprintf(out, "  %v\n", reject)
		}
		if f.Error != "" {
			fmt.Fprintf(out, "  %s\n", f.Error)
		}
	}
	return nil
}

func writeReasons(out io.Writer, verb string, reasons map[ingest.Reason]int) {
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		fmt.Fprintf(out, "%s %d: %s, %s\n", verb, reasons[reason], reason, strings.TrimSuffix(reason.Problem(), "."))
	}
}

func printFormats(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, f := range ingest.Formats() {
		note := f.Description
		if f.Unused != "" {
			note += " (recognised, not read: " + f.Unused + ")"
		}
		fmt.Fprintf(w, "%s\t%s\n", f.Name, note)
	}
	return w.Flush()
}
