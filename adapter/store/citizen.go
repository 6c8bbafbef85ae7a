package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/link4health/link4health/adapter/score"
)

// Citizen is the profile of a user with measurements.
type Citizen struct {
	UserID  string // 1 to 64 printable ASCII characters
	CityID  string // the city's id; empty if not known
	Subject string // on-chain address, 0x and 40 digits, read back in lower case; empty if there is none
	// Zone is the city's, set on reading and ignored on writing: PutCity is where
	// it is said. Nil if there is no city.
	Zone *time.Location
}

// userDataIoT is a row of user_data_iot.
type userDataIoT struct {
	UserID  string `gorm:"primaryKey"`
	CityID  *string
	Subject *string
	City    *smartCity `gorm:"foreignKey:CityID;references:CityID"`
}

func (userDataIoT) TableName() string { return "user_data_iot" }

// PutCitizen adds a citizen, or replaces the profile of the one with that id;
// readings stay.
//
// Returns ErrInvalid for what cannot be stored, ErrUnknownCity if there is no such
// city, ErrConflict if the subject is another citizen's, ErrErased if the citizen
// was erased.
func (s *Store) PutCitizen(ctx context.Context, citizen Citizen) error {
	row, err := newUserData(citizen)
	if err != nil {
		return fmt.Errorf("put citizen: %w", err)
	}
	// The bare row first: it can only meet one of the same id. A single upsert would
	// on MySQL overwrite whoever has the subject.
	return s.alter(ctx, "put citizen", func(tx *gorm.DB, c *change) error {
		c.profile(score.Citizen, row.UserID)
		bare := &userDataIoT{UserID: row.UserID}
		if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(bare).Error; err != nil {
			return err
		}
		if err := refuseErased(tx, row.UserID); err != nil {
			return err
		}
		profile := map[string]any{"city_id": row.CityID, "subject": row.Subject}
		err := tx.Model(&userDataIoT{}).Where("user_id = ?", row.UserID).Updates(profile).Error
		return unknown(err, ErrUnknownCity)
	})
}

// newUserData checks a profile and returns its row.
func newUserData(c Citizen) (*userDataIoT, error) {
	if err := checkID("user id", c.UserID); err != nil {
		return nil, err
	}
	row := &userDataIoT{UserID: c.UserID}
	if c.CityID != "" {
		if err := checkID("city id", c.CityID); err != nil {
			return nil, err
		}
		row.CityID = &c.CityID
	}
	if c.Subject != "" {
		subject, err := canonicalAddress("subject", c.Subject)
		if err != nil {
			return nil, err
		}
		row.Subject = &subject
	}
	return row, nil
}

// Citizen returns the citizen with that user id.
//
// Returns ErrUnknownCitizen, which is an ErrNotFound, if there is none.
func (s *Store) Citizen(ctx context.Context, userID string) (Citizen, error) {
	if checkID("user id", userID) != nil {
		return Citizen{}, fmt.Errorf("read citizen: %w", ErrUnknownCitizen)
	}
	return s.citizen(ctx, "user_data_iot.user_id = ?", userID)
}

// CitizenBySubject returns the citizen with that on-chain address, in any case.
//
// Returns ErrInvalid unless subject is an address, ErrUnknownCitizen, which is an
// ErrNotFound, if it is nobody's.
func (s *Store) CitizenBySubject(ctx context.Context, subject string) (Citizen, error) {
	subject, err := canonicalAddress("subject", subject)
	if err != nil {
		return Citizen{}, fmt.Errorf("read citizen: %w", err)
	}
	return s.citizen(ctx, "user_data_iot.subject = ?", subject)
}

// citizen reads the one citizen for whom condition holds, with the city's zone. A replica that does not know them
// yet is no proof that there is none.
func (s *Store) citizen(ctx context.Context, condition, key string) (Citizen, error) {
	const operation = "read citizen"
	for _, handle := range s.handles() {
		db, err := handle(ctx)
		if err != nil {
			return Citizen{}, classify(ctx, operation, err)
		}
		var rows []userDataIoT
		if err := db.Joins("City").Where(condition, key).Limit(1).Find(&rows).Error; err != nil {
			return Citizen{}, classify(ctx, operation, err)
		}
		if len(rows) > 0 {
			citizen, err := rows[0].profile()
			return citizen, classify(ctx, operation, err)
		}
	}
	return Citizen{}, fmt.Errorf("%s: %w", operation, ErrUnknownCitizen)
}

// profile returns what the row says.
func (u userDataIoT) profile() (Citizen, error) {
	citizen := Citizen{UserID: u.UserID}
	if u.Subject != nil {
		citizen.Subject = *u.Subject
	}
	if u.City != nil {
		zone, err := loadZone(u.City.TimeZone)
		if err != nil {
			return Citizen{}, err
		}
		citizen.CityID, citizen.Zone = u.City.CityID, zone
	}
	return citizen, nil
}
