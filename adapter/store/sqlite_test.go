package store_test

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

func TestStore_SQLite(t *testing.T) {
	t.Parallel()
	storetest.Run(t, storetest.SQLite)
}

// pathOf returns the file of a SQLite URL.
func pathOf(tb testing.TB, databaseURL string) string {
	tb.Helper()
	u, err := url.Parse(databaseURL)
	require.NoError(tb, err)
	return u.Path
}

// town is a city to put.
var town = store.City{ID: "town", Name: "Town", TimeZone: "UTC"}

func TestSQLite_EveryConnectionHasThePragmas(t *testing.T) {
	t.Parallel()
	s := storetest.MustOpen(t, store.Config{URL: storetest.SQLite(t)})
	for range 2 {
		connection, err := s.Pool().Conn(t.Context())
		require.NoError(t, err)
		defer func() { require.NoError(t, connection.Close()) }() // both stay in use: two connections
		for pragma, want := range map[string]string{
			"busy_timeout": "1000", "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1", "temp_store": "2",
		} {
			var got string
			require.NoError(t, connection.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got))
			require.Equal(t, want, got, pragma)
		}
	}
	require.Equal(t, 2, s.Pool().Stats().InUse)
}

func TestSQLite_FilesAreForTheirOwnerOnly(t *testing.T) {
	t.Parallel()
	database := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: database})
	require.NoError(t, s.PutCity(t.Context(), town))
	files, err := filepath.Glob(pathOf(t, database) + "*")
	require.NoError(t, err)
	require.Len(t, files, 3, "database, write-ahead log, shared memory")
	for _, file := range files {
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), file)
	}
}

func TestSQLite_PathsMayHoldAnything(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a b?c#d%20é&mode=ro.db")
	for _, prefix := range []string{"sqlite://", "sqlite:"} {
		s := storetest.MustOpen(t, store.Config{URL: prefix + (&url.URL{Path: path}).EscapedPath()})
		require.NoError(t, s.PutCity(t.Context(), town))
		require.FileExists(t, path)
	}
}

func TestSQLite_InMemory(t *testing.T) {
	t.Parallel()
	s := storetest.MustOpen(t, store.Config{URL: "sqlite::memory:"})
	require.NoError(t, s.PutCity(t.Context(), town))
	other := storetest.MustOpen(t, store.Config{URL: "sqlite::memory:"})
	_, err := other.City(t.Context(), town.ID)
	require.ErrorIs(t, err, store.ErrNotFound, "each is a database of its own")
	got, err := s.City(t.Context(), town.ID)
	require.NoError(t, err)
	require.Equal(t, town, got)
}

func TestSQLite_UnavailableWhenItsFileIs(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(t *testing.T, path string){
		"gone": func(t *testing.T, path string) { require.NoError(t, os.Remove(path)) },
		"replaced": func(t *testing.T, path string) {
			require.NoError(t, os.Rename(path, path+".old"))
			require.NoError(t, os.WriteFile(path, nil, 0o600))
		},
		"a folder": func(t *testing.T, path string) {
			require.NoError(t, os.Remove(path))
			require.NoError(t, os.Mkdir(path, 0o700))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			database := storetest.SQLite(t)
			s := storetest.MustOpen(t, store.Config{URL: database})
			spoil(t, pathOf(t, database))
			for operation, run := range storetest.Operations(s, store.Citizen{UserID: "alice"}) {
				require.ErrorIs(t, run(t.Context()), store.ErrUnavailable, operation)
			}
		})
	}
}

func TestSQLite_NoConnectionMakesANewFile(t *testing.T) {
	t.Parallel()
	database := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: database})
	s.Pool().SetMaxIdleConns(0) // the next is a new one
	require.NoError(t, os.Remove(pathOf(t, database)))
	require.ErrorIs(t, store.Translate(s.Pool().PingContext(t.Context())), store.ErrUnavailable)
	require.NoFileExists(t, pathOf(t, database))
}

func TestSQLite_UnavailableWhenReadOnly(t *testing.T) {
	t.Parallel()
	s := storetest.MustOpen(t, store.Config{URL: "sqlite::memory:"})
	_, err := s.Pool().ExecContext(t.Context(), "PRAGMA query_only = 1")
	require.NoError(t, err)
	err = s.PutCity(t.Context(), town)
	require.ErrorIs(t, err, store.ErrUnavailable)
	require.ErrorContains(t, err, "read-only")
	require.NoError(t, s.Ping(t.Context()))
}

func TestSQLite_OpenRefuses(t *testing.T) {
	t.Parallel()
	text := filepath.Join(t.TempDir(), "notes.txt")
	require.NoError(t, os.WriteFile(text, []byte(strings.Repeat("no database ", 1000)), 0o600))
	for name, path := range map[string]string{
		"a file that is no database": text,
		"a folder":                   t.TempDir(),
		"a folder that is not there": filepath.Join(t.TempDir(), "missing", "l4h.db"),
	} {
		_, err := store.Open(t.Context(), store.Config{URL: "sqlite://" + path, Log: silent()})
		require.ErrorIs(t, err, store.ErrUnavailable, name)
	}
	content, err := os.ReadFile(text)
	require.NoError(t, err)
	require.Equal(t, strings.Repeat("no database ", 1000), string(content))
}

// mustLock takes the write lock as another process would; the function gives it back.
func mustLock(t *testing.T, databaseURL string) (unlock func()) {
	t.Helper()
	connection, err := storetest.MustRaw(t, databaseURL).Conn(t.Context())
	require.NoError(t, err)
	execute := func(statement string) {
		_, err := connection.ExecContext(t.Context(), statement)
		require.NoError(t, err)
	}
	execute("BEGIN IMMEDIATE")
	return func() {
		execute("ROLLBACK")
		require.NoError(t, connection.Close())
	}
}

func TestSQLite_WaitsForAnotherProcess(t *testing.T) {
	t.Parallel()
	database := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: database})
	unlock := mustLock(t, database)
	written := make(chan error, 1)
	go func() { written <- s.PutCity(t.Context(), town) }()
	_, err := s.City(t.Context(), town.ID)
	require.ErrorIs(t, err, store.ErrNotFound, "reading goes on meanwhile")
	require.Empty(t, written)
	unlock()
	require.NoError(t, <-written)
}

func TestSQLite_StopsWaitingWhenTheContextEnds(t *testing.T) {
	t.Parallel()
	database := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: database})
	defer mustLock(t, database)()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	begin := time.Now()
	require.ErrorIs(t, s.PutCity(ctx, town), context.DeadlineExceeded)
	queued, cancelQueued := context.WithCancel(t.Context())
	cancelQueued()
	require.ErrorIs(t, s.PutCity(queued, town), context.Canceled)
	require.Less(t, time.Since(begin), 7*time.Second, "all eight attempts take a second each")
}

func TestSQLite_OneProcessQueuesItsWriters(t *testing.T) {
	t.Parallel()
	database := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: database})
	const writers = 32
	errs := make(chan error, writers)
	for range writers {
		go func() { errs <- s.PutCity(t.Context(), town) }()
	}
	for range writers {
		require.NoError(t, <-errs)
	}
	require.LessOrEqual(t, s.Pool().Stats().OpenConnections, 8)
	var rows int
	require.NoError(t, mustRow(t, s.Pool(), "SELECT COUNT(*) FROM smart_city").Scan(&rows))
	require.Equal(t, 1, rows)
}

// mustRow runs a query for one row.
func mustRow(t *testing.T, pool *sql.DB, query string) *sql.Row {
	t.Helper()
	return pool.QueryRowContext(t.Context(), query)
}
