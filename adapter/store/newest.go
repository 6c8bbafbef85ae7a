package store

import (
	"context"
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

// newestOf are the queries for the newest reading of one metric: a page of profiles, and for each the last entry of a range
// of the primary key. However many readings there are, a profile costs one step into that key.
const (
	newestOfCity = `
SELECT p.city_id AS id, p.city_id AS city_id, (
    SELECT r.observed_at FROM city_reading r
    WHERE r.city_id = p.city_id AND r.metric = ? AND r.observed_at <= ?
    ORDER BY r.city_id DESC, r.metric DESC, r.observed_at DESC LIMIT 1
) AS observed_at
FROM smart_city p WHERE p.city_id > ? ORDER BY p.city_id LIMIT ?`
	newestOfCitizen = `
SELECT p.user_id AS id, p.city_id AS city_id, (
    SELECT r.observed_at FROM citizen_reading r
    WHERE r.user_id = p.user_id AND r.metric = ? AND r.observed_at <= ?
    ORDER BY r.user_id DESC, r.metric DESC, r.observed_at DESC LIMIT 1
) AS observed_at
FROM user_data_iot p WHERE p.user_id > ? ORDER BY p.user_id LIMIT ?`
)

// NewestOfCities tells each of every city, in the order of their ids, what is newest up to asOf. An error of each ends it
// and is returned.
func (s *Store) NewestOfCities(ctx context.Context, asOf time.Time, each func(Newest) error) error {
	return s.newest(ctx, "find the cities' newest readings", newestOfCity, score.City, asOf, each)
}

// NewestOfCitizens tells each of every citizen what is newest up to asOf. It reads some hundred citizens at a time and holds
// nothing open meanwhile; who comes or goes in between may be missed. An error of each ends it and is returned.
func (s *Store) NewestOfCitizens(ctx context.Context, asOf time.Time, each func(Newest) error) error {
	return s.newest(ctx, "find the citizens' newest readings", newestOfCitizen, score.Citizen, asOf, each)
}

func (s *Store) newest(
	ctx context.Context, operation, query string, scope score.Scope, asOf time.Time, each func(Newest) error,
) error {
	for after, last := "", false; !last; {
		page, err := s.newestPage(ctx, query, scope, asOf, after)
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

// newestPage reads the profiles after an id, with what is newest of each metric of their scope.
func (s *Store) newestPage(ctx context.Context, query string, scope score.Scope, asOf time.Time, after string) ([]newestOwner, error) {
	db, err := s.reader(ctx)
	if err != nil {
		return nil, err
	}
	var page []newestOwner
	index := map[string]int{}
	for _, metric := range score.Metrics() {
		if metric.Scope != scope {
			continue
		}
		var rows []struct {
			ID         string
			CityID     *string
			ObservedAt *int64 // microseconds since 1970
		}
		if err := db.Raw(query, metric.Metric, asOf.UnixMicro(), after, newestPage).Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, row := range rows {
			at, known := index[row.ID]
			if !known {
				at = len(page)
				index[row.ID] = at
				page = append(page, newestOwner{id: row.ID, Newest: Newest{At: map[score.Metric]time.Time{}}})
			}
			if row.CityID != nil {
				page[at].CityID = *row.CityID
			}
			if row.ObservedAt != nil {
				page[at].At[metric.Metric] = time.UnixMicro(*row.ObservedAt).UTC()
			}
		}
	}
	return page, nil
}
