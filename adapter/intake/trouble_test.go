package intake_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/adapter/token"
)

// TestMemory_DoesNotGrowWithTheBody is not parallel: it looks at the whole program's memory.
func TestMemory_DoesNotGrowWithTheBody(t *testing.T) {
	const items = 200_000 // 30 MB
	var peak uint64
	batches := 0
	h := newStubbed(t, io.Discard, func([]store.Batch) error {
		if batches++; batches%20 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
		}
		return nil
	}, intake.Config{})
	var before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for media, separator := range map[string]string{"application/json": ",", "application/x-ndjson": "\n"} {
		reader, writer := io.Pipe()
		thousand := strings.Repeat(separator+aliceSteps, 1000)
		go func() {
			if separator == "," {
				_, _ = io.WriteString(writer, "["+aliceSteps)
			} else {
				_, _ = io.WriteString(writer, aliceSteps)
			}
			for range items/1000 - 1 {
				_, _ = io.WriteString(writer, thousand)
			}
			_, _ = io.WriteString(writer, strings.Repeat(separator+aliceSteps, 999))
			if separator == "," {
				_, _ = io.WriteString(writer, "]")
			}
			_ = writer.Close()
		}()
		w := serve(t, h, intake.PathReadings+"?report=none", media, reader)
		require.JSONEq(t, fmt.Sprintf(`{"totals":{"read":%d,"stored":%d,"duplicate":0,"rejected":0}}`, items, items), w.Body.String())
	}
	require.Equal(t, 2*items/1000, batches)
	growth := (int64(peak) - int64(before.HeapAlloc)) >> 10
	t.Logf("%d KiB more memory in use for a body of %d KiB", growth, items*len(aliceSteps)>>10)
	require.Less(t, growth, int64(16<<10), "KiB")
}

func TestDatabaseGone_IsSaidAndNothingClaimed(t *testing.T) {
	t.Parallel()
	calls := 0
	log := &safeBuffer{}
	h := newStubbed(t, log, func([]store.Batch) error {
		if calls++; calls == 2 {
			return fmt.Errorf("append batches: %w", store.ErrUnavailable)
		}
		return nil
	}, intake.Config{Batch: 1})
	w := serve(t, h, intake.PathReadings, "application/x-ndjson", strings.NewReader(aliceSteps+"\n"+bobBMI+"\n"+warmth))
	require.Equal(t, http.StatusServiceUnavailable, w.Code)
	var a answer
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &a))
	require.Equal(t, "DatabaseUnavailable", a.Error.Name)
	require.Equal(t, []string{"stored"}, a.brief(), "of the second nobody knows")
	require.Equal(t, 1, strings.Count(log.String(), "ingestion ended early"))

	slow := newStubbed(t, io.Discard, func([]store.Batch) error { return context.DeadlineExceeded }, intake.Config{})
	w = serve(t, slow, intake.PathFHIR, "application/fhir+json", strings.NewReader(sample(t, "hl7_observation-example-bmi.json")))
	require.Equal(t, http.StatusServiceUnavailable, w.Code)
	require.Contains(t, w.Body.String(), `"code":"transient"`)
}

func TestDatabaseGone_OnARealServer(t *testing.T) {
	t.Parallel()
	f := start(t, storetest.SQLite(t), intake.Config{})
	require.NoError(t, f.store.Close())
	got := f.post(t, "", "["+aliceSteps+"]")
	require.Equal(t, http.StatusServiceUnavailable, got.status)
	require.Equal(t, "DatabaseUnavailable", got.Error.Name)
}

// A sender who goes quiet is cut off, though the server's own time limits are put off for those who go on sending.
func TestQuietSender_IsCutOff(t *testing.T) {
	t.Parallel()
	f := start(t, storetest.SQLite(t), intake.Config{IdleTimeout: 200 * time.Millisecond, Batch: 1})
	connection, err := net.Dial("tcp", strings.TrimPrefix(f.url, "http://"))
	require.NoError(t, err)
	defer connection.Close()
	_, err = fmt.Fprintf(connection, "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/x-ndjson\r\nContent-Length: 9999\r\n\r\n%s\n",
		intake.PathReadings, f.tokens[token.Admin], aliceSteps)
	require.NoError(t, err)
	require.NoError(t, connection.SetReadDeadline(time.Now().Add(30*time.Second)))
	head := make([]byte, 12)
	_, err = io.ReadFull(connection, head)
	require.NoError(t, err, "an answer comes without the rest of the body")
	require.Equal(t, "HTTP/1.1 400", string(head))
	require.Equal(t, 1, f.rows(t), "what came is stored")
}

func TestNew_NamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := intake.New(intake.Deps{}, intake.Config{})
	require.ErrorContains(t, err, "Deps.Store, Deps.Log or Deps.Registry is missing")
	registry := prometheus.NewRegistry()
	f := start(t, storetest.SQLite(t), intake.Config{})
	deps := intake.Deps{Store: f.store, Log: nil, Registry: registry}
	_, err = intake.New(deps, intake.Config{})
	require.Error(t, err)
}

// Nothing of a body may be seen in a log at any level, a metric, or the answer.
func testSecrecy(t *testing.T, f *fixture) {
	require.NoError(t, f.store.PutCitizen(t.Context(), store.Citizen{UserID: "marked-citizen"}))
	mark := strings.NewReplacer("alice", "marked-citizen", "7731", "77123.654321", "watch", "marked-source", "2016-05-09T18:30:00Z", "2016-05-09T18:31:37Z")
	good, unknown := mark.Replace(aliceSteps), strings.Replace(mark.Replace(aliceSteps), "marked-citizen", "marked-stranger", 1)
	bodies := []string{good, good, unknown, strings.Replace(good, "77123", "77124", 1), strings.Replace(good, "77123", "977123", 1),
		strings.Replace(good, "steps", "marked-metric", 1), strings.Replace(good, "{steps}", "marked-unit", 1), strings.Replace(good, `"userId"`, `"marked-field"`, 1)}
	for _, body := range []string{"[" + strings.Join(bodies, ",") + "]", "[" + good + ",marked", `{"marked":1}`} {
		for _, query := range []string{"", "?atomic=true"} {
			requireUnmarked(t, f.post(t, query, body).text)
		}
	}
	observation := strings.NewReplacer("Patient/example", "Patient/marked-citizen", `"value": 16.2`, `"value": 77.123654321`).
		Replace(sample(t, "hl7_observation-example-bmi.json"))
	for _, body := range []string{observation, strings.Replace(observation, "marked-citizen", "marked-stranger", 1), strings.Replace(observation, "77.123654321", `"marked"`, 1),
		strings.Replace(observation, `"final"`, `"marked"`, 1), `{"resourceType":"Bundle","type":"marked"}`, "marked"} {
		got := f.send(t, request{path: intake.PathFHIR, media: "application/fhir+json", token: f.tokens[token.Admin], body: strings.NewReader(body)})
		requireUnmarked(t, got.text)
	}
	require.Equal(t, 2, f.rows(t), "the marked data came in")
	require.NoError(t, f.store.Close())
	f.post(t, "", "["+good+"]")
	require.Contains(t, f.log.String(), "INSERT", "statements are logged, without their parameters")
	requireUnmarked(t, storetest.Noiseless(f.log.String()))
	requireUnmarked(t, f.scrape(t))
	for _, text := range f.tokens {
		require.NotContains(t, f.log.String(), text)
	}
}

func requireUnmarked(t *testing.T, text string) {
	t.Helper()
	for _, mark := range []string{"marked", "77123", "77124", "77.12", "654321", "18:31:37"} {
		require.NotContains(t, text, mark)
	}
}

func TestSample_OfTheDocsIsTaken(t *testing.T) {
	t.Parallel()
	f := start(t, storetest.SQLite(t), intake.Config{})
	text, err := os.ReadFile("testdata/readings.ndjson")
	require.NoError(t, err)
	got := f.send(t, request{path: intake.PathReadings, media: "application/x-ndjson", token: f.tokens[token.Admin], body: bytes.NewReader(text)})
	require.Equal(t, 17, got.Totals.Stored, got.text)
}

// BenchmarkReadings stores batches of a thousand readings of ten citizens in a real database.
func BenchmarkReadings(b *testing.B) {
	server := storetest.StartMariaDB(b)
	for name, database := range map[string]string{"SQLite": storetest.SQLite(b), "MariaDB": server.NewDatabase(b)} {
		b.Run(name, func(b *testing.B) {
			f := start(b, database, intake.Config{})
			for i := range 10 {
				require.NoError(b, f.store.PutCitizen(b.Context(), store.Citizen{UserID: fmt.Sprint("citizen-", i)}))
			}
			at := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
			for b.Loop() {
				var body strings.Builder
				for i := range 10_000 {
					at = at.Add(time.Second)
					fmt.Fprintf(&body, `{"userId":"citizen-%d","metric":"heart_rate","value":61.5,"unit":"/min","observedAt":"%s","source":"bench"}`+"\n", i%10, at.Format(time.RFC3339))
				}
				got := f.send(b, request{path: intake.PathReadings, media: "application/x-ndjson", token: f.tokens[token.Admin], body: strings.NewReader(body.String())})
				require.Equal(b, 10_000, got.Totals.Stored)
			}
			b.ReportMetric(float64(b.N)*10_000/b.Elapsed().Seconds(), "readings/s")
		})
	}
}
