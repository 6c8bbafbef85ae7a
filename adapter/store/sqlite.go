package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
)

// sqlitePragmas are set on each connection as it opens, in this order.
var sqlitePragmas = [...]string{
	"busy_timeout(1000)", // first: the ones after it may have to wait for another process
	"journal_mode(WAL)",  // readers and the writer do not wait for each other
	"synchronous(FULL)",  // a release is on the disk before its bytes leave; NORMAL could lose it with the power
	"foreign_keys(1)",
	"secure_delete(1)",   // what was replaced or erased is overwritten in the file
	"temp_store(MEMORY)", // sorting never writes readings to a temporary file
}

// sqliteConnections bounds the pool: several readers beside one writer.
const sqliteConnections = 8

// sqliteBatch is how many readings go into one statement. Its parameters are far
// below the limit of 32,766; but the driver takes time with their square.
//
// Source: sqlite.org/limits.html, SQLITE_MAX_VARIABLE_NUMBER; github.com/glebarez/go-sqlite
// v1.21.2, sqlite.go, conn.bind.
const sqliteBatch = 100

// sqliteDB is a SQLite file, or a database in memory if path is empty.
type sqliteDB struct {
	path     string
	identity os.FileInfo // of the file that was opened
	limits   Pool
}

// sqliteConnector opens connections to one database.
type sqliteConnector struct {
	driver driver.Driver
	dsn    string
}

// Connect opens a connection.
func (c sqliteConnector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }

// Driver is the driver.
func (c sqliteConnector) Driver() driver.Driver { return c.driver }

// newSQLiteFile remembers the path absolutely, so that a change of working
// directory does not matter.
func newSQLiteFile(path string) (*sqliteDB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("locate database file: %w", err)
	}
	return &sqliteDB{path: absolute}, nil
}

func (d *sqliteDB) dialect() string           { return "sqlite" }
func (d *sqliteDB) oneWriter() bool           { return true }
func (d *sqliteDB) severalServers() bool      { return false }
func (d *sqliteDB) batch() int                { return sqliteBatch }
func (d *sqliteDB) txOptions() *sql.TxOptions { return nil }

// lockSchema has nothing to do: a migration is one transaction.
func (d *sqliteDB) lockSchema(context.Context, *sql.DB) (unlock func(), err error) {
	return func() {}, nil
}

func (d *sqliteDB) hasTable() string {
	return "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
}

// open creates the file if need be, for its owner's eyes only; the driver would
// let everyone read it.
func (d *sqliteDB) open(*slog.Logger) (*sql.DB, gorm.Dialector, error) {
	if err := d.create(); err != nil {
		return nil, nil, err
	}
	registered, err := sql.Open(sqlite.DriverName, d.dsn()) // connects to nothing; it knows the driver
	if err != nil {
		return nil, nil, fmt.Errorf("open sqlite: %w", err)
	}
	pool := d.limits.open(sqliteConnector{registered.Driver(), d.dsn()})
	if err := registered.Close(); err != nil {
		return nil, nil, fmt.Errorf("open sqlite: %w", err)
	}
	connections := sqliteConnections
	if d.path == "" {
		connections = 1 // each connection in memory is a database of its own
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return pool, &sqlite.Dialector{Conn: pool}, nil
}

// create makes sure that the file exists and remembers which one it is.
func (d *sqliteDB) create() error {
	if d.path == "" {
		return nil
	}
	file, err := os.OpenFile(d.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("%w: open database file: %w", ErrUnavailable, err)
	}
	d.identity, err = file.Stat()
	if err != nil {
		_ = file.Close()
		return fmt.Errorf("%w: open database file: %w", ErrUnavailable, err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("%w: open database file: %w", ErrUnavailable, err)
	}
	return nil
}

// dsn is the driver's name of the database. Mode rw keeps later connections from
// creating an empty file where the database has gone. Writing transactions take
// the write lock as they begin, so that they wait instead of failing half-way.
func (d *sqliteDB) dsn() string {
	query := url.Values{"_txlock": {"immediate"}, "_pragma": sqlitePragmas[:]}
	name := "file::memory:"
	if d.path != "" {
		name = "file:" + (&url.URL{Path: d.path}).EscapedPath()
		query.Set("mode", "rw")
	}
	return name + "?" + query.Encode()
}

// present compares the file at the path with the one that was opened: open
// connections would go on writing to a file that was removed or replaced, and all
// of it would be lost.
func (d *sqliteDB) present() error {
	if d.path == "" {
		return nil
	}
	info, err := os.Stat(d.path)
	if err != nil {
		return fmt.Errorf("%w: database file: %w", ErrUnavailable, err)
	}
	if !os.SameFile(info, d.identity) {
		return fmt.Errorf("%w: database file was replaced; restart to use the new one", ErrUnavailable)
	}
	return nil
}
