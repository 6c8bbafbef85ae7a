package journal

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// writeTimeout limits one transaction on the database, retries included.
const writeTimeout = 20 * time.Second

// step is one caller's part of a batch. It may be run several times; what it returns of its own counts from the last
// run, and only an error of the database ends the batch.
type step struct {
	do   func(tx *gorm.DB) (own, failed error)
	own  error
	done chan error // capacity 1
}

// write does a caller's part in one transaction with the parts of all who wait at that moment: the disk is waited for
// once for all of them. Returns ErrLeaseLost, and writes nothing, if the lease is another's by then.
//
// If ctx ends first, the part may be written or not.
func (l *Lease) write(ctx context.Context, do func(tx *gorm.DB) (own, failed error)) error {
	s := &step{do: do, done: make(chan error, 1)}
	l.mu.Lock()
	l.waiting = append(l.waiting, s)
	l.mu.Unlock()
	select {
	case err := <-s.done:
		return err
	case l.turn <- struct{}{}:
		l.writeAll(context.WithoutCancel(ctx))
		<-l.turn
		return <-s.done // ours was among them, or among those of the turn before
	case <-ctx.Done():
		return ctx.Err()
	}
}

// writeAll does the parts of all who wait.
func (l *Lease) writeAll(ctx context.Context) {
	l.mu.Lock()
	batch := l.waiting
	l.waiting = nil
	l.mu.Unlock()
	if len(batch) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	began := time.Now()
	fenced := false
	err := l.journal.db.Write(ctx, "write journal", func(tx *gorm.DB) error {
		held, err := l.beat(tx)
		if fenced = err == nil && !held; err != nil || fenced {
			return err
		}
		for _, s := range batch {
			if s.own, err = s.do(tx); err != nil {
				return err
			}
		}
		return nil
	})
	switch {
	case fenced:
		err = ErrLeaseLost
		l.lose()
	case err == nil:
		l.renewed(began)
	}
	for _, s := range batch {
		if err != nil {
			s.done <- err
		} else {
			s.done <- s.own
		}
	}
}
