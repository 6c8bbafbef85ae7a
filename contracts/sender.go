package contracts

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// receiptPoll is how often a sent transaction's receipt is asked for.
const receiptPoll = 50 * time.Millisecond

// Backend is what a Sender needs of a chain; *ethclient.Client is one.
type Backend interface {
	bind.ContractBackend
	ethereum.TransactionReader
	ChainID(ctx context.Context) (*big.Int, error)
	// NonceAt counts the account's mined transactions as of a block; nil is the latest.
	NonceAt(ctx context.Context, account common.Address, block *big.Int) (uint64, error)
}

// Sender sends transactions signed by one key and waits until they are mined.
// Not safe for concurrent use: each transaction takes the next nonce.
type Sender struct {
	backend Backend
	auth    *bind.TransactOpts
}

// NewSender returns a Sender for the chain behind backend.
func NewSender(ctx context.Context, backend Backend, key *ecdsa.PrivateKey) (*Sender, error) {
	id, err := backend.ChainID(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask for the chain id: %w", err)
	}
	return &Sender{backend: backend, auth: bind.NewKeyedTransactor(key, id)}, nil
}

// Address is the account that signs.
func (s *Sender) Address() common.Address { return s.auth.From }

// Send calls a contract and waits for the receipt.
//
// Returns a *RevertError with the contract's reason if the call reverts, either when its
// gas is estimated (then nothing was sent) or when it is mined.
func (s *Sender) Send(ctx context.Context, to common.Address, calldata []byte) (*types.Receipt, error) {
	opts := s.options(ctx)
	tx, err := bind.NewBoundContract(to, abi.ABI{}, s.backend, s.backend, s.backend).RawTransact(opts, calldata)
	if err != nil {
		return nil, asRevert(err)
	}
	return s.mined(ctx, tx.Hash())
}

// Deploy creates a contract from bytecode followed by its packed constructor arguments
// and returns its address once the code is there.
func (s *Sender) Deploy(ctx context.Context, bytecode, constructor []byte) (common.Address, *types.Receipt, error) {
	address, tx, err := bind.DeployContract(s.options(ctx), bytecode, s.backend, constructor)
	if err != nil {
		return common.Address{}, nil, asRevert(err)
	}
	receipt, err := s.mined(ctx, tx.Hash())
	return address, receipt, err
}

// sign makes a transaction without sending it; to nil creates a contract.
// Returns a *RevertError if it would be refused.
func (s *Sender) sign(ctx context.Context, to *common.Address, data []byte) (*types.Transaction, error) {
	opts := s.options(ctx)
	opts.NoSend = true
	if to == nil {
		_, tx, err := bind.DeployContract(opts, data, s.backend, nil)
		return tx, asRevert(err)
	}
	tx, err := bind.NewBoundContract(*to, abi.ABI{}, s.backend, s.backend, s.backend).RawTransact(opts, data)
	return tx, asRevert(err)
}

// broadcast sends a signed transaction, which may have been sent before, and waits until it is mined.
func (s *Sender) broadcast(ctx context.Context, tx *types.Transaction) (*types.Receipt, error) {
	if err := s.backend.SendTransaction(ctx, tx); err != nil {
		// Nodes refuse in many words what they know already.
		if _, _, unknown := s.backend.TransactionByHash(ctx, tx.Hash()); unknown != nil {
			return nil, asRevert(err)
		}
	}
	return s.mined(ctx, tx.Hash())
}

func (s *Sender) options(ctx context.Context) *bind.TransactOpts {
	opts := *s.auth
	opts.Context = ctx
	return &opts
}

// past is the receipt of a transaction that was mined before now, if it ever was; else ethereum.NotFound. A chain that
// cannot answer just now, because it is still indexing, is asked again until ctx ends.
func (s *Sender) past(ctx context.Context, tx common.Hash) (*types.Receipt, error) {
	ticker := time.NewTicker(receiptPoll)
	defer ticker.Stop()
	for {
		receipt, err := s.backend.TransactionReceipt(ctx, tx)
		if err == nil || errors.Is(err, ethereum.NotFound) {
			return receipt, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-ticker.C:
		}
	}
}

// mined waits until a transaction is in a block. A chain that cannot answer just now, because it
// is gone or still indexing, is asked again until ctx ends.
func (s *Sender) mined(ctx context.Context, tx common.Hash) (*types.Receipt, error) {
	ticker := time.NewTicker(receiptPoll)
	defer ticker.Stop()
	for {
		receipt, err := s.backend.TransactionReceipt(ctx, tx)
		switch {
		case err == nil && receipt.Status != types.ReceiptStatusSuccessful:
			return receipt, &RevertError{Tx: tx}
		case err == nil:
			// A receipt can be there a moment before its block is the latest, on which the next call's gas is estimated.
			var head *types.Header
			if head, err = s.backend.HeaderByNumber(ctx, nil); err == nil && head.Number.Cmp(receipt.BlockNumber) >= 0 {
				return receipt, nil
			}
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for transaction %s: %w (last answer: %w)", tx, ctx.Err(), err)
		case <-ticker.C:
		}
	}
}
