package push

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// expiration is when a request may be cancelled, in Unix seconds; 0 if it is not open any more.
func (p *Pusher) expiration(ctx context.Context, a asked) (uint64, error) {
	registry := bindings.NewScoreRegistry()
	request, err := contracts.View(ctx, p.deps.Chain, p.at.ScoreRegistry, registry.PackGetRequest(a.id), registry.UnpackGetRequest)
	if err != nil {
		return 0, fmt.Errorf("ask for a request: %w", err)
	}
	return request.Expiration, nil
}

// answered reports whether a request that is not open any more was answered, rather than cancelled.
func (p *Pusher) answered(ctx context.Context, a asked) (bool, error) {
	answer, _, err := oracle.Fate(ctx, p.deps.Chain, oracle.Request{
		Operator: p.at.Operator, RequestID: a.id, Log: types.Log{BlockNumber: a.block},
	})
	return answer != common.Hash{}, err
}

// follow sees what became of the request under way: it collects for an answer, and takes the payment back if there will
// be none.
func (p *Pusher) follow(ctx context.Context, s *state) (outcome, error) {
	expiration, err := p.expiration(ctx, s.open)
	if err != nil {
		return outcomeFailed, err
	}
	if expiration == 0 {
		return p.conclude(ctx, s)
	}
	head, err := p.deps.Chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return outcomeFailed, fmt.Errorf("ask for the latest block: %w", err)
	}
	if head.Time < expiration {
		return outcomeWaiting, nil
	}
	cancel := bindings.NewScoreRegistry().PackCancelRequest(s.open.id)
	if _, err := p.deps.Requester.Send(ctx, p.at.ScoreRegistry, cancel); err != nil {
		return outcomeFailed, fmt.Errorf("cancel a request: %w", err)
	}
	return p.takeBack(ctx, s)
}

// conclude ends a request that is not open any more.
func (p *Pusher) conclude(ctx context.Context, s *state) (outcome, error) {
	answered, err := p.answered(ctx, s.open)
	if err != nil {
		return outcomeFailed, err
	}
	if !answered { // anybody may cancel a request whose time is over
		return p.takeBack(ctx, s)
	}
	s.open, s.owes = asked{}, s.open
	if err := p.collect(ctx, s); err != nil {
		return outcomeUnpaid, err
	}
	return outcomeAnswered, nil
}

// takeBack withdraws what was paid for a request that was cancelled, unless that was done already.
func (p *Pusher) takeBack(ctx context.Context, s *state) (outcome, error) {
	registry := bindings.NewScoreRegistry()
	pusher := p.deps.Requester.Address()
	refund, err := contracts.View(ctx, p.deps.Chain, p.at.ScoreRegistry, registry.PackBalanceOf(pusher), registry.UnpackBalanceOf)
	if err != nil {
		return outcomeFailed, fmt.Errorf("ask for a refund: %w", err)
	}
	if refund.Sign() > 0 {
		if _, err := p.deps.Requester.Send(ctx, p.at.ScoreRegistry, registry.PackWithdraw()); err != nil {
			return outcomeFailed, fmt.Errorf("take a refund: %w", err)
		}
	}
	s.open = asked{}
	return outcomeCancelled, nil
}

// adopt takes up the last request of an earlier process, whatever became of it: it may be under way, or nobody collected
// for its answer.
func (p *Pusher) adopt(ctx context.Context, s *state) (err error) {
	s.open, err = p.lastAsked(ctx, s.Subject)
	s.reset = err == nil
	return err
}

// lastAsked finds the last request for a subject that this key made in the blocks that are looked at; zero if there is
// none.
func (p *Pusher) lastAsked(ctx context.Context, subject common.Address) (asked, error) {
	head, err := p.deps.Chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return asked{}, fmt.Errorf("ask for the latest block: %w", err)
	}
	from := head.Number.Uint64() - min(head.Number.Uint64(), p.cfg.Lookback)
	requested := bindings.NewScoreRegistry().GetABI().Events[bindings.ScoreRegistryScoreRequested{}.ContractEventName()]
	logs, err := p.deps.Chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(from), Addresses: []common.Address{p.at.ScoreRegistry},
		Topics: [][]common.Hash{{requested.ID}, nil, {topic(subject)}, {topic(p.deps.Requester.Address())}},
	})
	if err != nil {
		return asked{}, fmt.Errorf("ask for earlier requests: %w", err)
	}
	if len(logs) == 0 {
		return asked{}, nil
	}
	last := logs[len(logs)-1]
	return asked{last.Topics[1], last.BlockNumber}, nil
}
