package runner

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
)

// balanceEvery is how often the sending account's balance is looked up at most.
const balanceEvery = 10 * time.Second

// watcher follows the chain: it publishes each new block and hands over the requests' logs it finds. Only the blocks'
// numbers come from an announcement; logs are always asked for, so that none is missed, late or out of order, and the
// last FinalityDepth blocks are looked at again with each new one, so that what a reorganisation moved is found.
type watcher struct {
	chain    Chain
	query    ethereum.FilterQuery // requests of all jobs; without blocks
	account  common.Address
	cfg      Config
	heads    *heads
	metrics  *metrics
	report   func(part string, err error)
	caughtUp func()
	onLog    func(types.Log)

	last      common.Hash // newest block whose logs are known
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
	balance, err := w.chain.BalanceAt(ctx, w.account, nil)
	if err != nil {
		return fmt.Errorf("ask for the balance of %s: %w", w.account, err)
	}
	w.metrics.sawBalance(balance)
	return nil
}

// scan hands over the logs from where the last scan stopped, less FinalityDepth, up to the head. A range that the node
// refuses is halved for the next try.
func (w *watcher) scan(ctx context.Context, head *types.Header) error {
	to := head.Number.Uint64()
	from := less(min(w.next, to+1), w.cfg.FinalityDepth)
	if w.next == 0 {
		from = less(to+1, w.cfg.BackfillBlocks)
		w.span = w.cfg.MaxBlockRange
	}
	for from <= to {
		end := min(from+w.span-1, to)
		query := w.query
		query.FromBlock, query.ToBlock = new(big.Int).SetUint64(from), new(big.Int).SetUint64(end)
		logs, err := w.chain.FilterLogs(ctx, query)
		if err != nil {
			w.span = max(w.span/2, 1)
			return fmt.Errorf("ask for requests in blocks %d to %d: %w", from, end, err)
		}
		for _, log := range logs {
			if !log.Removed {
				w.onLog(log)
			}
		}
		from, w.next = end+1, end+1
		w.span = min(2*w.span, w.cfg.MaxBlockRange)
	}
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
