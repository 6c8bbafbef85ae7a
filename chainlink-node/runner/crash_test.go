package runner_test

import (
	"context"
	"math/big"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts/bindings"
)

// postbox is a chain that loses transactions on demand, as a process that dies before it sends them, or as an endpoint
// that forgets what it took.
type postbox struct {
	client
	lose    atomic.Bool
	mu      sync.Mutex
	offered []*types.Transaction
}

func (p *postbox) SendTransaction(ctx context.Context, tx *types.Transaction) error {
	p.mu.Lock()
	p.offered = append(p.offered, tx)
	p.mu.Unlock()
	if p.lose.Load() {
		return nil
	}
	return p.client.SendTransaction(ctx, tx)
}

// count is how often a transaction was offered.
func (p *postbox) count(hash common.Hash) (count int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, tx := range p.offered {
		if tx.Hash() == hash {
			count++
		}
	}
	return count
}

// posted gives dependencies a postbox.
func (w *world) posted(deps runner.Deps) (runner.Deps, *postbox) {
	p := &postbox{client: w.client}
	deps.Chain = p
	return deps, p
}

// next are the dependencies of the process that comes after one.
func (w *world) next(deps runner.Deps) runner.Deps {
	deps.Chain = w.client
	return w.withRegistry(deps)
}

// mining mines until a request's newest run is in a state.
func (r *running) mining(request common.Hash, want journal.State) journal.Run {
	t := r.world.t
	t.Helper()
	var status journal.Run
	require.Eventually(t, func() bool {
		r.world.chain.Mine()
		status, _ = r.status(request)
		return status.State == want
	}, patience, 20*time.Millisecond, "request %s is %s: %s", request, &status.State, &status.Error)
	return status
}

func TestRun_OffersAfterACrashTheTransactionItHadSigned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps, post := w.posted(w.deps())
	post.lose.Store(true)
	first := w.start(deps, w.config())
	request := w.requestScore(2)
	signed := first.reached(request, func(s journal.State) bool { return s == journal.Sent })
	require.NoError(t, first.stop())
	require.Zero(t, w.nonce(), "it died before it sent anything")

	w.adapter.behave(status(200, strings.Replace(scoreAnswer, "7311", "7312", 2)))
	second := w.start(w.next(deps), w.config())
	ended := second.ended(request)
	require.Equal(t, journal.Completed, ended.State)
	require.Equal(t, signed.TxHash, ended.TxHash, "the very transaction")
	require.Equal(t, 1, w.adapter.calls())
	require.EqualValues(t, 1, w.nonce())
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
	kept, err := second.journal.Transactions(t.Context(), ended.ID)
	require.NoError(t, err)
	require.Len(t, kept, 1)
	require.NotContains(t, string(kept[0].Sealed), string(request[:]), "what was signed is sealed")
}

func TestRun_ResumesWhatACrashInterrupted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps := w.deps()
	asked := make(chan struct{}, 10)
	w.adapter.behave(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-r.Context().Done()
	})
	cfg := w.config()
	cfg.GracePeriod, cfg.BackfillBlocks = time.Millisecond, 1
	first := w.start(deps, cfg)
	request := w.requestScore(2)
	received(t, asked)
	require.ErrorIs(t, first.stop(), runner.ErrInterrupted)
	for range 30 {
		w.chain.Mine()
	}
	w.adapter.behave(nil)
	second := w.start(w.next(deps), cfg)
	require.Equal(t, journal.Completed, second.ended(request).State, "the journal knows it, though its log is not looked at again")
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
}

func TestRun_SendsAgainAFulfilmentThatAReorganisationTookBackAlone(t *testing.T) {
	t.Parallel()
	w, c := newManualWorld(t)
	cfg := w.config()
	cfg.FinalityDepth = 5
	r := w.start(w.deps(), cfg)
	tx := w.submitScores(1)[0]
	asked := c.Mine()
	request := w.requestIn(w.receipt(tx))
	w.requirePending(1)
	c.Mine()
	completed := r.ended(request)
	require.Equal(t, journal.Completed, completed.State)
	first := w.receipt(completed.TxHash)

	c.fork(t, asked)
	final := r.mining(request, journal.Final)
	require.Equal(t, completed.TxHash, final.TxHash)
	require.NotEqual(t, first.BlockHash, w.receipt(final.TxHash).BlockHash, "in another block")
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
	_, metrics := r.get("/metrics")
	require.Contains(t, metrics, `runner_requests_total{job_name="link4health-score-1337",state="completed"} 1`)
	open, err := r.journal.OpenTransactions(t.Context())
	require.NoError(t, err)
	require.Empty(t, open)
}

func TestRun_PaysMoreForATransactionThatIsNotMined(t *testing.T) {
	t.Parallel()
	w, c := newManualWorld(t)
	deps, post := w.posted(w.deps())
	post.lose.Store(true)
	r := w.start(deps, w.config())
	tx := w.submitScores(1)[0]
	c.Mine()
	request := w.requestIn(w.receipt(tx))
	signed := r.reached(request, func(s journal.State) bool { return s == journal.Sent })
	require.Eventually(t, func() bool { return post.count(signed.TxHash) == 1 }, patience, time.Millisecond)
	post.lose.Store(false)
	ended := r.mining(request, journal.Completed)
	require.NotEqual(t, signed.TxHash, ended.TxHash)
	require.EqualValues(t, 1, w.nonce())

	post.mu.Lock()
	defer post.mu.Unlock()
	first, second := post.offered[0], post.offered[1]
	require.Equal(t, first.Nonce(), second.Nonce())
	require.Equal(t, first.Data(), second.Data())
	require.GreaterOrEqual(t, second.GasTipCap().Uint64()*100, first.GasTipCap().Uint64()*110)
	require.GreaterOrEqual(t, second.GasFeeCap().Uint64()*100, first.GasFeeCap().Uint64()*110)
	_, metrics := r.get("/metrics")
	require.Contains(t, metrics, `tx_manager_num_gas_bumps{chainID="1337"} 1`)
}

func TestRun_FillsAGapThatACrashLeft(t *testing.T) {
	t.Parallel()
	w, _ := newManualWorld(t)
	deps := w.deps()
	lease, err := deps.Journal.Acquire(t.Context(), func(error) {})
	require.NoError(t, err)
	signer := deps.Signers[0]
	to := signer.Address()
	later, err := signer.SignTx(types.NewTx(&types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(w.at.ChainID), Nonce: 2, To: &to, Gas: 21_000,
		GasFeeCap: new(big.Int).SetUint64(20e9), GasTipCap: common.Big1,
	}))
	require.NoError(t, err)
	raw, err := later.MarshalBinary()
	require.NoError(t, err)
	sealed, err := signer.Seal(raw, later.Hash())
	require.NoError(t, err)
	require.NoError(t, lease.Sign(t.Context(), journal.Transaction{Hash: later.Hash(), Account: to, Nonce: 2, Sealed: sealed}, journal.Step{}))
	require.NoError(t, lease.Release(t.Context()))

	w.start(deps, w.config())
	require.Eventually(t, func() bool {
		w.chain.Mine()
		return w.nonce() == 3
	}, patience, 20*time.Millisecond, "0 and 1 were never signed, and 2 waits for them")
}

func TestRun_BeginsAnewWhenAnotherProcessUsedItsNonce(t *testing.T) {
	t.Parallel()
	w, c := newManualWorld(t)
	deps, post := w.posted(w.deps())
	post.lose.Store(true)
	r := w.start(deps, w.config())
	tx := w.submitScores(1)[0]
	c.Mine()
	request := w.requestIn(w.receipt(tx))
	lost := r.reached(request, func(s journal.State) bool { return s == journal.Sent })
	w.submit(1, 0, w.account(4), nil)
	c.Mine()
	post.lose.Store(false)
	ended := r.mining(request, journal.Completed)
	require.NotEqual(t, lost.TxHash, ended.TxHash)
	require.EqualValues(t, 2, w.nonce())
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
}

func TestRun_UsesUpTheNonceOfAFulfilmentThatBecameVain(t *testing.T) {
	t.Parallel()
	w, c := newManualWorld(t)
	deps, post := w.posted(w.deps())
	post.lose.Store(true)
	r := w.start(deps, w.config())
	tx := w.submitScores(1)[0]
	c.Mine()
	request := w.requestIn(w.receipt(tx))
	r.reached(request, func(s journal.State) bool { return s == journal.Sent })
	w.advance(6 * time.Minute)
	nonce, err := w.client.PendingNonceAt(t.Context(), w.account(4))
	require.NoError(t, err)
	cancel := w.submit(4, nonce, w.at.ScoreRegistry, bindings.NewScoreRegistry().PackCancelRequest(request))
	c.Mine()
	w.receipt(cancel)
	post.lose.Store(false)
	r.mining(request, journal.Cancelled)
	require.EqualValues(t, 1, w.nonce(), "a transfer took its place")
	require.Empty(t, w.responses())
	again := w.submitScores(1)[0]
	c.Mine()
	require.Equal(t, journal.Completed, r.mining(w.requestIn(w.receipt(again)), journal.Completed).State, "nothing is held up")
}

func TestRun_SeveralKeysTakeTurns(t *testing.T) {
	t.Parallel()
	const count = 6
	w, c := newManualWorld(t)
	c.mineAlways()
	w.send(0, w.at.Operator, bindings.NewOperator().PackSetAuthorizedSenders([]common.Address{w.account(1), w.account(5)}))
	c.stop()
	deps := w.deps()
	deps.Signers = append(deps.Signers, runner.NewKeySigner(w.accounts[4].Key, w.at.ChainID), runner.NewKeySigner(w.accounts[5].Key, w.at.ChainID))
	r := w.start(deps, w.config())
	txs := w.submitScores(count)
	c.Mine()
	for _, tx := range txs {
		r.mining(w.requestIn(w.receipt(tx)), journal.Completed)
	}
	other, err := w.client.NonceAt(t.Context(), w.account(5), nil)
	require.NoError(t, err)
	require.EqualValues(t, count, w.nonce()+other)
	require.NotZero(t, w.nonce())
	require.NotZero(t, other)
	unauthorised, err := w.client.NonceAt(t.Context(), w.account(4), nil)
	require.NoError(t, err)
	require.Zero(t, unauthorised)
}

func TestRun_TriesAgainWhatIsToBeRetried(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.adapter.behave(status(500, `{"error":{"name":"Upstream","message":"gone"},"statusCode":500}`))
	r := w.run()
	request := w.requestScore(2)
	failed := r.ended(request)
	require.Equal(t, journal.Errored, failed.State)
	w.adapter.behave(nil)
	require.NoError(t, r.journal.Retry(t.Context(), failed.ID))
	require.Equal(t, journal.Completed, r.ended(request).State)
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
}

func TestRun_ASecondRunnerOnTheSameJournalTakesOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	url := storetest.SQLite(t)
	start := func() *running {
		deps := w.deps()
		deps.Journal = w.journal(storetest.MustOpen(t, store.Config{URL: url}))
		return w.start(deps, w.config())
	}
	first := start()
	require.Equal(t, journal.Completed, first.ended(w.requestScore(2)).State)
	second := start()
	require.Eventually(t, func() bool {
		code, _ := second.get("/readyz")
		return code == http.StatusOK && strings.Contains(w.logs.String(), "standing by")
	}, patience, 5*time.Millisecond)
	require.NoError(t, first.stop())
	request := w.requestScore(2)
	require.Equal(t, journal.Completed, second.ended(request).State)
	require.Equal(t, 1, w.responses()[request])
}
