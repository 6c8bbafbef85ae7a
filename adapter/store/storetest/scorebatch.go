package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

var scoreBatchTests = []test{
	{"several inputs are those of each alone", testInputsTogether},
	{"nobody known is no error of the others", testInputsOfStrangers},
	{"who is known is not read", testInputsReviewed},
	{"readings to come are read ahead", testInputsAhead},
	{"a revision is another after each change that a score could show", testRevisions},
	{"a change is told to whoever relies on what was", testChangesFresh},
	{"a cache key is drawn once", testCacheKey},
}

// mustMarks reads the marks of a citizen's score.
func mustMarks(t *testing.T, s *store.Store, r store.Revision) store.Marks {
	t.Helper()
	c, err := s.Changes(t.Context(), nil)
	require.NoError(t, err)
	return c.Marks(r.Place())
}

// mustRevision reads a citizen's revision.
func mustRevision(t *testing.T, s *store.Store, userID string) store.Revision {
	t.Helper()
	inputs, err := s.ScoreInputs(t.Context(), store.ScoreQuery{Citizens: []store.CitizenKey{{UserID: userID}}, AsOf: asOf})
	require.NoError(t, err)
	require.NoError(t, inputs[0].Err)
	return inputs[0].Revision
}

func testInputsTogether(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	require.NoError(t, s.PutCity(t.Context(), bengaluru()))
	require.NoError(t, s.PutCity(t.Context(), store.City{ID: "auckland", Name: "x", TimeZone: "Pacific/Auckland"}))
	var keys []store.CitizenKey
	for n, city := range []string{bengaluru().ID, "auckland", "", bengaluru().ID} {
		citizen := store.Citizen{UserID: fmt.Sprint("citizen-", n), CityID: city, Subject: fmt.Sprintf("0x%039da", n)}
		require.NoError(t, s.PutCitizen(t.Context(), citizen))
		mustAppend(t, s, citizen.UserID,
			sample(score.Steps, score.Value(n+1)*unit, asOf.Add(-30*time.Hour)),
			hour(score.TotalEnergy, 60*unit, asOf.Add(-40*time.Hour)), hour(score.TotalEnergy, 50*unit, asOf.Add(-20*24*time.Hour)),
			sample(score.BMI, 20*unit, asOf.Add(-1000*time.Hour)),
			sample(score.HeartRate, 60*unit, asOf.Add(-50*time.Hour)), sample(score.HeartRate, 70*unit, asOf.Add(-50*time.Hour+time.Second)))
		keys = append(keys, store.CitizenKey{UserID: citizen.UserID})
		if n == 3 {
			keys[n] = store.CitizenKey{Subject: fmt.Sprintf("0x%039dA", n)} // in any case
		}
	}
	for _, city := range []string{bengaluru().ID, "auckland"} {
		_, err := s.AppendCityReadings(t.Context(), city, []score.Reading{sample(score.Temperature, score.Value(len(city))*unit, asOf)})
		require.NoError(t, err)
	}
	inputs, err := s.ScoreInputs(t.Context(), store.ScoreQuery{Citizens: append(keys, keys[0]), AsOf: asOf})
	require.NoError(t, err)
	require.Len(t, inputs, 5)
	require.Equal(t, inputs[0], inputs[4])
	for n, in := range inputs[:4] {
		require.NoError(t, in.Err)
		citizen, err := s.Citizen(t.Context(), fmt.Sprint("citizen-", n))
		require.NoError(t, err)
		require.Equal(t, citizen.UserID, in.Revision.UserID)
		require.Equal(t, citizen.CityID, in.Revision.CityID)
		alone, err := s.ScoreInput(t.Context(), citizen, asOf)
		require.NoError(t, err)
		require.NotEmpty(t, alone.Citizen)
		require.Equal(t, mustScore(t, alone), mustScore(t, in.Input))
	}
}

// mustScore scores an input.
func mustScore(t *testing.T, in score.Input) score.Result {
	t.Helper()
	result, err := score.V1().Score(in)
	require.NoError(t, err)
	return result
}

func testInputsOfStrangers(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	mustCitizen(t, s, "alice")
	inputs, err := s.ScoreInputs(t.Context(), store.ScoreQuery{AsOf: asOf, Citizens: []store.CitizenKey{
		{UserID: "nobody"}, {Subject: "0x0000000000000000000000000000000000000000"}, {Subject: "alice"}, {UserID: "alice"}, {},
	}})
	require.NoError(t, err)
	require.ErrorIs(t, inputs[0].Err, store.ErrUnknownCitizen)
	require.ErrorIs(t, inputs[1].Err, store.ErrUnknownCitizen)
	require.ErrorIs(t, inputs[2].Err, store.ErrInvalid)
	require.NoError(t, inputs[3].Err)
	require.ErrorIs(t, inputs[4].Err, store.ErrUnknownCitizen)

	none, err := s.ScoreInputs(t.Context(), store.ScoreQuery{AsOf: asOf})
	require.NoError(t, err)
	require.Empty(t, none)
}

func testInputsReviewed(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	mustCitizen(t, s, "alice")
	require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "bob"}))
	for _, who := range []string{"alice", "bob"} {
		mustAppend(t, s, who, sample(score.BMI, 20*unit, asOf))
	}
	reviewed := 0
	inputs, err := s.ScoreInputs(t.Context(), store.ScoreQuery{
		AsOf: asOf, Citizens: []store.CitizenKey{{UserID: "alice"}, {UserID: "nobody"}, {UserID: "bob"}},
		Review: func(inputs []store.ScoreInput) {
			reviewed++
			require.Equal(t, "alice", inputs[0].Revision.UserID)
			require.Error(t, inputs[1].Err)
			require.Empty(t, inputs[2].Input.Citizen)
			inputs[0].Known = true
		},
	})
	require.NoError(t, err)
	require.Equal(t, 1, reviewed)
	require.Empty(t, inputs[0].Input.Citizen)
	require.Len(t, inputs[2].Input.Citizen, 1)
}

func testInputsAhead(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	mustCitizen(t, s, "alice")
	soon, later := sample(score.BMI, 20*unit, asOf.Add(time.Minute)), sample(score.BMI, 21*unit, asOf.Add(3*time.Hour))
	mustAppend(t, s, "alice", soon, later)
	humid := sample(score.Humidity, 20*unit, asOf.Add(time.Minute))
	_, err := s.AppendCityReadings(t.Context(), bengaluru().ID, []score.Reading{humid, sample(score.Humidity, unit, asOf.Add(3*time.Hour))})
	require.NoError(t, err)
	inputs, err := s.ScoreInputs(t.Context(), store.ScoreQuery{
		AsOf: asOf, Ahead: time.Hour - time.Second, Citizens: []store.CitizenKey{{UserID: "alice"}},
	})
	require.NoError(t, err)
	require.Equal(t, []score.Reading{soon}, inputs[0].Input.Citizen)
	require.Equal(t, []score.Reading{humid}, inputs[0].Input.City)
}

func testRevisions(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	mustCitizen(t, s, "alice")
	require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "bob", CityID: bengaluru().ID}))
	steps := func(n int) score.Reading { return sample(score.Steps, unit, asOf.Add(-time.Duration(n)*time.Hour)) }
	warm := func(n int) score.Reading {
		return sample(score.Temperature, unit, asOf.Add(-time.Duration(n)*time.Hour))
	}
	mustAppend(t, s, "bob", steps(1))
	bob := mustRevision(t, s, "bob")
	last := mustRevision(t, s, "alice")
	marks := mustMarks(t, s, last)
	for _, step := range []struct {
		name      string
		unchanged bool
		do        func() error
	}{
		{"a reading", false, func() error { mustAppend(t, s, "alice", steps(1)); return nil }},
		{"the same again", true, func() error {
			_, err := s.AppendCitizenReadings(t.Context(), "alice", []score.Reading{steps(1)})
			return err
		}},
		{"a batch of several owners", false, func() error {
			_, err := s.AppendBatches(t.Context(), []store.Batch{{Scope: score.Citizen, ID: "alice", Readings: []score.Reading{steps(2)}}}, true)
			return err
		}},
		{"a batch that was rolled back", true, func() error {
			_, err := s.AppendBatches(t.Context(), []store.Batch{
				{Scope: score.Citizen, ID: "alice", Readings: []score.Reading{steps(3)}},
				{Scope: score.Citizen, ID: "nobody", Readings: []score.Reading{steps(3)}},
			}, true)
			require.ErrorIs(t, err, store.ErrRolledBack)
			return nil
		}},
		{"an import", false, func() error {
			_, err := s.Import(t.Context(), store.ImportBatch{Readings: owned("alice", steps(4))})
			return err
		}},
		{"an import of nothing new", true, func() error {
			_, err := s.Import(t.Context(), store.ImportBatch{Readings: owned("alice", steps(4))})
			return err
		}},
		{"a reading of the city, imported", false, func() error {
			_, err := s.Import(t.Context(), store.ImportBatch{Readings: owned(bengaluru().ID, warm(1))})
			return err
		}},
		{"a reading of another city", true, func() error {
			_, err := s.AppendCityReadings(t.Context(), singapore().ID, []score.Reading{warm(2)})
			return err
		}},
		{"another clock of the city", false, func() error {
			city := bengaluru()
			city.TimeZone = "Asia/Dhaka"
			return s.PutCity(t.Context(), city)
		}},
		{"another city", false, func() error {
			return s.PutCitizen(t.Context(), store.Citizen{UserID: "alice", CityID: singapore().ID})
		}},
		{"no city", false, func() error { return s.PutCitizen(t.Context(), store.Citizen{UserID: "alice"}) }},
	} {
		require.NoError(t, step.do(), step.name)
		now := mustRevision(t, s, "alice")
		require.Equal(t, step.unchanged, now == last, step.name)
		marked := mustMarks(t, s, last)
		require.True(t, step.unchanged || marked != marks, step.name)
		last, marks = now, mustMarks(t, s, now)
	}
	now := mustRevision(t, s, "bob")
	require.Equal(t, bob.Citizen, now.Citizen, "what others do is nothing of bob's")
	require.NotEqual(t, bob.City, now.City)

	_, err := s.Erase(t.Context(), "alice", "test")
	require.NoError(t, err)
	require.NotEqual(t, marks, mustMarks(t, s, last))
	inputs, err := s.ScoreInputs(t.Context(), store.ScoreQuery{Citizens: []store.CitizenKey{{UserID: "alice"}}, AsOf: asOf})
	require.NoError(t, err)
	require.ErrorIs(t, inputs[0].Err, store.ErrUnknownCitizen)
}

// fresh reports whether changes still hold.
func fresh(s *store.Store, c *store.Changes) bool {
	_, fresh := s.Fresh(c)
	return fresh
}

func testChangesFresh(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s, other := MustOpen(t, store.Config{URL: url}), MustOpen(t, store.Config{URL: url})
	require.False(t, fresh(s, nil))
	mustCitizen(t, s, "alice")
	r := mustRevision(t, s, "alice")
	before, err := s.Changes(t.Context(), nil)
	require.NoError(t, err)
	mustAppend(t, s, "alice", sample(score.BMI, 20*unit, asOf))
	require.False(t, fresh(s, before), "what a store changes itself it knows at once")

	before, err = s.Changes(t.Context(), before)
	require.NoError(t, err)
	mustAppend(t, other, "alice", sample(score.BMI, 21*unit, asOf.Add(time.Second)))
	other.Settle(t.Context())
	require.False(t, fresh(s, before), "what another one changes is known once that is settled")
	after, err := s.Changes(t.Context(), before)
	require.NoError(t, err)
	require.NotEqual(t, before.Marks(r.Place()), after.Marks(r.Place()))

	again, err := s.Changes(t.Context(), after)
	require.NoError(t, err)
	require.Equal(t, after.Marks(r.Place()), again.Marks(r.Place()), "nothing was changed")
}

func testCacheKey(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	first, err := MustOpen(t, store.Config{URL: url}).CacheKey(t.Context())
	require.NoError(t, err)
	require.NotZero(t, first)
	second, err := MustOpen(t, store.Config{URL: url}).CacheKey(t.Context())
	require.NoError(t, err)
	require.Equal(t, first, second)
	other, err := MustOpen(t, store.Config{URL: newDatabase(t)}).CacheKey(t.Context())
	require.NoError(t, err)
	require.NotEqual(t, first, other)
}
