package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Restored says what Restore did.
type Restored struct {
	Outdated bool // the backup is of an older schema: it has to be migrated
	Erased   int  // persons of the backup who had been erased since it was made, and were erased again
	// Lost says that the replaced database could not be asked who was erased: erase them again by hand.
	Lost bool
}

// Restore puts a copy of a SQLite backup in the place of the database that url names. Before it touches that, it
// checks the copy: its integrity, its references and its schema. If overwrite is set, the database that is there is
// replaced, and who was erased from it is erased from the copy too. Nothing else may have that database open.
//
// Returns ErrExists if there is a database already and overwrite is not set, ErrInvalid if the file is no intact
// backup of ours or url is not a SQLite file's, ErrSchemaTooNew if a newer program made it.
func Restore(ctx context.Context, backup, databaseURL string, overwrite bool, log *slog.Logger) (result Restored, err error) {
	const operation = "restore database"
	path, err := restorePath(databaseURL)
	if err != nil {
		return result, fmt.Errorf("%s: %w", operation, err)
	}
	info, err := os.Stat(path)
	there := err == nil && info.Size() > 0
	if there && !overwrite {
		return result, fmt.Errorf("%s: %s %w", operation, path, ErrExists)
	}
	unfinished := path + partial
	if err := copyFile(backup, unfinished); err != nil {
		return result, fmt.Errorf("%s: %w", operation, err)
	}
	defer func() { err = errors.Join(err, removed(unfinished)) }()
	if result.Outdated, err = checkFile(ctx, unfinished, log); err != nil {
		return result, fmt.Errorf("%s: %w", operation, err)
	}
	if there {
		if result.Erased, result.Lost, err = eraseAgain(ctx, path, unfinished, log); err != nil {
			return result, fmt.Errorf("%s: %w", operation, err)
		}
	}
	return result, replace(unfinished, path)
}

// restorePath returns the file that a URL names.
func restorePath(databaseURL string) (string, error) {
	target, err := parseURL(databaseURL, DefaultPool())
	if err != nil {
		return "", err
	}
	file, ok := target.(*sqliteDB)
	if !ok || file.path == "" {
		return "", errDump
	}
	return file.path, nil
}

// eraseAgain erases from a copy whoever was erased from a database. It goes by the tombstones of the latter, so that
// nobody needs to know who they are. lost says that the database does not tell them: it is damaged.
func eraseAgain(ctx context.Context, database, copied string, log *slog.Logger) (erased int, lost bool, err error) {
	from, key, tombs := tombstones(ctx, database, log)
	if from == nil {
		return 0, true, nil
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	if key == nil {
		return 0, false, nil
	}
	to, err := openFile(ctx, copied, log)
	if err != nil {
		return 0, false, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if err := to.Migrate(ctx); err != nil {
		return 0, false, err
	}
	if err := to.adopt(ctx, key, tombs); err != nil {
		return 0, false, err
	}
	for _, table := range [...]any{&userDataIoT{}, &patientData{}} {
		var ids []string
		if err := to.db.WithContext(ctx).Model(table).Order("user_id").Pluck("user_id", &ids).Error; err != nil {
			return erased, false, classify(ctx, "look for erased citizens", err)
		}
		gone, err := from.Erased(ctx, ids)
		if err != nil {
			return erased, false, err
		}
		for _, id := range gone {
			if _, err := to.eraseRows(ctx, id, "restore"); err != nil {
				return erased, false, err
			}
			erased++
		}
	}
	return erased, false, to.scrub(ctx)
}

// tombstones opens a database and returns it with its tombstones and their key, which is nil if nobody was erased. It
// returns no store if the database cannot be read.
func tombstones(ctx context.Context, database string, log *slog.Logger) (*Store, []byte, []erasedCitizen) {
	from, err := openFile(ctx, database, log)
	if err != nil {
		return nil, nil, nil
	}
	var tables int
	err = from.pool.QueryRowContext(ctx, from.target.hasTable(), "erased_citizen").Scan(&tables)
	if err == nil && tables == 0 {
		return from, nil, nil
	}
	var rows []erasedCitizen
	key, keyErr := findErasureKey(from.db.WithContext(ctx))
	if err := errors.Join(err, keyErr, from.db.WithContext(ctx).Find(&rows).Error); err != nil {
		_ = from.Close() // it was only read
		return nil, nil, nil
	}
	return from, key, rows
}

// openFile opens a SQLite file whatever its schema.
func openFile(ctx context.Context, path string, log *slog.Logger) (*Store, error) {
	return Open(ctx, Config{URL: "sqlite://" + (&url.URL{Path: path}).EscapedPath(), Log: log})
}

// adopt adds tombstones that were made with a key. A store that has another key keeps its own tombstones alone: it is
// of another origin.
func (s *Store) adopt(ctx context.Context, key []byte, tombs []erasedCitizen) error {
	return s.write(ctx, "keep tombstones", func(tx *gorm.DB) error {
		if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&erasureKey{ID: 1, Secret: key}).Error; err != nil {
			return err
		}
		own, err := findErasureKey(tx)
		if err != nil || !bytes.Equal(own, key) || len(tombs) == 0 {
			return err
		}
		return tx.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&tombs, sqliteBatch).Error
	})
}
