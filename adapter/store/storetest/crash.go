package storetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Crash kills the server as a crash of its machine's processes would, with all that it
// had not yet written, and returns a function that starts it again with its data and at
// its address.
func (m *MariaDB) Crash(tb testing.TB) (restart func()) {
	tb.Helper()
	var data, pidFile string
	require.NoError(tb, m.pool.QueryRowContext(tb.Context(), "SELECT @@datadir, @@pid_file").Scan(&data, &pidFile))
	if !filepath.IsAbs(pidFile) {
		pidFile = filepath.Join(data, pidFile)
	}
	text, err := os.ReadFile(pidFile)
	require.NoError(tb, err)
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	require.NoError(tb, err)
	require.NoError(tb, syscall.Kill(pid, syscall.SIGKILL))
	require.Eventually(tb, func() bool { return m.pool.PingContext(tb.Context()) != nil }, startTimeout, 10*time.Millisecond)
	return func() { m.restart(tb, data) }
}

// restart starts the server on data; it ends with the test, or when the test binary
// dies.
func (m *MariaDB) restart(tb testing.TB, data string) {
	tb.Helper()
	_, port, found := strings.Cut(m.Addr, ":")
	require.True(tb, found)
	arguments := append([]string{"-c", `"$@" & cat >/dev/null; kill -9 $!; wait $! 2>/dev/null`, "guard", mustFind(tb, "mariadbd"), "--no-defaults"},
		serverUser()...)
	arguments = append(arguments, "--datadir="+data, "--bind-address=127.0.0.1", "--port="+port,
		"--socket="+filepath.Join(data, "s.sock"), "--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=2")
	command := exec.Command("sh", arguments...)
	command.Env = environ(filepath.Dir(filepath.Clean(data)))
	stdin, err := command.StdinPipe()
	require.NoError(tb, err)
	require.NoError(tb, command.Start())
	tb.Cleanup(func() {
		_ = stdin.Close()
		_ = command.Wait()
	})
	require.Eventually(tb, func() bool { return m.pool.PingContext(tb.Context()) == nil }, startTimeout, 50*time.Millisecond)
}
