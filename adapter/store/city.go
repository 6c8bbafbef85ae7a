package store

import (
	"context"
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // cities' zones, for machines without a zone database

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/link4health/link4health/adapter/score"
)

// City is the profile of a city.
type City struct {
	ID       string // 1 to 64 printable ASCII characters
	Name     string // 1 to 200 bytes
	Country  string // 0 to 200 bytes
	TimeZone string // IANA name, such as Asia/Kolkata; cuts the local days of those who live there
}

// smartCity is a row of smart_city.
type smartCity struct {
	CityID   string `gorm:"primaryKey"`
	Name     string
	Country  string
	TimeZone string
}

func (smartCity) TableName() string { return "smart_city" }

// PutCity adds a city, or replaces the profile of the one with that id.
//
// Returns ErrInvalid, naming the field, for what cannot be stored.
func (s *Store) PutCity(ctx context.Context, city City) error {
	if err := city.validate(); err != nil {
		return fmt.Errorf("put city: %w", err)
	}
	row := smartCity{CityID: city.ID, Name: city.Name, Country: city.Country, TimeZone: city.TimeZone}
	return s.alter(ctx, "put city", func(tx *gorm.DB, c *change) error {
		c.profile(score.City, row.CityID)
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error
	})
}

// City returns the city with that id.
//
// Returns ErrUnknownCity, which is an ErrNotFound, if there is none.
func (s *Store) City(ctx context.Context, id string) (City, error) {
	const operation = "read city"
	if checkID("city id", id) != nil {
		return City{}, fmt.Errorf("%s: %w", operation, ErrUnknownCity)
	}
	for _, handle := range s.handles() {
		db, err := handle(ctx)
		if err != nil {
			return City{}, classify(ctx, operation, err)
		}
		var rows []smartCity
		if err := db.Where("city_id = ?", id).Limit(1).Find(&rows).Error; err != nil {
			return City{}, classify(ctx, operation, err)
		}
		if len(rows) > 0 {
			return City{ID: rows[0].CityID, Name: rows[0].Name, Country: rows[0].Country, TimeZone: rows[0].TimeZone}, nil
		}
	}
	return City{}, fmt.Errorf("%s: %w", operation, ErrUnknownCity)
}

// validate returns ErrInvalid if a field cannot be stored.
func (c City) validate() error {
	if err := checkID("city id", c.ID); err != nil {
		return err
	}
	if err := checkText("city name", c.Name, 1); err != nil {
		return err
	}
	if err := checkText("country", c.Country, 0); err != nil {
		return err
	}
	_, err := loadZone(c.TimeZone)
	return err
}

// zones keeps the zones of cities, of which there are few: reading one from the disk takes as long as a query. The zero
// zones is empty.
type zones struct{ known sync.Map }

// load is loadZone, from the disk once a name.
func (z *zones) load(name string) (*time.Location, error) {
	if zone, ok := z.known.Load(name); ok {
		return zone.(*time.Location), nil
	}
	zone, err := loadZone(name)
	if err == nil {
		z.known.Store(name, zone)
	}
	return zone, err
}

// loadZone returns the zone of that IANA name, or ErrInvalid. The names that stand
// for this machine's own zone are no zones of a city.
func loadZone(name string) (*time.Location, error) {
	if isToken(name, maxID) && name != "Local" {
		if zone, err := time.LoadLocation(name); err == nil {
			return zone, nil
		}
	}
	return nil, fmt.Errorf("%w time zone: it must be an IANA name such as Asia/Kolkata", ErrInvalid)
}
