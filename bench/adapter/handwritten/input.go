package main

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/score"
)

// citizen is a row of user_data_iot with the zone of the citizen's city.
type citizen struct {
	UserID   string
	CityID   string
	TimeZone string
}

// reading is a row of citizen_reading or city_reading.
type reading struct {
	Metric     string
	ObservedAt int64
	Source     string
	ValueMicro int64
	PeriodS    int64
}

// input reads what the model needs.
func (s *server) input(ctx context.Context, subject string) (score.Input, error) {
	db := s.db.WithContext(ctx)
	var who citizen
	err := db.Table("user_data_iot AS u").Select("u.user_id, u.city_id, c.time_zone").
		Joins("JOIN smart_city AS c ON c.city_id = u.city_id").Where("u.subject = ?", subject).Take(&who).Error
	if err != nil {
		return score.Input{}, err
	}
	zone, err := s.zone(who.TimeZone)
	if err != nil {
		return score.Input{}, err
	}
	in := score.Input{AsOf: s.asOf, Zone: zone}
	ago := func(days int) int64 { return s.asOf.AddDate(0, 0, -days).UnixMicro() }
	now := s.asOf.UnixMicro()
	in.Citizen, err = find(db.Table("citizen_reading").Where(
		"user_id = ? AND (metric IN ('steps', 'active_energy', 'resting_heart_rate', 'heart_rate') AND observed_at BETWEEN ? AND ? "+
			"OR metric = 'total_energy' AND observed_at BETWEEN ? AND ? OR metric = 'bmi' AND observed_at BETWEEN ? AND ?)",
		who.UserID, ago(score.HabitualDays+2), now, ago(30), now, ago(90), now))
	if err != nil {
		return score.Input{}, err
	}
	in.City, err = find(db.Table("city_reading").Where(
		"city_id = ? AND metric IN ('temperature', 'humidity', 'uv') AND observed_at BETWEEN ? AND ?", who.CityID, ago(1), now))
	return in, err
}

// zone returns the zone of that name, which is read from the disk once.
func (s *server) zone(name string) (*time.Location, error) {
	if known, ok := s.zones.Load(name); ok {
		return known.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		s.zones.Store(name, zone)
	}
	return zone, err
}

// find runs a query of readings.
func find(query *gorm.DB) ([]score.Reading, error) {
	var rows []reading
	if err := query.Select("metric, observed_at, source, value_micro, period_s").Find(&rows).Error; err != nil {
		return nil, err
	}
	readings := make([]score.Reading, len(rows))
	for i, r := range rows {
		readings[i] = score.Reading{
			Metric: score.Metric(r.Metric), Value: score.Value(r.ValueMicro), ObservedAt: time.UnixMicro(r.ObservedAt).UTC(),
			Period: time.Duration(r.PeriodS) * time.Second, Source: r.Source,
		}
	}
	return readings, nil
}
