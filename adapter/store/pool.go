package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/plugin/dbresolver"
)

// Pool bounds the connections to a MySQL server. Zero fields take the values of DefaultPool. SQLite uses OpenDB alone.
type Pool struct {
	// Connections is how many there may be at once; those above wait. Each server of Config.Replicas has as many.
	Connections int
	// Lifetime is how old a connection may get. None gets old, so that a failover or a new certificate is noticed.
	Lifetime time.Duration
	// IdleTime is how long one is kept without use: opening one costs several round trips.
	IdleTime time.Duration
	// ConnectTimeout is how long a server may take to accept a connection before the next host is tried.
	ConnectTimeout time.Duration
	// LockWait is how long a statement may wait for rows that another transaction holds; whole seconds.
	LockWait time.Duration
	// CAFile names a PEM file with the certificate authorities to trust, and makes TLS be used always. Empty
	// leaves TLS to the URL's parameter tls, with the machine's authorities.
	CAFile string
	// OpenDB makes the pool of connections, of SQLite too, as sql.OpenDB does, which nil stands for. It can trace them.
	OpenDB func(driver.Connector) *sql.DB
}

// open makes the pool of connections.
func (p Pool) open(connector driver.Connector) *sql.DB {
	if p.OpenDB != nil {
		return p.OpenDB(connector)
	}
	return sql.OpenDB(connector)
}

// DefaultPool returns the bounds that are used where none are given.
func DefaultPool() Pool {
	return Pool{
		Connections: 16, Lifetime: 5 * time.Minute, IdleTime: time.Minute,
		ConnectTimeout: 5 * time.Second, LockWait: 10 * time.Second,
	}
}

// filled returns p with defaults for what is zero, or ErrInvalid.
func (p Pool) filled() (Pool, error) {
	d := DefaultPool()
	if p.Connections == 0 {
		p.Connections = d.Connections
	}
	for _, field := range [...]struct {
		value    *time.Duration
		fallback time.Duration
	}{
		{&p.Lifetime, d.Lifetime}, {&p.IdleTime, d.IdleTime}, {&p.ConnectTimeout, d.ConnectTimeout}, {&p.LockWait, d.LockWait},
	} {
		if *field.value == 0 {
			*field.value = field.fallback
		}
		if *field.value < 0 {
			return p, fmt.Errorf("%w pool: no limit may be negative", ErrInvalid)
		}
	}
	if p.Connections < 1 || p.LockWait < time.Second {
		return p, fmt.Errorf("%w pool: it needs a connection at least, and a second of waiting for locks", ErrInvalid)
	}
	return p, nil
}

// readPool is a pool whose queries are made again where a connection was lost or a server has left its cluster: a
// query outside of a transaction changes nothing. What is not a query passes through.
type readPool struct {
	*sql.DB
	instead *sql.DB // asked if this one cannot be reached; nil if there is none
}

var (
	_ gorm.ConnPool   = (*readPool)(nil)
	_ gorm.TxBeginner = (*readPool)(nil)
)

// GetDBConn returns the pool beneath, for GORM.
func (p *readPool) GetDBConn() (*sql.DB, error) { return p.DB, nil }

// QueryContext runs a query, as often as writeAttempts allows.
func (p *readPool) QueryContext(ctx context.Context, query string, arguments ...any) (*sql.Rows, error) {
	for attempt := 1; ; attempt++ {
		rows, err := p.DB.QueryContext(ctx, query, arguments...)
		if err == nil || ctx.Err() != nil || !retryable(translate(err)) {
			return rows, err
		}
		if p.instead != nil {
			return p.instead.QueryContext(ctx, query, arguments...)
		}
		if attempt == writeAttempts {
			return rows, err
		}
		if ended := pause(ctx, attempt); ended != nil {
			return nil, ended
		}
	}
}

// replicas are the pools of servers that follow the primary one.
type replicas []*sql.DB

// openReplicas opens the pools of cfg.Replicas and registers them with db for reader's handles. They are not
// connected to yet: a server that is down is no reason not to start.
func (s *Store) openReplicas(db *gorm.DB, urls []string, pool Pool) error {
	if len(urls) == 0 {
		return nil
	}
	var dialectors []gorm.Dialector
	for i, text := range urls {
		target, err := parseURL(text, pool)
		if err == nil && (target.dialect() != "mysql" || s.target.dialect() != "mysql") {
			err = fmt.Errorf("%w: only a MySQL database has replicas", ErrInvalid)
		}
		if err != nil {
			return fmt.Errorf("replica %d: %w", i+1, err)
		}
		opened, dialector, err := target.(*mysqlDB).openFor(s.log, s.pool)
		if err != nil {
			return fmt.Errorf("replica %d: %w", i+1, err)
		}
		s.replicas = append(s.replicas, opened)
		dialectors = append(dialectors, dialector)
	}
	return db.Use(dbresolver.Register(dbresolver.Config{Replicas: dialectors, Policy: dbresolver.RandomPolicy{}}))
}

// close closes all pools.
func (r replicas) close() error {
	var faults []error
	for _, pool := range r {
		faults = append(faults, pool.Close())
	}
	return errors.Join(faults...)
}

// reader is session for what may be read a moment late: from a replica where there are some. A replica that cannot
// be reached is passed over.
func (s *Store) reader(ctx context.Context) (*gorm.DB, error) {
	if err := s.usable(); err != nil {
		return nil, err
	}
	return s.db.WithContext(ctx), nil
}

// handles are where to look for what may be there already on the primary server alone: in this order.
func (s *Store) handles() []func(context.Context) (*gorm.DB, error) {
	if len(s.replicas) == 0 {
		return []func(context.Context) (*gorm.DB, error){s.session}
	}
	return []func(context.Context) (*gorm.DB, error){s.reader, s.session}
}

// onPrimary makes a handle read from the primary server, whatever it reads.
func onPrimary(db *gorm.DB) *gorm.DB {
	return db.Clauses(dbresolver.Write).Session(&gorm.Session{})
}
