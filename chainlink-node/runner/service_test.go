package runner_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/jobspecs"
)

func TestRun_LetsRunsUnderWayEndWhenItStops(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	asked, think := make(chan struct{}), make(chan struct{})
	w.adapter.behave(func(out http.ResponseWriter, r *http.Request) {
		close(asked)
		until(think)(out, r)
	})
	r := w.run()
	request := w.requestScore(2)
	received(t, asked)
	ended := make(chan error, 1)
	go func() { ended <- r.stop() }()
	select {
	case <-ended:
		require.Fail(t, "it did not wait for the run under way")
	case <-time.After(50 * time.Millisecond):
	}
	close(think)
	require.NoError(t, received(t, ended))
	status, found := r.status(request)
	require.True(t, found)
	require.Contains(t, []journal.State{journal.Sent, journal.Mined, journal.Completed}, status.State)
	require.Eventually(t, func() bool { return w.responses()[request] == 1 }, patience, 5*time.Millisecond)
}

func TestRun_CutsOffRunsThatOutlastTheGracePeriod(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	asked := make(chan struct{})
	w.adapter.behave(func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		<-r.Context().Done()
	})
	cfg := w.config()
	cfg.GracePeriod = 20 * time.Millisecond
	cfg.MaxConcurrent = 1
	deps := w.deps()
	r := w.start(deps, cfg)
	first := w.requestScore(2)
	received(t, asked)
	second := w.requestScore(2)
	r.reached(second, func(journal.State) bool { return true })
	require.ErrorIs(t, r.stop(), runner.ErrInterrupted)
	for _, request := range []common.Hash{first, second} {
		status, found := r.status(request)
		require.True(t, found)
		require.False(t, status.State.Ended(), "it is left to the next start: %s", status.State)
	}
	require.Equal(t, 1, w.adapter.calls(), "the second had not started")
	_, metrics := r.get("/metrics")
	require.NotContains(t, metrics, "pipeline_run_errors{")

	w.adapter.behave(nil)
	deps.Registry = prometheus.NewRegistry()
	again := w.start(deps, w.config())
	for _, request := range []common.Hash{first, second} {
		require.Equal(t, journal.Completed, again.ended(request).State)
	}
	require.Equal(t, map[common.Hash]int{first: 1, second: 1}, w.responses())
}

func TestRun_CountsNoErrorForARunThatWaitsForItsTransactionWhenItStops(t *testing.T) {
	t.Parallel()
	w, _ := newManualWorld(t)
	deps := w.deps()
	r := w.start(deps, w.config())
	tx := w.submitScores(1)[0]
	w.chain.Mine()
	request := w.requestIn(w.receipt(tx))
	w.requirePending(1)
	require.NoError(t, r.stop())
	_, metrics := r.get("/metrics")
	require.NotContains(t, metrics, "pipeline_run_errors{")
	require.NotContains(t, metrics, `status="error"`)

	again := w.start(w.next(deps), w.config())
	require.Equal(t, journal.Completed, again.mining(request, journal.Completed).State)
	_, metrics = again.get("/metrics")
	require.NotContains(t, metrics, "pipeline_run_errors{")
}

func TestHandler_TellsHealthAndMetricsInTheRealNodesWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stopped, err := runner.New(w.deps(), w.config())
	require.NoError(t, err)
	code, _ := (&running{Runner: stopped, world: w}).get("/readyz")
	require.Equal(t, http.StatusServiceUnavailable, code, "it has not caught up")

	r := w.run()
	require.Equal(t, journal.Completed, r.ended(w.requestScore(2)).State)
	code, body := r.get("/readyz")
	require.Equal(t, http.StatusOK, code, body)
	code, body = r.get("/health")
	require.Equal(t, http.StatusOK, code)
	require.JSONEq(t, `{"data":[
		{"type":"checks","id":"EVM.1337.BalanceMonitor","attributes":{"name":"EVM.1337.BalanceMonitor","status":"passing","output":""}},
		{"type":"checks","id":"EVM.1337.HeadTracker","attributes":{"name":"EVM.1337.HeadTracker","status":"passing","output":""}},
		{"type":"checks","id":"EVM.1337.Journal","attributes":{"name":"EVM.1337.Journal","status":"passing","output":""}},
		{"type":"checks","id":"EVM.1337.LogBroadcaster","attributes":{"name":"EVM.1337.LogBroadcaster","status":"passing","output":""}},
		{"type":"checks","id":"EVM.1337.Txm.Broadcaster","attributes":{"name":"EVM.1337.Txm.Broadcaster","status":"passing","output":""}}]}`, body)
	_, metrics := r.get("/metrics")
	for _, line := range []string{
		`runner_requests_total{job_name="link4health-score-1337",state="completed"} 1`,
		`tx_manager_num_confirmed_transactions{chainID="1337"} 1`,
		`runner_gas_spent_eth_total{evmChainID="1337"} `,
		`tx_manager_num_successful_transactions{chainID="1337"} 1`,
		`tx_manager_num_tx_reverted{chainID="1337"} 0`,
		`unconfirmed_transactions{evmChainID="1337"} 0`,
		`pipeline_runs_queued 0`,
		`eth_balance{account="` + w.account(1).Hex() + `",evmChainID="1337"} `,
		`head_tracker_heads_received{ChainID="1337"} `,
		`gas_updater_current_base_fee{evmChainID="1337"} `,
		`health{service_id="EVM.1337.HeadTracker"} 1`,
		`bridge_latency_seconds{name="link4health"} `,
		`task_id="submit_tx",task_type="ethtx"} 1`,
	} {
		require.Contains(t, metrics, line)
	}
	require.NotContains(t, metrics, "runner_gas_spent_eth_total{evmChainID=\"1337\"} 0\n")
	code, _ = r.get("/runs")
	require.Equal(t, http.StatusNotFound, code)
}

func TestNew_NamesAllThatIsWrong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := runner.New(runner.Deps{}, runner.Config{})
	for _, name := range []string{"Chain", "Signers", "HTTP", "Log", "Registry", "Journal"} {
		require.ErrorContains(t, err, name+" is missing")
	}
	for name, tc := range map[string]struct {
		change func(*runner.Deps, *runner.Config)
		want   string
	}{
		"no chain id":          {func(_ *runner.Deps, c *runner.Config) { c.ChainID = 0 }, "ChainID is missing"},
		"a negative interval":  {func(_ *runner.Deps, c *runner.Config) { c.PollInterval = -1 }, "PollInterval is negative"},
		"no jobs":              {func(d *runner.Deps, _ *runner.Config) { d.Jobs = nil }, "no job specs"},
		"another chain's job":  {func(d *runner.Deps, c *runner.Config) { c.ChainID = 5 }, "it is for chain 1337, the runner for chain 5"},
		"no bridge":            {func(_ *runner.Deps, c *runner.Config) { c.Bridges = nil }, `bridge "link4health" is not configured`},
		"the same job twice":   {func(d *runner.Deps, _ *runner.Config) { d.Jobs = append(d.Jobs, d.Jobs[0]) }, "has the externalJobID of job"},
		"a type it cannot run": {func(d *runner.Deps, _ *runner.Config) { d.Jobs = append(d.Jobs, w.httpJob()) }, pipeline.ErrUnsupported.Error()},
	} {
		deps, cfg := w.deps(), w.config()
		deps.Registry = prometheus.NewRegistry()
		tc.change(&deps, &cfg)
		_, err := runner.New(deps, cfg)
		require.ErrorContains(t, err, tc.want, name)
	}
}

// httpJob is a job with a task that the runner does not know.
func (w *world) httpJob() *jobspecs.Spec {
	return w.parse([]byte(`type = "directrequest"
schemaVersion = 1
externalJobID = "1a5cd3e1-d44e-4d61-b0a2-93a3a5a1c1f0"
evmChainID = "1337"
contractAddress = "` + w.at.Operator.Hex() + `"
observationSource = 'fetch [type="http" url="https://example.org"]'
`))
}
