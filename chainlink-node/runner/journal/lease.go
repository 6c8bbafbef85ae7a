package journal

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Lease is the right to write a journal, which one process has at a time.
//
// No clocks are compared. The holder raises a beat with all it writes, at least five times in a TTL. Who wants the lease
// takes it once the beat has stood still for a TTL of its own, monotonic, time, and gives it another token; or at once
// if it was given back, or if its holder was a process of this machine that is gone. The holder in turn counts on the
// lease for a TTL from the beginning of its last successful write, less a fifth: so it has stopped before another can
// start, unless it is paused in between.
//
// A holder that is paused, by SIGSTOP or a machine that sleeps, finds at its next write that the token is another, and
// writes nothing. What it can still do is to broadcast a transaction that it had recorded and checked Held for in the
// instant of the pause: that transaction is in the journal, and its successor offers the same one.
//
// Safe for concurrent use.
type Lease struct {
	journal *Journal
	token   int64
	until   atomic.Int64 // nanoseconds since start up to which the lease is surely held
	start   time.Time
	lost    chan struct{}
	losing  sync.Once
	stop    context.CancelFunc
	beating sync.WaitGroup

	mu      sync.Mutex
	waiting []*step
	turn    chan struct{} // holds a value while someone writes
}

// Acquire waits until the lease is free and takes it. While it waits it reports why there is no progress, or nil while
// another process holds the lease.
//
// Returns ctx's error if that ends first. The caller calls Release.
func (j *Journal) Acquire(ctx context.Context, waiting func(error)) (*Lease, error) {
	poll := time.NewTicker(j.cfg.TTL / beatsPerTTL)
	defer poll.Stop()
	var seen leaseRow
	since := time.Now()
	for {
		row, err := j.leaseRow(ctx)
		if err == nil && row != seen {
			seen, since = row, time.Now()
		}
		if err == nil && (row.Holder == "" || isGone(row.Holder) || time.Since(since) >= j.cfg.TTL) {
			var lease *Lease
			if lease, err = j.take(ctx, row); lease != nil {
				return lease, nil
			}
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		waiting(err)
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-poll.C:
		}
	}
}

// beatsPerTTL is how often a lease is looked at and renewed in its TTL.
const beatsPerTTL = 5

func (j *Journal) leaseRow(ctx context.Context) (leaseRow, error) {
	var rows []leaseRow
	err := j.db.Read(ctx, "read lease", func(db *gorm.DB) error {
		return db.Where("chain_id = ?", j.chain).Find(&rows).Error
	})
	if err != nil || len(rows) == 0 {
		return leaseRow{}, err
	}
	return rows[0], nil
}

// take takes the lease if it is still as it was seen. Returns nil without an error if it is not.
func (j *Journal) take(ctx context.Context, seen leaseRow) (*Lease, error) {
	began := time.Now()
	token := seen.Token + 1
	taken := false
	err := j.db.Write(ctx, "take lease", func(tx *gorm.DB) error {
		first := leaseRow{ChainID: j.chain}
		if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&first).Error; err != nil {
			return err
		}
		result := tx.Model(&leaseRow{}).Where("chain_id = ? AND token = ? AND beat = ?", j.chain, seen.Token, seen.Beat).
			Updates(map[string]any{"token": token, "beat": 0, "holder": j.cfg.Holder})
		taken = result.RowsAffected == 1
		return result.Error
	})
	if err != nil || !taken {
		return nil, err
	}
	l := &Lease{journal: j, token: token, start: began, lost: make(chan struct{}), turn: make(chan struct{}, 1)}
	l.renewed(began)
	ctx, l.stop = context.WithCancel(context.WithoutCancel(ctx))
	l.beating.Go(func() { l.keep(ctx) })
	return l, nil
}

// keep renews the lease until it is lost or released.
func (l *Lease) keep(ctx context.Context) {
	ticker := time.NewTicker(l.journal.cfg.TTL / beatsPerTTL)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		err := l.write(ctx, func(*gorm.DB) (error, error) { return nil, nil })
		if errors.Is(err, ErrLeaseLost) {
			return
		}
	}
}

// beat raises the lease's beat in tx and reports whether it is still ours. It locks the row until tx ends, so that
// nobody takes the lease meanwhile.
func (l *Lease) beat(tx *gorm.DB) (held bool, err error) {
	result := tx.Model(&leaseRow{}).Where("chain_id = ? AND token = ?", l.journal.chain, l.token).
		Update("beat", gorm.Expr("beat + 1"))
	return result.RowsAffected == 1, result.Error
}

// renewed says that a transaction that began then has raised the beat.
func (l *Lease) renewed(began time.Time) {
	ttl := l.journal.cfg.TTL
	l.until.Store(int64(began.Add(ttl - ttl/beatsPerTTL).Sub(l.start)))
}

// Held reports whether no other process can have taken the lease yet: what is about to be broadcast asks.
func (l *Lease) Held() bool {
	select {
	case <-l.lost:
		return false
	default:
		return time.Since(l.start) < time.Duration(l.until.Load())
	}
}

// Lost is closed once it turned out that another process has taken the lease.
func (l *Lease) Lost() <-chan struct{} { return l.lost }

func (l *Lease) lose() { l.losing.Do(func() { close(l.lost) }) }

// Release gives the lease back, so that another takes it at once. The lease cannot be used afterwards.
func (l *Lease) Release(ctx context.Context) error {
	l.stop()
	l.beating.Wait()
	err := l.write(ctx, func(tx *gorm.DB) (error, error) {
		return nil, tx.Model(&leaseRow{}).Where("chain_id = ? AND token = ?", l.journal.chain, l.token).
			Update("holder", "").Error
	})
	l.lose()
	if errors.Is(err, ErrLeaseLost) {
		return nil
	}
	return err
}
