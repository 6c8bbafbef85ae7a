package demo

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// explainScore works the citizen's score out from the database, as the adapter will.
func (d *Demo) explainScore(ctx context.Context) ([]fact, error) {
	citizen, err := d.store.CitizenBySubject(ctx, d.citizen.Address.Hex())
	if err != nil {
		return nil, fmt.Errorf("find the citizen: %w", err)
	}
	input, err := d.store.ScoreInput(ctx, citizen, d.cfg.AsOf)
	if err != nil {
		return nil, fmt.Errorf("read the citizen's measurements: %w", err)
	}
	if d.expected, err = score.V1().Score(input); err != nil {
		return nil, fmt.Errorf("work out the score: %w", err)
	}
	var table strings.Builder
	if err := score.Explain(&table, d.expected); err != nil {
		return nil, err
	}
	return []fact{
		{Key: "subject", Label: "subject", Value: citizen.Subject},
		{Key: "asOf", Label: "as of", Value: d.cfg.AsOf.Format(time.RFC3339), Text: d.cfg.AsOf.Format(time.RFC3339) +
			" (the sample data are of 2016, so the demo asks for the score of that time)"},
		{Key: "report", Value: d.expected.Report(citizen.UserID, citizen.Subject), Text: table.String()},
	}, nil
}

// requestScore has the citizen ask for the score on chain and reads it back from the contract.
func (d *Demo) requestScore(ctx context.Context) ([]fact, error) {
	registry := bindings.NewScoreRegistry()
	if err := d.allow(ctx, d.citizen, d.Deployment.ScoreRegistry, d.payment); err != nil {
		return nil, fmt.Errorf("allow the registry to take the payment: %w", err)
	}
	asked := time.Now()
	receipt, err := d.citizen.send(ctx, d.Deployment.ScoreRegistry, registry.PackRequestScore(d.citizen.Address))
	if err != nil {
		return nil, fmt.Errorf("request the score: %w", err)
	}
	requested, err := event(receipt, d.Deployment.ScoreRegistry, registry.UnpackScoreRequestedEvent)
	if err != nil {
		return nil, err
	}
	run, err := d.waitForRun(ctx, requested.RequestId)
	if err != nil {
		return nil, err
	}
	took := time.Since(asked)
	stored, err := contracts.View(ctx, d.client, d.Deployment.ScoreRegistry,
		registry.PackLatest(d.citizen.Address), registry.UnpackLatest)
	if err != nil {
		return nil, fmt.Errorf("read the score from the contract: %w", err)
	}
	facts := []fact{
		{Key: "requestTx", Label: "request", Value: receipt.TxHash.Hex()},
		{Key: "requestId", Label: "request id", Value: common.Hash(requested.RequestId).Hex()},
		{Key: "fulfilmentTx", Label: "fulfilment", Value: run.TxHash.Hex()},
		{Key: "tookSeconds", Label: "took", Value: took.Seconds(), Text: took.Round(time.Millisecond).String() + ", asked to stored"},
		{Key: "score", Label: "score", Value: stored.Score, Text: fmt.Sprintf("%d of 10000, read back from ScoreRegistry.latest", stored.Score)},
		{Key: "coverage", Label: "coverage", Value: stored.Coverage, Text: fmt.Sprintf("%d of 10000", stored.Coverage)},
		{Key: "measuredAt", Label: "as of", Value: time.Unix(int64(stored.AsOf), 0).UTC().Format(time.RFC3339)},
		{Key: "modelHash", Label: "model", Value: common.Hash(stored.ModelHash).Hex()},
	}
	return facts, d.sameScore(stored)
}

// sameScore returns an error unless the chain holds exactly what was worked out from the database.
func (d *Demo) sameScore(stored bindings.IScoreRegistryScore) error {
	want := d.expected
	if stored.Score != want.Score || stored.Coverage != want.Coverage ||
		int64(stored.AsOf) != want.AsOf.Unix() || stored.ModelHash != want.ModelHash {
		return errors.New("the score on chain is not the score worked out from the database")
	}
	return nil
}
