package adapter_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	tokens "github.com/link4health/link4health/adapter/token"
)

// withMounts starts an adapter with a route of another part that does what its query says.
func withMounts(t *testing.T) *fixture {
	t.Helper()
	part := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		switch r.URL.RawQuery {
		case "panic":
			panic("marked-panic")
		case "late":
			w.WriteHeader(http.StatusAccepted)
			_, _ = w.Write([]byte("some"))
			panic("marked-panic")
		case "refuse":
			w.WriteHeader(http.StatusTeapot)
		default:
			w.Header().Set("Content-Type", "text/plain")
			_, _ = w.Write(append(body, '!'))
		}
	})
	return start(t, func(_ *config.Config, deps *adapter.Deps) {
		deps.Mounts = []adapter.Mount{{Name: "part", Method: http.MethodPost, Path: "/v1/part", Handler: part}}
	})
}

func postTo(t *testing.T, f *fixture, path, body string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.url+path, strings.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("X-Correlation-Id", "mine")
	response, err := f.client.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response, string(text)
}

func TestMount_AnswersByItself(t *testing.T) {
	t.Parallel()
	f := withMounts(t)
	response, text := postTo(t, f, "/v1/part", "hello")
	require.Equal(t, 200, response.StatusCode)
	require.Equal(t, "hello!", text)
	require.Equal(t, "text/plain", response.Header.Get("Content-Type"))
	require.Equal(t, "mine", response.Header.Get("X-Correlation-Id"))
	response, text = postTo(t, f, "/v1/part?refuse", "")
	require.Equal(t, http.StatusTeapot, response.StatusCode)
	require.Empty(t, text)
	require.Contains(t, f.log.String(), `"method":"POST","route":"part","status":200,"endpoint":"part","correlation_id":"mine"`)
	scraped := f.scrape(t)
	require.Contains(t, scraped, `feed_id="part",method="POST",provider_status_code="",retry="",status_code="200",type="dataProviderHit"} 1`)
	require.Contains(t, scraped, `feed_id="part",method="POST",provider_status_code="",retry="",status_code="418",type="inputError"} 1`)
	require.Equal(t, http.StatusMethodNotAllowed, f.get(t, "/v1/part").status)
}

func TestMount_ThatPanicsIsAnInternalError(t *testing.T) {
	t.Parallel()
	f := withMounts(t)
	response, text := postTo(t, f, "/v1/part?panic", "")
	require.Equal(t, http.StatusInternalServerError, response.StatusCode)
	require.Contains(t, text, `"name":"InternalError"`)
	response, text = postTo(t, f, "/v1/part?late", "")
	require.Equal(t, http.StatusAccepted, response.StatusCode)
	require.Equal(t, "some", text)
	require.NotContains(t, f.log.String(), "marked-panic")
	require.Equal(t, 2, strings.Count(f.log.String(), `"msg":"panic"`))
}

func TestMount_RefusesBaseURL(t *testing.T) {
	t.Parallel()
	cfg := config.Default()
	cfg.BaseURL = "/v1/part"
	s := storetest.MustOpen(t, store.Config{URL: storetest.SQLite(t)})
	_, err := adapter.New(adapter.Deps{
		Scores: s, Database: s, Model: score.V1(), Log: slog.New(slog.DiscardHandler), Registry: prometheus.NewRegistry(),
		Mounts: []adapter.Mount{{Name: "part", Method: http.MethodPost, Path: "/v1/part", Handler: http.NotFoundHandler()}},
	}, cfg)
	require.ErrorContains(t, err, "BASE_URL is the path of the route part: set another")
}

// TestServe_TakesReadings runs the whole adapter, as the program does.
func TestServe_TakesReadings(t *testing.T) {
	t.Parallel()
	database := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: database})
	require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "marked-user"}))
	bearer, _, err := s.IssueToken(t.Context(), []tokens.Scope{tokens.ReadingsWrite}, "", time.Time{})
	require.NoError(t, err)
	cfg := config.Default()
	cfg.DatabaseURL, cfg.Host, cfg.Port, cfg.MetricsPort = config.Secret(database), "127.0.0.1", 0, 0
	cfg.IngestionMaxItems, cfg.IngestionMaxAtomic, cfg.IngestionMaxBody = 3, 2, 1000
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var log safeBuffer
	listening, done := make(chan adapter.Addresses, 1), make(chan error, 1)
	go func() {
		done <- adapter.Serve(ctx, cfg, slog.New(slog.NewJSONHandler(&log, nil)), "1.2.3", func(at adapter.Addresses) { listening <- at })
	}()
	var at adapter.Addresses
	select {
	case at = <-listening:
	case err := <-done:
		require.NoError(t, err)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	ask := func(method, url, body string) string {
		request, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader([]byte(body)))
		require.NoError(t, err)
		request.Header.Set("Authorization", "Bearer "+bearer)
		request.Header.Set("Content-Type", "application/json")
		response, err := client.Do(request)
		require.NoError(t, err)
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		return string(text)
	}
	answer := ask(http.MethodPost, "http://"+at.Adapter+"/v1/readings",
		`[{"userId":"marked-user","metric":"bmi","value":22.5,"unit":"kg/m2","observedAt":"2016-05-09T08:00:00Z","source":"scale"}]`)
	require.JSONEq(t, `{"totals":{"read":1,"stored":1,"duplicate":0,"rejected":0},"items":[{"index":0,"status":"stored"}]}`, answer)
	for body, path := range map[string]string{
		"[1,2,3,4]": "/v1/readings", "[1,2,3]": "/v1/readings?atomic=true", "[" + strings.Repeat(" ", 2000) + "]": "/v1/readings",
	} {
		require.Contains(t, ask(http.MethodPost, "http://"+at.Adapter+path, body), `"name":"PayloadTooLarge"`, path)
	}
	require.Contains(t, ask(http.MethodPost, "http://"+at.Adapter+"/v1/fhir", `{}`), `"resourceType":"OperationOutcome"`)
	require.Contains(t, ask(http.MethodGet, "http://"+at.Metrics+"/metrics", ""),
		`link4health_readings_total{app_name="link4health",app_version="1.2.3",kind="citizen",outcome="stored"} 1`)
	stop()
	require.NoError(t, <-done)
	require.Contains(t, log.String(), `"route":"readings","status":200`)
	require.Contains(t, log.String(), `"route":"fhir","status":400`)
	require.NotContains(t, log.String(), "marked")
	require.NotContains(t, log.String(), bearer)
}
