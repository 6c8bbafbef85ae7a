package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// What the methods of Store return, wrapped; compare with errors.Is.
var (
	// ErrNotFound says that what was asked for is not in the store.
	ErrNotFound = errors.New("not found")
	// ErrUnknownCitizen is an ErrNotFound: readings belong to a citizen who is not
	// in the store.
	ErrUnknownCitizen = fmt.Errorf("citizen: %w", ErrNotFound)
	// ErrUnknownCity is an ErrNotFound: readings or a citizen belong to a city that
	// is not in the store.
	ErrUnknownCity = fmt.Errorf("city: %w", ErrNotFound)
	// ErrUnknownRecord is an ErrNotFound: a release is of a record that is not in
	// the store.
	ErrUnknownRecord = fmt.Errorf("record: %w", ErrNotFound)
	// ErrConflict says that something else already stands under that key.
	ErrConflict = errors.New("conflicts with what is stored")
	// ErrInvalid says that an argument cannot be stored; the text names the field
	// and the remedy.
	ErrInvalid = errors.New("invalid")
	// ErrNoKeys says that the store was opened without keys for record locations.
	ErrNoKeys = errors.New("no record keys: set RECORD_KEYS or RECORD_KEYS_FILE")
	// ErrDecrypt says that a stored location does not open: its key is not in the
	// keyring, or the database was tampered with.
	ErrDecrypt = errors.New("record location does not decrypt")
	// ErrSchemaTooNew says that a newer program has migrated the database.
	ErrSchemaTooNew = errors.New("database schema is newer than this program: run a newer link4health")
	// ErrSchemaOutdated says that the database has to be migrated.
	ErrSchemaOutdated = errors.New("database schema is out of date: run `link4health migrate`")
	// ErrUnavailable says that the database cannot be reached, read or written.
	ErrUnavailable = errors.New("database unavailable")
)

// isOurs reports whether err is one of the above, so that its text is ours too.
func isOurs(err error) bool {
	for _, ours := range [...]error{
		ErrNotFound, ErrConflict, ErrInvalid, ErrNoKeys, ErrDecrypt,
		ErrSchemaTooNew, ErrSchemaOutdated, ErrUnavailable,
	} {
		if errors.Is(err, ours) {
			return true
		}
	}
	return false
}

// classify turns any error of an operation into what the package promises; nil
// stays nil.
func classify(ctx context.Context, operation string, err error) error {
	if err == nil {
		return nil
	}
	if ended := ctx.Err(); ended != nil {
		err = ended
	}
	return fmt.Errorf("%s: %w", operation, translate(err))
}

// translate turns errors of GORM, database/sql and the drivers into ours. The
// texts of foreign errors are dropped unless known to hold no data: a server
// quotes values in its messages.
func translate(err error) error {
	if isOurs(err) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if fault := driverFault(err); fault != nil {
		return fault
	}
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return ErrNotFound
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return ErrConflict
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		return fmt.Errorf("what it refers to is %w", ErrNotFound)
	default:
		return &fault{text: fmt.Sprintf("unexpected database error of type %T", err), cause: err}
	}
}

// unknown replaces the error of a violated foreign key by the one that names what
// is missing.
func unknown(err, missing error) error {
	if errors.Is(err, gorm.ErrForeignKeyViolated) {
		return missing
	}
	return err
}
