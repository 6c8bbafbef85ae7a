package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"gorm.io/gorm"
)

// Database is where a journal has its tables. *store.Store is one.
type Database interface {
	// Read runs queries; operation names them in errors.
	Read(ctx context.Context, operation string, do func(db *gorm.DB) error) error
	// Write runs do in one transaction, and again if that had to give way or the connection broke.
	Write(ctx context.Context, operation string, do func(tx *gorm.DB) error) error
}

// Config says how a journal's lease behaves. The zero value of a field means its default.
type Config struct {
	// Holder names this process to people, in at most 100 bytes. Default: host name and process.
	Holder string
	// TTL is how long a holder of the lease may be silent before another takes over. Default 5 s.
	TTL time.Duration
	// Now is the clock of what is stored; nil is time.Now.
	Now func() time.Time
}

// Journal is the runs of one chain. It reads; what writes is the Lease that Acquire returns. Safe for concurrent use.
type Journal struct {
	db    Database
	chain uint64
	cfg   Config
}

// What the methods of this package return, wrapped; beside the errors of the database.
var (
	// ErrUnknownRun says that a journal does not have a run.
	ErrUnknownRun = errors.New("no such run in the journal")
	// ErrNotRetryable says that a run cannot be started again: it is under way, or it ended for good.
	ErrNotRetryable = errors.New("only a run that errored or expired can be retried")
	// ErrLeaseLost says that another process has taken over. Nothing was written.
	ErrLeaseLost = errors.New("another runner has taken over")
)

// New returns the journal of one chain, by its EIP-155 id.
func New(db Database, chainID uint64, cfg Config) *Journal {
	if cfg.Holder == "" {
		cfg.Holder = thisProcess()
	}
	if cfg.TTL == 0 {
		cfg.TTL = 5 * time.Second
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return &Journal{db: db, chain: chainID, cfg: cfg}
}

// page is how many runs are read at a time.
const page = 1000

// Filter chooses runs; its zero value chooses the newest 1000.
type Filter struct {
	Request common.Hash // zero: all
	States  []State     // none: all
	Job     string      // the name or external id of a job; empty: all
	Since   time.Time   // seen then or later
	Limit   int         // the most to return, the newest; 0 means 1000
}

// choose narrows a query to the runs that the filter chooses.
func (j *Journal) choose(db *gorm.DB, f Filter) *gorm.DB {
	db = db.Where("chain_id = ?", j.chain)
	if f.Request != (common.Hash{}) {
		db = db.Where("request_id = ?", f.Request.Hex())
	}
	if len(f.States) > 0 {
		db = db.Where("state IN ?", f.States)
	}
	if f.Job != "" {
		db = db.Where("job_name = ? OR job_id = ?", f.Job, f.Job)
	}
	if !f.Since.IsZero() {
		db = db.Where("seen_at >= ?", micros(f.Since))
	}
	return db
}

// Runs returns the runs that a filter chooses, the oldest first.
func (j *Journal) Runs(ctx context.Context, f Filter) ([]Run, error) {
	limit := page
	if f.Limit > 0 {
		limit = f.Limit
	}
	var rows []runRow
	err := j.db.Read(ctx, "list runs", func(db *gorm.DB) error {
		return j.choose(db, f).Order("seen_at DESC, request_id DESC, block_hash DESC").Limit(limit).Find(&rows).Error
	})
	slices.Reverse(rows)
	return runs(rows), err
}

// Each hands over all runs that a filter chooses, whatever its limit, the oldest first, without holding more than some
// at a time. It returns the first error, of the database or of do.
func (j *Journal) Each(ctx context.Context, f Filter, do func(Run) error) error {
	var last runRow
	for {
		var rows []runRow
		err := j.db.Read(ctx, "list runs", func(db *gorm.DB) error {
			return j.choose(db, f).
				Where("seen_at > ? OR (seen_at = ? AND (request_id > ? OR (request_id = ? AND block_hash > ?)))",
					last.SeenAt, last.SeenAt, last.RequestID, last.RequestID, last.BlockHash).
				Order("seen_at, request_id, block_hash").Limit(page).Find(&rows).Error
		})
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := do(row.run()); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
		last = rows[len(rows)-1]
	}
}

// Unsettled returns a page of the runs that something is left to do for, in the order of their ids, beginning after the
// given one.
func (j *Journal) Unsettled(ctx context.Context, after ID, limit int) ([]Run, error) {
	var rows []runRow
	err := j.db.Read(ctx, "list unsettled runs", func(db *gorm.DB) error {
		request, block := after.RequestID.Hex(), after.BlockHash.Hex()
		return db.Where("chain_id = ? AND settled = 0 AND request_id >= ?", j.chain, request).
			Where("request_id > ? OR block_hash > ?", request, block).
			Order("request_id, block_hash").Limit(limit).Find(&rows).Error
	})
	return runs(rows), err
}

// InState returns up to limit runs in one state, the oldest first.
func (j *Journal) InState(ctx context.Context, s State, limit int) ([]Run, error) {
	var rows []runRow
	err := j.db.Read(ctx, "list runs by state", func(db *gorm.DB) error {
		return db.Where("chain_id = ? AND state = ?", j.chain, s).Order("seen_at").Limit(limit).Find(&rows).Error
	})
	return runs(rows), err
}

func runs(rows []runRow) []Run {
	list := make([]Run, len(rows))
	for i, row := range rows {
		list[i] = row.run()
	}
	return list
}

// Transactions returns what was signed for a run, in the order of signing.
func (j *Journal) Transactions(ctx context.Context, id ID) ([]Transaction, error) {
	return j.transactions(ctx, func(db *gorm.DB) *gorm.DB {
		return db.Where("request_id = ? AND block_hash = ?", id.RequestID.Hex(), id.BlockHash.Hex()).Order("signed_at, tx_hash")
	})
}

// OpenTransactions returns all transactions whose nonces the chain has not used up for good, by account, nonce and the
// order of signing.
func (j *Journal) OpenTransactions(ctx context.Context) ([]Transaction, error) {
	return j.transactions(ctx, func(db *gorm.DB) *gorm.DB {
		return db.Where("settled = 0").Order("account, nonce, signed_at")
	})
}

func (j *Journal) transactions(ctx context.Context, choose func(*gorm.DB) *gorm.DB) ([]Transaction, error) {
	var rows []transactionRow
	err := j.db.Read(ctx, "list transactions", func(db *gorm.DB) error {
		return choose(db.Where("chain_id = ?", j.chain)).Find(&rows).Error
	})
	list := make([]Transaction, len(rows))
	for i, row := range rows {
		list[i] = row.transaction()
	}
	return list, err
}

// Mark returns a number that SetMark stored, such as how far the chain was looked at. It is 0 if there is none.
func (j *Journal) Mark(ctx context.Context, name string) (uint64, error) {
	var rows []markRow
	err := j.db.Read(ctx, "read mark", func(db *gorm.DB) error {
		return db.Where("chain_id = ? AND name = ?", j.chain, name).Find(&rows).Error
	})
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	return rows[0].Value, nil
}

// Retry starts a run again that errored or expired: whoever holds the lease finds it within seconds, and asks the
// Operator first whether the request is still open. It needs no lease.
//
// Returns ErrUnknownRun, or ErrNotRetryable.
func (j *Journal) Retry(ctx context.Context, id ID) error {
	var found, started bool
	err := j.db.Write(ctx, "retry run", func(tx *gorm.DB) error {
		var rows []runRow
		if err := j.row(tx, id).Find(&rows).Error; err != nil {
			return err
		}
		found, started = len(rows) > 0, len(rows) > 0 && rows[0].State.Retryable()
		if !started {
			return nil
		}
		return j.row(tx.Model(&runRow{}), id).Where("state IN ?", []State{Errored, Expired}).Updates(map[string]any{
			"state": Seen, "settled": 0, "error": "", "tx_hash": "", "confirmations": 0, "updated_at": micros(j.now()),
			"confirmed_at": 0, "running_at": 0, "answered_at": 0, "sent_at": 0, "mined_at": 0, "ended_at": 0,
		}).Error
	})
	switch {
	case err != nil:
		return err
	case !found:
		return fmt.Errorf("request %s: %w", id.RequestID, ErrUnknownRun)
	case !started:
		return fmt.Errorf("request %s: %w", id.RequestID, ErrNotRetryable)
	}
	return nil
}

// row narrows a query to one run.
func (j *Journal) row(db *gorm.DB, id ID) *gorm.DB {
	return db.Where("chain_id = ? AND request_id = ? AND block_hash = ?", j.chain, id.RequestID.Hex(), id.BlockHash.Hex())
}

func (j *Journal) now() time.Time { return j.cfg.Now().UTC().Truncate(time.Microsecond) }
