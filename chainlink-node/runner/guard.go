package runner

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// guardedChain limits each call of a chain, which may hang for ever, and takes the endpoint's URL out of its errors:
// providers put their access keys there, and errors are logged.
type guardedChain struct {
	Chain
	timeout time.Duration
}

func guarded[T any](ctx context.Context, c guardedChain, call func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	value, err := call(ctx)
	return value, withoutURL(err)
}

// withoutURL keeps of a URL in an error its host.
func withoutURL(err error) error {
	var failed *url.Error
	if !errors.As(err, &failed) {
		return err
	}
	host := "the endpoint"
	if u, parsed := url.Parse(failed.URL); parsed == nil {
		host = u.Host
	}
	return fmt.Errorf("%s %s: %w", failed.Op, host, failed.Err)
}

func (c guardedChain) ChainID(ctx context.Context) (*big.Int, error) {
	return guarded(ctx, c, c.Chain.ChainID)
}

func (c guardedChain) CallContract(ctx context.Context, msg ethereum.CallMsg, block *big.Int) ([]byte, error) {
	return guarded(ctx, c, func(ctx context.Context) ([]byte, error) { return c.Chain.CallContract(ctx, msg, block) })
}

func (c guardedChain) SendTransaction(ctx context.Context, tx *types.Transaction) error {
	_, err := guarded(ctx, c, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, c.Chain.SendTransaction(ctx, tx)
	})
	return err
}

func (c guardedChain) HeaderByNumber(ctx context.Context, number *big.Int) (*types.Header, error) {
	return guarded(ctx, c, func(ctx context.Context) (*types.Header, error) { return c.Chain.HeaderByNumber(ctx, number) })
}

func (c guardedChain) HeaderByHash(ctx context.Context, hash common.Hash) (*types.Header, error) {
	return guarded(ctx, c, func(ctx context.Context) (*types.Header, error) { return c.Chain.HeaderByHash(ctx, hash) })
}

func (c guardedChain) SubscribeNewHead(ctx context.Context, to chan<- *types.Header) (ethereum.Subscription, error) {
	return guarded(ctx, c, func(ctx context.Context) (ethereum.Subscription, error) {
		return c.Chain.SubscribeNewHead(ctx, to)
	})
}

func (c guardedChain) FilterLogs(ctx context.Context, query ethereum.FilterQuery) ([]types.Log, error) {
	return guarded(ctx, c, func(ctx context.Context) ([]types.Log, error) { return c.Chain.FilterLogs(ctx, query) })
}

func (c guardedChain) TransactionByHash(ctx context.Context, hash common.Hash) (*types.Transaction, bool, error) {
	var pending bool
	tx, err := guarded(ctx, c, func(ctx context.Context) (tx *types.Transaction, err error) {
		tx, pending, err = c.Chain.TransactionByHash(ctx, hash)
		return tx, err
	})
	return tx, pending, err
}

func (c guardedChain) TransactionReceipt(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	return guarded(ctx, c, func(ctx context.Context) (*types.Receipt, error) { return c.Chain.TransactionReceipt(ctx, hash) })
}

func (c guardedChain) PendingNonceAt(ctx context.Context, account common.Address) (uint64, error) {
	return guarded(ctx, c, func(ctx context.Context) (uint64, error) { return c.Chain.PendingNonceAt(ctx, account) })
}

func (c guardedChain) NonceAt(ctx context.Context, account common.Address, block *big.Int) (uint64, error) {
	return guarded(ctx, c, func(ctx context.Context) (uint64, error) { return c.Chain.NonceAt(ctx, account, block) })
}

func (c guardedChain) BalanceAt(ctx context.Context, account common.Address, block *big.Int) (*big.Int, error) {
	return guarded(ctx, c, func(ctx context.Context) (*big.Int, error) { return c.Chain.BalanceAt(ctx, account, block) })
}

func (c guardedChain) SuggestGasTipCap(ctx context.Context) (*big.Int, error) {
	return guarded(ctx, c, c.Chain.SuggestGasTipCap)
}
