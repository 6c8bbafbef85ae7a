package monitoring_test

import (
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/monitoring/grafana"
)

var update = flag.Bool("update", false, "write the dashboards' JSON")

// spare are metrics that we export and neither rule nor dashboard reads, with the reason.
var spare = map[string]string{
	"link4health_deferred_answers_total":           "there only with RESPONSE_URL_ALLOWED_HOSTS; runs that a node leaves unfinished are seen on chain",
	"link4health_deferred_pending":                 "there only with RESPONSE_URL_ALLOWED_HOSTS",
	"link4health_deferred_retries_total":           "there only with RESPONSE_URL_ALLOWED_HOSTS",
	"cache_data_max_age":                           "a setting, CACHE_MAX_AGE",
	"cache_overflow_count":                         "for sizing CACHE_MAX_ITEMS",
	"total_data_staleness_seconds":                 "as link4health_newest_reading_age_seconds, of one answer; EA v3's dashboards read it",
	"go_sql_open_connections":                      "those in use and those idle together",
	"go_sql_max_idle_closed_total":                 "for tuning the pool",
	"go_sql_max_idle_time_closed_total":            "for tuning the pool",
	"go_sql_max_lifetime_closed_total":             "for tuning the pool",
	"evm_pool_rpc_node_calls_success":              "all calls less those that failed",
	"pool_rpc_node_num_transitions_to_alive":       "multi_node_states says how the endpoints are",
	"pool_rpc_node_num_transitions_to_out_of_sync": "multi_node_states says how the endpoints are",
	"pool_rpc_node_num_transitions_to_unreachable": "multi_node_states says how the endpoints are",
	"pool_rpc_node_polls_failed":                   "multi_node_states says what follows from it",
	"pool_rpc_node_polls_success":                  "multi_node_states says what follows from it",
	"pool_rpc_node_polls_total":                    "multi_node_states says what follows from it",
	"push_looks_total":                             "of subscriptions, which few run",
}

func TestConfiguration_IsAcceptedByPrometheusAndAlertmanager(t *testing.T) {
	t.Parallel()
	mustRun(t, mustFind(t, "promtool"), "check", "config", "prometheus/prometheus.yml")
	mustRun(t, mustFind(t, "amtool"), "check-config", "alertmanager/alertmanager.yml")
}

func TestAlerts_FireInTheirCaseAndAreQuietInTheNearMiss(t *testing.T) {
	t.Parallel()
	promtool := mustFind(t, "promtool")
	files, err := filepath.Glob("prometheus/tests/*.yml")
	require.NoError(t, err)
	var all strings.Builder
	for _, file := range files {
		all.WriteString(mustRead(t, file))
	}
	for _, a := range alertsOf(mustRules(t)) {
		require.Contains(t, all.String(), "- name: "+a.Alert+" fires\n")
		if a.Alert != "Watchdog" { // it always fires
			require.Contains(t, all.String(), "- name: "+a.Alert+" is quiet in its near miss\n")
		}
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			mustRun(t, promtool, "test", "rules", file)
		})
	}
}

func TestAlerts_SayWhatIsWrongToWhomAndWhatToDo(t *testing.T) {
	t.Parallel()
	runbook := mustRead(t, "RUNBOOK.md")
	sections := map[string]string{}
	for _, section := range strings.Split(runbook, "\n### ")[1:] {
		name, body, _ := strings.Cut(section, "\n")
		sections[name], _, _ = strings.Cut(body, "\n## ")
	}
	for _, a := range alertsOf(mustRules(t)) {
		require.Contains(t, []string{"critical", "warning", "none"}, a.Labels["severity"], a.Alert)
		require.Contains(t, []string{"adapter", "node", "monitoring"}, a.Labels["component"], a.Alert)
		require.Contains(t, []string{"services", "chain", "platform"}, a.Labels["team"], a.Alert)
		require.NotContains(t, a.Annotations["summary"], "{{", "%s: a summary is a static sentence", a.Alert)
		require.True(t, strings.HasSuffix(a.Annotations["summary"], "."), a.Alert)
		require.NotEmpty(t, a.Annotations["description"], a.Alert)
		require.True(t, strings.HasSuffix(a.Annotations["runbook_url"], "/monitoring/RUNBOOK.md#"+strings.ToLower(a.Alert)), a.Alert)
		for _, part := range []string{"**Confirm.** ", "**Mend.** ", "**Prevent.** "} {
			require.Contains(t, sections[a.Alert], part, "the runbook's section %s", a.Alert)
		}
		delete(sections, a.Alert)
	}
	require.Empty(t, sections, "sections of the runbook without an alert")
}

func TestObjectives_CountExactlyTheFailuresThatAreOurFault(t *testing.T) {
	t.Parallel()
	var ours []string
	for _, c := range adapter.Cases() {
		if c.Status >= http.StatusInternalServerError {
			ours = append(ours, c.Name)
		}
	}
	slices.Sort(ours)
	counted := regexp.MustCompile(`name=~"([^"]*Timeout[^"]*)"`)
	found := 0
	for where, expr := range expressions(t) {
		for _, m := range counted.FindAllStringSubmatch(expr, -1) {
			names := strings.Split(m[1], "|")
			slices.Sort(names)
			require.Equal(t, ours, names, where)
			found++
		}
	}
	require.GreaterOrEqual(t, found, 11)
}

func TestMetrics_AreThereAndNoneIsForgotten(t *testing.T) {
	t.Parallel()
	ours, node := documented(t), scraped(t)
	known := map[string]bool{"up": true, "ALERTS": true}
	for _, name := range slices.Concat(ours, node, theirOwn) {
		known[name] = true
	}
	used := map[string]bool{}
	for _, r := range mustRules(t) {
		known[r.Record] = true
	}
	for where, expr := range expressions(t) {
		names := metricsIn(expr)
		require.True(t, len(names) > 0 || where == "Watchdog", where)
		for _, name := range names {
			name = baseName(name, known)
			require.True(t, known[name], "%s reads %s, which nobody exports", where, name)
			used[name] = true
		}
	}
	for _, name := range ours {
		_, isSpare := spare[name]
		require.NotEqual(t, used[name], isSpare, "%s is exported: use it, or list it as spare with a reason, not both", name)
	}
	for _, r := range mustRules(t) {
		require.True(t, r.Record == "" || used[r.Record], "%s is recorded and never read", r.Record)
	}
}

// theirOwn are metrics of Prometheus and Alertmanager themselves; the test with the real servers finds them there.
var theirOwn = []string{
	"prometheus_notifications_errors_total", "prometheus_notifications_alertmanagers_discovered",
	"prometheus_rule_evaluation_failures_total", "alertmanager_notifications_failed_total",
}

// baseName is a histogram's name if name is one of its series.
func baseName(name string, known map[string]bool) string {
	for _, suffix := range []string{"_bucket", "_count", "_sum"} {
		if base, ok := strings.CutSuffix(name, suffix); ok && known[base] {
			return base
		}
	}
	return name
}

// documented are the metrics of our own parts, from the page that is generated from their registries.
func documented(t *testing.T) (names []string) {
	t.Helper()
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9_]+)` \\|").FindAllStringSubmatch(mustRead(t, "../docs/metrics.md"), -1) {
		names = append(names, m[1])
	}
	require.NotEmpty(t, names)
	return names
}

// scraped are the real node's metrics.
func scraped(t *testing.T) (names []string) {
	t.Helper()
	for _, m := range regexp.MustCompile(`(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]`).FindAllStringSubmatch(mustRead(t, nodeScrape), -1) {
		names = append(names, m[1])
	}
	require.NotEmpty(t, names)
	return names
}

const nodeScrape = "testdata/chainlink_node_v2.18.0.prom"

func TestDashboards_AreFresh(t *testing.T) {
	t.Parallel()
	for _, d := range grafana.Dashboards() {
		want, err := d.JSON()
		require.NoError(t, err)
		path := filepath.Join("grafana/dashboards", d.UID+".json")
		if *update {
			require.NoError(t, os.WriteFile(path, want, 0o644))
		}
		require.Equal(t, string(want), mustRead(t, path), "run: go test ./monitoring -run Dashboards -update")
	}
	files, err := filepath.Glob("grafana/dashboards/*.json")
	require.NoError(t, err)
	require.Len(t, files, len(grafana.Dashboards()))
}

// page is what is checked of a dashboard's JSON.
type page struct {
	ID         *int
	UID        string
	Templating struct{ List []struct{ Name, Type string } }
	Panels     []struct {
		ID          int
		Title       string
		Description string
		Datasource  struct{ UID string }
		GridPos     struct{ X, Y, W, H int }
		FieldConfig struct{ Defaults struct{ Unit string } }
		Targets     []struct {
			Expr       string
			Datasource struct{ UID string }
		}
		Links []struct{ URL string }
	}
}

func TestDashboards_SayWhatEachPanelShowsAndWhatToDo(t *testing.T) {
	t.Parallel()
	var alerts, uids []string
	for _, a := range alertsOf(mustRules(t)) {
		alerts = append(alerts, "#"+strings.ToLower(a.Alert))
	}
	files, err := filepath.Glob("grafana/dashboards/*.json")
	require.NoError(t, err)
	for _, file := range files {
		var d page
		require.NoError(t, json.Unmarshal([]byte(mustRead(t, file)), &d))
		require.Nil(t, d.ID, file)
		require.Equal(t, strings.TrimSuffix(filepath.Base(file), ".json"), d.UID)
		require.NotContains(t, uids, d.UID)
		uids = append(uids, d.UID)
		var variables []string
		for _, v := range d.Templating.List {
			variables = append(variables, v.Name)
		}
		require.Equal(t, []string{"datasource", "network", "instance"}, variables, file)
		ids, cells := map[int]bool{}, map[[2]int]string{}
		for _, p := range d.Panels {
			where := file + ", panel " + p.Title
			require.False(t, ids[p.ID], where)
			ids[p.ID] = true
			require.NotEmpty(t, p.Description, where)
			require.NotEmpty(t, p.FieldConfig.Defaults.Unit, where)
			require.Equal(t, "${datasource}", p.Datasource.UID, where)
			require.Len(t, p.Links, 1, where)
			_, anchor, _ := strings.Cut(p.Links[0].URL, "RUNBOOK.md")
			require.Contains(t, alerts, anchor, where)
			require.NotEmpty(t, p.Targets, where)
			for _, target := range p.Targets {
				require.Equal(t, "${datasource}", target.Datasource.UID, where)
			}
			for x := p.GridPos.X; x < p.GridPos.X+p.GridPos.W; x++ {
				for y := p.GridPos.Y; y < p.GridPos.Y+p.GridPos.H; y++ {
					require.Empty(t, cells[[2]int{x, y}], "%s lies on another", where)
					cells[[2]int{x, y}] = p.Title
				}
			}
		}
	}
}
