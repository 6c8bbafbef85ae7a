package cmd

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/contracts"
)

// prepared is what --offline prints.
type prepared struct {
	Network    string `json:"network"`
	LinkSource string `json:"linkSource,omitempty"`
	// Transactions are to be signed and sent in their order, with these nonces. Gas is left to the wallet.
	Transactions []contracts.Unsigned `json:"transactions"`
	Accept       []call               `json:"accept,omitempty"`
	// Deployment is what will stand then; it is in --out too.
	Deployment contracts.Deployment `json:"deployment"`
	Next       string               `json:"next"`
}

// left are the transactions that are still to be sent, and the deployment as it is then.
func (d *deploying) left(deployer common.Address) ([]contracts.Unsigned, contracts.Deployment, error) {
	ctx, begun := d.command.Context(), d.begun
	if begun.Unfinished != nil && begun.Unfinished.Deployer != deployer {
		return nil, begun, fmt.Errorf("%s: %w: %s, not %s; move the file away to begin anew", d.out, contracts.ErrOtherDeployer, begun.Unfinished.Deployer, deployer)
	}
	head, err := d.client.HeaderByNumber(ctx, nil)
	if err != nil {
		return nil, begun, fmt.Errorf("--rpc-url: ask for the latest block: %w", err)
	}
	if begun.ChainID == 0 {
		id, err := d.client.ChainID(ctx)
		if err != nil {
			return nil, begun, fmt.Errorf("--rpc-url: ask for the chain id: %w", err)
		}
		begun.ChainID, begun.FirstBlock = id.Uint64(), new(big.Int).Add(head.Number, big.NewInt(1)).Uint64()
	}
	if !d.network.Serves(begun.ChainID) {
		return nil, begun, fmt.Errorf("%s is for chain %d, --network %s is chain %s: correct one of them", d.out, begun.ChainID, d.network.Name, ids(d.network.ChainIDs))
	}
	nonce, err := d.client.PendingNonceAt(ctx, deployer)
	if err != nil {
		return nil, begun, fmt.Errorf("--rpc-url: ask for the nonce of %s: %w", deployer, err)
	}
	return contracts.Prepare(ctx, d.client, deployer, nonce, d.plan, begun)
}

// prepare prints the transactions that are still to be sent, as the chain has it.
func (d *deploying) prepare() error {
	deployer, err := d.deployer()
	if err != nil {
		return err
	}
	txs, then, err := d.left(deployer)
	if err != nil {
		return err
	}
	return d.print(txs, then)
}

// prepareBlind prints all transactions without asking a chain.
func (d *deploying) prepareBlind() error {
	deployer, err := d.deployer()
	if err != nil {
		return err
	}
	if d.begun.Unfinished != nil {
		return fmt.Errorf("%s is there already: without --nonce the chain is asked what is left; or move the file away", d.out)
	}
	begun := contracts.Deployment{ChainID: d.network.ChainIDs[0]}
	if d.chainID != 0 {
		begun.ChainID = d.chainID
	}
	txs, then, err := contracts.Prepare(d.command.Context(), nil, deployer, uint64(d.nonce), d.plan, begun)
	if err != nil {
		return err
	}
	return d.print(txs, then)
}

// print writes the transactions and, into the file, what they come to.
func (d *deploying) print(txs []contracts.Unsigned, then contracts.Deployment) error {
	if err := then.Write(d.out); err != nil {
		return err
	}
	next := "sign and send the transactions in their order, then run the same command again: it prints what is left, or finishes " + d.out
	if len(txs) == 0 {
		next = d.out + " is finished"
	}
	return printJSON(d.command, prepared{
		Network: d.network.Name, LinkSource: d.network.LINKSource, Transactions: txs,
		Accept: d.acceptance(then), Deployment: then, Next: next,
	})
}
