package store

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"sync/atomic"

	"github.com/go-sql-driver/mysql"
)

// splitHosts parts the hosts of mysql://user:password@host1:port1,host2/database from the rest, in which the first
// host stays: net/url takes but one.
func splitHosts(text string) (rest string, more []string) {
	const scheme = "mysql://"
	if !strings.HasPrefix(text, scheme) {
		return text, nil
	}
	authority, end := text[len(scheme):], ""
	if i := strings.IndexAny(authority, "/?#"); i >= 0 {
		authority, end = authority[:i], authority[i:]
	}
	user, hosts := "", authority
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		user, hosts = authority[:i+1], authority[i+1:]
	}
	all := strings.Split(hosts, ",")
	return scheme + user + all[0] + end, all[1:]
}

// parseHost returns host:port of one host of a URL, with the usual port if it names none.
func parseHost(text string) (string, error) {
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		host, port = strings.Trim(text, "[]"), defaultMySQLPort
	}
	if host == "" || port == "" || strings.ContainsAny(host, " \t/") || (err != nil && strings.HasSuffix(text, ":")) {
		return "", fmt.Errorf("%w: mysql URL: write several hosts as host1:port1,host2:port2", ErrInvalid)
	}
	return net.JoinHostPort(host, port), nil
}

// trustOnly returns TLS settings that trust the certificate authorities of a PEM file alone.
func trustOnly(path string) (*tls.Config, error) {
	pem, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w: certificate authorities of the database: %w", ErrInvalid, err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%w: certificate authorities of the database: the file holds no PEM certificate", ErrInvalid)
	}
	return &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}, nil
}

// failover connects to the host that last answered, or else to the next that does. It is safe for concurrent use.
type failover struct {
	hosts   []driver.Connector
	current atomic.Int64 // index into hosts
}

// newFailover returns a connector to the hosts of a cluster, in their order.
func newFailover(cfg *mysql.Config, addresses []string) (*failover, error) {
	f := &failover{}
	for _, address := range addresses {
		one := cfg.Clone()
		one.Addr = address
		connector, err := mysql.NewConnector(one)
		if err != nil {
			return nil, fmt.Errorf("%w: mysql settings are not usable", ErrInvalid)
		}
		f.hosts = append(f.hosts, connector)
	}
	return f, nil
}

// Driver returns the driver.
func (f *failover) Driver() driver.Driver { return f.hosts[0].Driver() }

// Connect returns a connection to a server that takes statements.
func (f *failover) Connect(ctx context.Context) (driver.Conn, error) {
	first := f.current.Load()
	var faults []error
	for i := range int64(len(f.hosts)) {
		next := (first + i) % int64(len(f.hosts))
		connection, err := f.connect(ctx, next)
		if err == nil {
			f.current.CompareAndSwap(first, next)
			return connection, nil
		}
		if ctx.Err() != nil {
			return nil, err
		}
		faults = append(faults, err)
	}
	return nil, errors.Join(faults...)
}

// connect connects to one host. Of several, one that answers may still be outside of its cluster: a statement tells.
func (f *failover) connect(ctx context.Context, host int64) (driver.Conn, error) {
	raw, err := f.hosts[host].Connect(ctx)
	if err != nil {
		return nil, err
	}
	full, ok := raw.(mysqlConn)
	if !ok {
		return nil, errors.Join(errors.New("mysql driver lacks what the store needs"), raw.Close())
	}
	connection := &nodeConn{mysqlConn: full}
	if len(f.hosts) == 1 {
		return connection, nil
	}
	result, err := connection.ExecContext(ctx, "DO 1", nil)
	if err != nil || result == nil {
		return nil, errors.Join(err, raw.Close())
	}
	return connection, nil
}

// mysqlConn is what the driver's connections can do.
type mysqlConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.NamedValueChecker
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// nodeConn is a connection that is given up once its server has left the cluster, although it still answers: the
// next one goes to a server that is in it.
type nodeConn struct {
	mysqlConn
	left bool
}

// IsValid reports whether the connection may be used again.
func (c *nodeConn) IsValid() bool { return !c.left && c.mysqlConn.IsValid() }

// ExecContext runs a statement.
func (c *nodeConn) ExecContext(ctx context.Context, query string, arguments []driver.NamedValue) (driver.Result, error) {
	result, err := c.mysqlConn.ExecContext(ctx, query, arguments)
	c.note(err)
	return result, err
}

// QueryContext runs a query.
func (c *nodeConn) QueryContext(ctx context.Context, query string, arguments []driver.NamedValue) (driver.Rows, error) {
	rows, err := c.mysqlConn.QueryContext(ctx, query, arguments)
	c.note(err)
	return rows, err
}

// BeginTx begins a transaction.
func (c *nodeConn) BeginTx(ctx context.Context, options driver.TxOptions) (driver.Tx, error) {
	tx, err := c.mysqlConn.BeginTx(ctx, options)
	c.note(err)
	return tx, err
}

// note looks at what the server said.
func (c *nodeConn) note(err error) {
	var server *mysql.MySQLError
	if errors.As(err, &server) && notReady(server.Number) {
		c.left = true
	}
}

// notReady reports whether a code says that the server is not part of its cluster, is going down or takes no changes.
//
// Source: as mysqlFault.
func notReady(code uint16) bool {
	switch code {
	case 1047, 1053, 1290, 1836: // ER_UNKNOWN_COM_ERROR, ER_SERVER_SHUTDOWN, ER_OPTION_PREVENTS_STATEMENT, ER_READ_ONLY_MODE
		return true
	default:
		return false
	}
}
