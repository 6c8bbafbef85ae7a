package cmd

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/simulate"
)

// simulateOptions are the flags of the simulate command.
type simulateOptions struct {
	citizens, days       int
	seed                 uint64
	start, format        string
	out, cities, mapping string
	noProgress, json     bool
}

func newSimulate() *cobra.Command {
	var o simulateOptions
	c := &cobra.Command{
		Use:   "simulate [flags]",
		Short: "Make up realistic readings, to try things at scale",
		Long: `Writes readings of citizens and cities who do not exist, in the formats that 'link4health import'
reads. Distributions and flaws are fitted to published data of real wearables and stations: days
not worn, drop-outs, days cut short, overlapping exports, rows twice, citizens without a body-mass
index, humidity above 100 %. The same seed gives the same bytes.

A citizen has about 80 readings a day on average. With --format csv, the cities' readings go to
--cities; with ndjson they follow the citizens' in --out.`,
		Example: `  link4health simulate --citizens 100 --days 90 --seed 1 --out readings.csv --cities cities.csv --mapping mapping.toml
  link4health import --mapping mapping.toml --allow-rejects readings.csv cities.csv

  link4health simulate --citizens 5 --days 7 --format ndjson | gzip > week.ndjson.gz`,
		Args: exactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error { return o.run(c) },
	}
	c.Flags().IntVar(&o.citizens, "citizens", 10, "how many citizens")
	c.Flags().IntVar(&o.days, "days", 30, "how many days of each")
	c.Flags().Uint64Var(&o.seed, "seed", 1, "decides all that is random")
	c.Flags().StringVar(&o.start, "start", "2025-01-01", "the first day")
	c.Flags().StringVar(&o.format, "format", simulate.CSV, "csv or ndjson")
	c.Flags().StringVar(&o.out, "out", "-", `file for the readings of citizens; "-" is standard output`)
	c.Flags().StringVar(&o.cities, "cities", "", "file for the readings of cities")
	c.Flags().StringVar(&o.mapping, "mapping", "", "file for the mapping that the import needs: who lives where")
	c.Flags().BoolVar(&o.noProgress, "no-progress", false, "show no progress bar; none is shown either where output is no terminal")
	c.Flags().BoolVar(&o.json, "json", false, "print what was written as one JSON object, to standard error if --out is standard output")
	return c
}

func (o *simulateOptions) run(c *cobra.Command) (err error) {
	start, err := time.Parse(time.DateOnly, o.start)
	if err != nil {
		return usageError{errors.New("--start is not a day such as 2025-01-01")}
	}
	cfg := simulate.Config{
		Citizens: o.citizens, Days: o.days, Start: start, Seed: o.seed, Format: o.format,
		Progress: o.progress(c),
	}
	if err := cfg.Validate(); err != nil {
		return usageError{err}
	}
	var files outputFiles
	defer func() { err = errors.Join(err, files.close()) }()
	out := simulate.Outputs{Citizens: c.OutOrStdout()}
	if o.out != "-" {
		out.Citizens = files.create(o.out)
	}
	if o.cities != "" {
		out.Cities = files.create(o.cities)
	} else if o.format == simulate.NDJSON {
		out.Cities = out.Citizens
	}
	if o.mapping != "" {
		out.Mapping = files.create(o.mapping)
	}
	if files.err != nil {
		return files.err
	}
	counts, err := simulate.Run(c.Context(), cfg, out)
	if err != nil {
		return err
	}
	return o.print(c, counts)
}

// progress returns a function that draws a bar on a terminal, or nil where there is none.
func (o *simulateOptions) progress(c *cobra.Command) func(done, total int) {
	terminal := terminalOf(c.ErrOrStderr())
	if o.noProgress || terminal == nil {
		return nil
	}
	bar := progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(terminal), progressbar.OptionShowCount(), progressbar.OptionSetDescription("simulating"),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionFullWidth())
	return func(done, total int) {
		if bar.GetMax() != total {
			bar.ChangeMax(total)
		}
		_ = bar.Set(done) // a bar that cannot be drawn is no reason to stop
	}
}

func (o *simulateOptions) print(c *cobra.Command, counts simulate.Counts) error {
	to := c.OutOrStdout()
	if o.out == "-" {
		to = c.ErrOrStderr()
	}
	if o.json {
		return writeJSON(to, counts)
	}
	_, err := fmt.Fprintf(to, "%d readings of %d citizens and %d cities, seed %d\n", counts.Readings, counts.Citizens, counts.Cities, o.seed)
	return err
}

// terminalOf returns w if it is a terminal, else nil.
func terminalOf(w io.Writer) *os.File {
	file, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return file
}

// outputFiles are the files that a command writes.
type outputFiles struct {
	open []*os.File
	err  error // the first one of creating them
}

// create opens a new file, or empties an old one.
func (f *outputFiles) create(name string) io.Writer {
	file, err := os.Create(name)
	if err != nil {
		f.err = errors.Join(f.err, err)
		return nil
	}
	f.open = append(f.open, file)
	return file
}

// close closes all files and returns the errors, which may be those of writing.
func (f *outputFiles) close() error {
	var faults []error
	for _, file := range f.open {
		faults = append(faults, file.Close())
	}
	return errors.Join(faults...)
}
