package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/link4health/link4health/adapter/score"
)

// Revision tells whether a score that was worked out before is the one that would be worked out now: as long as a
// citizen's Revision is equal, no reading was added of the citizen or of the city, and the citizen lives in the same city
// with the same clock. Time still passes: see score.Model.Until.
type Revision struct {
	UserID string
	CityID string // empty if the citizen has no city
	Zone   string // IANA name of the city's zone

	// Citizen and City are random numbers, others with each transaction that added readings, so that a database restored
	// from a backup never repeats one. 0 if none added any since there are revisions.
	Citizen, City int64
}

// citizenRevision is a row of citizen_revision.
type citizenRevision struct {
	UserID   string `gorm:"primaryKey"`
	Revision int64
	Recent   sql.Null[[]byte] // readings of late, packed; NULL if there is no copy of them yet. A new revision begins without.
}

func (citizenRevision) TableName() string { return "citizen_revision" }

// cityRevision is a row of city_revision.
type cityRevision struct {
	CityID   string `gorm:"primaryKey"`
	Revision int64
}

func (cityRevision) TableName() string { return "city_revision" }

// revise gives each of the owners, sorted, a new revision.
func revise(tx *gorm.DB, scope score.Scope, owners []string) error {
	for chunk := range slices.Chunk(owners, sqliteBatch) {
		var err error
		if scope == score.City {
			err = put(tx, chunk, func(id string, revision int64) cityRevision { return cityRevision{id, revision} })
		} else {
			err = put(tx, chunk, func(id string, revision int64) citizenRevision {
				return citizenRevision{UserID: id, Revision: revision}
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// put upserts a row for each owner.
func put[R any](tx *gorm.DB, owners []string, newRow func(id string, revision int64) R) error {
	rows := make([]R, len(owners))
	for i, id := range owners {
		rows[i] = newRow(id, newRevision())
	}
	return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&rows).Error
}

// newRevision draws a revision, never 0.
func newRevision() int64 {
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails: crypto/rand ends the program if it must
	return int64(binary.LittleEndian.Uint64(random[:]) | 1)
}

// cacheKey is the row of cache_key.
type cacheKey struct {
	ID     int `gorm:"primaryKey;autoIncrement:false"`
	Secret []byte
}

func (cacheKey) TableName() string { return "cache_key" }

// CacheKey returns 32 random bytes that all who use this database share and nobody else knows, for a cache that several
// adapters share. It makes them if there are none yet.
func (s *Store) CacheKey(ctx context.Context) (key [32]byte, err error) {
	err = s.write(ctx, "read cache key", func(tx *gorm.DB) error {
		var fresh [32]byte
		_, _ = rand.Read(fresh[:]) // never fails: crypto/rand ends the program if it must
		row := cacheKey{ID: 1, Secret: fresh[:]}
		if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
			return err
		}
		var stored cacheKey
		if err := tx.Where("id = 1").Take(&stored).Error; err != nil {
			return err
		}
		copy(key[:], stored.Secret)
		return nil
	})
	return key, err
}
