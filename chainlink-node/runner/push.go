package runner

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
)

// bumpDepth is how many flights of one account are made to pay more at a time.
const bumpDepth = 16

// reoffer gives the chain a transaction that it does not have. One that would be in vain by now is replaced by a
// transfer, so that the nonces after it are not held up.
func (s *sender) reoffer(ctx context.Context, f *flight) error {
	if err := s.recheck(ctx, f); err != nil || f.receipt != nil {
		return err
	}
	s.offer(f)
	return nil
}

// recheck asks the Operator again before a fulfilment is offered again. An error says that it could not be asked. If it
// turns out that the fulfilment is in a block, the flight has its receipt.
func (s *sender) recheck(ctx context.Context, f *flight) error {
	tx := f.newest()
	err := s.wanted(ctx, f)
	if f.isTransfer(tx.Hash()) {
		if err != nil {
			return nil
		}
		f.vain = nil // what made it vain was undone
		last := f.fulfilment()
		return s.replace(ctx, f, &types.DynamicFeeTx{To: last.To(), Data: last.Data(), Gas: last.Gas()})
	}
	if err == nil || !lasting(err) {
		return err
	}
	if errors.Is(err, oracle.ErrClosed) {
		if failed := s.find(ctx, f); failed != nil || f.receipt != nil {
			return failed // it is closed by this very fulfilment
		}
	}
	s.term.log.Info("a fulfilment would be in vain: a transfer takes its nonce", "tx_hash", tx.Hash(), "nonce", f.nonce, "error", err)
	f.vain, f.told = err, false
	f.land(nil, err) // whoever waits for it lets another run of the request begin
	return s.replace(ctx, f, transferTo(f))
}

// errNoRun says that a flight is for no run, or for none that has not ended.
var errNoRun = fmt.Errorf("%w: its run has ended", oracle.ErrForeign)

// wanted tries a flight's fulfilment again. It returns nil if it would succeed, and an error that lasts if it never will;
// one that was mined in the meantime is waited for.
func (s *sender) wanted(ctx context.Context, f *flight) error {
	tx := f.fulfilment()
	if f.run == nil || tx == nil {
		return errNoRun
	}
	if err := s.term.locate(ctx, f.run); err != nil {
		return err
	}
	_, err := oracle.Simulate(ctx, s.chain, *f.run.request, f.account.address(), tx.Data(), tx.Gas(), tx.Gas())
	if !errors.Is(err, oracle.ErrClosed) {
		return err
	}
	answer, cancelled, failed := oracle.Fate(ctx, s.chain, *f.run.request)
	switch {
	case failed != nil:
		return failed
	case cancelled || answer != (common.Hash{}) && !f.attempted(answer):
		return err
	default: // by this very flight, or not at all: its receipt will tell
		return errUnsettled
	}
}

// transferTo is a transfer of nothing to the account itself.
func transferTo(f *flight) *types.DynamicFeeTx {
	self := f.account.address()
	return &types.DynamicFeeTx{To: &self, Gas: 21_000, Value: new(big.Int)}
}

// replace signs another attempt that pays more than the newest.
func (s *sender) replace(ctx context.Context, f *flight, draft *types.DynamicFeeTx) error {
	var err error
	if draft.GasTipCap, draft.GasFeeCap, err = s.fees.raised(ctx, f.newest()); err != nil {
		return err
	}
	return s.sign(f, draft)
}

// fill puts a transfer where a nonce is missing that later ones wait for, if the chain does not have one.
func (s *sender) fill(ctx context.Context, a *account, used uint64) {
	nonce, found := a.gap(used)
	if !found {
		return
	}
	pending, err := s.chain.PendingNonceAt(ctx, a.address())
	if err != nil || pending != nonce || !a.claim(nonce) {
		return
	}
	f := &flight{account: a, nonce: nonce, landed: make(chan struct{})}
	if err := s.launch(ctx, f, transferTo(f)); err != nil {
		s.term.report(checkSender, fmt.Errorf("fill the gap at nonce %d: %w", nonce, err))
	}
}

// push makes those of an account's transactions pay more that hold up the others: the first, if the chain has not taken
// it for some blocks, and those whose limit is below the base fee. What was offered before is offered again: the chain
// may have lost it.
func (s *sender) push(ctx context.Context, a *account, v visit) {
	first, depth := true, 0
	number := v.head.Number.Uint64()
	for _, f := range a.list() {
		if f.mined.Load() || f.nonce < v.used {
			continue
		}
		if first && (a.stuck != f.nonce || a.since == 0) {
			a.stuck, a.since = f.nonce, number
		}
		if err := s.pushOne(ctx, f, v, first, number-min(number, a.since)); err != nil {
			s.term.report(checkSender, err)
			return
		}
		if first, depth = false, depth+1; depth == bumpDepth {
			return
		}
	}
}

func (s *sender) pushOne(ctx context.Context, f *flight, v visit, first bool, waited uint64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	tx, number := f.newest(), v.head.Number.Uint64()
	due := min(waited, number-min(number, f.offeredAt)) >= s.term.cfg.BumpAfterBlocks
	cheap := v.head.BaseFee != nil && tx.GasFeeCap().Cmp(v.head.BaseFee) < 0
	switch {
	case f.underpriced, due && (first || cheap):
	case due:
		s.offer(f)
		return nil
	default:
		return nil
	}
	if err := s.recheck(ctx, f); err != nil || f.receipt != nil {
		return err
	}
	if f.newest() == tx {
		draft := &types.DynamicFeeTx{To: tx.To(), Data: tx.Data(), Gas: tx.Gas(), Value: tx.Value()}
		err := s.replace(ctx, f, draft)
		if errors.Is(err, ErrFeeTooHigh) {
			s.term.metrics.bumpLimit.Inc()
			s.offer(f)
			return nil
		} else if err != nil {
			return err
		}
		s.term.metrics.bumps.Inc()
		s.term.log.Info("a transaction is to pay more", "tx_hash", f.newest().Hash(), "nonce", f.nonce)
	}
	s.offer(f)
	return nil
}
