package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/big"
	"math/rand/v2"
	"sync"
	"time"
)

// Of the chain's fees and the runner's wealth, in wei.
var (
	calmFee   = big.NewInt(1e9)
	plenty, _ = new(big.Int).SetString("1000000000000000000000", 10)
	little    = big.NewInt(1e12)
)

// maxDepth is how deep the chain is reorganised at most.
const maxDepth = 5

// play lets all events of a schedule happen, in their time, and waits until those that last are over.
func (w *world) play(ctx context.Context, events []event, log *slog.Logger) error {
	started := time.Now()
	var lasting sync.WaitGroup
	defer lasting.Wait()
	for _, e := range events {
		if err := pause(ctx, time.Until(started.Add(e.at))); err != nil {
			return err
		}
		if !e.kind.isRequest() {
			log.Info(string(e.kind), "at", e.at.Round(time.Millisecond), "for", e.lap.Round(time.Millisecond))
		}
		mend, err := w.happen(ctx, e)
		if err != nil {
			return fmt.Errorf("%s: %w", e.kind, err)
		}
		if mend != nil {
			lasting.Go(func() {
				_ = pause(ctx, e.lap)
				mend()
			})
		}
	}
	return nil
}

// happen lets an event begin; mend ends it.
func (w *world) happen(ctx context.Context, e event) (mend func(), err error) {
	random := rand.New(rand.NewPCG(e.dice, 0))
	wire := w.wires[random.IntN(len(w.wires))]
	switch e.kind {
	case askScore, askBatch, askRecord:
		return nil, w.ask(ctx, e.kind, w.requesters[random.IntN(len(w.requesters))])
	case killRunner:
		w.runner.kill(e.lap)
	case killAdapter:
		w.adapter.kill(e.lap)
	case killDatabase:
		w.database.kill(e.lap)
	case reorganise:
		if err := w.chain.reorganise(ctx, 1+random.Uint64N(maxDepth), random); err != nil {
			return nil, err
		}
		return nil, w.pay(ctx, plenty) // the reorganisation may have brought a drained state back
	case cutWire:
		wire.cut()
		return wire.mend, nil
	case slowWire:
		wire.slow(50*time.Millisecond + time.Duration(random.Int64N(int64(time.Second))))
		return wire.mend, nil
	case spike:
		fee := new(big.Int).Mul(calmFee, big.NewInt(10+random.Int64N(590)))
		return func() { _ = w.chain.setBaseFee(ctx, calmFee) }, w.chain.setBaseFee(ctx, fee)
	case drain:
		return func() { _ = w.pay(ctx, plenty) }, w.pay(ctx, little)
	}
	return nil, nil
}

// pay makes the runner's wealth so much.
func (w *world) pay(ctx context.Context, wei *big.Int) error {
	return w.chain.setBalance(ctx, w.node.Address, wei)
}
