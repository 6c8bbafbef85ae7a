package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"

	"github.com/link4health/link4health/adapter/store"
)

// defaultBatch is how many readings go to the sink at a time: large enough to make
// a transaction worth while, small enough to be held in memory.
const defaultBatch = 10_000

// Deps is what an Importer works with.
type Deps struct {
	Sink  Sink         // required
	Log   *slog.Logger // required; gets counts only, never a name, time or value
	Stdin io.Reader    // what the path "-" reads; nil refuses it
}

// Config says how to import. The zero value is usable, but without a mapping no
// citizen has a city, and all their readings are rejected.
type Config struct {
	Mapping Mapping
	// Format names the format of all files instead of telling it by their beginning.
	Format string
	// Export names the export that totals come from, instead of the date range in a
	// folder's name; it becomes part of their source, so that two exports with
	// different totals for a day stand side by side.
	Export string
	// BatchSize is how many readings are stored at a time; 0 is 10,000.
	BatchSize int
	// Rejects names a CSV file for all rejected rows: file, line, field, reason and
	// problem, never a value. It is written anew, unless the import goes on where
	// another was interrupted. "" writes none.
	Rejects string
	// Progress is told how many bytes of all files have been read. total is -1 if it
	// is not known. It is called often and must be quick; nil is allowed.
	Progress func(done, total int64)
}

// Importer reads files into a sink. It is safe for concurrent use if its sink and
// its Progress are and Rejects is empty.
type Importer struct {
	deps      Deps
	cfg       Config
	directory directory
}

// New returns an Importer. Returns an error for a missing dependency, all faults of
// the mapping, or ErrUnknownFormat.
func New(deps Deps, cfg Config) (*Importer, error) {
	if deps.Sink == nil {
		return nil, errors.New("new importer: Deps.Sink is missing")
	}
	if deps.Log == nil {
		return nil, errors.New("new importer: Deps.Log is missing")
	}
	if cfg.BatchSize < 0 {
		return nil, errors.New("new importer: Config.BatchSize is negative")
	}
	if cfg.BatchSize == 0 {
		cfg.BatchSize = defaultBatch
	}
	if cfg.Format != "" {
		if _, err := FormatNamed(cfg.Format); err != nil {
			return nil, fmt.Errorf("new importer: Config.Format: %w", err)
		}
	}
	if err := checkExport(cfg.Export); err != nil {
		return nil, fmt.Errorf("new importer: Config.Export: %w", err)
	}
	d, err := cfg.Mapping.resolve()
	if err != nil {
		return nil, fmt.Errorf("new importer: mapping: %w", err)
	}
	return &Importer{deps: deps, cfg: cfg, directory: d}, nil
}

// Import stores the cities and citizens of the mapping, then reads files, folders
// with all that is below them, and standard input for "-", in the order given and
// in lexical order within a folder. In folders, files that are no data files by
// their name are left alone; a file named on its own is always read.
//
// Rejected rows never end a file. A file that cannot be read, or not to its end,
// is a *FileError; its rows up to there are stored and the next file is read. An
// error of the sink or the context ends the import at once. What was stored stays,
// and the next import of the same files with the same mapping goes on behind it; so
// does one after a crash. The summary is right in each case for what was stored.
func (im *Importer) Import(ctx context.Context, paths ...string) (Summary, error) {
	in, err := diskInputs(paths, im.deps.Stdin)
	if err != nil {
		return Summary{Total: newCounts()}, err
	}
	return im.run(ctx, in)
}

// ImportFS is Import for files and folders of a file system.
func (im *Importer) ImportFS(ctx context.Context, fsys fs.FS, paths ...string) (Summary, error) {
	in, err := fsInputs(fsys, paths)
	if err != nil {
		return Summary{Total: newCounts()}, err
	}
	return im.run(ctx, in)
}

// run imports all inputs.
func (im *Importer) run(ctx context.Context, in inputs) (summary Summary, err error) {
	r := &run{Importer: im, cities: map[string]bool{}, total: in.total}
	r.summary = Summary{Files: []FileSummary{}, Total: newCounts(), Ignored: in.ignored}
	if r.rejects, err = openRejects(im.cfg.Rejects); err != nil {
		return r.summary, err
	}
	defer func() { err = errors.Join(err, r.rejects.close()) }()
	if err := r.register(ctx); err != nil {
		return r.summary, err
	}
	err = r.files(ctx, in.files)
	return r.summary, err
}

// files imports one file after the other.
func (r *run) files(ctx context.Context, files []input) error {
	var faults []error
	for _, one := range files {
		summary, err := r.file(ctx, one)
		r.summary.Files = append(r.summary.Files, summary)
		r.summary.Total.add(summary.Counts)
		if err == nil {
			continue
		}
		faults = append(faults, err)
		if broken := (*FileError)(nil); !errors.As(err, &broken) {
			return errors.Join(faults...)
		}
	}
	return errors.Join(append(faults, r.forget(ctx))...)
}

// run is one import.
type run struct {
	*Importer
	summary    Summary
	cities     map[string]bool // those the sink knows, or will before it needs them
	rejects    *rejectFile     // nil for none
	identities []string        // of the files so far
	done       int64           // bytes read
	total      int64           // bytes to read, or -1
}

// register stores the profiles of the mapping, which readings refer to. Citizens who
// were erased stay so; their readings are rejected as Erased.
func (r *run) register(ctx context.Context) error {
	var cities []store.City
	for _, c := range r.cfg.Mapping.Cities {
		cities = append(cities, c.profile())
		r.cities[c.ID] = true
	}
	var citizens []store.Citizen
	for _, c := range r.cfg.Mapping.Citizens {
		citizens = append(citizens, c.profile())
	}
	if _, err := r.deps.Sink.PutProfiles(ctx, cities, citizens); err != nil {
		return fmt.Errorf("store cities and citizens: %w", err)
	}
	return nil
}

// progress reports the bytes read so far.
func (r *run) progress(done int64) {
	if r.cfg.Progress != nil {
		r.cfg.Progress(done, r.total)
	}
}

// profile returns c as the sink takes it.
func (c City) profile() store.City {
	return store.City{ID: c.ID, Name: c.Name, Country: c.Country, TimeZone: c.TimeZone}
}

// profile returns c as the sink takes it.
func (c Citizen) profile() store.Citizen {
	return store.Citizen{UserID: c.UserID, CityID: c.City, Subject: c.Subject}
}
