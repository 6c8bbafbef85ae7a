package contracts

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"

	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// step is one transaction of a deployment. What it sends depends on what the steps before it made.
type step struct {
	name    string          // the contract, or contract.function
	creates *common.Address // where the deployment notes the new contract; nil for a call
	to      func() *common.Address
	data    func() []byte
	// stands reports whether the chain is as the step leaves it. Returns an error if it is otherwise in a way that the
	// step would not mend.
	stands func(context.Context) (bool, error)
}

// at is the contract that a step is about.
func (s step) at() common.Address {
	if s.creates != nil {
		return *s.creates
	}
	return *s.to()
}

// builder makes the steps of a plan.
type builder struct {
	chain      Backend
	plan       Plan
	deployment *Deployment
	deployer   common.Address
}

// steps are a plan's transactions in their order, those that have happened included.
func (b *builder) steps() []step {
	steps := b.link()
	steps = append(steps, b.operator()...)
	steps = append(steps, b.registry()...)
	steps = append(steps, b.create(recordMarketArtifact(), &b.deployment.RecordMarket, b.marketConstructor, b.checkMarket))
	return append(steps, b.ownership()...)
}

// link makes a LINK token where the network has none.
func (b *builder) link() []step {
	d, token := b.deployment, bindings.NewLinkToken()
	if b.plan.LinkToken != (common.Address{}) {
		return []step{b.given("LinkToken", b.plan.LinkToken, func(ctx context.Context) error {
			return CheckLink(ctx, b.chain, b.plan.LinkToken, b.deployer)
		})}
	}
	return []step{
		b.create(linkTokenArtifact(), &d.LinkToken, func() []byte { return nil }, func(context.Context) error { return nil }),
		b.call("LinkToken.grantMintRole", &d.LinkToken, token.PackGrantMintRole(b.deployer), func(ctx context.Context) (bool, error) {
			return View(ctx, b.chain, d.LinkToken, token.PackIsMinter(b.deployer), token.UnpackIsMinter)
		}),
		b.call("LinkToken.mint", &d.LinkToken, token.PackMint(b.deployer, b.plan.SupplyJuels), func(ctx context.Context) (bool, error) {
			supply, err := View(ctx, b.chain, d.LinkToken, token.PackTotalSupply(), token.UnpackTotalSupply)
			return err == nil && supply.Cmp(b.plan.SupplyJuels) >= 0, err
		}),
	}
}

// operator makes an Operator, or takes the one that is given, and lets the nodes answer.
func (b *builder) operator() []step {
	d, contract := b.deployment, bindings.NewOperator()
	first := b.create(operatorArtifact(), &d.Operator, func() []byte { return contract.PackConstructor(d.LinkToken, b.deployer) }, b.checkOperator)
	if b.plan.Operator != (common.Address{}) {
		first = b.given("Operator", b.plan.Operator, b.checkOperator)
	}
	if len(b.plan.Nodes) == 0 {
		return []step{first}
	}
	senders := b.plan.Nodes
	authorise := b.call("Operator.setAuthorizedSenders", &d.Operator, nil, func(ctx context.Context) (bool, error) {
		present, err := View(ctx, b.chain, d.Operator, contract.PackGetAuthorizedSenders(), contract.UnpackGetAuthorizedSenders)
		if err != nil {
			return false, err
		}
		senders = union(present, b.plan.Nodes)
		return len(senders) == len(present), b.checkMayAuthorise(ctx, len(senders) > len(present))
	})
	authorise.data = func() []byte { return contract.PackSetAuthorizedSenders(senders) }
	return []step{first, authorise}
}

// checkMayAuthorise returns nil unless nodes have to be authorised and the deployer may not.
func (b *builder) checkMayAuthorise(ctx context.Context, needed bool) error {
	if !needed {
		return nil
	}
	contract, at := bindings.NewOperator(), b.deployment.Operator
	owner, err := View(ctx, b.chain, at, contract.PackOwner(), contract.UnpackOwner)
	if err == nil && owner != b.deployer {
		err = fmt.Errorf("the Operator at %s does not take answers from all nodes, and only its owner %s can change that: have it call setAuthorizedSenders first, or name no node", at, owner)
	}
	return err
}

// union is a list with what it lacks of another behind it.
func union(list, more []common.Address) []common.Address {
	all := slices.Clone(list)
	for _, a := range more {
		if !slices.Contains(all, a) {
			all = append(all, a)
		}
	}
	return all
}

// registry makes the ScoreRegistry with the model that it accepts and the job of batches.
func (b *builder) registry() []step {
	d, contract := b.deployment, bindings.NewScoreRegistry()
	steps := []step{b.create(scoreRegistryArtifact(), &d.ScoreRegistry, func() []byte {
		job, _ := jobspecs.SpecID(b.plan.ScoreJobID)
		return contract.PackConstructor(d.LinkToken, d.Operator, job, b.plan.PaymentJuels)
	}, b.checkRegistry)}
	if b.plan.ModelHash != [32]byte{} {
		steps = append(steps, b.call("ScoreRegistry.acceptModel", &d.ScoreRegistry, contract.PackAcceptModel(b.plan.ModelHash), b.modelIsListed))
	}
	if job, _ := jobspecs.SpecID(b.plan.BatchJobID); b.plan.BatchJobID != uuid.Nil {
		steps = append(steps, b.call("ScoreRegistry.setBatchJob", &d.ScoreRegistry, contract.PackSetBatchJob(job), func(ctx context.Context) (bool, error) {
			set, err := View(ctx, b.chain, d.ScoreRegistry, contract.PackBatchJobId(), contract.UnpackBatchJobId)
			return set == job, err
		}))
	}
	return steps
}

// modelIsListed reports whether the registry accepts the plan's model, and not any other.
func (b *builder) modelIsListed(ctx context.Context) (bool, error) {
	contract, at := bindings.NewScoreRegistry(), b.deployment.ScoreRegistry
	accepts := func(model [32]byte) (bool, error) {
		return View(ctx, b.chain, at, contract.PackIsAcceptedModel(model), contract.UnpackIsAcceptedModel)
	}
	if ours, err := accepts(b.plan.ModelHash); err != nil || !ours {
		return false, err
	}
	other := b.plan.ModelHash
	other[0] ^= 0xff
	unlisted, err := accepts(other)
	return err == nil && !unlisted, err
}

func (b *builder) marketConstructor() []byte {
	d := b.deployment
	job, _ := jobspecs.SpecID(b.plan.RecordJobID)
	window := uint64(b.plan.ApprovalWindow / time.Second)
	return bindings.NewRecordMarket().PackConstructor(d.LinkToken, d.Operator, job, b.plan.PaymentJuels, window)
}

// ownership offers what was deployed to its owner to be.
func (b *builder) ownership() []step {
	if b.plan.Owner == (common.Address{}) || b.plan.Owner == b.deployer {
		return nil
	}
	d := b.deployment
	steps := []step{b.offer("ScoreRegistry", &d.ScoreRegistry), b.offer("RecordMarket", &d.RecordMarket)}
	if b.plan.Operator == (common.Address{}) {
		steps = append(steps, b.offer("Operator", &d.Operator))
	}
	return steps
}

// offer is a step that lets the owner to be take a contract over.
func (b *builder) offer(name string, at *common.Address) step {
	// The call is the same for OpenZeppelin's and Chainlink's contracts.
	data := bindings.NewOperator().PackTransferOwnership(b.plan.Owner)
	return b.call(name+".transferOwnership", at, data, func(ctx context.Context) (bool, error) {
		return offered(ctx, b.chain, *at, b.plan.Owner)
	})
}

// offered reports whether an account owns a contract, or could by acceptOwnership.
func offered(ctx context.Context, chain Backend, at, account common.Address) (bool, error) {
	contract := bindings.NewOperator()
	owner, err := View(ctx, chain, at, contract.PackOwner(), contract.UnpackOwner)
	if err != nil || owner == account {
		return err == nil, err
	}
	_, err = chain.CallContract(ctx, ethereum.CallMsg{From: account, To: &at, Data: contract.PackAcceptOwnership()}, nil)
	var refused *RevertError
	if errors.As(asRevert(err), &refused) {
		return false, nil
	}
	return err == nil, err
}

// create is a step that makes a contract; check says what is wrong with it, if it is there.
func (b *builder) create(a artifact, noted *common.Address, constructor func() []byte, check func(context.Context) error) step {
	return step{
		name: a.name, creates: noted,
		to:   func() *common.Address { return nil },
		data: func() []byte { return a.creation(constructor()) },
		stands: func(ctx context.Context) (bool, error) {
			if *noted == (common.Address{}) {
				return false, nil
			}
			if err := a.check(ctx, b.chain, *noted); err != nil {
				return false, err
			}
			return true, check(ctx)
		},
	}
}

// given is a contract that was there before.
func (b *builder) given(name string, at common.Address, check func(context.Context) error) step {
	return step{
		name: name, to: func() *common.Address { return &at },
		stands: func(ctx context.Context) (bool, error) { return true, check(ctx) },
	}
}

// call is a step that changes a contract.
func (b *builder) call(name string, at *common.Address, data []byte, stands func(context.Context) (bool, error)) step {
	return step{name: name, to: func() *common.Address { return at }, data: func() []byte { return data }, stands: stands}
}
