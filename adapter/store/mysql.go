package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/go-sql-driver/mysql"
	gormmysql "gorm.io/driver/mysql"
	"gorm.io/gorm"
)

// mysqlBatch is how many readings go into one statement. With rows of at most 300
// bytes that is well below 1 MiB, the smallest max_allowed_packet that any server
// has by default.
//
// Source: MySQL 5.6 Reference Manual, Server System Variables; later ones default to more.
const mysqlBatch = 1000

// mysqlMode makes the server refuse what it would else store altered.
const mysqlMode = "'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY'"

// mysqlDB is a MySQL or MariaDB server.
type mysqlDB struct {
	config *mysql.Config
	hosts  []string // host:port of each server of the cluster
	limits Pool
	loads  loads
}

// newMySQL returns a server with our settings; login says who we are.
//
// Parameters are interpolated by the driver: one round trip for a statement
// instead of three and no limit of 65,535 placeholders. That is safe as the
// connection's character set is utf8mb4. Affected rows must count changes, not
// matches, for appending readings counts the new ones by them. There is no read
// timeout: a migration may be long; contexts bound the rest.
func newMySQL(hosts []string, limits Pool, login func(*mysql.Config)) (*mysqlDB, error) {
	cfg := mysql.NewConfig()
	login(cfg)
	if limits.CAFile != "" {
		trusted, err := trustOnly(limits.CAFile)
		if err != nil {
			return nil, err
		}
		cfg.TLS = trusted
	}
	cfg.Params = map[string]string{
		"time_zone": "'+00:00'", "sql_mode": mysqlMode,
		"innodb_lock_wait_timeout": strconv.Itoa(int(limits.LockWait / time.Second)),
	}
	cfg.ParseTime, cfg.Loc = true, time.UTC
	cfg.MultiStatements = false
	cfg.ClientFoundRows = false
	cfg.InterpolateParams = true
	cfg.RejectReadOnly = true // after a failover, look for the new primary
	cfg.Timeout = limits.ConnectTimeout
	return &mysqlDB{config: cfg, hosts: hosts, limits: limits}, nil
}

func (d *mysqlDB) dialect() string      { return "mysql" }
func (d *mysqlDB) oneWriter() bool      { return false }
func (d *mysqlDB) severalServers() bool { return len(d.hosts) > 1 }
func (d *mysqlDB) batch() int           { return mysqlBatch }
func (d *mysqlDB) present() error       { return nil }
func (d *mysqlDB) hasTable() string {
	return "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?"
}

// txOptions ask for read committed: appending has to see what others committed
// meanwhile, and there are fewer gap locks, hence fewer deadlocks.
func (d *mysqlDB) txOptions() *sql.TxOptions {
	return &sql.TxOptions{Isolation: sql.LevelReadCommitted}
}

// scrub leaves the rest to the server: its purge threads free what was deleted, and
// its logs end when they are set to.
func (d *mysqlDB) scrub(context.Context, *sql.DB) error { return nil }

// schemaLock names the lock of a database's schema; the server has one name space.
const schemaLock = "CONCAT('link4health.', MD5(DATABASE()))"

// schemaLockWait is how long to wait for another process's migration, in seconds.
const schemaLockWait = 300

// lockSchema takes a lock of the server, which belongs to a connection: MySQL
// commits each statement of a migration, so another process could meet half of one.
func (d *mysqlDB) lockSchema(ctx context.Context, pool *sql.DB) (unlock func(), err error) {
	connection, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	var taken sql.NullInt64
	err = connection.QueryRowContext(ctx, "SELECT GET_LOCK("+schemaLock+", ?)", schemaLockWait).Scan(&taken)
	if err == nil && taken.Int64 != 1 {
		err = fmt.Errorf("%w: another process has been migrating for %d s", ErrUnavailable, schemaLockWait)
	}
	if err != nil {
		return nil, errors.Join(err, connection.Close())
	}
	return func() {
		// A connection that fails here is dropped, and the lock with it.
		_, _ = connection.ExecContext(context.WithoutCancel(ctx), "DO RELEASE_LOCK("+schemaLock+")")
		_ = connection.Close()
	}, nil
}

// open sets up the pool.
func (d *mysqlDB) open(log *slog.Logger) (*sql.DB, gorm.Dialector, error) { return d.openFor(log, nil) }

// openFor sets up the pool of a server whose queries go to instead where it cannot be reached.
func (d *mysqlDB) openFor(log *slog.Logger, instead *sql.DB) (*sql.DB, gorm.Dialector, error) {
	cfg := d.config.Clone()
	cfg.Logger = driverLog{log}
	if err := cfg.Apply(mysql.Charset("utf8mb4", "")); err != nil {
		return nil, nil, fmt.Errorf("open mysql: %w", err)
	}
	connector, err := newFailover(cfg, d.hosts)
	if err != nil {
		return nil, nil, err
	}
	pool := d.limits.open(connector)
	pool.SetMaxOpenConns(d.limits.Connections)
	pool.SetMaxIdleConns(d.limits.Connections)
	pool.SetConnMaxLifetime(d.limits.Lifetime)
	pool.SetConnMaxIdleTime(d.limits.IdleTime)
	dialector := gormmysql.New(gormmysql.Config{Conn: &readPool{DB: pool, instead: instead}, SkipInitializeWithVersion: true})
	return pool, dialector, nil
}
