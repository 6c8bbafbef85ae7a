package monitoring_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/test/loopback"
)

// firing is an alert as rules make it.
type firing struct{ name, network, instance string }

func TestAlertmanager_TellsTheCauseAndHoldsBackWhatFollows(t *testing.T) {
	t.Parallel()
	rules := map[string]rule{}
	for _, r := range alertsOf(mustRules(t)) {
		rules[r.Alert] = r
	}
	for _, tc := range []struct {
		cause string
		held  []string
		told  []string // what has another cause, or is of another network
	}{
		{"AdapterDown", []string{"AdapterErrorBudgetFast", "ScoresLackData", "CityDataStale", "NodeBridgeErrors", "NodeRunErrors", "RequestsUnanswered"}, []string{"MarketInsolvent", "NodeKeyBalanceLow", "NodeNoHeads"}},
		{"AdapterDependencyDown", []string{"FreshnessUnknown", "ChainStateUnknown", "AdapterErrorBudgetFast", "AdapterLatencyBudgetSlow", "NodeBridgeErrors"}, []string{"AdapterCallersRefused", "NodeKeyEmpty"}},
		{"NodeDown", []string{"NodeNoHeads", "NodeKeyBalanceLow"}, []string{"AdapterInternalErrors"}},
		{"NodeCannotSend", []string{"RequestsUnanswered"}, []string{"NodeBridgeErrors"}},
		{"NodeChainUnreachable", []string{"NodeNoHeads"}, []string{"NodeBridgeErrors", "NodeKeyEmpty"}},
		{"NodeNoHeads", []string{"NodeCannotSend", "NodeTransactionsStuck"}, []string{"NodeBridgeErrors", "NodeKeyEmpty"}},
		{"NodeKeyEmpty", []string{"NodeKeyBalanceLow", "NodeKeyRunwayShort", "NodeCannotSend"}, []string{"NodeNoHeads"}},
		{"NodeUnhealthy", []string{"NodeServiceUnhealthy"}, []string{"NodeRunsQueued"}},
		{"AdapterErrorBudgetFast", []string{"AdapterErrorBudgetSlow"}, []string{"AdapterLatencyBudgetFast", "AdapterInternalErrors"}},
		{"AdapterLatencyBudgetFast", []string{"AdapterLatencyBudgetSlow"}, []string{"AdapterErrorBudgetSlow"}},
	} {
		t.Run(tc.cause, func(t *testing.T) {
			t.Parallel()
			address := loopback.Address(t)
			startAlertmanager(t, address, startReceiver(t).url)
			active := []firing{{tc.cause, "here", "i"}}
			want := map[string]bool{tc.cause + " here": false}
			for _, name := range tc.held {
				active = append(active, firing{name, "here", "i"}, firing{name, "elsewhere", "i"})
				want[name+" here"], want[name+" elsewhere"] = true, false
			}
			for _, name := range tc.told {
				active = append(active, firing{name, "here", "i"})
				want[name+" here"] = false
			}
			post(t, address, rules, active)
			var got map[string]bool
			require.Eventually(t, func() bool {
				got = inhibited(t, address)
				return fmt.Sprint(got) == fmt.Sprint(want)
			}, patience, 200*time.Millisecond, "want %v", want)
		})
	}
}

// post gives alerts to Alertmanager with the labels that their rules give them. Those over a whole network have no instance.
func post(t *testing.T, address string, rules map[string]rule, active []firing) {
	t.Helper()
	wide := []string{"AdapterErrorBudgetFast", "AdapterErrorBudgetSlow", "AdapterLatencyBudgetFast", "AdapterLatencyBudgetSlow", "ScoresLackData",
		"CityDataStale", "FreshnessUnknown", "ChainStateUnknown", "RequestsUnanswered", "MarketInsolvent"}
	var body []map[string]any
	for _, f := range active {
		require.Contains(t, rules, f.name)
		labels := map[string]string{"alertname": f.name, "network": f.network}
		if !slices.Contains(wide, f.name) {
			labels["instance"] = f.instance
		}
		for name, value := range rules[f.name].Labels {
			labels[name] = value
		}
		body = append(body, map[string]any{"labels": labels})
	}
	text, err := json.Marshal(body)
	require.NoError(t, err)
	r, err := http.Post("http://"+address+"/api/v2/alerts", "application/json", bytes.NewReader(text)) //nolint:noctx // local
	require.NoError(t, err)
	require.NoError(t, r.Body.Close())
	require.Equal(t, http.StatusOK, r.StatusCode)
}

// inhibited tells of each alert and network that Alertmanager has whether another holds it back.
func inhibited(t *testing.T, address string) map[string]bool {
	t.Helper()
	var alerts []struct {
		Labels map[string]string
		Status struct{ InhibitedBy []string }
	}
	mustGet(t, "http://"+address+"/api/v2/alerts", &alerts)
	all := map[string]bool{}
	for _, a := range alerts {
		all[a.Labels["alertname"]+" "+a.Labels["network"]] = len(a.Status.InhibitedBy) > 0
	}
	return all
}

func TestAlertmanager_RoutesBySeverityAndTeam(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"critical services": "pager-services", "critical chain": "pager-chain", "critical platform": "pager",
		"warning services": "tickets-services", "warning chain": "tickets-chain", "warning platform": "tickets", "none platform": "heartbeat",
	}
	amtool := mustFind(t, "amtool")
	seen := map[string]bool{}
	for _, a := range alertsOf(mustRules(t)) {
		kind := a.Labels["severity"] + " " + a.Labels["team"]
		if seen[kind+a.Labels["component"]] {
			continue
		}
		seen[kind+a.Labels["component"]] = true
		got := mustRun(t, amtool, "config", "routes", "test", "--config.file=alertmanager/alertmanager.yml", "alertname="+a.Alert,
			"severity="+a.Labels["severity"], "team="+a.Labels["team"], "component="+a.Labels["component"])
		lines := strings.Split(strings.TrimSpace(got), "\n")
		require.Equal(t, want[kind], lines[len(lines)-1], "%s: %s", a.Alert, kind)
	}
}
