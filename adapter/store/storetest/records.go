package storetest

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
)

// location is a record's, with a text that a search can find.
const location = "https://records.example/MARKED-LOCATION/42"

// id returns 32 bytes that begin with n.
func id(n byte) [32]byte { return [32]byte{n, 0xfe} }

// record returns a record of patient p.
func record(n byte) store.Record {
	return store.Record{ID: id(n), UserID: "p", Patient: subjectLower, Location: location}
}

// mustPutRecord puts the record with id n.
func mustPutRecord(tb testing.TB, s *store.Store, n byte) {
	tb.Helper()
	require.NoError(tb, s.PutRecord(tb.Context(), record(n)))
}

var recordTests = []test{
	{"a record comes back with its location decrypted", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		want := record(1)
		want.Location = strings.Repeat("ß", 1024)
		want.Patient = subjectMixed
		require.NoError(t, s.PutRecord(t.Context(), want))
		got, err := s.Record(t.Context(), id(1))
		require.NoError(t, err)
		want.Patient = subjectLower
		require.True(t, want == got)
	}},
	{"a record can move, but not to another patient", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		mustPutRecord(t, s, 1)
		moved := record(1)
		moved.Location, moved.Patient = "https://elsewhere.example/7", otherSubject
		require.NoError(t, s.PutRecord(t.Context(), moved))
		stolen := moved
		stolen.UserID, stolen.Location = "q", "https://thief.example"
		require.ErrorIs(t, s.PutRecord(t.Context(), stolen), store.ErrConflict)
		got, err := s.Record(t.Context(), id(1))
		require.NoError(t, err)
		require.True(t, moved == got)
	}},
	{"a record that is not there is not found", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		mustPutRecord(t, s, 1)
		_, err := s.Record(t.Context(), id(2))
		require.ErrorIs(t, err, store.ErrUnknownRecord)
		require.ErrorIs(t, err, store.ErrNotFound)
	}},
	{"what cannot be stored is refused with the field's name", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		for field, spoil := range map[string]func(*store.Record){
			"user id":  func(r *store.Record) { r.UserID = "" },
			"patient":  func(r *store.Record) { r.Patient = strings.ToUpper(subjectLower) },
			"location": func(r *store.Record) { r.Location = strings.Repeat("MARKED", 400) },
		} {
			r := record(1)
			spoil(&r)
			err := s.PutRecord(t.Context(), r)
			require.ErrorIs(t, err, store.ErrInvalid, field)
			require.ErrorContains(t, err, field)
			require.NotContains(t, err.Error(), "MARKED")
		}
		_, err := s.Record(t.Context(), id(1))
		require.ErrorIs(t, err, store.ErrNotFound)
	}},
	{"without keys everything but locations works", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		mustPutRecord(t, MustOpen(t, store.Config{URL: url}), 1)
		s, err := store.Open(t.Context(), store.Config{URL: url, Log: silent()})
		require.NoError(t, err)
		defer func() { require.NoError(t, s.Close()) }()
		require.NoError(t, s.PutCity(t.Context(), bengaluru()))
		require.ErrorIs(t, s.PutRecord(t.Context(), record(2)), store.ErrNoKeys)
		_, err = s.Record(t.Context(), id(1))
		require.ErrorIs(t, err, store.ErrNoKeys)
		_, err = s.RotateRecords(t.Context())
		require.ErrorIs(t, err, store.ErrNoKeys)
	}},
	{"the database holds no plaintext, and no two ciphertexts are alike", testCiphertext},
	{"a ciphertext opens only under its own record id, unaltered", testCiphertextBound},
	{"keys rotate without losing a record", testRotation},
}

func testCiphertext(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	seen := make(map[string]bool)
	for range 3 {
		for n := range byte(3) {
			mustPutRecord(t, s, n)
			ciphertext := mustCiphertext(t, url, n)
			require.False(t, seen[string(ciphertext)])
			seen[string(ciphertext)] = true
			require.Len(t, ciphertext, 12+len(location)+16, "nonce, text and tag")
			for _, plain := range []string{location, "MARKED", "records.example"} {
				require.False(t, bytes.Contains(ciphertext, []byte(plain)))
			}
		}
	}
}

func testCiphertextBound(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustPutRecord(t, s, 1)
	mustPutRecord(t, s, 2)
	original := mustCiphertext(t, url, 1)
	altered := bytes.Clone(original)
	altered[len(altered)-20] ^= 1
	for name, forged := range map[string][]byte{
		"of another record": mustCiphertext(t, url, 2), "with a bit flipped": altered, "cut short": original[:10], "empty": {},
	} {
		mustExec(t, url, "UPDATE record_location SET ciphertext = ? WHERE record_id = ?", forged, hexID(1))
		_, err := s.Record(t.Context(), id(1))
		require.ErrorIs(t, err, store.ErrDecrypt, name)
	}
	mustExec(t, url, "UPDATE record_location SET ciphertext = ? WHERE record_id = ?", original, hexID(1))
	_, err := s.Record(t.Context(), id(1))
	require.NoError(t, err)
}

func testRotation(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	oldLine, newLine := mustKeyLine(t, "old"), mustKeyLine(t, "new")
	old := MustOpen(t, store.Config{URL: url, Keys: mustKeyring(t, oldLine)})
	const records = 250 // more than one transaction's worth
	for n := range records {
		r := record(0)
		r.ID[1], r.Location = byte(n), fmt.Sprint(location, n)
		require.NoError(t, old.PutRecord(t.Context(), r))
	}
	both := MustOpen(t, store.Config{URL: url, Keys: mustKeyring(t, newLine, oldLine)})
	moved := record(0)
	moved.ID[1] = 3
	require.NoError(t, both.PutRecord(t.Context(), moved), "a record written now is under the new key")
	only := MustOpen(t, store.Config{URL: url, Keys: mustKeyring(t, newLine)})
	_, err := only.Record(t.Context(), id0(4))
	require.ErrorIs(t, err, store.ErrDecrypt)
	require.ErrorContains(t, err, `"old"`)

	rotated, err := both.RotateRecords(t.Context())
	require.NoError(t, err)
	require.Equal(t, records-1, rotated)
	rotated, err = both.RotateRecords(t.Context())
	require.NoError(t, err)
	require.Zero(t, rotated)
	for n := range records {
		got, err := only.Record(t.Context(), id0(byte(n)))
		require.NoError(t, err)
		if n != 3 {
			require.True(t, got.Location == fmt.Sprint(location, n))
		}
	}
}

// id0 is a record id of the rotation test.
func id0(n byte) [32]byte { return [32]byte{0, n} }

// hexID is how id(n) is stored.
func hexID(n byte) string {
	bytes := id(n)
	return "0x" + hex.EncodeToString(bytes[:])
}

// mustCiphertext reads a location as it is stored.
func mustCiphertext(tb testing.TB, url string, n byte) (ciphertext []byte) {
	tb.Helper()
	row := MustRaw(tb, url).QueryRowContext(tb.Context(), "SELECT ciphertext FROM record_location WHERE record_id = ?", hexID(n))
	require.NoError(tb, row.Scan(&ciphertext))
	return ciphertext
}
