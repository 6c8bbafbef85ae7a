package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/chainlink-node/networks"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/jobspecs"
)

// deployOptions are the flags of the deploy command.
type deployOptions struct {
	keyFlags
	network, link, operator, owner, from        string
	settings                                    config.Config
	payment, out, scoreJob, recordJob, batchJob string
	chainID                                     uint64
	nonce                                       int64
	nodes                                       []string
	window                                      time.Duration
	keep, dryRun, offline, asJSON               bool
}

func newDeploy() *cobra.Command {
	var o deployOptions
	c := &cobra.Command{
		Use:   "deploy",
		Short: "Deploy Operator, ScoreRegistry and RecordMarket to a chain",
		Long: `Deploys the contracts to a network with the given key, which owns them afterwards, authorises the node's
keys on the Operator and writes deployment.json, which the other commands read. Each step is verified on
the chain before the next.

Networks are ` + strings.Join(networks.Names(), ", ") + `, and ` + otherNetwork + ` with --chain-id and --link. Requests are paid for in
the network's LINK, which must be there; only on ` + networks.Local + ` (chains 1337 and 31337) a token is deployed as well and
a million LINK minted to the deployer.

deployment.json is written before each transaction is sent and after it is mined. If the command is
interrupted, the same command goes on where it was and deploys nothing twice.

--dry-run only tells what would be sent and what it would cost. --offline prints the transactions, to be
signed by a hardware wallet or elsewhere, for the account --from; run it again once they are mined: it
prints what is left, or finishes deployment.json. --owner offers the contracts to another owner, such as a
multisig, which has to call acceptOwnership.`,
		Example: `  link4health deploy --network polygon --rpc-url $RPC_URL --key-file deployer.json --password-file password \
    --node 0x… --dry-run
  link4health deploy --network polygon --rpc-url $RPC_URL --from 0x… --owner 0x… --offline > transactions.json`,
		Args: exactArgs(0),
	}
	o.register(c)
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c) }
	return c
}

func (o *deployOptions) register(c *cobra.Command) {
	o.registerOptional(c, "encrypted key that signs, in the keystore format of geth, Foundry and the Chainlink node")
	f := c.Flags()
	f.StringVar(&o.network, "network", networks.Local, "where to deploy: "+strings.Join(networks.Names(), ", ")+" or "+otherNetwork)
	settingFlags(c, rpcURL, rpcURLFile)
	defaultChain(c)
	f.Uint64Var(&o.chainID, "chain-id", 0, "EIP-155 id of the chain, for --network "+otherNetwork)
	f.StringVar(&o.link, "link", "", "address of the network's LINK token, for --network "+otherNetwork+"; on "+networks.Local+" not given: deploy one")
	f.StringVar(&o.operator, "operator", "", "address of an Operator that is there already; not given: deploy one")
	f.StringSliceVar(&o.nodes, "node", nil, "address of a key that may answer requests; repeat for several")
	f.StringVar(&o.owner, "owner", "", "who is to own the contracts, once they called acceptOwnership; not given: the deployer")
	f.StringVar(&o.payment, "payment-juels", "100000000000000000", "what a request pays the oracle, in juels (1 LINK = 10^18)")
	f.DurationVar(&o.window, "approval-window", 7*24*time.Hour, "how long a patient has to decide")
	f.StringVar(&o.scoreJob, "score-job-id", "", "external job id of the score job (default one of the chain's own; "+jobspecs.DefaultScoreJobID+" on "+networks.Local+")")
	f.StringVar(&o.recordJob, "record-job-id", "", "external job id of the record job (default likewise)")
	f.StringVar(&o.batchJob, "batch-job-id", "", "external job id of the job for batches of scores, or "+noJob+" to offer none (default likewise)")
	f.StringVar(&o.out, "out", "deployment.json", "file to write; one that is finished is not overwritten")
	f.BoolVar(&o.keep, "keep", false, "if the file is there and its contracts are on the chain, leave all as it is")
	f.BoolVar(&o.dryRun, "dry-run", false, "send nothing: tell the transactions, their gas and what it costs")
	f.BoolVar(&o.offline, "offline", false, "sign nothing: print the transactions as JSON, for another to sign and send")
	f.StringVar(&o.from, "from", "", "account that deploys, for --dry-run and --offline without a key")
	f.Int64Var(&o.nonce, "nonce", -1, "for --offline: the account's next nonce, if no chain can be asked for it; the chain is not asked anything then")
	f.BoolVar(&o.asJSON, "json", false, "print one JSON object instead of text")
	c.MarkFlagsMutuallyExclusive("dry-run", "offline")
}

func (o *deployOptions) run(c *cobra.Command) error {
	var err error
	if o.settings, err = loadSettings(c); err != nil {
		return err
	}
	plan, network, err := o.plan()
	if err != nil {
		return usageError{err}
	}
	begun, err := contracts.ReadUnfinished(o.out)
	switch there := err == nil; {
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return err
	case there && begun.Unfinished == nil && o.keep:
		return o.kept(c, network, begun)
	case there && begun.Unfinished == nil:
		return fmt.Errorf("%s is there already; move it away, or name another file with --out", o.out)
	}
	d := deploying{deployOptions: o, command: c, plan: plan, network: network, begun: begun}
	if o.offline && o.nonce >= 0 {
		return d.prepareBlind()
	}
	client, err := o.dial(c.Context(), network)
	if err != nil {
		return err
	}
	defer client.Close()
	d.client = client
	switch {
	case o.offline:
		return d.prepare()
	case o.dryRun:
		return d.dryRun()
	default:
		return d.deploy()
	}
}

// dial connects to the chain and checks that it is the network's.
func (o *deployOptions) dial(ctx context.Context, network networks.Network) (*ethclient.Client, error) {
	client, err := dialChain(ctx, o.settings)
	if err != nil {
		return nil, err
	}
	id, err := client.ChainID(ctx)
	if err == nil && !(id.IsUint64() && network.Serves(id.Uint64())) {
		err = wrongChain(id.Uint64(), network)
	} else if err != nil {
		err = fmt.Errorf("--rpc-url: ask for the chain id: %w", err)
	}
	if err != nil {
		client.Close()
		return nil, err
	}
	return client, nil
}

// wrongChain says which network a chain is, if it is one that is known.
func wrongChain(id uint64, network networks.Network) error {
	err := fmt.Errorf("--rpc-url serves chain %d, --network %s is chain %s", id, network.Name, ids(network.ChainIDs))
	for _, name := range networks.Names() {
		if other, fault := networks.Get(name); fault == nil && other.Serves(id) {
			return fmt.Errorf("%w: correct one of them; chain %d is --network %s", err, id, name)
		}
	}
	return fmt.Errorf("%w: correct one of them", err)
}

func ids(list []uint64) string {
	text := make([]string, len(list))
	for i, id := range list {
		text[i] = fmt.Sprint(id)
	}
	return strings.Join(text, " or ")
}

// kept makes sure that what the file names is on the chain.
func (o *deployOptions) kept(c *cobra.Command, network networks.Network, d contracts.Deployment) error {
	if !network.Serves(d.ChainID) {
		return fmt.Errorf("%s is for chain %d, --network %s is chain %s: correct one of them", o.out, d.ChainID, network.Name, ids(network.ChainIDs))
	}
	if err := d.Validate(); err != nil {
		return fmt.Errorf("%s: %w", o.out, err)
	}
	client, err := o.dial(c.Context(), network)
	if err != nil {
		return err
	}
	defer client.Close()
	if err := contracts.Verify(c.Context(), client, d); err != nil {
		return fmt.Errorf("%s does not fit: %w; if the chain was begun anew, remove the file", o.out, err)
	}
	if o.asJSON {
		return printJSON(c, report{Network: network.Name, Deployment: d, Steps: []taken{}})
	}
	fmt.Fprintf(c.OutOrStdout(), "%s is there, and its contracts are on chain %d\n", o.out, d.ChainID)
	return nil
}

// deployer is the account that deploys: the key's, or --from where nothing is signed.
func (o *deployOptions) deployer() (common.Address, error) {
	if o.keyFile == "" && o.from == "" {
		return common.Address{}, usageError{errors.New("name the account that deploys by --from, or give its --key-file")}
	}
	if o.keyFile == "" {
		return parseAddress("--from", o.from)
	}
	key, err := o.key()
	if err != nil {
		return common.Address{}, err
	}
	return o.matching(key)
}
