// Package storetest is the conformance suite of package store: what the store
// promises, whichever database holds it. It also has what other packages' tests
// need to open one.
package storetest

import (
	"context"
	"database/sql"
	"log/slog"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glebarez/sqlite"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
)

// NewDatabase makes a new, empty database and returns its URL.
type NewDatabase func(tb testing.TB) string

// Run tests every promise of the store, each on a database of its own.
func Run(t *testing.T, newDatabase NewDatabase) {
	t.Helper()
	for _, part := range []struct {
		name  string
		tests []test
	}{
		{"migrations", migrationTests},
		{"profiles", profileTests},
		{"readings", readingTests},
		{"batches", batchTests},
		{"imports", importTests},
		{"tokens", tokenTests},
		{"score input", scoreInputTests},
		{"score inputs", scoreBatchTests},
		{"recent readings", recentTests},
		{"newest readings", newestTests},
		{"records", recordTests},
		{"releases", releaseTests},
		{"faults", faultTests},
		{"erasure", erasureTests},
		{"deferred answers", deferredTests},
	} {
		for _, test := range part.tests {
			t.Run(part.name+"/"+test.name, func(t *testing.T) {
				t.Parallel()
				test.run(t, newDatabase)
			})
		}
	}
}

// RunImports tests the promises of imports alone, one after another, for a server that is set up another way meanwhile.
func RunImports(t *testing.T, newDatabase NewDatabase) {
	t.Helper()
	for _, test := range importTests {
		t.Run(test.name, func(t *testing.T) { test.run(t, newDatabase) })
	}
}

// test is one promise.
type test struct {
	name string
	run  func(t *testing.T, newDatabase NewDatabase)
}

// SQLite is a NewDatabase of a file in the test's temporary directory.
func SQLite(tb testing.TB) string {
	tb.Helper()
	return "sqlite://" + (&url.URL{Path: filepath.Join(tb.TempDir(), "link4health.db")}).EscapedPath()
}

// MustOpen opens and migrates a database, and closes it when the test ends. A
// store without keys gets fresh ones, one without a log is silent.
func MustOpen(tb testing.TB, cfg store.Config) *store.Store {
	tb.Helper()
	s := MustConnect(tb, cfg)
	require.NoError(tb, s.Migrate(tb.Context()))
	return s
}

// MustConnect is MustOpen without migrating.
func MustConnect(tb testing.TB, cfg store.Config) *store.Store {
	tb.Helper()
	if cfg.Keys == nil {
		cfg.Keys = MustKeys(tb, "test")
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	s, err := store.Open(tb.Context(), cfg)
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, s.Close()) })
	return s
}

// MustKeys returns a keyring of fresh keys with the given ids, the first current.
func MustKeys(tb testing.TB, ids ...string) *store.Keyring {
	tb.Helper()
	lines := make([]string, len(ids))
	for i, id := range ids {
		lines[i] = mustKeyLine(tb, id)
	}
	return mustKeyring(tb, lines...)
}

// mustKeyring parses lines of keys.
func mustKeyring(tb testing.TB, lines ...string) *store.Keyring {
	tb.Helper()
	keys, err := store.ParseKeyring(strings.Join(lines, "\n"))
	require.NoError(tb, err)
	return keys
}

// mustKeyLine returns a fresh key.
func mustKeyLine(tb testing.TB, id string) string {
	tb.Helper()
	line, err := store.NewKeyLine(id)
	require.NoError(tb, err)
	return line
}

// MustRaw opens a database past the store, for looking at or meddling with it.
func MustRaw(tb testing.TB, databaseURL string) *sql.DB {
	tb.Helper()
	u, err := url.Parse(databaseURL)
	require.NoError(tb, err)
	var pool *sql.DB
	if u.Scheme == "mysql" {
		pool = mustPool(tb, strings.TrimPrefix(u.Path, "/"), u.Host)
	} else {
		pool, err = sql.Open(sqlite.DriverName, "file:"+u.EscapedPath()+"?_pragma=busy_timeout(5000)")
		require.NoError(tb, err)
	}
	tb.Cleanup(func() { _ = pool.Close() })
	return pool
}

// mustExec runs a statement past the store and returns how many rows it changed.
func mustExec(tb testing.TB, databaseURL, statement string, arguments ...any) int64 {
	tb.Helper()
	result, err := MustRaw(tb, databaseURL).ExecContext(tb.Context(), statement, arguments...)
	require.NoError(tb, err)
	rows, err := result.RowsAffected()
	require.NoError(tb, err)
	return rows
}

// mustCount counts a table's rows.
func mustCount(tb testing.TB, databaseURL, table string) int {
	tb.Helper()
	var rows int
	row := MustRaw(tb, databaseURL).QueryRowContext(context.WithoutCancel(tb.Context()), "SELECT COUNT(*) FROM "+table)
	require.NoError(tb, row.Scan(&rows))
	return rows
}
