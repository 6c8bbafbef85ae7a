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

// collect takes the payment for the answer that a subject owes, from its allowance. The chain is asked first whether it
// was taken already: an earlier process may have, or a transaction that was given up as lost.
func (p *Pusher) collect(ctx context.Context, s *state) error {
	if err := p.deps.Requester.CheckIdle(ctx); err != nil {
		return fmt.Errorf("collect a request's payment: %w", err)
	}
	paid, err := p.paid(ctx, s)
	if err != nil {
		return err
	}
	if paid {
		s.owes = asked{}
		return nil
	}
	cost, err := p.juels(ctx)
	if err != nil {
		return err
	}
	take := bindings.NewLinkToken().PackTransferFrom(s.Subject, p.deps.Requester.Address(), cost)
	if _, err := p.deps.Requester.Send(ctx, p.at.LinkToken, take); err != nil {
		return fmt.Errorf("collect a request's payment: %w", err)
	}
	s.owes = asked{}
	return nil
}

// paid reports whether LINK went from the subject to the pusher since the request that it owes for was made. Requests of a
// subject come one after another, each after the payment for the one before.
func (p *Pusher) paid(ctx context.Context, s *state) (bool, error) {
	transfer := bindings.NewLinkToken().GetABI().Events[bindings.LinkTokenTransfer{}.ContractEventName()]
	logs, err := p.deps.Chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(s.owes.block), Addresses: []common.Address{p.at.LinkToken},
		Topics: [][]common.Hash{{transfer.ID}, {topic(s.Subject)}, {topic(p.deps.Requester.Address())}},
	})
	if err != nil {
		return false, fmt.Errorf("ask for the subject's payments: %w", err)
	}
	return len(logs) > 0, nil
}

func topic(account common.Address) common.Hash { return common.BytesToHash(account[:]) }
