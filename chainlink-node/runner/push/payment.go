package push

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// mayAsk tells why a subject is not to be served: it did not agree, or does not pay. "" is that it may.
func (p *Pusher) mayAsk(ctx context.Context, subject common.Address) (outcome, error) {
	registry, link := bindings.NewScoreRegistry(), bindings.NewLinkToken()
	pusher := p.deps.Requester.Address()
	head, err := p.deps.Chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return outcomeFailed, fmt.Errorf("ask for the latest block: %w", err)
	}
	until, err := contracts.View(ctx, p.deps.Chain, p.at.ScoreRegistry, registry.PackReaderUntil(subject, pusher), registry.UnpackReaderUntil)
	if err != nil {
		return outcomeFailed, fmt.Errorf("ask for the subject's consent: %w", err)
	}
	if until <= head.Time {
		return outcomeNotAllowed, nil
	}
	cost, err := p.juels(ctx)
	if err != nil {
		return outcomeFailed, err
	}
	allowance, err := contracts.View(ctx, p.deps.Chain, p.at.LinkToken, link.PackAllowance(subject, pusher), link.UnpackAllowance)
	if err != nil {
		return outcomeFailed, fmt.Errorf("ask for the subject's allowance: %w", err)
	}
	balance, err := contracts.View(ctx, p.deps.Chain, p.at.LinkToken, link.PackBalanceOf(subject), link.UnpackBalanceOf)
	if err != nil {
		return outcomeFailed, fmt.Errorf("ask for the subject's LINK: %w", err)
	}
	if allowance.Cmp(cost) < 0 || balance.Cmp(cost) < 0 {
		return outcomeUnpaid, nil
	}
	return "", nil
}

// collect takes a request's payment from the subject's allowance.
func (p *Pusher) collect(ctx context.Context, s *state) error {
	cost, err := p.juels(ctx)
	if err != nil {
		return err
	}
	take := bindings.NewLinkToken().PackTransferFrom(s.Subject, p.deps.Requester.Address(), cost)
	if _, err := p.deps.Requester.Send(ctx, p.at.LinkToken, take); err != nil {
		return fmt.Errorf("collect a request's payment: %w", err)
	}
	s.owes = false
	return nil
}

// follow sees what became of the request under way: it collects for an answer, and takes the payment back if there will
// be none.
func (p *Pusher) follow(ctx context.Context, s *state) (outcome, error) {
	registry := bindings.NewScoreRegistry()
	request, err := contracts.View(ctx, p.deps.Chain, p.at.ScoreRegistry, registry.PackGetRequest(s.open), registry.UnpackGetRequest)
	if err != nil {
		return outcomeFailed, fmt.Errorf("ask for a request: %w", err)
	}
	if request.Expiration == 0 {
		s.open, s.owes = common.Hash{}, true
		if err := p.collect(ctx, s); err != nil {
			return outcomeUnpaid, err
		}
		return outcomeAnswered, nil
	}
	head, err := p.deps.Chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return outcomeFailed, fmt.Errorf("ask for the latest block: %w", err)
	}
	if head.Time < request.Expiration {
		return outcomeWaiting, nil
	}
	if _, err := p.deps.Requester.Send(ctx, p.at.ScoreRegistry, registry.PackCancelRequest(s.open)); err != nil {
		return outcomeFailed, fmt.Errorf("cancel a request: %w", err)
	}
	s.open = common.Hash{}
	if _, err := p.deps.Requester.Send(ctx, p.at.ScoreRegistry, registry.PackWithdraw()); err != nil {
		return outcomeFailed, fmt.Errorf("take a refund: %w", err)
	}
	return outcomeCancelled, nil
}

// adopt looks for a request under way that an earlier process made.
func (p *Pusher) adopt(ctx context.Context, s *state) error {
	registry := bindings.NewScoreRegistry()
	head, err := p.deps.Chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return fmt.Errorf("ask for the latest block: %w", err)
	}
	from := head.Number.Uint64() - min(head.Number.Uint64(), p.cfg.Lookback)
	event := registry.GetABI().Events[bindings.ScoreRegistryScoreRequested{}.ContractEventName()]
	logs, err := p.deps.Chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(from), Addresses: []common.Address{p.at.ScoreRegistry},
		Topics: [][]common.Hash{
			{event.ID}, nil, {common.BytesToHash(s.Subject[:])}, {common.BytesToHash(p.deps.Requester.Address().Bytes())},
		},
	})
	if err != nil {
		return fmt.Errorf("ask for earlier requests: %w", err)
	}
	for _, log := range logs {
		id := log.Topics[1]
		request, err := contracts.View(ctx, p.deps.Chain, p.at.ScoreRegistry, registry.PackGetRequest(id), registry.UnpackGetRequest)
		if err != nil {
			return fmt.Errorf("ask for a request: %w", err)
		}
		if request.Expiration != 0 {
			s.open = id
		}
	}
	s.reset = true
	return nil
}
