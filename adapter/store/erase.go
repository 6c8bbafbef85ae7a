package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/link4health/link4health/adapter/score"
)

// ErrErased is an ErrUnknownCitizen, hence an ErrNotFound: the citizen was erased, and nothing about them is stored
// again.
var ErrErased = fmt.Errorf("person was erased and is not stored again (%w)", ErrUnknownCitizen)

// ActionErase is the action of the audit entry that says that somebody was erased.
const ActionErase = "erase"

// tombstoneSecret is the length of the key of tombstones, in bytes.
const tombstoneSecret = 32

// erasureKey is the row of erasure_key.
type erasureKey struct {
	ID     int `gorm:"primaryKey;autoIncrement:false"`
	Secret []byte
}

func (erasureKey) TableName() string { return "erasure_key" }

// erasedCitizen is a row of erased_citizen.
type erasedCitizen struct {
	Tombstone string `gorm:"primaryKey"`
	ErasedAt  int64  // microseconds since 1970
}

func (erasedCitizen) TableName() string { return "erased_citizen" }

// Erasure says what Erase removed.
type Erasure struct {
	Readings int64
	Records  int64 // locations of records
	Releases int64 // sealed bytes that were handed out
	// Before says that the citizen had been erased already, and that nothing had come back.
	Before bool
}

// Erase removes all that the store holds of one person, in one transaction: readings, profile, patient's address,
// record locations and the sealed bytes handed out of them. A tombstone stays, by which PutCitizen, PutRecord and
// appending refuse the user id from then on with ErrErased: a hash of the id under a random key of this database, so
// that equal ids have unequal tombstones in two databases and nobody without the database can tell whose it is. An
// audit entry without anything personal says that somebody was erased and by whom; by is 1 to 64 printable ASCII
// characters, such as "command-line".
//
// In SQLite the file is then written anew and the write-ahead log emptied, since pages keep traces of rows that were
// moved; that takes as long as copying the file, and ErrUnavailable says that other processes kept it from being done.
// Erasing again is no error, and does what an earlier call could not. What is on a chain, in backups and in a MySQL
// server's logs is beyond it.
//
// Returns ErrUnknownCitizen if there is nobody with that id and there never was.
func (s *Store) Erase(ctx context.Context, userID, by string) (Erasure, error) {
	const operation = "erase citizen"
	if checkID("user id", userID) != nil {
		return Erasure{}, fmt.Errorf("%s: %w", operation, ErrUnknownCitizen)
	}
	if err := checkID("erased by", by); err != nil {
		return Erasure{}, fmt.Errorf("%s: %w", operation, err)
	}
	result, err := s.eraseRows(ctx, userID, by)
	if err != nil {
		return Erasure{}, err
	}
	return result, s.scrub(ctx)
}

// eraseRows is Erase without what is to be done once the rows are gone.
func (s *Store) eraseRows(ctx context.Context, userID, by string) (result Erasure, err error) {
	err = s.alter(ctx, "erase citizen", func(tx *gorm.DB, c *change) (err error) {
		c.profile(score.Citizen, userID)
		result, err = s.erase(tx, userID, by)
		return err
	})
	return result, err
}

// scrub removes what was deleted from where a statement does not reach. No other writer of this process gets in its
// way.
func (s *Store) scrub(ctx context.Context) error {
	const operation = "scrub database"
	leave, err := s.enter(ctx)
	if err != nil {
		return classify(ctx, operation, err)
	}
	defer leave()
	return classify(ctx, operation, s.target.scrub(ctx, s.pool))
}

// erase removes the person's rows, children before parents.
func (s *Store) erase(tx *gorm.DB, userID, by string) (result Erasure, err error) {
	present, err := lockPerson(tx, userID)
	if err != nil {
		return result, err
	}
	key, err := makeErasureKey(tx)
	if err != nil {
		return result, err
	}
	now := s.utcNow().UnixMicro()
	tomb := erasedCitizen{Tombstone: tombstone(key, userID), ErasedAt: now}
	if !present {
		found, err := hasTombstone(tx, tomb.Tombstone)
		if err == nil && !found {
			err = ErrUnknownCitizen
		}
		return Erasure{Before: true}, err
	}
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&tomb).Error; err != nil {
		return result, err
	}
	records := tx.Model(&recordLocation{}).Select("record_id").Where("user_id = ?", userID)
	for _, step := range [...]struct {
		table any
		where *gorm.DB
		count *int64
	}{
		{&recordRelease{}, tx.Where("record_id IN (?)", records), &result.Releases},
		{&recordLocation{}, tx.Where("user_id = ?", userID), &result.Records},
		{&patientData{}, tx.Where("user_id = ?", userID), new(int64)},
		{&citizenReading{}, tx.Where("user_id = ?", userID), &result.Readings},
		{&citizenRevision{}, tx.Where("user_id = ?", userID), new(int64)},
		{&userDataIoT{}, tx.Where("user_id = ?", userID), new(int64)},
	} {
		deleted := step.where.Delete(step.table)
		if deleted.Error != nil {
			return Erasure{}, deleted.Error
		}
		*step.count = deleted.RowsAffected
	}
	return result, tx.Create(&auditEntry{At: now, Action: ActionErase, Detail: "a person's data, asked for by " + by}).Error
}

// lockPerson reports whether there are rows of a person, and locks those that all others of theirs refer to: whoever
// adds some at the same time waits, and then finds nobody to add them to.
func lockPerson(tx *gorm.DB, userID string) (present bool, err error) {
	for _, table := range [...]any{&userDataIoT{}, &patientData{}} {
		var ids []string
		locked := tx.Model(table).Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate})
		if err := locked.Where("user_id = ?", userID).Pluck("user_id", &ids).Error; err != nil {
			return false, err
		}
		present = present || len(ids) > 0
	}
	return present, nil
}

// tombstone returns what stays of a user id. A plain hash would not do: ids are short, so that trying all of them
// would tell whose it is, and would be the same in every city's database.
func tombstone(key []byte, userID string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(userID))
	return hex.EncodeToString(mac.Sum(nil))
}

// makeErasureKey returns the key of tombstones and makes it if there is none yet.
func makeErasureKey(tx *gorm.DB) ([]byte, error) {
	key, err := findErasureKey(tx)
	if err != nil || key != nil {
		return key, err
	}
	secret := make([]byte, tombstoneSecret)
	_, _ = rand.Read(secret) // never fails: crypto/rand ends the program if it must
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&erasureKey{ID: 1, Secret: secret}).Error; err != nil {
		return nil, err
	}
	return findErasureKey(tx)
}

// findErasureKey returns the key of tombstones, nil if nobody was erased yet.
func findErasureKey(db *gorm.DB) ([]byte, error) {
	var rows []erasureKey
	if err := db.Limit(1).Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0].Secret, nil
}

// hasTombstone reports whether that tombstone stands.
func hasTombstone(db *gorm.DB, tombstone string) (bool, error) {
	var found int64
	err := db.Model(&erasedCitizen{}).Where("tombstone = ?", tombstone).Count(&found).Error
	return found > 0, err
}

// refuseErased returns ErrErased if the person was erased. It is called behind the first change to the person's row,
// which waits for an erasure under way.
func refuseErased(db *gorm.DB, userID string) error {
	key, err := findErasureKey(db)
	if err != nil || key == nil {
		return err
	}
	found, err := hasTombstone(db, tombstone(key, userID))
	if err == nil && found {
		return ErrErased
	}
	return err
}

// whyUnknown returns ErrErased instead of ErrUnknownCitizen if that is why there is no such citizen.
func (s *Store) whyUnknown(ctx context.Context, operation, userID string, err error) error {
	if !errors.Is(err, ErrUnknownCitizen) || errors.Is(err, ErrErased) {
		return err
	}
	db, unusable := s.session(ctx)
	if unusable != nil {
		return err
	}
	if erased := refuseErased(db, userID); erased != nil {
		return classify(ctx, operation, erased)
	}
	return err
}

// Erased returns those of the user ids whose citizens were erased, in the order given.
func (s *Store) Erased(ctx context.Context, userIDs []string) ([]string, error) {
	const operation = "look for erased citizens"
	db, err := s.session(ctx)
	if err != nil {
		return nil, classify(ctx, operation, err)
	}
	key, err := findErasureKey(db)
	if err != nil || key == nil {
		return nil, classify(ctx, operation, err)
	}
	var erased []string
	for chunk := range slices.Chunk(userIDs, sqliteBatch) {
		whose := make(map[string]string, len(chunk))
		tombstones := make([]string, len(chunk))
		for i, id := range chunk {
			tombstones[i] = tombstone(key, id)
			whose[tombstones[i]] = id
		}
		var found []string
		query := db.Model(&erasedCitizen{}).Where("tombstone IN ?", tombstones)
		if err := query.Pluck("tombstone", &found).Error; err != nil {
			return nil, classify(ctx, operation, err)
		}
		for _, t := range tombstones {
			if slices.Contains(found, t) {
				erased = append(erased, whose[t])
			}
		}
	}
	return erased, nil
}
