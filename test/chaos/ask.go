package main

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/contracts/bindings"
)

// ask makes a requester ask for its own score, alone or in a batch, or for the patient's record.
func (w *world) ask(ctx context.Context, what kind, r *requester) error {
	registry := bindings.NewScoreRegistry()
	switch what {
	case askBatch:
		return r.send(ctx, w.at.ScoreRegistry, registry.PackRequestScores([]common.Address{r.Address}))
	case askRecord:
		w.records++
		return r.send(ctx, w.at.RecordMarket, bindings.NewRecordMarket().PackRequest(w.recordID, w.publicKey, big.NewInt(payment)))
	default:
		return r.send(ctx, w.at.ScoreRegistry, registry.PackRequestScore(r.Address))
	}
}

// attend keeps the requesters' and the patient's transactions before the chain, and lets the patient approve, until ctx
// ends.
func (w *world) attend(ctx context.Context) {
	for pause(ctx, time.Second) == nil {
		_ = w.approve(ctx) // tried again
		for _, r := range slices.Concat(w.requesters, []*requester{w.patient}) {
			_ = r.offer(ctx)
		}
	}
}

// approve makes the patient approve what was requested in blocks that no reorganisation reaches.
func (w *world) approve(ctx context.Context) error {
	head, err := w.chain.BlockNumber(ctx)
	if err != nil {
		return fmt.Errorf("ask for the latest block: %w", err)
	}
	market := bindings.NewRecordMarket()
	event := market.GetABI().Events[bindings.RecordMarketRecordRequested{}.ContractEventName()]
	logs, err := w.chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int), ToBlock: new(big.Int).SetUint64(head - maxDepth),
		Addresses: []common.Address{w.at.RecordMarket}, Topics: [][]common.Hash{{event.ID}},
	})
	if err != nil {
		return fmt.Errorf("ask for requested records: %w", err)
	}
	w.approving.Lock()
	defer w.approving.Unlock()
	for _, log := range logs[min(w.approved, len(logs)):] {
		w.approved++
		if err := w.patient.send(ctx, w.at.RecordMarket, market.PackApprove(log.Topics[1])); err != nil {
			return err
		}
	}
	return nil
}

var errUnapproved = errors.New("record requests wait to be approved")

// mend makes everything whole and waits until all transactions of requesters and patient are mined.
func (w *world) mend(ctx context.Context) error {
	for _, wire := range w.wires {
		wire.mend()
	}
	if err := errors.Join(w.pay(ctx, plenty), w.chain.setBaseFee(ctx, calmFee)); err != nil {
		return fmt.Errorf("mend: %w", err)
	}
	return eventually(ctx, "the requests", time.Minute, func(ctx context.Context) error {
		for _, r := range slices.Concat(w.requesters, []*requester{w.patient}) {
			if err := r.offer(ctx); err != nil {
				return err
			}
		}
		w.approving.Lock()
		defer w.approving.Unlock()
		if w.approved < w.records {
			return errUnapproved
		}
		return nil
	})
}
