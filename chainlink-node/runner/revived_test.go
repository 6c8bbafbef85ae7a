package runner_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts/bindings"
)

// eager gives the chain a call that goes before all others of its block.
func (w *world) eager(i int, nonce uint64, to common.Address, calldata []byte) common.Hash {
	w.t.Helper()
	tx, err := runner.NewKeySigner(w.accounts[i].Key, w.at.ChainID).SignTx(types.NewTx(&types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(w.at.ChainID), Nonce: nonce, To: &to, Data: calldata, Gas: 1_000_000,
		GasFeeCap: big.NewInt(100e9), GasTipCap: big.NewInt(10e9),
	}))
	require.NoError(w.t, err)
	require.NoError(w.t, w.client.SendTransaction(w.t.Context(), tx))
	return tx.Hash()
}

// nextNonce is an account's.
func (w *world) nextNonce(i int) uint64 {
	w.t.Helper()
	nonce, err := w.client.PendingNonceAt(w.t.Context(), w.account(i))
	require.NoError(w.t, err)
	return nonce
}

func TestRun_TakesUpARunAgainWhoseBlockComesBack(t *testing.T) {
	t.Parallel()
	w, c := newManualWorld(t)
	c.mineAlways()
	link, registry := bindings.NewLinkToken(), bindings.NewScoreRegistry()
	w.send(4, w.at.LinkToken, link.PackApprove(w.at.ScoreRegistry, big.NewInt(payment)))
	c.stop()
	w.spec.Confirmations = 6
	cfg := w.config()
	cfg.FinalityDepth = 10_000 // more than this test mines
	parent := c.Mine()
	r := w.start(w.deps(), cfg)
	money := w.submit(0, w.nextNonce(0), w.at.LinkToken, link.PackTransfer(w.account(4), big.NewInt(payment)))
	w.mined(money)
	tx := w.eager(4, w.nextNonce(4), w.at.ScoreRegistry, registry.PackRequestScore(w.account(4)))
	request := w.requestIn(w.mined(tx))
	block := w.receipt(tx).BlockHash
	r.reached(request, func(state journal.State) bool { return state == journal.Seen })

	c.fork(t, parent) // where the request comes before the money for it, and fails
	r.mining(request, journal.Dropped)
	require.Zero(t, w.adapter.calls())

	c.fork(t, block)
	revived := r.mining(request, journal.Completed)
	require.Equal(t, block, revived.BlockHash)
	require.Equal(t, map[journal.ID]journal.State{revived.ID: journal.Completed}, r.states())
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
	require.Equal(t, 1, w.adapter.calls())
}

// mined mines until a transaction is in a block.
func (w *world) mined(tx common.Hash) *types.Receipt {
	w.t.Helper()
	require.Eventually(w.t, func() bool {
		w.chain.Mine()
		_, err := w.client.TransactionReceipt(w.t.Context(), tx)
		return err == nil
	}, patience, poll)
	return w.receipt(tx)
}

func TestRun_AnswersARequestThatVanishedAndIsMinedAgainLater(t *testing.T) {
	t.Parallel()
	s := newStage(newAnvilWorld(t))
	s.spec.Confirmations = 3
	s.begin()
	tx, request := s.submitScore()
	first := s.runner.reached(request, func(state journal.State) bool { return state == journal.Seen })
	var raw hexutil.Bytes
	require.NoError(t, s.anvil.rpc.CallContext(t.Context(), &raw, "eth_getRawTransactionByHash", tx))
	s.anvil.reorg(1)
	s.runs(request, journal.Dropped)
	s.stop() // what it knows is in the journal
	s.resume()
	s.mine(3)

	require.NoError(t, s.anvil.call("eth_sendRawTransaction", raw))
	s.runs(request, journal.Dropped, journal.Final)

	states := s.runner.states()
	require.Equal(t, journal.Dropped, states[first.ID])
	require.Equal(t, outcome{Answered: 1, Delivered: 1, Asked: 1, Runs: []string{"completed"}}, s.outcome())
}
