package storetest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

var erasureTests = []test{
	{"nothing of a person stays in any table, and others keep all", testEraseEverywhere},
	{"who was erased is refused from then on", testEraseRefuses},
	{"erasing again is no error, and somebody unknown is one", testEraseAgain},
	{"the audit says that somebody was erased, not who", testEraseAudit},
	{"equal ids have unequal tombstones in two databases", testTombstonesDiffer},
	{"whoever adds at the same moment does not bring a person back", testEraseRace},
	{"an export holds all that was stored, page after page", testExport},
	{"an export fails before it begins, not in the middle", testExportRefused},
	{"erasing and exporting end with their context and change nothing", testEraseCancelled},
	{"no log line shows whom it is about", testEraseSilence},
}

// mustPerson stores a citizen with readings of several metrics and a record that was released, and returns the readings.
func mustPerson(t *testing.T, s *store.Store, person string, number byte) []score.Reading {
	t.Helper()
	require.NoError(t, s.PutCity(t.Context(), bengaluru()))
	citizen := store.Citizen{UserID: person, CityID: bengaluru().ID, Subject: fmt.Sprintf("0x%040x", number)}
	require.NoError(t, s.PutCitizen(t.Context(), citizen))
	readings := []score.Reading{
		sample(score.BMI, 22*unit, asOf), hour(score.Steps, 77*unit, asOf),
		sample(score.HeartRate, 61*unit, asOf), sample(score.HeartRate, 62*unit, asOf.Add(time.Minute)),
	}
	mustAppend(t, s, person, readings...)
	r := record(number)
	r.UserID, r.Patient = person, citizen.Subject
	require.NoError(t, s.PutRecord(t.Context(), r))
	_, err := s.Release(t.Context(), store.Release{RequestID: id(number), RecordID: r.ID}, sealing("sealed "+person))
	require.NoError(t, err)
	return readings
}

// columnsNamed returns the tables that have a column of that name, and so could hold something of a person.
func columnsNamed(t *testing.T, databaseURL, column string) (tables []string) {
	query := "SELECT m.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table' AND c.name = ? ORDER BY 1"
	if strings.HasPrefix(databaseURL, "mysql") {
		query = "SELECT table_name FROM information_schema.columns WHERE table_schema = DATABASE() AND column_name = ? ORDER BY 1"
	}
	rows, err := MustRaw(t, databaseURL).QueryContext(t.Context(), query, column)
	require.NoError(t, err)
	defer rows.Close()
	for rows.Next() {
		var table string
		require.NoError(t, rows.Scan(&table))
		tables = append(tables, table)
	}
	require.NoError(t, rows.Err())
	return tables
}

// rowsOf counts the rows of a person in a table.
func rowsOf(t *testing.T, databaseURL, table, person string) (rows int) {
	row := MustRaw(t, databaseURL).QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+table+" WHERE user_id = ?", person)
	require.NoError(t, row.Scan(&rows))
	return rows
}

func testEraseEverywhere(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	readings := mustPerson(t, s, "alice", 1)
	mustPerson(t, s, "bob", 2)
	mustCopy(t, s, url, "alice", asOf)
	mustCopy(t, s, url, "bob", asOf)
	tables := columnsNamed(t, url, "user_id")
	require.Subset(t, tables, []string{"citizen_reading", "patient_data", "record_location", "user_data_iot"})
	before := map[string]int{}
	for _, table := range tables {
		before[table] = rowsOf(t, url, table, "bob")
		require.Positive(t, rowsOf(t, url, table, "alice"), "the test must put something of alice into "+table)
	}
	done, err := s.Erase(t.Context(), "alice", "test")
	require.NoError(t, err)
	require.Equal(t, store.Erasure{Readings: int64(len(readings)), Records: 1, Releases: 1}, done)
	for _, table := range tables {
		require.Zero(t, rowsOf(t, url, table, "alice"), table)
		require.Equal(t, before[table], rowsOf(t, url, table, "bob"), table)
	}
	require.Equal(t, 1, mustCount(t, url, "record_release"), "bob's")
	_, err = s.Record(t.Context(), id(1))
	require.ErrorIs(t, err, store.ErrUnknownRecord)
	_, err = s.Release(t.Context(), store.Release{RequestID: id(1), RecordID: id(1)}, sealing("again"))
	require.ErrorIs(t, err, store.ErrUnknownRecord, "not even the request of before gets the bytes")
	_, err = s.CitizenBySubject(t.Context(), fmt.Sprintf("0x%040x", 1))
	require.ErrorIs(t, err, store.ErrUnknownCitizen)
}

func testEraseRefuses(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	readings := mustPerson(t, s, "alice", 1)
	mustPerson(t, s, "bob", 2)
	_, err := s.Erase(t.Context(), "alice", "test")
	require.NoError(t, err)
	for name, again := range map[string]func() error{
		"put citizen": func() error { return s.PutCitizen(t.Context(), store.Citizen{UserID: "alice"}) },
		"put record": func() error {
			r := record(3)
			r.UserID = "alice"
			return s.PutRecord(t.Context(), r)
		},
		"append": func() error { return appendError(t, s, "alice", readings[0]) },
		"append batches": func() error {
			results, err := s.AppendBatches(t.Context(), []store.Batch{{Scope: score.Citizen, ID: "alice", Readings: readings}}, false)
			require.NoError(t, err)
			return results[0].Err
		},
		"export": func() error { return s.Export(t.Context(), "alice", &bytes.Buffer{}) },
	} {
		err := again()
		require.ErrorIs(t, err, store.ErrErased, name)
		require.ErrorIs(t, err, store.ErrUnknownCitizen, name)
		require.NotContains(t, err.Error(), "alice", name)
	}
	imported, err := s.Import(t.Context(), store.ImportBatch{Readings: []store.OwnedReading{{Owner: "alice", Reading: readings[0]}}})
	require.NoError(t, err)
	require.Equal(t, []int{0}, imported.Unknown)
	erased, err := s.Erased(t.Context(), []string{"bob", "alice", "carol"})
	require.NoError(t, err)
	require.Equal(t, []string{"alice"}, erased)
	left, err := s.PutProfiles(t.Context(), nil, []store.Citizen{{UserID: "dave"}, {UserID: "alice"}, {UserID: "erin"}})
	require.NoError(t, err)
	require.Equal(t, []int{1}, left)
	for id, want := range map[string]error{"dave": nil, "alice": store.ErrUnknownCitizen, "erin": nil} {
		_, err := s.Citizen(t.Context(), id)
		require.ErrorIs(t, err, want, id)
	}
	require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "Alice"}), "another person")
	require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "bob"}))
}

func testEraseAgain(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustPerson(t, s, "alice", 1)
	for range 2 {
		_, err := s.Erase(t.Context(), "nobody", "test")
		require.ErrorIs(t, err, store.ErrUnknownCitizen)
		require.NotErrorIs(t, err, store.ErrErased)
	}
	_, err := s.Erase(t.Context(), "alice", "two words")
	require.ErrorIs(t, err, store.ErrInvalid)
	done, err := s.Erase(t.Context(), "alice", "test")
	require.NoError(t, err)
	require.False(t, done.Before)
	entries := mustCount(t, url, "audit_entry")
	done, err = s.Erase(t.Context(), "alice", "test")
	require.NoError(t, err)
	require.Equal(t, store.Erasure{Before: true}, done)
	require.Equal(t, entries, mustCount(t, url, "audit_entry"))
	require.Equal(t, 1, mustCount(t, url, "erased_citizen"))
}

func testEraseAudit(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustPerson(t, s, "alice", 1)
	_, err := s.Erase(t.Context(), "alice", "token:abc")
	require.NoError(t, err)
	var recordID, requestID, detail string
	row := MustRaw(t, url).QueryRowContext(t.Context(), "SELECT record_id, request_id, detail FROM audit_entry WHERE action = ?", store.ActionErase)
	require.NoError(t, row.Scan(&recordID, &requestID, &detail))
	require.Empty(t, recordID+requestID)
	require.Equal(t, "a person's data, asked for by token:abc", detail)
}

func testTombstonesDiffer(t *testing.T, newDatabase NewDatabase) {
	seen := map[string]bool{}
	for range 2 {
		url := newDatabase(t)
		s := MustOpen(t, store.Config{URL: url})
		mustPerson(t, s, "alice", 1)
		_, err := s.Erase(t.Context(), "alice", "test")
		require.NoError(t, err)
		var tombstone string
		require.NoError(t, MustRaw(t, url).QueryRowContext(t.Context(), "SELECT tombstone FROM erased_citizen").Scan(&tombstone))
		require.Len(t, tombstone, 64)
		require.False(t, seen[tombstone])
		seen[tombstone] = true
	}
}

func testEraseRace(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	require.NoError(t, s.PutCity(t.Context(), bengaluru()))
	for round := range 8 {
		person := fmt.Sprintf("person-%d", round)
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: person}))
		var work sync.WaitGroup
		for writer := range 3 {
			work.Go(func() {
				ctx := context.WithoutCancel(t.Context())
				for n := range 10 {
					_ = s.PutCitizen(ctx, store.Citizen{UserID: person}) // errors are ErrErased; the outcome is looked at below
					r := sample(score.HeartRate, 61*unit, asOf.Add(time.Duration(100*writer+n)*time.Minute))
					_, _ = s.AppendCitizenReadings(ctx, person, []score.Reading{r})
				}
			})
		}
		_, err := s.Erase(t.Context(), person, "test")
		work.Wait()
		require.NoError(t, err)
		for _, table := range []string{"user_data_iot", "citizen_reading"} {
			require.Zero(t, rowsOf(t, url, table, person), table)
		}
	}
}

// exported is an export as others would read it.
type exported struct {
	Format, Version, UserID, Subject, PatientAddress any
	City                                             map[string]string
	Records, Releases, Audit                         []map[string]string
	Readings                                         []struct {
		UserID, Unit string
		Metric       score.Metric
		Value        score.Value
		ObservedAt   time.Time
		Period       int64
		Source       string
	}
	ReadingCount int
	Complete     bool
}

func testExport(t *testing.T, newDatabase NewDatabase) {
	s := MustOpen(t, store.Config{URL: newDatabase(t)})
	want := mustPerson(t, s, "alice", 1)
	var many []score.Reading
	for n := range 2500 { // several pages; two sources at each moment, so that pages end between them
		r := sample(score.HeartRate, 70*unit+score.Value(n), asOf.Add(time.Duration(1+n/2)*time.Hour))
		r.Source = fmt.Sprintf("device/%d", n%2)
		many = append(many, r)
	}
	mustAppend(t, s, "alice", many...)
	mustPerson(t, s, "bob", 2)
	var out bytes.Buffer
	require.NoError(t, s.Export(t.Context(), "alice", &out))
	var got exported
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	require.Equal(t, store.ExportFormat, got.Format)
	require.InDelta(t, store.ExportVersion, got.Version, 0)
	require.Equal(t, []any{"alice", fmt.Sprintf("0x%040x", 1), fmt.Sprintf("0x%040x", 1)}, []any{got.UserID, got.Subject, got.PatientAddress})
	require.Equal(t, "Asia/Kolkata", got.City["timeZone"])
	require.Equal(t, record(1).Location, got.Records[0]["location"])
	require.Equal(t, fmt.Sprintf("0x%x", "sealed alice"), got.Releases[0]["sealed"])
	require.Equal(t, store.ActionRelease, got.Audit[0]["action"])
	require.True(t, got.Complete)
	require.Equal(t, len(want)+len(many), got.ReadingCount)
	var readings []score.Reading
	for _, r := range got.Readings {
		require.Equal(t, "alice", r.UserID)
		readings = append(readings, score.Reading{
			Metric: r.Metric, Value: r.Value, ObservedAt: r.ObservedAt, Period: time.Duration(r.Period) * time.Second, Source: r.Source,
		})
	}
	require.ElementsMatch(t, append(want, many...), readings)
}

// unwritable is a writer that takes nothing.
type unwritable struct{}

var errUnwritable = fmt.Errorf("no room")

func (unwritable) Write([]byte) (int, error) { return 0, errUnwritable }

func testExportRefused(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustPerson(t, s, "alice", 1)
	var out bytes.Buffer
	require.ErrorIs(t, s.Export(t.Context(), "nobody", &out), store.ErrUnknownCitizen)
	other := MustConnect(t, store.Config{URL: url}) // with another key
	require.ErrorIs(t, other.Export(t.Context(), "alice", &out), store.ErrDecrypt)
	require.Zero(t, out.Len())
	err := s.Export(t.Context(), "alice", unwritable{})
	require.ErrorIs(t, err, errUnwritable)
	require.NotErrorIs(t, err, store.ErrUnavailable)
}

func testEraseCancelled(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustPerson(t, s, "alice", 1)
	for name, operation := range map[string]func(context.Context) error{
		"erase":  func(ctx context.Context) error { _, err := s.Erase(ctx, "alice", "test"); return err },
		"export": func(ctx context.Context) error { return s.Export(ctx, "alice", &bytes.Buffer{}) },
		"erased": func(ctx context.Context) error { _, err := s.Erased(ctx, []string{"alice"}); return err },
	} {
		cancelled, cancel := context.WithCancel(t.Context())
		cancel()
		require.ErrorIs(t, operation(cancelled), context.Canceled, name)
		require.Equal(t, 1, rowsOf(t, url, "user_data_iot", "alice"), name)
	}
	require.NoError(t, s.Close())
	_, err := s.Erase(t.Context(), "alice", "test")
	require.ErrorIs(t, err, store.ErrUnavailable)
	require.ErrorIs(t, s.Export(t.Context(), "alice", &bytes.Buffer{}), store.ErrUnavailable)
}

func testEraseSilence(t *testing.T, newDatabase NewDatabase) {
	var log lockedBuffer
	handler := slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug - 4})
	s := MustOpen(t, store.Config{URL: newDatabase(t), Log: slog.New(handler)})
	mustPerson(t, s, "MARKED-PERSON", 1)
	require.NoError(t, s.Export(t.Context(), "MARKED-PERSON", &bytes.Buffer{}))
	_, err := s.Erase(t.Context(), "MARKED-PERSON", "test")
	require.NoError(t, err)
	require.ErrorIs(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "MARKED-PERSON"}), store.ErrErased)
	require.Contains(t, log.String(), "DELETE FROM", "the log was on")
	requireSilent(t, log.String())
}
