package runner

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
)

var (
	errRunTooLong = errors.New("the run took longer than it may")
	errOrphaned   = errors.New("its block is no longer part of the chain")
	errTooLate    = errors.New("it is too near its cancelExpiration")
)

// maxErrorLength is the length limit, in bytes, of a run's error in the journal.
const maxErrorLength = 500

// execute takes one request from confirmed to its end.
func (r *Runner) execute(base context.Context, run *run) {
	r.running.Add(1)
	release := sync.OnceFunc(func() { <-r.slots })
	defer func() {
		release()
		r.running.Add(-1)
		r.queue.done(run)
	}()
	ctx, cancel := context.WithCancelCause(base)
	defer cancel(nil)
	limit := time.AfterFunc(r.cfg.MaxRunDuration, func() { cancel(errRunTooLong) })
	defer limit.Stop()

	started := time.Now()
	block, err := r.prepare(ctx, run)
	var result pipeline.Run
	if err == nil {
		err = r.advance(ctx, run, Step{State: StateRunning})
	}
	if err == nil {
		result = run.job.pipeline.Run(ctx, pipeline.Start{
			JobRun:   run.request.JobRun(block),
			Transmit: &transmission{runner: r, run: run, sent: func() { release(); limit.Stop() }},
		})
		err = result.Err()
	}
	r.finish(base, run, err, time.Since(started))
}

// prepare makes sure, without asking the adapter, that a request can be answered, and returns its block.
func (r *Runner) prepare(ctx context.Context, run *run) (*types.Header, error) {
	var block *types.Header
	err := r.persist(ctx, func() error {
		log := run.request.Log
		receipt, err := r.chain.TransactionReceipt(ctx, log.TxHash)
		if errors.Is(err, ethereum.NotFound) || err == nil && receipt.BlockHash != log.BlockHash {
			return errOrphaned
		} else if err != nil {
			return fmt.Errorf("ask for the request's receipt: %w", err)
		}
		if block, err = r.chain.HeaderByHash(ctx, log.BlockHash); err != nil {
			return fmt.Errorf("ask for the request's block: %w", err)
		}
		head, _ := r.heads.now()
		expiry := run.request.CancelExpiration
		if expiry.IsUint64() && head.Time+uint64(r.cfg.ExpiryMargin/time.Second) >= expiry.Uint64() {
			return errTooLate
		}
		return oracle.CheckOpen(ctx, r.chain, run.request, r.signer.Address())
	})
	return block, err
}

// lasting reports whether trying again cannot help.
func lasting(err error) bool {
	for _, lasts := range []error{
		errOrphaned, errTooLate, oracle.ErrClosed, oracle.ErrNotAuthorized, oracle.ErrCallbackReverts,
		oracle.ErrWouldRevert, oracle.ErrForeign,
	} {
		if errors.Is(err, lasts) {
			return true
		}
	}
	return false
}

// persist tries until it succeeds, fails for a reason that lasts, or ctx ends: then the error names both.
func (r *Runner) persist(ctx context.Context, try func() error) error {
	var last error
	for {
		err := try()
		if err == nil || lasting(err) {
			return err
		}
		if last == nil || ctx.Err() == nil { // the end of ctx interrupts a try: that is not the reason for trying again
			last = err
		}
		_, moved := r.heads.now()
		if ended := pause(ctx, moved, r.cfg.PollInterval); ended != nil {
			return fmt.Errorf("%w: %w", ended, last)
		}
	}
}

// finish journals, counts and logs how a run ended.
func (r *Runner) finish(ctx context.Context, run *run, err error, took time.Duration) {
	state := ending(err)
	if errors.Is(ctx.Err(), context.Canceled) && state == StateErrored {
		state = StateStopped
	}
	step := Step{State: state}
	if err != nil {
		text := err.Error()
		step.Error = strings.ToValidUTF8(text[:min(len(text), maxErrorLength)], "")
	}
	if err := r.advance(context.WithoutCancel(ctx), run, step); err != nil {
		r.log.Error("run's end not journalled", "request_id", run.id.RequestID, "error", err)
	}
	r.metrics.requests.WithLabelValues(run.job.spec.Name, string(state)).Inc()
	log := r.log.With("request_id", run.id.RequestID, "job", run.job.spec.Name, "state", state, "took", took)
	if panicked := (*pipeline.PanicError)(nil); errors.As(err, &panicked) {
		log.Error("a task panicked", "error", err, "stack", string(panicked.Stack))
	}
	switch {
	case err == nil:
		log.Info("request answered")
	case state == StateErrored:
		log.Warn("request not answered", "error", err)
	default:
		log.Info("request not answered", "error", err)
	}
}

func ending(err error) State {
	switch {
	case err == nil:
		return StateCompleted
	case errors.Is(err, errOrphaned):
		return StateDropped
	case errors.Is(err, errTooLate):
		return StateExpired
	case errors.Is(err, oracle.ErrClosed):
		return StateClosed
	default:
		return StateErrored
	}
}

// advance journals a step of a run.
func (r *Runner) advance(ctx context.Context, run *run, step Step) error {
	step.At = time.Now().UTC()
	if err := r.journal.Advance(ctx, run.id, step); err != nil {
		return fmt.Errorf("journal that request %s is %s: %w", run.id.RequestID, step.State, err)
	}
	return nil
}

// RevertedError says that a fulfilment was mined and reverted.
type RevertedError struct{ Tx common.Hash }

// Error names the transaction, in the real node's words.
func (e *RevertedError) Error() string { return fmt.Sprintf("transaction %s reverted on-chain", e.Tx) }

// transmission sends the fulfilment of one run. It implements pipeline.Transmitter.
type transmission struct {
	runner *Runner
	run    *run
	sent   func() // called once there is nothing left to do but wait
}

// Transmit tries the fulfilment, sends it if it will succeed and waits until it is mined.
//
// Trying reads the Operator's commitment, and nothing else is sent for a request: so none is fulfilled twice.
func (t *transmission) Transmit(ctx context.Context, tx pipeline.Transaction) (*types.Receipt, error) {
	r := t.runner
	if err := t.run.request.CheckFulfilment(tx.To, tx.Data); err != nil {
		return nil, err
	}
	if err := r.advance(ctx, t.run, Step{State: StateAnswered}); err != nil {
		return nil, err
	}
	select {
	case r.sender.slots <- struct{}{}:
		defer func() { <-r.sender.slots }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	sent, err := t.broadcast(ctx, tx)
	if err != nil {
		return nil, err
	}
	t.sent()
	receipt, err := r.sender.await(ctx, sent, t.confirmations(tx))
	if err != nil {
		return nil, err
	}
	r.metrics.mined(receipt)
	if err := r.advance(ctx, t.run, Step{State: StateMined}); err != nil {
		return nil, err
	}
	if receipt.Status != types.ReceiptStatusSuccessful {
		return nil, &RevertedError{Tx: receipt.TxHash}
	}
	return receipt, nil
}

// broadcast tries and sends until the chain takes the fulfilment or it turns out to be in vain.
func (t *transmission) broadcast(ctx context.Context, tx pipeline.Transaction) (sent *types.Transaction, err error) {
	r := t.runner
	limit := orElse(tx.GasLimit, r.cfg.DefaultGasLimit)
	err = r.persist(ctx, func() error {
		gas, err := oracle.Simulate(ctx, r.chain, t.run.request, r.signer.Address(), tx.Data, limit, r.cfg.MaxGasLimit)
		if err != nil {
			return err
		}
		sent, err = r.sender.send(ctx, tx.To, tx.Data, gas, func(signed *types.Transaction) error {
			return r.advance(ctx, t.run, Step{State: StateSent, TxHash: signed.Hash()})
		})
		if err != nil {
			r.metrics.fails.Inc()
		}
		r.report(checkSender, err)
		return err
	})
	return sent, err
}

// confirmations is the number of blocks to wait for, the fulfilment's own included.
func (t *transmission) confirmations(tx pipeline.Transaction) uint64 {
	if tx.MinConfirmations == nil {
		return t.runner.cfg.FinalityDepth
	}
	return *tx.MinConfirmations
}
