package adapter_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/glebarez/sqlite"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/adapter/openapi/openapitest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/seal"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// What the fixture holds about people. None of it may ever be seen in a log, a metric or a failure.
const (
	userID   = "marked-user"
	sparseID = "marked-sparse-user"
	subject  = "0x5ec0de5ec0de5ec0de5ec0de5ec0de5ec0de0001"
	sparse   = "0x5ec0de5ec0de5ec0de5ec0de5ec0de5ec0de0002"
	patient  = "0x9a71e479a71e479a71e479a71e479a71e4700001"
	location = "https://clinic.example/marked-location/4711"
	steps    = "7731.246813"
	token    = "marked-token-0123456789abcdef"
)

var (
	marked   = []string{"marked", subject[2:], sparse[2:], patient[2:], "7731.24", "7731246"}
	registry = common.HexToAddress("0x5c00000000000000000000000000000000000001")
	recorder = common.HexToAddress("0x4ec0000000000000000000000000000000000001")
	now      = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
)

// chain is the record market as the adapter sees it.
type chain struct {
	mu     sync.Mutex
	grants map[[32]byte]market.Grant
	gone   error
	hold   chan struct{} // if not nil, Grant waits for it or for the context
	asked  chan struct{} // receives one value for each Grant that waits
}

func (c *chain) Grant(ctx context.Context, id [32]byte) (market.Grant, error) {
	c.mu.Lock()
	grant, gone, hold := c.grants[id], c.gone, c.hold
	c.mu.Unlock()
	if hold != nil {
		c.asked <- struct{}{}
		select {
		case <-hold:
		case <-ctx.Done():
			return market.Grant{}, ctx.Err()
		}
	}
	return grant, gone
}

func (c *chain) Ping(context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.gone
}

func (c *chain) set(gone error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gone = gone
}

// fixture is a running adapter over a real store.
type fixture struct {
	url, metricsURL string
	store           *store.Store
	file            string // of the database
	chain           *chain
	log             *safeBuffer
	client          *http.Client
	stop            func() error // ends Run and waits; safe to call twice
	privateKey      []byte

	description *openapitest.Description // which every answer is checked against
}

// grantID names the request of each status on the chain; the last byte tells them apart.
func grantID(status market.Status) [32]byte { return [32]byte{0x9e, 31: byte(status)} }

var (
	recordID = [32]byte{0x4e, 31: 0x01} // the store holds its location
	otherID  = [32]byte{0x4e, 31: 0x02} // another that it holds
	goneID   = [32]byte{0x4e, 31: 0x03} // it holds none
	// Requests on the chain that stand approved and are wrong in one way each.
	lateID, strangerID, goneRecordID, badKeyID = [32]byte{0xaa, 1}, [32]byte{0xaa, 2}, [32]byte{0xaa, 3}, [32]byte{0xaa, 4}
)

func hex32(id [32]byte) string { return fmt.Sprintf("0x%x", id[:]) }

// settings is the configuration of a fixture: free ports, a token, both contracts.
func settings() config.Config {
	cfg := config.Default()
	cfg.Host, cfg.Port, cfg.MetricsPort = "127.0.0.1", 0, 0
	cfg.Tokens = []config.Secret{"older-token-0123456789abcdef", token}
	cfg.RPCURL, cfg.ChainID, cfg.RecordKeys = "http://127.0.0.1:1/marked-api-key", 1337, "k:marked-key"
	cfg.RecordMarket, cfg.ScoreRegistry = recorder, registry
	cfg.MaxPayloadSize = 4096
	cfg.LogLevel = config.LogLevel(slog.LevelDebug)
	return cfg
}

// start runs an adapter until the test ends. change may alter its settings and dependencies first.
func start(t testing.TB, change func(*config.Config, *adapter.Deps)) *fixture {
	t.Helper()
	f := &fixture{log: &safeBuffer{}, client: &http.Client{Transport: &http.Transport{}}}
	log := slog.New(slog.NewJSONHandler(f.log, &slog.HandlerOptions{Level: slog.LevelDebug - 4}))
	f.openStore(t, log)
	f.fillChain(t)
	listening := make(chan adapter.Addresses, 1)
	cfg := settings()
	deps := adapter.Deps{
		Scores: f.store, Records: f.store, Grants: f.chain, Database: f.store, Chain: f.chain,
		Model: score.V1(), Log: log, Registry: prometheus.NewRegistry(), Version: "1.2.3",
		Clock:     func() time.Time { return now },
		Listening: func(addr adapter.Addresses) { listening <- addr },
	}
	if change != nil {
		change(&cfg, &deps)
	}
	server, err := adapter.New(deps, cfg)
	require.NoError(t, err)
	f.description = openapitest.Read(t, server.Description(), "Failure")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Run(ctx) }()
	f.stop = sync.OnceValue(func() error { cancel(); return received(t, done) })
	t.Cleanup(func() {
		f.client.CloseIdleConnections()
		require.NoError(t, f.stop())
		require.NoError(t, f.store.Close())
	})
	select {
	case addr := <-listening:
		f.url, f.metricsURL = "http://"+addr.Adapter, "http://"+addr.Metrics
	case err := <-done:
		t.Fatalf("adapter did not start: %v", err)
	}
	return f
}

// openStore fills a new database with a citizen who has data, one who has too little, and two records.
func (f *fixture) openStore(t testing.TB, log *slog.Logger) {
	t.Helper()
	ctx := t.Context()
	line, err := store.NewKeyLine("k1")
	require.NoError(t, err)
	keys, err := store.ParseKeyring(line)
	require.NoError(t, err)
	f.file = filepath.Join(t.TempDir(), "adapter.db")
	f.store, err = store.Open(ctx, store.Config{URL: "sqlite://" + f.file, Keys: keys, Log: log})
	require.NoError(t, err)
	require.NoError(t, f.store.Migrate(ctx))
	require.NoError(t, f.store.PutCity(ctx, store.City{ID: "city", Name: "City", Country: "SG", TimeZone: "Asia/Singapore"}))
	require.NoError(t, f.store.PutCitizen(ctx, store.Citizen{UserID: userID, CityID: "city", Subject: subject}))
	require.NoError(t, f.store.PutCitizen(ctx, store.Citizen{UserID: sparseID, Subject: sparse}))
	day, value := 24*time.Hour, mustValue(t, steps)
	var readings []score.Reading
	for i := 1; i <= 5; i++ {
		at := time.Date(2026, 3, 4-i, 16, 0, 0, 0, time.UTC) // midnight in Singapore
		readings = append(readings,
			score.Reading{Metric: score.Steps, Value: value, ObservedAt: at, Period: day, Source: "test"},
			score.Reading{Metric: score.ActiveEnergy, Value: mustValue(t, "250"), ObservedAt: at, Period: day, Source: "test"},
			score.Reading{Metric: score.RestingHeartRate, Value: mustValue(t, "58"), ObservedAt: at, Period: day, Source: "test"})
	}
	readings = append(readings, score.Reading{Metric: score.BMI, Value: mustValue(t, "22.5"), ObservedAt: now.Add(-day), Source: "test"})
	appended, err := f.store.AppendCitizenReadings(ctx, userID, readings)
	require.NoError(t, err)
	require.Equal(t, len(readings), appended.New)
	_, err = f.store.AppendCitizenReadings(ctx, sparseID, readings[:1])
	require.NoError(t, err)
	_, err = f.store.AppendCityReadings(ctx, "city", []score.Reading{
		{Metric: score.Temperature, Value: mustValue(t, "27"), ObservedAt: now.Add(-time.Hour), Source: "test"},
		{Metric: score.Humidity, Value: mustValue(t, "55"), ObservedAt: now.Add(-90 * time.Minute), Source: "test"},
	})
	require.NoError(t, err)
	for _, id := range [][32]byte{recordID, otherID} {
		require.NoError(t, f.store.PutRecord(ctx, store.Record{ID: id, UserID: userID, Patient: patient, Location: location}))
	}
}

// fillChain makes a request for recordID in every status, and some that are wrong.
func (f *fixture) fillChain(t testing.TB) {
	t.Helper()
	privateKey, publicKey, err := seal.GenerateKey()
	require.NoError(t, err)
	f.privateKey = privateKey
	approved := market.Grant{
		Requester: common.Address{1}, Patient: common.HexToAddress(patient), RecordID: recordID, PublicKey: publicKey,
		Status: market.Approved, Deadline: now.Add(time.Minute),
	}
	f.chain = &chain{grants: map[[32]byte]market.Grant{}, asked: make(chan struct{}, 100)}
	for status := market.Requested; status <= market.Failed; status++ {
		grant := approved
		grant.Status = status
		f.chain.grants[grantID(status)] = grant
	}
	for id, change := range map[[32]byte]func(*market.Grant){
		lateID:       func(g *market.Grant) { g.Deadline = now },
		strangerID:   func(g *market.Grant) { g.Patient = common.Address{2} },
		goneRecordID: func(g *market.Grant) { g.RecordID = goneID },
		badKeyID:     func(g *market.Grant) { g.PublicKey = [32]byte{} },
	} {
		grant := approved
		change(&grant)
		f.chain.grants[id] = grant
	}
}

func (f *fixture) publicKey() [32]byte { return f.chain.grants[grantID(market.Approved)].PublicKey }

// recordBody is a request for recordID under a grant.
func (f *fixture) recordBody(grant [32]byte) string {
	return fmt.Sprintf(`{"id":"1","data":{"endpoint":"record","recordId":"%s","requestId":"%s","publicKey":"%s"}}`,
		hex32(recordID), hex32(grant), hex32(f.publicKey()))
}

func scoreBody(who string) string {
	return `{"id":"1","data":{"endpoint":"score","subject":"` + who + `"}}`
}

// reply is an answer with its body read.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func (r reply) json(t testing.TB) map[string]any {
	t.Helper()
	var doc map[string]any
	require.NoError(t, json.Unmarshal(r.body, &doc), "%s", r.body)
	return doc
}

// post sends a body with the token, as a node does.
func (f *fixture) post(t testing.TB, body string) reply {
	t.Helper()
	return f.do(t, http.MethodPost, "/", body, map[string]string{"Content-Type": "application/json", "Authorization": "Bearer " + token})
}

func (f *fixture) get(t testing.TB, path string) reply {
	t.Helper()
	return f.do(t, http.MethodGet, path, "", nil)
}

func (f *fixture) do(t testing.TB, method, path, body string, header map[string]string) reply {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, f.url+path, strings.NewReader(body))
	require.NoError(t, err)
	for name, value := range header {
		request.Header.Set(name, value)
	}
	return f.send(t, request)
}

func (f *fixture) send(t testing.TB, request *http.Request) reply {
	t.Helper()
	response, err := f.client.Do(request)
	require.NoError(t, err)
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	f.requireDescribed(t, request, response, body)
	return reply{status: response.StatusCode, header: response.Header, body: body}
}

// requireDescribed checks that an answer of the adapter's own port is what its description says.
func (f *fixture) requireDescribed(t testing.TB, request *http.Request, response *http.Response, body []byte) {
	t.Helper()
	if !strings.HasSuffix(f.url, request.URL.Host) {
		return // the metrics port
	}
	f.description.Check(t, request, response.StatusCode, response.Header, body)
}

// scrape is the text of /metrics.
func (f *fixture) scrape(t testing.TB) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, f.metricsURL+"/metrics", nil)
	require.NoError(t, err)
	r := f.send(t, request)
	require.Equal(t, http.StatusOK, r.status)
	return string(r.body)
}

// rows is every row of the database, table by table, read by a connection of its own.
func (f *fixture) rows(t testing.TB) map[string][]string {
	t.Helper()
	db, err := sql.Open(sqlite.DriverName, f.file)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	content := map[string][]string{}
	for _, table := range []string{
		"smart_city", "user_data_iot", "city_reading", "citizen_reading", "patient_data", "record_location", "record_release", "audit_entry",
	} {
		content[table] = mustRows(t, db, table)
	}
	require.Len(t, content["user_data_iot"], 2)
	return content
}

func mustRows(t testing.TB, db *sql.DB, table string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT * FROM "+table)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	columns, err := rows.Columns()
	require.NoError(t, err)
	var found []string
	for rows.Next() {
		values, targets := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		require.NoError(t, rows.Scan(targets...))
		found = append(found, fmt.Sprint(values...))
	}
	require.NoError(t, rows.Err())
	return found
}

func mustValue(t testing.TB, text string) score.Value {
	t.Helper()
	value, err := score.ParseValue(text)
	require.NoError(t, err)
	return value
}

// safeBuffer is a bytes.Buffer that several goroutines may write to.
type safeBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}

// requireNothingPersonal looks for everything that the fixture holds about people, in any letter case.
func requireNothingPersonal(t testing.TB, where, text string) {
	t.Helper()
	lower := strings.ToLower(storetest.Noiseless(text))
	for _, secret := range marked {
		require.NotContains(t, lower, secret, where)
	}
}
