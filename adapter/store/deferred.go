package store

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// maxDeferred bounds the content of a deferred answer, in bytes.
const maxDeferred = 64 << 10

// Deferred is a request whose answer is sent later.
type Deferred struct {
	ID [32]byte // SHA-256 of where the answer goes
	// Content is the request or, once Answered, the answer; 1 to 65536 bytes, encrypted at rest.
	Content   []byte
	Answered  bool
	CreatedAt time.Time // UTC, microseconds; set by PutDeferred
}

// String returns the id alone, so that printing a Deferred shows nothing of its content.
func (d Deferred) String() string { return "deferred answer " + hex32(d.ID) }

// GoString returns String, for %#v.
func (d Deferred) GoString() string { return d.String() }

// deferredAnswer is a row of deferred_answer.
type deferredAnswer struct {
	ID         string `gorm:"primaryKey"`
	KeyID      string
	Sealed     []byte
	Answered   bool
	CreatedAt  int64 `gorm:"autoCreateTime:false"` // microseconds since 1970, as below
	Owner      string
	OwnedUntil int64
}

func (deferredAnswer) TableName() string { return "deferred_answer" }

// PutDeferred stores a request before its receipt is confirmed. It is owner's to work on until then. It reports
// whether it is new: a request with that id may stand there already, and stays as it is.
//
// Returns ErrInvalid for content that cannot be stored, ErrNoKeys without keys.
func (s *Store) PutDeferred(ctx context.Context, d Deferred, owner string, until time.Time) (fresh bool, err error) {
	const operation = "put deferred answer"
	row, err := s.newDeferredRow(d)
	if err != nil {
		return false, fmt.Errorf("%s: %w", operation, err)
	}
	row.CreatedAt, row.Owner, row.OwnedUntil = s.utcNow().UnixMicro(), owner, until.UnixMicro()
	err = s.write(ctx, operation, func(tx *gorm.DB) error {
		inserted := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
		fresh = inserted.RowsAffected == 1
		return inserted.Error
	})
	return fresh && err == nil, err
}

// AnswerDeferred puts the answer in the place of the request and returns what is stored: the answer that got there
// first counts. Returns ErrNotFound if the answer was delivered meanwhile, and what PutDeferred returns.
func (s *Store) AnswerDeferred(ctx context.Context, d Deferred) (stored Deferred, err error) {
	const operation = "answer deferred request"
	row, err := s.newDeferredRow(d)
	if err != nil {
		return Deferred{}, fmt.Errorf("%s: %w", operation, err)
	}
	err = s.write(ctx, operation, func(tx *gorm.DB) error {
		updated := tx.Model(&deferredAnswer{}).Where("id = ? AND answered = ?", row.ID, false).
			Updates(map[string]any{"key_id": row.KeyID, "sealed": row.Sealed, "answered": true})
		if updated.Error != nil {
			return updated.Error
		}
		var rows []deferredAnswer
		if err := tx.Where("id = ?", row.ID).Limit(1).Find(&rows).Error; err != nil {
			return err
		}
		if len(rows) == 0 {
			return fmt.Errorf("deferred request: %w", ErrNotFound)
		}
		stored, err = s.openDeferred(rows[0])
		return err
	})
	return stored, err
}

// ClaimDeferred makes owner the owner until then of what nobody works on, the oldest first and at most limit, and
// returns it. What does not decrypt is dropped: nobody could ever deliver it; lost is how many.
func (s *Store) ClaimDeferred(ctx context.Context, owner string, until time.Time, limit int) (claimed []Deferred, lost int, err error) {
	rows, err := s.claimRows(ctx, owner, until, limit)
	if err != nil {
		return nil, 0, err
	}
	for _, row := range rows {
		d, err := s.openDeferred(row)
		if err == nil {
			claimed = append(claimed, d)
			continue
		}
		if err := s.dropDeferred(ctx, row.ID); err != nil {
			return claimed, lost, err
		}
		lost++
	}
	return claimed, lost, nil
}

// claimRows is ClaimDeferred without what is in the rows. It writes nothing if there is nothing to claim, which is so
// nearly always.
func (s *Store) claimRows(ctx context.Context, owner string, until time.Time, limit int) (rows []deferredAnswer, err error) {
	const operation = "claim deferred answers"
	db, err := s.session(ctx)
	if err != nil {
		return nil, classify(ctx, operation, err)
	}
	now := s.utcNow().UnixMicro()
	var free []string
	if err := db.Model(&deferredAnswer{}).Where("owned_until <= ?", now).Limit(1).Pluck("id", &free).Error; err != nil || len(free) == 0 {
		return nil, classify(ctx, operation, err)
	}
	err = s.write(ctx, operation, func(tx *gorm.DB) error {
		rows = nil
		free := tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}).Where("owned_until <= ?", now)
		if err := free.Order("created_at").Limit(limit).Find(&rows).Error; err != nil || len(rows) == 0 {
			return err
		}
		ids := make([]string, len(rows))
		for i, row := range rows {
			ids[i] = row.ID
		}
		return tx.Model(&deferredAnswer{}).Where("id IN ?", ids).
			Updates(map[string]any{"owner": owner, "owned_until": until.UnixMicro()}).Error
	})
	return rows, err
}

// KeepDeferred makes all that owner works on its own until then; a time that is over sets it free for others.
func (s *Store) KeepDeferred(ctx context.Context, owner string, until time.Time) error {
	return s.write(ctx, "keep deferred answers", func(tx *gorm.DB) error {
		return tx.Model(&deferredAnswer{}).Where("owner = ?", owner).Update("owned_until", until.UnixMicro()).Error
	})
}

// DropDeferred forgets a request whose answer was delivered, or never will be. One that is not there is no error.
func (s *Store) DropDeferred(ctx context.Context, id [32]byte) error {
	return s.dropDeferred(ctx, hex32(id))
}

func (s *Store) dropDeferred(ctx context.Context, id string) error {
	return s.write(ctx, "drop deferred answer", func(tx *gorm.DB) error {
		return tx.Where("id = ?", id).Delete(&deferredAnswer{}).Error
	})
}

// newDeferredRow checks and encrypts the content.
func (s *Store) newDeferredRow(d Deferred) (deferredAnswer, error) {
	if len(d.Content) == 0 || len(d.Content) > maxDeferred {
		return deferredAnswer{}, fmt.Errorf("%w content: it must be 1 to %d bytes", ErrInvalid, maxDeferred)
	}
	keyID, sealed, err := s.keys.encrypt(deferredBinding(d.ID), string(d.Content))
	return deferredAnswer{ID: hex32(d.ID), KeyID: keyID, Sealed: sealed}, err
}

// openDeferred undoes newDeferredRow.
func (s *Store) openDeferred(row deferredAnswer) (Deferred, error) {
	id, err := parseHex32(row.ID)
	if err != nil {
		return Deferred{}, err
	}
	content, err := s.keys.decrypt(deferredBinding(id), row.KeyID, row.Sealed)
	if err != nil {
		return Deferred{}, err
	}
	return Deferred{ID: id, Content: []byte(content), Answered: row.Answered, CreatedAt: time.UnixMicro(row.CreatedAt).UTC()}, nil
}

// deferredBinding is what the ciphertext is bound to. It is no record id: a record's ciphertext does not open in its
// place.
func deferredBinding(id [32]byte) [32]byte {
	return sha256.Sum256(append([]byte("deferred answer "), id[:]...))
}
