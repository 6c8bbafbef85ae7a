package storetest

import (
	"bytes"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
)

var deferredTests = []test{
	{"a deferred request is stored once and cannot be read in the database", testDeferredPut},
	{"the first answer to a deferred request counts", testDeferredAnswer},
	{"what nobody works on is claimed by one of many", testDeferredClaim},
	{"what an owner keeps or sets free is its own for that long", testDeferredKeep},
	{"what does not decrypt is dropped and counted", testDeferredLost},
	{"a deferred request that cannot be stored is refused", testDeferredInvalid},
}

func deferredRequest(n byte) store.Deferred {
	return store.Deferred{ID: [32]byte{n}, Content: []byte("marked request")}
}

// mustClaim claims all that is free.
func mustClaim(t *testing.T, s *store.Store, owner string, until time.Time) []store.Deferred {
	t.Helper()
	claimed, lost, err := s.ClaimDeferred(t.Context(), owner, until, 100)
	require.NoError(t, err)
	require.Zero(t, lost)
	return claimed
}

func testDeferredPut(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s, clock := openAt(t, url)
	for _, want := range []bool{true, false} {
		fresh, err := s.PutDeferred(t.Context(), deferredRequest(1), "a", *clock)
		require.NoError(t, err)
		require.Equal(t, want, fresh)
	}
	require.Equal(t, 1, mustCount(t, url, "deferred_answer"))
	var sealed []byte
	require.NoError(t, MustRaw(t, url).QueryRowContext(t.Context(), "SELECT sealed FROM deferred_answer").Scan(&sealed))
	require.False(t, bytes.Contains(sealed, []byte("marked")))
	require.Equal(t, "deferred answer 0x01"+fmt.Sprintf("%062d", 0), fmt.Sprintf("%v", deferredRequest(1)))
	require.NotContains(t, fmt.Sprintf("%#v", deferredRequest(1)), "marked")

	claimed := mustClaim(t, s, "b", clock.Add(time.Minute))
	want := deferredRequest(1)
	want.CreatedAt = *clock
	require.Equal(t, []store.Deferred{want}, claimed)
	for range 2 {
		require.NoError(t, s.DropDeferred(t.Context(), want.ID))
	}
	require.Zero(t, mustCount(t, url, "deferred_answer"))
}

func testDeferredAnswer(t *testing.T, newDatabase NewDatabase) {
	s, clock := openAt(t, newDatabase(t))
	_, err := s.PutDeferred(t.Context(), deferredRequest(1), "a", *clock)
	require.NoError(t, err)
	for _, content := range []string{"first", "second", "first"} {
		stored, err := s.AnswerDeferred(t.Context(), store.Deferred{ID: [32]byte{1}, Content: []byte(content)})
		require.NoError(t, err)
		require.Equal(t, store.Deferred{ID: [32]byte{1}, Content: []byte("first"), Answered: true, CreatedAt: *clock}, stored)
	}
	claimed := mustClaim(t, s, "b", clock.Add(time.Minute))
	require.Len(t, claimed, 1)
	require.True(t, claimed[0].Answered)
	require.NoError(t, s.DropDeferred(t.Context(), [32]byte{1}))
	_, err = s.AnswerDeferred(t.Context(), store.Deferred{ID: [32]byte{1}, Content: []byte("late")})
	require.ErrorIs(t, err, store.ErrNotFound)
}

func testDeferredClaim(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s, clock := openAt(t, url)
	const requests, claimers = 20, 4
	for n := range byte(requests) {
		_, err := s.PutDeferred(t.Context(), deferredRequest(n), "gone", *clock)
		require.NoError(t, err)
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	owners := map[[32]byte]int{}
	for claimer := range claimers {
		wg.Go(func() {
			for {
				claimed, _, err := s.ClaimDeferred(t.Context(), fmt.Sprint("owner", claimer), clock.Add(time.Minute), 3)
				if err != nil || len(claimed) == 0 {
					return
				}
				mu.Lock()
				for _, d := range claimed {
					owners[d.ID]++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for _, d := range mustClaim(t, s, "last", clock.Add(time.Minute)) { // a claimer may have given up as it lost to others
		owners[d.ID]++
	}
	require.Len(t, owners, requests)
	for id, times := range owners {
		require.Equal(t, 1, times, "%x", id)
	}
}

func testDeferredKeep(t *testing.T, newDatabase NewDatabase) {
	s, clock := openAt(t, newDatabase(t))
	_, err := s.PutDeferred(t.Context(), deferredRequest(1), "a", clock.Add(time.Minute))
	require.NoError(t, err)
	_, err = s.PutDeferred(t.Context(), deferredRequest(2), "b", clock.Add(time.Minute))
	require.NoError(t, err)
	require.Empty(t, mustClaim(t, s, "c", clock.Add(time.Hour)))
	require.NoError(t, s.KeepDeferred(t.Context(), "a", clock.Add(time.Hour)))
	*clock = clock.Add(2 * time.Minute)
	claimed := mustClaim(t, s, "c", clock.Add(time.Hour))
	require.Len(t, claimed, 1)
	require.Equal(t, [32]byte{2}, claimed[0].ID)
	require.NoError(t, s.KeepDeferred(t.Context(), "a", *clock))
	require.Len(t, mustClaim(t, s, "c", clock.Add(time.Hour)), 1)
}

func testDeferredLost(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s, clock := openAt(t, url)
	_, err := s.PutDeferred(t.Context(), deferredRequest(1), "a", *clock)
	require.NoError(t, err)
	other := MustConnect(t, store.Config{URL: url, Keys: MustKeys(t, "other")})
	claimed, lost, err := other.ClaimDeferred(t.Context(), "b", clock.Add(time.Minute), 100)
	require.NoError(t, err)
	require.Empty(t, claimed)
	require.Equal(t, 1, lost)
	require.Zero(t, mustCount(t, url, "deferred_answer"))
}

func testDeferredInvalid(t *testing.T, newDatabase NewDatabase) {
	s, clock := openAt(t, newDatabase(t))
	for _, content := range [][]byte{nil, bytes.Repeat([]byte{'x'}, 64<<10+1)} {
		_, err := s.PutDeferred(t.Context(), store.Deferred{Content: content}, "a", *clock)
		require.ErrorIs(t, err, store.ErrInvalid)
		_, err = s.AnswerDeferred(t.Context(), store.Deferred{Content: content})
		require.ErrorIs(t, err, store.ErrInvalid)
	}
	largest := store.Deferred{ID: [32]byte{1}, Content: bytes.Repeat([]byte{'x'}, 64<<10)}
	_, err := s.PutDeferred(t.Context(), largest, "a", *clock)
	require.NoError(t, err)
}
