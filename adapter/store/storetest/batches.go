package storetest

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

var batchTests = []test{
	{"batches of several owners are stored, and each reading's fate told", testBatchFates},
	{"a batch that cannot be stored spoils no other, unless all or nothing is asked for", testBatchAtomic},
	{"of batches stored at once by many nothing is lost or doubled", testBatchRace},
}

func testBatchFates(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	readings := hourly(250) // more than a statement takes
	other := readings[7]
	other.Value++
	batches := []store.Batch{
		{Scope: score.Citizen, ID: "alice", Readings: []score.Reading{readings[3], readings[4]}},
		{Scope: score.City, ID: "singapore", Readings: []score.Reading{sample(score.UV, unit, asOf)}},
	}
	results, err := s.AppendBatches(t.Context(), batches, false)
	require.NoError(t, err)
	require.Equal(t, []store.BatchResult{{Fates: []store.Fate{store.FateStored, store.FateStored}}, {Fates: []store.Fate{store.FateStored}}}, results)

	mixed := append([]score.Reading{other}, readings...) // of two of one key the first is stored
	mixed = append(mixed, readings[0])
	results, err = s.AppendBatches(t.Context(), []store.Batch{{Scope: score.Citizen, ID: "alice", Readings: mixed}, batches[1]}, false)
	require.NoError(t, err)
	want := make([]store.Fate, len(mixed))
	for i := range want {
		want[i] = store.FateStored
	}
	want[4], want[5], want[8], want[len(want)-1] = store.FateDuplicate, store.FateDuplicate, store.FateConflict, store.FateDuplicate
	require.Equal(t, want, results[0].Fates)
	require.Equal(t, []store.Fate{store.FateDuplicate}, results[1].Fates)
	require.Equal(t, 250, mustCount(t, url, "citizen_reading"))

	results, err = s.AppendBatches(t.Context(), nil, true)
	require.NoError(t, err)
	require.Empty(t, results)
}

func testBatchAtomic(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	mustCitizen(t, s, "alice")
	good := store.Batch{Scope: score.Citizen, ID: "alice", Readings: hourly(3)}
	for name, test := range map[string]struct {
		batch store.Batch
		err   error
	}{
		"an unknown citizen":     {store.Batch{Scope: score.Citizen, ID: "nobody", Readings: hourly(1)}, store.ErrUnknownCitizen},
		"an unknown city":        {store.Batch{Scope: score.City, ID: "nowhere", Readings: []score.Reading{sample(score.UV, unit, asOf)}}, store.ErrUnknownCity},
		"another scope's metric": {store.Batch{Scope: score.City, ID: "singapore", Readings: hourly(1)}, store.ErrInvalid},
	} {
		results, err := s.AppendBatches(t.Context(), []store.Batch{good, test.batch, good}, true)
		require.ErrorIs(t, err, store.ErrRolledBack, name)
		require.NoError(t, results[0].Err)
		require.ErrorIs(t, results[1].Err, test.err, name)
		require.Zero(t, mustCount(t, url, "citizen_reading"), name)
	}
	conflict := hourly(1)
	conflict[0].Value++
	results, err := s.AppendBatches(t.Context(), []store.Batch{good, {Scope: score.Citizen, ID: "alice", Readings: conflict}}, true)
	require.ErrorIs(t, err, store.ErrRolledBack)
	require.Equal(t, []store.Fate{store.FateConflict}, results[1].Fates)
	require.Zero(t, mustCount(t, url, "citizen_reading"))

	results, err = s.AppendBatches(t.Context(), []store.Batch{{Scope: score.Citizen, ID: "nobody", Readings: hourly(1)}, good}, false)
	require.NoError(t, err)
	require.ErrorIs(t, results[0].Err, store.ErrUnknownCitizen)
	require.Len(t, results[1].Fates, 3)
	require.Equal(t, 3, mustCount(t, url, "citizen_reading"))
}

// testBatchRace has writers append overlapping readings of the same citizens in opposite orders.
func testBatchRace(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s := MustOpen(t, store.Config{URL: url})
	const citizens, readings = 6, 40
	for i := range citizens {
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: fmt.Sprint("c", i)}))
	}
	var group errgroup.Group
	for writer := range 4 {
		group.Go(func() error {
			for round := range 5 {
				var batches []store.Batch
				for i := range citizens {
					if writer%2 == 1 {
						i = citizens - 1 - i
					}
					batches = append(batches, store.Batch{Scope: score.Citizen, ID: fmt.Sprint("c", i), Readings: hourly(readings)[round*8 : round*8+8]})
				}
				results, err := s.AppendBatches(t.Context(), batches, true)
				if err != nil {
					return err
				}
				for _, r := range results {
					if r.Err != nil || len(r.Fates) != 8 {
						return fmt.Errorf("result %+v", r)
					}
				}
			}
			return nil
		})
	}
	require.NoError(t, group.Wait())
	require.Equal(t, citizens*readings, mustCount(t, url, "citizen_reading"))
}
