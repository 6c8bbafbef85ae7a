package runner

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Parts of the runner whose health is told, in the real node's words.
const (
	checkHeads  = "HeadTracker"
	checkLogs   = "LogBroadcaster"
	checkSender = "Txm.Broadcaster"
	checkFunds  = "BalanceMonitor"
	// checkJournal is the database of the journal.
	checkJournal = "Journal"
)

// health is the outcome of each part's last try. Safe for concurrent use.
type health struct {
	prefix  string // of the parts' names: EVM.<chain id>.
	metrics *metrics
	mu      sync.Mutex
	checks  map[string]error // nil is well
	ready   bool
	standby bool // another process answers
}

func newHealth(chainID uint64, m *metrics) *health {
	h := &health{prefix: fmt.Sprintf("EVM.%d.", chainID), metrics: m, checks: map[string]error{}}
	for _, part := range []string{checkHeads, checkLogs, checkSender, checkFunds, checkJournal} {
		h.report(part, nil)
	}
	return h
}

// report notes the outcome of a part's try and tells whether it turned from well to ill or back.
func (h *health) report(part string, err error) (turned bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	before, known := h.checks[part]
	h.checks[part] = err
	value := 1.0
	if err != nil {
		value = 0
	}
	h.metrics.health.WithLabelValues(h.prefix + part).Set(value)
	return known && (before == nil) != (err == nil)
}

// caughtUp says that the runner has looked at all blocks up to the newest for the first time.
func (h *health) caughtUp() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ready, h.standby = true, false
}

// stand says that another process answers, which counts as ready, and reports whether that is news.
func (h *health) stand() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	news := !h.standby
	h.ready, h.standby = true, true
	return news
}

// isReady reports whether the runner has caught up and sees the chain.
func (h *health) isReady() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.ready && h.checks[checkHeads] == nil && h.checks[checkLogs] == nil
}

// check is one entry of /health.
//
// Source: chainlink v2.18, GET /health with Accept: application/json
type check struct {
	Type       string          `json:"type"` // "checks"
	ID         string          `json:"id"`
	Attributes checkAttributes `json:"attributes"`
}

type checkAttributes struct {
	Name   string `json:"name"`
	Status string `json:"status"` // "passing" or "failing"
	Output string `json:"output"` // why it fails
}

func (h *health) list() (checks []check, well bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	well = true
	for part, err := range h.checks {
		c := check{Type: "checks", ID: h.prefix + part, Attributes: checkAttributes{Name: h.prefix + part, Status: "passing"}}
		if err != nil {
			c.Attributes.Status, c.Attributes.Output = "failing", err.Error()
			well = false
		}
		checks = append(checks, c)
	}
	slices.SortFunc(checks, func(a, b check) int { return cmp.Compare(a.ID, b.ID) })
	return checks, well
}

// Handler serves the runner's health and metrics:
//
//   - GET /health: the parts' last tries, in the real node's form; 200, or 207 if one went wrong.
//   - GET /readyz: 200 once the runner has caught up with the chain and while it sees it, else 503.
//   - GET /metrics: Prometheus.
//
// It needs no login and shows nothing of requests' content, but belongs on an internal address all the same.
func (r *Runner) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) {
		checks, well := r.health.list()
		status := http.StatusOK
		if !well {
			status = http.StatusMultiStatus
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]any{"data": checks}) // an error is the caller's going away
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if !r.health.isReady() {
			http.Error(w, "not caught up with the chain", http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte("ready\n"))
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(r.registry, promhttp.HandlerOpts{}))
	return mux
}
