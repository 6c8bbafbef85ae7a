package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// benchmarkAppend stores new readings in batches, as an import does.
func benchmarkAppend(b *testing.B, url string) {
	s := storetest.MustOpen(b, store.Config{URL: url})
	require.NoError(b, s.PutCitizen(b.Context(), store.Citizen{UserID: "alice"}))
	const batch = 10_000
	readings := make([]score.Reading, batch)
	at := crowdAsOf
	for b.Loop() {
		for i := range readings {
			at = at.Add(5 * time.Second)
			readings[i] = score.Reading{Metric: score.HeartRate, Value: 60e6, ObservedAt: at, Source: "watch"}
		}
		_, err := s.AppendCitizenReadings(b.Context(), "alice", readings)
		require.NoError(b, err)
	}
	b.ReportMetric(float64(b.N*batch)/b.Elapsed().Seconds(), "readings/s")
}

// benchmarkScoreInput reads what one score needs.
func benchmarkScoreInput(b *testing.B, url string) {
	s := storetest.MustOpen(b, store.Config{URL: url})
	citizen := mustCrowd(b, s)
	for b.Loop() {
		_, err := s.ScoreInput(b.Context(), citizen, crowdAsOf)
		require.NoError(b, err)
	}
}

func BenchmarkStore_SQLite(b *testing.B) {
	b.Run("append", func(b *testing.B) { benchmarkAppend(b, storetest.SQLite(b)) })
	b.Run("score input", func(b *testing.B) { benchmarkScoreInput(b, storetest.SQLite(b)) })
}

func BenchmarkStore_MariaDB(b *testing.B) {
	server := storetest.StartMariaDB(b)
	b.Run("append", func(b *testing.B) { benchmarkAppend(b, server.NewDatabase(b)) })
	b.Run("score input", func(b *testing.B) { benchmarkScoreInput(b, server.NewDatabase(b)) })
}
