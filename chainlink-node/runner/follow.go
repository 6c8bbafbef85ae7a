package runner

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/core/types"
	"golang.org/x/sync/errgroup"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

// How flights are followed.
const (
	visitsAtOnce = 32 // flights that are looked at side by side
	walkBack     = 16 // blocks to step back for the one that was looked at last
	missingLooks = 3  // looks without a receipt until a nonce counts as another's
)

// run follows the flights, block by block, until ctx ends.
func (s *sender) run(ctx context.Context) {
	for {
		head, moved := s.term.heads.now()
		if head != nil {
			s.look(ctx, head)
		}
		if pause(ctx, moved, s.term.cfg.PollInterval) != nil {
			return
		}
	}
}

// look sees what a new block means for all flights.
func (s *sender) look(ctx context.Context, head *types.Header) {
	follows := s.follows(ctx, head)
	complete := true
	for _, a := range s.accounts {
		used, err := s.chain.NonceAt(ctx, a.address(), nil)
		if err != nil {
			complete = false // the watcher reports an endpoint that is gone
			continue
		}
		v := visit{head: head, used: used, again: !follows}
		var group errgroup.Group
		group.SetLimit(visitsAtOnce)
		for _, f := range a.list() {
			group.Go(func() error { return s.visit(ctx, f, v) })
		}
		complete = group.Wait() == nil && complete
		s.fill(ctx, a, used)
		s.push(ctx, a, v)
	}
	if complete {
		s.last = head
	}
}

// follows reports whether a block is a descendant of the last one looked at: then nothing was replaced.
func (s *sender) follows(ctx context.Context, head *types.Header) bool {
	if s.last == nil {
		return false
	}
	for range walkBack {
		switch {
		case head.Hash() == s.last.Hash() || head.ParentHash == s.last.Hash():
			return true
		case head.Number.Cmp(s.last.Number) <= 0:
			return false
		}
		parent, err := s.chain.HeaderByHash(ctx, head.ParentHash)
		if err != nil {
			return false
		}
		head = parent
	}
	return false
}

// visit is what a look knows of the chain.
type visit struct {
	head  *types.Header
	used  uint64 // nonces below it are used up
	again bool   // blocks may have been replaced: what was mined may not be any more
}

// visit sees what a block means for one flight. An error says that the chain could not be asked.
func (s *sender) visit(ctx context.Context, f *flight, v visit) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.receipt != nil && v.again || f.receipt == nil && f.nonce < v.used {
		if err := s.find(ctx, f); err != nil {
			return err
		}
	}
	switch {
	case f.receipt != nil:
		return s.settle(f, v.head)
	case f.nonce < v.used:
		return s.miss(f)
	case v.again || !f.accepted:
		return s.reoffer(ctx, f)
	default:
		return nil
	}
}

// find looks for the receipt of a flight's attempts.
func (s *sender) find(ctx context.Context, f *flight) error {
	for i := len(f.attempts) - 1; i >= 0; i-- {
		receipt, err := s.chain.TransactionReceipt(ctx, f.attempts[i].Hash())
		switch {
		case err == nil:
			f.receipt, f.missing, f.looks = receipt, time.Time{}, 0
			return nil
		case !errors.Is(err, ethereum.NotFound):
			return fmt.Errorf("ask for the receipt of transaction %s: %w", f.attempts[i].Hash(), err)
		}
	}
	if f.receipt == nil {
		return nil
	}
	s.term.log.Warn("a reorganisation took a transaction back", "tx_hash", f.receipt.TxHash, "nonce", f.nonce)
	f.receipt, f.accepted, f.noted, f.told = nil, false, false, false
	f.mined.Store(false)
	if f.run == nil {
		return nil
	}
	f.run.due = nil
	return s.term.advance(s.term.base, f.run, journal.Step{State: journal.Sent, TxHash: f.newest().Hash()})
}

// settle takes a flight whose transaction is in a block further, as deep as that is by now.
func (s *sender) settle(f *flight, head *types.Header) error {
	s.note(f)
	block := f.receipt.BlockNumber.Uint64()
	if f.run != nil && !f.told && f.isTransfer(f.receipt.TxHash) {
		if s.term.heads.finalized() < block {
			return nil
		}
		if anew, err := s.reconsider(f); err != nil || anew {
			return err
		}
	}
	if f.run != nil && !f.told && s.deep(f, head) {
		if err := s.conclude(f); err != nil {
			return err
		}
	}
	if f.run != nil {
		if err := s.term.catchUp(s.term.base, f.run); err != nil {
			return err
		}
	}
	if s.term.heads.finalized() < block || f.run != nil && !f.told {
		return nil
	}
	var id journal.ID
	var step *journal.Step
	if f.run != nil {
		id = f.run.id
		if f.failure == nil {
			step = &journal.Step{State: journal.Final, At: time.Now()}
		}
	}
	err := s.term.record(s.term.base, func(ctx context.Context) error {
		return s.lease.Settle(ctx, f.account.address(), f.nonce, id, step)
	})
	if err == nil {
		f.account.remove(f)
	}
	return err
}

// deep reports whether a flight's transaction has the confirmations that the job asks.
func (s *sender) deep(f *flight, head *types.Header) bool {
	block := f.receipt.BlockNumber.Uint64()
	if f.confirmations == untilFinal {
		return s.term.heads.finalized() >= block
	}
	return head.Number.Uint64()+1 >= block+f.confirmations
}

// note notes that a flight's transaction is in a block.
func (s *sender) note(f *flight) {
	if f.noted {
		return
	}
	if f.run != nil && !f.told {
		f.run.putOff(journal.Step{State: journal.Mined, TxHash: f.receipt.TxHash})
	}
	f.noted = true
	s.term.metrics.mined(f.receipt)
	s.land(f)
}

// land counts a flight as mined and lets the next one have its place.
func (s *sender) land(f *flight) {
	f.mined.Store(true)
	if f.slot {
		f.slot = false
		s.leave()
	}
}

// conclude ends the run of a flight that is as deep in the chain as the job asks.
func (s *sender) conclude(f *flight) error {
	var err error
	switch {
	case f.isTransfer(f.receipt.TxHash):
		err = f.vain
	case f.receipt.Status != types.ReceiptStatusSuccessful:
		err = &RevertedError{Tx: f.receipt.TxHash}
	}
	if failed := s.term.finish(f.run, err); failed != nil {
		return failed
	}
	f.told, f.failure = true, err
	f.land(f.receipt, err)
	return nil
}

// miss deals with a nonce that is used up without a receipt of ours: endpoints may show receipts late; after some looks
// it was another process, and the run begins anew.
func (s *sender) miss(f *flight) error {
	if f.missing.IsZero() {
		f.missing = time.Now()
	}
	f.looks++
	if f.looks < missingLooks || time.Since(f.missing) < missingLooks*s.term.cfg.PollInterval {
		return nil
	}
	f.account.desync()
	s.term.log.Warn("another process has used a nonce of this key", "account", f.account.address(), "nonce", f.nonce)
	return s.anew(f)
}

// anew lets go of a flight whose nonce is used up for something else. Its run, if it has not ended, begins anew.
func (s *sender) anew(f *flight) error {
	var id journal.ID
	var step *journal.Step
	if f.run != nil && !f.told {
		id, step = f.run.id, &journal.Step{State: journal.Seen, At: time.Now()}
	}
	err := s.term.record(s.term.base, func(ctx context.Context) error {
		return s.lease.Settle(ctx, f.account.address(), f.nonce, id, step)
	})
	if err != nil {
		return err
	}
	f.account.remove(f)
	s.land(f)
	f.land(nil, errTaken)
	if step != nil {
		s.term.again(f.run)
	}
	return nil
}

// reconsider asks once more what spoke against a fulfilment, now that the transfer in its place is final: it may have been
// the fulfilment itself, or a block, that a reorganisation took away since. Then the run begins anew, which it reports.
func (s *sender) reconsider(f *flight) (anew bool, err error) {
	ctx, cancel := context.WithTimeout(s.term.base, s.term.cfg.RPCTimeout)
	defer cancel()
	err = s.term.locate(ctx, f.run)
	if err == nil {
		err = s.term.checkOpen(ctx, f.run)
	}
	switch {
	case err == nil:
		return true, s.anew(f)
	case !lasting(err):
		return false, err
	default:
		f.vain = err
		return false, nil
	}
}
