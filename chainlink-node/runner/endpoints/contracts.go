package endpoints

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
)

// CodeAt returns a contract's code; nil is the newest block. With the methods below a Pool is a contracts.Backend.
func (p *Pool) CodeAt(ctx context.Context, at common.Address, block *big.Int) ([]byte, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) ([]byte, error) { return c.CodeAt(ctx, at, block) })
}

// PendingCodeAt returns a contract's code, transactions in the pool included.
func (p *Pool) PendingCodeAt(ctx context.Context, at common.Address) ([]byte, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) ([]byte, error) { return c.PendingCodeAt(ctx, at) })
}

// EstimateGas returns how much gas a call takes, or the contract's refusal.
func (p *Pool) EstimateGas(ctx context.Context, msg ethereum.CallMsg) (uint64, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (uint64, error) { return c.EstimateGas(ctx, msg) })
}

// SuggestGasPrice returns a price per gas, in wei, for transactions older than EIP-1559.
func (p *Pool) SuggestGasPrice(ctx context.Context) (*big.Int, error) {
	return ask(ctx, p, func(ctx context.Context, c *ethclient.Client) (*big.Int, error) { return c.SuggestGasPrice(ctx) })
}

// SubscribeFilterLogs is not offered: logs are asked for. Returns rpc.ErrNotificationsUnsupported.
func (p *Pool) SubscribeFilterLogs(context.Context, ethereum.FilterQuery, chan<- types.Log) (ethereum.Subscription, error) {
	return nil, rpc.ErrNotificationsUnsupported
}

// SubscribeTransactionReceipts is not offered: receipts are asked for. Returns rpc.ErrNotificationsUnsupported.
func (p *Pool) SubscribeTransactionReceipts(
	context.Context, *ethereum.TransactionReceiptsQuery, chan<- []*types.Receipt,
) (ethereum.Subscription, error) {
	return nil, rpc.ErrNotificationsUnsupported
}
