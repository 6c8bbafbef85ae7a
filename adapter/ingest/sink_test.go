package ingest_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

var _ ingest.Sink = (*notebook)(nil)

// kept is a reading and whose it is.
type kept struct {
	Owner string // "citizen 123" or "city singapore"
	score.Reading
}

// notebook is a sink that can be read back whole, which the store cannot. It keeps
// the store's rules: one value per owner, metric, moment and source.
type notebook struct {
	mu       sync.Mutex
	cities   map[string]store.City
	citizens map[string]store.Citizen
	readings map[string]kept
	order    []string
	progress map[string][]byte
	fail     error // returned by every append if set
}

func newNotebook() *notebook {
	return &notebook{cities: map[string]store.City{}, citizens: map[string]store.Citizen{}, readings: map[string]kept{}, progress: map[string][]byte{}}
}

func (n *notebook) City(_ context.Context, id string) (store.City, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if c, ok := n.cities[id]; ok {
		return c, nil
	}
	return store.City{}, store.ErrUnknownCity
}

func (n *notebook) PutCity(_ context.Context, c store.City) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.cities[c.ID] = c
	return nil
}

func (n *notebook) PutProfiles(_ context.Context, cities []store.City, citizens []store.Citizen) ([]int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, c := range cities {
		n.cities[c.ID] = c
	}
	for _, c := range citizens {
		n.citizens[c.UserID] = c
	}
	return nil, nil
}

func (n *notebook) Erased(context.Context, []string) ([]string, error) { return nil, nil }

func (n *notebook) ImportProgress(_ context.Context, file string) ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.progress[file], nil
}

func (n *notebook) ForgetImports(_ context.Context, files []string, _ time.Time) error {
	for _, file := range files {
		delete(n.progress, file)
	}
	return nil
}

func (n *notebook) Import(ctx context.Context, b store.ImportBatch) (store.Imported, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.fail != nil {
		return store.Imported{}, n.fail
	}
	if ctx.Err() != nil {
		return store.Imported{}, ctx.Err()
	}
	var done store.Imported
	for i, r := range b.Readings {
		if err := n.put(i, r, &done); err != nil {
			return store.Imported{}, err
		}
	}
	if b.Progress == nil {
		return done, nil
	}
	for range 2 { // as if the transaction had been run again
		progress, err := b.Progress(done)
		if err != nil {
			return store.Imported{}, err
		}
		n.progress[progress.File] = progress.State
	}
	return done, nil
}

// put stores one reading of a batch.
func (n *notebook) put(i int, r store.OwnedReading, done *store.Imported) error {
	d, known := score.Define(r.Metric)
	if err := r.Validate(); err != nil || !known || !isToken(r.Source) || !isToken(r.Owner) {
		return fmt.Errorf("reading %d: %w (%v)", i, store.ErrInvalid, err)
	}
	_, citizen := n.citizens[r.Owner]
	_, city := n.cities[r.Owner]
	if d.Scope == score.Citizen && !citizen || d.Scope == score.City && !city {
		done.Unknown = append(done.Unknown, i)
		return nil
	}
	key := fmt.Sprint(d.Scope, r.Owner, r.Metric, r.ObservedAt.UnixMicro(), r.Source)
	old, exists := n.readings[key]
	switch {
	case !exists:
		n.readings[key] = kept{Owner: fmt.Sprintf("%s %s", d.Scope, r.Owner), Reading: r.Reading}
		n.order = append(n.order, key)
		done.New++
	case old.Value == r.Value && old.Period == r.Period:
		done.Duplicate++
	default:
		done.Conflicts = append(done.Conflicts, i)
	}
	return nil
}

// all returns the readings in the order in which they were stored.
func (n *notebook) all() []kept {
	var all []kept
	for _, key := range n.order {
		all = append(all, n.readings[key])
	}
	return all
}

// of returns the texts of the values of one metric, sorted by time.
func (n *notebook) of(metric score.Metric) []string {
	all := n.all()
	slices.SortStableFunc(all, func(a, b kept) int { return a.ObservedAt.Compare(b.ObservedAt) })
	var values []string
	for _, r := range all {
		if r.Metric == metric {
			values = append(values, r.Value.String())
		}
	}
	return values
}

// quiet is a log that nobody reads.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// mustImporter returns an importer into sink with the mapping of testdata.
func mustImporter(tb testing.TB, sink ingest.Sink, change func(*ingest.Config)) *ingest.Importer {
	tb.Helper()
	mapping, err := ingest.LoadMapping("testdata/mapping.toml")
	require.NoError(tb, err)
	cfg := ingest.Config{Mapping: mapping}
	if change != nil {
		change(&cfg)
	}
	im, err := ingest.New(ingest.Deps{Sink: sink, Log: quiet()}, cfg)
	require.NoError(tb, err)
	return im
}

// importText imports one file of that path and text into a new notebook.
func importText(tb testing.TB, name, text string) (*notebook, ingest.FileSummary, error) {
	tb.Helper()
	sink := newNotebook()
	summary, err := importInto(tb, sink, name, text)
	return sink, summary, err
}

// importInto imports one file of that path and text.
func importInto(tb testing.TB, sink ingest.Sink, name, text string) (ingest.FileSummary, error) {
	tb.Helper()
	summary, err := mustImporter(tb, sink, nil).ImportFS(tb.Context(), fstest.MapFS{name: {Data: []byte(text)}}, name)
	require.Len(tb, summary.Files, 1)
	if err == nil {
		requireBalanced(tb, summary.Files[0].Counts)
	}
	return summary.Files[0], err
}

// requireBalanced checks that each reading was counted once.
func requireBalanced(tb testing.TB, c ingest.Counts) {
	tb.Helper()
	require.Equal(tb, c.Read, c.New+c.Duplicate+c.SkippedTotal()+c.RejectedTotal(), "read = new + duplicate + skipped + rejected")
}

// mustStore returns a migrated SQLite store.
func mustStore(tb testing.TB) *store.Store {
	tb.Helper()
	s, err := store.Open(tb.Context(), store.Config{
		URL: "sqlite://" + filepath.ToSlash(filepath.Join(tb.TempDir(), "test.db")), Log: quiet()})
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, s.Close()) })
	require.NoError(tb, s.Migrate(tb.Context()))
	return s
}

// lines joins rows to a file.
func lines(rows ...string) string { return strings.Join(rows, "\n") + "\n" }
