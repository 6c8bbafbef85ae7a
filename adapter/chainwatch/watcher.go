// Package chainwatch keeps an eye on our contracts for the adapter's metrics: which requests are open and since when, how
// much LINK is in escrow, and what can be withdrawn. It looks in the background, never while metrics are scraped, and only
// reads.
package chainwatch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net/url"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/prometheus/client_golang/prometheus"
)

// Limits of one look.
const (
	// refreshTimeout is how long one look may take.
	refreshTimeout = 30 * time.Second
	// reorgBlocks are looked at again each time, for what a reorganisation moved.
	reorgBlocks = 32
	// maxRange is how many blocks one question is about at most.
	maxRange = 2_000
	// lookBack is how many blocks are looked at if Config names no first one.
	lookBack = 50_000
	// givenUp is when an oracle's silence is no news any more: whoever paid could take the payment back for a day.
	givenUp = 24 * time.Hour
)

// Chain is what the watcher needs of an EVM node. *ethclient.Client is one.
type Chain interface {
	ethereum.ContractCaller
	FilterLogs(context.Context, ethereum.FilterQuery) ([]types.Log, error)
	HeaderByNumber(context.Context, *big.Int) (*types.Header, error)
}

// Deps are what a Watcher works with. All are required.
type Deps struct {
	// Connect returns a connection to the chain, which the watcher does not close. It is called for each look.
	Connect  func(context.Context) (Chain, error)
	Registry prometheus.Registerer
	Log      *slog.Logger
}

// Config says what to watch.
type Config struct {
	Market     common.Address // the RecordMarket
	Registry   common.Address // the ScoreRegistry; zero if there is none
	FirstBlock uint64         // before which there are no requests; 0 looks at the last 50,000 blocks
	Interval   time.Duration  // between two looks; more than 0
}

// Watcher watches the contracts of one chain. Run may be called once.
type Watcher struct {
	deps      Deps
	cfg       Config
	metrics   *metrics
	ledger    *ledger
	operators []common.Address
	next      uint64 // first block not looked at; 0 before the first
	span      uint64 // blocks of one question
	gone      bool   // when last looked
}

// New registers the metrics and returns a Watcher that does not look yet. The error names all that is missing.
func New(deps Deps, cfg Config) (*Watcher, error) {
	var faults []error
	for name, missing := range map[string]bool{
		"Connect": deps.Connect == nil, "Registry": deps.Registry == nil, "Log": deps.Log == nil,
		"Market": cfg.Market == (common.Address{}), "Interval": cfg.Interval <= 0,
	} {
		if missing {
			faults = append(faults, errors.New(name+" is missing"))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("watch the chain: %w", err)
	}
	m, err := newMetrics(deps.Registry)
	if err != nil {
		return nil, err
	}
	return &Watcher{deps: deps, cfg: cfg, metrics: m, ledger: newLedger(cfg.Market, cfg.Registry), span: maxRange}, nil
}

// Run looks at the contracts every Interval until ctx ends. A chain that does not answer is logged once and asked again.
func (w *Watcher) Run(ctx context.Context) {
	ticker := time.NewTicker(w.cfg.Interval)
	defer ticker.Stop()
	for {
		w.report(ctx, w.refresh(ctx))
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// report logs when the chain goes or comes back, once each time.
func (w *Watcher) report(ctx context.Context, err error) {
	switch {
	case err != nil && ctx.Err() == nil && !w.gone:
		w.gone = true
		w.deps.Log.Warn("state of the contracts cannot be read", slog.String("cause", withoutURL(err).Error()))
	case err == nil && w.gone:
		w.gone = false
		w.deps.Log.Info("state of the contracts can be read again")
	}
}

// withoutURL takes the endpoint's URL, which may hold a key, out of an error.
func withoutURL(err error) error {
	if at := (*url.Error)(nil); errors.As(err, &at) {
		return at.Err
	}
	return err
}

// refresh looks at everything once.
func (w *Watcher) refresh(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, refreshTimeout)
	defer cancel()
	chain, err := w.deps.Connect(ctx)
	if err != nil {
		return err
	}
	if err := w.readContracts(ctx, chain); err != nil {
		return err
	}
	head, err := chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return fmt.Errorf("ask for the latest block: %w", err)
	}
	if err := w.scan(ctx, chain, head.Number.Uint64()); err != nil {
		return err
	}
	for _, q := range queues {
		age, err := w.oldestAge(ctx, chain, q, head) // before they are counted: it drops some
		if err != nil {
			return err
		}
		w.metrics.open.WithLabelValues(string(q)).Set(float64(w.ledger.count(q)))
		w.metrics.age.WithLabelValues(string(q)).Set(age.Seconds())
	}
	w.metrics.refreshed.SetToCurrentTime()
	return nil
}

// readContracts publishes the contracts' money and notes their oracles. What an oracle was asked while it was another
// contract's stays in view.
func (w *Watcher) readContracts(ctx context.Context, chain Chain) error {
	for name, address := range map[string]common.Address{recordMarket: w.cfg.Market, scoreRegistry: w.cfg.Registry} {
		if address == (common.Address{}) {
			continue
		}
		c, err := w.read(ctx, chain, address)
		if err != nil {
			return err
		}
		w.metrics.saw(name, c)
		w.watch(c.oracle)
	}
	return nil
}

// watch adds an oracle to those whose logs are read. A new one is looked at from the first block.
func (w *Watcher) watch(operator common.Address) {
	for _, known := range w.operators {
		if known == operator {
			return
		}
	}
	w.operators = append(w.operators, operator)
	w.next = 0
}

// scan reads the logs from where the last scan stopped, less reorgBlocks, up to the head. A range that the endpoint refuses
// is halved.
func (w *Watcher) scan(ctx context.Context, chain Chain, head uint64) error {
	from := less(min(w.next, head+1), reorgBlocks)
	if w.next == 0 {
		from = w.cfg.FirstBlock
		if from == 0 {
			from = less(head, lookBack)
		}
	}
	for from <= head {
		to := min(from+w.span-1, head)
		logs, err := chain.FilterLogs(ctx, ethereum.FilterQuery{
			FromBlock: new(big.Int).SetUint64(from), ToBlock: new(big.Int).SetUint64(to),
			Addresses: append([]common.Address{w.cfg.Market}, w.operators...), Topics: [][]common.Hash{w.ledger.topics.all()},
		})
		if err != nil && w.span > 1 && ctx.Err() == nil {
			w.span /= 2
			continue
		}
		if err != nil {
			return fmt.Errorf("ask for the logs of blocks %d to %d: %w", from, to, err)
		}
		for _, log := range logs {
			w.ledger.note(log)
		}
		from, w.next = to+1, to+1
	}
	w.span = min(2*w.span, maxRange)
	return nil
}

// less subtracts, not below zero.
func less(a, b uint64) uint64 { return a - min(a, b) }

// oldestAge returns how long the oldest request of a queue is open. A request whose block is no longer part of the chain is
// dropped: if it was moved to another block, scanning found it there, or will. So is one that no oracle will answer any more.
func (w *Watcher) oldestAge(ctx context.Context, chain Chain, q queue, head *types.Header) (time.Duration, error) {
	for {
		id, oldest, found := w.ledger.oldest(q)
		if !found {
			return 0, nil
		}
		block, err := chain.HeaderByNumber(ctx, new(big.Int).SetUint64(oldest.block))
		if err != nil && !errors.Is(err, ethereum.NotFound) {
			return 0, fmt.Errorf("ask for block %d: %w", oldest.block, err)
		}
		if err == nil && block.Hash() == oldest.blockHash {
			now := max(time.Now().Unix(), int64(head.Time)) // a chain that stands still does not keep requests young
			if age := time.Duration(now-int64(block.Time)) * time.Second; q == forPatient || age < givenUp {
				return age, nil
			}
		}
		delete(w.ledger.open, id)
	}
}
