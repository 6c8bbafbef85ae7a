package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// maxSealed bounds a sealed location, in bytes.
const maxSealed = 8192

// What audit entries record.
const (
	ActionRelease = "release" // a location was sealed and handed out
	ActionRepeat  = "repeat"  // the same sealed bytes were handed out again
)

// Release is one handing out of a record's location, sealed to one key.
type Release struct {
	RequestID [32]byte // the request on chain; each is released once
	RecordID  [32]byte
	PublicKey [32]byte // of the requester
}

// AuditEntry says what happened to a record. It holds nothing personal: ids are
// random and public on chain.
type AuditEntry struct {
	At        time.Time // UTC
	Action    string    // ActionRelease or ActionRepeat
	RecordID  [32]byte
	RequestID [32]byte
	Detail    string // for people to read
}

// recordRelease is a row of record_release.
type recordRelease struct {
	RequestID  string `gorm:"primaryKey"`
	RecordID   string
	PublicKey  string
	Sealed     []byte
	ReleasedAt int64 // microseconds since 1970
}

func (recordRelease) TableName() string { return "record_release" }

// auditEntry is a row of audit_entry.
type auditEntry struct {
	ID        int64 `gorm:"primaryKey"`
	At        int64 // microseconds since 1970
	Action    string
	RecordID  string
	RequestID string
	Detail    string
}

func (auditEntry) TableName() string { return "audit_entry" }

// Release returns the sealed location for a request. The first time it calls seal,
// and stores the bytes and an audit entry in one transaction before it returns
// them; later it returns the stored bytes, and an audit entry says so. Of several
// at once, all return the same bytes. Seal must hold no transaction of this store;
// its bytes count only if Release returns them.
//
// Returns ErrConflict if the request was released for another record or key,
// ErrUnknownRecord, which is an ErrNotFound, if there is no such record, ErrInvalid
// if seal gives no bytes or more than 8192, and seal's own error as it is. In each
// case nothing is stored.
func (s *Store) Release(ctx context.Context, release Release, seal func() ([]byte, error)) ([]byte, error) {
	const operation = "release record"
	db, err := s.session(ctx)
	if err != nil {
		return nil, classify(ctx, operation, err)
	}
	row := &recordRelease{
		RequestID: hex32(release.RequestID), RecordID: hex32(release.RecordID), PublicKey: hex32(release.PublicKey),
	}
	switch _, err := findRelease(db, row); {
	case errors.Is(err, ErrNotFound):
		if row.Sealed, err = sealed(seal); err != nil {
			return nil, fmt.Errorf("%s: %w", operation, err)
		}
	case err != nil:
		return nil, classify(ctx, operation, err)
	}
	var answer []byte
	err = s.write(ctx, operation, func(tx *gorm.DB) (err error) {
		answer, err = s.release(tx, row)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// sealed returns what seal gives, or ErrInvalid if that cannot be stored.
func sealed(seal func() ([]byte, error)) ([]byte, error) {
	bytes, err := seal()
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	if len(bytes) == 0 || len(bytes) > maxSealed {
		return nil, fmt.Errorf("%w sealed location: it must be 1 to %d bytes", ErrInvalid, maxSealed)
	}
	return bytes, nil
}

// release stores row, or finds that its request was released before, and writes
// the audit entry for what it is.
func (s *Store) release(tx *gorm.DB, row *recordRelease) ([]byte, error) {
	now := s.utcNow().UnixMicro()
	action := ActionRepeat
	stored, err := findRelease(tx, row)
	if errors.Is(err, ErrNotFound) {
		row.ReleasedAt = now
		action, stored, err = insertRelease(tx, row)
	}
	if err != nil {
		return nil, err
	}
	return stored.Sealed, tx.Create(&auditEntry{
		At: now, Action: action, RecordID: row.RecordID, RequestID: row.RequestID,
		Detail: "sealed to public key " + row.PublicKey,
	}).Error
}

// insertRelease stores row, or finds the release that got there first. It is no
// upsert: MySQL would see an update in that, which the trigger refuses.
func insertRelease(tx *gorm.DB, row *recordRelease) (action string, stored *recordRelease, err error) {
	if err := requireRecord(tx, row.RecordID); err != nil {
		return "", nil, err
	}
	err = tx.Create(row).Error
	if !errors.Is(err, gorm.ErrDuplicatedKey) {
		return ActionRelease, row, err
	}
	stored, err = findRelease(tx, row)
	return ActionRepeat, stored, err
}

// findRelease returns the release of row's request, ErrNotFound if there is none,
// or ErrConflict if that was for another record or key.
func findRelease(db *gorm.DB, row *recordRelease) (*recordRelease, error) {
	var rows []recordRelease
	if err := db.Where("request_id = ?", row.RequestID).Limit(1).Find(&rows).Error; err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("release: %w", ErrNotFound)
	}
	if rows[0].RecordID != row.RecordID || rows[0].PublicKey != row.PublicKey {
		return nil, fmt.Errorf("request was released for another record or key: %w", ErrConflict)
	}
	return &rows[0], nil
}

// requireRecord returns ErrUnknownRecord if there is no such record.
func requireRecord(db *gorm.DB, recordID string) error {
	var found int64
	err := db.Model(&recordLocation{}).Where("record_id = ?", recordID).Count(&found).Error
	if err == nil && found == 0 {
		return ErrUnknownRecord
	}
	return err
}

// Audit returns the audit entries of a record, oldest first; none is no error.
func (s *Store) Audit(ctx context.Context, recordID [32]byte) ([]AuditEntry, error) {
	const operation = "read audit"
	db, err := s.session(ctx)
	if err != nil {
		return nil, classify(ctx, operation, err)
	}
	var rows []auditEntry
	if err := db.Where("record_id = ?", hex32(recordID)).Order("id").Find(&rows).Error; err != nil {
		return nil, classify(ctx, operation, err)
	}
	entries := make([]AuditEntry, len(rows))
	for i, row := range rows {
		requestID, err := parseHex32(row.RequestID)
		if err != nil {
			return nil, classify(ctx, operation, err)
		}
		entries[i] = AuditEntry{
			At: time.UnixMicro(row.At).UTC(), Action: row.Action, RecordID: recordID, RequestID: requestID, Detail: row.Detail,
		}
	}
	return entries, nil
}
