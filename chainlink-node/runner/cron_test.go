package runner_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/requester"
	"github.com/link4health/link4health/jobspecs"
)

// refreshJob asks for an account's own score once a second.
func (w *world) refreshJob(i int) *jobspecs.Cron {
	w.t.Helper()
	job, err := jobspecs.ParseCron(fmt.Appendf(nil, `type = "cron"
schemaVersion = 1
name = "refresh"
externalJobID = "1a5cd3e1-d44e-4d61-b0a2-93a3a5a1c1f0"
evmChainID = "%d"
schedule = "CRON_TZ=UTC * * * * * *"
observationSource = '''
    encode [type="ethabiencode" abi="requestScore(address subject)" data=<{"subject": "%s"}>]
    submit [type="ethtx" to="%s" data="$(encode)" minConfirmations="1"]
    encode -> submit
'''
`, w.at.ChainID, w.account(i), w.at.ScoreRegistry))
	require.NoError(w.t, err)
	return job
}

func TestCron_RefreshesAScoreBySchedule(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps := w.deps()
	deps.Crons = []*jobspecs.Cron{w.refreshJob(2)}
	deps.Requests = requester.New(w.client, w.accounts[2].Key)
	w.start(deps, w.config())

	require.Eventually(t, func() bool { return len(w.responses()) >= 2 }, patience, 50*time.Millisecond)
	for id, count := range w.responses() {
		require.Equal(t, 1, count, id)
	}
	_, found := w.score(2)
	require.True(t, found)
	require.Contains(t, w.logs.String(), "scheduled run done")
}

func TestCron_AFailedRunHarmsNoLaterOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps := w.deps()
	job := w.refreshJob(4) // which has no LINK
	deps.Crons = []*jobspecs.Cron{job}
	deps.Requests = requester.New(w.client, w.accounts[4].Key)
	w.start(deps, w.config())

	failure := []byte("scheduled run failed")
	require.Eventually(t, func() bool { return bytes.Count([]byte(w.logs.String()), failure) >= 2 }, patience, 50*time.Millisecond)
	nonce, err := w.client.NonceAt(t.Context(), w.account(4), nil)
	require.NoError(t, err)
	require.Zero(t, nonce, "what would revert is not sent")
	w.fund(4, 1e6)
	require.Eventually(t, func() bool { return len(w.responses()) >= 1 }, patience, 50*time.Millisecond)
}

func TestCron_ARunThatAStopCutsOffIsNoFailure(t *testing.T) {
	t.Parallel()
	w, _ := newManualWorld(t)
	deps := w.deps()
	deps.Crons = []*jobspecs.Cron{w.refreshJob(2)}
	deps.Requests = requester.New(w.client, w.accounts[2].Key)
	before := w.nextNonce(2)
	r := w.start(deps, w.config())
	require.Eventually(t, func() bool { return w.nextNonce(2) == before+1 }, patience, poll, "it waits for its transaction")
	require.NoError(t, r.stop())
	require.Contains(t, w.logs.String(), "scheduled run cut off")
	require.NotContains(t, w.logs.String(), "scheduled run failed")
	_, metrics := r.get("/metrics")
	require.NotContains(t, metrics, "pipeline_run_errors{")
}

func TestNew_RefusesCronJobsThatCannotRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps := w.deps()
	foreign := w.refreshJob(2)
	foreign.Spec.EVMChainID = 5
	deps.Crons = []*jobspecs.Cron{foreign}
	_, err := runner.New(deps, w.config())
	require.ErrorIs(t, err, runner.ErrNoRequester)
	require.ErrorContains(t, err, "it is for chain 5")
}
