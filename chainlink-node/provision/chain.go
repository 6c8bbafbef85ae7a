package provision

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"

	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// Development reports whether a chain is one of those that are thrown away, whose ether is worth nothing.
func Development(chainID uint64) bool { return chainID == 1337 || chainID == 31337 }

// nodeKeys are the keys with which the node sends on this chain.
func (p *Provisioner) nodeKeys(ctx context.Context) ([]common.Address, error) {
	all, err := p.deps.Node.Keys(ctx)
	if err != nil {
		return nil, err
	}
	var keys []common.Address
	for _, key := range all {
		if key.ChainID == strconv.FormatUint(p.cfg.Deployment.ChainID, 10) && !key.Disabled {
			keys = append(keys, key.Address)
		}
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("the node has no enabled key for chain %d: create one in its UI under Key Management", p.cfg.Deployment.ChainID)
	}
	return keys, nil
}

// fundKeys gives keys ether that have little, or tells the transfer.
func (p *Provisioner) fundKeys(ctx context.Context) error {
	keys, err := p.nodeKeys(ctx)
	if err != nil {
		return err
	}
	enough := new(big.Int).Rsh(p.cfg.FundWei, 1)
	for _, key := range keys {
		balance, err := p.deps.Chain.BalanceAt(ctx, key, nil)
		if err != nil {
			return fmt.Errorf("ask for the balance of %s: %w", key, err)
		}
		switch {
		case balance.Cmp(enough) >= 0:
			p.tell("keys", Unchanged, "%s holds %s ETH", key, Ether(balance))
		case !p.cfg.Fund || !Development(p.cfg.Deployment.ChainID) || p.deps.Key == nil:
			p.tell("keys", ByHand, "%s holds %s ETH; send it more: cast send %s --value %swei --rpc-url URL --account NAME (%s)",
				key, Ether(balance), key, p.cfg.FundWei, p.whyNotFunded())
		default:
			if !p.cfg.DryRun {
				if err := p.transfer(ctx, key); err != nil {
					return fmt.Errorf("fund %s: %w", key, err)
				}
			}
			p.tell("keys", Changed, "%s is sent %s ETH", key, Ether(p.cfg.FundWei))
		}
	}
	return nil
}

func (p *Provisioner) whyNotFunded() string {
	switch {
	case !Development(p.cfg.Deployment.ChainID):
		return "only keys on development chains are funded from here"
	case !p.cfg.Fund:
		return "--fund does it on this development chain"
	default:
		return "--key-file names the key to fund it from"
	}
}

// transfer sends ether and waits until it is there.
func (p *Provisioner) transfer(ctx context.Context, to common.Address) error {
	opts := bind.NewKeyedTransactor(p.deps.Key, new(big.Int).SetUint64(p.cfg.Deployment.ChainID))
	opts.Context, opts.Value, opts.GasLimit = ctx, p.cfg.FundWei, params.TxGas
	tx, err := bind.NewBoundContract(to, abi.ABI{}, p.deps.Chain, p.deps.Chain, p.deps.Chain).RawTransact(opts, nil)
	if err != nil {
		return err
	}
	return p.until(ctx, func(ctx context.Context) error {
		if _, err := p.deps.Chain.TransactionReceipt(ctx, tx.Hash()); err != nil {
			return fmt.Errorf("%w: transaction %s is not mined: %w", errNotYet, tx.Hash(), err)
		}
		return nil
	})
}

// authorise makes the Operator take fulfilments from the node's keys, or tells the call.
func (p *Provisioner) authorise(ctx context.Context) error {
	keys, err := p.nodeKeys(ctx)
	if err != nil {
		return err
	}
	operator, at := bindings.NewOperator(), p.cfg.Deployment.Operator
	senders, err := contracts.View(ctx, p.deps.Chain, at, operator.PackGetAuthorizedSenders(), operator.UnpackGetAuthorizedSenders)
	if err != nil {
		return fmt.Errorf("ask the Operator at %s for its senders (is it the right address?): %w", at, err)
	}
	wanted := slices.Clone(senders) // the call replaces the list
	for _, key := range keys {
		if !slices.Contains(wanted, key) {
			wanted = append(wanted, key)
		}
	}
	if len(wanted) == len(senders) {
		p.tell("authorisation", Unchanged, "the Operator takes fulfilments from the node's keys")
		return nil
	}
	call := operator.PackSetAuthorizedSenders(wanted)
	owner, err := contracts.View(ctx, p.deps.Chain, at, operator.PackOwner(), operator.UnpackOwner)
	if err != nil {
		return fmt.Errorf("ask the Operator for its owner: %w", err)
	}
	if p.deps.Key == nil || crypto.PubkeyToAddress(p.deps.Key.PublicKey) != owner {
		p.tell("authorisation", ByHand, "the Operator does not take fulfilments from the node's keys; its owner %s must call setAuthorizedSenders: to %s, data %#x",
			owner, at, call)
		return nil
	}
	if !p.cfg.DryRun {
		sender, err := contracts.NewSender(ctx, p.deps.Chain, p.deps.Key)
		if err != nil {
			return err
		}
		if _, err := sender.Send(ctx, at, call); err != nil {
			return fmt.Errorf("setAuthorizedSenders: %w", err)
		}
	}
	p.tell("authorisation", Changed, "the Operator takes fulfilments from %v", wanted)
	return nil
}

// writeDeployment notes the job ids in both forms in deployment.json.
func (p *Provisioner) writeDeployment(context.Context) error {
	if p.cfg.DeploymentFile == "" {
		return nil
	}
	before, err := contracts.ReadDeployment(p.cfg.DeploymentFile)
	if err != nil {
		return err
	}
	after := before.WithSpecIDs()
	if after == before {
		p.tell("deployment", Unchanged, "%s has the job ids in both forms", p.cfg.DeploymentFile)
		return nil
	}
	if !p.cfg.DryRun {
		if err := after.Write(p.cfg.DeploymentFile); err != nil {
			return err
		}
	}
	p.tell("deployment", Changed, "the job ids are written to %s in both forms", p.cfg.DeploymentFile)
	return nil
}

// Ether writes wei as ETH with up to six decimals.
func Ether(wei *big.Int) string {
	f, _ := new(big.Float).Quo(new(big.Float).SetInt(wei), big.NewFloat(params.Ether)).Float64()
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// errNoKey says that something cannot be done without a key.
var errNoKey = errors.New("--key-file is missing: a request is paid for by somebody")
