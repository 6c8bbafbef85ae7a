package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Record is a patient record elsewhere, of which we hold the location.
type Record struct {
	ID       [32]byte // random, as registered on chain
	UserID   string   // the patient: 1 to 64 printable ASCII characters
	Patient  string   // the patient's on-chain address, read back in lower case
	Location string   // a URL of 1 to 2048 bytes; encrypted at rest
}

// String returns the record's id alone, so that printing a Record shows no
// location and no patient.
func (r Record) String() string { return "record " + hex32(r.ID) }

// GoString returns String, for %#v.
func (r Record) GoString() string { return r.String() }

// patientData is a row of patient_data.
type patientData struct {
	UserID  string `gorm:"primaryKey"`
	Address string
}

func (patientData) TableName() string { return "patient_data" }

// recordLocation is a row of record_location.
type recordLocation struct {
	RecordID   string `gorm:"primaryKey"`
	UserID     string
	KeyID      string
	Ciphertext []byte
	Patient    *patientData `gorm:"foreignKey:UserID;references:UserID"`
}

func (recordLocation) TableName() string { return "record_location" }

// PutRecord stores the location of a record under the current key, and the
// patient's address, which replaces an earlier one. A record that is there already
// gets the new location.
//
// Returns ErrInvalid, naming the field, for what cannot be stored; ErrNoKeys
// without keys; ErrConflict if the record is another patient's; ErrErased if the
// patient was erased.
func (s *Store) PutRecord(ctx context.Context, record Record) error {
	patient, location, err := s.newRecordRows(record)
	if err != nil {
		return fmt.Errorf("put record: %w", err)
	}
	return s.write(ctx, "put record", func(tx *gorm.DB) error {
		if err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(patient).Error; err != nil {
			return err
		}
		if err := refuseErased(tx, patient.UserID); err != nil {
			return err
		}
		inserted := tx.Clauses(clause.OnConflict{DoNothing: true}).Omit(clause.Associations).Create(location)
		if inserted.Error != nil || inserted.RowsAffected == 1 {
			return inserted.Error
		}
		// A fresh nonce makes the ciphertext differ always, so one row changes unless
		// the record is another patient's.
		updated := tx.Model(&recordLocation{}).Where("record_id = ? AND user_id = ?", location.RecordID, location.UserID).
			Updates(map[string]any{"key_id": location.KeyID, "ciphertext": location.Ciphertext})
		if updated.Error == nil && updated.RowsAffected == 0 {
			return fmt.Errorf("record is another patient's: %w", ErrConflict)
		}
		return updated.Error
	})
}

// newRecordRows checks a record and encrypts its location.
func (s *Store) newRecordRows(r Record) (*patientData, *recordLocation, error) {
	if err := checkID("user id", r.UserID); err != nil {
		return nil, nil, err
	}
	address, err := canonicalAddress("patient", r.Patient)
	if err != nil {
		return nil, nil, err
	}
	if r.Location == "" || len(r.Location) > maxLocation {
		return nil, nil, fmt.Errorf("%w location: it must be 1 to %d bytes", ErrInvalid, maxLocation)
	}
	keyID, ciphertext, err := s.keys.encrypt(r.ID, r.Location)
	if err != nil {
		return nil, nil, err
	}
	patient := &patientData{UserID: r.UserID, Address: address}
	return patient, &recordLocation{RecordID: hex32(r.ID), UserID: r.UserID, KeyID: keyID, Ciphertext: ciphertext}, nil
}

// Record returns the record with that id, its location decrypted.
//
// Returns ErrUnknownRecord, which is an ErrNotFound, if there is none; ErrNoKeys
// without keys; ErrDecrypt if its key is not in the keyring or the row was altered.
func (s *Store) Record(ctx context.Context, id [32]byte) (Record, error) {
	const operation = "read record"
	db, err := s.session(ctx)
	if err != nil {
		return Record{}, classify(ctx, operation, err)
	}
	var rows []recordLocation
	err = db.Joins("Patient").Where("record_location.record_id = ?", hex32(id)).Limit(1).Find(&rows).Error
	if err != nil {
		return Record{}, classify(ctx, operation, err)
	}
	if len(rows) == 0 {
		return Record{}, fmt.Errorf("%s: %w", operation, ErrUnknownRecord)
	}
	row := rows[0]
	location, err := s.keys.decrypt(id, row.KeyID, row.Ciphertext)
	if err != nil {
		return Record{}, classify(ctx, operation, err)
	}
	return Record{ID: id, UserID: row.UserID, Patient: row.Patient.Address, Location: location}, nil
}

// rotateChunk is how many locations are encrypted anew in one transaction.
const rotateChunk = 200

// RotateRecords encrypts anew, under the current key, every location that is under
// another, and returns how many. Once it has returned without error the other keys
// can be dropped. It may be interrupted and run again, beside everything else.
//
// Returns ErrNoKeys without keys, ErrDecrypt if a location does not open.
func (s *Store) RotateRecords(ctx context.Context) (rotated int, err error) {
	if s.keys == nil {
		return 0, fmt.Errorf("rotate records: %w", ErrNoKeys)
	}
	for after := ""; ; {
		chunk := 0
		last := after
		err := s.write(ctx, "rotate records", func(tx *gorm.DB) (err error) {
			chunk, last, err = s.rotateAfter(tx, after)
			return err
		})
		if err != nil || chunk == 0 {
			return rotated, err
		}
		rotated += chunk
		after = last
	}
}

// rotateAfter encrypts the next locations after a record id anew and returns how
// many there were and the last one's id.
func (s *Store) rotateAfter(tx *gorm.DB, after string) (count int, last string, err error) {
	var rows []recordLocation
	err = tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}).
		Where("record_id > ? AND key_id <> ?", after, s.keys.Current()).
		Order("record_id").Limit(rotateChunk).Find(&rows).Error
	if err != nil {
		return 0, after, err
	}
	last = after
	for _, row := range rows {
		if err := s.rotate(tx, row); err != nil {
			return 0, after, err
		}
		last = row.RecordID
	}
	return len(rows), last, nil
}

// rotate encrypts one location anew.
func (s *Store) rotate(tx *gorm.DB, row recordLocation) error {
	id, err := parseHex32(row.RecordID)
	if err != nil {
		return err
	}
	location, err := s.keys.decrypt(id, row.KeyID, row.Ciphertext)
	if err != nil {
		return err
	}
	keyID, ciphertext, err := s.keys.encrypt(id, location)
	if err != nil {
		return err
	}
	return tx.Model(&recordLocation{}).Where("record_id = ?", row.RecordID).
		Updates(map[string]any{"key_id": keyID, "ciphertext": ciphertext}).Error
}
