package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/oracle"
)

var (
	// ErrFeeTooHigh says that the chain asks more for gas than Config.MaxFeePerGas. Sending goes on once it is cheaper.
	ErrFeeTooHigh = errors.New("gas costs more than the limit")
	// ErrInsufficientFunds says that the key's account cannot pay for a transaction. Sending goes on once it can.
	ErrInsufficientFunds = errors.New("the sending account has too little ETH")
)

// sender sends the transactions of a term's keys and follows them until no reorganisation can undo them. Safe for
// concurrent use.
//
// A transaction is journalled before it is offered to the chain. From then on its nonce is used in one of three ways:
// the chain takes it, or a copy of it that pays more; or a transfer of nothing to oneself takes its place, once the
// fulfilment would be in vain; or another process that has the key was faster, and the run begins anew.
type sender struct {
	term     *term
	chain    Chain
	lease    *journal.Lease
	fees     *fees
	accounts []*account
	slots    chan struct{} // one value for each fulfilment that is sent and not mined
	leaving  chan struct{} // closed when nobody is to wait for blocks any more
	turn     atomic.Uint64
	last     *types.Header // newest block that was looked at
}

func newSender(r *Runner, lease *journal.Lease, t *term) *sender {
	s := &sender{
		term: t, chain: r.chain, lease: lease, fees: &fees{chain: r.chain, heads: r.heads, most: r.cfg.MaxFeePerGas},
		slots: make(chan struct{}, r.cfg.MaxInFlight), leaving: make(chan struct{}),
	}
	for _, signer := range r.signers {
		s.accounts = append(s.accounts, newAccount(signer, r.chain))
	}
	return s
}

// fulfilment is what is to be sent for a run.
type fulfilment struct {
	to            common.Address
	data          []byte
	limit         uint64 // gas that the job grants; raised if that is too little
	confirmations uint64 // of the block it is mined in, itself included; or untilFinal
}

// enter waits until there are few enough transactions in flight.
func (s *sender) enter(ctx context.Context) error {
	select {
	case s.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (s *sender) leave() { <-s.slots }

// abandon ends the waiting for flights; they are still followed.
func (s *sender) abandon() { close(s.leaving) }

// send tries a fulfilment with the key that has least to do, signs it and offers it to the chain. The caller has
// entered; the flight leaves when it is mined.
//
// An error says that nothing was signed. Returns ErrFeeTooHigh and ErrInsufficientFunds for what will pass, what
// oracle.Simulate returns, and errors of the chain.
func (s *sender) send(ctx context.Context, run *run, f fulfilment) (*flight, error) {
	var err error
	for _, a := range s.byLoad() {
		var gas uint64
		gas, err = oracle.Simulate(ctx, s.chain, *run.request, a.address(), f.data, f.limit, s.term.cfg.MaxGasLimit)
		if errors.Is(err, oracle.ErrNotAuthorized) {
			continue // another key may be
		} else if err != nil {
			return nil, err
		}
		sent := &flight{account: a, run: run, confirmations: f.confirmations, slot: true, landed: make(chan struct{})}
		if sent.nonce, err = a.reserve(ctx); err != nil {
			return nil, err
		}
		err = s.launch(ctx, sent, &types.DynamicFeeTx{To: &f.to, Data: f.data, Gas: gas})
		if err == nil {
			return sent, nil
		} else if !errors.Is(err, ErrInsufficientFunds) {
			return nil, err
		}
	}
	return nil, err
}

// byLoad are the accounts, those with the fewest transactions in flight first; those with as many take turns.
func (s *sender) byLoad() []*account {
	load := map[*account]int{}
	for _, a := range s.accounts {
		load[a] = a.inFlight()
	}
	first := int(s.turn.Add(1) % uint64(len(s.accounts)))
	sorted := slices.Concat(s.accounts[first:], s.accounts[:first])
	slices.SortStableFunc(sorted, func(a, b *account) int { return cmp.Compare(load[a], load[b]) })
	return sorted
}

// launch gives a draft its fees, journals it under the nonce that the flight has reserved, and offers it to the chain. If
// that fails, the nonce is given back.
func (s *sender) launch(ctx context.Context, f *flight, draft *types.DynamicFeeTx) error {
	err := s.price(ctx, f.account, draft)
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		err = s.sign(f, draft)
	}
	if err != nil {
		f.account.release(f.nonce)
		return err
	}
	f.account.add(f)
	s.offer(f)
	return nil
}

// price gives a draft its fees. Returns ErrInsufficientFunds if the account cannot pay them.
func (s *sender) price(ctx context.Context, a *account, draft *types.DynamicFeeTx) (err error) {
	if draft.GasTipCap, draft.GasFeeCap, err = s.fees.now(ctx); err != nil {
		return err
	}
	head, _ := s.term.heads.now()
	return a.affords(ctx, head.Hash(), new(big.Int).Mul(draft.GasFeeCap, new(big.Int).SetUint64(draft.Gas)))
}

// sign signs another attempt of a flight and journals it. It comes back when that is written, or with an error at the
// end of the term.
func (s *sender) sign(f *flight, draft *types.DynamicFeeTx) error {
	draft.ChainID, draft.Nonce = new(big.Int).SetUint64(s.term.cfg.ChainID), f.nonce
	signer := f.account.signer
	tx, err := signer.SignTx(types.NewTx(draft))
	if err != nil {
		return err
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		return fmt.Errorf("encode transaction: %w", err)
	}
	sealed, err := signer.Seal(raw, tx.Hash())
	if err != nil {
		return err
	}
	now := time.Now()
	record := journal.Transaction{Hash: tx.Hash(), Account: f.account.address(), Nonce: f.nonce, Sealed: sealed, At: now}
	var steps []journal.Step
	if f.run != nil {
		record.Run = f.run.id
		f.run.putOff(journal.Step{State: journal.Sent, TxHash: tx.Hash(), Confirmations: f.confirmations})
		steps, f.run.due = f.run.due, nil
	}
	err = s.term.record(s.term.base, func(ctx context.Context) error { return s.lease.Sign(ctx, record, steps...) })
	if err != nil {
		return fmt.Errorf("journal transaction %s: %w", tx.Hash(), err)
	}
	f.add(tx)
	return nil
}

// offer gives a flight's newest attempt to the chain, once again if need be. The lease is checked last: a runner that
// lost it offers nothing.
func (s *sender) offer(f *flight) {
	if !s.lease.Held() {
		f.accepted = false
		return
	}
	tx := f.newest()
	if head, _ := s.term.heads.now(); f.offeredAt == 0 && head != nil {
		f.offeredAt = head.Number.Uint64()
	}
	err := s.chain.SendTransaction(s.term.base, tx)
	verdict := judge(err)
	if verdict == declined {
		if _, _, lookup := s.chain.TransactionByHash(s.term.base, tx.Hash()); lookup == nil {
			verdict = taken
		}
	}
	f.accepted, f.underpriced = verdict == taken, verdict == underpriced
	if verdict == taken {
		err = nil
	} else {
		s.term.metrics.fails.Inc()
	}
	switch verdict {
	case nonceUsed:
		f.account.desync()
		return // its receipt tells by whom
	case poor:
		err = fmt.Errorf("%w: account %s", ErrInsufficientFunds, f.account.address())
	case taken:
	default:
		err = fmt.Errorf("send transaction: %w", err)
	}
	s.term.report(checkSender, err)
}

// inFlight is the number of transactions that are sent and not mined.
func (s *sender) inFlight() int {
	count := 0
	for _, a := range s.accounts {
		count += a.inFlight()
	}
	return count
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
