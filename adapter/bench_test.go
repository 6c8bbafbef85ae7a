package adapter_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
)

// benchmark posts body to the handler, without a network, as often as it can.
func benchmark(b *testing.B, body string, wantStatus int, maxAge time.Duration) {
	var handler http.Handler
	start(b, func(cfg *config.Config, deps *adapter.Deps) {
		own := *deps
		cfg.CacheMaxAge = config.Milliseconds(maxAge)
		own.Registry, own.Listening = prometheus.NewRegistry(), nil
		own.Log = slog.New(slog.NewJSONHandler(io.Discard, nil)) // level info, as in production
		server, err := adapter.New(own, *cfg)
		require.NoError(b, err)
		handler = server.Handler()
	})
	b.ReportAllocs()
	for b.Loop() {
		request := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/", strings.NewReader(body))
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", "Bearer "+token)
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, request)
		if recorder.Code != wantStatus {
			b.Fatalf("%d %s", recorder.Code, recorder.Body)
		}
	}
}

// BenchmarkScoreKept is a whole request for a score that is kept: authentication, parsing, the cache, metrics and one log
// line. Some of it, and about 22 allocations, is the benchmark's own.
func BenchmarkScoreKept(b *testing.B) { benchmark(b, scoreBody(subject), http.StatusOK, time.Hour) }

// BenchmarkScoreRead is the same with the cache off: queries of SQLite and the model on top.
func BenchmarkScoreRead(b *testing.B) { benchmark(b, scoreBody(subject), http.StatusOK, 0) }

// BenchmarkRefusedRequest is the same without queries and model: what the server itself costs.
func BenchmarkRefusedRequest(b *testing.B) {
	benchmark(b, scoreBody("0x12"), http.StatusBadRequest, time.Hour)
}
