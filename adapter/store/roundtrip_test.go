package store_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// TestExport_ComesBackByImport does what docs/privacy.md says: it takes the readings of an export to another database.
func TestExport_ComesBackByImport(t *testing.T) {
	t.Parallel()
	from, to := storetest.SQLite(t), storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: from})
	mustFill(t, s, "alice")
	at := time.Date(2026, 2, 1, 0, 0, 0, 123_456_000, time.UTC)
	_, err := s.AppendCitizenReadings(t.Context(), "alice", []score.Reading{
		{Metric: score.Steps, Value: 7_123_000_000, ObservedAt: at, Period: 24 * time.Hour, Source: "a/b"},
		{Metric: score.Steps, Value: 23_000_000, ObservedAt: at, Period: time.Minute, Source: "c"},
		{Metric: score.ActiveEnergy, Value: 512_345_678, ObservedAt: at, Period: 25 * time.Hour, Source: "a/b"},
		{Metric: score.TotalEnergy, Value: 1, ObservedAt: at, Period: time.Hour, Source: "a/b"},
		{Metric: score.RestingHeartRate, Value: 55_500_000, ObservedAt: at, Period: 24 * time.Hour, Source: "a/b"},
		{Metric: score.BMI, Value: 22_718_281, ObservedAt: at, Source: "scale"},
	})
	require.NoError(t, err)
	var export bytes.Buffer
	require.NoError(t, s.Export(t.Context(), "alice", &export))
	var parsed struct{ Readings []json.RawMessage }
	require.NoError(t, json.Unmarshal(export.Bytes(), &parsed))
	file := filepath.Join(t.TempDir(), "readings.ndjson")
	var lines bytes.Buffer
	for _, r := range parsed.Readings {
		require.NoError(t, json.Compact(&lines, r))
		lines.WriteByte('\n')
	}
	require.NoError(t, os.WriteFile(file, lines.Bytes(), 0o600))

	importer, err := ingest.New(ingest.Deps{Sink: storetest.MustOpen(t, store.Config{URL: to}), Log: silent()}, ingest.Config{Mapping: ingest.Mapping{
		Cities:   []ingest.City{{ID: "here", Name: "Here", Country: "Nowhere", TimeZone: "UTC"}},
		Citizens: []ingest.Citizen{{UserID: "alice", City: "here"}},
	}})
	require.NoError(t, err)
	_, err = importer.Import(t.Context(), file)
	require.NoError(t, err)
	before := dump(t, from)["citizen_reading"]
	require.Len(t, before, 306)
	require.Equal(t, before, dump(t, to)["citizen_reading"])
}
