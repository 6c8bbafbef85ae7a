package store

import (
	"context"
	"math/rand/v2"
	"time"

	"gorm.io/gorm"
)

// A transaction that loses to others, or whose connection is lost, is run again up to
// writeAttempts times in all, after a random pause that grows from writePause. In
// SQLite each attempt waits for its turn by itself, as long as busy_timeout says, so
// that ctx is heeded between.
//
// A connection may be lost after the server has committed and before it said so. So
// every transaction of this package can be run twice: it adds what is not there yet,
// or sets what is there to a value. A release that was committed is found and given
// again, and its audit says so.
const (
	writeAttempts = 8
	writePause    = 4 * time.Millisecond
)

// write runs do in one transaction, again if it lost to others; do must not keep
// anything from a run that fails. All writing goes through here: a transaction
// commits only while ctx lives, whereas the SQLite driver may report success for
// a single statement that it skipped because ctx had just ended.
func (s *Store) write(ctx context.Context, operation string, do func(tx *gorm.DB) error) error {
	return s.writeBy(ctx, operation, func() error { return s.transact(ctx, do) })
}

// writeBy is write for a transaction that transact runs once.
func (s *Store) writeBy(ctx context.Context, operation string, transact func() error) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return classify(ctx, operation, err)
	}
	defer leave()
	for attempt := 1; ; attempt++ {
		err := transact()
		if err == nil {
			return nil
		}
		err = classify(ctx, operation, err)
		if attempt == writeAttempts || s.nested() || !retryable(err) {
			return err
		}
		if ended := pause(ctx, attempt); ended != nil {
			return classify(ctx, operation, ended)
		}
	}
}

// transact runs do once in a transaction.
func (s *Store) transact(ctx context.Context, do func(tx *gorm.DB) error) error {
	db, err := s.session(ctx)
	if err != nil {
		return err
	}
	if options := s.target.txOptions(); options != nil {
		return db.Transaction(do, options)
	}
	return db.Transaction(do)
}

// enter waits for the writer's turn where there is but one; the caller calls
// leave when it is done. SQLite's own waiting is neither fair nor ends with ctx.
func (s *Store) enter(ctx context.Context) (leave func(), err error) {
	if s.writer == nil {
		return func() {}, nil
	}
	select {
	case s.writer <- struct{}{}:
		return func() { <-s.writer }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// pause waits before the next attempt, or returns ctx's error.
func pause(ctx context.Context, attempt int) error {
	longest := writePause << attempt
	timer := time.NewTimer(rand.N(longest))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
