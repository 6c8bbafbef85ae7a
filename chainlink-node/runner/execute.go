package runner

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
)

var (
	errRunTooLong = errors.New("the run took longer than it may")
	errOrphaned   = errors.New("its block is no longer part of the chain")
	errTooLate    = errors.New("it is too near its cancelExpiration")
)

// execute takes one request from confirmed to its fulfilment's broadcast, or to its end. What comes after the broadcast
// is the sender's: execute only waits for it.
func (t *term) execute(run *run) {
	t.running.Add(1)
	release := sync.OnceFunc(func() { <-t.slots })
	defer func() {
		release()
		t.running.Add(-1)
		t.queue.done(run)
	}()
	ctx, cancel := context.WithCancelCause(t.base)
	defer cancel(nil)
	limit := time.AfterFunc(t.cfg.MaxRunDuration, func() { cancel(errRunTooLong) })
	defer limit.Stop()

	transmission := &transmission{term: t, run: run, sent: func() { release(); limit.Stop() }}
	err := t.answer(ctx, run, transmission)
	if transmission.flight == nil && t.base.Err() == nil {
		_ = t.finish(run, err) // at the end of the term: the next one does it again
	}
}

// answer asks for the answer of a request and transmits it.
func (t *term) answer(ctx context.Context, run *run, to *transmission) error {
	run.putOff(journal.Step{State: journal.Confirmed})
	block, err := t.prepare(ctx, run)
	if err != nil {
		return err
	}
	if err := t.advance(ctx, run, journal.Step{State: journal.Running}); err != nil {
		return err
	}
	return run.job.pipeline.Run(ctx, pipeline.Start{JobRun: run.request.JobRun(block), Transmit: to}).Err()
}

// prepare makes sure, without asking the adapter, that a request can be answered, and returns its block.
func (t *term) prepare(ctx context.Context, run *run) (*types.Header, error) {
	var block *types.Header
	err := t.persist(ctx, run, func() (err error) {
		head, _ := t.heads.now()
		if block, err = t.block(ctx, run, head); err != nil {
			return err
		}
		expiry := run.request.CancelExpiration
		if expiry.IsUint64() && head.Time+uint64(t.cfg.ExpiryMargin/time.Second) >= expiry.Uint64() {
			return errTooLate
		}
		return t.checkOpen(ctx, run)
	})
	return block, err
}

// block is the block of a request, which it makes sure is part of the chain.
func (t *term) block(ctx context.Context, run *run, head *types.Header) (*types.Header, error) {
	if run.request != nil && run.id.BlockHash == head.Hash() {
		return head, nil
	}
	if err := t.locate(ctx, run); err != nil {
		return nil, err
	}
	block, err := t.chain.HeaderByHash(ctx, run.id.BlockHash)
	if err != nil {
		return nil, fmt.Errorf("ask for the request's block: %w", err)
	}
	return block, nil
}

// locate makes sure that a request's block is part of the chain, and reads the request from it again if need be.
// Returns errOrphaned if it is not.
func (t *term) locate(ctx context.Context, run *run) error {
	receipt, err := t.chain.TransactionReceipt(ctx, run.logTx)
	if errors.Is(err, ethereum.NotFound) || err == nil && receipt.BlockHash != run.id.BlockHash {
		return errOrphaned
	} else if err != nil {
		return fmt.Errorf("ask for the request's receipt: %w", err)
	}
	if run.request != nil {
		return nil
	}
	at := slices.IndexFunc(receipt.Logs, func(l *types.Log) bool { return l.Index == run.logIndex })
	if at < 0 {
		return errOrphaned
	}
	request, err := oracle.ParseRequest(*receipt.Logs[at])
	if err != nil {
		return errOrphaned
	}
	run.request = &request
	return nil
}

// checkOpen asks the Operator whether it holds the request and takes an answer from one of the keys.
func (t *term) checkOpen(ctx context.Context, run *run) (err error) {
	for _, account := range t.accounts() {
		if err = oracle.CheckOpen(ctx, t.chain, *run.request, account); !errors.Is(err, oracle.ErrNotAuthorized) {
			return t.sure(ctx, run, err)
		}
	}
	return err
}

// errUnsettled says that the Operator does not hold a request that the chain shows neither answered nor cancelled: an
// endpoint is behind, or blocks are being replaced.
var errUnsettled = errors.New("the Operator does not hold the request, and nobody has answered or cancelled it")

// sure returns an error unchanged, unless it is oracle.ErrClosed and the chain does not tell why: then errUnsettled.
func (t *term) sure(ctx context.Context, run *run, err error) error {
	if !errors.Is(err, oracle.ErrClosed) {
		return err
	}
	answer, cancelled, failed := oracle.Fate(ctx, t.chain, *run.request)
	switch {
	case failed != nil:
		return failed
	case answer == (common.Hash{}) && !cancelled:
		return errUnsettled
	default:
		return err
	}
}

// lasting reports whether trying again cannot help.
func lasting(err error) bool {
	for _, lasts := range []error{
		errOrphaned, errTooLate, oracle.ErrClosed, oracle.ErrNotAuthorized, oracle.ErrCallbackReverts,
		oracle.ErrWouldRevert, oracle.ErrForeign, journal.ErrLeaseLost, journal.ErrUnknownRun,
	} {
		if errors.Is(err, lasts) {
			return true
		}
	}
	return false
}

// persist tries until it succeeds, fails for a reason that lasts, or ctx ends: then the error names both. If that takes
// more than one try, the journal tells how far the run has come.
func (t *term) persist(ctx context.Context, run *run, try func() error) error {
	var last error
	for {
		err := try()
		if err == nil || lasting(err) {
			return err
		}
		if failed := t.catchUp(ctx, run); failed != nil {
			return failed
		}
		if last == nil || ctx.Err() == nil { // the end of ctx interrupts a try: that is not the reason for trying again
			last = err
		}
		_, moved := t.heads.now()
		if ended := pause(ctx, moved, t.cfg.PollInterval); ended != nil {
			return fmt.Errorf("%w: %w", ended, last)
		}
	}
}

// finish journals, counts and logs how a run ended. An error says that the term ended before that was written.
func (t *term) finish(run *run, err error) error {
	step := journal.Step{State: ending(err)}
	if step.State == journal.Closed {
		step = t.fate(run)
	}
	if err != nil && step.Error == "" {
		step.Error = err.Error()
	}
	if failed := t.advance(t.base, run, step); failed != nil {
		return failed
	}
	if !t.known.end(run.id, step.State == journal.Dropped) {
		return nil // a reorganisation had brought it back
	}
	t.metrics.requests.WithLabelValues(run.jobName(), string(step.State)).Inc()
	log := t.log.With("request_id", run.id.RequestID, "job", run.jobName(), "state", step.State)
	if panicked := (*pipeline.PanicError)(nil); errors.As(err, &panicked) {
		log.Error("a task panicked", "error", err, "stack", string(panicked.Stack))
	}
	switch {
	case step.State == journal.Completed:
		log.Info("request answered")
	case step.State == journal.Errored:
		log.Warn("request not answered", "error", err)
	default:
		log.Info("request not answered", "error", err)
	}
	return nil
}

// again does a run from the beginning whose fulfilment was never mined.
func (t *term) again(run *run) { t.queue.add(run) }

// fate finds out what became of a request that the Operator no longer holds. If that cannot be found out, it is closed.
func (t *term) fate(run *run) journal.Step {
	closed := journal.Step{State: journal.Closed}
	ctx, cancel := context.WithTimeout(t.base, t.cfg.RPCTimeout)
	defer cancel()
	if run.request == nil {
		return closed
	}
	answer, cancelled, err := oracle.Fate(ctx, t.chain, *run.request)
	switch {
	case err != nil:
		return closed
	case cancelled:
		return journal.Step{State: journal.Cancelled}
	case answer == (common.Hash{}):
		return closed
	}
	signed, err := t.journal.Transactions(ctx, run.id)
	ours := slices.ContainsFunc(signed, func(tx journal.Transaction) bool { return tx.Hash == answer })
	if err == nil && ours {
		return journal.Step{State: journal.Completed, TxHash: answer}
	}
	return closed
}

func ending(err error) journal.State {
	switch {
	case err == nil:
		return journal.Completed
	case errors.Is(err, errOrphaned):
		return journal.Dropped
	case errors.Is(err, errTooLate):
		return journal.Expired
	case errors.Is(err, oracle.ErrClosed):
		return journal.Closed
	default:
		return journal.Errored
	}
}

// RevertedError says that a fulfilment was mined and reverted.
type RevertedError struct{ Tx common.Hash }

// Error names the transaction, in the real node's words.
func (e *RevertedError) Error() string { return fmt.Sprintf("transaction %s reverted on-chain", e.Tx) }

// transmission sends the fulfilment of one run. It implements pipeline.Transmitter.
type transmission struct {
	term   *term
	run    *run
	sent   func()  // called once there is nothing left to do but wait
	flight *flight // nil before the fulfilment is journalled
}

// Transmit tries the fulfilment, sends it if it will succeed and waits until it is mined.
//
// Trying reads the Operator's commitment, and nothing else is sent for a request: so none is fulfilled twice.
func (t *transmission) Transmit(ctx context.Context, tx pipeline.Transaction) (*types.Receipt, error) {
	if err := t.run.request.CheckFulfilment(tx.To, tx.Data); err != nil {
		return nil, err
	}
	t.run.putOff(journal.Step{State: journal.Answered})
	if err := t.term.sender.enter(ctx); err != nil {
		return nil, err
	}
	if err := t.dispatch(ctx, tx); err != nil {
		t.term.sender.leave()
		return nil, err
	}
	t.sent()
	return t.term.sender.wait(ctx, t.flight)
}

// dispatch tries and sends until the fulfilment is on its way or it turns out to be in vain.
func (t *transmission) dispatch(ctx context.Context, tx pipeline.Transaction) error {
	limit := orElse(tx.GasLimit, t.term.cfg.DefaultGasLimit)
	confirmations := uint64(untilFinal)
	if tx.MinConfirmations != nil {
		confirmations = max(*tx.MinConfirmations, 1)
	}
	return t.term.persist(ctx, t.run, func() (err error) {
		t.flight, err = t.term.sender.send(ctx, t.run, fulfilment{
			to: tx.To, data: tx.Data, limit: limit, confirmations: confirmations,
		})
		err = t.term.sure(ctx, t.run, err)
		if err != nil && !lasting(err) {
			t.term.metrics.fails.Inc()
			t.term.report(checkSender, err)
		}
		return err
	})
}
