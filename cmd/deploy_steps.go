package cmd

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/networks"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// deploying is one run of the command.
type deploying struct {
	*deployOptions
	command *cobra.Command
	plan    contracts.Plan
	network networks.Network
	begun   contracts.Deployment // what an earlier run left; zero if there was none
	client  *ethclient.Client    // nil if no chain is asked
}

// report is what --json prints.
type report struct {
	Network    string               `json:"network"`
	LinkSource string               `json:"linkSource,omitempty"` // where LINK's address was read
	Deployment contracts.Deployment `json:"deployment"`
	Steps      []taken              `json:"steps"`
	// Accept are the calls that the new owner has to make.
	Accept []call `json:"accept,omitempty"`
}

// taken is a step that stands.
type taken struct {
	Step        string         `json:"step"`
	At          common.Address `json:"at"`
	Transaction *common.Hash   `json:"transaction,omitempty"` // not there if an earlier run or somebody else has taken the step
	Gas         uint64         `json:"gas,omitempty"`
}

// call is a transaction that somebody else has to send.
type call struct {
	From     common.Address `json:"from"`
	Contract string         `json:"contract"`
	To       common.Address `json:"to"`
	Data     string         `json:"data"`
}

// deploy sends what is left of the plan.
func (d *deploying) deploy() error {
	ctx := d.command.Context()
	if d.keyFile == "" {
		return usageError{errors.New("give --key-file and --password-file, or see --dry-run and --offline")}
	}
	key, err := d.key()
	if err != nil {
		return err
	}
	deployer, err := d.matching(key)
	if err != nil {
		return err
	}
	if err := d.checkFunds(deployer); err != nil {
		return err
	}
	sender, err := contracts.NewSender(ctx, d.client, key)
	if err != nil {
		return fmt.Errorf("--rpc-url: %w", err)
	}
	r := report{Network: d.network.Name, LinkSource: d.network.LINKSource, Steps: []taken{}}
	r.Deployment, err = contracts.Continue(ctx, sender, d.plan, d.begun, contracts.Journal{
		Save: func(at contracts.Deployment) error { return at.Write(d.out) },
		Done: func(done contracts.Done) { r.Steps = append(r.Steps, d.tell(done)) },
	})
	if err != nil {
		return fmt.Errorf("%w; mend the cause and run the same command again: it goes on from %s", err, d.out)
	}
	r.Accept = d.acceptance(r.Deployment)
	if d.asJSON {
		return printJSON(d.command, r)
	}
	d.say("written to %s\n", d.out)
	d.tellWhatIsLeft(r)
	return nil
}

// tell prints a step that stands, unless JSON is wanted.
func (d *deploying) tell(done contracts.Done) taken {
	t := taken{Step: done.Step, At: done.At}
	what := "stands"
	if done.Receipt != nil {
		t.Transaction, t.Gas = &done.Receipt.TxHash, done.Receipt.GasUsed
		what = fmt.Sprintf("%d gas, transaction %s", t.Gas, t.Transaction)
	}
	if !d.asJSON {
		d.say("%-30s %s  %s\n", t.Step, t.At, what)
	}
	return t
}

// acceptance are the calls by which the new owner takes the contracts over.
func (d *deploying) acceptance(at contracts.Deployment) []call {
	if d.plan.Owner == (common.Address{}) {
		return nil
	}
	data := fmt.Sprintf("%#x", bindings.NewOperator().PackAcceptOwnership())
	calls := []call{
		{d.plan.Owner, "ScoreRegistry", at.ScoreRegistry, data},
		{d.plan.Owner, "RecordMarket", at.RecordMarket, data},
	}
	if d.plan.Operator == (common.Address{}) {
		calls = append(calls, call{d.plan.Owner, "Operator", at.Operator, data})
	}
	return calls
}

// tellWhatIsLeft prints what is to be done once everything is deployed.
func (d *deploying) tellWhatIsLeft(r report) {
	for _, c := range r.Accept {
		d.say("%s must call acceptOwnership: to %s (%s), data %s\n", c.From, c.To, c.Contract, c.Data)
	}
	if d.network.Development() {
		return
	}
	d.say("give --confirmations %d to 'link4health provision' or 'link4health run'\n", d.network.Confirmations)
	head, err := d.client.HeaderByNumber(d.command.Context(), nil)
	if err == nil && d.network.FinalityBlocks > 0 {
		last := new(big.Int).Add(head.Number, new(big.Int).SetUint64(d.network.FinalityBlocks))
		d.say("a node counts it as final from block %s on (%d blocks); do not send anything of value before\n", last, d.network.FinalityBlocks)
	}
	if d.network.Explorer != "" {
		d.say("%s%s\n%s%s\n", d.network.Explorer, r.Deployment.ScoreRegistry, d.network.Explorer, r.Deployment.RecordMarket)
	}
}

// say prints to the command's output.
func (d *deploying) say(format string, args ...any) {
	fmt.Fprintf(d.command.OutOrStdout(), format, args...)
}
