package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// migrationFiles holds one folder of numbered SQL files per dialect.
//
//go:embed migrations/sqlite/*.sql migrations/mysql/*.sql
var migrationFiles embed.FS

// versionTable is where goose keeps the versions that were applied.
const versionTable = "schema_version"

// Migrate brings the schema to this program's version. Where nothing is to be done
// it changes nothing. Several processes may call it at once.
//
// Returns ErrSchemaTooNew if a newer program has migrated the database already.
func (s *Store) Migrate(ctx context.Context) error {
	const operation = "migrate database"
	provider, err := s.migrations()
	if err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	if err := s.usable(); err != nil {
		return classify(ctx, operation, err)
	}
	unlock, err := s.target.lockSchema(ctx, s.pool)
	if err != nil {
		return classify(ctx, operation, err)
	}
	defer unlock()
	for attempt := 1; ; attempt++ {
		again, err := s.migrate(ctx, provider)
		if err == nil {
			return nil
		}
		err = classifyMigration(ctx, operation, err)
		if !again && (attempt >= writeAttempts || !retryable(err)) {
			return err
		}
		if ended := pause(ctx, min(attempt, writeAttempts)); ended != nil {
			return classify(ctx, operation, ended)
		}
	}
}

// migrate runs the migrations that are missing. If it fails, again says that the
// version rose nevertheless: another process got there first, which makes ours fail,
// and there may be more to do.
func (s *Store) migrate(ctx context.Context, provider *goose.Provider) (again bool, err error) {
	before, target, err := s.schemaVersion(ctx, provider)
	if err != nil {
		return false, err
	}
	if before >= target {
		return false, atVersion(before, target)
	}
	_, failed := provider.Up(ctx)
	if failed == nil {
		return false, nil
	}
	after, _, err := s.schemaVersion(ctx, provider)
	return err == nil && after > before, failed
}

// classifyMigration is classify, but shows the text of errors that are no driver's:
// goose says which migration is at fault and has seen no data.
func classifyMigration(ctx context.Context, operation string, err error) error {
	if ctx.Err() == nil && !isOurs(err) && driverFault(err) == nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	return classify(ctx, operation, err)
}

// CheckSchema returns nil if the schema is this program's, ErrSchemaTooNew if a
// newer program has migrated it, ErrSchemaOutdated if Migrate has to be run. It
// changes nothing.
func (s *Store) CheckSchema(ctx context.Context) error {
	provider, err := s.migrations()
	if err != nil {
		return fmt.Errorf("check schema: %w", err)
	}
	current, target, err := s.schemaVersion(ctx, provider)
	if err != nil {
		return classify(ctx, "check schema", err)
	}
	return atVersion(current, target)
}

// atVersion compares a database's version with the program's.
func atVersion(current, target int64) error {
	switch {
	case current > target:
		return fmt.Errorf("%w (database %d, program %d)", ErrSchemaTooNew, current, target)
	case current < target:
		return fmt.Errorf("%w (database %d, program %d)", ErrSchemaOutdated, current, target)
	default:
		return nil
	}
}

// migrations returns goose over the dialect's files.
func (s *Store) migrations() (*goose.Provider, error) {
	files, err := fs.Sub(migrationFiles, "migrations/"+s.target.dialect())
	if err != nil {
		return nil, err
	}
	dialect := goose.DialectSQLite3
	if s.target.dialect() == "mysql" {
		dialect = goose.DialectMySQL
	}
	return goose.NewProvider(dialect, s.pool, files,
		goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true), goose.WithSlog(s.log))
}

// schemaVersion returns the database's version, 0 if it was never migrated, and
// the program's.
func (s *Store) schemaVersion(ctx context.Context, provider *goose.Provider) (current, target int64, err error) {
	sources := provider.ListSources()
	if len(sources) == 0 {
		return 0, 0, errors.New("no migrations are embedded")
	}
	target = sources[len(sources)-1].Version
	if err := s.usable(); err != nil {
		return 0, target, err
	}
	var tables int
	err = s.pool.QueryRowContext(ctx, s.target.hasTable(), versionTable).Scan(&tables)
	if err != nil || tables == 0 {
		return 0, target, err
	}
	row := s.pool.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM "+versionTable)
	err = row.Scan(&current)
	return current, target, err
}
