package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

var newestTests = []test{
	{"of each metric the newest reading counts, what comes later does not", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		mustCitizen(t, s, "alice") // of Bengaluru
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "bob"}))
		_, err := s.AppendCitizenReadings(t.Context(), "alice", []score.Reading{
			sample(score.BMI, 22*unit, asOf.Add(-time.Hour)), sample(score.BMI, 23*unit, asOf), sample(score.BMI, 24*unit, asOf.Add(1)),
			sample(score.BMI, 25*unit, asOf.Add(time.Hour)), sample(score.HeartRate, 60*unit, asOf.Add(-time.Minute)),
		})
		require.NoError(t, err)
		_, err = s.AppendCityReadings(t.Context(), bengaluru().ID, []score.Reading{sample(score.UV, 3*unit, asOf.Add(-time.Second))})
		require.NoError(t, err)

		require.Equal(t, []store.Newest{
			{CityID: bengaluru().ID, At: map[score.Metric]time.Time{score.BMI: asOf, score.HeartRate: asOf.Add(-time.Minute)}},
			{At: map[score.Metric]time.Time{}},
		}, mustNewest(t, s.NewestOfCitizens))
		require.Contains(t, mustNewest(t, s.NewestOfCities),
			store.Newest{CityID: bengaluru().ID, At: map[score.Metric]time.Time{score.UV: asOf.Add(-time.Second)}})
	}},
	{"every citizen is told once, however many there are", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		s := MustOpen(t, store.Config{URL: url})
		rows, pool := "", MustRaw(t, url)
		for n := range 1001 { // two full pages and one more
			rows += fmt.Sprintf(",('citizen-%04d')", n)
		}
		_, err := pool.ExecContext(t.Context(), "INSERT INTO user_data_iot (user_id) VALUES "+rows[1:])
		require.NoError(t, err)
		require.Len(t, mustNewest(t, s.NewestOfCitizens), 1001)
	}},
	{"whoever is told can end it", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		mustCitizen(t, s, "alice")
		enough := errors.New("enough")
		require.ErrorIs(t, s.NewestOfCitizens(t.Context(), asOf, func(store.Newest) error { return enough }), enough)
		require.NoError(t, s.Close())
		require.ErrorIs(t, s.NewestOfCities(t.Context(), asOf, func(store.Newest) error { return nil }), store.ErrUnavailable)
	}},
}

// mustNewest collects what is newest.
func mustNewest(t *testing.T, of func(ctx context.Context, asOf time.Time, each func(store.Newest) error) error) (all []store.Newest) {
	t.Helper()
	require.NoError(t, of(t.Context(), asOf, func(n store.Newest) error {
		all = append(all, n)
		return nil
	}))
	return all
}
