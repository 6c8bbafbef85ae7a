package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/simulate"
	"github.com/link4health/link4health/adapter/store"
)

// input is what is imported.
type input struct {
	readings, mapping string // for us
	rows              int
	rowsCSV, rowsTSV  string // for them: the columns of the table, rows that occur twice left out
	distinct          int    // rows of these; 0 before convert
}

// days of each simulated citizen; citizens are as many as it takes.
const days = 100

// perCitizen is about how many readings a simulated citizen has.
const perCitizen = 9_700

// simulate writes a file with exactly so many readings, of citizens enough for most:
// the mapping is in memory and grows with the citizens.
func (b *bench) simulate(ctx context.Context, rows, most int) (input, error) {
	in := input{readings: filepath.Join(b.dir, "readings.csv"), mapping: filepath.Join(b.dir, "mapping.toml"), rows: rows}
	readings, err := os.Create(in.readings)
	if err != nil {
		return in, err
	}
	mapping, err := os.Create(in.mapping)
	if err != nil {
		return in, errors.Join(err, readings.Close())
	}
	cfg := simulate.Config{
		Citizens: max(20, 2*most/perCitizen), Days: days, Seed: b.seed, Format: simulate.CSV,
		Start: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	first := &firstLines{to: bufio.NewWriterSize(readings, 1<<20), left: rows + 1}
	_, err = simulate.Run(ctx, cfg, simulate.Outputs{Citizens: first, Mapping: mapping})
	if errors.Is(err, errEnough) {
		err = nil
	} else if err == nil && first.left > 0 {
		err = fmt.Errorf("only %d readings were simulated", rows-first.left)
	}
	return in, errors.Join(err, first.to.Flush(), readings.Close(), mapping.Close())
}

// errEnough ends a simulation.
var errEnough = errors.New("enough rows")

// firstLines passes on so many lines and then returns errEnough.
type firstLines struct {
	to   *bufio.Writer
	left int
}

// Write passes on lines.
func (f *firstLines) Write(p []byte) (int, error) {
	for i, c := range p {
		if c == '\n' {
			f.left--
		}
		if f.left == 0 {
			n, err := f.to.Write(p[:i+1])
			return n, errors.Join(err, errEnough)
		}
	}
	return f.to.Write(p)
}

// convert writes the same readings as rows of the table, in the same order.
func (b *bench) convert(ctx context.Context, in *input) error {
	in.rowsCSV, in.rowsTSV = filepath.Join(b.dir, "rows.csv"), filepath.Join(b.dir, "rows.tsv")
	rows := &rowFiles{Sink: ingest.DryRun(), seen: map[string]bool{}}
	for i, name := range []string{in.rowsCSV, in.rowsTSV} {
		file, err := os.Create(name)
		if err != nil {
			return err
		}
		defer file.Close()
		rows.to[i] = bufio.NewWriterSize(file, 1<<20)
	}
	mapping, err := ingest.LoadMapping(in.mapping)
	if err != nil {
		return err
	}
	importer, err := ingest.New(ingest.Deps{Sink: rows, Log: slog.New(slog.DiscardHandler)}, ingest.Config{Mapping: mapping})
	if err != nil {
		return err
	}
	_, err = importer.Import(ctx, in.readings)
	in.distinct = rows.count
	return errors.Join(err, rows.to[0].Flush(), rows.to[1].Flush())
}

// rowFiles is a sink that writes what the table is to hold.
type rowFiles struct {
	ingest.Sink
	to    [2]*bufio.Writer
	count int
	owner string
	seen  map[string]bool // keys of the owner's readings
}

// Import writes the readings that were not written before.
func (f *rowFiles) Import(_ context.Context, batch store.ImportBatch) (store.Imported, error) {
	for _, r := range batch.Readings {
		if r.Owner != f.owner {
			f.owner = r.Owner
			clear(f.seen)
		}
		at := r.ObservedAt.UnixMicro()
		key := fmt.Sprint(r.Metric, at, r.Source)
		if f.seen[key] {
			continue
		}
		f.seen[key] = true
		f.count++
		for i, format := range []string{"%s,%s,%d,%s,%d,%d\n", "%s\t%s\t%d\t%s\t%d\t%d\n"} {
			if _, err := fmt.Fprintf(f.to[i], format, r.Owner, r.Metric, at, r.Source, int64(r.Value), int64(r.Period/time.Second)); err != nil {
				return store.Imported{}, err
			}
		}
	}
	return store.Imported{New: len(batch.Readings)}, nil
}

// remove removes the files, which may be large.
func (in input) remove() error {
	var faults []error
	for _, name := range []string{in.readings, in.mapping, in.rowsCSV, in.rowsTSV} {
		if name != "" {
			faults = append(faults, os.Remove(name))
		}
	}
	return errors.Join(faults...)
}
