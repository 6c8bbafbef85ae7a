package storetest

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/token"
)

var faultTests = []test{
	{"every operation ends with its context and changes nothing", testCancelled},
	{"a store that is closed is unavailable", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		citizen := mustCitizen(t, s, "alice")
		require.NoError(t, s.Ping(t.Context()))
		require.NoError(t, s.Close())
		require.NoError(t, s.Close(), "closing twice is harmless")
		for name, operation := range Operations(s, citizen) {
			require.ErrorIs(t, operation(t.Context()), store.ErrUnavailable, name)
		}
	}},
	{"a database that was never migrated gives an error, not data", func(t *testing.T, newDatabase NewDatabase) {
		s := MustConnect(t, store.Config{URL: newDatabase(t)})
		for name, operation := range Operations(s, store.Citizen{UserID: "alice"}) {
			if name != "ping" && name != "check schema" && name != "migrate" {
				require.Error(t, operation(t.Context()), name)
			}
		}
	}},
	{"no log line and no error shows anything personal, at any level", testSilence},
}

// Operations returns every operation of a store that talks to the database, by
// name, for tests of what they do when it cannot be reached.
func Operations(s *store.Store, citizen store.Citizen) map[string]func(context.Context) error {
	reading := []score.Reading{sample(score.Steps, 77_777_777, asOf)}
	climate := []score.Reading{sample(score.UV, unit, asOf)}
	return map[string]func(context.Context) error{
		"ping":         s.Ping,
		"check schema": s.CheckSchema,
		"migrate":      s.Migrate,
		"put city": func(ctx context.Context) error {
			return s.PutCity(ctx, store.City{ID: "new", Name: "n", TimeZone: "UTC"})
		},
		"city":        func(ctx context.Context) error { _, err := s.City(ctx, bengaluru().ID); return err },
		"put citizen": func(ctx context.Context) error { return s.PutCitizen(ctx, store.Citizen{UserID: "new"}) },
		"citizen":     func(ctx context.Context) error { _, err := s.Citizen(ctx, "alice"); return err },
		"by subject":  func(ctx context.Context) error { _, err := s.CitizenBySubject(ctx, subjectLower); return err },
		"append citizen readings": func(ctx context.Context) error {
			_, err := s.AppendCitizenReadings(ctx, "alice", reading)
			return err
		},
		"append city readings": func(ctx context.Context) error {
			_, err := s.AppendCityReadings(ctx, bengaluru().ID, climate)
			return err
		},
		"append batches": func(ctx context.Context) error {
			_, err := s.AppendBatches(ctx, []store.Batch{{Scope: score.Citizen, ID: "alice", Readings: reading}}, false)
			return err
		},
		"issue token": func(ctx context.Context) error {
			_, _, err := s.IssueToken(ctx, token.Scopes(), "", time.Time{})
			return err
		},
		"tokens":      func(ctx context.Context) error { _, err := s.Tokens(ctx); return err },
		"score input": func(ctx context.Context) error { _, err := s.ScoreInput(ctx, citizen, asOf); return err },
		"put record":  func(ctx context.Context) error { return s.PutRecord(ctx, record(1)) },
		"record":      func(ctx context.Context) error { _, err := s.Record(ctx, id(2)); return err },
		"rotate":      func(ctx context.Context) error { _, err := s.RotateRecords(ctx); return err },
		"release":     func(ctx context.Context) error { _, err := s.Release(ctx, release(9), sealing("x")); return err },
		"audit":       func(ctx context.Context) error { _, err := s.Audit(ctx, id(1)); return err },
	}
}

func testCancelled(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	citizen := mustCitizen(t, s, "alice")
	mustPutRecord(t, s, 2)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancelLate := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancelLate()
	for name, operation := range Operations(s, citizen) {
		require.ErrorIs(t, operation(cancelled), context.Canceled, name)
		require.ErrorIs(t, operation(late), context.DeadlineExceeded, name)
		require.NotErrorIs(t, operation(cancelled), store.ErrUnavailable, name)
	}
	for table, rows := range map[string]int{
		"smart_city": 2, "user_data_iot": 1, "citizen_reading": 0, "city_reading": 0, "record_location": 1, "record_release": 0, "audit_entry": 0,
	} {
		require.Equal(t, rows, mustCount(t, url, table), table)
	}
	for name, operation := range Operations(s, citizen) {
		if name != "release" { // its record 1 may not have been put yet
			require.NoError(t, operation(t.Context()), name)
		}
	}
}

// lockedBuffer is a log that several goroutines may write.
type lockedBuffer struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

// Write adds to the log.
func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.Write(p)
}

// String returns what was logged.
func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.String()
}

// silent is a log that nobody reads.
func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

func testSilence(t *testing.T, newDatabase NewDatabase) {
	var log lockedBuffer
	handler := slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug - 4})
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url, Log: slog.New(handler)})
	const person = "MARKED-PERSON"
	citizen := mustCitizen(t, s, person)
	require.NoError(t, s.PutCitizen(t.Context(), citizen))
	measured := hour(score.Steps, 77_777_777, asOf.Add(-24*time.Hour))
	mustAppend(t, s, person, measured)
	changed := measured
	changed.Value++
	_, err := s.AppendCitizenReadings(t.Context(), person, []score.Reading{measured, changed})
	require.NoError(t, err)
	_, err = s.ScoreInput(t.Context(), citizen, asOf)
	require.NoError(t, err)
	r := record(1)
	r.UserID = person
	require.NoError(t, s.PutRecord(t.Context(), r))
	_, err = s.Record(t.Context(), r.ID)
	require.NoError(t, err)
	errs := []error{
		s.PutCitizen(t.Context(), store.Citizen{UserID: "MARKED-OTHER", Subject: subjectMixed}),
		s.PutCitizen(t.Context(), store.Citizen{UserID: person, CityID: "MARKED-TOWN"}),
		appendError(t, s, "MARKED-NOBODY", measured),
		failedInsert(t, s, url, person, changed),
	}
	for _, err := range errs {
		require.Error(t, err)
		requireSilent(t, err.Error())
	}
	for _, shown := range []string{"INSERT INTO", "SELECT", "citizen_reading", "record_location"} {
		require.Contains(t, log.String(), shown, "the log was on")
	}
	requireSilent(t, log.String())
}

// appendError appends one reading and returns the error.
func appendError(t *testing.T, s *store.Store, userID string, r score.Reading) error {
	_, err := s.AppendCitizenReadings(t.Context(), userID, []score.Reading{r})
	return err
}

// failedInsert makes the database itself refuse a reading.
func failedInsert(t *testing.T, s *store.Store, url, userID string, r score.Reading) error {
	mustExec(t, url, "ALTER TABLE citizen_reading RENAME TO elsewhere")
	return appendError(t, s, userID, r)
}

// requireSilent looks for everything personal of testSilence.
func requireSilent(t *testing.T, text string) {
	t.Helper()
	lower := strings.ToLower(Noiseless(text))
	for _, personal := range []string{"marked", subjectLower, subjectLower[2:], "77777777", "77.777777", "77777778", "records.example"} {
		require.NotContains(t, lower, personal)
	}
}
