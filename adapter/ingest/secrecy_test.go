package ingest_test

import (
	"bytes"
	"database/sql"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// lockedLog is a log that several goroutines may write.
type lockedLog struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write adds to the log.
func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// Marked data go all the way into each database, twice, once into a table that has
// gone, and no line of any level, no error and no summary holds a mark.
func TestImport_NothingOfTheDataIsInAnyLog(t *testing.T) {
	t.Parallel()
	for name, newDatabase := range map[string]func(testing.TB) string{
		"sqlite": storetest.SQLite, "mariadb": storetest.StartMariaDB(t).NewDatabase,
	} {
		t.Run(name, func(t *testing.T) {
			var log lockedLog
			logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
			url := newDatabase(t)
			s := storetest.MustOpen(t, store.Config{URL: url, Log: logger})
			mapping := ingest.Mapping{
				Cities:   []ingest.City{{ID: "marked-city", Name: "Markedville", Country: "Markedland", TimeZone: "Asia/Kolkata"}},
				Citizens: []ingest.Citizen{{UserID: "marked-user", City: "marked-city", Subject: "0x31415926535897932384626433832795028841aa"}},
			}
			im, err := ingest.New(ingest.Deps{Sink: s, Log: logger}, ingest.Config{Mapping: mapping})
			require.NoError(t, err)
			var text strings.Builder
			text.WriteString(ownHeader + "\n")
			for range 2 {
				for hour := range 50 { // as many alike take another way than few
					text.WriteString("marked-user,steps,31415.926535,steps,2031-04-" + twoDigits(1+hour/24) + "T" + twoDigits(hour%24) + ":00:00Z,3600,marked-source\n")
				}
				text.WriteString("marked-user,bmi,31.415926,kg/m2,2031-04-15T00:00:00Z,0,marked-scale\n" +
					"marked-user,bmi,31.415927,kg/m2,2031-04-15T00:00:00Z,0,marked-scale\n" +
					"marked-stranger,bmi,31.415926,kg/m2,2031-04-15T00:00:00Z,0,marked-scale\nmarked-user,bmi,marked,kg/m2,2031-04-15T00:00:00Z,0,marked-scale\n")
			}
			fsys := fstest.MapFS{"marked-file.csv": {Data: []byte(text.String())}}
			summary, err := im.ImportFS(t.Context(), fsys, ".")
			require.NoError(t, err)
			require.Equal(t, 51, summary.Total.New)
			_, err = im.ImportFS(t.Context(), fsys, ".")
			require.NoError(t, err)
			mustDropReadings(t, url)
			_, err = im.ImportFS(t.Context(), fsys, ".")
			require.Error(t, err)
			said := storetest.Noiseless(log.text.String())
			for _, mark := range []string{"marked", "Markedville", "31415", "314159", "1415926", "415927", "2031"} {
				require.NotContains(t, said, mark)
				require.NotContains(t, strings.ReplaceAll(err.Error(), "marked-file.csv", ""), mark)
			}
			require.Contains(t, said, "format=readings", "the log was written")
			require.Contains(t, said, "level=DEBUG")
		})
	}
}

// mustDropReadings drops the table of citizens' readings behind the store's back.
func mustDropReadings(tb testing.TB, url string) {
	tb.Helper()
	driver, name := "sqlite", strings.TrimPrefix(url, "sqlite://")
	if rest, ok := strings.CutPrefix(url, "mysql://root@"); ok {
		host, database, _ := strings.Cut(rest, "/")
		driver, name = "mysql", "root@tcp("+host+")/"+database
	}
	pool, err := sql.Open(driver, name)
	require.NoError(tb, err)
	defer pool.Close()
	_, err = pool.ExecContext(tb.Context(), "DROP TABLE citizen_reading")
	require.NoError(tb, err)
}

// twoDigits returns n below 100 as two digits.
func twoDigits(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }
