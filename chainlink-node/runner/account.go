package runner

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
)

// account is a key that sends, with its sequence of nonces. Safe for concurrent use.
type account struct {
	signer Signer
	chain  Chain

	mu       sync.Mutex
	synced   bool               // next is known
	next     uint64             // the nonce after all that are in use
	reserved map[uint64]bool    // taken, and not in flight yet
	flights  map[uint64]*flight // until their nonces are used up for good

	balance   *big.Int    // wei
	balanceAt common.Hash // block for which balance was asked

	stuck uint64 // the lowest nonce that was not mined at the last look
	since uint64 // the block since which it is
}

func newAccount(signer Signer, chain Chain) *account {
	return &account{signer: signer, chain: chain, reserved: map[uint64]bool{}, flights: map[uint64]*flight{}}
}

func (a *account) address() common.Address { return a.signer.Address() }

// reserve takes the next nonce. With nothing under way the chain is asked: another process may have used the key. The
// caller adds a flight, or releases the nonce.
func (a *account) reserve(ctx context.Context) (uint64, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.synced || a.unmined() == 0 && len(a.reserved) == 0 {
		pending, err := a.chain.PendingNonceAt(ctx, a.address())
		if err != nil {
			return 0, fmt.Errorf("ask for the next nonce: %w", err)
		}
		a.next, a.synced = max(pending, a.afterAll()), true
	}
	nonce := a.next
	a.next++
	a.reserved[nonce] = true
	return nonce, nil
}

// claim takes one nonce, and reports false if it is taken.
func (a *account) claim(nonce uint64) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.flights[nonce] != nil || a.reserved[nonce] {
		return false
	}
	a.reserved[nonce] = true
	return true
}

// afterAll is the nonce after all that are in use; 0 if none is.
func (a *account) afterAll() uint64 {
	var after uint64
	for nonce := range a.flights {
		after = max(after, nonce+1)
	}
	for nonce := range a.reserved {
		after = max(after, nonce+1)
	}
	return after
}

// release gives back a nonce for which nothing was signed. If later ones are in use, the gap is filled with the next
// look.
func (a *account) release(nonce uint64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.reserved, nonce)
	a.synced = false
}

// desync has the chain asked for the next nonce: another process uses the key.
func (a *account) desync() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.synced = false
}

func (a *account) add(f *flight) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.reserved, f.nonce)
	a.flights[f.nonce] = f
}

// remove forgets a flight whose nonce is used up for good.
func (a *account) remove(f *flight) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.flights, f.nonce)
}

// list returns the flights in the order of their nonces.
func (a *account) list() []*flight {
	a.mu.Lock()
	defer a.mu.Unlock()
	list := slices.Collect(maps.Values(a.flights))
	slices.SortFunc(list, byNonce)
	return list
}

// gap returns a nonce between the next that the chain wants and the last in use that nothing was signed for.
func (a *account) gap(wanted uint64) (uint64, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for nonce := wanted; nonce < a.afterAll(); nonce++ {
		if a.flights[nonce] == nil && !a.reserved[nonce] {
			return nonce, true
		}
	}
	return 0, false
}

// inFlight is the number of transactions that are sent and not mined.
func (a *account) inFlight() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.unmined() + len(a.reserved)
}

func (a *account) unmined() int {
	count := 0
	for _, f := range a.flights {
		if !f.mined.Load() {
			count++
		}
	}
	return count
}

// affords returns ErrInsufficientFunds unless the account can pay so much, in wei, beside what its transactions in
// flight may cost. The chain is asked once for each block, named by its hash.
func (a *account) affords(ctx context.Context, block common.Hash, wei *big.Int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance == nil || a.balanceAt != block {
		balance, err := a.chain.BalanceAt(ctx, a.address(), nil)
		if err != nil {
			return fmt.Errorf("ask for the balance of %s: %w", a.address(), err)
		}
		a.balance, a.balanceAt = balance, block
	}
	needed := new(big.Int).Set(wei)
	for _, f := range a.flights {
		needed.Add(needed, f.atStake())
	}
	if a.balance.Cmp(needed) < 0 {
		return fmt.Errorf("%w: %s holds %s wei, and its transactions may cost %s", ErrInsufficientFunds, a.address(), a.balance, needed)
	}
	return nil
}
