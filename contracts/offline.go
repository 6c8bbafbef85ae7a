package contracts

import (
	"cmp"
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
)

// Unsigned is a transaction of a deployment that somebody else is to sign and send. It moves no ether.
type Unsigned struct {
	Step    string          `json:"step"`
	ChainID uint64          `json:"chainId"`
	From    common.Address  `json:"from"`
	Nonce   uint64          `json:"nonce"`
	To      *common.Address `json:"to"` // null creates a contract
	Value   string          `json:"value"`
	Data    hexutil.Bytes   `json:"data"`
	// Creates is where the new contract will be if the transaction has this nonce; null for a call.
	Creates *common.Address `json:"creates"`
}

// Prepare returns the transactions of a plan that are still to be sent by deployer from nonce on, and the deployment as
// it will be then. d is what an earlier call or Continue left, the zero Deployment if nothing; its ChainID is required
// then if chain is nil, which takes it that nothing stands.
//
// If nothing is left to send, the deployment is finished. Returns what is wrong with a contract that stands already.
func Prepare(ctx context.Context, chain Backend, deployer common.Address, nonce uint64, plan Plan, d Deployment) ([]Unsigned, Deployment, error) {
	b := builder{chain: chain, plan: plan, deployment: &d, deployer: deployer}
	d.LinkToken, d.Operator = cmp.Or(d.LinkToken, plan.LinkToken), cmp.Or(d.Operator, plan.Operator)
	d.ScoreJobID, d.RecordJobID, d.BatchJobID = plan.ScoreJobID, plan.RecordJobID, plan.BatchJobID
	left := []Unsigned{}
	missing := map[common.Address]bool{}
	for _, s := range b.steps() {
		stands, err := b.standsAlready(ctx, s, missing)
		if err != nil {
			return nil, d, fmt.Errorf("prepare %s: %w", s.name, err)
		}
		if stands {
			continue
		}
		tx := Unsigned{Step: s.name, ChainID: d.ChainID, From: deployer, Nonce: nonce + uint64(len(left)), To: s.to(), Value: "0x0"}
		if s.creates != nil {
			*s.creates = crypto.CreateAddress(deployer, tx.Nonce)
			at := *s.creates
			tx.Creates, missing[at] = &at, true
		}
		tx.Data = s.data()
		left = append(left, tx)
	}
	d.Unfinished = nil
	if len(left) > 0 {
		d.Unfinished = &Unfinished{Deployer: deployer}
	}
	return left, d, nil
}

// standsAlready is a step's own answer, or no if there is no chain to ask or its contract is yet to be made.
func (b *builder) standsAlready(ctx context.Context, s step, missing map[common.Address]bool) (bool, error) {
	switch given := s.creates == nil && s.data == nil; {
	case b.chain == nil:
		return given, nil
	case s.creates != nil && *s.creates != (common.Address{}):
		// Where it was to be, by an earlier call: it may not have been sent yet.
		code, err := b.chain.CodeAt(ctx, *s.creates, nil)
		if err != nil {
			return false, fmt.Errorf("ask for the code at %s: %w", *s.creates, err)
		}
		if len(code) == 0 {
			return false, nil
		}
	case s.creates == nil && missing[s.at()]:
		return false, nil
	}
	return s.stands(ctx)
}
