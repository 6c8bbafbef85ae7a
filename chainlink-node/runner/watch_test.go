package runner_test

import (
	"context"
	"math/big"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

// poll is how often a test looks.
const poll = 20 * time.Millisecond

// observed is a chain that notes which blocks' logs it is asked for and may answer otherwise.
type observed struct {
	client
	mu     sync.Mutex
	ranges [][2]uint64
	logs   func([]types.Log) []types.Log // what to make of the logs
	most   uint64                        // blocks of one question, 0 for any number
	final  *types.Header                 // what the tag "finalized" names
}

// limitExceeded is how providers refuse a range.
type limitExceeded struct{}

func (limitExceeded) Error() string  { return "query returned more than 10000 results" }
func (limitExceeded) ErrorCode() int { return -32005 }

func (c *observed) FilterLogs(ctx context.Context, query ethereum.FilterQuery) ([]types.Log, error) {
	from, to := query.FromBlock.Uint64(), query.ToBlock.Uint64()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ranges = append(c.ranges, [2]uint64{from, to})
	if c.most > 0 && to-from >= c.most {
		return nil, limitExceeded{}
	}
	logs, err := c.client.FilterLogs(ctx, query)
	if c.logs != nil {
		logs = c.logs(logs)
	}
	return logs, err
}

func (c *observed) HeaderByNumber(ctx context.Context, number *big.Int) (*types.Header, error) {
	if number != nil && number.Int64() == int64(rpc.FinalizedBlockNumber) {
		return c.final, nil
	}
	return c.client.HeaderByNumber(ctx, number)
}

// asked are the ranges that were asked for so far.
func (c *observed) asked() [][2]uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.ranges)
}

func (w *world) head() *types.Header {
	w.t.Helper()
	head, err := w.client.HeaderByNumber(w.t.Context(), nil)
	require.NoError(w.t, err)
	return head
}

func TestWatch_HalvesRangesThatAnEndpointRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	request := w.requestScore(2)
	chain := &observed{client: w.client, most: 3}
	deps := w.deps()
	deps.Chain = chain
	r := w.start(deps, w.config())

	require.Equal(t, journal.Completed, r.ended(request).State)
	require.Equal(t, journal.Completed, r.ended(w.requestScore(2)).State)
	asked := chain.asked()
	require.Greater(t, asked[0][1]-asked[0][0], chain.most, "the first question is the widest")
	covered := map[uint64]bool{}
	for _, blocks := range asked {
		for n := blocks[0]; n <= blocks[1] && blocks[1]-blocks[0] < chain.most; n++ {
			covered[n] = true
		}
	}
	for n := asked[0][0]; n <= asked[0][1]; n++ {
		require.True(t, covered[n], "block %d was never looked at", n)
	}
}

func TestWatch_BeginsAgainWhereItStopped(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps := w.deps()
	r := w.start(deps, w.config())
	require.Equal(t, journal.Completed, r.ended(w.requestScore(2)).State)
	for range 30 {
		w.chain.Mine()
	}
	stopped := w.head().Number.Uint64()
	require.Eventually(t, func() bool {
		next, err := deps.Journal.Mark(t.Context(), "next block")
		return err == nil && next == stopped-9
	}, patience, poll)
	require.NoError(t, r.stop())
	request := w.requestScore(2)
	chain := &observed{client: w.client}
	deps.Chain, deps.Registry = chain, prometheus.NewRegistry()

	again := w.start(deps, w.config())

	require.Equal(t, journal.Completed, again.ended(request).State)
	require.Equal(t, stopped-9, chain.asked()[0][0], "the ten blocks that were not final, and no earlier one")
}

func TestWatch_AsksTheChainWhatIsFinal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	chain := &observed{client: w.client, final: &types.Header{Number: big.NewInt(2), Difficulty: new(big.Int)}}
	deps, cfg := w.deps(), w.config()
	deps.Chain, cfg.FinalityTag = chain, true
	r := w.start(deps, cfg)
	require.Equal(t, journal.Completed, r.ended(w.requestScore(2)).State)
	for range 30 {
		w.chain.Mine()
	}
	head := w.head().Number.Uint64()

	require.Eventually(t, func() bool {
		asked := chain.asked()
		return asked[len(asked)-1] == [2]uint64{3, head}
	}, patience, poll, "every block after the final one is looked at again")
	next, err := deps.Journal.Mark(t.Context(), "next block")
	require.NoError(t, err)
	require.EqualValues(t, 3, next)
}

func TestWatch_TakesLogsThatAreLateDoubleOrOutOfOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	late := map[common.Hash]int{}
	chain := &observed{client: w.client, logs: func(logs []types.Log) (shown []types.Log) {
		for _, log := range logs {
			if late[log.BlockHash]++; late[log.BlockHash] > 2 { // an index that is behind the chain
				shown = append(shown, log, log)
			}
		}
		slices.Reverse(shown)
		return shown
	}}
	deps := w.deps()
	deps.Chain = chain
	r := w.start(deps, w.config())
	var requests []common.Hash
	for range 3 {
		requests = append(requests, w.requestScore(2))
	}
	for range 3 {
		w.chain.Mine()
	}
	for _, request := range requests {
		require.Eventually(t, func() bool {
			w.chain.Mine() // each new block is a reason to look again
			run, found := r.status(request)
			return found && run.State.Fulfilled()
		}, patience, poll)
	}
	for id, count := range w.responses() {
		require.Equal(t, 1, count, id)
	}
	require.Len(t, w.responses(), 3)
}
