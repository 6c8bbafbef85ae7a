package top_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/monitoring/top"
)

// parts are an adapter, a runner and an Alertmanager whose answers can be changed.
type parts struct {
	top.Config
	mu      sync.Mutex
	answers map[string]string // by path
}

func newParts(t *testing.T) *parts {
	t.Helper()
	p := &parts{answers: map[string]string{"/adapter": mustRead(t, "adapter.prom"), "/runner": mustRead(t, "runner.prom"), "/api/v2/alerts": mustRead(t, "alerts.json")}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		answer, there := p.answers[r.URL.Path]
		if !there {
			http.Error(w, "gone", http.StatusBadGateway)
			return
		}
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(server.Close)
	p.Config = top.Config{AdapterURL: server.URL + "/adapter", NodeURL: server.URL + "/runner", AlertmanagerURL: server.URL, Interval: 5 * time.Millisecond}
	return p
}

func (p *parts) set(path, answer string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answers[path] = answer
}

func mustRead(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	return string(text)
}

func TestLook_WorksOutWhatThePartsSay(t *testing.T) {
	t.Parallel()
	p := newParts(t)
	f := top.New(p.Config, http.DefaultClient).Look(t.Context())
	require.False(t, f.Down())
	require.EqualValues(t, 1000, f.Requests.Total)
	require.InDelta(t, .01, float64(f.Requests.Failed), 1e-9)
	require.InDelta(t, .003125, float64(f.Requests.P50), 1e-9, "the median lies at 5/8 of the first bucket, which holds 800 of 1000")
	require.InDelta(t, .09, float64(f.Requests.P95), 1e-9)
	require.Equal(t, map[string]int64{"UnknownSubject": 8, "DatabaseUnavailable": 2}, f.Failures)
	require.Equal(t, []string{"chain"}, f.Lost)
	require.Equal(t, map[string]int64{"score completed": 40, "score errored": 1}, f.Runs.Ended)
	require.Equal(t, []string{"EVM.1.BalanceMonitor"}, f.Runs.Unhealthy)
	require.Len(t, f.Keys, 1)
	require.InDelta(t, 2.5, float64(f.Keys[0].ETH), 0)
	require.InDelta(t, 100, float64(f.Keys[0].Left), 1e-6, "2.5 ETH at 1 ETH for 40")
	require.Equal(t, []top.Open{{WaitsFor: "patient", Count: 3, OldestSeconds: 7200}, {WaitsFor: "score_oracle", OldestSeconds: 0}}, f.Open)
	require.Equal(t, []top.Age{{"bengaluru", "humidity", 90000}, {"bengaluru", "temperature", 3600}}, f.Data.Oldest, "the stalest first")
	require.Len(t, f.Alerts, 2, "the watchdog is left out")
	require.Equal(t, "AdapterDependencyDown", f.Alerts[0].Name, "what pages comes first")

	text := f.Text()
	for _, want := range []string{"adapter up", "1.00 %", "chain", "UnknownSubject 8", "100 fulfilments left", "patient: 3, the oldest for 2h 0m",
		"bengaluru, 1d 1h old", "AdapterDependencyDown  sepolia a:9080  since 10:00:00"} {
		require.Contains(t, text, want)
	}
	require.NotContains(t, text, "\x1b", "no colours")
}

func TestLook_AgainTellsTheTimeInBetween(t *testing.T) {
	t.Parallel()
	p := newParts(t)
	w := top.New(p.Config, http.DefaultClient)
	w.Look(t.Context())
	quiet := w.Look(t.Context())
	require.Zero(t, quiet.Requests.PerSecond)
	require.Contains(t, quiet.Text(), "no requests")
	p.set("/adapter", strings.NewReplacer(`"dataProviderHit"} 990`, `"dataProviderHit"} 1020`, `le="0.005"} 800`, `le="0.005"} 800`,
		`le="0.1"} 1000`, `le="0.1"} 1000`, `le="1"} 1000`, `le="1"} 1030`, `le="+Inf"} 1000`, `le="+Inf"} 1030`).Replace(mustRead(t, "adapter.prom")))
	busy := w.Look(t.Context())
	require.Positive(t, busy.Requests.PerSecond)
	require.Zero(t, busy.Requests.Failed)
	require.InDelta(t, .55, float64(busy.Requests.P50), 1e-9, "all of the new ones took 0.1 to 1 s")
}

func TestLook_SaysWhoDoesNotAnswer(t *testing.T) {
	t.Parallel()
	p := newParts(t)
	p.NodeURL, p.AlertmanagerURL, p.PrometheusURL = p.AlertmanagerURL+"/gone", p.AlertmanagerURL+"/gone", p.AlertmanagerURL
	p.set("/api/v1/alerts", mustRead(t, "prometheus_alerts.json"))
	f := top.New(p.Config, http.DefaultClient).Look(t.Context())
	require.True(t, f.Down())
	require.Contains(t, f.Text(), "runner DOWN")
	require.Contains(t, f.Text(), "502 Bad Gateway")
	require.Len(t, f.Alerts, 1, "Prometheus stands in for Alertmanager; what is pending does not fire")
	_, err := json.Marshal(f)
	require.NoError(t, err, "what is unknown is null")
}

// screenful collects what is drawn.
type screenful struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *screenful) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *screenful) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func TestShow_DrawsUntilItIsToldToStop(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(keys io.Writer, cancel context.CancelFunc){
		"by q":           func(keys io.Writer, _ context.CancelFunc) { _, _ = io.WriteString(keys, "q") },
		"by Ctrl-C":      func(keys io.Writer, _ context.CancelFunc) { _, _ = io.WriteString(keys, "\x03") },
		"by its context": func(_ io.Writer, cancel context.CancelFunc) { cancel() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newParts(t)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			keys, typed := io.Pipe()
			defer typed.Close()
			var drawn screenful
			ended := make(chan error, 1)
			go func() { ended <- top.New(p.Config, http.DefaultClient).Show(ctx, keys, &drawn) }()
			require.Eventually(t, func() bool { return strings.Contains(drawn.String(), "UnknownSubject 8") }, 30*time.Second, 5*time.Millisecond)
			p.set("/adapter", strings.Replace(mustRead(t, "adapter.prom"), `"UnknownSubject"} 8`, `"UnknownSubject"} 9`, 1))
			require.Eventually(t, func() bool { return strings.Contains(drawn.String(), "UnknownSubject 9") }, 30*time.Second, 5*time.Millisecond,
				"it looks again")
			stop(typed, cancel)
			require.NoError(t, <-ended)
			require.True(t, strings.Contains(drawn.String(), "\x1b[?1049l"), "the terminal is as it was before")
		})
	}
}
