package cmd

import (
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"os"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/jobspecs"
)

// deployOptions are the flags of the deploy command.
type deployOptions struct {
	keyFlags
	rpcURL, link, payment, out, scoreJob, recordJob string
	nodes                                           []string
	window                                          time.Duration
	keep                                            bool
}

func newDeploy() *cobra.Command {
	var o deployOptions
	c := &cobra.Command{
		Use:   "deploy",
		Short: "Deploy Operator, ScoreRegistry and RecordMarket to a chain",
		Long: `Deploys the contracts with the given key, which owns them afterwards, authorises the node's keys on
the Operator and writes deployment.json, which the other commands read. Without --link it deploys a
LINK token of its own too and mints a million LINK to the deployer: for development chains only.`,
		Example: `  link4health deploy --rpc-url http://127.0.0.1:8545 --key-file deployer.json --password-file password \
    --node 0x… --link 0x…`,
		Args: exactArgs(0),
	}
	o.keyFlags.register(c)
	c.Flags().StringVar(&o.rpcURL, "rpc-url", "http://127.0.0.1:8545", "JSON-RPC URL of the chain")
	c.Flags().StringVar(&o.link, "link", "", "address of the network's LINK token; not given: deploy one, for development")
	c.Flags().StringSliceVar(&o.nodes, "node", nil, "address of a key that may answer requests; repeat for several")
	c.Flags().StringVar(&o.payment, "payment-juels", "100000000000000000", "what a request pays the oracle, in juels (1 LINK = 10^18)")
	c.Flags().DurationVar(&o.window, "approval-window", 7*24*time.Hour, "how long a patient has to decide")
	c.Flags().StringVar(&o.scoreJob, "score-job-id", jobspecs.DefaultScoreJobID, "external job id of the score job")
	c.Flags().StringVar(&o.recordJob, "record-job-id", jobspecs.DefaultRecordJobID, "external job id of the record job")
	c.Flags().StringVar(&o.out, "out", "deployment.json", "file to write; an existing one is not overwritten")
	c.Flags().BoolVar(&o.keep, "keep", false, "if the file is there and its contracts are on the chain, leave all as it is")
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c) }
	return c
}

func (o deployOptions) run(c *cobra.Command) error {
	plan, err := o.plan()
	if err != nil {
		return usageError{err}
	}
	if _, err := os.Stat(o.out); err == nil && o.keep {
		return o.kept(c)
	} else if err == nil {
		return fmt.Errorf("%s is there already; move it away, or name another file with --out", o.out)
	}
	key, err := o.key()
	if err != nil {
		return err
	}
	client, err := ethclient.DialContext(c.Context(), o.rpcURL)
	if err != nil {
		return fmt.Errorf("--rpc-url: %w", err)
	}
	defer client.Close()
	sender, err := contracts.NewSender(c.Context(), client, key)
	if err != nil {
		return fmt.Errorf("--rpc-url: %w", err)
	}
	d, err := contracts.Deploy(c.Context(), sender, plan, func(name string, at common.Address) {
		fmt.Fprintf(c.OutOrStdout(), "%-14s %s\n", name, at)
	})
	if err != nil {
		return err
	}
	if err := d.Write(o.out); err != nil {
		return err
	}
	fmt.Fprintf(c.OutOrStdout(), "written to %s\n", o.out)
	return nil
}

// kept makes sure that what the file names is on the chain.
func (o deployOptions) kept(c *cobra.Command) error {
	d, err := contracts.ReadDeployment(o.out)
	if err != nil {
		return err
	}
	client, err := ethclient.DialContext(c.Context(), o.rpcURL)
	if err != nil {
		return fmt.Errorf("--rpc-url: %w", err)
	}
	defer client.Close()
	id, err := client.ChainID(c.Context())
	if err != nil {
		return fmt.Errorf("--rpc-url: ask for the chain id: %w", err)
	}
	if !id.IsUint64() || id.Uint64() != d.ChainID {
		return fmt.Errorf("%s is for chain %d, --rpc-url serves chain %s: correct one of them", o.out, d.ChainID, id)
	}
	for _, at := range []common.Address{d.LinkToken, d.Operator, d.ScoreRegistry, d.RecordMarket} {
		code, err := client.CodeAt(c.Context(), at, nil)
		if err != nil {
			return fmt.Errorf("--rpc-url: ask for the code at %s: %w", at, err)
		}
		if len(code) == 0 {
			return fmt.Errorf("%s names %s, where the chain has no contract: if the chain was begun anew, remove the file", o.out, at)
		}
	}
	fmt.Fprintf(c.OutOrStdout(), "%s is there, and its contracts are on chain %d\n", o.out, d.ChainID)
	return nil
}

// plan checks the flags, all of them at once.
func (o deployOptions) plan() (contracts.Plan, error) {
	var faults []error
	fault := func(flag string, err error) {
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", flag, err))
		}
	}
	plan := contracts.Plan{ModelHash: score.V1().Hash(), ApprovalWindow: o.window, SupplyJuels: new(big.Int).Exp(big.NewInt(10), big.NewInt(24), nil)}
	var err error
	plan.ScoreJobID, err = uuid.Parse(o.scoreJob)
	fault("--score-job-id", err)
	plan.RecordJobID, err = uuid.Parse(o.recordJob)
	fault("--record-job-id", err)
	var ok bool
	if plan.PaymentJuels, ok = new(big.Int).SetString(o.payment, 10); !ok || plan.PaymentJuels.Sign() < 0 {
		fault("--payment-juels", errors.New("want a whole number of juels"))
	}
	if o.link != "" {
		plan.LinkToken, err = parseAddress("--link", o.link)
		faults = append(faults, err)
	}
	for _, n := range o.nodes {
		at, err := parseAddress("--node", n)
		faults = append(faults, err)
		plan.Nodes = append(plan.Nodes, at)
	}
	return plan, errors.Join(faults...)
}

// keyFlags name an encrypted key.
type keyFlags struct{ keyFile, passwordFile string }

func (f *keyFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.keyFile, "key-file", "", "encrypted key that signs, in the keystore format of geth, Foundry and the Chainlink node")
	c.Flags().StringVar(&f.passwordFile, "password-file", "", "file with the key's password")
	cobra.CheckErr(c.MarkFlagRequired("key-file"))
	cobra.CheckErr(c.MarkFlagRequired("password-file"))
}

// key decrypts the key.
func (f *keyFlags) key() (*ecdsa.PrivateKey, error) {
	raw, err := os.ReadFile(f.keyFile)
	if err != nil {
		return nil, fmt.Errorf("--key-file: %w", err)
	}
	password, err := os.ReadFile(f.passwordFile)
	if err != nil {
		return nil, fmt.Errorf("--password-file: %w", err)
	}
	key, err := keystore.DecryptKey(raw, strings.TrimRight(string(password), "\r\n"))
	if err != nil {
		return nil, fmt.Errorf("--key-file: %w", err)
	}
	return key.PrivateKey, nil
}
