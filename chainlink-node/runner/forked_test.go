package runner_test

import (
	"context"
	"math/big"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts/bindings"
)

// forked is a chain whose endpoint is for a while on a fork in which the Operator has no requests.
type forked struct {
	*postbox
	away   atomic.Bool
	silent bool // it does not say why
}

// reverted is how an endpoint says that a call reverts.
type reverted struct{ reason string }

func (r reverted) Error() string  { return "execution reverted: " + r.reason }
func (r reverted) ErrorCode() int { return 3 }
func (r reverted) ErrorData() any {
	text, err := abi.NewType("string", "", nil)
	if err != nil {
		return nil
	}
	packed, err := abi.Arguments{{Type: text}}.Pack(r.reason)
	if err != nil {
		return nil
	}
	return hexutil.Encode(append(crypto.Keccak256([]byte("Error(string)"))[:4], packed...))
}

func (c *forked) CallContract(ctx context.Context, msg ethereum.CallMsg, block *big.Int) ([]byte, error) {
	if c.away.Load() {
		return nil, reverted{"Must have a valid requestId"}
	}
	return c.postbox.CallContract(ctx, msg, block)
}

// FilterLogs tells on the fork that the requester has cancelled whatever is asked about.
func (c *forked) FilterLogs(ctx context.Context, query ethereum.FilterQuery) ([]types.Log, error) {
	cancelled := bindings.NewOperator().GetABI().Events["CancelOracleRequest"].ID
	if c.away.Load() && !c.silent && slices.Contains(query.Topics[0], cancelled) {
		return []types.Log{{Topics: []common.Hash{cancelled, query.Topics[1][0]}}}, nil
	}
	return c.postbox.FilterLogs(ctx, query)
}

func TestRun_BeginsAnewWhenWhatSpokeAgainstAFulfilmentIsReorganisedAway(t *testing.T) {
	t.Parallel()
	w, c := newManualWorld(t)
	deps, post := w.posted(w.deps())
	chain := &forked{postbox: post}
	deps.Chain = chain
	cfg := w.config()
	cfg.FinalityDepth = 3
	post.lose.Store(true)
	r := w.start(deps, cfg)
	tx := w.submitScores(1)[0]
	c.Mine()
	request := w.requestIn(w.receipt(tx))
	signed := r.reached(request, func(s journal.State) bool { return s == journal.Sent })

	chain.away.Store(true)
	require.Eventually(t, func() bool { // a transfer is to take the fulfilment's nonce
		c.Mine()
		run, _ := r.status(request)
		return run.TxHash != signed.TxHash
	}, patience, poll)
	post.lose.Store(false)
	require.Eventually(t, func() bool {
		c.Mine()
		return w.nonce() == 1
	}, patience, poll)
	chain.away.Store(false)

	ended := r.mining(request, journal.Completed)
	require.NotEqual(t, signed.TxHash, ended.TxHash)
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
	require.EqualValues(t, 2, w.nonce(), "the transfer and the answer")
}

func TestRun_WaitsForAnEndpointThatDoesNotKnowTheRequestYet(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps, post := w.posted(w.deps())
	chain := &forked{postbox: post, silent: true}
	chain.away.Store(true)
	deps.Chain = chain
	r := w.start(deps, w.config())
	request := w.requestScore(2)
	r.reached(request, func(s journal.State) bool { return s == journal.Confirmed })
	require.Zero(t, w.adapter.calls())
	chain.away.Store(false)
	require.Equal(t, journal.Completed, r.ended(request).State)
}
