package admin_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/admin"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/openapi"
	"github.com/link4health/link4health/adapter/openapi/openapitest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/adapter/token"
)

// person is somebody whose id needs encoding in a URL.
const person = "MARKED#1"

// fixture is a server with one person, and tokens.
type fixture struct {
	server         *httptest.Server
	store          *store.Store
	log            *bytes.Buffer
	admin, gateway string
}

func newFixture(t *testing.T) fixture {
	t.Helper()
	f := fixture{store: storetest.MustOpen(t, store.Config{URL: storetest.SQLite(t)}), log: &bytes.Buffer{}}
	require.NoError(t, f.store.PutCitizen(t.Context(), store.Citizen{UserID: person}))
	readings := make([]score.Reading, 5000)
	for i := range readings {
		at := time.Date(2026, 1, 1, 0, i, 0, 0, time.UTC)
		readings[i] = score.Reading{Metric: score.HeartRate, Value: 60_000_000, ObservedAt: at, Source: "test"}
	}
	_, err := f.store.AppendCitizenReadings(t.Context(), person, readings)
	require.NoError(t, err)
	f.admin, _, err = f.store.IssueToken(t.Context(), []token.Scope{token.Admin}, "operator", time.Time{})
	require.NoError(t, err)
	f.gateway, _, err = f.store.IssueToken(t.Context(), []token.Scope{token.ReadingsWrite}, "gateway", time.Time{})
	require.NoError(t, err)
	handler, err := admin.New(admin.Deps{Store: f.store, Log: slog.New(slog.NewTextHandler(f.log, nil))}, admin.Config{})
	require.NoError(t, err)
	f.server = httptest.NewServer(handler)
	t.Cleanup(f.server.Close)
	return f
}

// ask sends a request and returns status and body.
func (f fixture) ask(t *testing.T, method, path, bearer string) (int, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, f.server.URL+path, nil)
	require.NoError(t, err)
	if bearer != "" {
		request.Header.Set("Authorization", "Bearer "+bearer)
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	var body bytes.Buffer
	_, err = body.ReadFrom(response.Body)
	require.NoError(t, err)
	require.Equal(t, "no-store", response.Header.Get("Cache-Control"))
	if !strings.HasPrefix(path, "/v1/citizens/x/") && path != "/v1/citizens/" { // no route of the adapter
		described(t).Check(t, request, response.StatusCode, response.Header, body.Bytes())
	}
	return response.StatusCode, body.Bytes()
}

// described is the description of the routes, which every answer is checked against.
func described(t *testing.T) *openapitest.Description {
	t.Helper()
	export, erase := admin.DescribeExport(), admin.DescribeErase()
	export.OperationID, erase.OperationID = "export", "erase"
	doc, err := json.Marshal(openapi.Document{
		OpenAPI: openapi.Version, Info: openapi.Info{Title: "admin", Version: "test"},
		Paths: map[string]openapi.Path{"/v1/citizens/{id}/export": {"get": export}, "/v1/citizens/{id}": {"delete": erase}},
	})
	require.NoError(t, err)
	return openapitest.Read(t, doc, "")
}

func TestHandler_ExportsThenErases(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	status, body := f.ask(t, http.MethodGet, "/v1/citizens/MARKED%231/export", f.admin)
	require.Equal(t, http.StatusOK, status)
	var export struct {
		UserID       string
		ReadingCount int
		Complete     bool
	}
	require.NoError(t, json.Unmarshal(body, &export))
	require.Equal(t, person, export.UserID)
	require.Equal(t, 5000, export.ReadingCount)
	require.True(t, export.Complete)

	status, body = f.ask(t, http.MethodDelete, "/v1/citizens/MARKED%231", f.admin)
	require.Equal(t, http.StatusOK, status)
	require.JSONEq(t, `{"readings":5000,"records":0,"releases":0,"alreadyErased":false}`, string(body))
	status, body = f.ask(t, http.MethodDelete, "/v1/citizens/MARKED%231", f.admin)
	require.Equal(t, http.StatusOK, status)
	require.JSONEq(t, `{"readings":0,"records":0,"releases":0,"alreadyErased":true}`, string(body))
	status, body = f.ask(t, http.MethodGet, "/v1/citizens/MARKED%231/export", f.admin)
	require.Equal(t, http.StatusGone, status)
	require.NotContains(t, string(body)+f.log.String(), "MARKED")
}

func TestHandler_RefusesWithStatusNameAndRemedy(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	unknown, _ := token.New()
	for _, c := range []struct {
		name, method, path, bearer string
		status                     int
		want                       string
	}{
		{"no token", http.MethodDelete, "/v1/citizens/MARKED%231", "", http.StatusUnauthorized, "link4health token issue"},
		{"an unknown token", http.MethodDelete, "/v1/citizens/MARKED%231", unknown, http.StatusUnauthorized, "Unauthorized"},
		{"a token without the scope", http.MethodDelete, "/v1/citizens/MARKED%231", f.gateway, http.StatusForbidden, "scope admin"},
		{"export without the scope", http.MethodGet, "/v1/citizens/MARKED%231/export", f.gateway, http.StatusForbidden, "Forbidden"},
		{"nobody", http.MethodDelete, "/v1/citizens/nobody", f.admin, http.StatusNotFound, "UnknownUser"},
		{"nobody's export", http.MethodGet, "/v1/citizens/nobody/export", f.admin, http.StatusNotFound, "UnknownUser"},
		{"no id", http.MethodDelete, "/v1/citizens/", f.admin, http.StatusNotFound, "UnknownUser"},
		{"deleting an export", http.MethodDelete, "/v1/citizens/x/export", f.admin, http.StatusMethodNotAllowed, "MethodNotAllowed"},
	} {
		status, body := f.ask(t, c.method, c.path, c.bearer)
		require.Equal(t, c.status, status, c.name)
		require.Contains(t, string(body), c.want, c.name)
		require.NotContains(t, string(body), "MARKED", c.name)
	}
	_, err := f.store.Citizen(t.Context(), person)
	require.NoError(t, err)
	require.NoError(t, f.store.Close())
	status, body := f.ask(t, http.MethodGet, "/v1/citizens/MARKED%231/export", f.admin)
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.Contains(t, string(body), "DatabaseUnavailable")
	require.Contains(t, f.log.String(), "DatabaseUnavailable")
	require.NotContains(t, f.log.String(), "MARKED")
}

func TestServe_HasTheRoutes(t *testing.T) {
	t.Parallel()
	databaseURL := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: databaseURL})
	require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: person}))
	bearer, _, err := s.IssueToken(t.Context(), []token.Scope{token.Admin}, "operator", time.Time{})
	require.NoError(t, err)
	cfg, err := config.Load(map[string]string{"DATABASE_URL": databaseURL, "EA_PORT": "0", "METRICS_ENABLED": "false"})
	require.NoError(t, err)
	var log bytes.Buffer
	ctx, stop := context.WithCancel(t.Context())
	address, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- adapter.Serve(ctx, cfg, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})), "test",
			func(a adapter.Addresses) { address <- a.Adapter })
	}()
	f := fixture{server: &httptest.Server{URL: "http://" + <-address}}
	status, body := f.ask(t, http.MethodGet, "/v1/citizens/MARKED%231/export", bearer)
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, string(body), `"complete": true`)
	status, _ = f.ask(t, http.MethodDelete, "/v1/citizens/MARKED%231", "")
	require.Equal(t, http.StatusUnauthorized, status)
	status, _ = f.ask(t, http.MethodDelete, "/v1/citizens/MARKED%231", bearer)
	require.Equal(t, http.StatusOK, status)
	stop()
	require.NoError(t, <-ended)
	require.Contains(t, log.String(), "citizen-erase", "the log was on")
	require.NotContains(t, log.String(), "MARKED")
	_, err = s.Citizen(t.Context(), person)
	require.ErrorIs(t, err, store.ErrUnknownCitizen)
}

func TestNew_NamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := admin.New(admin.Deps{}, admin.Config{})
	require.ErrorContains(t, err, "Deps.Store")
}
