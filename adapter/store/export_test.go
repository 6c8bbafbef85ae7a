package store

import (
	"database/sql"
	"errors"
	"sync"
	"time"

	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/score"
)

// Translate shows what becomes of an error of a driver.
func Translate(err error) error { return translate(err) }

// Pool is the store's own pool, whose connections have the store's settings.
func (s *Store) Pool() *sql.DB { return s.pool }

// Query is a statement with its parameters.
type Query struct {
	SQL        string
	Parameters []any
}

// Capture keeps each query that s makes through GORM from now on; the function returns them.
func (s *Store) Capture() (queries func() []Query, err error) {
	var mutex sync.Mutex
	var seen []Query
	capture := func(db *gorm.DB) {
		mutex.Lock()
		defer mutex.Unlock()
		seen = append(seen, Query{SQL: db.Statement.SQL.String(), Parameters: append([]any(nil), db.Statement.Vars...)})
	}
	err = errors.Join(
		s.db.Callback().Query().After("gorm:query").Register("capture", capture),
		s.db.Callback().Row().After("gorm:row").Register("capture", capture),
	)
	return func() []Query {
		mutex.Lock()
		defer mutex.Unlock()
		return append([]Query(nil), seen...)
	}, err
}

// ScoreQueries are the queries that scores of citizens of one city take, with their parameters.
func (s *Store) ScoreQueries(users []string, subjects []string, city string, asOf time.Time) (profiles, readings []Query) {
	named := func(names []string, more ...any) (parameters []any) {
		for _, name := range names {
			parameters = append(parameters, name)
		}
		return append(parameters, more...)
	}
	w := newDayWindow(asOf, time.UTC)
	bmi, city24, rest := w.since(score.BMIWindow), w.since(score.CityWindow), w.since(score.RestingEnergyWindow)
	profiles = []Query{
		{profilesQuery("subject", len(subjects)), named(subjects)},
		{profilesQuery("user_id", len(users)), named(users)},
	}
	readings = []Query{
		{daysQuery(s.target.dialect(), len(users)), named(users, w.start, w.last, bmi, asOf.UnixMicro())},
		{hoursQuery + " UNION ALL " + hoursQuery, []any{users[0], rest, w.start, users[0], rest, w.start}},
		{heartRateQuery(len(users)), named(users, w.start, w.last)},
		{citiesQuery(1), []any{city, city24, asOf.UnixMicro()}},
	}
	return profiles, readings
}
