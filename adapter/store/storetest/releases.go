package storetest

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/link4health/link4health/adapter/store"
)

// release is a release of record 1.
func release(request byte) store.Release {
	return store.Release{RequestID: id(request), RecordID: id(1), PublicKey: id(7)}
}

// sealing returns a seal function that gives these bytes.
func sealing(sealed string) func() ([]byte, error) {
	return func() ([]byte, error) { return []byte(sealed), nil }
}

// mustNotSeal is a seal function that fails the test when it is called.
func mustNotSeal(t *testing.T) func() ([]byte, error) {
	return func() ([]byte, error) {
		t.Error("sealed again")
		return nil, errors.New("sealed again")
	}
}

var releaseTests = []test{
	{"a release is stored and audited, and repeated without sealing again", testRelease},
	{"a request is released for one record and one key only", func(t *testing.T, newDatabase NewDatabase) {
		s := MustOpen(t, store.Config{URL: newDatabase(t)})
		mustPutRecord(t, s, 1)
		mustPutRecord(t, s, 2)
		_, err := s.Release(t.Context(), release(9), sealing("sealed"))
		require.NoError(t, err)
		otherKey, otherRecord := release(9), release(9)
		otherKey.PublicKey[31]++
		otherRecord.RecordID = id(2)
		for _, other := range []store.Release{otherKey, otherRecord} {
			sealed, err := s.Release(t.Context(), other, mustNotSeal(t))
			require.ErrorIs(t, err, store.ErrConflict)
			require.Nil(t, sealed)
		}
		require.Len(t, mustAudit(t, s, 1), 1)
		require.Empty(t, mustAudit(t, s, 2))
	}},
	{"a release that fails leaves nothing behind", testFailedRelease},
	{"at once, all get the bytes of one seal", testReleaseAtOnce},
	{"audit entries and releases cannot be changed, nor audit entries deleted", testAppendOnly},
}

// mustAudit reads the audit entries of a record.
func mustAudit(tb testing.TB, s *store.Store, n byte) []store.AuditEntry {
	tb.Helper()
	entries, err := s.Audit(tb.Context(), id(n))
	require.NoError(tb, err)
	return entries
}

func testRelease(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	now := time.Date(2026, 2, 3, 4, 5, 6, 789_123_999, time.FixedZone("east", 3600))
	s := MustOpen(t, store.Config{URL: url, Now: func() time.Time { return now }})
	mustPutRecord(t, s, 1)
	sealed, err := s.Release(t.Context(), release(9), func() ([]byte, error) {
		require.Zero(t, mustCount(t, url, "record_release"))
		return []byte("sealed"), nil
	})
	require.NoError(t, err)
	require.Equal(t, "sealed", string(sealed))
	first := store.AuditEntry{
		At: now.UTC().Truncate(time.Microsecond), Action: store.ActionRelease, RecordID: id(1), RequestID: id(9),
		Detail: "sealed to public key " + hexID(7),
	}
	require.Equal(t, []store.AuditEntry{first}, mustAudit(t, s, 1))

	again := MustOpen(t, store.Config{URL: url, Now: func() time.Time { return now.Add(time.Hour) }})
	sealed, err = again.Release(t.Context(), release(9), mustNotSeal(t))
	require.NoError(t, err)
	require.Equal(t, "sealed", string(sealed))
	second := first
	second.At, second.Action = first.At.Add(time.Hour), store.ActionRepeat
	require.Equal(t, []store.AuditEntry{first, second}, mustAudit(t, again, 1))
	require.Equal(t, 1, mustCount(t, url, "record_release"))
	require.Empty(t, mustAudit(t, s, 2))
}

func testFailedRelease(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	fault := errors.New("no entropy")
	_, err := s.Release(t.Context(), release(9), func() ([]byte, error) { return nil, fault })
	require.ErrorIs(t, err, fault)
	_, err = s.Release(t.Context(), release(9), sealing(""))
	require.ErrorIs(t, err, store.ErrInvalid)
	_, err = s.Release(t.Context(), release(9), sealing(string(make([]byte, 8193))))
	require.ErrorIs(t, err, store.ErrInvalid)
	_, err = s.Release(t.Context(), release(9), sealing("sealed"))
	require.ErrorIs(t, err, store.ErrUnknownRecord)
	require.ErrorIs(t, err, store.ErrNotFound)
	require.Zero(t, mustCount(t, url, "record_release"))
	require.Zero(t, mustCount(t, url, "audit_entry"))
}

func testReleaseAtOnce(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustPutRecord(t, s, 1)
	const callers = 6
	answers := make([]string, callers)
	var next atomic.Int32
	var group errgroup.Group
	for i := range callers {
		group.Go(func() error {
			sealed, err := s.Release(t.Context(), release(9), func() ([]byte, error) {
				return []byte{'a' + byte(next.Add(1))}, nil
			})
			answers[i] = string(sealed)
			return err
		})
	}
	require.NoError(t, group.Wait())
	for _, answer := range answers {
		require.Equal(t, answers[0], answer)
	}
	require.Equal(t, 1, mustCount(t, url, "record_release"))
	actions := make(map[string]int)
	for _, entry := range mustAudit(t, s, 1) {
		actions[entry.Action]++
	}
	require.Equal(t, map[string]int{store.ActionRelease: 1, store.ActionRepeat: callers - 1}, actions)
}

func testAppendOnly(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustPutRecord(t, s, 1)
	_, err := s.Release(t.Context(), release(9), sealing("sealed"))
	require.NoError(t, err)
	before := mustAudit(t, s, 1)
	raw := MustRaw(t, url)
	for _, statement := range []string{
		"UPDATE audit_entry SET action = 'other'",
		"DELETE FROM audit_entry",
		"UPDATE record_release SET sealed = X'00'",
	} {
		_, err := raw.ExecContext(t.Context(), statement)
		require.ErrorContains(t, err, "append-only", statement)
	}
	require.Equal(t, before, mustAudit(t, s, 1))
	sealed, err := s.Release(t.Context(), release(9), mustNotSeal(t))
	require.NoError(t, err)
	require.Equal(t, "sealed", string(sealed))
}
