// Package requester sends the transactions of a key that asks oracles rather than answers them: those of cron jobs and
// of pushed refreshes.
package requester

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/contracts"
)

// ErrWaiting says that an earlier transaction of the key is not mined yet: none is sent behind it, so that what it was
// for is not asked for twice.
var ErrWaiting = errors.New("an earlier transaction of the requester's key waits to be mined")

// patience is how long a transaction is waited for.
const patience = 2 * time.Minute

// Requester sends one transaction at a time. It keeps nothing: after a restart the chain tells what was sent. Safe for
// concurrent use.
type Requester struct {
	backend contracts.Backend
	key     *ecdsa.PrivateKey
	turn    chan struct{} // holds a value while one is on its way
}

// New returns a Requester. The key must not be one that fulfils: the two would take each other's nonces.
func New(backend contracts.Backend, key *ecdsa.PrivateKey) *Requester {
	return &Requester{backend: backend, key: key, turn: make(chan struct{}, 1)}
}

// Address is the key's account.
func (r *Requester) Address() common.Address { return crypto.PubkeyToAddress(r.key.PublicKey) }

// CheckIdle returns ErrWaiting while a transaction of the key waits to be mined: what it will do is not on the chain yet.
func (r *Requester) CheckIdle(ctx context.Context) error {
	mined, err := r.backend.NonceAt(ctx, r.Address(), nil)
	if err != nil {
		return fmt.Errorf("ask for the requester's nonce: %w", err)
	}
	next, err := r.backend.PendingNonceAt(ctx, r.Address())
	if err != nil {
		return fmt.Errorf("ask for the requester's next nonce: %w", err)
	}
	if next > mined {
		return ErrWaiting
	}
	return nil
}

// Send calls a contract and waits until that is mined.
//
// Returns ErrWaiting, or a *contracts.RevertError if the call would revert; nothing was sent then. After any other error
// it may have been.
func (r *Requester) Send(ctx context.Context, to common.Address, calldata []byte) (*types.Receipt, error) {
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := r.CheckIdle(ctx); err != nil {
		return nil, err
	}
	sender, err := contracts.NewSender(ctx, r.backend, r.key)
	if err != nil {
		return nil, err
	}
	return sender.Send(ctx, to, calldata)
}

// Transmit implements pipeline.Transmitter. The gas is estimated, and the transaction waited for until it is as deep as
// the task asks, in one block if it asks for nothing.
func (r *Requester) Transmit(ctx context.Context, tx pipeline.Transaction) (*types.Receipt, error) {
	receipt, err := r.Send(ctx, tx.To, tx.Data)
	if err != nil || tx.MinConfirmations == nil || *tx.MinConfirmations <= 1 {
		return receipt, err
	}
	deep := new(big.Int).Add(receipt.BlockNumber, new(big.Int).SetUint64(*tx.MinConfirmations-1))
	poll := time.NewTicker(time.Second)
	defer poll.Stop()
	for {
		head, err := r.backend.HeaderByNumber(ctx, nil)
		if err == nil && head.Number.Cmp(deep) >= 0 {
			return receipt, nil
		}
		select {
		case <-poll.C:
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for transaction %s: %w", receipt.TxHash, ctx.Err())
		}
	}
}
