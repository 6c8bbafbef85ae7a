package intake_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/openapi"
	"github.com/link4health/link4health/adapter/openapi/openapitest"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/adapter/token"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// now is the handler's time.
var now = time.Date(2016, 5, 10, 12, 0, 0, 0, time.UTC)

// fixture is the routes over a real server and a real store, with two citizens and two cities.
type fixture struct {
	url      string
	client   *http.Client
	database string
	store    *store.Store
	log      *safeBuffer
	metrics  http.Handler
	tokens   map[token.Scope]string

	description *openapitest.Description
}

// start serves the routes until the test ends.
func start(t testing.TB, database string, cfg intake.Config) *fixture {
	t.Helper()
	f := &fixture{database: database, log: &safeBuffer{}, tokens: map[token.Scope]string{}}
	log := slog.New(slog.NewJSONHandler(f.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	f.store = storetest.MustOpen(t, store.Config{URL: database, Log: log})
	for id, zone := range map[string]string{"bengaluru": "Asia/Kolkata", "singapore": "Asia/Singapore"} {
		require.NoError(t, f.store.PutCity(t.Context(), store.City{ID: id, Name: id, TimeZone: zone}))
	}
	for user, city := range map[string]string{"alice": "bengaluru", "bob": "", "4558609924": "bengaluru"} {
		require.NoError(t, f.store.PutCitizen(t.Context(), store.Citizen{UserID: user, CityID: city}))
	}
	for _, scope := range token.Scopes() {
		f.tokens[scope] = f.issue(t, scope)
	}
	registry := prometheus.NewRegistry()
	handler, err := intake.New(intake.Deps{Store: f.store, Log: log, Registry: registry, Clock: func() time.Time { return now }}, cfg)
	require.NoError(t, err)
	f.metrics = promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	f.url, f.client, f.description = server.URL, server.Client(), described(t)
	return f
}

func (f *fixture) issue(t testing.TB, scopes ...token.Scope) string {
	t.Helper()
	text, _, err := f.store.IssueToken(t.Context(), scopes, "test", time.Time{})
	require.NoError(t, err)
	return text
}

// described is the description of the routes, which every answer is checked against.
func described(t testing.TB) *openapitest.Description {
	t.Helper()
	readings, fhir := intake.DescribeReadings(), intake.DescribeFHIR()
	readings.OperationID, fhir.OperationID = "readings", "fhir"
	doc, err := json.Marshal(openapi.Document{
		OpenAPI: openapi.Version, Info: openapi.Info{Title: "intake", Version: "test"},
		Paths: map[string]openapi.Path{intake.PathReadings: {"post": readings}, intake.PathFHIR: {"post": fhir}},
	})
	require.NoError(t, err)
	return openapitest.Read(t, doc, "")
}

// request is what a test sends.
type request struct {
	path, media, token string
	body               io.Reader
	header             http.Header
}

// answer is what comes back.
type answer struct {
	status int
	header http.Header
	text   string
	Error  *struct{ Name, Message string }
	Totals struct{ Read, Stored, Duplicate, Rejected int }
	Items  []struct {
		Index                 int
		Status, Field, Reason string
	}
	Reasons map[string]string
}

func (f *fixture) send(t testing.TB, r request) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.url+r.path, r.body)
	require.NoError(t, err)
	req.Header.Set("Content-Type", r.media)
	if r.token != "" {
		req.Header.Set("Authorization", "Bearer "+r.token)
	}
	for name, values := range r.header {
		req.Header[name] = values
	}
	response, err := f.client.Do(req)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	a := answer{status: response.StatusCode, header: response.Header, text: string(text)}
	require.NoError(t, json.Unmarshal(text, &a), string(text))
	f.description.Check(t, req, response.StatusCode, response.Header, text)
	return a
}

// post sends readings as JSON with a token that may do everything.
func (f *fixture) post(t testing.TB, query, body string) answer {
	t.Helper()
	return f.send(t, request{path: intake.PathReadings + query, media: "application/json", token: f.tokens[token.Admin], body: strings.NewReader(body)})
}

// brief is what became of each item, in few words.
func (a answer) brief() []string {
	var lines []string
	for _, i := range a.Items {
		lines = append(lines, strings.Join(strings.Fields(i.Status+" "+i.Field+" "+i.Reason), " "))
	}
	return lines
}

// rows counts the readings that are stored.
func (f *fixture) rows(t testing.TB) int {
	t.Helper()
	raw := storetest.MustRaw(t, f.database)
	var citizens, cities int
	require.NoError(t, raw.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM citizen_reading").Scan(&citizens))
	require.NoError(t, raw.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM city_reading").Scan(&cities))
	return citizens + cities
}

func (f *fixture) scrape(t testing.TB) string {
	t.Helper()
	w := httptest.NewRecorder()
	f.metrics.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	return w.Body.String()
}

func zipped(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := io.WriteString(w, text)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// safeBuffer is a log that several goroutines may write.
type safeBuffer struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

// Write adds to the log.
func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.Write(p)
}

// String returns the log.
func (b *safeBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.String()
}

// Good readings.
const (
	aliceSteps = `{"userId":"alice","metric":"steps","value":7731,"unit":"{steps}","observedAt":"2016-05-09T18:30:00Z","period":"P1D","source":"watch"}`
	bobBMI     = `{"userId":"bob","metric":"bmi","value":22.5,"unit":"kg/m2","observedAt":"2016-05-09T08:00:00+05:30","source":"scale"}`
	warmth     = `{"cityId":"singapore","metric":"temperature","value":86,"unit":"[degF]","observedAt":"2016-05-10T11:00:00Z","period":3600,"source":"nea/S60"}`
)
