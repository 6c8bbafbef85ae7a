package ingest_test

import (
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/store"
)

// Whoever imports the files of before is told why a person's readings are left out, and nobody comes back.
func TestImport_TellsWhoWasErasedFromWhoIsNotKnown(t *testing.T) {
	t.Parallel()
	s := mustStore(t)
	for _, person := range []string{"alice", "bob"} {
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: person}))
	}
	_, err := s.Erase(t.Context(), "alice", "test")
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), "rejects.csv")
	im, err := ingest.New(ingest.Deps{Sink: s, Log: quiet()}, ingest.Config{Rejects: name, BatchSize: 3})
	require.NoError(t, err)
	text := lines(ownHeader,
		"alice,bmi,22,kg/m2,2024-05-01T00:00:00Z,0,scale", "carol,bmi,22,kg/m2,2024-05-01T00:00:00Z,0,scale",
		"bob,bmi,22,kg/m2,2024-05-01T00:00:00Z,0,scale", "alice,bmi,22,kg/m2,2024-05-02T00:00:00Z,0,scale",
		"bob,bmi,23,kg/m2,2024-05-02T00:00:00Z,0,scale")
	summary, err := im.ImportFS(t.Context(), fstest.MapFS{"r.csv": {Data: []byte(text)}}, ".")
	require.NoError(t, err)
	require.Equal(t, reasons{ingest.Erased: 2, ingest.Unknown: 1}, summary.Total.Rejected)
	require.Equal(t, 2, summary.Total.New)
	require.Contains(t, mustReadFile(t, name), "r.csv,2,,erased,the citizen was erased and is not stored again\n")
	require.NotContains(t, mustReadFile(t, name), "alice")
}
