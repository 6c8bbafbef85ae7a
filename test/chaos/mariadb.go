package main

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/go-sql-driver/mysql"
)

// mariaDB is a database server, on loopback with its own data.
type mariaDB struct {
	*service
	address string
}

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
	program, err := exec.LookPath("mariadbd")
	if err != nil {
		program = "/usr/sbin/mariadbd"
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	server, err := command{
		name: "mariadbd", log: filepath.Join(dir, "mariadb.log"),
		arguments: append([]string{
			program, "--no-defaults", "--datadir=" + data, "--bind-address=127.0.0.1", "--port=" + strconv.Itoa(port),
			"--socket=" + filepath.Join(data, "s.sock"), "--innodb-buffer-pool-size=64M",
		}, as...),
	}.run(ctx)
	if err != nil {
		return nil, err
	}
	m := &mariaDB{service: server, address: "127.0.0.1:" + strconv.Itoa(port)}
	if err := eventually(ctx, "mariadbd", time.Minute, m.create); err != nil {
		m.close()
		return nil, err
	}
	return m, nil
}

// url names the database.
func (m *mariaDB) url() string { return "mysql://root@" + m.address + "/chaos" }

// create makes the database.
func (m *mariaDB) create(ctx context.Context) error {
	cfg := mysql.NewConfig()
	cfg.User, cfg.Net, cfg.Addr, cfg.Logger = "root", "tcp", m.address, &mysql.NopLogger{}
	pool, err := sql.Open("mysql", cfg.FormatDSN())
	if err != nil {
		return err
	}
	defer pool.Close()
	_, err = pool.ExecContext(ctx, "CREATE DATABASE IF NOT EXISTS chaos")
	return err
}

// freePort returns a port that nothing listens on, and that no system takes for outgoing connections: a program that was
// killed finds it free again.
func freePort() (int, error) {
	const first, count, attempts = 15_000, 15_000, 100
	for range attempts {
		port := first + rand.IntN(count)
		listener, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port))
		if err == nil {
			return port, listener.Close()
		}
	}
	return 0, fmt.Errorf("found no free port in %d tries", attempts)
}
