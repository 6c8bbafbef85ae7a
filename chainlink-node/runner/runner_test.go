package runner_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, // what go-ethereum leaves behind when a chain is closed
		goleak.IgnoreTopFunction("github.com/ethereum/go-ethereum/core.(*txSenderCacher).cache"),
		goleak.IgnoreTopFunction("github.com/syndtr/goleveldb/leveldb.(*DB).mpoolDrain"),
		goleak.IgnoreTopFunction("github.com/ethereum/go-ethereum/eth/filters.(*Subscription).Unsubscribe.func1"))
}

func TestRun_BringsAScoreToTheRegistry(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run()
	request := w.requestScore(2)

	status := r.ended(request)
	require.Equal(t, journal.Completed, status.State)
	require.Empty(t, status.Error)
	require.Equal(t, w.at.ScoreJobID, status.JobID)
	score, ok := w.score(2)
	require.True(t, ok)
	require.EqualValues(t, 7311, score.Score)
	require.EqualValues(t, 9000, score.Coverage)
	require.EqualValues(t, 1460332800, score.AsOf)
	require.Equal(t, common.HexToHash("0x1a1f4502024df8a68d12e64bb2364ad6308d04ed0a7d5e8300a676ec70867140"), common.Hash(score.ModelHash))

	receipt, err := w.client.TransactionReceipt(t.Context(), status.TxHash)
	require.NoError(t, err)
	require.EqualValues(t, 1, receipt.Status)
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
	require.NoError(t, r.stop())
}

// requestRecord walks a record to the patient's approval and returns the market's and the oracle's request.
func (w *world) requestRecord(record [32]byte) (ours, oracle common.Hash) {
	w.t.Helper()
	market := bindings.NewRecordMarket()
	w.send(2, w.at.RecordMarket, market.PackRegister(record, common.Big32))
	receipt := w.send(3, w.at.RecordMarket, market.PackRequest(record, [32]byte{1, 2, 3}, common.Big256.Lsh(common.Big1, 20)))
	for _, log := range receipt.Logs {
		if requested, err := market.UnpackRecordRequestedEvent(log); err == nil {
			ours = requested.RequestId
		}
	}
	return ours, w.requestIn(w.send(2, w.at.RecordMarket, market.PackApprove(ours)))
}

func TestRun_BringsASealedRecordToTheMarket(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run()
	ours, request := w.requestRecord(crypto.Keccak256Hash([]byte("a record")))

	require.Equal(t, journal.Completed, r.ended(request).State)
	market := bindings.NewRecordMarket()
	released, err := contracts.View(t.Context(), w.client, w.at.RecordMarket, market.PackGetRequest(ours), market.UnpackGetRequest)
	require.NoError(t, err)
	require.Equal(t, bindings.StatusReleased, released.Status)
	require.Equal(t, crypto.Keccak256Hash(common.FromHex("0x5ea1ed")), common.Hash(released.SealedHash))
	require.NoError(t, r.stop())
}

func TestRun_AnswersWhatWasAskedBeforeItsStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	request := w.requestScore(2)
	for range 20 {
		w.chain.Mine()
	}
	cfg := w.config()
	cfg.MaxBlockRange = 3
	r := w.start(w.deps(), cfg)
	require.Equal(t, journal.Completed, r.ended(request).State)
}

func TestRun_PollsWhereNothingIsAnnounced(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps := w.deps()
	deps.Chain = dial(t, w.url)
	r := w.start(deps, w.config())
	require.Equal(t, journal.Completed, r.ended(w.requestScore(2)).State)
	require.NoError(t, r.stop())
}

func TestRun_HearsOfBlocksAsTheyComeWhereTheyAreAnnounced(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cfg := w.config()
	cfg.PollInterval = time.Hour
	r := w.start(w.deps(), cfg)
	require.Equal(t, journal.Completed, r.ended(w.requestScore(2)).State)
}

func TestRun_ASecondRunnerAnswersNothingTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.run()
	request := w.requestScore(2)
	require.Equal(t, journal.Completed, first.ended(request).State)
	require.NoError(t, first.stop())
	asked, nonce := w.adapter.calls(), w.nonce()

	second := w.run()
	status := second.ended(request)
	require.Equal(t, journal.Closed, status.State)
	require.Contains(t, status.Error, "answered, cancelled or reorganised away")
	require.Equal(t, asked, w.adapter.calls(), "the adapter is not asked again")
	require.Equal(t, nonce, w.nonce(), "nothing is sent again")
	require.NoError(t, second.stop())
}

func TestRun_TwoRunnersOnOneKeyAnswerOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, second := w.run(), w.run()
	request := w.requestScore(2)
	first.ended(request)
	second.ended(request)
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
}

func TestRun_WaitsForItsConfirmations(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.spec.Confirmations = 3
	var askedAt atomic.Uint64
	w.adapter.behave(func(out http.ResponseWriter, _ *http.Request) {
		block, err := w.client.BlockNumber(t.Context())
		if err == nil {
			askedAt.Store(block)
		}
		_, _ = io.WriteString(out, scoreAnswer)
	})
	r := w.run()
	request := w.requestScore(2)
	seen := r.reached(request, func(journal.State) bool { return true })
	for range 2 {
		r.caughtUp()
		require.Zero(t, askedAt.Load())
		w.chain.Mine()
	}
	require.Equal(t, journal.Completed, r.ended(request).State)
	require.EqualValues(t, seen.BlockNumber+2, askedAt.Load(), "the third block, its own included")
}

// caughtUp waits until the runner knows the chain's newest block.
func (r *running) caughtUp() {
	t := r.world.t
	t.Helper()
	block, err := r.world.client.BlockNumber(t.Context())
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		_, metrics := r.get("/metrics")
		return strings.Contains(metrics, fmt.Sprintf("head_tracker_current_head{evmChainID=\"%d\"} %d\n", r.world.at.ChainID, block))
	}, patience, 5*time.Millisecond)
}

func TestRun_LogsNothingOfWhatIsAskedOrAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run()
	require.Equal(t, journal.Completed, r.ended(w.requestScore(2)).State)
	_, record := w.requestRecord(crypto.Keccak256Hash([]byte("a record")))
	require.Equal(t, journal.Completed, r.ended(record).State)
	w.adapter.behave(status(500, `{"error":{"name":"Upstream","message":"gone"},"statusCode":500,"data":{"x":"a secret"}}`))
	failed := w.requestScore(2)
	require.Equal(t, journal.Errored, r.ended(failed).State)
	w.adapter.behave(status(200, `{"data":{"x":"a secret"}}`))
	require.Equal(t, journal.Errored, r.ended(w.requestScore(2)).State)
	require.NoError(t, r.stop())

	_, metrics := r.get("/metrics")
	_, health := r.get("/health")
	for _, text := range []string{w.logs.String(), metrics, health} {
		lower := strings.ToLower(text)
		for name, secret := range map[string]string{
			"subject": w.account(2).Hex()[2:], "as of": "1460332800", "modelHash": "1a1f4502", "sealed": "5ea1ed",
			"public key": "010203", "token": token, "answer": "a secret", "calldata": "6ae0bc76",
		} {
			require.NotContains(t, lower, strings.ToLower(secret), name)
		}
	}
	require.Contains(t, w.logs.String(), failed.Hex())
	require.Contains(t, w.logs.String(), "Upstream: gone")
}
