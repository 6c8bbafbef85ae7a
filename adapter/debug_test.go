package adapter_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
)

// ask sends a request to the metrics port.
func (f *fixture) ask(t *testing.T, method, path, body string) reply {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, f.metricsURL+path, strings.NewReader(body))
	require.NoError(t, err)
	return f.send(t, request)
}

func TestLogLevel_ChangesWhileTheAdapterRuns(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	var log safeBuffer
	everything := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug - 4})).With("part", "test").WithGroup("g")
	addresses, _ := f.served(t, everything, func(cfg *config.Config) { cfg.LogLevel = config.LogLevel(slog.LevelWarn) })
	f.url, f.metricsURL = "http://"+addresses.Adapter, "http://"+addresses.Metrics
	require.Equal(t, 200, f.post(t, scoreBody(subject)).status)
	require.NotContains(t, log.String(), `"msg":"request"`)

	require.JSONEq(t, `{"level":"warn"}`, string(f.ask(t, http.MethodGet, "/log-level", "").body))
	r := f.ask(t, http.MethodPut, "/log-level", `{"level":"INFO"}`)
	require.Equal(t, 200, r.status)
	require.JSONEq(t, `{"level":"info"}`, string(r.body))
	require.Equal(t, 200, f.post(t, scoreBody(subject)).status)
	require.Contains(t, log.String(), `"msg":"request"`)
	require.NotContains(t, log.String(), `"msg":"database statement"`)
	require.Contains(t, log.String(), `"from":"warn","to":"info"`)
	for _, bad := range []string{"", "{}", `{"level":"loud"}`, `{"level":5}`, `"debug"`} {
		r := f.ask(t, http.MethodPut, "/log-level", bad)
		require.Equal(t, 400, r.status, bad)
		require.Contains(t, string(r.body), "trace, debug, info")
	}
	require.JSONEq(t, `{"level":"info"}`, string(f.ask(t, http.MethodGet, "/log-level", "").body))
	require.Equal(t, 405, f.ask(t, http.MethodDelete, "/log-level", "").status)
	require.Equal(t, 404, f.get(t, "/log-level").status, "the adapter's own port has no such thing")
}

func TestProfiles_AreServedIfTheyAreWanted(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.DebugEndpoints = true })
	require.Contains(t, string(f.ask(t, http.MethodGet, "/debug/pprof/", "").body), "goroutine")
	require.Equal(t, 200, f.ask(t, http.MethodGet, "/debug/pprof/heap?gc=1", "").status)
	require.Equal(t, 404, f.get(t, "/debug/pprof/").status)

	off := start(t, nil)
	require.Equal(t, 404, off.ask(t, http.MethodGet, "/debug/pprof/", "").status)
}
