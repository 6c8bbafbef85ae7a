package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// heartRates returns readings one minute apart.
func heartRates(from, count int) []score.Reading {
	readings := make([]score.Reading, count)
	for i := range readings {
		readings[i] = score.Reading{
			Metric: score.HeartRate, Value: score.Value(60_000_000 + from + i), Source: "test",
			ObservedAt: time.Date(2026, 1, 1, 0, from+i, 0, 0, time.UTC),
		}
	}
	return readings
}

// mustFill stores persons with readings, records and releases.
func mustFill(t *testing.T, s *store.Store, persons ...string) {
	t.Helper()
	require.NoError(t, s.PutCity(t.Context(), store.City{ID: "here", Name: "Here", TimeZone: "UTC"}))
	for i, person := range persons {
		address := fmt.Sprintf("0x%040x", 0xabcdef00+i)
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: person, CityID: "here", Subject: address}))
		_, err := s.AppendCitizenReadings(t.Context(), person, heartRates(0, 300))
		require.NoError(t, err)
		id := [32]byte{byte(i + 1), 0xab}
		location := "https://records.example/" + person
		require.NoError(t, s.PutRecord(t.Context(), store.Record{ID: id, UserID: person, Patient: address, Location: location}))
		_, err = s.Release(t.Context(), store.Release{RequestID: id, RecordID: id}, func() ([]byte, error) { return []byte("sealed " + person), nil })
		require.NoError(t, err)
	}
}

// dump returns every row of every table as text.
func dump(t *testing.T, databaseURL string) map[string][]string {
	t.Helper()
	pool := storetest.MustRaw(t, databaseURL)
	list := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if strings.HasPrefix(databaseURL, "mysql") {
		list = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
	}
	tables := map[string][]string{}
	for _, name := range column(t, pool.QueryContext, list) {
		tables[name] = column(t, pool.QueryContext, "SELECT * FROM "+name)
		slices.Sort(tables[name])
	}
	require.Greater(t, len(tables), 8)
	return tables
}

// column runs a query and returns each row as text.
func column(t *testing.T, run func(context.Context, string, ...any) (*sql.Rows, error), query string) (texts []string) {
	t.Helper()
	rows, err := run(t.Context(), query)
	require.NoError(t, err)
	defer rows.Close()
	names, err := rows.Columns()
	require.NoError(t, err)
	for rows.Next() {
		fields, targets := make([]sql.NullString, len(names)), make([]any, len(names))
		for i := range fields {
			targets[i] = &fields[i]
		}
		require.NoError(t, rows.Scan(targets...))
		parts := make([]string, len(fields))
		for i, field := range fields {
			parts[i] = field.String
		}
		texts = append(texts, strings.Join(parts, "|"))
	}
	require.NoError(t, rows.Err())
	return texts
}

// testDump backs MySQL up as docs/backup.md says and restores it into an empty database.
func testDump(t *testing.T, server *storetest.MariaDB) {
	from, to := server.NewDatabase(t), server.NewDatabase(t)
	s := storetest.MustOpen(t, store.Config{URL: from})
	mustFill(t, s, "alice", "bob")
	_, err := s.Erase(t.Context(), "bob", "test")
	require.NoError(t, err)
	client := func(program, databaseURL string, more ...string) *exec.Cmd {
		u, err := url.Parse(databaseURL)
		require.NoError(t, err)
		arguments := append([]string{"--no-defaults", "--protocol=tcp", "--user=root", "--host=" + u.Hostname(), "--port=" + u.Port()}, more...)
		return exec.CommandContext(t.Context(), program, append(arguments, strings.TrimPrefix(u.Path, "/"))...)
	}
	copied, err := client("mariadb-dump", from, "--single-transaction", "--quick", "--hex-blob", "--triggers").Output()
	require.NoError(t, err)
	load := client("mariadb", to)
	load.Stdin = bytes.NewReader(copied)
	output, err := load.CombinedOutput()
	require.NoError(t, err, string(output))
	require.Equal(t, dump(t, from), dump(t, to))
	restored := storetest.MustConnect(t, store.Config{URL: to})
	require.NoError(t, restored.CheckSchema(t.Context()))
	require.ErrorIs(t, restored.PutCitizen(t.Context(), store.Citizen{UserID: "bob"}), store.ErrErased)
	_, err = storetest.MustRaw(t, to).ExecContext(t.Context(), "DELETE FROM audit_entry")
	require.ErrorContains(t, err, "append-only", "triggers come along")
	require.ErrorIs(t, s.Backup(t.Context(), filepath.Join(t.TempDir(), "x")), store.ErrInvalid)
	_, err = store.Restore(t.Context(), "x", to, true, silent())
	require.ErrorIs(t, err, store.ErrInvalid)
}

func TestBackup_IsOneMomentWhileOthersWrite(t *testing.T) {
	t.Parallel()
	databaseURL := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: databaseURL})
	mustFill(t, s, "alice")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var work sync.WaitGroup
	began := make(chan struct{})
	work.Go(func() {
		for n := 1; ctx.Err() == nil; n++ { // each transaction adds 50 readings
			_, _ = s.AppendCitizenReadings(context.WithoutCancel(ctx), "alice", heartRates(1000*n, 50))
			if n == 3 {
				close(began)
			}
		}
	})
	<-began
	for n := range 3 {
		path := filepath.Join(t.TempDir(), fmt.Sprintf("copy-%d.db", n))
		require.NoError(t, s.Backup(t.Context(), path))
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, fs.FileMode(0o600), info.Mode())
		rows := dump(t, "sqlite://"+path)["citizen_reading"]
		require.Zero(t, len(rows)%50, "no transaction is there by half")
		require.GreaterOrEqual(t, len(rows), 300+3*50)
		require.ErrorIs(t, s.Backup(t.Context(), path), store.ErrExists)
	}
	stop()
	work.Wait()
}

func TestRestore_EveryTableIsAsItWas(t *testing.T) {
	t.Parallel()
	databaseURL, elsewhere := storetest.SQLite(t), storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: databaseURL})
	mustFill(t, s, "alice", "bob")
	_, err := s.Erase(t.Context(), "bob", "test")
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "copy.db")
	require.NoError(t, s.Backup(t.Context(), path))
	done, err := store.Restore(t.Context(), path, elsewhere, false, silent())
	require.NoError(t, err)
	require.Equal(t, store.Restored{}, done)
	require.Equal(t, dump(t, databaseURL), dump(t, elsewhere))
	_, err = store.Restore(t.Context(), path, elsewhere, false, silent())
	require.ErrorIs(t, err, store.ErrExists)
	files, err := filepath.Glob(strings.TrimPrefix(elsewhere, "sqlite://") + ".partial*")
	require.NoError(t, err)
	require.Empty(t, files)
}

func TestRestore_RefusesWhatIsNoIntactBackupAndLeavesTheDatabase(t *testing.T) {
	t.Parallel()
	databaseURL := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: databaseURL})
	mustFill(t, s, "alice")
	folder := t.TempDir()
	path := filepath.Join(folder, "copy.db")
	require.NoError(t, s.Backup(t.Context(), path))
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	before := dump(t, databaseURL)
	change := func(name, statement string) {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), whole, 0o600))
		_, err := storetest.MustRaw(t, "sqlite://"+filepath.Join(folder, name)).ExecContext(t.Context(), statement)
		require.NoError(t, err)
	}
	change("newer", "INSERT INTO schema_version (version_id, is_applied) VALUES (99999, 1)")
	change("orphans", "DELETE FROM user_data_iot")
	change("foreign", "DROP TABLE schema_version")
	torn := bytes.Clone(whole)
	for i := 5 * 4096; i < 7*4096; i++ {
		torn[i] = 0x5a
	}
	for name, content := range map[string][]byte{"torn": torn, "short": whole[:len(whole)/2], "empty": {}, "text": []byte("no database, but a text that is long enough to be a header of one, or is it not? it is.")} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), content, 0o600))
	}
	for name, want := range map[string]error{
		"newer": store.ErrSchemaTooNew, "orphans": store.ErrInvalid, "foreign": store.ErrInvalid, "empty": store.ErrInvalid,
		"torn": nil, "short": nil, "text": store.ErrUnavailable, "missing": fs.ErrNotExist,
	} {
		_, err := store.Restore(t.Context(), filepath.Join(folder, name), databaseURL, true, silent())
		require.Error(t, err, name)
		if want != nil {
			require.ErrorIs(t, err, want, name)
		}
		require.Equal(t, before, dump(t, databaseURL), name)
	}
}

func TestRestore_BringsNobodyBack(t *testing.T) {
	t.Parallel()
	databaseURL := storetest.SQLite(t)
	keys := storetest.MustKeys(t, "k")
	s := storetest.MustOpen(t, store.Config{URL: databaseURL, Keys: keys})
	mustFill(t, s, "MARKED-ALICE", "bob")
	path := filepath.Join(t.TempDir(), "copy.db")
	require.NoError(t, s.Backup(t.Context(), path))
	_, err := s.Erase(t.Context(), "MARKED-ALICE", "test")
	require.NoError(t, err)
	require.NoError(t, s.Close())
	done, err := store.Restore(t.Context(), path, databaseURL, true, silent())
	require.NoError(t, err)
	require.Equal(t, store.Restored{Erased: 1}, done)
	requireNoTrace(t, databaseURL, "MARKED-ALICE")
	again := storetest.MustConnect(t, store.Config{URL: databaseURL, Keys: keys})
	require.ErrorIs(t, again.PutCitizen(t.Context(), store.Citizen{UserID: "MARKED-ALICE"}), store.ErrErased)
	_, err = again.Citizen(t.Context(), "bob")
	require.NoError(t, err)
}

func TestRestore_ReplacesADamagedDatabaseAndSaysWhatThatLoses(t *testing.T) {
	t.Parallel()
	databaseURL := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: databaseURL})
	mustFill(t, s, "alice")
	path := filepath.Join(t.TempDir(), "copy.db")
	require.NoError(t, s.Backup(t.Context(), path))
	before := dump(t, "sqlite://"+path)
	require.NoError(t, s.Close())
	require.NoError(t, os.WriteFile(strings.TrimPrefix(databaseURL, "sqlite://"), bytes.Repeat([]byte("damage "), 5000), 0o600))
	done, err := store.Restore(t.Context(), path, databaseURL, true, silent())
	require.NoError(t, err)
	require.Equal(t, store.Restored{Lost: true}, done)
	require.Equal(t, before, dump(t, databaseURL))
}

func TestErase_LeavesNoTraceInTheFiles(t *testing.T) {
	t.Parallel()
	databaseURL := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: databaseURL})
	persons := []string{"a-first", "MARKED-ALICE", "z-last"}
	mustFill(t, s, persons...)
	for n := 1; n <= 20; n++ { // interleaved, so that pages are split and rows move about
		for _, person := range persons {
			readings := heartRates(10_000-400*n, 400)
			for i := range readings {
				if person == "MARKED-ALICE" {
					readings[i].Source = "MARKED/device"
				}
			}
			_, err := s.AppendCitizenReadings(t.Context(), person, readings)
			require.NoError(t, err)
		}
	}
	requireTrace(t, databaseURL, "MARKED-ALICE", "MARKED/device", fmt.Sprintf("%040x", 0xabcdef01))
	_, err := s.Erase(t.Context(), "MARKED-ALICE", "test")
	require.NoError(t, err)
	requireNoTrace(t, databaseURL, "MARKED", fmt.Sprintf("%040x", 0xabcdef01)) // while the store is open
	requireTrace(t, databaseURL, "z-last")
}

func TestErase_SaysWhenOthersKeepTheOldPages(t *testing.T) {
	t.Parallel()
	databaseURL := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: databaseURL})
	mustFill(t, s, "MARKED-ALICE")
	reader, err := storetest.MustRaw(t, databaseURL).BeginTx(t.Context(), nil)
	require.NoError(t, err)
	require.NoError(t, reader.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM citizen_reading").Scan(new(int)))
	_, err = s.Erase(t.Context(), "MARKED-ALICE", "test")
	require.ErrorIs(t, err, store.ErrUnavailable)
	require.ErrorContains(t, err, "run it again")
	_, err = s.Citizen(t.Context(), "MARKED-ALICE")
	require.ErrorIs(t, err, store.ErrUnknownCitizen)
	require.NoError(t, reader.Rollback())
	done, err := s.Erase(t.Context(), "MARKED-ALICE", "test")
	require.NoError(t, err)
	require.True(t, done.Before)
	requireNoTrace(t, databaseURL, "MARKED")
}

// filesOf returns the contents of a SQLite database's files.
func filesOf(t *testing.T, databaseURL string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	names, err := filepath.Glob(strings.TrimPrefix(databaseURL, "sqlite://") + "*")
	require.NoError(t, err)
	for _, name := range names {
		files[name], err = os.ReadFile(name)
		require.NoError(t, err)
	}
	require.NotEmpty(t, files)
	return files
}

func requireTrace(t *testing.T, databaseURL string, marks ...string) {
	t.Helper()
	for _, mark := range marks {
		found := false
		for _, content := range filesOf(t, databaseURL) {
			found = found || bytes.Contains(content, []byte(mark))
		}
		require.True(t, found, mark)
	}
}

func requireNoTrace(t *testing.T, databaseURL string, marks ...string) {
	t.Helper()
	for name, content := range filesOf(t, databaseURL) {
		for _, mark := range marks {
			require.Equal(t, -1, bytes.Index(content, []byte(mark)), "%s in %s of %d bytes", mark, filepath.Base(name), len(content))
		}
	}
}
