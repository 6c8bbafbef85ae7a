package main

import (
	"context"
	"fmt"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"golang.org/x/sync/errgroup"

	"github.com/link4health/link4health/contracts/bindings"
)

// answer is how long a request waited for its fulfilment.
type answer struct {
	took   time.Duration
	blocks uint64
}

// observer notes when requests and their answers are announced. Safe for concurrent use.
type observer struct {
	mu       sync.Mutex
	asked    map[common.Hash]moment
	answers  []answer
	answered chan struct{} // has a value after an answer; capacity 1
}

type moment struct {
	at    time.Time
	block uint64
}

// promptly is how often the observer says something to the chain. anvil holds a short message back until the one before it is
// acknowledged (Nagle's algorithm), which a silent listener does after 40 ms: it would measure its own silence.
const promptly = 3 * time.Millisecond

// observe follows an Operator until ctx ends.
func observe(ctx context.Context, client *ethclient.Client, operator common.Address, parts *errgroup.Group) (*observer, error) {
	events := bindings.NewOperator().GetABI().Events
	request, response := events["OracleRequest"].ID, events["OracleResponse"].ID
	logs := make(chan types.Log, 1024)
	subscription, err := client.SubscribeFilterLogs(ctx, ethereum.FilterQuery{
		Addresses: []common.Address{operator}, Topics: [][]common.Hash{{request, response}}}, logs)
	if err != nil {
		return nil, fmt.Errorf("follow the Operator: %w", err)
	}
	o := &observer{asked: map[common.Hash]moment{}, answered: make(chan struct{}, 1)}
	parts.Go(func() error {
		defer subscription.Unsubscribe()
		prompt := time.NewTicker(promptly)
		defer prompt.Stop()
		for {
			select {
			case <-ctx.Done():
				return nil
			case err := <-subscription.Err():
				return err
			case log := <-logs:
				o.note(log, log.Topics[0] == request)
			case <-prompt.C:
				_, _ = client.BlockNumber(ctx) // if it fails, so do the logs
			}
		}
	})
	return o, nil
}

func (o *observer) note(log types.Log, request bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if request {
		if event, err := bindings.NewOperator().UnpackOracleRequestEvent(&log); err == nil {
			o.asked[event.RequestId] = moment{time.Now(), log.BlockNumber}
		}
		return
	}
	asked := o.asked[log.Topics[1]]
	delete(o.asked, log.Topics[1])
	o.answers = append(o.answers, answer{time.Since(asked.at), log.BlockNumber - asked.block})
	select {
	case o.answered <- struct{}{}:
	default:
	}
}

// wait waits until there are so many answers, and takes them.
func (o *observer) wait(ctx context.Context, count int) ([]answer, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	for {
		o.mu.Lock()
		answers := o.answers
		if len(answers) >= count {
			o.answers = nil
			o.mu.Unlock()
			return answers, nil
		}
		o.mu.Unlock()
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("%d of %d requests were answered: %w", len(answers), count, ctx.Err())
		case <-o.answered:
		}
	}
}

// submit sends so many requests without waiting for them, of all users in turn.
func (w *world) submit(ctx context.Context, count int) error {
	calldata := bindings.NewScoreRegistry()
	signer := types.LatestSignerForChainID(big.NewInt(chainID))
	for i := range count {
		user := w.users[i%len(w.users)]
		tx, err := types.SignNewTx(user.Key, signer, &types.DynamicFeeTx{
			ChainID: big.NewInt(chainID), Nonce: w.nonces[user.Address], To: &w.at.ScoreRegistry,
			Data: calldata.PackRequestScore(user.Address), Gas: 300_000, GasTipCap: big.NewInt(2e9), GasFeeCap: big.NewInt(200e9),
		})
		if err != nil {
			return err
		}
		if err := w.client.SendTransaction(ctx, tx); err != nil {
			return fmt.Errorf("send a request: %w", err)
		}
		w.nonces[user.Address]++
	}
	return nil
}

// ask sends so many requests and waits for all answers.
func (w *world) ask(ctx context.Context, count int) ([]answer, error) {
	if err := w.submit(ctx, count); err != nil {
		return nil, err
	}
	return w.seen.wait(ctx, count)
}

// burst is ask with all requests in one block.
func (w *world) burst(ctx context.Context, count int) ([]answer, error) {
	if err := w.interval(ctx, 0); err != nil {
		return nil, err
	}
	if err := w.submit(ctx, count); err != nil {
		return nil, err
	}
	if err := w.client.Client().CallContext(ctx, nil, "evm_mine"); err != nil {
		return nil, err
	}
	if err := w.interval(ctx, 1); err != nil {
		return nil, err
	}
	return w.seen.wait(ctx, count)
}

// interval makes a block every so many seconds; 0 makes none.
func (w *world) interval(ctx context.Context, seconds int) error {
	if err := w.client.Client().CallContext(ctx, nil, "evm_setAutomine", false); err != nil {
		return err
	}
	return w.client.Client().CallContext(ctx, nil, "evm_setIntervalMining", seconds)
}

// stream asks for so many scores in each of so many seconds. It returns how many were answered later than in the second
// block after theirs, and the share of the chain's gas limit that was used in the middle of it.
func (w *world) stream(ctx context.Context, rate, seconds int) (late int, share float64, err error) {
	first, err := w.client.BlockNumber(ctx)
	if err != nil {
		return 0, 0, err
	}
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range seconds {
		if err := w.submit(ctx, rate); err != nil {
			return 0, 0, err
		}
		<-ticker.C
	}
	answers, err := w.seen.wait(ctx, rate*seconds)
	if err != nil {
		return 0, 0, err
	}
	for _, a := range answers {
		if a.blocks > 2 {
			late++
		}
	}
	share, err = w.fullness(ctx, first+uint64(seconds)/2)
	return late, share, err
}

// fullness is the used share of the gas limits of three blocks.
func (w *world) fullness(ctx context.Context, from uint64) (float64, error) {
	var used, limit uint64
	for number := from; number < from+3; number++ {
		head, err := w.client.HeaderByNumber(ctx, new(big.Int).SetUint64(number))
		if err != nil {
			return 0, err
		}
		used, limit = used+head.GasUsed, limit+head.GasLimit
	}
	return float64(used) / float64(limit), nil
}
