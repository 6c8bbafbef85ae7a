package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/go-sql-driver/mysql"
)

// mariaDB is a server of the benchmark's own, on loopback. Its settings are the
// defaults, save for its memory, which would else be smaller than one table.
type mariaDB struct {
	port   int
	server *exec.Cmd
	done   chan error
}

// startMariaDB starts a server in a folder of dir.
func startMariaDB(ctx context.Context, dir string) (*mariaDB, error) {
	data := filepath.Join(dir, "mariadb")
	var as []string
	if os.Geteuid() == 0 {
		as = []string{"--user=mysql"}
	}
	install := append([]string{"--no-defaults", "--datadir=" + data, "--auth-root-authentication-method=normal", "--skip-test-db"}, as...)
	if out, err := exec.CommandContext(ctx, "mariadb-install-db", install...).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("install mariadb-server, or run make deps: %w: %s", err, out)
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	program, err := exec.LookPath("mariadbd")
	if err != nil {
		program = "/usr/sbin/mariadbd"
	}
	m := &mariaDB{port: port, done: make(chan error, 1)}
	m.server = exec.Command(program, append([]string{
		"--no-defaults", "--datadir=" + data, "--bind-address=127.0.0.1", "--port=" + strconv.Itoa(port),
		"--socket=" + filepath.Join(data, "s.sock"), "--innodb-buffer-pool-size=512M", "--innodb-log-file-size=512M", "--local-infile=1",
	}, as...)...)
	if err := m.server.Start(); err != nil {
		return nil, err
	}
	go func() { m.done <- m.server.Wait() }()
	return m, m.ready(ctx)
}

// ready waits until the server answers.
func (m *mariaDB) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		err := m.reset(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("mariadbd does not answer: %w", errors.Join(err, m.stop()))
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// reset makes the database empty.
func (m *mariaDB) reset(ctx context.Context) error {
	pool, err := sql.Open("mysql", m.dsn(""))
	if err != nil {
		return err
	}
	defer pool.Close()
	for _, statement := range []string{"DROP DATABASE IF EXISTS bench", "CREATE DATABASE bench"} {
		if _, err := pool.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

func (m *mariaDB) address() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(m.port)) }

// url names the database for us.
func (m *mariaDB) url() string { return "mysql://root@" + m.address() + "/bench" }

// dsn names a database for the driver.
func (m *mariaDB) dsn(database string) string {
	cfg := mysql.NewConfig()
	cfg.User, cfg.Net, cfg.Addr, cfg.DBName, cfg.Logger = "root", "tcp", m.address(), database, &mysql.NopLogger{}
	return cfg.FormatDSN()
}

// client returns arguments of the mariadb client.
func (m *mariaDB) client(arguments ...string) []string {
	return append([]string{"--no-defaults", "--protocol=tcp", "-h127.0.0.1", "-uroot", "-P" + strconv.Itoa(m.port), "bench"}, arguments...)
}

// stop ends the server.
func (m *mariaDB) stop() error {
	_ = m.server.Process.Kill() // it may have ended by itself
	<-m.done
	return nil
}

// freePort returns a port that nothing listens on.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}
