package demo

import (
	"context"
	"fmt"
	"math"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// requestBatch has the requester, who is a citizen too, ask for two scores at once: the own, and that of the citizen, who
// allows it.
func (d *Demo) requestBatch(ctx context.Context) ([]fact, error) {
	registry := bindings.NewScoreRegistry()
	allow := registry.PackAllowReader(d.requester.Address, math.MaxUint64)
	if _, err := d.citizen.send(ctx, d.Deployment.ScoreRegistry, allow); err != nil {
		return nil, fmt.Errorf("allow the reader: %w", err)
	}
	if err := d.allow(ctx, d.requester, d.Deployment.ScoreRegistry, d.payment); err != nil {
		return nil, fmt.Errorf("allow the registry to take the payment: %w", err)
	}
	both := registry.PackRequestScores([]common.Address{d.citizen.Address, d.requester.Address})
	receipt, err := d.requester.send(ctx, d.Deployment.ScoreRegistry, both)
	if err != nil {
		return nil, fmt.Errorf("request the scores: %w", err)
	}
	requested, err := event(receipt, d.Deployment.ScoreRegistry, registry.UnpackScoresRequestedEvent)
	if err != nil {
		return nil, err
	}
	run, err := d.waitForRun(ctx, requested.RequestId)
	if err != nil {
		return nil, err
	}
	var stored [2]bindings.IScoreRegistryScore
	for i, who := range []actor{d.citizen, d.requester} {
		stored[i], err = contracts.View(ctx, d.client, d.Deployment.ScoreRegistry, registry.PackLatest(who.Address), registry.UnpackLatest)
		if err != nil {
			return nil, fmt.Errorf("read the score from the contract: %w", err)
		}
	}
	facts := []fact{
		{Key: "requestId", Label: "request id", Value: common.Hash(requested.RequestId).Hex()},
		{Key: "fulfilmentTx", Label: "fulfilment", Value: run.TxHash.Hex(), Text: run.TxHash.Hex() + ", for both"},
		{Key: "score", Label: "citizen", Value: stored[0].Score, Text: fmt.Sprintf("%d of 10000", stored[0].Score)},
		{Key: "requesterScore", Label: "requester", Value: stored[1].Score, Text: fmt.Sprintf("%d of 10000", stored[1].Score)},
	}
	return facts, d.sameScore(stored[0])
}
