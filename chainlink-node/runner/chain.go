package runner

import (
	"context"
	"math/big"
	"sync"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Chain is what the runner needs of an EVM node. *ethclient.Client is one; over WebSocket it announces new blocks, over
// HTTP it is polled.
type Chain interface {
	ethereum.ChainIDReader
	ethereum.ContractCaller
	ethereum.TransactionSender
	HeaderByNumber(context.Context, *big.Int) (*types.Header, error)
	HeaderByHash(context.Context, common.Hash) (*types.Header, error)
	SubscribeNewHead(context.Context, chan<- *types.Header) (ethereum.Subscription, error)
	FilterLogs(context.Context, ethereum.FilterQuery) ([]types.Log, error)
	TransactionByHash(context.Context, common.Hash) (tx *types.Transaction, pending bool, err error)
	TransactionReceipt(context.Context, common.Hash) (*types.Receipt, error)
	PendingNonceAt(context.Context, common.Address) (uint64, error)
	NonceAt(context.Context, common.Address, *big.Int) (uint64, error)
	BalanceAt(context.Context, common.Address, *big.Int) (*big.Int, error)
	SuggestGasTipCap(context.Context) (*big.Int, error)
}

// heads is the newest block, for those who wait for the chain to move. Safe for concurrent use.
type heads struct {
	mu     sync.Mutex
	latest *types.Header
	final  uint64
	moved  chan struct{} // closed with the next block
}

func newHeads() *heads { return &heads{moved: make(chan struct{})} }

func (h *heads) publish(head *types.Header) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.latest = head
	close(h.moved)
	h.moved = make(chan struct{})
}

// finalize notes the number of the newest block that no reorganisation replaces.
func (h *heads) finalize(number uint64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.final = max(h.final, number)
}

// finalized returns the number of the newest block that no reorganisation replaces; 0 before it is known.
func (h *heads) finalized() uint64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.final
}

// now returns the newest block, nil before the first, and a channel that is closed when there is a newer one.
func (h *heads) now() (*types.Header, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.latest, h.moved
}
