package journal_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

const (
	chainID  = 1337
	patience = 30 * time.Second
	ttl      = time.Second // short, for tests that wait until it is over
)

// databases are where every promise is tested.
func databases(t *testing.T) map[string]func(t *testing.T) string {
	server := storetest.StartMariaDB(t)
	return map[string]func(t *testing.T) string{
		"sqlite": func(t *testing.T) string { return storetest.SQLite(t) },
		"mysql":  func(t *testing.T) string { return server.NewDatabase(t) },
	}
}

// promise is one thing that a journal keeps, on any database.
type promise struct {
	name string
	run  func(t *testing.T, open func() *journal.Journal, db *pausable)
}

func TestJournal(t *testing.T) {
	t.Parallel()
	for name, newDatabase := range databases(t) {
		for _, p := range promises {
			t.Run(name+"/"+p.name, func(t *testing.T) {
				t.Parallel()
				url := newDatabase(t)
				open := func() *store.Store { return storetest.MustOpen(t, store.Config{URL: url}) }
				p.run(t, func() *journal.Journal {
					return journal.New(open(), chainID, journal.Config{TTL: ttl})
				}, &pausable{Database: open()})
			})
		}
	}
}

// acquire takes the lease and gives it back when the test ends.
func acquire(t *testing.T, j *journal.Journal) *journal.Lease {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	lease, err := j.Acquire(ctx, func(error) {})
	require.NoError(t, err)
	t.Cleanup(func() { _ = lease.Release(context.WithoutCancel(t.Context())) })
	return lease
}

// seen is the n-th run, just seen.
func seen(n int) journal.Run {
	at := time.UnixMicro(1_700_000_000_000_000 + int64(n)).UTC()
	return journal.Run{
		ID:          journal.ID{RequestID: common.HexToHash(fmt.Sprintf("0x%064x", n+1)), BlockHash: common.HexToHash("0xb")},
		BlockNumber: uint64(n), LogTx: common.HexToHash("0x7"), LogIndex: 3, JobID: uuid.MustParse("5c0e5c0e-0000-4000-8000-000000000001"),
		JobName: "link4health-score-1337", State: journal.Seen, Times: journal.Times{Seen: at}, UpdatedAt: at,
	}
}

// mustAdd adds a run and takes it through states.
func mustAdd(t *testing.T, lease *journal.Lease, run journal.Run, states ...journal.State) {
	t.Helper()
	_, err := lease.Add(t.Context(), []journal.Run{run})
	require.NoError(t, err)
	for _, s := range states {
		require.NoError(t, lease.Advance(t.Context(), run.ID, journal.Step{State: s, At: run.UpdatedAt}))
	}
}

func states(runs []journal.Run) map[int]journal.State {
	list := map[int]journal.State{}
	for _, r := range runs {
		list[int(r.RequestID.Big().Int64()-1)] = r.State
	}
	return list
}

var promises = []promise{
	{"a run is told as it was stored, step by step", func(t *testing.T, open func() *journal.Journal, _ *pausable) {
		j := open()
		lease := acquire(t, j)
		want := seen(0)
		stored, err := lease.Add(t.Context(), []journal.Run{want})
		require.NoError(t, err)
		require.Equal(t, []journal.Run{want}, stored)

		at := want.UpdatedAt.Add(time.Second)
		require.NoError(t, lease.Advance(t.Context(), want.ID, journal.Step{State: journal.Running, At: at}))
		tx := journal.Transaction{Hash: common.HexToHash("0xf"), Account: common.HexToAddress("0xa"), Nonce: 7, Run: want.ID, Sealed: []byte("sealed"), At: at}
		require.NoError(t, lease.Sign(t.Context(), tx, journal.Step{State: journal.Sent, TxHash: tx.Hash, Confirmations: 3, At: at}))
		want.State, want.TxHash, want.Confirmations, want.UpdatedAt = journal.Sent, tx.Hash, 3, at
		want.Times.Running, want.Times.Sent = at, at
		runs, err := open().Runs(t.Context(), journal.Filter{})
		require.NoError(t, err)
		require.Equal(t, []journal.Run{want}, runs)
		signed, err := j.OpenTransactions(t.Context())
		require.NoError(t, err)
		require.Equal(t, []journal.Transaction{tx}, signed)

		require.NoError(t, lease.Settle(t.Context(), tx.Account, tx.Nonce, want.ID, &journal.Step{State: journal.Final, At: at}))
		signed, err = j.OpenTransactions(t.Context())
		require.NoError(t, err)
		require.Empty(t, signed)
		signed, err = j.Transactions(t.Context(), want.ID)
		require.NoError(t, err)
		require.Len(t, signed, 1)
		require.Empty(t, signed[0].Sealed, "what was signed is gone, its hash stays")
		left, err := j.Unsettled(t.Context(), journal.ID{}, 10)
		require.NoError(t, err)
		require.Empty(t, left)
	}},
	{"adding a run again changes nothing and tells what is stored", func(t *testing.T, open func() *journal.Journal, _ *pausable) {
		lease := acquire(t, open())
		mustAdd(t, lease, seen(1), journal.Running)
		stored, err := lease.Add(t.Context(), []journal.Run{seen(0), seen(1), seen(2)})
		require.NoError(t, err)
		require.Equal(t, map[int]journal.State{0: journal.Seen, 1: journal.Running, 2: journal.Seen}, states(stored))
		require.Equal(t, seen(2).ID, stored[2].ID, "in the order they were given in")
	}},
	{"a step of a run that was never added is refused, alone", func(t *testing.T, open func() *journal.Journal, _ *pausable) {
		j := open()
		lease := acquire(t, j)
		mustAdd(t, lease, seen(1))
		var group errgroup.Group
		group.Go(func() error { return lease.Advance(t.Context(), seen(1).ID, journal.Step{State: journal.Running}) })
		err := lease.Advance(t.Context(), seen(2).ID, journal.Step{State: journal.Running})
		require.ErrorIs(t, err, journal.ErrUnknownRun)
		require.NoError(t, group.Wait())
	}},
	{"an error's text is cut, not refused", func(t *testing.T, open func() *journal.Journal, _ *pausable) {
		j := open()
		lease := acquire(t, j)
		mustAdd(t, lease, seen(0))
		long := string(make([]byte, 499)) + "é and so on"
		require.NoError(t, lease.Advance(t.Context(), seen(0).ID, journal.Step{State: journal.Errored, Error: long}))
		runs, err := j.Runs(t.Context(), journal.Filter{})
		require.NoError(t, err)
		require.Len(t, runs[0].Error, 499)
	}},
	{"runs are chosen by request, state, job and time", func(t *testing.T, open func() *journal.Journal, _ *pausable) {
		j := open()
		lease := acquire(t, j)
		for n := range 5 {
			mustAdd(t, lease, seen(n))
		}
		mustAdd(t, lease, seen(3), journal.Errored)
		for _, tc := range []struct {
			filter journal.Filter
			want   []int
		}{
			{journal.Filter{}, []int{0, 1, 2, 3, 4}},
			{journal.Filter{Limit: 2}, []int{3, 4}},
			{journal.Filter{Request: seen(2).RequestID}, []int{2}},
			{journal.Filter{States: []journal.State{journal.Errored}}, []int{3}},
			{journal.Filter{Job: seen(0).JobName}, []int{0, 1, 2, 3, 4}},
			{journal.Filter{Job: seen(0).JobID.String(), Since: seen(3).Times.Seen}, []int{3, 4}},
			{journal.Filter{Job: "another"}, nil},
		} {
			runs, err := j.Runs(t.Context(), tc.filter)
			require.NoError(t, err)
			var got, each []int
			for _, r := range runs {
				got = append(got, int(r.BlockNumber))
			}
			require.Equal(t, tc.want, got, "%+v", tc.filter)
			require.NoError(t, j.Each(t.Context(), tc.filter, func(r journal.Run) error {
				each = append(each, int(r.BlockNumber))
				return nil
			}))
			if tc.filter.Limit == 0 {
				require.Equal(t, tc.want, each, "%+v", tc.filter)
			}
		}
	}},
	{"what is not settled is read page by page", func(t *testing.T, open func() *journal.Journal, _ *pausable) {
		j := open()
		lease := acquire(t, j)
		for n := range 7 {
			mustAdd(t, lease, seen(n))
		}
		mustAdd(t, lease, seen(2), journal.Completed) // watched until final
		mustAdd(t, lease, seen(4), journal.Expired)
		var got []int
		var after journal.ID
		for {
			page, err := j.Unsettled(t.Context(), after, 2)
			require.NoError(t, err)
			for _, r := range page {
				got = append(got, int(r.BlockNumber))
			}
			if len(page) < 2 {
				break
			}
			after = page[1].ID
		}
		require.Equal(t, []int{0, 1, 2, 3, 5, 6}, got)
	}},
	{"old runs are removed once they are settled", func(t *testing.T, open func() *journal.Journal, _ *pausable) {
		j := open()
		lease := acquire(t, j)
		for n := range 4 {
			mustAdd(t, lease, seen(n))
		}
		mustAdd(t, lease, seen(0), journal.Final)
		mustAdd(t, lease, seen(1), journal.Errored)
		mustAdd(t, lease, seen(3), journal.Dropped)
		tx := journal.Transaction{Hash: common.HexToHash("0xf"), Account: common.HexToAddress("0xa"), Run: seen(0).ID, Sealed: []byte{1}, At: seen(0).UpdatedAt}
		require.NoError(t, lease.Sign(t.Context(), tx, journal.Step{State: journal.Final, At: tx.At}))
		removed, err := lease.Prune(t.Context(), seen(3).UpdatedAt)
		require.NoError(t, err)
		require.Equal(t, 2, removed)
		runs, err := j.Runs(t.Context(), journal.Filter{})
		require.NoError(t, err)
		require.Equal(t, map[int]journal.State{2: journal.Seen, 3: journal.Dropped}, states(runs))
		signed, err := j.OpenTransactions(t.Context())
		require.NoError(t, err)
		require.Len(t, signed, 1, "a nonce that is not used up is never forgotten")
	}},
	{"a run that errored can be retried, and no other", func(t *testing.T, open func() *journal.Journal, _ *pausable) {
		j := open()
		lease := acquire(t, j)
		mustAdd(t, lease, seen(0), journal.Running, journal.Errored)
		mustAdd(t, lease, seen(1), journal.Running)
		mustAdd(t, lease, seen(2), journal.Closed)
		require.NoError(t, open().Retry(t.Context(), seen(0).ID))
		require.ErrorIs(t, j.Retry(t.Context(), seen(1).ID), journal.ErrNotRetryable)
		require.ErrorIs(t, j.Retry(t.Context(), seen(2).ID), journal.ErrNotRetryable)
		require.ErrorIs(t, j.Retry(t.Context(), seen(3).ID), journal.ErrUnknownRun)
		found, err := j.InState(t.Context(), journal.Seen, 10)
		require.NoError(t, err)
		require.Equal(t, map[int]journal.State{0: journal.Seen}, states(found))
		require.Zero(t, found[0].Times.Running)
	}},
	{"a mark is what was set last", func(t *testing.T, open func() *journal.Journal, _ *pausable) {
		j := open()
		lease := acquire(t, j)
		value, err := j.Mark(t.Context(), "a")
		require.NoError(t, err)
		require.Zero(t, value)
		for _, set := range []uint64{5, 5, 9} {
			require.NoError(t, lease.SetMark(t.Context(), "a", set))
		}
		value, err = j.Mark(t.Context(), "a")
		require.NoError(t, err)
		require.EqualValues(t, 9, value)
	}},
	{"a second process waits until the first gives the lease back", func(t *testing.T, _ func() *journal.Journal, db *pausable) {
		const long = 10 * time.Second
		first := acquire(t, journal.New(db, chainID, journal.Config{TTL: long}))
		second := journal.New(db, chainID, journal.Config{TTL: long})
		waits, cancel := context.WithCancel(t.Context())
		_, err := second.Acquire(waits, func(err error) {
			require.NoError(t, err)
			cancel()
		})
		require.ErrorIs(t, err, context.Canceled)
		require.NoError(t, first.Release(t.Context()))
		require.False(t, first.Held())
		require.True(t, acquire(t, second).Held(), "at once, not after the time to live")
	}},
	{"a holder that was paused writes nothing once another has taken over", func(t *testing.T, open func() *journal.Journal, db *pausable) {
		first := acquire(t, journal.New(db, chainID, journal.Config{TTL: ttl}))
		mustAdd(t, first, seen(0))
		require.Eventually(t, first.Held, patience, time.Millisecond)
		resume := db.pause()
		j := open()
		second := acquire(t, j)
		require.False(t, first.Held(), "it stopped counting on the lease before another could take it")
		mustAdd(t, second, seen(1), journal.Running)
		resume()
		require.ErrorIs(t, first.Advance(t.Context(), seen(0).ID, journal.Step{State: journal.Errored}), journal.ErrLeaseLost)
		tx := journal.Transaction{Hash: common.HexToHash("0xf"), Run: seen(0).ID}
		require.ErrorIs(t, first.Sign(t.Context(), tx, journal.Step{State: journal.Sent}), journal.ErrLeaseLost)
		select {
		case <-first.Lost():
		case <-time.After(patience):
			require.Fail(t, "the first does not notice")
		}
		runs, err := j.Runs(t.Context(), journal.Filter{})
		require.NoError(t, err)
		require.Equal(t, map[int]journal.State{0: journal.Seen, 1: journal.Running}, states(runs))
		signed, err := j.OpenTransactions(t.Context())
		require.NoError(t, err)
		require.Empty(t, signed)
		require.NoError(t, first.Release(t.Context()), "giving back what is lost is no failure")
		require.Eventually(t, second.Held, patience, time.Millisecond, "nor does it take anything from the other")
	}},
	{"steps that come at once are written in few transactions", func(t *testing.T, open func() *journal.Journal, db *pausable) {
		j := journal.New(db, chainID, journal.Config{TTL: time.Minute})
		lease := acquire(t, j)
		resume := db.pause()
		before := db.writes.Load()
		const count = 50
		var group errgroup.Group
		for n := range count {
			group.Go(func() error {
				_, err := lease.Add(t.Context(), []journal.Run{seen(n)})
				return err
			})
		}
		require.Eventually(t, func() bool { return lease.Waiting() == count-1 }, patience, time.Millisecond)
		resume()
		require.NoError(t, group.Wait())
		require.LessOrEqual(t, db.writes.Load()-before, int64(3), "the first, the others, and perhaps a beat")
		runs, err := j.Runs(t.Context(), journal.Filter{})
		require.NoError(t, err)
		require.Len(t, runs, count)
	}},
	{"a database that fails does not end a lease", func(t *testing.T, open func() *journal.Journal, db *pausable) {
		lease := acquire(t, journal.New(db, chainID, journal.Config{TTL: ttl}))
		db.fail.Store(true)
		err := lease.Advance(t.Context(), seen(0).ID, journal.Step{State: journal.Running})
		require.ErrorIs(t, err, errDown)
		require.Eventually(t, func() bool { return !lease.Held() }, patience, time.Millisecond, "nobody knows who has it")
		db.fail.Store(false)
		require.Eventually(t, lease.Held, patience, time.Millisecond, "nobody had taken it")
	}},
}

var errDown = errors.New("database is down")

// pausable is a database whose user can be paused, as by SIGSTOP, and which can fail.
type pausable struct {
	journal.Database
	mu     sync.RWMutex
	fail   atomic.Bool
	writes atomic.Int64
}

// pause lets all calls wait until resume is called.
func (p *pausable) pause() (resume func()) {
	p.mu.Lock()
	return p.mu.Unlock
}

func (p *pausable) Write(ctx context.Context, operation string, do func(*gorm.DB) error) error {
	p.mu.RLock()
	defer p.mu.RUnlock()
	p.writes.Add(1)
	if p.fail.Load() {
		return errDown
	}
	return p.Database.Write(ctx, operation, do)
}
