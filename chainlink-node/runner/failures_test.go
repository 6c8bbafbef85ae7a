package runner_test

import (
	"io"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// status answers with a status and a body.
func status(code int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
}

// requestDirectly makes an account ask the Operator itself for a job, without any contract of ours.
func (w *world) requestDirectly(i int, job [32]byte, nonce int64) common.Hash {
	w.t.Helper()
	w.fund(i, payment)
	calldata := bindings.NewOperator().PackOperatorRequest(w.account(i), big.NewInt(payment), job, [4]byte{1, 2, 3, 4},
		big.NewInt(nonce), big.NewInt(2), []byte("\x67subject\x60"))
	return w.requestIn(w.send(i, w.at.LinkToken,
		bindings.NewLinkToken().PackTransferAndCall(w.at.Operator, big.NewInt(payment), calldata)))
}

func TestRun_AStrangerGetsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run()
	score, scorePadded := jobspecs.SpecID(w.at.ScoreJobID)
	record, recordPadded := jobspecs.SpecID(w.at.RecordJobID)
	for i, job := range [][32]byte{score, scorePadded, record, recordPadded} {
		status := r.ended(w.requestDirectly(4, job, int64(i)))
		require.Equal(t, journal.Rejected, status.State)
		require.Equal(t, runner.ErrRequester.Error(), status.Error)
	}
	unknown := w.requestDirectly(4, [32]byte{7}, 7)
	r.caughtUp()
	_, found := r.status(unknown)
	require.False(t, found, "a job that nobody has is nobody's")
	require.Zero(t, w.adapter.calls())
	require.Zero(t, w.nonce())
	_, metrics := r.get("/metrics")
	require.Contains(t, metrics, `runner_requests_total{job_name="link4health-record-1337",state="rejected"} 2`)
}

func TestRun_RejectsAPaymentBelowTheLeast(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.spec.MinPaymentJuels = big.NewInt(payment + 1)
	r := w.run()
	status := r.ended(w.requestScore(2))
	require.Equal(t, journal.Rejected, status.State)
	require.Equal(t, "the payment is below the job's least: 1000 of 1001 juels", status.Error)
	require.Zero(t, w.adapter.calls())
}

func TestRun_AnswersOnceTheAdapterIsBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.spec.Retry = jobspecs.Retry{Timeout: time.Second, Attempts: 100, MinBackoff: 10 * time.Millisecond, MaxBackoff: 50 * time.Millisecond}
	w.adapter.behave(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	r := w.run()
	request := w.requestScore(2)
	require.Eventually(t, func() bool { return w.adapter.calls() >= 3 }, patience, 5*time.Millisecond)
	require.Empty(t, w.responses())
	w.adapter.behave(nil)
	require.Equal(t, journal.Completed, r.ended(request).State)
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
	_, metrics := r.get("/metrics")
	require.Contains(t, metrics, `bridge_errors_total{name="link4health"}`)
}

func TestRun_SendsNothingWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name  string
		reply http.HandlerFunc
		want  string
	}{
		{"an adapter's error", status(502, `{"status":"errored","statusCode":502,"error":{"name":"ChainUnavailable","message":"try later"}}`),
			"task fetch (bridge): ChainUnavailable: try later"},
		{"an error in an envelope", status(200, `{"statusCode":500,"error":{"name":"AdapterError","message":"upstream failed"}}`),
			"task fetch (bridge): AdapterError: upstream failed"},
		{"an answer without the field", status(200, `{"data":{"score":1}}`),
			`task coverage (jsonparse): could not resolve path ["data","coverage"]: keypath not found`},
		{"null instead of a number", status(200, strings.Replace(scoreAnswer, `"score":7311`, `"score":null`, 1)),
			"task encode_data (ethabiencode): while converting argument 'score' to uint256: null cannot be encoded"},
		{"a negative score", status(200, strings.Replace(scoreAnswer, `"score":7311`, `"score":-1`, 1)),
			"task encode_data (ethabiencode): while converting argument 'score' to uint256: number out of range for uint256"},
		{"no connection", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
			"task fetch (bridge): error making http request: "},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.adapter.behave(tc.reply)
			r := w.run()
			request := w.requestScore(2)
			status := r.ended(request)
			require.Equal(t, journal.Errored, status.State)
			require.Contains(t, status.Error, tc.want)
			require.Zero(t, status.TxHash)
			require.Equal(t, 1, w.adapter.calls())
			require.Zero(t, w.nonce())
			_, metrics := r.get("/metrics")
			require.Contains(t, metrics, `pipeline_run_errors{job_id="`+jobspecs.DefaultScoreJobID+`",job_name="link4health-score-1337"} 1`)
			w.requireRefund(request)
		})
	}
}

// requireRefund lets the request expire and wants the citizen's payment back.
func (w *world) requireRefund(request common.Hash) {
	w.t.Helper()
	w.advance(6 * time.Minute)
	registry := bindings.NewScoreRegistry()
	w.send(4, w.at.ScoreRegistry, registry.PackCancelRequest(request))
	receipt := w.send(2, w.at.ScoreRegistry, registry.PackWithdraw())
	require.Len(w.t, receipt.Logs, 2, "the withdrawal and LINK's transfer")
	require.Equal(w.t, big.NewInt(payment), new(big.Int).SetBytes(receipt.Logs[0].Data))
}

func TestRun_AKeyThatIsNotAuthorisedAsksAndSendsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.send(0, w.at.Operator, bindings.NewOperator().PackSetAuthorizedSenders([]common.Address{w.account(5)}))
	r := w.run()
	status := r.ended(w.requestScore(2))
	require.Equal(t, journal.Errored, status.State)
	require.Equal(t, oracle.ErrNotAuthorized.Error(), status.Error)
	require.Zero(t, w.adapter.calls())
	require.Zero(t, w.nonce())
}

func TestRun_DoesNotStartARequestNearItsExpiry(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	request := w.requestScore(2)
	w.advance(5*time.Minute - 10*time.Second)
	r := w.run()
	require.Equal(t, journal.Expired, r.ended(request).State)
	require.Zero(t, w.adapter.calls())
}

func TestRun_DropsARequestThatWasCancelledWhileTheAdapterThought(t *testing.T) {
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
	w.requireRefund(request)
	close(think)
	require.Equal(t, journal.Cancelled, r.ended(request).State)
	require.Zero(t, w.nonce(), "nothing was sent")
}
