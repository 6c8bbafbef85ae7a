package storetest

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
)

// The addresses that tests use, one in mixed case.
const (
	subjectMixed = "0xAbCdEf0123456789aBcDeF0123456789AbCdEf01"
	subjectLower = "0xabcdef0123456789abcdef0123456789abcdef01"
	otherSubject = "0x1111111111111111111111111111111111111111"
)

func bengaluru() store.City {
	return store.City{ID: "bengaluru", Name: "Bengaluru ಬೆಂಗಳೂರು", Country: "India", TimeZone: "Asia/Kolkata"}
}

func singapore() store.City {
	return store.City{ID: "singapore", Name: "Singapore", Country: "Singapore", TimeZone: "Asia/Singapore"}
}

// mustCitizen puts both cities and a citizen of the first, and reads the citizen back.
func mustCitizen(tb testing.TB, s *store.Store, userID string) store.Citizen {
	tb.Helper()
	require.NoError(tb, s.PutCity(tb.Context(), bengaluru()))
	require.NoError(tb, s.PutCity(tb.Context(), singapore()))
	require.NoError(tb, s.PutCitizen(tb.Context(), store.Citizen{UserID: userID, CityID: bengaluru().ID, Subject: subjectMixed}))
	citizen, err := s.Citizen(tb.Context(), userID)
	require.NoError(tb, err)
	return citizen
}

var profileTests = []test{
	{"a city comes back as it was put, and can be replaced", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		city := bengaluru()
		require.NoError(t, s.PutCity(t.Context(), city))
		got, err := s.City(t.Context(), city.ID)
		require.NoError(t, err)
		require.Equal(t, city, got)

		city.Name, city.TimeZone = "Bangalore", "Asia/Calcutta"
		require.NoError(t, s.PutCity(t.Context(), city))
		got, err = s.City(t.Context(), city.ID)
		require.NoError(t, err)
		require.Equal(t, city, got)
	}},
	{"a citizen is found by user id and by subject in any case", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		citizen := mustCitizen(t, s, "alice")
		require.Equal(t, "alice", citizen.UserID)
		require.Equal(t, bengaluru().ID, citizen.CityID)
		require.Equal(t, subjectLower, citizen.Subject)
		require.Equal(t, "Asia/Kolkata", citizen.Zone.String())
		for _, subject := range []string{subjectMixed, subjectLower} {
			same, err := s.CitizenBySubject(t.Context(), subject)
			require.NoError(t, err)
			require.Equal(t, citizen, same)
		}
	}},
	{"a citizen may have neither city nor subject, and lose both", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		mustCitizen(t, s, "alice")
		for _, id := range []string{"alice", "bob", "carol"} {
			require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: id}))
			got, err := s.Citizen(t.Context(), id)
			require.NoError(t, err)
			require.Equal(t, store.Citizen{UserID: id}, got)
		}
		_, err := s.CitizenBySubject(t.Context(), subjectLower)
		require.ErrorIs(t, err, store.ErrNotFound)
	}},
	{"user ids are told apart by case, and no space is added or cut", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "alice", Subject: subjectLower}))
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "ALICE", Subject: otherSubject}))
		got, err := s.Citizen(t.Context(), "alice")
		require.NoError(t, err)
		require.Equal(t, subjectLower, got.Subject)
		for _, id := range []string{"alice ", " alice", "Alice", "álice", "", "'--"} {
			_, err := s.Citizen(t.Context(), id)
			require.ErrorIs(t, err, store.ErrUnknownCitizen, "%q", id)
			require.ErrorIs(t, err, store.ErrNotFound, "%q", id)
		}
	}},
	{"a subject that is another's is a conflict and changes neither", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		alice := mustCitizen(t, s, "alice")
		err := s.PutCitizen(t.Context(), store.Citizen{UserID: "mallory", CityID: singapore().ID, Subject: subjectMixed})
		require.ErrorIs(t, err, store.ErrConflict)
		_, err = s.Citizen(t.Context(), "mallory")
		require.ErrorIs(t, err, store.ErrNotFound)
		got, err := s.CitizenBySubject(t.Context(), subjectLower)
		require.NoError(t, err)
		require.Equal(t, alice, got)
	}},
	{"a citizen of an unknown city is refused by name", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		err := s.PutCitizen(t.Context(), store.Citizen{UserID: "alice", CityID: "atlantis"})
		require.ErrorIs(t, err, store.ErrUnknownCity)
		require.ErrorIs(t, err, store.ErrNotFound)
		_, err = s.Citizen(t.Context(), "alice")
		require.ErrorIs(t, err, store.ErrUnknownCitizen)
		_, err = s.City(t.Context(), "atlantis")
		require.ErrorIs(t, err, store.ErrUnknownCity)
	}},
	{"what cannot be stored is refused with the field's name and without its value", testInvalidProfiles},
}

func testInvalidProfiles(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	long := strings.Repeat("x", 201)
	for field, city := range map[string]store.City{
		"city id":   {ID: "two words", Name: "x", TimeZone: "UTC"},
		"city name": {ID: "x", Name: long, TimeZone: "UTC"},
		"country":   {ID: "x", Name: "x", Country: "\xff", TimeZone: "UTC"},
		"time zone": {ID: "x", Name: "x", TimeZone: "Mars/Olympus"},
	} {
		err := s.PutCity(t.Context(), city)
		require.ErrorIs(t, err, store.ErrInvalid, field)
		require.ErrorContains(t, err, field)
	}
	for _, zone := range []string{"", "Local", "../etc/passwd"} {
		err := s.PutCity(t.Context(), store.City{ID: "x", Name: "x", TimeZone: zone})
		require.ErrorIs(t, err, store.ErrInvalid, "%q", zone)
	}
	for field, citizen := range map[string]store.Citizen{
		"user id": {UserID: long},
		"city id": {UserID: "alice", CityID: "tab\t"},
		"subject": {UserID: "alice", Subject: subjectLower[:41]},
	} {
		err := s.PutCitizen(t.Context(), citizen)
		require.ErrorIs(t, err, store.ErrInvalid, field)
		require.ErrorContains(t, err, field)
		require.NotContains(t, err.Error(), subjectLower[2:41])
		require.NotContains(t, err.Error(), long)
	}
	_, err := s.CitizenBySubject(t.Context(), "alice")
	require.ErrorIs(t, err, store.ErrInvalid)
}
