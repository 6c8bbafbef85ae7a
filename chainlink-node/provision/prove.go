package provision

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

var (
	// ErrUnanswered says that a request got no answer in time.
	ErrUnanswered = errors.New("the request was not answered")
	// ErrNoLINK says that the one who asks cannot pay.
	ErrNoLINK = errors.New("the key that asks holds too little LINK")
)

// Proof is what came of a real request.
type Proof struct {
	RequestID common.Hash
	Block     uint64 // of the request
	Answer    common.Hash
	Stored    bool // whether the contract kept the score; if not, it refused it
}

// prove makes one request and waits for its answer.
func (p *Provisioner) prove(ctx context.Context) error {
	if !p.cfg.Prove {
		return nil
	}
	if p.cfg.DryRun {
		p.tell("proof", Changed, "one score is asked for")
		return nil
	}
	proof, err := p.Request(ctx)
	if err != nil {
		return err
	}
	p.tell("proof", Changed, "request %s was answered by transaction %s; the contract stored the score: %t", proof.RequestID, proof.Answer, proof.Stored)
	return nil
}

// Request asks ScoreRegistry for the score of the key's own address, pays for it, and waits until the Operator has let an
// answer pass.
//
// Returns ErrNoLINK before anything is sent, or ErrUnanswered with the cause as far as the node tells it; what was paid
// can be taken back with cancelRequest five minutes later.
func (p *Provisioner) Request(ctx context.Context) (Proof, error) {
	if p.deps.Key == nil {
		return Proof{}, errNoKey
	}
	sender, err := contracts.NewSender(ctx, p.deps.Chain, p.deps.Key)
	if err != nil {
		return Proof{}, err
	}
	receipt, err := p.ask(ctx, sender)
	if err != nil {
		return Proof{}, err
	}
	proof := Proof{Block: receipt.BlockNumber.Uint64()}
	for _, log := range receipt.Logs {
		if asked, err := bindings.NewOperator().UnpackOracleRequestEvent(log); err == nil {
			proof.RequestID = asked.RequestId
		}
	}
	if proof.RequestID == (common.Hash{}) {
		return proof, fmt.Errorf("transaction %s made no request on the Operator", receipt.TxHash)
	}
	err = p.until(ctx, func(ctx context.Context) error { return p.answered(ctx, &proof) })
	if errors.Is(err, errNotYet) || errors.Is(err, ErrUnanswered) {
		return proof, fmt.Errorf("%w: the payment can be taken back with ScoreRegistry.cancelRequest(%s) five minutes after the request",
			err, proof.RequestID)
	}
	return proof, err
}

// ask allows the payment and makes the request.
func (p *Provisioner) ask(ctx context.Context, sender *contracts.Sender) (*types.Receipt, error) {
	d, link, registry := p.cfg.Deployment, bindings.NewLinkToken(), bindings.NewScoreRegistry()
	payment, err := contracts.View(ctx, p.deps.Chain, d.ScoreRegistry, registry.PackOraclePayment(), registry.UnpackOraclePayment)
	if err != nil {
		return nil, fmt.Errorf("ask ScoreRegistry for its payment: %w", err)
	}
	balance, err := contracts.View(ctx, p.deps.Chain, d.LinkToken, link.PackBalanceOf(sender.Address()), link.UnpackBalanceOf)
	if err != nil {
		return nil, fmt.Errorf("ask for the LINK of %s: %w", sender.Address(), err)
	}
	if balance.Cmp(payment) < 0 {
		return nil, fmt.Errorf("%w: %s has %s juels, a request costs %s; send it LINK", ErrNoLINK, sender.Address(), balance, payment)
	}
	if _, err := sender.Send(ctx, d.LinkToken, link.PackApprove(d.ScoreRegistry, payment)); err != nil {
		return nil, fmt.Errorf("allow the payment: %w", err)
	}
	receipt, err := sender.Send(ctx, d.ScoreRegistry, registry.PackRequestScore(sender.Address()))
	if err != nil {
		return nil, fmt.Errorf("ask for a score: %w", err)
	}
	return receipt, nil
}

// answered looks for the answer on chain, and for a run that failed on the node.
func (p *Provisioner) answered(ctx context.Context, proof *Proof) error {
	events := bindings.NewOperator().GetABI().Events
	logs, err := p.deps.Chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(proof.Block), Addresses: []common.Address{p.cfg.Deployment.Operator},
		Topics: [][]common.Hash{{events["OracleResponse"].ID}, {proof.RequestID}},
	})
	if err != nil {
		return fmt.Errorf("look for the answer: %w", err)
	}
	if len(logs) > 0 {
		proof.Answer = logs[0].TxHash
		return p.delivered(ctx, proof)
	}
	if !p.deps.Node.CanLogin() {
		return fmt.Errorf("%w: %w", errNotYet, ErrUnanswered)
	}
	runs, err := p.deps.Node.Runs(ctx, recentRuns)
	if err != nil {
		return err
	}
	for _, run := range runs {
		if run.RequestID == proof.RequestID && run.Finished() && run.Failed {
			return fmt.Errorf("%w: run %s of the node failed: %s", ErrUnanswered, run.ID, Cause(run))
		}
	}
	return fmt.Errorf("%w: %w and the node has no run that failed for it", errNotYet, ErrUnanswered)
}

// delivered finds out what the contract made of the answer.
func (p *Provisioner) delivered(ctx context.Context, proof *Proof) error {
	receipt, err := p.deps.Chain.TransactionReceipt(ctx, proof.Answer)
	if err != nil {
		return fmt.Errorf("%w: read the answer's receipt: %w", errNotYet, err)
	}
	registry := bindings.NewScoreRegistry()
	for _, log := range receipt.Logs {
		if stored, err := registry.UnpackScoreUpdatedEvent(log); err == nil && stored.RequestId == proof.RequestID {
			proof.Stored = true
		}
	}
	return nil
}
