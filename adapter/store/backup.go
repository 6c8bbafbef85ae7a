package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"

	"github.com/glebarez/sqlite"
)

// ErrExists says that a file is in the way.
var ErrExists = errors.New("exists already")

// errDump is the answer of MySQL to Backup and Restore.
var errDump = fmt.Errorf("%w: a MySQL database is backed up with mariadb-dump; docs/backup.md says how", ErrInvalid)

// partial is added to the name of a file that is being written.
const partial = ".partial"

// Backup writes a copy of a SQLite database to a new file that its owner alone can read. The copy is the database as
// it is at one moment, while others go on writing. The file appears under its name when it is whole and checked.
// It holds no key for record locations: keep those apart.
//
// Returns ErrExists if there is such a file, ErrInvalid for a MySQL database, whose own tools do it better.
func (s *Store) Backup(ctx context.Context, path string) (err error) {
	const operation = "back up database"
	source, ok := s.target.(*sqliteDB)
	if !ok || source.path == "" {
		return fmt.Errorf("%s: %w", operation, errDump)
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s: %s %w", operation, path, ErrExists)
	}
	if err := s.usable(); err != nil {
		return classify(ctx, operation, err)
	}
	unfinished := path + partial
	if err := createEmpty(unfinished); err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	defer func() { err = errors.Join(err, removed(unfinished)) }()
	if _, err := s.pool.ExecContext(ctx, "VACUUM INTO ?", unfinished); err != nil {
		return classify(ctx, operation, err)
	}
	if _, err := checkFile(ctx, unfinished, s.log); err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	if err := publish(unfinished, path); err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	return nil
}

// createEmpty makes an empty file that its owner alone can read. It takes the place of one that an earlier attempt
// left behind.
func createEmpty(path string) error {
	if err := removed(path); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

// removed makes sure that a database file and what SQLite keeps beside it are gone.
func removed(path string) error {
	var faults []error
	for _, suffix := range [...]string{"-wal", "-shm", "-journal", ""} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// copyFile copies a file to a new one that its owner alone can read.
func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	if err := createEmpty(to); err != nil {
		return err
	}
	target, err := os.OpenFile(to, os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}

// publish gives a whole file its name, which must not be taken, and waits until the disk has both.
func publish(from, to string) error {
	if err := synced(from); err != nil {
		return err
	}
	if err := os.Link(from, to); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s %w", to, ErrExists)
	} else if err != nil {
		return err
	}
	return synced(filepath.Dir(to))
}

// replace puts a whole file in the place of a database. What SQLite kept beside that goes first: it would be taken
// for a part of the new one.
func replace(from, to string) error {
	if err := synced(from); err != nil {
		return err
	}
	if err := removed(to); err != nil {
		return err
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return synced(filepath.Dir(to))
}

// synced waits until the disk has a file or a folder's entries.
func synced(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// checkFile reports whether a SQLite file is of an older schema. It returns ErrInvalid unless the file is intact and a
// database of ours, ErrSchemaTooNew if a newer program made it.
func checkFile(ctx context.Context, path string, log *slog.Logger) (outdated bool, err error) {
	pool, err := sql.Open(sqlite.DriverName, "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro&_pragma=foreign_keys(1)")
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	var verdict string
	if err := pool.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict); err != nil {
		return false, classify(ctx, "check the copy", err)
	}
	if verdict != "ok" {
		return false, fmt.Errorf("%w backup: the file is damaged", ErrInvalid)
	}
	var orphans int
	if err := pool.QueryRowContext(ctx, "SELECT COUNT(*) FROM pragma_foreign_key_check").Scan(&orphans); err != nil {
		return false, classify(ctx, "check the copy", err)
	}
	if orphans > 0 {
		return false, fmt.Errorf("%w backup: rows refer to others that are missing", ErrInvalid)
	}
	copied := &Store{target: &sqliteDB{}, pool: pool, log: log}
	provider, err := copied.migrations()
	if err != nil {
		return false, err
	}
	current, newest, err := copied.schemaVersion(ctx, provider)
	switch {
	case err != nil:
		return false, classify(ctx, "check the copy", err)
	case current == 0:
		return false, fmt.Errorf("%w backup: it is no database of link4health", ErrInvalid)
	case current > newest:
		return false, atVersion(current, newest)
	}
	return current < newest, nil
}
