// Package mariadb runs a MariaDB server for a benchmark.
package mariadb

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
	"syscall"
	"time"

	"github.com/go-sql-driver/mysql"
)

// Server is a server of the benchmark's own, on loopback. Its settings are the
// defaults, save for its memory, which would else be smaller than one table.
type Server struct {
	port   int
	server *exec.Cmd
	done   chan error
}

// Start starts a server in a folder of dir, with the data that an earlier one left there, and waits until it answers.
func Start(ctx context.Context, dir string) (*Server, error) {
	data := filepath.Join(dir, "mariadb")
	if _, err := os.Stat(data); errors.Is(err, os.ErrNotExist) {
		install := append([]string{"--no-defaults", "--datadir=" + data, "--auth-root-authentication-method=normal", "--skip-test-db"}, user()...)
		if out, err := exec.CommandContext(ctx, "mariadb-install-db", install...).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("install mariadb-server, or run make deps: %w: %s", err, out)
		}
	}
	port, err := FreePort()
	if err != nil {
		return nil, err
	}
	return StartOn(ctx, dir, port)
}

// StartOn is Start of a server on a given port, in a folder that Start has used before.
func StartOn(ctx context.Context, dir string, port int) (*Server, error) {
	data := filepath.Join(dir, "mariadb")
	program, err := exec.LookPath("mariadbd")
	if err != nil {
		program = "/usr/sbin/mariadbd"
	}
	s := &Server{port: port, done: make(chan error, 1)}
	s.server = exec.Command(program, append([]string{
		"--no-defaults", "--datadir=" + data, "--bind-address=127.0.0.1", "--port=" + strconv.Itoa(port),
		"--socket=" + filepath.Join(data, "s.sock"), "--innodb-buffer-pool-size=512M", "--innodb-log-file-size=512M", "--local-infile=1",
	}, user()...)...)
	if err := s.server.Start(); err != nil {
		return nil, err
	}
	go func() { s.done <- s.server.Wait() }()
	return s, s.ready(ctx)
}

// user makes a server that root starts run as the user of its package.
func user() []string {
	if os.Geteuid() == 0 {
		return []string{"--user=mysql"}
	}
	return nil
}

// Port is the server's port.
func (s *Server) Port() int { return s.port }

// ready waits until the server answers.
func (s *Server) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		err := s.execute(ctx, "CREATE DATABASE IF NOT EXISTS bench")
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("mariadbd does not answer: %w", errors.Join(err, s.Stop()))
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// Reset makes the database empty.
func (s *Server) Reset(ctx context.Context) error {
	return s.execute(ctx, "DROP DATABASE IF EXISTS bench", "CREATE DATABASE bench")
}

// execute runs statements outside of any database.
func (s *Server) execute(ctx context.Context, statements ...string) error {
	pool, err := sql.Open("mysql", s.DSN(""))
	if err != nil {
		return err
	}
	defer pool.Close()
	for _, statement := range statements {
		if _, err := pool.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// Address is host:port of the server.
func (s *Server) Address() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)) }

// URL names the database as DATABASE_URL does.
func (s *Server) URL() string { return "mysql://root@" + s.Address() + "/bench" }

// DSN names a database for the Go driver; "" is none.
func (s *Server) DSN(database string) string {
	cfg := mysql.NewConfig()
	cfg.User, cfg.Net, cfg.Addr, cfg.DBName, cfg.Logger = "root", "tcp", s.Address(), database, &mysql.NopLogger{}
	return cfg.FormatDSN()
}

// Client returns arguments of the mariadb client.
func (s *Server) Client(arguments ...string) []string {
	return append([]string{"--no-defaults", "--protocol=tcp", "-h127.0.0.1", "-uroot", "-P" + strconv.Itoa(s.port), "bench"}, arguments...)
}

// Stop ends the server and waits for it.
func (s *Server) Stop() error {
	_ = s.server.Process.Signal(syscall.SIGTERM) // it may have ended by itself
	select {
	case <-s.done:
	case <-time.After(30 * time.Second):
		_ = s.server.Process.Kill()
		<-s.done
	}
	return nil
}

// FreePort returns a port that nothing listens on.
func FreePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}
