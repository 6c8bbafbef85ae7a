package runner

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
)

// untilFinal, as a number of confirmations, stands for as many as it takes until the block is final.
const untilFinal = 0

// flight is a nonce that something was signed for, until the chain has used it up for good.
type flight struct {
	account       *account
	nonce         uint64
	run           *run   // nil if it only fills a gap
	confirmations uint64 // for run
	slot          bool   // it takes one of the sender's until it is mined
	mined         atomic.Bool
	stake         atomic.Pointer[big.Int] // what its newest attempt can cost, wei; nil before there is one

	landed  chan struct{} // closed when the run has ended
	outcome *types.Receipt
	err     error // why the run failed; it and outcome are set before landed is closed

	mu          sync.Mutex
	attempts    []*types.Transaction // the oldest first
	accepted    bool                 // the chain has the newest attempt
	underpriced bool                 // the chain wants more for it
	offeredAt   uint64               // the block at which the newest attempt was first offered; 0 before
	vain        error                // why the fulfilment was given up, once a transfer takes its place
	receipt     *types.Receipt       // of the attempt that was mined
	missing     time.Time            // since when the nonce is used up without a receipt of ours
	looks       int                  // how often that was seen
	noted       bool                 // that it is mined is journalled
	told        bool                 // how the run ended is journalled
	failure     error                // why the run failed, if it did
}

// errUnderWay says that a run's fulfilment is on its way and nobody waits for it here any more.
var errUnderWay = fmt.Errorf("%w: the fulfilment is on its way", pipeline.ErrLeft)

// errTaken says that another process that has the key has used the nonce: the run begins anew.
var errTaken = fmt.Errorf("%w: another process has used the nonce", pipeline.ErrLeft)

func byNonce(a, b *flight) int { return cmp.Compare(a.nonce, b.nonce) }

// add adds a signed attempt.
func (f *flight) add(tx *types.Transaction) {
	f.attempts = append(f.attempts, tx)
	f.stake.Store(tx.Cost())
	f.accepted, f.underpriced, f.offeredAt = false, false, 0
}

func (f *flight) newest() *types.Transaction { return f.attempts[len(f.attempts)-1] }

// fulfilment is the newest attempt that is one, nil if none is.
func (f *flight) fulfilment() *types.Transaction {
	for _, attempt := range slices.Backward(f.attempts) {
		if *attempt.To() != f.account.address() {
			return attempt
		}
	}
	return nil
}

// attempted reports whether a transaction is one of the attempts.
func (f *flight) attempted(tx common.Hash) bool {
	return slices.ContainsFunc(f.attempts, func(attempt *types.Transaction) bool { return attempt.Hash() == tx })
}

// isTransfer reports whether a transaction only uses up a nonce.
func (f *flight) isTransfer(tx common.Hash) bool {
	for _, attempt := range f.attempts {
		if attempt.Hash() == tx {
			return *attempt.To() == f.account.address()
		}
	}
	return false
}

// atStake is what it can still cost, in wei.
func (f *flight) atStake() *big.Int {
	if wei := f.stake.Load(); wei != nil && !f.mined.Load() {
		return wei
	}
	return new(big.Int)
}

// land lets go of who waits for it.
func (f *flight) land(receipt *types.Receipt, err error) {
	select {
	case <-f.landed: // a reorganisation brought it back
	default:
		f.outcome, f.err = receipt, err
		close(f.landed)
	}
}

// wait returns a flight's receipt once its run has ended, or why that failed.
func (s *sender) wait(ctx context.Context, f *flight) (*types.Receipt, error) {
	select {
	case <-f.landed:
		return f.outcome, f.err
	case <-s.leaving:
		return nil, errUnderWay
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
