package ingest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
)

// drain is a sink that takes everything and keeps nothing.
type drain struct{ *notebook }

func (drain) Import(_ context.Context, b store.ImportBatch) (store.Imported, error) {
	return store.Imported{New: len(b.Readings)}, nil
}

// BenchmarkImport reads heart rate samples without storing them: what reading,
// parsing and checking a row costs alone.
func BenchmarkImport(b *testing.B) {
	const rows = 10_000
	var text strings.Builder
	text.WriteString(secondsHeader + "\n")
	for i := range rows {
		fmt.Fprintf(&text, "2022484408,4/%d/2016 %d:%02d:%02d AM,%d\n", 1+i/3600, 1+i/3600%11, i/60%60, i%60, 60+i%40)
	}
	fsys := fstest.MapFS{"h.csv": {Data: []byte(text.String())}}
	im := mustImporter(b, drain{newNotebook()}, nil)
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		summary, err := im.ImportFS(b.Context(), fsys, "h.csv")
		require.NoError(b, err)
		require.Equal(b, rows, summary.Total.New)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
}
