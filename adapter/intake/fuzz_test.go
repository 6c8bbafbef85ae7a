package intake_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/store"
)

// FuzzReadings looks for bodies that break the reader, that become readings that no store takes, or whose answer is not
// what it has to be.
func FuzzReadings(f *testing.F) {
	for _, name := range []string{"readings.json", "readings.ndjson"} {
		text, err := os.ReadFile("testdata/" + name)
		require.NoError(f, err)
		f.Add(text, false, false)
		f.Add(text, true, true)
	}
	f.Add([]byte("["+aliceSteps+","+bobBMI+",{}]"), false, true)
	f.Add([]byte(aliceSteps+"\n"+warmth), true, false)
	f.Fuzz(func(t *testing.T, body []byte, lines, atomic bool) {
		stored := 0
		h := newStubbed(t, io.Discard, func(batches []store.Batch) error {
			for _, b := range batches {
				require.NotEmpty(t, b.ID)
				for _, r := range b.Readings {
					require.NoError(t, r.Validate())
					require.NotEmpty(t, r.Source)
					require.Zero(t, r.Period%time.Second)
					require.Equal(t, r.ObservedAt, r.ObservedAt.UTC().Truncate(time.Microsecond))
					stored++
				}
			}
			return nil
		}, intake.Config{Batch: 2, MaxItems: 50, MaxAtomic: 20})
		path, media := intake.PathReadings, "application/json"
		if atomic {
			path += "?atomic=true"
		}
		if lines {
			media = "application/x-ndjson"
		}
		w := serve(t, h, path, media, bytes.NewReader(body))
		var a answer
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &a))
		require.Equal(t, stored, a.Totals.Stored)
		require.Equal(t, a.Totals.Read, a.Totals.Stored+a.Totals.Duplicate+a.Totals.Rejected)
		require.Len(t, a.Items, a.Totals.Read)
		if atomic {
			require.True(t, stored == 0 || a.Totals.Rejected == 0, "all or nothing")
		}
	})
}
