package storetest

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/test/loopback"
)

// needMariaDB is the remedy where the server's programs are missing.
const needMariaDB = "install mariadb-server or run make deps"

// startTimeout is how long a server may take until it answers.
const startTimeout = time.Minute

// MariaDB is a database server of a test's own, on loopback with its own data
// directory. It stands in for MySQL: what a test shows with it, it shows for
// MariaDB.
type MariaDB struct {
	// Addr is the server's host:port.
	Addr string

	pool      *sql.DB   // on the server, without a database
	stdin     io.Closer // closing it ends the server
	done      chan struct{}
	output    bytes.Buffer // read only once done is closed
	databases atomic.Int64
}

// StartMariaDB starts a server and stops it when the test ends. It takes some
// seconds: start one per test binary and give each test a NewDatabase. A missing
// server program fails the test. More are further arguments of the server.
func StartMariaDB(tb testing.TB, more ...string) *MariaDB {
	tb.Helper()
	const attempts = 3 // another program may take the free port first
	for attempt := 1; ; attempt++ {
		server := mustRun(tb, mustInstall(tb), more...)
		tb.Cleanup(server.Stop)
		err := server.ready(tb.Context())
		if err == nil {
			return server
		}
		server.Stop()
		require.Less(tb, attempt, attempts, "mariadbd does not start: %v\n%s", err, &server.output)
	}
}

// NewDatabase creates an empty database and returns its URL for store.Config.
func (m *MariaDB) NewDatabase(tb testing.TB) string {
	tb.Helper()
	name := fmt.Sprintf("test_%d", m.databases.Add(1))
	_, err := m.pool.ExecContext(tb.Context(), "CREATE DATABASE "+name)
	require.NoError(tb, err, "create a database for the test")
	return "mysql://root@" + m.Addr + "/" + name
}

// Stop kills the server as a crash would and waits until it is gone. Calling it
// again does nothing.
func (m *MariaDB) Stop() {
	_ = m.pool.Close()
	_ = m.stdin.Close()
	<-m.done
}

// ready polls until the server answers; it returns an error if it ends or takes
// too long.
func (m *MariaDB) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	poll := time.NewTicker(50 * time.Millisecond)
	defer poll.Stop()
	for {
		err := m.pool.PingContext(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-m.done:
			return fmt.Errorf("server ended: %w", err)
		case <-ctx.Done():
			return fmt.Errorf("server does not answer: %w", err)
		case <-poll.C:
		}
	}
}

// mustInstall returns a new directory with an empty server's data in it. The
// server's user can reach it, unlike TB.TempDir's.
func mustInstall(tb testing.TB) (directory string) {
	tb.Helper()
	directory, err := os.MkdirTemp("", "mariadb")
	require.NoError(tb, err)
	tb.Cleanup(func() { _ = os.RemoveAll(directory) })
	require.NoError(tb, os.Chmod(directory, 0o755))
	require.NoError(tb, os.Mkdir(temporary(directory), 0o700))
	require.NoError(tb, os.Chmod(temporary(directory), os.ModeSticky|0o777))
	program := mustFind(tb, "mariadb-install-db")
	arguments := append([]string{"--no-defaults"}, serverUser()...)
	arguments = append(arguments, "--datadir="+filepath.Join(directory, "data"),
		"--auth-root-authentication-method=normal", "--skip-test-db")
	command := exec.CommandContext(tb.Context(), program, arguments...)
	command.Env = environ(directory)
	output, err := command.CombinedOutput()
	require.NoError(tb, err, "%s:\n%s", program, output)
	return directory
}

// temporary is where a server keeps its temporary tables.
func temporary(directory string) string { return filepath.Join(directory, "tmp") }

// environ gives a server a place of its own for temporary tables: where servers share one, each deletes those of the others
// when it starts.
func environ(directory string) []string {
	return append(os.Environ(), "TMPDIR="+temporary(directory))
}

// mustRun starts the server under a shell that kills it, and removes its directory,
// as soon as the shell's input ends: when the test says so, or when the test binary
// dies, however it dies.
func mustRun(tb testing.TB, directory string, more ...string) *MariaDB {
	tb.Helper()
	const guard = `"$@" & cat >/dev/null; kill -9 $!; wait $! 2>/dev/null; rm -rf "$0"`
	data := filepath.Join(directory, "data")
	address := loopback.Address(tb)
	_, port, err := net.SplitHostPort(address)
	require.NoError(tb, err)
	arguments := append([]string{"-c", guard, directory, mustFind(tb, "mariadbd"), "--no-defaults"}, serverUser()...)
	arguments = append(arguments, "--datadir="+data, "--bind-address=127.0.0.1", "--port="+port,
		"--socket="+filepath.Join(data, "s.sock"), "--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=2")
	arguments = append(arguments, more...)
	m := &MariaDB{Addr: address, pool: mustPool(tb, "", address), done: make(chan struct{})}
	command := exec.Command("sh", arguments...)
	command.Env, command.Stdout, command.Stderr = environ(directory), &m.output, &m.output
	stdin, err := command.StdinPipe()
	require.NoError(tb, err)
	m.stdin = stdin
	require.NoError(tb, command.Start())
	go func() {
		_ = command.Wait()
		close(m.done)
	}()
	return m
}

// mustPool returns a pool on a server; database may be empty.
func mustPool(tb testing.TB, database, address string) *sql.DB {
	tb.Helper()
	cfg := mysql.NewConfig()
	cfg.User, cfg.Net, cfg.Addr, cfg.DBName = "root", "tcp", address, database
	cfg.Logger = &mysql.NopLogger{}
	connector, err := mysql.NewConnector(cfg)
	require.NoError(tb, err)
	return sql.OpenDB(connector)
}

// serverUser makes a server that root starts run as the user of its package.
func serverUser() []string {
	if os.Geteuid() == 0 {
		return []string{"--user=mysql"}
	}
	return nil
}

// mustFind returns where a program is; servers are often not on a user's path.
func mustFind(tb testing.TB, name string) string {
	tb.Helper()
	for _, candidate := range []string{name, "/usr/sbin/" + name, "/usr/local/sbin/" + name} {
		if path, err := exec.LookPath(candidate); err == nil {
			return path
		}
	}
	require.FailNow(tb, name+" is missing: "+needMariaDB)
	return ""
}
