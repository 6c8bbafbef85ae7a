package store_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// mustNewestQueries returns the queries for what is newest, of a crowd with many readings each.
func mustNewestQueries(t *testing.T, s *store.Store) []store.Query {
	t.Helper()
	mustCrowd(t, s)
	queries, err := s.Capture()
	require.NoError(t, err)
	ignore := func(store.Newest) error { return nil }
	require.NoError(t, s.NewestOfCitizens(t.Context(), crowdAsOf, ignore))
	require.NoError(t, s.NewestOfCities(t.Context(), crowdAsOf, ignore))
	all := queries()
	require.Len(t, all, 2, "one query for a page, whatever the metrics")
	return all
}

func TestNewest_SQLitePlan(t *testing.T) {
	t.Parallel()
	s := storetest.MustOpen(t, store.Config{URL: storetest.SQLite(t)})
	for _, query := range mustNewestQueries(t, s) {
		plan := strings.Join(sqlitePlan(t, s, query), "\n")
		steps := regexp.MustCompile(`SEARCH r USING PRIMARY KEY \(\w+=\? AND metric=\? AND observed_at<\?\)`).FindAllString(plan, -1)
		require.Len(t, steps, strings.Count(query.SQL, "r.metric ="), plan)
		require.NotContains(t, plan, "TEMP B-TREE", "nothing is sorted")
		require.NotContains(t, plan, "SCAN r")
	}
}

// testMariaDBNewest sees how many readings the server read for each profile.
func testMariaDBNewest(t *testing.T, url string) {
	s := storetest.MustOpen(t, store.Config{URL: url})
	queries := mustNewestQueries(t, s)
	mustRows(t, s.Pool(), "ANALYZE TABLE citizen_reading, city_reading, user_data_iot, smart_city", nil)
	for _, query := range queries {
		found := false
		for _, step := range mustRows(t, s.Pool(), "ANALYZE "+query.SQL, query.Parameters) {
			if step["table"] != "r" {
				continue
			}
			rows, err := strconv.ParseFloat(step["r_rows"], 64)
			require.NoError(t, err)
			require.LessOrEqual(t, rows, 1.0, "%s: %v", query.SQL, step)
			require.NotContains(t, step["Extra"], "filesort")
			found = true
		}
		require.True(t, found, query.SQL)
	}
}

func TestCollectors_CountTheConnections(t *testing.T) {
	t.Parallel()
	s := storetest.MustOpen(t, store.Config{URL: storetest.SQLite(t)})
	registry := prometheus.NewRegistry()
	for _, c := range s.Collectors() {
		require.NoError(t, registry.Register(c))
	}
	inUse := func() float64 {
		families, err := registry.Gather()
		require.NoError(t, err)
		for _, f := range families {
			if f.GetName() == "go_sql_in_use_connections" {
				require.Equal(t, "primary", f.GetMetric()[0].GetLabel()[0].GetValue())
				return f.GetMetric()[0].GetGauge().GetValue()
			}
		}
		require.Fail(t, "no gauge of the connections in use")
		return 0
	}
	require.Zero(t, inUse())
	connection, err := s.Pool().Conn(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1.0, inUse())
	require.NoError(t, connection.Close())
}
