package render_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/monitoring/render"
)

const dashboard = `{"title": "T", "panels": [
 {"type": "stat", "title": "Share", "gridPos": {"x": 0, "y": 0, "w": 6, "h": 4}, "targets": [{"expr": "share{network=~\"$network\"}"}],
  "fieldConfig": {"defaults": {"unit": "percentunit", "thresholds": {"steps": [{"color": "green", "value": null}, {"color": "red", "value": 0.1}]}}}},
 {"type": "table", "title": "Fires", "gridPos": {"x": 6, "y": 0, "w": 6, "h": 4}, "targets": [{"expr": "fires"}], "fieldConfig": {"defaults": {"unit": "short"}}},
 {"type": "timeseries", "title": "Age", "gridPos": {"x": 0, "y": 4, "w": 12, "h": 8}, "targets": [{"expr": "rate(age[$__rate_interval])", "legendFormat": "{{city}} {{metric}} {{gone}}"}],
  "fieldConfig": {"defaults": {"unit": "s", "thresholds": {"steps": [{"color": "green", "value": null}, {"color": "red", "value": 3600}]}}}},
 {"type": "stat", "title": "Nothing", "gridPos": {"x": 12, "y": 0, "w": 6, "h": 4}, "targets": [{"expr": "nothing"}]}
]}`

// answers are Prometheus's, by expression.
var answers = map[string]string{
	`share{network=~"demo"}`: `{"data": {"result": [{"metric": {}, "value": [100, "0.25"]}]}}`,
	`fires`:                  `{"data": {"result": [{"metric": {"alertname": "AdapterDown", "severity": "critical"}, "value": [100, "1"]}]}}`,
	`rate(age[30s])`:         `{"data": {"result": [{"metric": {"city": "x<y", "metric": "uv"}, "values": [[10, "1800"], [10.5, "NaN"], [11, "7200"], [90, "7200"]]}]}}`,
	`nothing`:                `{"data": {"result": []}}`,
	`fault(`:                 `{"status": "error", "error": "parse error"}`,
}

func serve(t *testing.T) render.Options {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, answers[r.URL.Query().Get("query")])
	}))
	t.Cleanup(server.Close)
	return render.Options{Prometheus: server.URL, Network: "demo", End: time.Unix(100, 0), Span: 100 * time.Second}
}

func TestPage_DrawsEachKindOfPanel(t *testing.T) {
	t.Parallel()
	d, err := render.Parse([]byte(dashboard))
	require.NoError(t, err)
	require.Equal(t, 12*30+60, d.Height())
	page, err := render.Page(t.Context(), http.DefaultClient, d, serve(t))
	require.NoError(t, err)
	text := string(page)
	for _, want := range []string{
		`class="red"`, `<div class="big">25 %</div>`, // 0.25 is above the threshold
		"<th>severity</th><th>alertname</th><th>value</th>", "<td>AdapterDown</td><td>1</td>",
		"x&lt;y uv", // what is not a label of it is left out of a legend
		">2.22 h</text>", `stroke-dasharray`, ">00:00:50</text>",
		"No data",
	} {
		require.Contains(t, text, want)
	}
	require.Equal(t, 2, strings.Count(text, "<polyline"), "a line is broken where there are no values for long")
}

func TestPage_NamesThePanelWhoseExpressionFails(t *testing.T) {
	t.Parallel()
	d, err := render.Parse([]byte(strings.Replace(dashboard, `"nothing"`, `"fault("`, 1)))
	require.NoError(t, err)
	_, err = render.Page(t.Context(), http.DefaultClient, d, serve(t))
	require.ErrorContains(t, err, "panel Nothing of T: ask for fault(: parse error")
}
