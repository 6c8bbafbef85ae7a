package cmd

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/doctor"
	"github.com/link4health/link4health/chainlink-node/provision"
)

// doctorOptions are the flags of the doctor command.
type doctorOptions struct {
	jobFlags
	nodeFlags
	keyFlags
	adapterURL, bridgeURL, responseURL, rpcURL, requester string
	lookback                                              uint64
	answerWithin                                          time.Duration
	inContainer, send, strict                             bool
}

func newDoctor() *cobra.Command {
	var o doctorOptions
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Find what keeps requests from being answered, and how to mend it",
		Long: `Looks at the adapter, the node (or 'link4health run' in its place), the bridge, the jobs, the contracts
and the keys. Each of twenty checks is ok, warn, fail or skipped, with its evidence and, where
something is wrong, the remedy. Without --node-credentials it sees only the node's health and metrics.

It changes nothing, unless --send-test-request makes one real request that --key-file pays for. It
posts one request to the adapter, which refuses it, to find out whether the bridge token is accepted.

Exits with 0 if no check fails, with 1 if one does; with --strict a warning counts as a failure.`,
		Example: `  link4health doctor --token-file token --node-credentials api
  link4health doctor --token-file token --json --strict`,
		Args: exactArgs(0),
	}
	o.jobFlags.register(c)
	o.nodeFlags.register(c)
	o.registerOptional(c, "encrypted key that pays for --send-test-request")
	c.Flags().StringVar(&o.adapterURL, "adapter-url", "http://127.0.0.1:8080", "URL at which the adapter answers requests, seen from here")
	c.Flags().StringVar(&o.bridgeURL, "bridge-url", "", "URL of the adapter as the node sees it; compared with the bridge's")
	c.Flags().StringVar(&o.responseURL, "response-url", "", "the node's WebServer.BridgeResponseURL, to find out whether it leads to the node")
	c.Flags().StringVar(&o.rpcURL, "rpc-url", "http://127.0.0.1:8545", "JSON-RPC URL of the chain")
	c.Flags().StringVar(&o.requester, "requester", "", "address that pays for requests, to see whether it has LINK")
	c.Flags().Uint64Var(&o.lookback, "lookback", 1000, "how many blocks to search for unanswered requests")
	c.Flags().DurationVar(&o.answerWithin, "answer-within", 2*time.Minute, "how old an unanswered request may be")
	c.Flags().BoolVar(&o.inContainer, "node-in-container", false, "the node runs in a container: its loopback is not the adapter's")
	c.Flags().BoolVar(&o.send, "send-test-request", false, "make one real request, for the score of --key-file's own address")
	c.Flags().BoolVar(&o.strict, "strict", false, "exit with 1 for a warning too")
	asJSON := jsonFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c, *asJSON) }
	return c
}

func (o doctorOptions) run(c *cobra.Command, asJSON bool) error {
	deps, cfg, err := o.prepare(c)
	if err != nil {
		return err
	}
	chain, err := ethclient.DialContext(c.Context(), o.rpcURL)
	if err != nil {
		return fmt.Errorf("--rpc-url: %w", err)
	}
	defer chain.Close()
	deps.Chain = chain
	d, err := doctor.New(deps, cfg)
	if err != nil {
		return usageError{err}
	}
	report, err := d.Examine(c.Context())
	if err != nil {
		return err
	}
	if asJSON {
		err = printJSON(c, report)
	} else {
		err = report.Write(c.OutOrStdout())
	}
	worst := report.Worst()
	if err == nil && (worst == doctor.Fail || o.strict && worst == doctor.Warn) {
		return errReported
	}
	return err
}

// prepare turns the flags into what a doctor needs, but for the chain.
func (o doctorOptions) prepare(c *cobra.Command) (deps doctor.Deps, cfg doctor.Config, err error) {
	settings, err := loadSettings(c)
	if err != nil {
		return deps, cfg, err
	}
	target, deployment, err := o.read()
	if err != nil {
		return deps, cfg, err
	}
	cfg = doctor.Config{
		Deployment: deployment, AdapterURL: o.adapterURL, ResponseURL: o.responseURL, NodeInContainer: o.inContainer,
		SendTestRequest: o.send, Lookback: o.lookback, AnswerWithin: o.answerWithin,
	}
	if cfg.Declared, err = provision.Declare(target, o.bridgeURL); err != nil {
		return deps, cfg, err
	}
	if o.requester != "" {
		if cfg.Requester, err = parseAddress("--requester", o.requester); err != nil {
			return deps, cfg, usageError{err}
		}
	}
	deps = doctor.Deps{HTTP: &http.Client{Timeout: time.Minute}, Log: logger(c, settings)}
	if deps.Key, err = o.optionalKey(); err != nil {
		return deps, cfg, err
	}
	if o.send && deps.Key == nil {
		return deps, cfg, usageError{errors.New("--send-test-request needs --key-file: a request is paid for by somebody")}
	}
	deps.Node, err = o.connect(c, settings, target.BridgeToken, askTwice)
	return deps, cfg, err
}
