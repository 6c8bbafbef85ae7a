package journal_test

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

// entries is how many runs a journal is to hold without being slower or larger for it.
const entries = 100_000

// filled returns a database whose journal holds so many runs that are final, and a few that are under way.
func filled(tb testing.TB, under int) *store.Store {
	tb.Helper()
	url := storetest.SQLite(tb)
	s := storetest.MustOpen(tb, store.Config{URL: url})
	raw := storetest.MustRaw(tb, url)
	insert := `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO runner_run SELECT 1337, printf('0x%064x', i * 7919 + ?), printf('0x%064x', 1), i, printf('0x%064x', i), 0,
			'5c0e5c0e-0000-4000-8000-000000000001', 'link4health-score-1337', ?, ?, '', printf('0x%064x', i), 1, i, i, i, i, i, i, i, i FROM n`
	_, err := raw.ExecContext(tb.Context(), insert, entries, 0, "final", 1)
	require.NoError(tb, err)
	_, err = raw.ExecContext(tb.Context(), insert, under, 1, "running", 0)
	require.NoError(tb, err)
	return s
}

// counting counts the rows that are read.
type counting struct {
	journal.Database
	rows atomic.Int64
}

func (c *counting) Read(ctx context.Context, operation string, do func(*gorm.DB) error) error {
	return c.Database.Read(ctx, operation, func(db *gorm.DB) error {
		session := db.Session(&gorm.Session{Initialized: true})
		err := session.Callback().Query().After("gorm:query").Replace("count rows", func(db *gorm.DB) { c.rows.Add(db.RowsAffected) })
		if err != nil {
			return err
		}
		return do(db)
	})
}

// takeUp reads what a runner reads of a journal when it starts, and returns how many runs that are.
func takeUp(tb testing.TB, j *journal.Journal) (count int) {
	tb.Helper()
	lease, err := j.Acquire(tb.Context(), func(error) {})
	require.NoError(tb, err)
	_, err = j.OpenTransactions(tb.Context())
	require.NoError(tb, err)
	var after journal.ID
	for {
		page, err := j.Unsettled(tb.Context(), after, 500)
		require.NoError(tb, err)
		count += len(page)
		if len(page) < 500 {
			break
		}
		after = page[len(page)-1].ID
	}
	require.NoError(tb, lease.Release(context.WithoutCancel(tb.Context())))
	return count
}

func TestJournal_StartsWithoutReadingWhatIsSettled(t *testing.T) {
	t.Parallel()
	const under = 700 // more than a page
	db := &counting{Database: filled(t, under)}
	j := journal.New(db, chainID, journal.Config{})
	require.Equal(t, under, takeUp(t, j))
	require.LessOrEqual(t, db.rows.Load(), int64(under+10), "of %d", entries)
}

// A start takes as long as reading the runs that are under way, and nothing of the others stays in memory.
func BenchmarkStartWith100000Entries(b *testing.B) {
	s := filled(b, 50)
	j := journal.New(s, chainID, journal.Config{})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		require.Equal(b, 50, takeUp(b, j))
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc)), "heap-growth-B")
}
