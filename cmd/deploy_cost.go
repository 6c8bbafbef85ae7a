package cmd

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/contracts"
)

// priced is a transaction that is to be sent and its gas.
type priced struct {
	contracts.Unsigned
	Gas uint64 `json:"gas"`
}

// bill is what is left of a deployment, and what it costs.
type bill struct {
	Network      string         `json:"network"`
	ChainID      uint64         `json:"chainId"`
	Deployer     common.Address `json:"deployer"`
	LinkToken    common.Address `json:"linkToken"`
	LinkSource   string         `json:"linkSource,omitempty"`
	Transactions []priced       `json:"transactions"`
	// GasBy says whose rules the gas was measured by: the chain's, or those of the chain embedded in this program.
	GasBy string `json:"gasBy"`
	Gas   uint64 `json:"gas"` // of all
	// CostWei is Gas at the present price, MostWei at the price that is offered, which is twice the base fee.
	CostWei    *big.Int `json:"costWei"`
	MostWei    *big.Int `json:"mostWei"`
	BalanceWei *big.Int `json:"balanceWei"`
	Enough     bool     `json:"enough"` // BalanceWei is at least MostWei
}

// dryRun tells what deploy would do.
func (d *deploying) dryRun() error {
	deployer, err := d.deployer()
	if err != nil {
		return err
	}
	b, err := d.bill(deployer)
	if err != nil {
		return err
	}
	if d.asJSON {
		return printJSON(d.command, b)
	}
	d.say("%s, chain %d, by %s\n", b.Network, b.ChainID, b.Deployer)
	if b.LinkSource != "" {
		d.say("LINK is %s (%s)\n", b.LinkToken, b.LinkSource)
	}
	for _, tx := range b.Transactions {
		at := tx.To
		if at == nil {
			at = tx.Creates
		}
		d.say("%-30s %s  nonce %d, %d gas\n", tx.Step, at, tx.Nonce, tx.Gas)
	}
	d.say("%d transactions, %d gas by the rules of the %s: %s %s at the present price, at most %s; the account holds %s\nnothing was sent\n",
		len(b.Transactions), b.Gas, b.GasBy, provision.Ether(b.CostWei), d.network.Coin, provision.Ether(b.MostWei), provision.Ether(b.BalanceWei))
	return nil
}

// checkFunds returns an error if the account cannot pay for what is left, before anything is sent.
func (d *deploying) checkFunds(deployer common.Address) error {
	b, err := d.bill(deployer)
	if err != nil {
		return err
	}
	if !b.Enough {
		return fmt.Errorf("%s holds %s %s, %d transactions take up to %s: send it more, nothing was deployed",
			deployer, provision.Ether(b.BalanceWei), d.network.Coin, len(b.Transactions), provision.Ether(b.MostWei))
	}
	return nil
}

// bill works out what is left and what it costs.
func (d *deploying) bill(deployer common.Address) (bill, error) {
	ctx := d.command.Context()
	b := bill{Network: d.network.Name, Deployer: deployer, LinkSource: d.network.LINKSource}
	txs, then, err := d.left(deployer)
	if err != nil {
		return b, err
	}
	b.ChainID, b.LinkToken = then.ChainID, then.LinkToken
	gas, err := d.gas(ctx, &b, txs)
	if err != nil {
		return b, err
	}
	b.Transactions = make([]priced, len(txs))
	for i, tx := range txs {
		b.Transactions[i] = priced{tx, gas[i]}
		b.Gas += gas[i]
	}
	price, most, err := prices(ctx, d.client)
	if err != nil {
		return b, err
	}
	total := new(big.Int).SetUint64(b.Gas)
	b.CostWei, b.MostWei = new(big.Int).Mul(total, price), new(big.Int).Mul(total, most)
	if b.BalanceWei, err = d.client.BalanceAt(ctx, deployer, nil); err != nil {
		return b, fmt.Errorf("--rpc-url: ask for the balance of %s: %w", deployer, err)
	}
	b.Enough = b.BalanceWei.Cmp(b.MostWei) >= 0
	return b, nil
}

// gas is what each transaction takes: tried at the endpoint, or if it cannot do that, on a chain of this program's own.
func (d *deploying) gas(ctx context.Context, b *bill, txs []contracts.Unsigned) ([]uint64, error) {
	b.GasBy = "chain"
	gas, err := contracts.Simulate(ctx, d.client, txs)
	var refused *contracts.RevertError
	if err == nil || errors.As(err, &refused) {
		return gas, err
	}
	b.GasBy = "embedded chain"
	rehearsed, err := rehearse(ctx, d.plan)
	if err != nil {
		return nil, err
	}
	gas = make([]uint64, len(txs))
	for i, tx := range txs {
		gas[i] = rehearsed[tx.Step]
	}
	return gas, nil
}

// rehearse deploys on a chain that is thrown away, and returns the gas of each step.
func rehearse(ctx context.Context, plan contracts.Plan) (map[string]uint64, error) {
	chain, err := devchain.Start(ctx, devchain.Config{})
	if err != nil {
		return nil, err
	}
	gas := map[string]uint64{}
	err = func() error {
		client, err := ethclient.DialContext(ctx, chain.HTTPURL)
		if err != nil {
			return err
		}
		defer client.Close()
		sender, err := contracts.NewSender(ctx, client, chain.Accounts[0].Key)
		if err != nil {
			return err
		}
		plan.LinkToken, plan.Operator = common.Address{}, common.Address{}
		_, err = contracts.Continue(ctx, sender, plan, contracts.Deployment{}, contracts.Journal{
			Save: func(contracts.Deployment) error { return nil },
			Done: func(done contracts.Done) { gas[done.Step] = done.Receipt.GasUsed },
		})
		return err
	}()
	if err := errors.Join(err, chain.Close()); err != nil {
		return nil, fmt.Errorf("rehearse: %w", err)
	}
	return gas, nil
}

// prices are the wei for a unit of gas: what a block takes now, and what transactions offer.
//
// Source: go-ethereum, accounts/abi/bind/v2, createDynamicTx: twice the base fee, and the tip.
func prices(ctx context.Context, client *ethclient.Client) (now, most *big.Int, err error) {
	head, err := client.HeaderByNumber(ctx, nil)
	if err != nil {
		return nil, nil, fmt.Errorf("--rpc-url: ask for the latest block: %w", err)
	}
	if head.BaseFee == nil {
		now, err = client.SuggestGasPrice(ctx)
		if err != nil {
			err = fmt.Errorf("--rpc-url: ask for the price of gas: %w", err)
		}
		return now, now, err
	}
	tip, err := client.SuggestGasTipCap(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("--rpc-url: ask for the tip: %w", err)
	}
	return new(big.Int).Add(head.BaseFee, tip), new(big.Int).Add(new(big.Int).Lsh(head.BaseFee, 1), tip), nil
}
