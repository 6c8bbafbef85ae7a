package runner_test

import (
	"math/big"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts/bindings"
)

// manualChain is a chain that mines when it is told to, and can be reorganised.
type manualChain struct {
	backend *simulated.Backend
	mu      sync.Mutex
	stop    func() // ends automatic mining
}

// newManualWorld has a chain that mines by hand once everything is in its place.
func newManualWorld(t *testing.T) (*world, *manualChain) {
	t.Helper()
	alloc := types.GenesisAlloc{}
	for _, account := range devchain.Accounts() {
		alloc[account.Address] = types.Account{Balance: new(big.Int).Lsh(common.Big1, 80)}
	}
	c := &manualChain{backend: simulated.NewBackend(alloc)}
	t.Cleanup(func() { require.NoError(t, c.backend.Close()) })
	c.mineAlways()
	t.Cleanup(c.stop)
	w := &world{t: t, chain: c, client: c.backend.Client()}
	w.deploy()
	c.stop()
	return w, c
}

// mineAlways mines until stop is called.
func (c *manualChain) mineAlways() {
	done := make(chan struct{})
	var miner sync.WaitGroup
	miner.Go(func() {
		ticker := time.NewTicker(5 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				c.Mine()
			}
		}
	})
	c.stop = sync.OnceFunc(func() {
		close(done)
		miner.Wait()
	})
}

func (c *manualChain) Mine() common.Hash {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.backend.Commit()
}

func (c *manualChain) AdvanceTime(d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.backend.AdjustTime(d)
}

// fork makes the next blocks follow the given one.
func (c *manualChain) fork(t *testing.T, parent common.Hash) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	require.NoError(t, c.backend.Fork(parent))
}

// submit gives the chain a call of an account without waiting for it.
func (w *world) submit(i int, nonce uint64, to common.Address, calldata []byte) common.Hash {
	w.t.Helper()
	signer := runner.NewKeySigner(w.accounts[i].Key, w.at.ChainID)
	tx, err := signer.SignTx(types.NewTx(&types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(w.at.ChainID), Nonce: nonce, To: &to, Data: calldata, Gas: 1_000_000,
		GasFeeCap: big.NewInt(20e9), GasTipCap: big.NewInt(1e9),
	}))
	require.NoError(w.t, err)
	require.NoError(w.t, w.client.SendTransaction(w.t.Context(), tx))
	return tx.Hash()
}

// submitScores submits so many requests for the citizen's score, ready to be mined in one block.
func (w *world) submitScores(count int) []common.Hash {
	w.t.Helper()
	nonce, err := w.client.PendingNonceAt(w.t.Context(), w.account(2))
	require.NoError(w.t, err)
	var txs []common.Hash
	for i := range count {
		calldata := bindings.NewScoreRegistry().PackRequestScore(w.account(2))
		txs = append(txs, w.submit(2, nonce+uint64(i), w.at.ScoreRegistry, calldata))
	}
	require.Eventually(w.t, func() bool { // the pool sorts what it gets in its own time
		pending, err := w.client.PendingNonceAt(w.t.Context(), w.account(2))
		return err == nil && pending == nonce+uint64(count)
	}, patience, time.Millisecond)
	return txs
}

func (w *world) receipt(tx common.Hash) *types.Receipt {
	w.t.Helper()
	var receipt *types.Receipt
	require.Eventually(w.t, func() bool {
		var err error
		receipt, err = w.client.TransactionReceipt(w.t.Context(), tx)
		return err == nil
	}, patience, 5*time.Millisecond)
	require.EqualValues(w.t, 1, receipt.Status, "%d gas used", receipt.GasUsed)
	return receipt
}

// requirePending waits until the runner has sent so many transactions that are not mined.
func (w *world) requirePending(count int) {
	w.t.Helper()
	before := w.nonce()
	require.Eventually(w.t, func() bool {
		pending, err := w.client.PendingNonceAt(w.t.Context(), w.account(1))
		return err == nil && pending == before+uint64(count)
	}, patience, 5*time.Millisecond)
}

func TestRun_AnswersFiftyRequestsOfOneBlockInTheNext(t *testing.T) {
	t.Parallel()
	const count = 50
	w, _ := newManualWorld(t)
	r := w.run()
	txs := w.submitScores(count)
	w.chain.Mine()
	requests := map[common.Hash]int{}
	block := w.receipt(txs[0]).BlockNumber.Uint64()
	for _, tx := range txs {
		receipt := w.receipt(tx)
		require.Equal(t, block, receipt.BlockNumber.Uint64(), "all are in one block")
		requests[w.requestIn(receipt)] = 1
	}
	require.Len(t, requests, count)

	w.requirePending(count)
	w.chain.Mine()
	for request := range requests {
		status := r.ended(request)
		require.Equal(t, journal.Completed, status.State)
		require.Equal(t, block+1, w.receipt(status.TxHash).BlockNumber.Uint64())
	}
	require.Equal(t, requests, w.responses())
	require.Equal(t, count, w.adapter.calls())
	_, metrics := r.get("/metrics")
	require.Contains(t, metrics, `runner_send_failures_total{evmChainID="1337"} 0`, "each had a nonce of its own")
	require.NoError(t, r.stop())
}

func TestRun_ARunThatWaitsForItsTransactionHoldsUpNobody(t *testing.T) {
	t.Parallel()
	w, _ := newManualWorld(t)
	cfg := w.config()
	cfg.MaxConcurrent, cfg.MaxRunDuration = 1, 3*time.Second // in which a run can be sent on a loaded machine too
	r := w.start(w.deps(), cfg)
	txs := w.submitScores(3)
	w.chain.Mine()
	w.requirePending(len(txs))
	first := w.requestIn(w.receipt(txs[0]))
	require.Never(t, func() bool {
		status, _ := r.status(first)
		return status.State != journal.Sent
	}, cfg.MaxRunDuration+time.Second, 10*time.Millisecond)
	w.chain.Mine()
	for _, tx := range txs {
		require.Equal(t, journal.Completed, r.ended(w.requestIn(w.receipt(tx))).State)
	}
}

func TestRun_KeepsNoMoreTransactionsInFlightThanAllowed(t *testing.T) {
	t.Parallel()
	w, _ := newManualWorld(t)
	cfg := w.config()
	cfg.MaxInFlight = 2
	r := w.start(w.deps(), cfg)
	txs := w.submitScores(3)
	w.chain.Mine()
	w.requirePending(2)
	require.Never(t, func() bool {
		pending, err := w.client.PendingNonceAt(t.Context(), w.account(1))
		return err == nil && pending > 2
	}, 200*time.Millisecond, 10*time.Millisecond)
	w.chain.Mine()
	w.requirePending(1)
	w.chain.Mine()
	for _, tx := range txs {
		require.Equal(t, journal.Completed, r.ended(w.requestIn(w.receipt(tx))).State)
	}
}

func TestRun_AnswersARequestThatMovedToAnotherBlockOnce(t *testing.T) {
	t.Parallel()
	w, c := newManualWorld(t)
	w.spec.Confirmations = 3
	parent := c.Mine()
	r := w.run()
	tx := w.submitScores(1)[0]
	c.Mine()
	first := w.receipt(tx)
	request := w.requestIn(first)
	r.reached(request, func(journal.State) bool { return true })

	c.fork(t, parent)
	for range 4 {
		c.Mine()
	}
	moved := w.receipt(tx) // in one of the four
	require.NotEqual(t, first.BlockHash, moved.BlockHash, "the request is in another block now")
	r.mineUntilEnded(request)
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
	require.Equal(t, map[journal.ID]journal.State{
		{RequestID: request, BlockHash: first.BlockHash}: journal.Dropped,
		{RequestID: request, BlockHash: moved.BlockHash}: journal.Completed,
	}, r.states())
}

// mineUntilEnded mines until a request's newest run has come to an end.
func (r *running) mineUntilEnded(request common.Hash) {
	r.world.t.Helper()
	require.Eventually(r.world.t, func() bool {
		r.world.chain.Mine()
		status, found := r.status(request)
		return found && status.State == journal.Completed
	}, patience, 20*time.Millisecond)
}

// states are the states of all runs.
func (r *running) states() map[journal.ID]journal.State {
	r.world.t.Helper()
	runs, err := r.journal.Runs(r.world.t.Context(), journal.Filter{})
	require.NoError(r.world.t, err)
	states := map[journal.ID]journal.State{}
	for _, run := range runs {
		states[run.ID] = run.State
	}
	return states
}

func TestRun_AnswersAgainWhatAReorganisationTookBack(t *testing.T) {
	t.Parallel()
	w, c := newManualWorld(t)
	parent := c.Mine()
	r := w.run()
	tx := w.submitScores(1)[0]
	c.Mine()
	request := w.requestIn(w.receipt(tx))
	w.requirePending(1)
	c.Mine()
	require.Equal(t, journal.Completed, r.ended(request).State)

	c.fork(t, parent)
	require.Eventually(t, func() bool { // request and answer are both mined again, or asked for again
		c.Mine()
		return w.responses()[request] == 1
	}, patience, 20*time.Millisecond)
	for range 5 {
		c.Mine()
		r.caughtUp()
	}
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
	_, found := w.score(2)
	require.True(t, found)
}
