package cmd_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/go-sql-driver/mysql" // to look at the tables behind the store's back
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/simulate"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// crashSeed decides the instants of the crashes.
const crashSeed = 20160412

// crashImport is an import that is to be interrupted.
type crashImport struct{ folder, mapping string }

// mustSimulate writes a folder with some 20,000 readings, wrong ones among them.
func mustSimulate(t *testing.T) crashImport {
	t.Helper()
	dir := t.TempDir()
	in := crashImport{folder: filepath.Join(dir, "data"), mapping: filepath.Join(dir, "mapping.toml")}
	require.NoError(t, os.Mkdir(in.folder, 0o700))
	var out simulate.Outputs
	for name, to := range map[string]*io.Writer{
		filepath.Join(in.folder, "a.csv"): &out.Citizens, filepath.Join(in.folder, "b.csv"): &out.Cities, in.mapping: &out.Mapping,
	} {
		file, err := os.Create(name)
		require.NoError(t, err)
		defer func() { require.NoError(t, file.Close()) }()
		*to = file
	}
	_, err := simulate.Run(t.Context(), simulate.Config{
		Citizens: 10, Days: 20, Seed: crashSeed, Format: simulate.CSV, Start: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}, out)
	require.NoError(t, err)
	return in
}

// command returns the import as a process of its own.
func (in crashImport) command(ctx context.Context, url string) *exec.Cmd {
	c := exec.CommandContext(ctx, "link4health", "import", "--mapping", in.mapping, "--allow-rejects", "--batch", "200",
		"--rejects", in.rejects(url), in.folder)
	c.Env = append(os.Environ(), "DATABASE_URL="+url, "LOG_LEVEL=error")
	return c
}

// rejects is where the rejected rows go.
func (in crashImport) rejects(url string) string {
	return filepath.Join(filepath.Dir(in.folder), strings.NewReplacer("/", "_", ":", "_").Replace(url)+".rejects.csv")
}

// mustFinish runs the import to its end.
func (in crashImport) mustFinish(t *testing.T, url string) {
	t.Helper()
	out, err := in.command(t.Context(), url).CombinedOutput()
	require.NoError(t, err, string(out))
}

// mustMigrate makes an empty database ready.
func mustMigrate(t *testing.T, url string) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Config{URL: url, Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	require.NoError(t, s.Migrate(t.Context()))
	require.NoError(t, s.Close())
}

// crash begins an import and kills it as soon as more than that many readings are stored.
func (in crashImport) crash(t *testing.T, url string, stored int) {
	t.Helper()
	kill, cancel := context.WithCancel(t.Context()) // ends with SIGKILL
	defer cancel()
	importing := in.command(kill, url)
	require.NoError(t, importing.Start())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = importing.Wait()
	}()
	raw := storetest.MustRaw(t, url)
	defer raw.Close()
	poll := time.NewTicker(5 * time.Millisecond)
	defer poll.Stop()
	for {
		select {
		case <-ended: // of itself, or killed
			return
		case <-poll.C:
		}
		if readings(t, raw) > stored {
			cancel()
		}
	}
}

// readings counts what is stored.
func readings(t *testing.T, raw *sql.DB) (count int) {
	t.Helper()
	row := raw.QueryRowContext(t.Context(), "SELECT (SELECT COUNT(*) FROM citizen_reading) + (SELECT COUNT(*) FROM city_reading)")
	require.NoError(t, row.Scan(&count))
	return count
}

// mustDump returns all that an import leaves behind.
func (in crashImport) mustDump(t *testing.T, url string) string {
	t.Helper()
	driver, name := "sqlite", strings.TrimPrefix(url, "sqlite://")
	if rest, ok := strings.CutPrefix(url, "mysql://root@"); ok {
		host, database, _ := strings.Cut(rest, "/")
		driver, name = "mysql", "root@tcp("+host+")/"+database
	}
	pool, err := sql.Open(driver, name)
	require.NoError(t, err)
	defer pool.Close()
	var dump bytes.Buffer
	for _, table := range []string{"citizen_reading", "city_reading"} {
		rows, err := pool.QueryContext(t.Context(), "SELECT * FROM "+table+" ORDER BY 1, 2, 3, 4")
		require.NoError(t, err)
		defer rows.Close()
		for rows.Next() {
			var who, metric, source string
			var at, value, period int64
			require.NoError(t, rows.Scan(&who, &metric, &at, &source, &value, &period))
			fmt.Fprintln(&dump, table, who, metric, at, source, value, period)
		}
		require.NoError(t, rows.Err())
	}
	rejects, err := os.ReadFile(in.rejects(url))
	if err == nil {
		dump.Write(rejects)
	}
	return dump.String()
}

// The importer is killed at twenty random instants, each time in a database of its own.
func TestImport_SurvivesBeingKilled(t *testing.T) {
	t.Parallel()
	in := mustSimulate(t)
	whole := storetest.SQLite(t)
	mustMigrate(t, whole)
	in.mustFinish(t, whole)
	want := in.mustDump(t, whole)
	all := readings(t, storetest.MustRaw(t, whole))
	require.Greater(t, all, 10_000)
	require.Contains(t, want, "out_of_range")

	rng, partial := rand.New(rand.NewPCG(crashSeed, 1)), 0
	for n := range 20 {
		url, stored := storetest.SQLite(t), rng.IntN(all)
		mustMigrate(t, url)
		in.crash(t, url, stored)
		if left := readings(t, storetest.MustRaw(t, url)); left > 0 && left < all {
			partial++
		}
		in.mustFinish(t, url)
		require.True(t, want == in.mustDump(t, url), "seed %d, crash %d at %d readings: contents differ from an uninterrupted import", crashSeed, n, stored)
	}
	t.Logf("seed %d: 20 crashes, %d of them in the middle of storing", crashSeed, partial)
	require.NotZero(t, partial)
}

// The database server is killed at five random instants during one import.
func TestImport_SurvivesAServerThatIsKilled(t *testing.T) {
	t.Parallel()
	in := mustSimulate(t)
	server := storetest.StartMariaDB(t)
	whole := server.NewDatabase(t)
	mustMigrate(t, whole)
	begun := time.Now()
	in.mustFinish(t, whole)
	took := time.Since(begun)
	want := in.mustDump(t, whole)
	require.Greater(t, strings.Count(want, "\n"), 10_000)

	rng := rand.New(rand.NewPCG(crashSeed, 2))
	for n := range 5 {
		url, instant := server.NewDatabase(t), time.Duration(rng.Int64N(int64(took)))
		mustMigrate(t, url)
		importing := in.command(t.Context(), url)
		require.NoError(t, importing.Start())
		time.Sleep(instant) // the instant is the point
		restart := server.Crash(t)
		_ = importing.Wait() // it may have ended before, or have given up
		restart()
		in.mustFinish(t, url)
		require.True(t, want == in.mustDump(t, url), "seed %d, crash %d after %v: contents differ from an uninterrupted import", crashSeed, n, instant)
	}
	t.Logf("seed %d: 5 crashes of the server", crashSeed)
}
