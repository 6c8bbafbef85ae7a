// Command runner measures how fast the runner answers on anvil, beside the times that a real Chainlink node, v2.18.0, was
// recorded with on the same chain settings. It prints a line for each measurement and, last, all of them as JSON.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"
)

func main() {
	anvil := flag.String("anvil", "contracts/node_modules/.bin/anvil", "program of the chain; make deps installs it")
	seconds := flag.Int("sustain", 10, "seconds of each rate of sustained requests")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *anvil, *seconds); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// results are what is measured. Times are from the block of the request to that of its answer being announced.
type results struct {
	AutomineMedianMS     float64 `json:"automineMedianMs"`
	NextBlockOf100       int     `json:"nextBlockOf100"`
	BurstInstantBlocks   uint64  `json:"burst50InstantBlocks"`
	BurstInstantSeconds  float64 `json:"burst50InstantSeconds"`
	BurstSlowBlocks      uint64  `json:"burst50Slow200msBlocks"`
	BurstSlowSeconds     float64 `json:"burst50Slow200msSeconds"`
	SustainedPerSecond   int     `json:"sustainedPerSecond"`
	SustainedGasShare    float64 `json:"sustainedGasShare"` // of the chain's gas limit
	SustainedLimitReason string  `json:"sustainedLimit"`
}

func run(ctx context.Context, anvil string, seconds int) (err error) {
	w, err := newWorld(ctx, anvil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.close()) }()
	var r results
	for _, measure := range []func(context.Context, *world, *results) error{automatic, nextBlock, bursts} {
		if err := measure(ctx, w, &r); err != nil {
			return err
		}
	}
	if err := sustained(ctx, w, seconds, &r); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

// automatic mines each transaction at once.
func automatic(ctx context.Context, w *world, r *results) error {
	const count = 20
	var took []time.Duration
	for range count {
		answers, err := w.ask(ctx, 1)
		if err != nil {
			return err
		}
		took = append(took, answers[0].took)
		if err := sleep(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	slices.Sort(took)
	r.AutomineMedianMS = float64(took[count/2].Microseconds()) / 1000
	fmt.Printf("automatic mining, request mined to fulfilled: median %.0f ms (%.0f to %.0f); real node 476 ms, aim under 50\n",
		r.AutomineMedianMS, float64(took[0].Milliseconds()), float64(took[count-1].Milliseconds()))
	return nil
}

// nextBlock makes a block each second.
func nextBlock(ctx context.Context, w *world, r *results) error {
	const rounds, each = 20, 5
	if err := w.interval(ctx, 1); err != nil {
		return err
	}
	for range rounds {
		answers, err := w.ask(ctx, each)
		if err != nil {
			return err
		}
		for _, a := range answers {
			if a.blocks == 1 {
				r.NextBlockOf100++
			}
		}
	}
	fmt.Printf("1 s blocks: %d of %d fulfilled in the next block; real node all, aim 99\n", r.NextBlockOf100, rounds*each)
	return nil
}

// bursts asks for fifty scores in one block.
func bursts(ctx context.Context, w *world, r *results) error {
	for _, b := range []struct {
		adapter  string
		think    time.Duration
		recorded float64
		blocks   *uint64
		seconds  *float64
	}{
		{"an instant adapter", 0, 7.0, &r.BurstInstantBlocks, &r.BurstInstantSeconds},
		{"an adapter that takes 200 ms", 200 * time.Millisecond, 13.0, &r.BurstSlowBlocks, &r.BurstSlowSeconds},
	} {
		w.think.Store(int64(b.think))
		answers, err := w.burst(ctx, 50)
		if err != nil {
			return err
		}
		for _, a := range answers {
			*b.blocks = max(*b.blocks, a.blocks)
			*b.seconds = max(*b.seconds, a.took.Seconds())
		}
		fmt.Printf("50 requests in one block, %s: all fulfilled after %d blocks, %.1f s; real node %.1f s, aim within 2 blocks\n",
			b.adapter, *b.blocks, *b.seconds, b.recorded)
	}
	w.think.Store(0)
	return nil
}

// sustained asks for more and more scores a second until not all are answered within two blocks.
func sustained(ctx context.Context, w *world, seconds int, r *results) error {
	r.SustainedLimitReason = "not reached"
	for rate := 20; rate <= 200; rate += 20 {
		late, share, err := w.stream(ctx, rate, seconds)
		if err != nil {
			return err
		}
		fmt.Printf("1 s blocks, %d requests/s for %d s: %d of %d later than two blocks, the chain %.0f %% full\n",
			rate, seconds, late, rate*seconds, 100*share)
		if late > rate*seconds/100 {
			r.SustainedLimitReason = "the runner"
			if share > 0.9 {
				r.SustainedLimitReason = "the chain's gas limit"
			}
			return nil
		}
		r.SustainedPerSecond, r.SustainedGasShare = rate, share
	}
	return nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
