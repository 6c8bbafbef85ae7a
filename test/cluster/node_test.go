//go:build cluster

package cluster_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/test/loopback"
)

// patience is how long a server may take to start, join or leave, on a loaded machine.
const patience = 2 * time.Minute

// provider is Galera, as Debian's package galera-4 installs it.
const provider = "/usr/lib/galera/libgalera_smm.so"

// node is one server of the cluster. It keeps its ports and its data when it is killed.
type node struct {
	name, data                 string
	port, group, state, donate int      // of clients, group communication, missed writes, whole copies
	members                    []string // host:port of group communication, of all nodes
	pool                       *sql.DB

	mutex  sync.Mutex
	stdin  io.Closer // closing it kills the server
	done   chan struct{}
	output *os.File
}

// startCluster starts three nodes, the first of which founds the cluster, and stops them when the test ends.
func startCluster(t *testing.T) []*node {
	t.Helper()
	require.FileExists(t, provider, "install galera-4")
	_, err := exec.LookPath("rsync")
	require.NoError(t, err, "install rsync")
	directory, err := os.MkdirTemp("", "cluster")
	require.NoError(t, err)
	require.NoError(t, os.Chmod(directory, 0o755)) // for the server's user
	t.Cleanup(func() { _ = os.RemoveAll(directory) })
	var nodes []*node
	var members []string
	for i := range 3 {
		n := &node{name: fmt.Sprintf("node%d", i+1), port: loopback.Port(t), group: loopback.Port(t), state: loopback.Port(t), donate: loopback.Port(t)}
		n.data = filepath.Join(directory, n.name, "data")
		n.pool = openPool(t, n.port, "")
		members = append(members, fmt.Sprintf("127.0.0.1:%d", n.group))
		nodes = append(nodes, n)
	}
	for i, n := range nodes {
		n.members = members
		n.install(t)
		if i == 0 {
			n.start(t, "--wsrep-new-cluster")
		} else {
			n.start(t)
		}
		t.Cleanup(n.kill)
		n.waitSynced(t, i+1)
	}
	return nodes
}

// install makes the server's empty data directory.
func (n *node) install(t *testing.T) {
	t.Helper()
	arguments := append([]string{"--no-defaults"}, serverUser()...)
	arguments = append(arguments, "--datadir="+n.data, "--auth-root-authentication-method=normal", "--skip-test-db")
	require.NoError(t, os.MkdirAll(n.temporary(), 0o755))
	require.NoError(t, os.Chmod(n.temporary(), os.ModeSticky|0o777)) // for the server's user
	command := exec.CommandContext(t.Context(), "mariadb-install-db", arguments...)
	command.Env = n.environ()
	output, err := command.CombinedOutput()
	require.NoError(t, err, string(output))
}

// temporary is where the server keeps its temporary tables.
func (n *node) temporary() string { return filepath.Join(filepath.Dir(n.data), "tmp") }

// environ gives the server a place of its own for temporary tables: where servers share one, each deletes those of the
// others when it starts.
func (n *node) environ() []string { return append(os.Environ(), "TMPDIR="+n.temporary()) }

// start runs the server under a shell that kills it when the shell's input ends: when the test says so, or dies.
func (n *node) start(t *testing.T, more ...string) {
	t.Helper()
	const guard = `"$@" & cat >/dev/null; kill -9 $!; wait $! 2>/dev/null`
	arguments := append([]string{"-c", guard, "guard", "/usr/sbin/mariadbd", "--no-defaults"}, serverUser()...)
	arguments = append(arguments, "--datadir="+n.data, "--bind-address=127.0.0.1", fmt.Sprintf("--port=%d", n.port),
		"--socket="+filepath.Join(n.data, "s.sock"), "--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=2",
		"--binlog-format=ROW", "--innodb-autoinc-lock-mode=2", "--wsrep-on=ON", "--wsrep-provider="+provider,
		"--wsrep-cluster-name=link4health", "--wsrep-cluster-address=gcomm://"+strings.Join(n.members, ","),
		"--wsrep-node-name="+n.name, "--wsrep-node-address=127.0.0.1", "--wsrep-sst-method=rsync",
		fmt.Sprintf("--wsrep-sst-receive-address=127.0.0.1:%d", n.donate),
		fmt.Sprintf("--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:%d;ist.recv_addr=127.0.0.1:%d;gcache.size=64M", n.group, n.state))
	arguments = append(arguments, more...)
	command := exec.Command("sh", arguments...)
	log, err := os.OpenFile(n.data+".log", os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	require.NoError(t, err)
	command.Env, command.Stdout, command.Stderr = n.environ(), log, log
	stdin, err := command.StdinPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	done := make(chan struct{})
	go func() {
		_ = command.Wait()
		_ = log.Close()
		close(done)
	}()
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.stdin, n.done = stdin, done
}

// kill ends the server with SIGKILL and waits until it is gone.
func (n *node) kill() {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	_ = n.stdin.Close()
	<-n.done
}

// status returns one of the server's variables of state.
func (n *node) status(ctx context.Context, name string) (value string) {
	if n.pool.QueryRowContext(ctx, "SHOW STATUS LIKE '"+name+"'").Scan(new(string), &value) != nil {
		return ""
	}
	return value
}

// set changes an option of the server's Galera.
func (n *node) set(t *testing.T, option string) {
	t.Helper()
	_, err := n.pool.ExecContext(t.Context(), "SET GLOBAL wsrep_provider_options = '"+option+"'")
	require.NoError(t, err)
}

// waitSynced waits until the server is an up-to-date part of a cluster of that size.
func (n *node) waitSynced(t *testing.T, size int) {
	t.Helper()
	n.waitStatus(t, "wsrep_cluster_size", fmt.Sprint(size))
	n.waitStatus(t, "wsrep_local_state_comment", "Synced")
	n.waitStatus(t, "wsrep_ready", "ON")
}

// waitStatus waits until one of the server's variables of state has a value.
func (n *node) waitStatus(t *testing.T, name, value string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	poll := time.NewTicker(200 * time.Millisecond)
	defer poll.Stop()
	for n.status(ctx, name) != value {
		select {
		case <-poll.C:
		case <-n.done:
			require.FailNow(t, n.name+" ended", n.log())
		case <-ctx.Done():
			require.FailNow(t, fmt.Sprintf("%s: %s is %q, not %q", n.name, name, n.status(t.Context(), name), value), n.log())
		}
	}
}

// log returns the end of what the server said.
func (n *node) log() string {
	text, _ := os.ReadFile(n.data + ".log")
	lines := bytes.Split(text, []byte("\n"))
	return string(bytes.Join(lines[max(0, len(lines)-30):], []byte("\n")))
}

// openPool returns a pool on one server, past the store.
func openPool(t *testing.T, port int, database string) *sql.DB {
	t.Helper()
	cfg := mysql.NewConfig()
	cfg.User, cfg.Net, cfg.Addr, cfg.DBName = "root", "tcp", fmt.Sprintf("127.0.0.1:%d", port), database
	cfg.Logger = &mysql.NopLogger{}
	connector, err := mysql.NewConnector(cfg)
	require.NoError(t, err)
	pool := sql.OpenDB(connector)
	t.Cleanup(func() { _ = pool.Close() })
	return pool
}

// serverUser makes a server that root starts run as the user of its package.
func serverUser() []string {
	if os.Geteuid() == 0 {
		return []string{"--user=mysql"}
	}
	return nil
}
