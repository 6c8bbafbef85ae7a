package store

import (
	"context"
	"fmt"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// meanLength is the length of the heart-rate means, which the model takes its
// percentile of.
const meanLength = 5 * time.Minute

// dayMargin widens the window of days on both sides: a reading belongs to the day
// of its middle, so a day's total may be observed half a day after the day, and
// midnight may fall into a change of clocks. The model cuts the days exactly.
const dayMargin = 14 * time.Hour

// ScoreInput returns what the model needs to score the citizen, as Citizen or
// CitizenBySubject returned it, at a moment; no later reading is in it. It takes
// a handful of queries of the primary keys' ranges, however long the history.
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
	one := []ScoreInput{{
		Revision: Revision{UserID: citizen.UserID, CityID: citizen.CityID}, Input: score.Input{AsOf: asOf, Zone: citizen.Zone},
	}}
	err := s.readScores(ctx, operation, one, func(r *scoreReader) error {
		one[0].Input.Citizen, one[0].Input.City = nil, nil
		r.wanted = []int{0}
		return r.readings(ctx, ScoreQuery{AsOf: asOf})
	})
	return one[0].Input, err
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
