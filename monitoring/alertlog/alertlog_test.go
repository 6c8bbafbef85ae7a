package alertlog_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/monitoring/alertlog"
)

// posted is what Alertmanager sends: one alert that fires and one that is over.
//
// Source: Alertmanager v0.28, docs/configuration.md, webhook_config
const posted = `{"version":"4","groupKey":"{}","truncatedAlerts":2,"status":"firing","receiver":"pager-services","groupLabels":{"network":"amoy"},
"commonLabels":{},"commonAnnotations":{},"externalURL":"http://alertmanager:9093","alerts":[
{"status":"firing","labels":{"alertname":"AdapterDown","severity":"critical","network":"amoy","instance":"adapter:9080"},
"annotations":{"summary":"The adapter does not answer.","description":"adapter:9080 is down.","runbook_url":"monitoring/RUNBOOK.md#adapterdown"},
"startsAt":"2026-05-10T12:00:00Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"a"},
{"status":"resolved","labels":{"alertname":"NodeKeyBalanceLow","severity":"warning"},"annotations":{},"startsAt":"2026-05-10T11:00:00Z","endsAt":"2026-05-10T12:00:00Z"}]}`

func post(t *testing.T, h http.Handler, path, body string) int {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body)))
	return w.Code
}

func TestNew_WritesALineForEachAlert(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	h, err := alertlog.New(slog.New(slog.NewJSONHandler(&log, nil)))
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, post(t, h, "/pager-services", posted))
	var lines []map[string]any
	for line := range strings.Lines(log.String()) {
		var entry map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &entry))
		delete(entry, "time")
		lines = append(lines, entry)
	}
	require.Len(t, lines, 3)
	require.Equal(t, map[string]any{
		"level": "ERROR", "msg": "alert", "receiver": "pager-services", "status": "firing", "alert": "AdapterDown", "network": "amoy",
		"instance": "adapter:9080", "since": "2026-05-10T12:00:00Z", "summary": "The adapter does not answer.",
		"description": "adapter:9080 is down.", "runbook": "monitoring/RUNBOOK.md#adapterdown",
	}, lines[0])
	require.Equal(t, "INFO", lines[1]["level"], "what is over is no warning any more")
	require.Equal(t, "NodeKeyBalanceLow", lines[1]["alert"])
	require.Equal(t, "WARN", lines[2]["level"])
	require.InDelta(t, 2, lines[2]["alerts"], 0)
}

func TestNew_RefusesWhatIsNoAlert(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	h, err := alertlog.New(slog.New(slog.NewJSONHandler(&log, nil)))
	require.NoError(t, err)
	for _, body := range []string{"", "{}", "nonsense", `{"version":"4","alerts":"` + strings.Repeat("x", 1<<20) + `"}`} {
		require.Equal(t, http.StatusBadRequest, post(t, h, "/pager", body))
	}
	require.Equal(t, http.StatusNotFound, post(t, h, "/", posted))
	require.Empty(t, log.String())
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/health", nil))
	require.Equal(t, http.StatusOK, w.Code)
	_, err = alertlog.New(nil)
	require.ErrorContains(t, err, "is missing")
}
