package runner

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// fees says what to pay for gas. Safe for concurrent use.
type fees struct {
	chain Chain
	heads *heads
	most  *big.Int // wei

	mu    sync.Mutex
	tip   *big.Int
	tipAt common.Hash // block for which tip was asked
}

// now gives tip and limit per gas, in wei: the limit leaves room for the base fee to double. Returns ErrFeeTooHigh if
// the base fee alone is more than the most to pay.
//
// Source: EIP-1559; go-ethereum, accounts/abi/bind, which does the same
func (f *fees) now(ctx context.Context) (tip, limit *big.Int, err error) {
	head, _ := f.heads.now()
	if head == nil || head.BaseFee == nil {
		return nil, nil, errors.New("the chain's latest block has no base fee (EIP-1559)")
	}
	if head.BaseFee.Cmp(f.most) > 0 {
		return nil, nil, fmt.Errorf("%w: base fee %s wei, limit %s wei", ErrFeeTooHigh, head.BaseFee, f.most)
	}
	if tip, err = f.suggested(ctx, head.Hash()); err != nil {
		return nil, nil, err
	}
	limit = new(big.Int).Lsh(head.BaseFee, 1)
	limit.Add(limit, tip)
	limit = least(limit, f.most)
	return least(tip, limit), limit, nil
}

func (f *fees) suggested(ctx context.Context, at common.Hash) (*big.Int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.tip == nil || f.tipAt != at {
		suggested, err := f.chain.SuggestGasTipCap(ctx)
		if err != nil {
			return nil, fmt.Errorf("ask for a gas tip: %w", err)
		}
		f.tip, f.tipAt = suggested, at
	}
	return f.tip, nil
}

// By how much a transaction pays more than the one it replaces: what is aimed at, and the least that chains take.
//
// Source: chainlink v2.18, docs/CONFIG.md, EVM.GasEstimator.BumpPercent; go-ethereum, core/txpool/legacypool,
// DefaultConfig.PriceBump
const (
	bumpPercent      = 20
	leastBumpPercent = 10
)

// raised gives tip and limit with which a transaction replaces another: each is raised by a fifth, or to what is usual
// now if that is more. Returns ErrFeeTooHigh if the most to pay leaves less room than chains want.
func (f *fees) raised(ctx context.Context, old *types.Transaction) (tip, limit *big.Int, err error) {
	tip, limit, err = f.now(ctx)
	if err != nil {
		return nil, nil, err
	}
	tip = least(greatest(tip, more(old.GasTipCap(), bumpPercent)), f.most)
	limit = least(greatest(limit, more(old.GasFeeCap(), bumpPercent), tip), f.most)
	if tip.Cmp(more(old.GasTipCap(), leastBumpPercent)) < 0 || limit.Cmp(more(old.GasFeeCap(), leastBumpPercent)) < 0 {
		return nil, nil, fmt.Errorf("%w: %s wei are offered, limit %s wei", ErrFeeTooHigh, old.GasFeeCap(), f.most)
	}
	return tip, limit, nil
}

// more is a price raised by so many percent, rounded up, and by 1 wei at least.
func more(price *big.Int, percent int64) *big.Int {
	raised := new(big.Int).Mul(price, big.NewInt(100+percent))
	return raised.Div(raised, big.NewInt(100)).Add(raised, common.Big1)
}

func least(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func greatest(first *big.Int, others ...*big.Int) *big.Int {
	for _, other := range others {
		if other.Cmp(first) > 0 {
			first = other
		}
	}
	return first
}

// verdict is what a chain makes of a transaction that it was offered.
type verdict int

const (
	taken       verdict = iota // it has it
	declined                   // it does not take it, or could not be asked
	nonceUsed                  // another transaction of this nonce, or this one, was mined
	underpriced                // it wants more for it
	poor                       // the account cannot pay for it
)

// judge reads an endpoint's answer. There are no codes for these, only texts, and each kind of node has its own.
//
// Source: go-ethereum, core/txpool/errors.go; Foundry's anvil 1.7.1; chainlink v2.18, core/chains/evm/client/errors.go
func judge(err error) verdict {
	if err == nil {
		return taken
	}
	text := strings.ToLower(err.Error())
	for _, known := range []struct {
		verdict
		texts []string
	}{
		{taken, []string{"already known", "already imported", "known transaction", "alreadyknown"}},
		{nonceUsed, []string{"nonce too low", "nonce is too low", "nonce has already been used", "oldnonce"}},
		{underpriced, []string{"underpriced", "less than block base fee", "fee too low", "feetoolow"}},
		{poor, []string{"insufficient funds", "insufficient balance", "insufficientfunds"}},
	} {
		for _, part := range known.texts {
			if strings.Contains(text, part) {
				return known.verdict
			}
		}
	}
	return declined
}
