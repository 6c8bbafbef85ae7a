package store

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/go-sql-driver/mysql"
)

// parseURL reads a DATABASE_URL. No error quotes it: it may hold a password.
func parseURL(text string, limits Pool) (database, error) {
	text, more := splitHosts(text)
	u, err := url.Parse(text)
	if err != nil {
		var detail *url.Error
		if errors.As(err, &detail) {
			err = redactURL(detail)
		}
		return nil, fmt.Errorf("%w: database URL: %w", ErrInvalid, err)
	}
	switch u.Scheme {
	case "sqlite":
		d, err := parseSQLite(u)
		if err != nil {
			return nil, err
		}
		d.limits = limits
		return d, nil
	case "mysql":
		return parseMySQL(u, more, limits)
	default:
		return nil, fmt.Errorf("%w: database URL must begin with sqlite: or mysql://", ErrInvalid)
	}
}

// redactURL keeps the kind of fault alone: the causes that net/url gives quote
// parts of the URL, which may be a password.
func redactURL(err *url.Error) error {
	var escape url.EscapeError
	if errors.As(err.Err, &escape) {
		return errors.New("write % as %25; other special characters in the password need percent-encoding too")
	}
	return errors.New("not a URL: special characters in the password need percent-encoding")
}

// parseSQLite reads sqlite:///absolute, sqlite:relative and sqlite::memory:.
func parseSQLite(u *url.URL) (*sqliteDB, error) {
	switch {
	case u.RawQuery != "" || u.Fragment != "":
		return nil, fmt.Errorf("%w: a sqlite URL takes no parameters; write ? as %%3F and # as %%23 in a path", ErrInvalid)
	case u.Host != "" || u.User != nil:
		return nil, fmt.Errorf("%w: write sqlite:///path for an absolute path, sqlite:path for a relative one", ErrInvalid)
	case u.Opaque == ":memory:":
		return &sqliteDB{}, nil
	}
	path := u.Path
	if u.Opaque != "" {
		var err error
		if path, err = url.PathUnescape(u.Opaque); err != nil {
			return nil, fmt.Errorf("%w: sqlite URL: write %% as %%25 in a path", ErrInvalid)
		}
	}
	if path == "" || strings.HasSuffix(path, "/") || strings.ContainsRune(path, 0) {
		return nil, fmt.Errorf("%w: sqlite URL names no file", ErrInvalid)
	}
	return newSQLiteFile(path)
}

// defaultMySQLPort is used where the URL names none.
const defaultMySQLPort = "3306"

// parseMySQL reads mysql://user:password@host:port/database?tls=…; more are the hosts after the first.
func parseMySQL(u *url.URL, more []string, limits Pool) (database, error) {
	name := strings.TrimPrefix(u.Path, "/")
	if u.Hostname() == "" || u.User.Username() == "" || name == "" || strings.Contains(name, "/") {
		return nil, fmt.Errorf("%w: write mysql://user:password@host:port/database", ErrInvalid)
	}
	parameters, err := url.ParseQuery(u.RawQuery)
	if err != nil || u.Fragment != "" {
		return nil, fmt.Errorf("%w: mysql URL: parameters are not well-formed", ErrInvalid)
	}
	for name := range parameters {
		if name != "tls" {
			return nil, fmt.Errorf("%w: mysql URL: unknown parameter %q; there is only tls", ErrInvalid, name)
		}
	}
	tls := parameters.Get("tls")
	switch tls {
	case "", "true", "false", "skip-verify", "preferred":
	default:
		return nil, fmt.Errorf("%w: mysql URL: tls must be true, false, skip-verify or preferred", ErrInvalid)
	}
	var hosts []string
	for _, text := range append([]string{u.Host}, more...) {
		host, err := parseHost(text)
		if err != nil {
			return nil, err
		}
		hosts = append(hosts, host)
	}
	password, _ := u.User.Password()
	return newMySQL(hosts, limits, func(cfg *mysql.Config) {
		cfg.User, cfg.Passwd, cfg.Net = u.User.Username(), password, "tcp"
		cfg.DBName, cfg.TLSConfig = name, tls
	})
}
