package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/link4health/link4health/bench/mariadb"
)

// target is a database to import into.
type target interface {
	name() string
	rival() string
	ours(context.Context, input) (usage, error)   // into an empty database
	theirs(context.Context, input) (usage, error) // into an empty database
}

// targets returns both databases.
func (b *bench) targets() []target { return []target{mysqlTarget{b}, sqliteTarget{b}} }

// importInto migrates a database, then measures our import into it and checks that all
// is there.
func (b *bench) importInto(ctx context.Context, url string, in input) (usage, error) {
	environment := append(os.Environ(), "DATABASE_URL="+url, "LOG_LEVEL=error")
	migrate := exec.CommandContext(ctx, b.program, "migrate")
	migrate.Env = environment
	if out, err := migrate.CombinedOutput(); err != nil {
		return usage{}, fmt.Errorf("migrate: %w: %s", err, out)
	}
	command := exec.CommandContext(ctx, b.program, "import", "--no-progress", "--mapping", in.mapping, in.readings)
	command.Env = environment
	return measure(command)
}

// mysqlTarget is MariaDB.
type mysqlTarget struct{ *bench }

func (mysqlTarget) name() string  { return "mysql" }
func (mysqlTarget) rival() string { return "LOAD DATA LOCAL INFILE" }

func (t mysqlTarget) ours(ctx context.Context, in input) (usage, error) {
	if err := t.server.Reset(ctx); err != nil {
		return usage{}, err
	}
	took, err := t.importInto(ctx, t.server.URL(), in)
	if err != nil || in.distinct == 0 {
		return took, err
	}
	return took, serverHolds(ctx, t.server, in.distinct)
}

func (t mysqlTarget) theirs(ctx context.Context, in input) (usage, error) {
	if err := t.server.Reset(ctx); err != nil {
		return usage{}, err
	}
	if err := t.prepare(ctx, t.server.URL(), in); err != nil {
		return usage{}, err
	}
	took, err := measure(exec.CommandContext(ctx, "mariadb", t.server.Client("--local-infile=1",
		"-e", "LOAD DATA LOCAL INFILE '"+in.rowsTSV+"' INTO TABLE citizen_reading CHARACTER SET ascii")...))
	if err != nil {
		return usage{}, err
	}
	return took, serverHolds(ctx, t.server, in.distinct)
}

// prepare makes an empty database with our tables, and the citizens that the readings
// refer to.
func (b *bench) prepare(ctx context.Context, url string, in input) error {
	empty := filepath.Join(b.dir, "empty.csv")
	if err := os.WriteFile(empty, []byte("userId,metric,value,unit,observedAt,period,source\n"), 0o600); err != nil {
		return err
	}
	in.readings = empty
	_, err := b.importInto(ctx, url, in)
	return err
}

// sqliteTarget is SQLite.
type sqliteTarget struct{ *bench }

func (sqliteTarget) name() string  { return "sqlite" }
func (sqliteTarget) rival() string { return "sqlite3 .import" }

func (t sqliteTarget) file() string { return filepath.Join(t.dir, "bench.db") }

// reset removes the database.
func (t sqliteTarget) reset() error {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.RemoveAll(t.file() + suffix); err != nil {
			return err
		}
	}
	return nil
}

func (t sqliteTarget) ours(ctx context.Context, in input) (usage, error) {
	if err := t.reset(); err != nil {
		return usage{}, err
	}
	took, err := t.importInto(ctx, "sqlite://"+t.file(), in)
	if err != nil || in.distinct == 0 {
		return took, err
	}
	return took, t.holds(ctx, in.distinct)
}

func (t sqliteTarget) theirs(ctx context.Context, in input) (usage, error) {
	if err := t.reset(); err != nil {
		return usage{}, err
	}
	if err := t.prepare(ctx, "sqlite://"+t.file(), in); err != nil {
		return usage{}, err
	}
	took, err := measure(exec.CommandContext(ctx, "sqlite3", t.file(), "-cmd", ".mode csv", ".import "+in.rowsCSV+" citizen_reading"))
	if err != nil {
		return usage{}, err
	}
	return took, t.holds(ctx, in.distinct)
}

// holds checks how many readings the database has.
func (t sqliteTarget) holds(ctx context.Context, want int) error {
	out, err := exec.CommandContext(ctx, "sqlite3", t.file(), "SELECT COUNT(*) FROM citizen_reading").Output()
	if err != nil {
		return fmt.Errorf("count: %w", err)
	}
	if got := strings.TrimSpace(string(out)); got != fmt.Sprint(want) {
		return fmt.Errorf("%s readings are stored, %d were expected", got, want)
	}
	return nil
}

// serverHolds checks how many readings the server has.
func serverHolds(ctx context.Context, m *mariadb.Server, want int) error {
	var got int
	pool, err := sql.Open("mysql", m.DSN("bench"))
	if err != nil {
		return err
	}
	defer pool.Close()
	if err := pool.QueryRowContext(ctx, "SELECT COUNT(*) FROM citizen_reading").Scan(&got); err != nil {
		return err
	}
	if got != want {
		return fmt.Errorf("%d readings are stored, %d were expected", got, want)
	}
	return nil
}
