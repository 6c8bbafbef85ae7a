package cmd

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/provision"
)

// provisionOptions are the flags of the provision command.
type provisionOptions struct {
	targetFlags
	keyFlags
	fundWei                    string
	timeout                    time.Duration
	dryRun, prune, fund, prove bool
}

func newProvision() *cobra.Command {
	var o provisionOptions
	c := &cobra.Command{
		Use:   "provision",
		Short: "Make a Chainlink node serve this deployment",
		Long: `Compares the bridge and the jobs on a node with what this program declares for deployment.json, and
changes what differs; a second run changes nothing. It also sees that the node's keys have ether and
that the Operator takes their answers: with the Operator owner's key it does what is needed, without
it prints the calls. The job ids are written to deployment.json in both forms that a request can carry.

Ours on a node are jobs named link4health-NAME-CHAINID: only those are replaced or, with --prune,
deleted. Bridges are never deleted. A job is replaced only while none of its runs is under way.
With --prove it makes one real request, for the score of --key-file's own address, and pays for it.`,
		Example: `  link4health provision --node-credentials api --token-file token --bridge-url http://adapter:8080 \
    --key-file owner.json --password-file password --dry-run`,
		Args: exactArgs(0),
	}
	o.targetFlags.register(c, "URL of the adapter as the node sees it: in containers not localhost", rpcURL, rpcURLFile)
	defaultChain(c)
	o.registerOptional(c, "encrypted key, best the Operator owner's: authorises keys, funds them, pays for --prove")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "only say what differs and what would be done")
	c.Flags().BoolVar(&o.prune, "prune", false, "delete jobs of ours that are not declared")
	c.Flags().BoolVar(&o.fund, "fund", false, "send ether to keys that have little, on development chains (1337, 31337)")
	c.Flags().StringVar(&o.fundWei, "fund-wei", "1000000000000000000", "how much a key is sent, in wei; one that has half of it is sent nothing")
	c.Flags().BoolVar(&o.prove, "prove", false, "make one real request and wait for its answer")
	c.Flags().DurationVar(&o.timeout, "timeout", 2*time.Minute, "how long to wait for health, for runs under way, for the answer")
	asJSON := jsonFlag(c)
	for _, name := range []string{"bridge-url", "node-credentials"} {
		cobra.CheckErr(c.MarkFlagRequired(name))
	}
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c, *asJSON) }
	return c
}

func (o provisionOptions) run(c *cobra.Command, asJSON bool) error {
	t, err := o.open(c, 0)
	if err != nil {
		return err
	}
	deps, cfg, err := o.prepare(t)
	if err != nil {
		return err
	}
	chain, err := dialChain(c.Context(), t.settings)
	if err != nil {
		return err
	}
	defer chain.Close()
	deps.Chain = chain
	if !asJSON {
		deps.Told = func(s provision.Step) { printStep(c, s) }
	}
	p, err := provision.New(deps, cfg)
	if err != nil {
		return usageError{err}
	}
	report, err := p.Run(c.Context())
	if err != nil {
		err = fmt.Errorf("provision: %w", err)
	}
	if asJSON {
		return errors.Join(printJSON(c, report), err)
	}
	if err == nil && report.LeftByHand() {
		fmt.Fprintln(c.OutOrStdout(), "\nWhat is marked 'by hand' is left to do; 'link4health doctor' tells when all is well.")
	}
	return err
}

// prepare turns the flags into what provisioning needs, but for the chain.
func (o provisionOptions) prepare(t target) (deps provision.Deps, cfg provision.Config, err error) {
	wei, ok := new(big.Int).SetString(o.fundWei, 10)
	if !ok || wei.Sign() <= 0 {
		return deps, cfg, usageError{errors.New("--fund-wei: want a whole number of wei above 0")}
	}
	deps = provision.Deps{Node: t.node, Log: t.log}
	if deps.Key, err = o.optionalKey(); err != nil {
		return deps, cfg, err
	}
	if o.prove && deps.Key == nil {
		return deps, cfg, usageError{errors.New("--prove needs --key-file: a request is paid for by somebody")}
	}
	return deps, provision.Config{
		Declared: t.declared, Deployment: t.deployment, DeploymentFile: o.deployment, DryRun: o.dryRun, Prune: o.prune,
		Fund: o.fund, Prove: o.prove, FundWei: wei, Timeout: o.timeout,
	}, nil
}

func printStep(c *cobra.Command, s provision.Step) {
	fmt.Fprintf(c.OutOrStdout(), "%-10s %-14s %s\n", s.State, s.Name, s.Text)
	printDifferences(c, s.Differences)
}

// printDifferences shows what a node has and what is declared, as a diff does.
func printDifferences(c *cobra.Command, differences []provision.Difference) {
	for _, d := range differences {
		fmt.Fprintf(c.OutOrStdout(), "  %s\n", d.Field)
		printMarked(c, "-", d.Node)
		printMarked(c, "+", d.Declared)
	}
}

func printMarked(c *cobra.Command, mark, text string) {
	for line := range strings.Lines(text) {
		fmt.Fprintf(c.OutOrStdout(), "    %s %s\n", mark, strings.TrimRight(line, "\n"))
	}
}
