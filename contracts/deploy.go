package contracts

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"
)

// Plan says what to deploy.
type Plan struct {
	// LinkToken is the network's LINK; the zero address deploys a token of its own, for development
	// chains, and mints SupplyJuels of it to the deployer.
	LinkToken common.Address
	// SupplyJuels is minted to the deployer where LinkToken is zero.
	SupplyJuels *big.Int
	// Operator is one that is there already; the zero address deploys one.
	Operator common.Address
	// Nodes may answer requests: the addresses of the node's or runner's keys. The Operator's owner alone can let them,
	// beside those that may already.
	Nodes []common.Address
	// PaymentJuels is paid to the oracle for each request of either contract.
	PaymentJuels *big.Int
	// ApprovalWindow is how long a patient has to decide, in whole seconds.
	ApprovalWindow time.Duration
	// ModelHash is the scoring model whose answers the registry accepts; zero accepts any.
	ModelHash [32]byte
	// ScoreJobID and RecordJobID are the external job ids that the contracts will ask for; BatchJobID is that of
	// batches, which the zero UUID leaves out.
	ScoreJobID, RecordJobID, BatchJobID uuid.UUID
	// Owner is to own what is deployed, once it has called acceptOwnership; zero leaves it to the deployer.
	Owner common.Address
}

// Done tells of a step that stands.
type Done struct {
	Step string // a contract, or contract.function
	At   common.Address
	// Receipt is the transaction's; nil if the step stood already.
	Receipt *types.Receipt
}

// Journal is told how a deployment goes on. Both functions are required.
type Journal struct {
	// Save keeps the deployment as it is: Continue takes it up from there, wherever it was cut off. It is called before
	// each transaction is sent and after each is mined.
	Save func(Deployment) error
	// Done is called for each step that stands, in their order.
	Done func(Done)
}

// ErrOtherDeployer is returned if another account than the one that began is to go on with a deployment.
var ErrOtherDeployer = errors.New("another account began this deployment")

// Deploy puts the Operator and the two consumer contracts on a chain, authorises the nodes
// and returns where everything is. done is called with each contract's name once it stands.
//
// The deployer owns all three. Returns an error that names the step; what was deployed
// before it stays on the chain.
func Deploy(ctx context.Context, s *Sender, plan Plan, done func(name string, at common.Address)) (Deployment, error) {
	contract := map[string]bool{"LinkToken": true, "Operator": true, "ScoreRegistry": true, "RecordMarket": true}
	return Continue(ctx, s, plan, Deployment{}, Journal{
		Save: func(Deployment) error { return nil },
		Done: func(d Done) {
			if contract[d.Step] {
				done(d.Step, d.At)
			}
		},
	})
}

// Continue deploys what of a plan does not stand yet, d being what Journal.Save got last: the zero Deployment begins.
// Each step is verified on the chain before the next.
//
// A transaction whose fate is unknown is not made anew but sent again as it was: its nonce lets it happen once only.
// Returns ErrOtherDeployer, or an error that names the step; the same call goes on from there.
func Continue(ctx context.Context, s *Sender, plan Plan, d Deployment, journal Journal) (Deployment, error) {
	r := &deploying{sender: s, journal: journal, deployment: d}
	if err := r.begin(ctx, plan); err != nil {
		return r.deployment, err
	}
	b := builder{chain: s.backend, plan: plan, deployment: &r.deployment, deployer: s.Address()}
	for _, step := range b.steps() {
		if err := r.take(ctx, step); err != nil {
			return r.deployment, fmt.Errorf("deploy %s: %w", step.name, err)
		}
	}
	r.deployment.Unfinished = nil
	return r.deployment, journal.Save(r.deployment)
}

// deploying is a deployment under way.
type deploying struct {
	sender     *Sender
	journal    Journal
	deployment Deployment
}

// begin checks that d can go on here, or starts it.
func (r *deploying) begin(ctx context.Context, plan Plan) error {
	d := &r.deployment
	id, err := r.sender.backend.ChainID(ctx)
	if err != nil {
		return fmt.Errorf("ask for the chain id: %w", err)
	}
	if d.Unfinished == nil {
		*d, err = plan.begin(ctx, r.sender.backend, id.Uint64())
		d.Unfinished = &Unfinished{Deployer: r.sender.Address()}
		return err
	}
	if d.ChainID != id.Uint64() {
		return fmt.Errorf("the deployment was begun on chain %d, this is chain %d", d.ChainID, id.Uint64())
	}
	if d.Unfinished.Deployer != r.sender.Address() {
		return fmt.Errorf("%w: %s, not %s", ErrOtherDeployer, d.Unfinished.Deployer, r.sender.Address())
	}
	return nil
}

// begin is a deployment of which nothing stands.
func (p Plan) begin(ctx context.Context, chain Backend, chainID uint64) (Deployment, error) {
	d := Deployment{
		ChainID: chainID, LinkToken: p.LinkToken, Operator: p.Operator,
		ScoreJobID: p.ScoreJobID, RecordJobID: p.RecordJobID, BatchJobID: p.BatchJobID,
	}
	head, err := chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return d, fmt.Errorf("ask for the latest block: %w", err)
	}
	d.FirstBlock = head.Number.Uint64() + 1
	return d, nil
}

// take makes a step stand.
func (r *deploying) take(ctx context.Context, s step) error {
	pending, err := r.recover(ctx, s)
	if err != nil {
		return err
	}
	stands, err := s.stands(ctx)
	if err != nil {
		return err
	}
	done := Done{Step: s.name}
	if !stands {
		if done.Receipt, err = r.transact(ctx, s, pending); err != nil {
			return err
		}
		if stands, err = s.stands(ctx); err != nil {
			return err
		}
		if !stands {
			return errors.New("the transaction was mined and changed nothing")
		}
	}
	done.At = s.at()
	r.journal.Done(done)
	return nil
}

// recover finds out what became of the transaction that an earlier call signed for a step. It returns the transaction if
// it can still happen.
func (r *deploying) recover(ctx context.Context, s step) (*types.Transaction, error) {
	sent := r.deployment.Unfinished.Sent
	if sent == nil || sent.Step != s.name {
		return nil, nil
	}
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(sent.Raw); err != nil {
		return nil, fmt.Errorf("read the transaction that was sent: %w", err)
	}
	next, err := r.sender.backend.NonceAt(ctx, r.sender.Address(), nil)
	if err != nil {
		return nil, fmt.Errorf("ask for the deployer's nonce: %w", err)
	}
	if next <= tx.Nonce() {
		return tx, nil
	}
	// The nonce is used up: by this transaction, or by another, which makes this one impossible for ever.
	if s.creates == nil {
		return nil, nil // whether the call happened is asked of the contract
	}
	happened, err := r.happened(ctx, tx)
	if err != nil || !happened {
		return nil, err
	}
	return nil, r.note(s, tx)
}

// happened reports whether a transaction created its contract.
func (r *deploying) happened(ctx context.Context, tx *types.Transaction) (bool, error) {
	receipt, err := r.sender.past(ctx, tx.Hash())
	if err == nil {
		return receipt.Status == types.ReceiptStatusSuccessful, nil
	}
	if !errors.Is(err, ethereum.NotFound) {
		return false, fmt.Errorf("ask for the receipt of %s: %w", tx.Hash(), err)
	}
	// Another with the same content, such as a wallet sends to speed one up, creates the same contract.
	code, err := r.sender.backend.CodeAt(ctx, crypto.CreateAddress(r.sender.Address(), tx.Nonce()), nil)
	if err != nil {
		return false, fmt.Errorf("ask for a contract's code: %w", err)
	}
	return len(code) > 0, nil
}

// transact sends a step's transaction, the pending one if there is one, and waits for it.
func (r *deploying) transact(ctx context.Context, s step, tx *types.Transaction) (*types.Receipt, error) {
	if tx == nil {
		var err error
		if tx, err = r.sender.sign(ctx, s.to(), s.data()); err != nil {
			return nil, err
		}
		raw, err := tx.MarshalBinary()
		if err != nil {
			return nil, err
		}
		r.deployment.Unfinished = &Unfinished{Deployer: r.sender.Address(), Sent: &Sent{Step: s.name, Hash: tx.Hash(), Raw: raw}}
		if err := r.journal.Save(r.deployment); err != nil {
			return nil, err
		}
	}
	receipt, err := r.sender.broadcast(ctx, tx)
	if err != nil {
		return receipt, err
	}
	return receipt, r.note(s, tx)
}

// note writes down that a step's transaction was mined.
func (r *deploying) note(s step, tx *types.Transaction) error {
	if s.creates != nil {
		*s.creates = crypto.CreateAddress(r.sender.Address(), tx.Nonce())
	}
	r.deployment.Unfinished = &Unfinished{Deployer: r.sender.Address()}
	return r.journal.Save(r.deployment)
}

// View calls a contract's view function on the latest block.
// pack is the packed call and unpack its counterpart in package bindings.
func View[T any](ctx context.Context, backend bind.ContractBackend, at common.Address, packed []byte, unpack func([]byte) (T, error)) (T, error) {
	result, err := bind.Call(bind.NewBoundContract(at, abi.ABI{}, backend, backend, backend), &bind.CallOpts{Context: ctx}, packed, unpack)
	return result, asRevert(err)
}
