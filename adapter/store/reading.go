package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/link4health/link4health/adapter/score"
)

// Appended says what became of a batch: New + Duplicate + len(Conflicts) is its
// length.
type Appended struct {
	New       int // stored
	Duplicate int // were there already, the same; or occur twice in the batch
	// Conflicts are the indexes into the batch, rising, of readings under whose key
	// (who, metric, observed at, source) another value or period is stored. They
	// are not stored: a correction comes under a source of its own.
	Conflicts []int
}

// measurement is what the rows of both reading tables share.
type measurement struct {
	Metric     string `gorm:"primaryKey"`
	ObservedAt int64  `gorm:"primaryKey;autoIncrement:false"` // microseconds since 1970
	Source     string `gorm:"primaryKey"`
	ValueMicro int64  // millionths of the metric's unit
	PeriodS    int64  `gorm:"column:period_s"` // seconds
}

// citizenReading is a row of citizen_reading.
type citizenReading struct {
	UserID   string      `gorm:"primaryKey"`
	Measured measurement `gorm:"embedded"`
}

func (citizenReading) TableName() string { return "citizen_reading" }

// cityReading is a row of city_reading.
type cityReading struct {
	CityID   string      `gorm:"primaryKey"`
	Measured measurement `gorm:"embedded"`
}

func (cityReading) TableName() string { return "city_reading" }

// AppendCitizenReadings stores the readings of one citizen that are not there yet,
// in one transaction: all of the batch is dealt with, or nothing. ObservedAt is
// cut to microseconds. The order within a batch matters only where it holds two
// readings of one key: the first is stored.
//
// Returns ErrInvalid, with the index and the field, if a reading cannot be a
// citizen's; ErrUnknownCitizen if there is no such citizen.
func (s *Store) AppendCitizenReadings(ctx context.Context, userID string, readings []score.Reading) (Appended, error) {
	who := owner{column: "user_id", id: userID, scope: score.Citizen, missing: ErrUnknownCitizen}
	return appendReadings(ctx, s, who, readings, func(m measurement) citizenReading {
		return citizenReading{UserID: userID, Measured: m}
	})
}

// AppendCityReadings does for a city what AppendCitizenReadings does for a citizen.
//
// Returns ErrInvalid, with the index and the field, if a reading cannot be a
// city's; ErrUnknownCity if there is no such city.
func (s *Store) AppendCityReadings(ctx context.Context, cityID string, readings []score.Reading) (Appended, error) {
	who := owner{column: "city_id", id: cityID, scope: score.City, missing: ErrUnknownCity}
	return appendReadings(ctx, s, who, readings, func(m measurement) cityReading {
		return cityReading{CityID: cityID, Measured: m}
	})
}

// owner is whose readings a batch holds.
type owner struct {
	column, id string
	scope      score.Scope
	missing    error // if there is no such owner
}

// indexed is a measurement with its place in the batch.
type indexed struct {
	measurement
	index int
}

// appendReadings stores a batch as rows of type R.
func appendReadings[R any](
	ctx context.Context, s *Store, who owner, readings []score.Reading, newRow func(measurement) R,
) (Appended, error) {
	operation := "append " + who.scope.String() + " readings"
	batch, err := newBatch(who, readings)
	if err != nil {
		return Appended{}, fmt.Errorf("%s: %w", operation, err)
	}
	var result Appended
	err = s.alter(ctx, operation, func(tx *gorm.DB, c *change) error {
		result = Appended{}
		for chunk := range slices.Chunk(batch, s.target.batch()) {
			rows := make([]R, len(chunk))
			for i := range chunk {
				rows[i] = newRow(chunk[i].measurement)
			}
			inserted := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&rows)
			if inserted.Error != nil {
				return unknown(inserted.Error, who.missing)
			}
			if err := result.count(tx.Model(new(R)), who, chunk, int(inserted.RowsAffected)); err != nil {
				return err
			}
		}
		if result.New > 0 {
			c.reading(who.scope, who.id)
		}
		return nil
	})
	if err != nil {
		return Appended{}, s.whyUnknown(ctx, operation, who.id, err)
	}
	slices.Sort(result.Conflicts)
	return result, nil
}

// newBatch checks the readings and returns them in the order of the primary key:
// inserts in that order are fast, and of two batches that meet neither holds what
// the other waits for.
func newBatch(who owner, readings []score.Reading) ([]indexed, error) {
	if err := checkID(who.scope.String()+" id", who.id); err != nil {
		return nil, err
	}
	batch := make([]indexed, len(readings))
	for i := range readings {
		m, err := newMeasurement(&readings[i], who.scope)
		if err != nil {
			return nil, fmt.Errorf("reading %d: %w", i, err)
		}
		batch[i] = indexed{m, i}
	}
	slices.SortStableFunc(batch, func(a, b indexed) int {
		return cmp.Or(cmp.Compare(a.Metric, b.Metric), cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source, b.Source))
	})
	return batch, nil
}

// newMeasurement checks r and returns what is stored of it.
func newMeasurement(r *score.Reading, scope score.Scope) (measurement, error) {
	if err := r.Validate(); err != nil {
		return measurement{}, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if d, _ := score.Define(r.Metric); d.Scope != scope {
		return measurement{}, fmt.Errorf("%w metric: %s is not measured on a %s", ErrInvalid, r.Metric, scope)
	}
	if !isToken(r.Source, maxID) {
		return measurement{}, fmt.Errorf("%w source: it must be 1 to %d printable ASCII characters without spaces", ErrInvalid, maxID)
	}
	if r.Period%time.Second != 0 {
		return measurement{}, fmt.Errorf("%w period: it must be whole seconds", ErrInvalid)
	}
	if year := r.ObservedAt.UTC().Year(); year < 1970 || year > 9999 {
		return measurement{}, fmt.Errorf("%w observed at: it must be a time of the years 1970 to 9999", ErrInvalid)
	}
	return measurement{
		Metric: string(r.Metric), ObservedAt: r.ObservedAt.UnixMicro(), Source: r.Source,
		ValueMicro: int64(r.Value), PeriodS: int64(r.Period / time.Second),
	}, nil
}

// count adds what became of a chunk of which inserted rows were new: it compares
// what stands under the chunk's keys now with what the chunk says.
func (a *Appended) count(table *gorm.DB, who owner, chunk []indexed, inserted int) error {
	a.New += inserted
	if inserted == len(chunk) {
		return nil
	}
	stored, err := storedUnder(table, who, chunk)
	if err != nil {
		return err
	}
	a.Duplicate += len(chunk) - inserted
	for _, m := range chunk {
		if stored[m.key()] != m.measurement {
			a.Conflicts = append(a.Conflicts, m.index)
			a.Duplicate--
		}
	}
	return nil
}

// readingKey tells the readings of one owner apart.
type readingKey struct {
	metric, source string
	observedAt     int64
}

func (m measurement) key() readingKey { return readingKey{m.Metric, m.Source, m.ObservedAt} }

// storedUnder returns the owner's rows at the moments of the chunk, one query per
// metric: a list of moments is a walk along the primary key in either database.
func storedUnder(table *gorm.DB, who owner, chunk []indexed) (map[readingKey]measurement, error) {
	moments := make(map[string][]int64)
	for _, m := range chunk {
		moments[m.Metric] = append(moments[m.Metric], m.ObservedAt)
	}
	stored := make(map[readingKey]measurement, len(chunk))
	for metric, at := range moments {
		var rows []measurement
		query := table.Session(&gorm.Session{}).Select(measurementColumns)
		err := query.Where(who.column+" = ? AND metric = ? AND observed_at IN ?", who.id, metric, slices.Compact(at)).Find(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			stored[row.key()] = row
		}
	}
	return stored, nil
}

// measurementColumns are the columns of measurement.
const measurementColumns = "metric, observed_at, source, value_micro, period_s"
