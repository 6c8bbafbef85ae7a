package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/score"
)

// meanLength is the length of the heart-rate means, which the model takes its
// percentile of.
const meanLength = 5 * time.Minute

// dayMargin widens the window of days on both sides: a reading belongs to the day
// of its middle, so a day's total may be observed half a day after the day, and
// midnight may fall into a change of clocks. The model cuts the days exactly.
const dayMargin = 14 * time.Hour

// dayMetrics are what the model takes whole days of.
var dayMetrics = [...]score.Metric{score.Steps, score.ActiveEnergy, score.TotalEnergy, score.RestingHeartRate}

// cityMetrics are what the model takes of a city.
var cityMetrics = [...]score.Metric{score.Temperature, score.Humidity, score.UV}

// ScoreInput returns what the model needs to score the citizen, as Citizen or
// CitizenBySubject returned it, at a moment; no later reading is in it. It takes
// four queries of the primary keys' ranges, however long the history.
//
// The model scores it as it would score all of the citizen's and the city's
// readings, with one simplification: heart-rate samples of less than five minutes
// come as their mean per source and five minutes of the clock, rounded half up to a
// millionth, observed at the end of these.
//
// Returns ErrInvalid for a citizen of a city who has no Zone: it was not read from
// the store.
func (s *Store) ScoreInput(ctx context.Context, citizen Citizen, asOf time.Time) (score.Input, error) {
	const operation = "read score input"
	if citizen.CityID != "" && citizen.Zone == nil {
		return score.Input{}, fmt.Errorf("%s: %w citizen: read it with Citizen or CitizenBySubject", operation, ErrInvalid)
	}
	db, err := s.reader(ctx)
	if err != nil {
		return score.Input{}, classify(ctx, operation, err)
	}
	in := score.Input{AsOf: asOf, Zone: citizen.Zone}
	days := newDayWindow(asOf, citizen.Zone)
	for _, read := range [...]func(*gorm.DB, string, dayWindow) ([]score.Reading, error){readDays, readExtremes, readHeartRate} {
		readings, err := read(db, citizen.UserID, days)
		if err != nil {
			return score.Input{}, classify(ctx, operation, err)
		}
		in.Citizen = append(in.Citizen, readings...)
	}
	if citizen.CityID != "" {
		in.City, err = readCity(db, citizen.CityID, asOf)
	}
	if err != nil {
		return score.Input{}, classify(ctx, operation, err)
	}
	return in, nil
}

// dayWindow is a stretch of time as stored, microseconds, that holds the whole
// local days that the model looks at, both ends inclusive.
type dayWindow struct {
	asOf        time.Time
	start, last int64
}

// newDayWindow returns the window of the days before asOf's own in zone; nil is UTC.
func newDayWindow(asOf time.Time, zone *time.Location) dayWindow {
	if zone == nil {
		zone = time.UTC
	}
	year, month, day := asOf.In(zone).Date()
	start := time.Date(year, month, day-score.HabitualDays, 0, 0, 0, 0, zone).Add(-dayMargin)
	last := time.Date(year, month, day, 0, 0, 0, 0, zone).Add(dayMargin)
	if last.After(asOf) {
		last = asOf
	}
	return dayWindow{asOf: asOf, start: start.UnixMicro(), last: last.UnixMicro()}
}

// since returns the moment span before asOf, as stored.
func (w dayWindow) since(span time.Duration) int64 { return w.asOf.Add(-span).UnixMicro() }

// readDays returns all readings of the window that the model sums or averages by day.
func readDays(db *gorm.DB, userID string, w dayWindow) ([]score.Reading, error) {
	return find(db.Model(&citizenReading{}).Select(measurementColumns).Where(
		"user_id = ? AND metric IN ? AND observed_at BETWEEN ? AND ?", userID, dayMetrics, w.start, w.last))
}

// extremesQuery finds the newest BMI and the lowest full hour of energy before the
// window of days, whose hours readDays returns anyway. Of equals the model prefers
// the newest, then the source that sorts last.
const extremesQuery = `
SELECT * FROM (
    SELECT ` + measurementColumns + ` FROM citizen_reading
    WHERE user_id = ? AND metric = ? AND observed_at > ? AND observed_at <= ?
    ORDER BY observed_at DESC, source DESC LIMIT 1
) AS newest
UNION ALL
SELECT * FROM (
    SELECT ` + measurementColumns + ` FROM citizen_reading
    WHERE user_id = ? AND metric = ? AND observed_at > ? AND observed_at < ? AND period_s = 3600 AND value_micro > 0
    ORDER BY value_micro, observed_at DESC, source DESC LIMIT 1
) AS lowest`

// readExtremes returns the newest BMI and the lowest full hour of energy, as far
// as there are any.
func readExtremes(db *gorm.DB, userID string, w dayWindow) ([]score.Reading, error) {
	return find(db.Raw(extremesQuery,
		userID, score.BMI, w.since(score.BMIWindow), w.asOf.UnixMicro(),
		userID, score.TotalEnergy, w.since(score.RestingEnergyWindow), w.start))
}

// heartRateQuery pools samples by source and five minutes of the clock: a sample
// counts for those that hold the middle of its period. A mean over just five
// minutes stays as it is; longer ones are of no use to the model.
const heartRateQuery = `
SELECT source, ended_at, SUM(value_micro) AS total, COUNT(*) AS samples FROM (
    SELECT source, value_micro, CASE WHEN period_s = 300 THEN observed_at ELSE
        observed_at - period_s * 500000 - (observed_at - period_s * 500000) % 300000000 + 300000000
    END AS ended_at
    FROM citizen_reading
    WHERE user_id = ? AND metric = ? AND observed_at BETWEEN ? AND ? AND period_s <= 300
) AS sample
GROUP BY source, ended_at`

// readHeartRate returns the five-minute means of heart rate within the window.
func readHeartRate(db *gorm.DB, userID string, w dayWindow) ([]score.Reading, error) {
	var pools []struct {
		Source  string
		EndedAt int64 // microseconds since 1970
		Total   int64 // millionths; 4·10¹⁰ of the largest plausible samples fit
		Samples int64
	}
	err := db.Raw(heartRateQuery, userID, score.HeartRate, w.start, w.last).Find(&pools).Error
	if err != nil {
		return nil, err
	}
	readings := make([]score.Reading, len(pools))
	for i, p := range pools {
		readings[i] = score.Reading{
			Metric: score.HeartRate, Value: score.Value((p.Total + p.Samples/2) / p.Samples),
			ObservedAt: time.UnixMicro(p.EndedAt).UTC(), Period: meanLength, Source: p.Source,
		}
	}
	return readings, nil
}

// readCity returns the city's readings of the day before asOf.
func readCity(db *gorm.DB, cityID string, asOf time.Time) ([]score.Reading, error) {
	return find(db.Model(&cityReading{}).Select(measurementColumns).Where(
		"city_id = ? AND metric IN ? AND observed_at > ? AND observed_at <= ?",
		cityID, cityMetrics, asOf.Add(-score.CityWindow).UnixMicro(), asOf.UnixMicro()))
}

// find runs a query of measurementColumns.
func find(query *gorm.DB) ([]score.Reading, error) {
	var rows []measurement
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	readings := make([]score.Reading, len(rows))
	for i, row := range rows {
		readings[i] = row.reading()
	}
	return readings, nil
}
