package fhir_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/fhir"
)

// FuzzFHIR looks for documents that break the reader, or that become readings that no store takes.
func FuzzFHIR(f *testing.F) {
	files, err := filepath.Glob("testdata/*.json")
	require.NoError(f, err)
	require.NotEmpty(f, files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(text, "")
		f.Add(text, "http://hospital.smarthealthit.org")
	}
	f.Add([]byte(observation(nil)), "s")
	zone, err := time.LoadLocation("America/Havana")
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, text []byte, system string) {
		doc, err := fhir.Read(bytes.NewReader(text), fhir.Config{IdentifierSystem: system, MaxEntries: 100})
		if err != nil {
			return
		}
		require.LessOrEqual(t, len(doc.Entries), 100)
		for _, entry := range doc.Entries {
			issue := entry.Issue
			if entry.Observation != nil {
				require.NotEmpty(t, entry.Observation.UserID)
				reading, refused := entry.Observation.Reading(zone, entry.Expression)
				if refused == nil {
					require.NoError(t, reading.Validate())
					require.Zero(t, reading.Period%time.Second)
					require.Equal(t, reading.ObservedAt, reading.ObservedAt.UTC().Truncate(time.Microsecond))
					continue
				}
				issue = refused
			}
			require.NotNil(t, issue)
			require.NotEmpty(t, issue.Diagnostics)
			require.Len(t, issue.Expression, 1)
		}
	})
}
