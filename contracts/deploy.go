package contracts

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"

	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// Plan says what to deploy.
type Plan struct {
	// LinkToken is the network's LINK; the zero address deploys a token of its own, for development
	// chains, and mints SupplyJuels of it to the deployer.
	LinkToken common.Address
	// SupplyJuels is minted to the deployer where LinkToken is zero.
	SupplyJuels *big.Int
	// Nodes may answer requests: the addresses of the node's or runner's keys.
	Nodes []common.Address
	// PaymentJuels is paid to the oracle for each request of either contract.
	PaymentJuels *big.Int
	// ApprovalWindow is how long a patient has to decide, in whole seconds.
	ApprovalWindow time.Duration
	// ModelHash is the scoring model whose answers the registry accepts; zero accepts any.
	ModelHash [32]byte
	// ScoreJobID and RecordJobID are the external job ids that the contracts will ask for.
	ScoreJobID, RecordJobID uuid.UUID
}

// Deploy puts the Operator and the two consumer contracts on a chain, authorises the nodes
// and returns where everything is. done is called after each step with the contract's name.
//
// The deployer owns all three. Returns an error that names the step; what was deployed
// before it stays on the chain.
func Deploy(ctx context.Context, s *Sender, plan Plan, done func(name string, at common.Address)) (Deployment, error) {
	d := Deployment{LinkToken: plan.LinkToken, ScoreJobID: plan.ScoreJobID, RecordJobID: plan.RecordJobID}
	id, err := s.backend.ChainID(ctx)
	if err != nil {
		return d, fmt.Errorf("ask for the chain id: %w", err)
	}
	d.ChainID = id.Uint64()
	head, err := s.backend.HeaderByNumber(ctx, nil)
	if err != nil {
		return d, fmt.Errorf("ask for the latest block: %w", err)
	}
	d.FirstBlock = head.Number.Uint64() + 1
	for _, step := range []struct {
		name string
		run  func(context.Context, *Sender, Plan, *Deployment) (common.Address, error)
	}{
		{"LinkToken", deployLink},
		{"Operator", deployOperator},
		{"ScoreRegistry", deployScoreRegistry},
		{"RecordMarket", deployRecordMarket},
	} {
		at, err := step.run(ctx, s, plan, &d)
		if err != nil {
			return d, fmt.Errorf("deploy %s: %w", step.name, err)
		}
		done(step.name, at)
	}
	return d, nil
}

func deployLink(ctx context.Context, s *Sender, plan Plan, d *Deployment) (common.Address, error) {
	if d.LinkToken != (common.Address{}) {
		return d.LinkToken, nil
	}
	link := bindings.NewLinkToken()
	at, _, err := s.Deploy(ctx, common.FromHex(bindings.LinkTokenMetaData.Bin), nil)
	if err != nil {
		return at, err
	}
	if _, err := s.Send(ctx, at, link.PackGrantMintRole(s.Address())); err != nil {
		return at, fmt.Errorf("grant the minter's role: %w", err)
	}
	if _, err := s.Send(ctx, at, link.PackMint(s.Address(), plan.SupplyJuels)); err != nil {
		return at, fmt.Errorf("mint: %w", err)
	}
	d.LinkToken = at
	return at, nil
}

func deployOperator(ctx context.Context, s *Sender, plan Plan, d *Deployment) (common.Address, error) {
	operator := bindings.NewOperator()
	at, _, err := s.Deploy(ctx, common.FromHex(bindings.OperatorMetaData.Bin), operator.PackConstructor(d.LinkToken, s.Address()))
	if err != nil {
		return at, err
	}
	d.Operator = at
	if len(plan.Nodes) == 0 {
		return at, nil
	}
	if _, err := s.Send(ctx, at, operator.PackSetAuthorizedSenders(plan.Nodes)); err != nil {
		return at, fmt.Errorf("authorise the node's keys: %w", err)
	}
	return at, nil
}

func deployScoreRegistry(ctx context.Context, s *Sender, plan Plan, d *Deployment) (common.Address, error) {
	registry := bindings.NewScoreRegistry()
	job, _ := jobspecs.SpecID(plan.ScoreJobID)
	constructor := registry.PackConstructor(d.LinkToken, d.Operator, job, plan.PaymentJuels)
	at, _, err := s.Deploy(ctx, common.FromHex(bindings.ScoreRegistryMetaData.Bin), constructor)
	if err != nil {
		return at, err
	}
	d.ScoreRegistry = at
	if plan.ModelHash == [32]byte{} {
		return at, nil
	}
	if _, err := s.Send(ctx, at, registry.PackAcceptModel(plan.ModelHash)); err != nil {
		return at, fmt.Errorf("accept the scoring model: %w", err)
	}
	return at, nil
}

func deployRecordMarket(ctx context.Context, s *Sender, plan Plan, d *Deployment) (at common.Address, err error) {
	job, _ := jobspecs.SpecID(plan.RecordJobID)
	window := uint64(plan.ApprovalWindow / time.Second)
	constructor := bindings.NewRecordMarket().PackConstructor(d.LinkToken, d.Operator, job, plan.PaymentJuels, window)
	at, _, err = s.Deploy(ctx, common.FromHex(bindings.RecordMarketMetaData.Bin), constructor)
	d.RecordMarket = at
	return at, err
}

// View calls a contract's view function on the latest block.
// pack is the packed call and unpack its counterpart in package bindings.
func View[T any](ctx context.Context, backend bind.ContractBackend, at common.Address, packed []byte, unpack func([]byte) (T, error)) (T, error) {
	result, err := bind.Call(bind.NewBoundContract(at, abi.ABI{}, backend, backend, backend), &bind.CallOpts{Context: ctx}, packed, unpack)
	return result, asRevert(err)
}
