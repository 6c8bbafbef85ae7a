package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
)

// Config says which database to open and with what.
type Config struct {
	// URL names the database: sqlite:///absolute/path, sqlite:relative/path,
	// sqlite::memory: or mysql://user:password@host:port/database?tls=true, where
	// tls is true, false, skip-verify or preferred. A MySQL URL may name several
	// hosts of one cluster, host1:port1,host2:port2: the first that takes statements
	// is used, and the next when it no longer does.
	URL string
	// Replicas are URLs of MySQL servers that follow the one of URL. What may be a
	// moment late is read from one of them at random: citizens, cities and what a
	// score needs. Everything else stays with the first.
	Replicas []string
	// Pool bounds the connections to each MySQL server.
	Pool Pool
	// Keys encrypt record locations. Without them everything else works, and what
	// needs them returns ErrNoKeys.
	Keys *Keyring
	// Log receives statements (without parameters) at debug level, slow ones at
	// warn level. Required.
	Log *slog.Logger
	// Now is the clock of releases and audit entries; nil is time.Now.
	Now func() time.Time
}

// Store is an open database.
type Store struct {
	db       *gorm.DB
	pool     *sql.DB
	target   database
	keys     *Keyring
	log      *slog.Logger
	now      func() time.Time
	closed   atomic.Bool
	replicas replicas
	zones    zones
	// remembered are readings of cities that need not be read again.
	remembered remembered
	recent     recent
	changed    *changed
	outer      *change       // of the transaction that every change is part of; nil if each is its own
	writer     chan struct{} // holds one token where the database takes one writer at a time, else nil
}

// database is what differs between SQLite and MySQL outside of SQL.
type database interface {
	// dialect is "sqlite" or "mysql", the folder of its migrations.
	dialect() string
	// hasTable is a query that counts the tables of a given name.
	hasTable() string
	// open returns a pool in which every connection has the settings it needs,
	// and the GORM dialector over it. It does not connect yet.
	open(log *slog.Logger) (*sql.DB, gorm.Dialector, error)
	// present returns ErrUnavailable if the database is known to be gone, without
	// asking it.
	present() error
	// severalServers reports whether connections may be to different servers.
	severalServers() bool
	// oneWriter reports whether writers have to queue.
	oneWriter() bool
	// lockSchema waits until no other process migrates, where migrating is not one
	// transaction; unlock ends that.
	lockSchema(ctx context.Context, pool *sql.DB) (unlock func(), err error)
	// batch is how many readings to insert with one statement.
	batch() int
	// inOneConnection runs do, which imports in a transaction, on a connection that is
	// set up for it.
	inOneConnection(db *gorm.DB, do func(*gorm.DB) error) error
	// insert adds sorted rows to a table of readings, in tx, past those whose key is
	// there already. It tells done how many of which rows were added, part by part.
	insert(ctx context.Context, tx *gorm.DB, table string, rows []ownedRow, done insertDone) error
	// scrub removes what was deleted from where a statement does not reach.
	scrub(ctx context.Context, pool *sql.DB) error
	// txOptions are those of a writing transaction.
	txOptions() *sql.TxOptions
}

// Open connects to the database. It does not migrate: CheckSchema tells whether
// that is needed. A SQLite file that does not exist is created, readable by its
// owner only; its folder must exist.
//
// Returns ErrInvalid for a URL it cannot use, ErrUnavailable if the database does
// not answer.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	if cfg.Log == nil {
		return nil, errors.New("open store: Config.Log is missing")
	}
	limits, err := cfg.Pool.filled()
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	target, err := parseURL(cfg.URL, limits)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{target: target, keys: cfg.Keys, log: cfg.Log, now: cfg.Now, changed: &changed{}}
	if s.now == nil {
		s.now = time.Now
	}
	if target.oneWriter() {
		s.writer = make(chan struct{}, 1)
	}
	if err := s.connect(ctx); err != nil {
		return nil, classify(ctx, "open store", err)
	}
	if err := s.openReplicas(s.db, cfg.Replicas, limits); err != nil {
		return nil, errors.Join(classify(ctx, "open store", err), s.Close())
	}
	return s, nil
}

// connect opens the pool, proves that the database answers and sets up GORM.
func (s *Store) connect(ctx context.Context) error {
	pool, dialector, err := s.target.open(s.log)
	if err != nil {
		return err
	}
	if err := pool.PingContext(ctx); err != nil {
		return errors.Join(err, pool.Close())
	}
	s.pool = pool
	s.db, err = gorm.Open(dialector, &gorm.Config{
		Logger:                 &queryLog{log: s.log},
		NowFunc:                s.utcNow,
		TranslateError:         true,
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
	})
	if err != nil {
		return errors.Join(err, pool.Close())
	}
	return nil
}

// Ping returns nil if the database answers and its file, if it is one, is still
// the one that was opened.
func (s *Store) Ping(ctx context.Context) error {
	_, err := s.session(ctx)
	if err == nil {
		var one int
		err = s.pool.QueryRowContext(ctx, "SELECT 1").Scan(&one)
	}
	return classify(ctx, "ping database", err)
}

// Close settles what was changed, waits for running statements and closes all
// connections. Every later call returns ErrUnavailable.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	s.Settle(context.Background())
	s.recent.wait()
	if err := errors.Join(s.pool.Close(), s.replicas.close()); err != nil {
		return classify(context.Background(), "close store", err)
	}
	return nil
}

// session returns a GORM handle for one operation, or ErrUnavailable. Read with
// Find, never with GORM's Scan, which logs statements with their parameters.
func (s *Store) session(ctx context.Context) (*gorm.DB, error) {
	if err := s.usable(); err != nil {
		return nil, err
	}
	db := s.db.WithContext(ctx)
	if len(s.replicas) > 0 {
		db = onPrimary(db)
	}
	return db, nil
}

// usable returns ErrUnavailable if the store is closed or its file gone.
func (s *Store) usable() error {
	if s.closed.Load() {
		return fmt.Errorf("store is closed: %w", ErrUnavailable)
	}
	return s.target.present()
}

// utcNow returns the clock's time as the database keeps times: UTC, microseconds.
func (s *Store) utcNow() time.Time { return s.now().UTC().Truncate(time.Microsecond) }
