package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// importedFile is the identity of some file.
var importedFile = strings.Repeat("ab", 32)

// owned returns readings as one owner's.
func owned(id string, readings ...score.Reading) []store.OwnedReading {
	all := make([]store.OwnedReading, len(readings))
	for i, r := range readings {
		all[i] = store.OwnedReading{Owner: id, Reading: r}
	}
	return all
}

// progressOf records a text as the state of importedFile.
func progressOf(state string) func(store.Imported) (store.ImportProgress, error) {
	return func(store.Imported) (store.ImportProgress, error) {
		return store.ImportProgress{File: importedFile, State: []byte(state)}, nil
	}
}

var importTests = []test{
	{"a large batch of several owners is stored once, whatever its order", testImportOnce},
	{"new, duplicate, conflicting and unknown readings are told apart exactly", testImportTold},
	{"ids of odd characters arrive as they are", testImportOddIDs},
	{"an import that fails stores neither readings nor progress", testImportWhole},
	{"progress is replaced, found and forgotten", testImportProgress},
	{"profiles are put many at a time, and the erased stay erased", testPutProfiles},
	{"foreign keys hold after an import", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		s := MustOpen(t, store.Config{URL: url})
		mustCitizen(t, s, "alice")
		_, err := s.Import(t.Context(), store.ImportBatch{Readings: owned("alice", hourly(3)...)})
		require.NoError(t, err)
		_, err = s.AppendCitizenReadings(t.Context(), "nobody", hourly(1))
		require.ErrorIs(t, err, store.ErrUnknownCitizen)
	}},
}

func testImportOnce(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	var all []store.OwnedReading
	for n := range 40 {
		id := fmt.Sprint("citizen-", n)
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: id}))
		all = append(all, owned(id, hourly(100)...)...)
	}
	require.NoError(t, s.PutCity(t.Context(), store.City{ID: "singapore", Name: "Singapore", TimeZone: "Asia/Singapore"}))
	for hour := range 3000 {
		all = append(all, store.OwnedReading{Owner: "singapore", Reading: score.Reading{
			Metric: score.Temperature, Value: 27 * unit, ObservedAt: start.Add(time.Duration(hour) * time.Hour), Source: "nea/S1"}})
	}
	for range 2 {
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		got, err := s.Import(t.Context(), store.ImportBatch{Readings: all[:5000]})
		require.NoError(t, err)
		require.Equal(t, 5000, got.New+got.Duplicate)
		got, err = s.Import(t.Context(), store.ImportBatch{Readings: all})
		require.NoError(t, err)
		require.Equal(t, len(all), got.New+got.Duplicate)
	}
	require.Equal(t, 4000, mustCount(t, url, "citizen_reading"))
	require.Equal(t, 3000, mustCount(t, url, "city_reading"))
	again, err := s.AppendCitizenReadings(t.Context(), "citizen-7", hourly(100))
	require.NoError(t, err)
	require.Equal(t, store.Appended{Duplicate: 100}, again, "each value under its own key")
}

func testImportTold(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	mustCitizen(t, s, "alice")
	readings := hourly(100)
	mustAppend(t, s, "alice", readings[:50]...)
	readings[10].Value++
	readings[20].Period = time.Minute
	other := readings[99]
	other.Value += unit
	batch := owned("alice", append(readings, readings[70], other)...)
	batch = append(batch, owned("nobody", hourly(2)...)...)
	batch = append(batch, store.OwnedReading{Owner: "nowhere", Reading: score.Reading{Metric: score.UV, ObservedAt: start, Source: "x"}})
	got, err := s.Import(t.Context(), store.ImportBatch{Readings: batch})
	require.NoError(t, err)
	require.Equal(t, store.Imported{New: 50, Duplicate: 49, Conflicts: []int{10, 20, 101}, Unknown: []int{102, 103, 104}}, got)
	none, err := s.Import(t.Context(), store.ImportBatch{})
	require.NoError(t, err)
	require.Zero(t, none)
}

func testImportOddIDs(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	var batch []store.OwnedReading
	ids := []string{`\N`, "NULL", `a\tb`, `it's`, `"quoted"`, "x,y", "--", "?1", "%s", `\`, "0x41"}
	for _, id := range ids {
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: id}))
		readings := hourly(40)
		for i := range readings {
			readings[i].Source = id
		}
		batch = append(batch, owned(id, readings...)...)
	}
	got, err := s.Import(t.Context(), store.ImportBatch{Readings: batch})
	require.NoError(t, err)
	require.Equal(t, store.Imported{New: 40 * len(ids)}, got)
	got, err = s.Import(t.Context(), store.ImportBatch{Readings: batch})
	require.NoError(t, err)
	require.Equal(t, store.Imported{Duplicate: 40 * len(ids)}, got, "what is stored is what was sent")
}

func testImportWhole(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	refused := errors.New("no more room")
	_, err := s.Import(t.Context(), store.ImportBatch{
		Readings: owned("alice", hourly(2500)...),
		Progress: func(done store.Imported) (store.ImportProgress, error) {
			require.Equal(t, 2500, done.New)
			return store.ImportProgress{}, refused
		},
	})
	require.ErrorIs(t, err, refused)
	require.Zero(t, mustCount(t, url, "citizen_reading"))
	bad := hourly(3)
	bad[2].Source = "with space"
	_, err = s.Import(t.Context(), store.ImportBatch{Readings: owned("alice", bad...), Progress: progressOf("{}")})
	require.ErrorIs(t, err, store.ErrInvalid)
	require.ErrorContains(t, err, "reading 2")
	require.Zero(t, mustCount(t, url, "citizen_reading"))
	state, err := s.ImportProgress(t.Context(), importedFile)
	require.NoError(t, err)
	require.Nil(t, state)
}

func testImportProgress(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	for _, state := range []string{`{"line":1}`, `{"line":2}`} {
		_, err := s.Import(t.Context(), store.ImportBatch{Progress: progressOf(state)})
		require.NoError(t, err)
		got, err := s.ImportProgress(t.Context(), importedFile)
		require.NoError(t, err)
		require.Equal(t, state, string(got))
	}
	long := time.Now().Add(-time.Hour)
	require.NoError(t, s.ForgetImports(t.Context(), []string{strings.Repeat("cd", 32)}, long))
	got, err := s.ImportProgress(t.Context(), importedFile)
	require.NoError(t, err)
	require.NotNil(t, got, "neither named nor old")
	require.NoError(t, s.ForgetImports(t.Context(), []string{importedFile}, long))
	got, err = s.ImportProgress(t.Context(), importedFile)
	require.NoError(t, err)
	require.Nil(t, got)
}

func testPutProfiles(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	var citizens []store.Citizen
	for n := range 700 {
		citizens = append(citizens, store.Citizen{UserID: fmt.Sprint("citizen-", n), CityID: "singapore"})
	}
	cities := []store.City{{ID: "singapore", Name: "Singapore", TimeZone: "Asia/Singapore"}}
	erased, err := s.PutProfiles(t.Context(), cities, citizens)
	require.NoError(t, err)
	require.Empty(t, erased)
	require.Equal(t, 700, mustCount(t, url, "user_data_iot"))
	_, err = s.Erase(t.Context(), "citizen-600", "test")
	require.NoError(t, err)
	erased, err = s.PutProfiles(t.Context(), cities, citizens)
	require.NoError(t, err)
	require.Equal(t, []int{600}, erased)
	require.Equal(t, 699, mustCount(t, url, "user_data_iot"))
	got, err := s.Import(t.Context(), store.ImportBatch{Readings: owned("citizen-600", hourly(40)...)})
	require.NoError(t, err)
	require.Len(t, got.Unknown, 40)
	citizens[0].CityID = "nowhere"
	_, err = s.PutProfiles(t.Context(), nil, citizens)
	require.ErrorIs(t, err, store.ErrUnknownCity)
}
