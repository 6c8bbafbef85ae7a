package adapter_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/bridge"
)

func TestHealth_SaysOKEvenWhenAllElseIsGone(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	databaseGone(t, f)
	f.chain.set(errors.New("gone"))
	r := f.get(t, "/health")
	require.Equal(t, http.StatusOK, r.status)
	require.JSONEq(t, `{"message":"OK","version":"1.2.3"}`, string(r.body))
}

func TestReady_FollowsDatabaseAndChain(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	ready := func(status int, body string) {
		t.Helper()
		r := f.get(t, "/ready")
		require.Equal(t, status, r.status)
		require.JSONEq(t, body, string(r.body))
	}
	ready(200, `{"ready":true,"checks":{"database":"ok","chain":"ok"}}`)

	f.chain.set(errors.New("gone"))
	ready(503, `{"ready":false,"checks":{"database":"ok","chain":"unavailable"}}`)
	require.Contains(t, f.scrape(t), `link4health_dependency_up{app_name="link4health",app_version="1.2.3",dependency="chain"} 0`)
	f.chain.set(nil)
	ready(200, `{"ready":true,"checks":{"database":"ok","chain":"ok"}}`)
	require.Contains(t, f.scrape(t), `link4health_dependency_up{app_name="link4health",app_version="1.2.3",dependency="chain"} 1`)

	require.NoError(t, os.Rename(f.file, f.file+".away"))
	ready(503, `{"ready":false,"checks":{"database":"unavailable","chain":"ok"}}`)
	require.Equal(t, 503, f.post(t, scoreBody(subject)).status)
	require.NoError(t, os.Rename(f.file+".away", f.file))
	ready(200, `{"ready":true,"checks":{"database":"ok","chain":"ok"}}`)
	require.Equal(t, 200, f.post(t, scoreBody(subject)).status)

	require.Equal(t, 2, strings.Count(f.log.String(), `"msg":"dependency is gone"`))
	require.Equal(t, 2, strings.Count(f.log.String(), `"msg":"dependency is back"`))
}

// nodeStatus is what a node's bridge-status reporter reads of /status.
//
// Source: chainlink v2.29, core/services/nodestatusreporter/bridgestatus/types.go, BridgeStatusResponse
type nodeStatus struct {
	Adapter struct {
		Name          string  `json:"name"`
		Version       string  `json:"version"`
		UptimeSeconds float64 `json:"uptimeSeconds"`
	} `json:"adapter"`
	Endpoints []struct {
		Name       string   `json:"name"`
		Aliases    []string `json:"aliases"`
		Transports []string `json:"transports"`
	} `json:"endpoints"`
	DefaultEndpoint string `json:"defaultEndpoint"`
	Configuration   []struct {
		Name               string `json:"name"`
		Value              any    `json:"value"`
		Type               string `json:"type"`
		Description        string `json:"description"`
		Required           bool   `json:"required"`
		Default            any    `json:"default"`
		CustomSetting      bool   `json:"customSetting"`
		EnvDefaultOverride any    `json:"envDefaultOverride"`
	} `json:"configuration"`
	Runtime struct {
		NodeVersion  string `json:"nodeVersion"`
		Platform     string `json:"platform"`
		Architecture string `json:"architecture"`
		Hostname     string `json:"hostname"`
	} `json:"runtime"`
	Metrics struct {
		Enabled  bool    `json:"enabled"`
		Port     *int    `json:"port,omitempty"`
		Endpoint *string `json:"endpoint,omitempty"`
	} `json:"metrics"`
}

func TestStatus_IsWhatANodeReads(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	r := f.get(t, "/status")
	require.Equal(t, http.StatusOK, r.status)
	decoder := json.NewDecoder(bytes.NewReader(r.body))
	decoder.DisallowUnknownFields()
	var status nodeStatus
	require.NoError(t, decoder.Decode(&status))

	require.Equal(t, "link4health", status.Adapter.Name)
	require.Equal(t, "1.2.3", status.Adapter.Version)
	require.Positive(t, status.Adapter.UptimeSeconds)
	require.Equal(t, "score", status.DefaultEndpoint)
	require.Len(t, status.Endpoints, 3)
	require.Equal(t, "scores", status.Endpoints[1].Name)
	require.Equal(t, "record", status.Endpoints[2].Name)
	require.NotEmpty(t, status.Runtime.Hostname)
	require.True(t, status.Metrics.Enabled)
	require.NotZero(t, *status.Metrics.Port)
	require.Equal(t, "/metrics", *status.Metrics.Endpoint)

	require.Len(t, status.Configuration, len(config.Default().Settings()))
	values := map[string]any{}
	for _, setting := range status.Configuration {
		require.NotEmpty(t, setting.Description)
		values[setting.Name] = setting.Value
	}
	require.InDelta(t, 10000, values["API_TIMEOUT"], 0)
	require.Equal(t, true, values["METRICS_ENABLED"])
	require.Equal(t, "debug", values["LOG_LEVEL"])
	require.Equal(t, "[redacted]", values["ADAPTER_TOKENS"])
	require.Equal(t, "[redacted]", values["RPC_URL"])
	require.Nil(t, values["AS_OF"])
	requireNothingPersonal(t, "status", string(r.body))
}

func TestMetrics_MoveAndNameNobody(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	require.Equal(t, 200, f.post(t, scoreBody(subject)).status)
	require.Equal(t, 200, f.post(t, f.recordBody(grantID(market.Approved))).status)
	require.Equal(t, 422, f.post(t, scoreBody(sparse)).status)
	require.Equal(t, 405, f.do(t, "MARKED", "/", "", nil).status)
	require.Equal(t, 200, f.get(t, "/health").status)
	scraped := f.scrape(t)
	for _, want := range []string{
		`http_requests_total{app_name="link4health",app_version="1.2.3",feed_id="score",method="POST",provider_status_code="200",retry="",status_code="200",type="dataProviderHit"} 1`,
		`link4health_score_coverage_ratio_count{app_name="link4health",app_version="1.2.3"} 2`,
		`http_requests_total{app_name="link4health",app_version="1.2.3",feed_id="record",method="POST",provider_status_code="200",retry="",status_code="200",type="dataProviderHit"} 1`,
		`http_requests_total{app_name="link4health",app_version="1.2.3",feed_id="score",method="POST",provider_status_code="200",retry="",status_code="422",type="dataProviderError"} 1`,
		`http_requests_total{app_name="link4health",app_version="1.2.3",feed_id="",method="other",provider_status_code="",retry="",status_code="405",type="inputError"} 1`,
		`http_request_duration_seconds_count{app_name="link4health",app_version="1.2.3"} 4`,
		`request_payload_size_count{app_name="link4health",app_version="1.2.3"} 3`,
		`data_provider_requests{app_name="link4health",app_version="1.2.3",method="chain",provider_status_code="200"} 1`,
		`data_provider_requests{app_name="link4health",app_version="1.2.3",method="store",provider_status_code="200"} 3`,
		`data_provider_request_duration_seconds_count{app_name="link4health",app_version="1.2.3",method="store"} 3`,
		`link4health_failures_total{app_name="link4health",app_version="1.2.3",endpoint="score",name="InsufficientData"} 1`,
		`link4health_failures_total{app_name="link4health",app_version="1.2.3",endpoint="record",name="GrantDeclined"} 0`,
		`link4health_records_released_total{app_name="link4health",app_version="1.2.3",kind="sealed"} 1`,
		`link4health_requests_in_flight{app_name="link4health",app_version="1.2.3"} 0`,
		`link4health_dependency_up{app_name="link4health",app_version="1.2.3",dependency="database"} 1`,
	} {
		require.Contains(t, scraped, want+"\n")
	}
	requireNothingPersonal(t, "metrics", scraped)
}

func TestMetrics_AreWellFormed(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(f.scrape(t)))
	require.NoError(t, err)
	for name, family := range families {
		require.NotEmpty(t, family.GetHelp(), name)
	}
}

func TestMetrics_CanBeTurnedOff(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.MetricsEnabled = false })
	require.Equal(t, "http://", f.metricsURL)
	require.Equal(t, 404, f.get(t, "/metrics").status)
	require.Contains(t, string(f.get(t, "/status").body), `"metrics":{"enabled":false}`)
}

func TestLog_HasOneLineARequest(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	f.do(t, http.MethodPost, "/", scoreBody(subject), map[string]string{
		"Content-Type": "application/json", "Authorization": "Bearer " + token, "X-Correlation-Id": "first",
	})
	f.do(t, http.MethodPost, "/", scoreBody(sparse), map[string]string{
		"Content-Type": "application/json", "Authorization": "Bearer " + token, "X-Correlation-Id": "second",
	})
	require.NoError(t, f.stop())
	lines := map[string]map[string]any{}
	for line := range strings.Lines(f.log.String()) {
		var entry map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &entry))
		if entry["msg"] == "request" {
			id, _ := entry["correlation_id"].(string)
			require.NotContains(t, lines, id)
			lines[id] = entry
		}
	}
	require.Len(t, lines, 2)
	for id, want := range map[string]map[string]any{
		"first":  {"level": "INFO", "method": "POST", "route": "answer", "endpoint": "score", "status": float64(200)},
		"second": {"level": "INFO", "method": "POST", "route": "answer", "endpoint": "score", "status": float64(422), "error": "InsufficientData"},
	} {
		require.Positive(t, lines[id]["duration_us"])
		for _, key := range []string{"duration_us", "time", "msg", "correlation_id"} {
			delete(lines[id], key)
		}
		require.Equal(t, want, lines[id])
	}
}

func TestLog_HasNoCorrelationIDsIfTheyAreOff(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.CorrelationIDs = false })
	r := f.do(t, http.MethodPost, "/", scoreBody(subject), map[string]string{
		"Content-Type": "application/json", "Authorization": "Bearer " + token, "X-Correlation-Id": "first",
	})
	require.Equal(t, 200, r.status)
	require.Empty(t, r.header.Get("X-Correlation-Id"))
	require.NoError(t, f.stop())
	require.Contains(t, f.log.String(), `"msg":"request"`)
	require.NotContains(t, f.log.String(), "correlation_id")
}

func TestRun_AnswersWhatIsUnderWayBeforeItStops(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.APITimeout = config.Milliseconds(time.Minute) })
	f.chain.hold = make(chan struct{})
	body := f.recordBody(grantID(market.Approved))
	answered := make(chan reply, 1)
	go func() { answered <- f.post(t, body) }()
	received(t, f.chain.asked) // the request is inside the adapter

	stopped := make(chan error, 1)
	go func() { stopped <- f.stop() }()
	require.Eventually(t, func() bool {
		connection, err := net.DialTimeout("tcp", strings.TrimPrefix(f.url, "http://"), time.Second)
		if err == nil {
			_ = connection.Close()
		}
		return err != nil
	}, 30*time.Second, 5*time.Millisecond, "it still takes connections")
	select {
	case err := <-stopped:
		t.Fatalf("stopped with a request under way: %v", err)
	case <-answered:
		t.Fatal("answered too early")
	default:
	}
	require.NotEmpty(t, f.scrape(t), "metrics are served while draining")

	close(f.chain.hold)
	r := received(t, answered)
	require.Equal(t, http.StatusOK, r.status, "%s", r.body)
	require.NoError(t, received(t, stopped))
	require.Len(t, f.rows(t)["record_release"], 1)
}

func TestRun_SaysWhichSettingNamesAPortThatIsTaken(t *testing.T) {
	t.Parallel()
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, taken.Close()) }()
	address, _ := taken.Addr().(*net.TCPAddr)
	for setting, change := range map[string]func(*config.Config){
		"EA_PORT":      func(cfg *config.Config) { cfg.Port = uint16(address.Port) },
		"METRICS_PORT": func(cfg *config.Config) { cfg.MetricsPort = uint16(address.Port) },
	} {
		cfg := settings()
		change(&cfg)
		server, err := adapter.New(idle(), cfg)
		require.NoError(t, err)
		err = server.Run(context.Background())
		require.ErrorContains(t, err, setting)
		require.ErrorContains(t, err, taken.Addr().String())
	}
}

// idle are dependencies of a server that is never asked anything.
func idle() adapter.Deps {
	return adapter.Deps{
		Scores: panicking{}, Records: struct{ adapter.Records }{}, Grants: &chain{}, Database: &chain{}, Chain: &chain{},
		Model: score.V1(), Log: slog.New(slog.DiscardHandler), Registry: prometheus.NewRegistry(),
	}
}

func TestNew_NamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := adapter.New(adapter.Deps{}, settings())
	for _, name := range []string{"Scores", "Records", "Grants", "Database", "Chain", "Model", "Log", "Registry"} {
		require.ErrorContains(t, err, "Deps."+name+" is missing")
	}
	cfg := settings()
	cfg.Tokens, cfg.Host, cfg.MinCoverage = nil, "0.0.0.0", 10001
	_, err = adapter.New(idle(), cfg)
	require.ErrorContains(t, err, "ADAPTER_TOKENS: needed")
	require.ErrorContains(t, err, "MIN_COVERAGE")

	deps := idle()
	_, err = adapter.New(deps, settings())
	require.NoError(t, err)
	_, err = adapter.New(deps, settings())
	require.ErrorContains(t, err, "register metrics")
}

func TestServer_DefaultClockIsTheRealOne(t *testing.T) {
	t.Parallel()
	f := start(t, func(_ *config.Config, deps *adapter.Deps) { deps.Clock = nil })
	s := scenario{status: 422, failed: bridge.NameInsufficientData}
	s.requireEnvelope(t, f.post(t, scoreBody(sparse)))
}

func TestMetrics_TellWhatTheDataSourceAnsweredIfItWasAsked(t *testing.T) {
	t.Parallel()
	f, registry := start(t, nil), prometheus.NewRegistry()
	kept := adapterOver(t, f.store, func(_ *config.Config, deps *adapter.Deps) { deps.Registry = registry })
	asked := func() map[string]float64 {
		families, err := registry.Gather()
		require.NoError(t, err)
		counts := map[string]float64{}
		for _, family := range families {
			for _, metric := range family.GetMetric() {
				label := map[string]string{}
				for _, pair := range metric.GetLabel() {
					label[pair.GetName()] = pair.GetValue()
				}
				if family.GetName() == "http_requests_total" {
					require.Empty(t, label["retry"])
					counts[strings.Join([]string{label["feed_id"], label["type"], label["provider_status_code"]}, " ")] = metric.GetCounter().GetValue()
				}
			}
		}
		return counts
	}
	for range 2 {
		require.Contains(t, scoreOf(t, kept, subject), `"score":`)
		require.Contains(t, answerOf(t, kept, scoresBody(subject)), `"result":`)
	}
	require.Contains(t, answerOf(t, kept, scoresBody(sparse)), `"result":`)
	require.Contains(t, scoreOf(t, kept, "0x12"), "InvalidField")
	require.Equal(t, map[string]float64{
		"score dataProviderHit 200": 1, "score cacheHit ": 1, "scores cacheHit ": 2, "scores dataProviderHit 200": 1, "score inputError ": 1,
	}, asked())

	require.NoError(t, f.store.Close())
	require.Contains(t, scoreOf(t, kept, sparse), "DatabaseUnavailable")
	require.Contains(t, answerOf(t, kept, scoresBody(sparse)), "DatabaseUnavailable")
	require.Equal(t, 1.0, asked()["score connectionError 503"])
	require.Equal(t, 1.0, asked()["scores connectionError 503"])
}
