package demo

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// actor is someone in the story who signs transactions.
type actor struct {
	devchain.Account
	sender *contracts.Sender
}

// send calls a contract and waits until the call is mined.
func (a actor) send(ctx context.Context, to common.Address, calldata []byte) (*types.Receipt, error) {
	return a.sender.Send(ctx, to, calldata)
}

// link is the amount of whole LINK in juels.
func link(whole int64) *big.Int { return new(big.Int).Mul(big.NewInt(whole), big.NewInt(1e18)) }

// inLink writes juels as LINK with one decimal, such as "1.5 LINK".
func inLink(juels *big.Int) string {
	whole, _ := new(big.Float).Quo(new(big.Float).SetInt(juels), big.NewFloat(1e18)).Float64()
	return fmt.Sprintf("%.1f LINK", whole)
}

// linkOf is an account's LINK in juels.
func (d *Demo) linkOf(ctx context.Context, account common.Address) (*big.Int, error) {
	token := bindings.NewLinkToken()
	return contracts.View(ctx, d.client, d.Deployment.LinkToken, token.PackBalanceOf(account), token.UnpackBalanceOf)
}

// allow lets a contract take LINK from the actor.
func (d *Demo) allow(ctx context.Context, who actor, spender common.Address, juels *big.Int) error {
	_, err := who.send(ctx, d.Deployment.LinkToken, bindings.NewLinkToken().PackApprove(spender, juels))
	return err
}

// event finds the first log of a receipt that a contract emitted and unpack can read.
func event[T any](receipt *types.Receipt, from common.Address, unpack func(*types.Log) (*T, error)) (*T, error) {
	for _, l := range receipt.Logs {
		if l.Address != from {
			continue
		}
		if e, err := unpack(l); err == nil {
			return e, nil
		}
	}
	var want T
	return nil, fmt.Errorf("transaction %s has no event %T", receipt.TxHash, want)
}
