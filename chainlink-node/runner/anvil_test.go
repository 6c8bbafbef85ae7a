package runner_test

import (
	"context"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/contracts/chaintest"
)

// anvilChain is Foundry's chain, as the recordings were made on. It mines each transaction at once.
type anvilChain struct {
	t   *testing.T
	rpc *rpc.Client
}

func newAnvilWorld(t *testing.T) (*world, *anvilChain) {
	t.Helper()
	chain := chaintest.Anvil(t)
	c := &anvilChain{t: t, rpc: chain.Client.Client()}
	w := &world{t: t, chain: c, url: chain.HTTPURL, client: chain.Client}
	w.deploy()
	return w, c
}

func (c *anvilChain) call(method string, arguments ...any) error {
	return c.rpc.CallContext(context.Background(), nil, method, arguments...)
}

// Mine makes a block; its hash is not told.
func (c *anvilChain) Mine() common.Hash {
	require.NoError(c.t, c.call("evm_mine"))
	return common.Hash{}
}

func (c *anvilChain) AdvanceTime(d time.Duration) error {
	if err := c.call("evm_increaseTime", int64(d/time.Second)); err != nil {
		return err
	}
	return c.call("evm_mine")
}

// again is a transaction of a block that is replaced, and in which of the new blocks, counted from 0, it is mined again.
type again struct {
	tx    common.Hash
	block int
}

// reorg replaces the last blocks by as many. Transactions that are not named are forgotten.
func (c *anvilChain) reorg(depth int, kept ...again) {
	c.t.Helper()
	transactions := [][2]any{}
	for _, k := range kept {
		var raw hexutil.Bytes
		require.NoError(c.t, c.rpc.CallContext(c.t.Context(), &raw, "eth_getRawTransactionByHash", k.tx))
		transactions = append(transactions, [2]any{raw, k.block})
	}
	require.NoError(c.t, c.call("anvil_reorg", depth, transactions))
}
