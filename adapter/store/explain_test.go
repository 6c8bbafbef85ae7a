package store_test

import (
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// crowdAsOf is the end of the crowd's readings.
var crowdAsOf = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

const subject = "0x2222222222222222222222222222222222222222"

// mustCrowd fills a store with citizens and cities of which each has some hundred
// days of readings, so that a plan for one of them differs from a full scan.
func mustCrowd(tb testing.TB, s *store.Store) store.Citizen {
	tb.Helper()
	const citizens, hours = 12, 2500
	for n := range citizens {
		city := store.City{ID: fmt.Sprint("city-", n), Name: "x", TimeZone: "Asia/Kolkata"}
		require.NoError(tb, s.PutCity(tb.Context(), city))
		citizen := store.Citizen{UserID: fmt.Sprint("citizen-", n), CityID: city.ID}
		if n == 5 {
			citizen.Subject = subject
		}
		require.NoError(tb, s.PutCitizen(tb.Context(), citizen))
		var personal, public []score.Reading
		for hour := range hours {
			at := crowdAsOf.Add(-time.Duration(hour) * time.Hour)
			for _, metric := range []score.Metric{score.TotalEnergy, score.HeartRate, score.BMI} {
				personal = append(personal, score.Reading{Metric: metric, Value: 60e6, ObservedAt: at, Source: "x"})
			}
			public = append(public, score.Reading{Metric: score.Temperature, Value: 20e6, ObservedAt: at, Source: "x"})
		}
		_, err := s.AppendCitizenReadings(tb.Context(), citizen.UserID, personal)
		require.NoError(tb, err)
		_, err = s.AppendCityReadings(tb.Context(), city.ID, public)
		require.NoError(tb, err)
	}
	citizen, err := s.CitizenBySubject(tb.Context(), subject)
	require.NoError(tb, err)
	return citizen
}

// mustScoreQueries returns the queries of the scores of some of a crowd.
func mustScoreQueries(t *testing.T, s *store.Store) (profiles, readings []store.Query) {
	t.Helper()
	citizen := mustCrowd(t, s)
	return s.ScoreQueries([]string{citizen.UserID, "citizen-1"}, []string{citizen.Subject, "0x"}, citizen.CityID, crowdAsOf)
}

func TestScoreInput_SQLitePlan(t *testing.T) {
	t.Parallel()
	s := storetest.MustOpen(t, store.Config{URL: storetest.SQLite(t)})
	profiles, readings := mustScoreQueries(t, s)
	for _, query := range readings {
		searches := 0
		for _, step := range sqlitePlan(t, s, query) {
			require.NotContains(t, step, "SCAN citizen_reading", query.SQL)
			require.NotContains(t, step, "SCAN city_reading", query.SQL)
			if strings.HasPrefix(step, "SEARCH ") {
				require.Regexp(t, `^SEARCH \w+ USING PRIMARY KEY \(\w+=\? AND metric=\? AND observed_at>\? AND observed_at<\?\)$`, step)
				searches++
			}
		}
		require.NotZero(t, searches, query.SQL)
	}
	for _, query := range profiles {
		for _, step := range sqlitePlan(t, s, query) {
			require.NotRegexp(t, `^SCAN `, step)
		}
	}
}

// sqlitePlan returns the steps of a query's plan.
func sqlitePlan(t *testing.T, s *store.Store, query store.Query) []string {
	t.Helper()
	var steps []string
	for _, row := range mustRows(t, s.Pool(), "EXPLAIN QUERY PLAN "+query.SQL, query.Parameters) {
		steps = append(steps, row["detail"])
	}
	require.NotEmpty(t, steps)
	return steps
}

// testMariaDBPlan is TestScoreInput_SQLitePlan for MariaDB.
func testMariaDBPlan(t *testing.T, url string) {
	s := storetest.MustOpen(t, store.Config{URL: url})
	profiles, readings := mustScoreQueries(t, s)
	mustRows(t, s.Pool(), "ANALYZE TABLE citizen_reading, city_reading, user_data_iot, smart_city", nil)
	for _, query := range readings {
		ranges := 0
		for _, step := range mustRows(t, s.Pool(), "EXPLAIN "+query.SQL, query.Parameters) {
			if !strings.HasSuffix(step["table"], "_reading") {
				continue // a derived table of what was found
			}
			require.Equal(t, "PRIMARY", step["key"], "%s: %v", query.SQL, step)
			require.Equal(t, "range", step["type"], "%s: %v", query.SQL, step)
			rows, err := strconv.Atoi(step["rows"])
			require.NoError(t, err)
			require.Less(t, rows, 2*2600, "two citizens' readings of one metric at most: %v", step)
			ranges++
		}
		require.NotZero(t, ranges, query.SQL)
	}
	for _, query := range profiles {
		for _, step := range mustRows(t, s.Pool(), "EXPLAIN "+query.SQL, query.Parameters) {
			require.NotEqual(t, "ALL", step["type"], step)
		}
	}
}

// mustRows runs a query and returns its rows as text by column name.
func mustRows(t *testing.T, pool *sql.DB, query string, parameters []any) []map[string]string {
	t.Helper()
	rows, err := pool.QueryContext(t.Context(), query, parameters...)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	names, err := rows.Columns()
	require.NoError(t, err)
	var all []map[string]string
	for rows.Next() {
		values := make([]sql.NullString, len(names))
		targets := make([]any, len(names))
		for i := range values {
			targets[i] = &values[i]
		}
		require.NoError(t, rows.Scan(targets...))
		row := make(map[string]string, len(names))
		for i, name := range names {
			row[name] = values[i].String
		}
		all = append(all, row)
	}
	require.NoError(t, rows.Err())
	return all
}
