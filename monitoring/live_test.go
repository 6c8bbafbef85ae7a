package monitoring_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/cmd/demo"
	"github.com/link4health/link4health/test/loopback"
)

// patience is how long a server may take to do what it should.
const patience = 45 * time.Second

// emptyWithoutCause are metrics and recorded series of which there may be none while all is well, with the reason.
var emptyWithoutCause = map[string]string{
	"ALERTS":                           "nothing may fire",
	"node:requests_expired:increase1h": "no request may have expired",
	"network:scores_lacking_data:ratio_rate1h": "a share of no requests for scores",
}

// panelsWithoutData are panels that may be empty while all is well, with the reason.
var panelsWithoutData = map[string]string{
	"Alerts that fire":           "nothing may fire",
	"Who is affected":            "nobody may be",
	"Failures by name":           "nothing may fail",
	"Scores without enough data": "a share of no requests for scores",
	"Rejected, last hour":        "a share of no readings",
	"Waiting for connections":    "nothing may have had to wait",
}

// stack is Prometheus and Alertmanager with our configuration on a running demo.
type stack struct {
	prometheus string // URL
	alerts     *receiver
	demo       *demo.Demo
	dir        string       // of the demo
	adapterUp  *atomic.Bool // false makes the adapter's scrape fail, as if it had stopped
	chainSlow  *atomic.Bool // true makes the chain answer the adapter's calls late
}

func TestMonitoring_WorksOnTheRunningDemo(t *testing.T) {
	t.Parallel()
	s := startStack(t)

	t.Run("every target is up", func(t *testing.T) {
		want := map[string]bool{"adapter": true, "runner": true, "chainlink-node": true, "prometheus": true, "alertmanager": true}
		require.Eventually(t, func() bool {
			up := map[string]bool{}
			for _, sample := range s.query(t, "up") {
				up[sample.Metric["job"]] = sample.Value[1] == "1"
			}
			return len(up) == len(want) && !slices.Contains(values(up), false)
		}, patience, time.Second)
	})
	city := makeStale(t, s.database())
	t.Run("a request on chain is answered while it is watched", func(t *testing.T) {
		s.leaveWaiting(t)
		s.askForScore(t)
	})
	t.Run("every rule is evaluated without an error", func(t *testing.T) { s.rulesAreWell(t) })
	t.Run("every metric and recorded series that is read is there", func(t *testing.T) {
		wanted := map[string]string{}
		for where, expr := range expressions(t) {
			for _, name := range metricsIn(expr) {
				if _, may := emptyWithoutCause[name]; !may {
					wanted[where+" reads "+name] = name
				}
			}
		}
		s.haveData(t, wanted)
	})
	t.Run("every panel shows data or may be empty", func(t *testing.T) {
		wanted := panelExpressions()
		for where, expr := range wanted {
			s.query(t, expr) // it must be valid, data or not
			if _, may := panelsWithoutData[strings.Split(where, " / ")[2]]; may {
				delete(wanted, where)
			}
		}
		s.haveData(t, wanted)
	})
	t.Run("every dashboard can be drawn", func(t *testing.T) { s.drawDashboards(t) })
	t.Run("the heartbeat beats", func(t *testing.T) {
		require.Eventually(t, func() bool { return s.alerts.has("/heartbeat", "Watchdog", "firing") }, patience, time.Second)
	})
	s.breakThings(t, city)
}

// startStack starts everything; it ends with the test.
func startStack(t *testing.T) stack {
	t.Helper()
	s := stack{alerts: startReceiver(t), dir: t.TempDir(), adapterUp: &atomic.Bool{}, chainSlow: &atomic.Bool{}}
	s.adapterUp.Store(true)
	d, err := demo.New(demo.Config{
		Dir: s.dir, AsOf: demo.SampleMoment, Out: io.Discard, Version: "test",
		Settings: func(settings map[string]string) {
			settings["WATCH_INTERVAL"] = "1000"
			settings["RPC_URL"] = s.slowedDown(t, settings["RPC_URL"])
		},
	})
	require.NoError(t, err)
	s.demo = d
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	require.NoError(t, d.Tell(t.Context()))

	nodeMetrics := []byte(mustRead(t, nodeScrape))
	node := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(nodeMetrics) })
	metrics, err := url.Parse(d.MetricsURL)
	require.NoError(t, err)
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: metrics.Scheme, Host: metrics.Host})
	inFront := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if !s.adapterUp.Load() {
			http.Error(w, "stopped", http.StatusBadGateway)
			return
		}
		proxy.ServeHTTP(w, r)
	})

	alertmanager, prometheus := loopback.Address(t), loopback.Address(t)
	startAlertmanager(t, alertmanager, s.alerts.url)
	startPrometheus(t, prometheus, map[string]string{
		"adapter": host(inFront), "runner": host(d.RunnerURL), "chainlink-node": host(node), "alertmanager": alertmanager, "prometheus": prometheus,
	})
	s.prometheus = "http://" + prometheus
	s.keepBusy(t)
	return s
}

// sample is one result of an instant query.
type sample struct {
	Metric map[string]string
	Value  [2]any
}

// query asks Prometheus and fails the test if the expression is faulty.
func (s stack) query(t *testing.T, expr string) []sample {
	t.Helper()
	var answer struct {
		Status, Error string
		Data          struct{ Result []sample }
	}
	mustGet(t, s.prometheus+"/api/v1/query?query="+url.QueryEscape(expr), &answer)
	require.Equal(t, "success", answer.Status, "%s: %s", expr, answer.Error)
	return answer.Data.Result
}

// haveData waits until all expressions give data; keys say what for.
func (s stack) haveData(t *testing.T, expressions map[string]string) {
	t.Helper()
	waiting := maps.Clone(expressions)
	deadline := time.Now().Add(patience)
	for len(waiting) > 0 && time.Now().Before(deadline) {
		for where, expr := range waiting {
			if len(s.query(t, expr)) > 0 {
				delete(waiting, where)
			}
		}
		if len(waiting) > 0 {
			<-time.After(time.Second)
		}
	}
	require.Empty(t, waiting, "expressions without data")
}

func (s stack) rulesAreWell(t *testing.T) {
	t.Helper()
	want := len(mustRules(t))
	require.Eventually(t, func() bool {
		var answer struct {
			Data struct {
				Groups []struct {
					Rules []struct{ Name, Health, LastError string }
				}
			}
		}
		mustGet(t, s.prometheus+"/api/v1/rules", &answer)
		well := 0
		for _, g := range answer.Data.Groups {
			for _, r := range g.Rules {
				require.NotEqual(t, "err", r.Health, "%s: %s", r.Name, r.LastError)
				if r.Health == "ok" {
					well++
				}
			}
		}
		return well == want
	}, patience, time.Second)
}

// mustGet reads a JSON answer, whatever its status.
func mustGet(t *testing.T, address string, into any) {
	t.Helper()
	r, err := http.Get(address) //nolint:noctx // the servers are the test's own
	require.NoError(t, err)
	defer r.Body.Close()
	require.NoError(t, json.NewDecoder(r.Body).Decode(into))
}

func values(m map[string]bool) (all []bool) {
	for _, v := range m {
		all = append(all, v)
	}
	return all
}

func serve(t *testing.T, handle http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	return server.URL
}

func host(address string) string { return strings.TrimPrefix(address, "http://") }

// startPrometheus starts Prometheus with our configuration, made faster, on the given targets by job.
func startPrometheus(t *testing.T, address string, targets map[string]string) {
	t.Helper()
	dir := t.TempDir()
	write := func(name, content string) {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	}
	write("prometheus.yml", faster(t, mustRead(t, "prometheus/prometheus.yml"),
		"scrape_interval: 15s", "scrape_interval: 1s", "scrape_timeout: 10s", "scrape_timeout: 1s", "evaluation_interval: 15s", "evaluation_interval: 1s"))
	for _, name := range []string{"rules/recording.yml", "rules/alerts.yml"} {
		write(name, hurried(t, mustRead(t, "prometheus/"+name)))
	}
	for job, target := range targets {
		write("targets/"+job+".yml", fmt.Sprintf("- targets: [%q]\n  labels: {network: demo}\n", target))
	}
	start(t, address, mustFind(t, "prometheus"), "--config.file="+filepath.Join(dir, "prometheus.yml"),
		"--storage.tsdb.path="+filepath.Join(dir, "data"), "--web.listen-address="+address, "--log.level=warn",
		"--rules.alert.resend-delay=2s") // the first alerts are made before Alertmanager is discovered
}

// startAlertmanager starts Alertmanager with our configuration, made faster, whose webhooks are at receiver.
func startAlertmanager(t *testing.T, address, receiver string) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "alertmanager.yml")
	require.NoError(t, os.WriteFile(path, []byte(faster(t, mustRead(t, "alertmanager/alertmanager.yml"),
		"http://alerts:8060", receiver, "group_wait: 30s", "group_wait: 2s", "group_interval: 5m", "group_interval: 1s", "group_interval: 1m", "group_interval: 1s")), 0o600))
	start(t, address, mustFind(t, "prometheus-alertmanager", "alertmanager"), "--config.file="+path,
		"--storage.path="+filepath.Join(dir, "data"), "--web.listen-address="+address, "--cluster.listen-address=", "--log.level=warn")
}

// faster replaces pairs of strings, all of which must be there.
func faster(t *testing.T, content string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		require.Contains(t, content, pairs[i])
	}
	return strings.NewReplacer(pairs...).Replace(content)
}

// durations are those of rules: how long something must last, and windows.
var durations = regexp.MustCompile(`(for: |\[|offset )(\d+)([mhd])\b`)

// hurried makes rules sixty times as fast: minutes become seconds, hours minutes, days 24 minutes. Nothing else of them
// changes, thresholds least of all.
func hurried(t *testing.T, rules string) string {
	t.Helper()
	require.Regexp(t, durations, rules)
	return durations.ReplaceAllStringFunc(rules, func(found string) string {
		part := durations.FindStringSubmatch(found)
		count, err := strconv.Atoi(part[2])
		require.NoError(t, err)
		count *= map[string]int{"m": 1, "h": 60, "d": 24 * 60}[part[3]]
		return part[1] + strconv.Itoa(count) + "s"
	})
}
