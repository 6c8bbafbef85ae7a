package top

import (
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// Number is a figure that may be unknown, NaN, which JSON writes as null.
type Number float64

// MarshalJSON implements json.Marshaler.
func (n Number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// Figures are what is shown at one moment. Rates and latencies are of the time since the look before; of the time since the
// adapter's start, if there was none.
type Figures struct {
	At       time.Time        `json:"at"`
	Sources  []Source         `json:"sources"`
	Requests Requests         `json:"requests"`
	Failures map[string]int64 `json:"failures"` // by the failure's name, since the adapter's start
	Lost     []string         `json:"lost"`     // dependencies that do not answer the adapter
	Runs     Runs             `json:"runs"`
	Keys     []Key            `json:"keys"`
	Open     []Open           `json:"open"`
	Data     Data             `json:"data"`
	Alerts   []Alert          `json:"alerts"`
}

// Source is a part that was asked.
type Source struct {
	Name  string `json:"name"` // adapter, runner, prometheus or alertmanager
	Up    bool   `json:"up"`
	Error string `json:"error,omitempty"`
}

// Requests are those to the adapter, probes not counted.
type Requests struct {
	Total     int64  `json:"total"`
	PerSecond Number `json:"perSecond"`
	Failed    Number `json:"failedRatio"` // of which failed, for whatever reason
	InFlight  int64  `json:"inFlight"`
	P50       Number `json:"p50Seconds"`
	P95       Number `json:"p95Seconds"`
	P99       Number `json:"p99Seconds"`
}

// Runs are the node's.
type Runs struct {
	Queued    int64            `json:"queued"`
	Running   int64            `json:"running"`
	Ended     map[string]int64 `json:"ended"`     // by job and state
	Unhealthy []string         `json:"unhealthy"` // services that fail
	Head      int64            `json:"head"`      // newest block seen
}

// Key is an account that sends fulfilments.
type Key struct {
	Account string `json:"account"`
	ETH     Number `json:"eth"`
	Left    Number `json:"fulfilmentsLeft"` // at what one cost on average; unknown before the first
}

// Open are the requests on chain that wait for somebody.
type Open struct {
	WaitsFor      string `json:"waitsFor"`
	Count         int64  `json:"count"`
	OldestSeconds Number `json:"oldestSeconds"`
}

// Data say how fresh the readings are.
type Data struct {
	Citizens int64 `json:"citizens"`
	Enough   int64 `json:"withEnoughData"`
	Oldest   []Age `json:"oldest"` // the newest reading of each metric and city, the oldest of these first
}

// Age is that of the newest reading of a metric in a city.
type Age struct {
	City       string `json:"city"`
	Metric     string `json:"metric"`
	AgeSeconds Number `json:"ageSeconds"`
}

// Alert is one that fires.
type Alert struct {
	Name     string    `json:"name"`
	Severity string    `json:"severity"`
	Network  string    `json:"network,omitempty"`
	Instance string    `json:"instance,omitempty"`
	Since    time.Time `json:"since"`
	Summary  string    `json:"summary"`
}

// work fills in what a scrape of the adapter and one of the node say. before is the adapter's scrape so many seconds ago;
// nil if there is none.
func (f *Figures) work(adapter, node, before families, seconds float64) {
	if before == nil {
		start := adapter.sum("process_start_time_seconds")
		seconds = float64(f.At.UnixMilli())/1000 - start
	}
	f.workRequests(adapter, before, seconds)
	adapter.each("link4health_dependency_up", func(labels map[string]string, up float64) {
		if up == 0 {
			f.Lost = append(f.Lost, labels["dependency"])
		}
	})
	f.workNode(node)
	ages := adapter.by("link4health_oldest_open_request_age_seconds", "waits_for")
	for _, queue := range slices.Sorted(maps.Keys(ages)) {
		count := adapter.by("link4health_open_requests", "waits_for")[queue]
		f.Open = append(f.Open, Open{WaitsFor: queue, Count: int64(count), OldestSeconds: Number(ages[queue])})
	}
	f.Data.Citizens = int64(adapter.sum("link4health_citizens"))
	f.Data.Enough = int64(adapter.sum("link4health_citizens_with_enough_data"))
	adapter.each("link4health_newest_reading_age_seconds", func(labels map[string]string, age float64) {
		f.Data.Oldest = append(f.Data.Oldest, Age{City: labels["city"], Metric: labels["metric"], AgeSeconds: Number(age)})
	})
	slices.SortFunc(f.Data.Oldest, func(a, b Age) int {
		return cmp.Or(cmp.Compare(b.AgeSeconds, a.AgeSeconds), cmp.Compare(a.City, b.City), cmp.Compare(a.Metric, b.Metric))
	})
}

func (f *Figures) workRequests(adapter, before families, seconds float64) {
	counts := adapter.by("http_requests_total", "type")
	grown := since(counts, before.by("http_requests_total", "type"))
	all, failed := 0.0, 0.0
	for kind, count := range grown {
		all += count
		if strings.HasSuffix(kind, "Error") {
			failed += count
		}
	}
	buckets := since(adapter.buckets("http_request_duration_seconds"), before.buckets("http_request_duration_seconds"))
	f.Requests = Requests{
		Total: int64(adapter.sum("http_requests_total")), PerSecond: Number(all / seconds), Failed: Number(failed / all),
		InFlight: int64(adapter.sum("link4health_requests_in_flight")),
		P50:      Number(quantile(.5, buckets)), P95: Number(quantile(.95, buckets)), P99: Number(quantile(.99, buckets)),
	}
	for name, count := range adapter.by("link4health_failures_total", "name") {
		if count > 0 {
			f.Failures[name] = int64(count)
		}
	}
}

func (f *Figures) workNode(node families) {
	f.Runs.Queued, f.Runs.Running = int64(node.sum("pipeline_runs_queued")), int64(node.sum("pipeline_task_runs_queued"))
	node.each("runner_requests_total", func(labels map[string]string, count float64) {
		f.Runs.Ended[labels["job_name"]+" "+labels["state"]] += int64(count)
	})
	node.each("health", func(labels map[string]string, well float64) {
		if well == 0 {
			f.Runs.Unhealthy = append(f.Runs.Unhealthy, labels["service_id"])
		}
	})
	slices.Sort(f.Runs.Unhealthy)
	f.Runs.Head = int64(node.sum("head_tracker_current_head"))
	cost := node.sum("runner_gas_spent_eth_total") / node.sum("tx_manager_num_confirmed_transactions")
	node.each("eth_balance", func(labels map[string]string, eth float64) {
		f.Keys = append(f.Keys, Key{Account: labels["account"], ETH: Number(eth), Left: Number(eth / cost)})
	})
}
