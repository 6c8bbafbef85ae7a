package storetest

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// asOf is the moment of these tests: 17:30 in Bengaluru on 20 April 2016.
var asOf = time.Date(2016, 4, 20, 12, 0, 0, 0, time.UTC)

var scoreInputTests = []test{
	{"readings come back exactly as they were appended", testExactReadings},
	{"only what can still count comes back", testWindows},
	{"the lowest full hour and every BMI are found beyond the days", testExtremes},
	{"heart-rate samples come as exact five-minute means per source", testHeartRateMeans},
	{"the model scores it as it scores all readings", testSameScore},
	{"a citizen without a city has no city readings", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		mustCitizen(t, s, "alice")
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "alice"}))
		_, err := s.AppendCityReadings(t.Context(), bengaluru().ID, []score.Reading{sample(score.UV, 3*unit, asOf)})
		require.NoError(t, err)
		in, err := s.ScoreInput(t.Context(), store.Citizen{UserID: "alice"}, asOf)
		require.NoError(t, err)
		require.Equal(t, score.Input{AsOf: asOf}, in)
	}},
	{"a citizen that was not read from the store is refused", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		_, err := s.ScoreInput(t.Context(), store.Citizen{UserID: "alice", CityID: bengaluru().ID}, asOf)
		require.ErrorIs(t, err, store.ErrInvalid)
	}},
}

// sample returns a reading of a moment.
func sample(metric score.Metric, value score.Value, at time.Time) score.Reading {
	return score.Reading{Metric: metric, Value: value, ObservedAt: at, Source: "test"}
}

// hour returns a reading of the hour that ends at a moment.
func hour(metric score.Metric, value score.Value, end time.Time) score.Reading {
	r := sample(metric, value, end)
	r.Period = time.Hour
	return r
}

// mustInput reads the score input of alice.
func mustInput(t *testing.T, s *store.Store, at time.Time) score.Input {
	t.Helper()
	citizen, err := s.Citizen(t.Context(), "alice")
	require.NoError(t, err)
	in, err := s.ScoreInput(t.Context(), citizen, at)
	require.NoError(t, err)
	require.Equal(t, at, in.AsOf)
	require.Equal(t, citizen.Zone, in.Zone)
	return in
}

func testExactReadings(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	mustCitizen(t, s, "alice")
	at := asOf.Add(-26*time.Hour + 123456*time.Microsecond)
	citizen := []score.Reading{
		{Metric: score.Steps, Value: 7_000_000_001, ObservedAt: at, Period: 25 * time.Hour, Source: "fitbit/daily"},
		{Metric: score.TotalEnergy, Value: 1, ObservedAt: at, Period: time.Second, Source: "~!#%'\"\\`"},
		{Metric: score.RestingHeartRate, Value: 220 * unit, ObservedAt: at.Add(time.Microsecond), Source: "x"},
		{Metric: score.BMI, Value: 21_450_000, ObservedAt: at, Source: "scale"},
	}
	mustAppend(t, s, "alice", citizen...)
	city := []score.Reading{
		{Metric: score.Temperature, Value: -49_999_999, ObservedAt: asOf, Period: time.Hour, Source: "nea/S60"},
		{Metric: score.Humidity, Value: 0, ObservedAt: asOf.Add(-time.Microsecond), Source: "nea/S60"},
	}
	_, err := s.AppendCityReadings(t.Context(), bengaluru().ID, city)
	require.NoError(t, err)
	in := mustInput(t, s, asOf)
	require.ElementsMatch(t, citizen, in.Citizen)
	require.ElementsMatch(t, city, in.City)
}

func testWindows(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	mustCitizen(t, s, "alice")
	firstDay := time.Date(2016, 4, 12, 18, 30, 0, 0, time.UTC) // midnight of the 13th in Bengaluru
	wanted := []score.Reading{
		sample(score.Steps, unit, firstDay),
		sample(score.Steps, 2*unit, asOf.Add(-18*time.Hour)),
		sample(score.ActiveEnergy, unit, firstDay),
		{Metric: score.Steps, Value: 5 * unit, ObservedAt: asOf.Add(-12 * time.Hour), Period: 24 * time.Hour, Source: "late"}, // most of it is yesterday's
		sample(score.BMI, 20*unit, asOf.Add(-score.BMIWindow+time.Microsecond)),
	}
	mustAppend(t, s, "alice", wanted...)
	mustAppend(t, s, "alice",
		sample(score.Steps, 3*unit, asOf.Add(time.Microsecond)),
		sample(score.Steps, 4*unit, firstDay.Add(-20*time.Hour)),
		sample(score.BMI, 21*unit, asOf.Add(-score.BMIWindow)),
		sample(score.BMI, 22*unit, asOf.Add(time.Microsecond)),
		hour(score.TotalEnergy, 50*unit, asOf.Add(-score.RestingEnergyWindow)),
		hour(score.HeartRate, 50*unit, asOf.Add(-24*time.Hour)),
		sample(score.HeartRate, 50*unit, firstDay.Add(-20*time.Hour)),
		sample(score.HeartRate, 50*unit, asOf.Add(time.Microsecond)),
	)
	cityWanted := []score.Reading{
		sample(score.Temperature, 20*unit, asOf),
		sample(score.UV, 3*unit, asOf.Add(-score.CityWindow+time.Microsecond)),
	}
	_, err := s.AppendCityReadings(t.Context(), bengaluru().ID, append([]score.Reading{
		sample(score.Temperature, 21*unit, asOf.Add(time.Microsecond)),
		sample(score.UV, 4*unit, asOf.Add(-score.CityWindow)),
		sample(score.UVMean, unit, asOf),
	}, cityWanted...))
	require.NoError(t, err)
	_, err = s.AppendCityReadings(t.Context(), singapore().ID, []score.Reading{sample(score.Humidity, 50*unit, asOf)})
	require.NoError(t, err)

	in := mustInput(t, s, asOf)
	require.ElementsMatch(t, wanted, in.Citizen)
	require.ElementsMatch(t, cityWanted, in.City)
}

func testExtremes(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	mustCitizen(t, s, "alice")
	lowest := hour(score.TotalEnergy, 52*unit, asOf.Add(-480*time.Hour))
	newest := sample(score.BMI, 25*unit, asOf.Add(-1000*time.Hour))
	newest.Source = "z"
	recent := hour(score.TotalEnergy, 90*unit, asOf.Add(-48*time.Hour))
	mustAppend(t, s, "alice", lowest, newest, recent)
	older, twin := lowest, lowest
	older.ObservedAt = older.ObservedAt.Add(-time.Hour)
	twin.Source = "a"
	other := newest
	other.Source, other.Value = "a", 26*unit
	before := sample(score.BMI, 24*unit, asOf.Add(-1001*time.Hour))
	mustAppend(t, s, "alice", older, twin, other, before,
		hour(score.TotalEnergy, 0, asOf.Add(-481*time.Hour-time.Minute)), // not worn
		sample(score.TotalEnergy, unit, asOf.Add(-490*time.Hour)),        // no full hour
		hour(score.TotalEnergy, 53*unit, asOf.Add(-500*time.Hour)),
	)
	require.ElementsMatch(t, []score.Reading{lowest, newest, other, before, recent}, mustInput(t, s, asOf).Citizen)
}

func testHeartRateMeans(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	mustCitizen(t, s, "alice")
	nine := asOf.Add(-27 * time.Hour)
	beat := func(value score.Value, after, period time.Duration, source string) score.Reading {
		return score.Reading{Metric: score.HeartRate, Value: value, ObservedAt: nine.Add(after), Period: period, Source: source}
	}
	five := beat(71*unit+1, 7*time.Minute, 5*time.Minute, "watch/5min") // a mean already, wherever it lies
	mustAppend(t, s, "alice",
		beat(60*unit, 0, 0, "watch"), beat(61*unit, time.Second, 0, "watch"), beat(61*unit, 5*time.Minute-time.Microsecond, 0, "watch"),
		beat(90*unit, 5*time.Minute, 0, "watch"), beat(91*unit+1, 6*time.Minute, 0, "watch"),
		beat(100*unit, time.Second, 0, "clinic"),
		beat(80*unit, 5*time.Minute, time.Minute, "strap"), // its middle lies in the first five minutes
		five,
		beat(99*unit, time.Hour, time.Hour, "hourly"), // too long to be of use
	)
	require.ElementsMatch(t, []score.Reading{
		beat(60_666_667, 5*time.Minute, 5*time.Minute, "watch"),
		beat(90_500_001, 10*time.Minute, 5*time.Minute, "watch"), // a half is rounded up
		beat(100*unit, 5*time.Minute, 5*time.Minute, "clinic"),
		beat(80*unit, 5*time.Minute, 5*time.Minute, "strap"),
		five,
	}, mustInput(t, s, asOf).Citizen)
}

// testSameScore compares with the model's answer for every reading there is, in
// zones of odd offsets, of clocks that change at midnight, by two hours, and by half
// an hour.
func testSameScore(t *testing.T, newDatabase NewDatabase) {
	for seed, zone := range []string{
		"Asia/Kolkata", "America/Sao_Paulo", "Antarctica/Troll", "Australia/Lord_Howe", "Pacific/Kiritimati", "Etc/GMT+12", "UTC",
	} {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		city := store.City{ID: "town", Name: "Town", TimeZone: zone}
		require.NoError(t, s.PutCity(t.Context(), city))
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "alice", CityID: city.ID}))
		life := newLife(t, uint64(seed), zone)
		_, err := s.AppendCitizenReadings(t.Context(), "alice", life.citizen)
		require.NoError(t, err)
		_, err = s.AppendCityReadings(t.Context(), city.ID, life.city)
		require.NoError(t, err)
		for _, at := range life.moments {
			requireSameScore(t, s, life, at)
		}
	}
}

// requireSameScore scores alice at a moment from the store and from all readings.
func requireSameScore(t *testing.T, s *store.Store, life life, at time.Time) {
	t.Helper()
	got, err := score.V1().Score(mustInput(t, s, at))
	require.NoError(t, err)
	want, err := score.V1().Score(score.Input{AsOf: at, Zone: life.zone, Citizen: life.citizen, City: life.city})
	require.NoError(t, err)
	require.Equal(t, want.Score, got.Score, "%s at %s", life.zone, at)
	require.Equal(t, want.Coverage, got.Coverage)
	require.Equal(t, want.AsOf, got.AsOf)
	require.GreaterOrEqual(t, want.Coverage, uint16(9000), "the test is of little use without data")
	for i, factor := range got.Factors {
		if score.Metric(factor.Name) == score.RestingHeartRate {
			require.Equal(t, want.Factors[i].Value, factor.Value)
			require.Equal(t, want.Factors[i].Source, factor.Source)
			continue // its means are observed at the end of their five minutes
		}
		require.Equal(t, want.Factors[i], factor)
	}
}

// life is the readings of some months around the moments.
type life struct {
	zone          *time.Location
	citizen, city []score.Reading
	moments       []time.Time
}

// newLife makes up the readings of a citizen and a city, with gaps, sources that
// overlap, and readings after the moments. Heart rates are such that their means
// are whole millionths.
func newLife(t *testing.T, seed uint64, zone string) life {
	t.Helper()
	location, err := time.LoadLocation(zone)
	require.NoError(t, err)
	l := life{zone: location}
	random := rand.New(rand.NewPCG(seed, 16))
	october := time.Date(2016, 10, 18, 0, 0, 0, 0, location) // Sao Paulo and Lord Howe changed in this month
	for day := -100; day < 3; day++ {
		midnight := time.Date(2016, 10, 18+day, 0, 0, 0, 0, location)
		next := time.Date(2016, 10, 19+day, 0, 0, 0, 0, location)
		l.addDay(random, midnight, next, day > -12)
	}
	for _, after := range []time.Duration{0, time.Microsecond, 9*time.Hour + 17*time.Second, 23 * time.Hour, 24 * time.Hour} {
		l.moments = append(l.moments, october.Add(after))
	}
	return l
}

// addDay adds the readings of one local day.
func (l *life) addDay(random *rand.Rand, midnight, next time.Time, detailed bool) {
	value := func(low, high int64) score.Value { return score.Value(low*1e6 + random.Int64N((high-low)*1e6)) }
	add := func(metric score.Metric, v score.Value, end time.Time, period time.Duration, source string) {
		r := score.Reading{Metric: metric, Value: v, ObservedAt: end, Period: period, Source: source}
		if d, _ := score.Define(metric); d.Scope == score.City {
			l.city = append(l.city, r)
		} else {
			l.citizen = append(l.citizen, r)
		}
	}
	length := next.Sub(midnight)
	if random.IntN(4) > 0 {
		add(score.Steps, value(0, 12_000), next, length, "a/daily")
	}
	if random.IntN(4) > 0 {
		add(score.TotalEnergy, value(1500, 3000), next, length, "a/daily")
	}
	if random.IntN(9) == 0 {
		add(score.BMI, value(18, 35), midnight.Add(time.Duration(random.Int64N(int64(length)))).Truncate(time.Microsecond), 0, "scale")
	}
	if random.IntN(6) == 0 {
		add(score.RestingHeartRate, value(50, 80), next, length, "clinic")
	}
	for end := midnight.Add(time.Hour); detailed && !end.After(next); end = end.Add(time.Hour) {
		add(score.Steps, value(0, 900), end, time.Hour, "b/hourly")
		add(score.TotalEnergy, value(55, 160), end, time.Hour, "b/hourly")
		add(score.Temperature, value(-5, 38), end, time.Hour, "station/1")
		add(score.Humidity, value(20, 90), end.Add(time.Duration(random.Int64N(1e9))*time.Microsecond), 0, "station/2")
		add(score.UV, value(0, 12), end, 0, "station/3")
		for sample := range 4 { // pairs in one five minutes, an even sum
			at := end.Add(-time.Duration(1+sample%2) * time.Minute).Add(-time.Duration(sample/2) * 20 * time.Minute)
			add(score.HeartRate, 2*(value(45, 140)/2), at, 0, "watch")
		}
	}
	slices.Reverse(l.citizen[len(l.citizen)/2:])
}
