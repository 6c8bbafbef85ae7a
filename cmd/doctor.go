package cmd

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/doctor"
)

// doctorOptions are the flags of the doctor command.
type doctorOptions struct {
	targetFlags
	keyFlags
	files                              tlsFiles
	adapterURL, responseURL, requester string
	lookback                           uint64
	answerWithin                       time.Duration
	inContainer, send                  bool
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

Exits with 0 if all is well, with 3 if the worst is a warning, with 1 if a check fails.`,
		Example: `  link4health doctor --token-file token --node-credentials api
  link4health doctor --token-file token --json`,
		Args: exactArgs(0),
	}
	o.targetFlags.register(c, "URL of the adapter as the node sees it; compared with the bridge's", rpcURL, rpcURLFile)
	defaultChain(c)
	o.registerOptional(c, "encrypted key that pays for --send-test-request")
	c.Flags().StringVar(&o.adapterURL, "adapter-url", "http://127.0.0.1:8080", "URL at which the adapter answers requests, seen from here")
	o.files.register(c, "adapter-")
	c.Flags().StringVar(&o.responseURL, "response-url", "", "the node's WebServer.BridgeResponseURL, to find out whether it leads to the node")
	c.Flags().StringVar(&o.requester, "requester", "", "address that pays for requests, to see whether it has LINK")
	c.Flags().Uint64Var(&o.lookback, "lookback", 1000, "how many blocks to search for unanswered requests")
	c.Flags().DurationVar(&o.answerWithin, "answer-within", 2*time.Minute, "how old an unanswered request may be")
	c.Flags().BoolVar(&o.inContainer, "node-in-container", false, "the node runs in a container: its loopback is not the adapter's")
	c.Flags().BoolVar(&o.send, "send-test-request", false, "make one real request, for the score of --key-file's own address")
	asJSON := jsonFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c, *asJSON) }
	return c
}

func (o doctorOptions) run(c *cobra.Command, asJSON bool) error {
	t, err := o.open(c, askTwice)
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
	switch worst := report.Worst(); {
	case err != nil:
		return err
	case worst == doctor.Fail:
		return errReported
	case worst == doctor.Warn:
		return errWarned
	default:
		return nil
	}
}

// prepare turns the flags into what a doctor needs, but for the chain.
func (o doctorOptions) prepare(t target) (deps doctor.Deps, cfg doctor.Config, err error) {
	cfg = doctor.Config{
		Declared: t.declared, Deployment: t.deployment, AdapterURL: o.adapterURL, ResponseURL: o.responseURL, NodeInContainer: o.inContainer,
		SendTestRequest: o.send, Lookback: o.lookback, AnswerWithin: o.answerWithin,
	}
	if o.requester != "" {
		if cfg.Requester, err = parseAddress("--requester", o.requester); err != nil {
			return deps, cfg, usageError{err}
		}
	}
	deps = doctor.Deps{Node: t.node, Log: t.log}
	if deps.HTTP, err = o.files.client(); err != nil {
		return deps, cfg, err
	}
	deps.HTTP.Timeout = time.Minute
	if deps.Key, err = o.optionalKey(); err != nil {
		return deps, cfg, err
	}
	if o.send && deps.Key == nil {
		return deps, cfg, usageError{errors.New("--send-test-request needs --key-file: a request is paid for by somebody")}
	}
	return deps, cfg, nil
}
