package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/link4health/link4health/contracts/bindings"
)

// tally is what the final chain says.
type tally struct {
	Requests, Once, Lost, Twice, Reverted int
	Seed                                  uint64
	Missing                               []common.Hash // the lost
}

// Print writes the last line.
func (t tally) Print(to io.Writer) {
	fmt.Fprintf(to, "requests=%d once=%d lost=%d twice=%d reverted=%d seed=%d\n",
		t.Requests, t.Once, t.Lost, t.Twice, t.Reverted, t.Seed)
}

var (
	errLost     = errors.New("requests were lost")
	errTwice    = errors.New("requests were answered twice")
	errReverted = errors.New("more than 0.5 % of the fulfilments reverted")
	errFew      = errors.New("there are other requests on the chain than were sent")
)

// verdict is nil if all is as it should be.
func (t tally) verdict(sent int) error {
	var faults []error
	for _, fault := range []struct {
		is  bool
		err error
	}{
		{t.Requests != sent, errFew}, {t.Lost > 0, errLost}, {t.Twice > 0, errTwice}, {200*t.Reverted > t.Requests, errReverted},
	} {
		if fault.is {
			faults = append(faults, fault.err)
		}
	}
	return errors.Join(faults...)
}

// quiet waits until every request is answered and has stayed so for as many blocks as a chain may replace, or until
// nothing has moved for the given time.
func (w *world) quiet(ctx context.Context, patience time.Duration) error {
	answered, since := -1, time.Now()
	for {
		requests, responses, _, err := w.oracleLogs(ctx)
		if err != nil {
			return err
		}
		if len(responses) != answered {
			answered, since = len(responses), time.Now()
		}
		still := time.Since(since)
		if len(requests) == answered && still > (maxDepth+1)*blockTime || still > patience {
			return nil
		}
		if err := pause(ctx, blockTime); err != nil {
			return err
		}
	}
}

// oracleLogs counts, by request id, the Operator's requests and responses and the answers that the two contracts got.
func (w *world) oracleLogs(ctx context.Context) (requests, responses, delivered map[common.Hash]int, err error) {
	operator := bindings.NewOperator().GetABI().Events
	registry := bindings.NewScoreRegistry().GetABI().Events
	logs, err := w.chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int), Addresses: []common.Address{w.at.Operator, w.at.ScoreRegistry, w.at.RecordMarket},
	})
	if err != nil {
		return nil, nil, nil, fmt.Errorf("ask for all logs: %w", err)
	}
	requests, responses, delivered = map[common.Hash]int{}, map[common.Hash]int{}, map[common.Hash]int{}
	for _, log := range logs {
		switch log.Topics[0] {
		case operator["OracleRequest"].ID:
			requests[common.BytesToHash(log.Data[32:64])]++ // requester, requestId, …
		case operator["OracleResponse"].ID:
			responses[log.Topics[1]]++
		case registry["ChainlinkFulfilled"].ID:
			delivered[log.Topics[1]]++
		}
	}
	return requests, responses, delivered, nil
}

// count looks at the final chain.
func (w *world) count(ctx context.Context, seed uint64) (tally, error) {
	requests, responses, delivered, err := w.oracleLogs(ctx)
	if err != nil {
		return tally{}, err
	}
	t := tally{Requests: len(requests), Seed: seed}
	for id := range requests {
		switch {
		case responses[id] == 1 && delivered[id] == 1:
			t.Once++
		case responses[id] > 1 || delivered[id] > 1:
			t.Twice++
		default:
			t.Lost++
			t.Missing = append(t.Missing, id)
		}
	}
	for _, id := range slices.Collect(maps.Keys(responses)) {
		if requests[id] == 0 {
			return t, fmt.Errorf("the Operator answered %s, which nobody requested", id)
		}
	}
	t.Reverted, err = w.reverted(ctx)
	return t, err
}

// reverted counts the Operator's transactions that reverted.
func (w *world) reverted(ctx context.Context) (count int, err error) {
	head, err := w.chain.BlockNumber(ctx)
	if err != nil {
		return 0, fmt.Errorf("ask for the latest block: %w", err)
	}
	for number := w.at.FirstBlock; number <= head; number++ {
		receipts, err := w.chain.BlockReceipts(ctx, rpc.BlockNumberOrHashWithNumber(rpc.BlockNumber(number)))
		if err != nil {
			return 0, fmt.Errorf("ask for the receipts of block %d: %w", number, err)
		}
		for _, receipt := range receipts {
			if receipt.Status != types.ReceiptStatusSuccessful {
				count++
			}
		}
	}
	return count, nil
}
