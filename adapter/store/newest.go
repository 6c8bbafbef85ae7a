package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// Newest says when the newest reading of each metric was observed, of one city or of one citizen, who is not named.
type Newest struct {
	CityID string                     // the city, or the citizen's; empty if theirs is not known
	At     map[score.Metric]time.Time // UTC; without the metrics of which there is no reading
}

// newestPage is how many citizens one statement looks up: it takes some milliseconds, so that nothing waits for it.
const newestPage = 500

// newestQuery finds a page of profiles with, for each metric, the last entry of a range of the readings' primary key. However
// many readings there are, that costs a profile one step into that key.
func newestQuery(profiles, readings, id string, metrics int) string {
	latest := `, (
    SELECT r.observed_at FROM ` + readings + ` r
    WHERE r.` + id + ` = p.` + id + ` AND r.metric = ? AND r.observed_at <= ?
    ORDER BY r.` + id + ` DESC, r.metric DESC, r.observed_at DESC LIMIT 1
)`
	return `SELECT p.` + id + `, p.city_id` + strings.Repeat(latest, metrics) + `
FROM ` + profiles + ` p WHERE p.` + id + ` > ? ORDER BY p.` + id + ` LIMIT ?`
}

// NewestOfCities tells each of every city, in the order of their ids, what is newest up to asOf. An error of each ends it
// and is returned.
func (s *Store) NewestOfCities(ctx context.Context, asOf time.Time, each func(Newest) error) error {
	l := newLook(score.City, asOf)
	return s.newest(ctx, "find the cities' newest readings", newestQuery("smart_city", "city_reading", "city_id", len(l.metrics)), l, each)
}

// NewestOfCitizens tells each of every citizen what is newest up to asOf. It reads some hundred citizens at a time and holds
// nothing open meanwhile; who comes or goes in between may be missed. An error of each ends it and is returned.
func (s *Store) NewestOfCitizens(ctx context.Context, asOf time.Time, each func(Newest) error) error {
	l := newLook(score.Citizen, asOf)
	return s.newest(ctx, "find the citizens' newest readings", newestQuery("user_data_iot", "citizen_reading", "user_id", len(l.metrics)), l, each)
}

// look is what is looked for: the newest of each of these metrics up to a moment.
type look struct {
	metrics    []score.Metric
	parameters []any // those of newestQuery but the last two
}

func newLook(scope score.Scope, asOf time.Time) (l look) {
	for _, metric := range score.Metrics() {
		if metric.Scope == scope {
			l.metrics = append(l.metrics, metric.Metric)
			l.parameters = append(l.parameters, metric.Metric, asOf.UnixMicro())
		}
	}
	return l
}

func (s *Store) newest(ctx context.Context, operation, query string, l look, each func(Newest) error) error {
	for after, last := "", false; !last; {
		page, err := s.newestPage(ctx, query, l, after)
		if err != nil {
			return classify(ctx, operation, err)
		}
		for _, owner := range page {
			if err := each(owner.Newest); err != nil {
				return err
			}
			after = max(after, owner.id)
		}
		last = len(page) < newestPage
	}
	return nil
}

// newestOwner is a profile with its newest readings.
type newestOwner struct {
	Newest
	id string
}

// newestPage reads the profiles after an id, with what is newest of each metric.
func (s *Store) newestPage(ctx context.Context, query string, l look, after string) (page []newestOwner, err error) {
	db, err := s.reader(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := db.Raw(query, append(slices.Clip(l.parameters), after, newestPage)...).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var id, city sql.NullString
	newest := make([]sql.NullInt64, len(l.metrics)) // microseconds since 1970
	targets := []any{&id, &city}
	for i := range newest {
		targets = append(targets, &newest[i])
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		owner := newestOwner{id: id.String, Newest: Newest{CityID: city.String, At: map[score.Metric]time.Time{}}}
		for i, at := range newest {
			if at.Valid {
				owner.At[l.metrics[i]] = time.UnixMicro(at.Int64).UTC()
			}
		}
		page = append(page, owner)
	}
	return page, rows.Err()
}
