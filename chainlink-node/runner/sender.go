package runner

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

var (
	// ErrFeeTooHigh says that the chain asks more for gas than Config.MaxFeePerGas. Sending goes on once it is cheaper.
	ErrFeeTooHigh = errors.New("gas costs more than the limit")
	// ErrInsufficientFunds says that the key's account cannot pay for a transaction. Sending goes on once it can.
	ErrInsufficientFunds = errors.New("the sending account has too little ETH")
)

// resendAfter is how long a transaction may be without a receipt before it is offered to the node again, which may have
// lost it.
const resendAfter = 30 * time.Second

// sender sends the transactions of one key. Safe for concurrent use.
type sender struct {
	chain   Chain
	chainID *big.Int
	signer  Signer
	heads   *heads
	maxFee  *big.Int
	poll    time.Duration
	slots   chan struct{} // one value for each transaction that is sent and not mined

	mu      sync.Mutex
	nonce   uint64 // the next one, if known
	known   bool
	pending int // sent and not mined
	tip     *big.Int
	tipAt   common.Hash // block for which tip was asked
}

func newSender(chain Chain, signer Signer, h *heads, cfg Config) *sender {
	return &sender{
		chain: chain, chainID: new(big.Int).SetUint64(cfg.ChainID), signer: signer, heads: h, maxFee: cfg.MaxFeePerGas,
		poll: cfg.PollInterval, slots: make(chan struct{}, cfg.MaxInFlight),
	}
}

// send signs a transaction and gives it to the chain. sign is called in between: if it fails, nothing is sent. A slot
// must be held.
//
// An error does not tell for sure that the chain does not have the transaction: only asking the Operator again does.
// Returns ErrFeeTooHigh and ErrInsufficientFunds for what will pass, and errors of the chain.
func (s *sender) send(
	ctx context.Context, to common.Address, data []byte, gas uint64, sign func(*types.Transaction) error,
) (*types.Transaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tip, fee, err := s.fees(ctx)
	if err != nil {
		return nil, err
	}
	nonce, err := s.next(ctx)
	if err != nil {
		return nil, err
	}
	tx, err := s.signer.SignTx(types.NewTx(&types.DynamicFeeTx{
		ChainID: s.chainID, Nonce: nonce, To: &to, Data: data, Gas: gas, GasTipCap: tip, GasFeeCap: fee,
	}))
	if err != nil {
		return nil, err
	}
	if err := sign(tx); err != nil {
		return nil, err
	}
	if err := s.chain.SendTransaction(ctx, tx); err != nil {
		if _, _, lookup := s.chain.TransactionByHash(ctx, tx.Hash()); lookup != nil {
			return nil, s.refused(ctx, tx, err)
		}
	}
	s.nonce = nonce + 1
	s.pending++
	return tx, nil
}

// refused explains why the chain did not take a transaction. What the sender believed of its nonces may be wrong then.
func (s *sender) refused(ctx context.Context, tx *types.Transaction, refusal error) error {
	s.known = false
	balance, err := s.chain.BalanceAt(ctx, s.signer.Address(), nil)
	if err == nil && balance.Cmp(tx.Cost()) < 0 {
		return fmt.Errorf("%w: it holds %s wei and a transaction may cost %s", ErrInsufficientFunds, balance, tx.Cost())
	}
	return fmt.Errorf("send transaction: %w", refusal)
}

// next is the nonce to use. With nothing under way the chain is asked: another process may have used the key.
func (s *sender) next(ctx context.Context) (uint64, error) {
	if s.known && s.pending > 0 {
		return s.nonce, nil
	}
	nonce, err := s.chain.PendingNonceAt(ctx, s.signer.Address())
	if err != nil {
		return 0, fmt.Errorf("ask for the next nonce: %w", err)
	}
	s.nonce, s.known = nonce, true
	return nonce, nil
}

// fees gives tip and limit per gas, in wei: the limit leaves room for the base fee to double.
//
// Source: EIP-1559; go-ethereum, accounts/abi/bind, which does the same
func (s *sender) fees(ctx context.Context) (tip, limit *big.Int, err error) {
	head, _ := s.heads.now()
	if head == nil || head.BaseFee == nil {
		return nil, nil, errors.New("the chain's latest block has no base fee (EIP-1559)")
	}
	if head.BaseFee.Cmp(s.maxFee) > 0 {
		return nil, nil, fmt.Errorf("%w: base fee %s wei, limit %s wei", ErrFeeTooHigh, head.BaseFee, s.maxFee)
	}
	if hash := head.Hash(); s.tip == nil || s.tipAt != hash {
		suggested, err := s.chain.SuggestGasTipCap(ctx)
		if err != nil {
			return nil, nil, fmt.Errorf("ask for a gas tip: %w", err)
		}
		s.tip, s.tipAt = suggested, hash
	}
	limit = new(big.Int).Lsh(head.BaseFee, 1)
	limit.Add(limit, s.tip)
	if limit.Cmp(s.maxFee) > 0 {
		limit.Set(s.maxFee)
	}
	tip = s.tip
	if tip.Cmp(limit) > 0 {
		tip = limit
	}
	return tip, limit, nil
}

// await returns the receipt of a transaction that send returned, once its block is one of at least so many.
func (s *sender) await(ctx context.Context, tx *types.Transaction, confirmations uint64) (*types.Receipt, error) {
	mined := sync.OnceFunc(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.pending--
	})
	defer mined()
	offered := time.Now()
	for {
		head, moved := s.heads.now()
		receipt, err := s.chain.TransactionReceipt(ctx, tx.Hash())
		switch {
		case err == nil:
			mined()
			if confirmations <= 1 || head.Number.Uint64()+1 >= receipt.BlockNumber.Uint64()+confirmations {
				return receipt, nil
			}
		case time.Since(offered) > resendAfter:
			_ = s.chain.SendTransaction(ctx, tx) // "already known" is the rule, and any other answer shows in the receipt
			offered = time.Now()
		}
		if err := pause(ctx, moved, s.poll); err != nil {
			return nil, fmt.Errorf("wait for transaction %s: %w", tx.Hash(), err)
		}
	}
}

// inFlight is the number of transactions that are sent and not mined.
func (s *sender) inFlight() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pending
}

// pause waits for the next block, at most as long as the poll interval, and returns the cause if ctx ends first.
func pause(ctx context.Context, moved <-chan struct{}, poll time.Duration) error {
	timer := time.NewTimer(poll)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-moved:
		return nil
	case <-timer.C:
		return nil
	}
}
