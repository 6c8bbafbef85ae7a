package journal

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// addBatch is how many rows go into one statement.
const addBatch = 100

// Add stores runs that the journal does not have yet and returns all of them as they are stored, in the same order: one
// that was there already comes back with the state it had.
func (l *Lease) Add(ctx context.Context, runs []Run) ([]Run, error) {
	if len(runs) == 0 {
		return nil, nil
	}
	rows := make([]runRow, len(runs))
	for i, r := range runs {
		rows[i] = newRunRow(l.journal.chain, r)
	}
	stored := make([]Run, len(runs))
	err := l.write(ctx, func(tx *gorm.DB) (error, error) {
		insert := tx.Clauses(clause.OnConflict{DoNothing: true})
		if err := insert.CreateInBatches(rows, addBatch).Error; err != nil {
			return nil, err
		}
		return nil, l.reread(tx, rows, stored)
	})
	return stored, err
}

// reread fills in what is stored of the given rows.
func (l *Lease) reread(tx *gorm.DB, rows []runRow, stored []Run) error {
	at := map[ID]int{}
	requests := make([]string, len(rows))
	for i, row := range rows {
		at[row.run().ID] = i
		requests[i] = row.RequestID
	}
	for from := 0; from < len(requests); from += addBatch {
		var found []runRow
		part := requests[from:min(from+addBatch, len(requests))]
		if err := tx.Where("chain_id = ? AND request_id IN ?", l.journal.chain, part).Find(&found).Error; err != nil {
			return err
		}
		for _, row := range found {
			run := row.run()
			if i, wanted := at[run.ID]; wanted {
				stored[i] = run
			}
		}
	}
	return nil
}

// Advance stores the next steps of a run, in one. Returns ErrUnknownRun if the run was never added.
func (l *Lease) Advance(ctx context.Context, id ID, steps ...Step) error {
	return l.write(ctx, func(tx *gorm.DB) (error, error) { return l.advance(tx, id, steps) })
}

func (l *Lease) advance(tx *gorm.DB, id ID, steps []Step) (own, failed error) {
	changes := map[string]any{}
	for _, s := range steps {
		changes["state"], changes["settled"], changes["error"] = s.State, flag(s.State.Settled()), shorten(s.Error)
		changes["updated_at"] = micros(s.At)
		if column := timeColumn(s.State); column != "" {
			changes[column] = micros(s.At)
		}
		if s.TxHash != (common.Hash{}) {
			changes["tx_hash"] = s.TxHash.Hex()
		}
		if s.Confirmations > 0 {
			changes["confirmations"] = s.Confirmations
		}
	}
	result := l.journal.row(tx.Model(&runRow{}), id).Updates(changes)
	if result.Error != nil || result.RowsAffected > 0 {
		return nil, result.Error
	}
	var found int64 // MySQL does not count a row that was as it should be
	if err := l.journal.row(tx.Model(&runRow{}), id).Count(&found).Error; err != nil || found > 0 {
		return nil, err
	}
	return fmt.Errorf("request %s: %w", id.RequestID, ErrUnknownRun), nil
}

// Sign records a transaction that is about to be broadcast and, if it is for a run, the run's next steps, in one.
func (l *Lease) Sign(ctx context.Context, t Transaction, steps ...Step) error {
	row := newTransactionRow(l.journal.chain, t)
	return l.write(ctx, func(tx *gorm.DB) (own, failed error) {
		if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
			return nil, err
		}
		if t.Run == (ID{}) {
			return nil, nil
		}
		return l.advance(tx, t.Run, steps)
	})
}

// Settle says that the chain has used up a nonce for good, and removes the transactions that were signed for it; their
// hashes stay. A step of a run may go with it.
func (l *Lease) Settle(ctx context.Context, account common.Address, nonce uint64, id ID, s *Step) error {
	return l.write(ctx, func(tx *gorm.DB) (own, failed error) {
		err := tx.Model(&transactionRow{}).
			Where("chain_id = ? AND settled = 0 AND account = ? AND nonce = ?", l.journal.chain, account.Hex(), nonce).
			Updates(map[string]any{"settled": 1, "sealed": []byte{}}).Error
		if err != nil || s == nil {
			return nil, err
		}
		return l.advance(tx, id, []Step{*s})
	})
}

// SetMark stores a number under a name of at most 64 bytes.
func (l *Lease) SetMark(ctx context.Context, name string, value uint64) error {
	row := markRow{ChainID: l.journal.chain, Name: name, Value: value}
	return l.write(ctx, func(tx *gorm.DB) (own, failed error) {
		return nil, tx.Clauses(clause.OnConflict{DoUpdates: clause.AssignmentColumns([]string{"value"})}).Create(&row).Error
	})
}

// pruneBatch is how many runs go with one transaction, so that no other step waits long.
const pruneBatch = 500

// Prune removes settled runs, and transactions whose nonces are used up for good, that are older than a moment. It
// returns how many runs it removed.
func (l *Lease) Prune(ctx context.Context, before time.Time) (removed int, err error) {
	for {
		var rows []runRow
		err := l.write(ctx, func(tx *gorm.DB) (own, failed error) {
			rows = nil
			old := tx.Select("request_id", "block_hash").Where("chain_id = ? AND settled = 1 AND updated_at < ?",
				l.journal.chain, micros(before)).Limit(pruneBatch).Find(&rows)
			if old.Error != nil {
				return nil, old.Error
			}
			for _, row := range rows {
				if err := l.journal.row(tx, row.run().ID).Delete(&runRow{}).Error; err != nil {
					return nil, err
				}
			}
			return nil, tx.Where("chain_id = ? AND settled = 1 AND signed_at < ?", l.journal.chain, micros(before)).
				Delete(&transactionRow{}).Error
		})
		removed += len(rows)
		if err != nil || len(rows) < pruneBatch {
			return removed, err
		}
	}
}
