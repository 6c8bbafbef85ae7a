package store

import (
	"context"
	"database/sql"
	"errors"
)

// scrubAttempts is how often to try to have the database to oneself, each as long as busy_timeout says.
const scrubAttempts = 5

// scrub writes the file anew and empties the write-ahead log. The pragma secure_delete overwrites rows that are
// deleted, but not the copies of them that stay in a page's unused space when rows move to another page.
//
// The copy in between goes to a temporary file, which nobody else can open and which has no name: in memory it would be
// as large as the database.
func (d *sqliteDB) scrub(ctx context.Context, pool *sql.DB) (err error) {
	connection, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() {
		_, restored := connection.ExecContext(context.WithoutCancel(ctx), "PRAGMA temp_store = MEMORY")
		err = errors.Join(err, restored, connection.Close())
	}()
	if d.path != "" {
		if _, err := connection.ExecContext(ctx, "PRAGMA temp_store = FILE"); err != nil {
			return err
		}
	}
	for _, step := range [...]func(context.Context, *sql.Conn) error{vacuum, emptyLog} {
		if err := patiently(ctx, connection, step); err != nil {
			return err
		}
	}
	return nil
}

// patiently tries a step until nobody is in its way.
func patiently(ctx context.Context, connection *sql.Conn, step func(context.Context, *sql.Conn) error) error {
	for attempt := 1; ; attempt++ {
		err := step(ctx, connection)
		if err == nil || attempt == scrubAttempts || !retryable(translate(err)) {
			return err
		}
		if ended := pause(ctx, writeAttempts); ended != nil {
			return ended
		}
	}
}

// vacuum writes the file anew, by way of the write-ahead log.
func vacuum(ctx context.Context, connection *sql.Conn) error {
	_, err := connection.ExecContext(ctx, "VACUUM")
	return err
}

// emptyLog moves the write-ahead log into the file and cuts it to nothing.
func emptyLog(ctx context.Context, connection *sql.Conn) error {
	var busy, frames, done int
	err := connection.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &done)
	if err == nil && busy != 0 {
		return &fault{kind: ErrUnavailable, retry: true, cause: errReaders,
			text: "the rows are deleted, but other processes keep reading what was there; run it again"}
	}
	return err
}

// errReaders says that the write-ahead log is in use.
var errReaders = errors.New("write-ahead log is in use")
