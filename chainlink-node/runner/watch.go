package runner

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
)

// balanceEvery is how often the sending account's balance is looked up at most.
const balanceEvery = 10 * time.Second

// Cursor remembers, beyond the end of the process, the first block that has to be looked at: every request in an earlier
// one is final and journalled.
type Cursor interface {
	// Next returns the block, 0 if none is known.
	Next(context.Context) (uint64, error)
	// SetNext stores it; it only rises.
	SetNext(context.Context, uint64) error
}

// watcher follows the chain: it publishes each new block and hands over the requests' logs it finds. Only the blocks'
// numbers come from an announcement; logs are always asked for, so that none is missed, late or out of order, and the
// blocks that are not final are looked at again with each new one, so that what a reorganisation moved is found.
type watcher struct {
	chain    Chain
	query    ethereum.FilterQuery // requests of all jobs; without blocks
	accounts []common.Address
	cfg      Config
	heads    *heads
	metrics  *metrics
	report   func(part string, err error)
	caughtUp func()
	// onLogs takes the logs of a range of blocks. A range that it could not take is asked for again.
	onLogs func(context.Context, []types.Log) error
	// cursor remembers the first block to look at after a restart; nil remembers nothing.
	cursor Cursor

	last      common.Hash // newest block whose logs are known
	marked    uint64      // what cursor has
	next      uint64      // first block not looked at; 0 before the first
	span      uint64      // blocks of one question
	balanceAt time.Time
}

// run follows the chain until ctx ends. Logs are handed over until accept ends.
func (w *watcher) run(ctx, accept context.Context) {
	ticker := time.NewTicker(w.cfg.PollInterval)
	defer ticker.Stop()
	announced := make(chan *types.Header, 64)
	var subscription ethereum.Subscription
	var failed <-chan error
	for {
		if subscription == nil {
			if s, err := w.chain.SubscribeNewHead(ctx, announced); err == nil { // else it is polled
				subscription, failed = s, s.Err()
			}
		}
		w.report(checkHeads, w.look(ctx, accept))
		select {
		case <-ctx.Done():
			if subscription != nil {
				subscription.Unsubscribe()
			}
			return
		case <-failed:
			subscription, failed = nil, nil
			wait(ctx, ticker.C) // the connection may be gone: not faster than polling
		case <-announced:
			for len(announced) > 0 {
				<-announced
			}
		case <-ticker.C:
		}
	}
}

func wait(ctx context.Context, tick <-chan time.Time) {
	select {
	case <-ctx.Done():
	case <-tick:
	}
}

// look asks for the newest block and, if there is a new one, for the logs up to it.
func (w *watcher) look(ctx, accept context.Context) error {
	head, err := w.chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return fmt.Errorf("ask for the latest block: %w", err)
	}
	if known, _ := w.heads.now(); known == nil || known.Hash() != head.Hash() {
		w.heads.publish(head)
		w.metrics.sawHead(head)
	}
	if accept.Err() == nil && w.last != head.Hash() {
		err := w.scan(accept, head)
		w.report(checkLogs, err)
		if err == nil {
			w.last = head.Hash()
			w.caughtUp()
		}
	}
	if time.Since(w.balanceAt) > balanceEvery {
		w.balanceAt = time.Now()
		w.report(checkFunds, w.lookAtBalance(ctx))
	}
	return nil
}

func (w *watcher) lookAtBalance(ctx context.Context) error {
	for _, account := range w.accounts {
		balance, err := w.chain.BalanceAt(ctx, account, nil)
		if err != nil {
			return fmt.Errorf("ask for the balance of %s: %w", account, err)
		}
		w.metrics.sawBalance(account, balance)
	}
	return nil
}

// scan hands over the logs of the blocks up to the head that are not final or that no scan has reached. A range that
// the node refuses is halved until it is taken.
func (w *watcher) scan(ctx context.Context, head *types.Header) error {
	final, err := w.finalize(ctx, head)
	if err != nil {
		return err
	}
	to := head.Number.Uint64()
	if w.next == 0 {
		if w.next, err = w.begin(ctx, to); err != nil {
			return err
		}
		w.span = w.cfg.MaxBlockRange
	}
	for from := min(w.next, final+1); from <= to; from = w.next {
		end := min(from+w.span-1, to)
		err := w.take(ctx, from, end)
		switch {
		case err == nil:
			w.next = end + 1
		case tooMuch(err) && end > from:
			w.span, w.next = (end-from+1)/2, from
		default:
			return err
		}
		if errors.Is(err, context.DeadlineExceeded) {
			return err // asked again with the next look
		}
	}
	w.span = min(w.span+w.span/4+1, w.cfg.MaxBlockRange) // whether more is allowed is tried once in a scan
	return w.mark(ctx, min(w.next, final+1))
}

// take hands over the logs of a range.
func (w *watcher) take(ctx context.Context, from, to uint64) error {
	query := w.query
	query.FromBlock, query.ToBlock = new(big.Int).SetUint64(from), new(big.Int).SetUint64(to)
	logs, err := w.chain.FilterLogs(ctx, query)
	if err != nil {
		return fmt.Errorf("ask for requests in blocks %d to %d: %w", from, to, err)
	}
	return w.onLogs(ctx, slices.DeleteFunc(logs, func(l types.Log) bool { return l.Removed }))
}

// tooMuch reports whether a node answered, or did not in time, rather than could not be reached: a smaller question may
// help then.
func tooMuch(err error) bool {
	var status rpc.HTTPError
	var fault rpc.Error
	return errors.As(err, &status) || errors.As(err, &fault) || errors.Is(err, context.DeadlineExceeded)
}

// finalize finds out and publishes the newest block that no reorganisation replaces.
func (w *watcher) finalize(ctx context.Context, head *types.Header) (uint64, error) {
	final := less(head.Number.Uint64(), w.cfg.FinalityDepth)
	if w.cfg.FinalityTag {
		block, err := w.chain.HeaderByNumber(ctx, big.NewInt(int64(rpc.FinalizedBlockNumber)))
		if err != nil {
			return 0, fmt.Errorf("ask for the finalized block: %w", err)
		}
		final = block.Number.Uint64()
	}
	w.heads.finalize(final)
	return final, nil
}

// begin is the first block to look at: where the last process stopped, or else BackfillBlocks back.
func (w *watcher) begin(ctx context.Context, head uint64) (uint64, error) {
	from := less(head+1, w.cfg.BackfillBlocks)
	if w.cursor == nil {
		return from, nil
	}
	next, err := w.cursor.Next(ctx)
	if err != nil {
		return 0, fmt.Errorf("ask where the last scan stopped: %w", err)
	}
	w.marked = next
	if next == 0 {
		return from, nil
	}
	return min(next, head+1), nil
}

// mark remembers where a scan after a restart begins.
func (w *watcher) mark(ctx context.Context, next uint64) error {
	if w.cursor == nil || next <= w.marked {
		return nil
	}
	if err := w.cursor.SetNext(ctx, next); err != nil {
		return fmt.Errorf("remember how far the chain was looked at: %w", err)
	}
	w.marked = next
	return nil
}

// less subtracts, not below zero.
func less(a, b uint64) uint64 { return a - min(a, b) }

// query is what the watcher asks for: the requests of all jobs.
func query(jobs []*job) ethereum.FilterQuery {
	var operators []common.Address
	var specIDs [][32]byte
	for _, j := range jobs {
		operators = append(operators, j.spec.ContractAddress)
		specIDs = append(specIDs, j.specIDs[:]...)
	}
	return oracle.Query(operators, specIDs)
}
