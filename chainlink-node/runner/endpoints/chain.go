package endpoints

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
)

// ChainID returns the configured id as soon as an endpoint serves that chain. If all that can be reached serve other
// ones, it returns one of those.
func (p *Pool) ChainID(ctx context.Context) (*big.Int, error) {
	id, err := ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (*big.Int, error) { return c.ChainID(ctx) })
	var wrong *chainError
	if errors.As(err, &wrong) {
		return wrong.got, nil
	}
	return id, err
}

// CallContract implements ethereum.ContractCaller.
func (p *Pool) CallContract(ctx context.Context, msg ethereum.CallMsg, block *big.Int) ([]byte, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) ([]byte, error) { return c.CallContract(ctx, msg, block) })
}

// HeaderByNumber returns a block's header; nil and the negative tags of package rpc as ethclient has them.
func (p *Pool) HeaderByNumber(ctx context.Context, number *big.Int) (*types.Header, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (*types.Header, error) {
		return c.HeaderByNumber(ctx, number)
	})
}

// HeaderByHash returns a block's header, or ethereum.NotFound.
func (p *Pool) HeaderByHash(ctx context.Context, hash common.Hash) (*types.Header, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (*types.Header, error) {
		return c.HeaderByHash(ctx, hash)
	})
}

// FilterLogs returns the logs that match.
func (p *Pool) FilterLogs(ctx context.Context, query ethereum.FilterQuery) ([]types.Log, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) ([]types.Log, error) { return c.FilterLogs(ctx, query) })
}

// TransactionByHash returns a transaction and whether it waits to be mined, or ethereum.NotFound.
func (p *Pool) TransactionByHash(ctx context.Context, hash common.Hash) (*types.Transaction, bool, error) {
	type found struct {
		tx      *types.Transaction
		pending bool
	}
	f, err := ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (found, error) {
		tx, pending, err := c.TransactionByHash(ctx, hash)
		return found{tx, pending}, err
	})
	return f.tx, f.pending, err
}

// TransactionReceipt returns a transaction's receipt, or ethereum.NotFound.
func (p *Pool) TransactionReceipt(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (*types.Receipt, error) {
		return c.TransactionReceipt(ctx, hash)
	})
}

// PendingNonceAt returns an account's next nonce, transactions in the pool included.
func (p *Pool) PendingNonceAt(ctx context.Context, account common.Address) (uint64, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (uint64, error) { return c.PendingNonceAt(ctx, account) })
}

// NonceAt returns the number of an account's transactions up to a block; nil is the newest.
func (p *Pool) NonceAt(ctx context.Context, account common.Address, block *big.Int) (uint64, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (uint64, error) { return c.NonceAt(ctx, account, block) })
}

// BalanceAt returns what an account holds, in wei; nil is the newest block.
func (p *Pool) BalanceAt(ctx context.Context, account common.Address, block *big.Int) (*big.Int, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (*big.Int, error) {
		return c.BalanceAt(ctx, account, block)
	})
}

// SuggestGasTipCap returns a tip per gas, in wei.
func (p *Pool) SuggestGasTipCap(ctx context.Context) (*big.Int, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (*big.Int, error) { return c.SuggestGasTipCap(ctx) })
}

// SubscribeNewHead announces new blocks from the best endpoint that does so; http and https ones do not.
//
// Returns rpc.ErrNotificationsUnsupported if none does.
func (p *Pool) SubscribeNewHead(ctx context.Context, to chan<- *types.Header) (ethereum.Subscription, error) {
	errs := []error{rpc.ErrNotificationsUnsupported}
	for _, e := range p.ranked() {
		if !strings.HasPrefix(e.url, "ws") {
			continue
		}
		subscription, err := call(ctx, p, e, func(ctx context.Context, c *ethclient.Client) (ethereum.Subscription, error) {
			return c.SubscribeNewHead(ctx, to)
		})
		if err == nil {
			return subscription, nil
		}
		errs = append(errs, fmt.Errorf("%s: %w", e.name, err))
	}
	return nil, errors.Join(errs...)
}

// SendTransaction offers a transaction to all endpoints at once and returns as soon as one has taken it; the others are
// offered it all the same. An endpoint that knows it already has taken it.
//
// If none takes it, the error is that of an endpoint which answered, if one did.
func (p *Pool) SendTransaction(ctx context.Context, tx *types.Transaction) error {
	ranked := p.ranked()
	outcomes := make(chan error, len(ranked))
	for _, e := range ranked {
		p.work.Go(func() {
			_, err := call(context.WithoutCancel(ctx), p, e, func(ctx context.Context, c *ethclient.Client) (struct{}, error) {
				return struct{}{}, c.SendTransaction(ctx, tx)
			})
			if err != nil && !isKnown(err) {
				err = fmt.Errorf("%s: %w", e.name, err)
			} else {
				err = nil
			}
			outcomes <- err
		})
	}
	errs := []error{ErrNoEndpoint}
	for range ranked {
		select {
		case err := <-outcomes:
			if err == nil {
				return nil
			}
			if isAnswer(err) {
				errs = append([]error{err}, errs[1:]...)
				continue
			}
			errs = append(errs, err)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errors.Join(errs...)
}

// isKnown reports whether an endpoint refuses a transaction because it has it.
//
// Source: go-ethereum, core/txpool, ErrAlreadyKnown; anvil says "transaction already imported"
func isKnown(err error) bool {
	text := strings.ToLower(err.Error())
	return strings.Contains(text, "already known") || strings.Contains(text, "already imported")
}
