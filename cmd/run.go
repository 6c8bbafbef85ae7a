package cmd

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/endpoints"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/jobspecs"
)

// runOptions are the flags of the run command.
type runOptions struct {
	jobFlags
	keyRing
	journalFlags
	tuningFlags
	requesterFlags
	bridgeURL, listen string
	rpcURLs, specs    []string
	finalityTag       bool
}

func newRun() *cobra.Command {
	var o runOptions
	c := &cobra.Command{
		Use:   "run",
		Short: "Answer requests without a Chainlink node",
		Long: `Watches the Operator for requests, runs the job specs for them as a Chainlink node would, and sends the
fulfilments with its own key, until it is told to stop (SIGTERM or Ctrl-C). The key must be among the
Operator's authorised senders and needs ether for gas.

What it does it writes to a journal first, and goes on where it stopped, however it stopped; 'link4health runs'
reads it. Several runners with the same keys may share a journal in MySQL: one answers, and another takes over
within seconds if it falls silent.

Without --spec it runs this program's own job specs for deployment.json. Health is at /health and
metrics, under the real node's names, at /metrics of --listen.

With --cron and --push it also asks: for what job specs of type cron say, by their schedules, and for
the scores of subjects who agreed to it and pay. A key of its own does that. docs/refresh.md tells how.`,
		Example: `  link4health run --rpc-url ws://127.0.0.1:8546 --bridge-url http://127.0.0.1:8080 --token-file token \
    --key-file node.json --password-file password`,
		Args: exactArgs(0),
	}
	o.jobFlags.register(c)
	o.keyRing.register(c)
	o.journalFlags.register(c)
	o.tuningFlags.register(c)
	o.requesterFlags.register(c)
	c.Flags().StringSliceVar(&o.rpcURLs, "rpc-url", []string{"ws://127.0.0.1:8546"}, "JSON-RPC URL of the chain, repeat for several to choose from; over ws it announces blocks, over http it is polled")
	c.Flags().BoolVar(&o.finalityTag, "finality-tag", false, "ask the chain which block is final rather than counting ten")
	c.Flags().StringVar(&o.bridgeURL, "bridge-url", "http://127.0.0.1:8080", "URL of the adapter")
	c.Flags().StringVar(&o.listen, "listen", "127.0.0.1:6688", "address of /health and /metrics")
	c.Flags().StringSliceVar(&o.specs, "spec", nil, "job spec file to run instead of this program's own; repeat for several")
	settingFlags(c, databaseURL, logLevel, rpcURLFile)
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c) }
	return c
}

func (o runOptions) run(c *cobra.Command) (err error) {
	cfg, err := loadSettings(c)
	if err != nil {
		return err
	}
	target, at, err := o.read()
	if err != nil {
		return err
	}
	specs, err := o.jobs(target)
	if err != nil {
		return err
	}
	keys, err := o.keys()
	if err != nil {
		return err
	}
	behaviour := runner.Config{
		ChainID: target.ChainID, Bridges: map[string]string{strings.ToLower(o.bridge): o.bridgeURL}, FinalityTag: o.finalityTag,
	}
	lease, err := o.apply(&behaviour)
	if err != nil {
		return err
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	log := logger(c, cfg)
	db, err := o.open(c, cfg, log)
	if err != nil {
		return err
	}
	defer func() { err = closing(db, err) }()
	if !c.Flags().Changed("rpc-url") && cfg.RPCURL != "" {
		o.rpcURLs = []string{cfg.RPCURL.Reveal()}
	}
	chain, err := endpoints.New(log, registry, endpoints.Config{URLs: o.rpcURLs, ChainID: target.ChainID})
	if err != nil {
		return fmt.Errorf("--rpc-url: %w", err)
	}
	defer chain.Close()
	deps := runner.Deps{
		Chain: chain, Jobs: specs, Signers: signers(keys, target.ChainID), Journal: journal.New(db, target.ChainID, lease),
		HTTP: &http.Client{}, Log: log, Registry: registry,
	}
	if err := o.requesterFlags.add(&deps, chain, at, newAdapter(o.bridgeURL, target.BridgeToken)); err != nil {
		return err
	}
	r, err := runner.New(deps, behaviour)
	if err != nil {
		return err
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(c.Context(), "tcp", o.listen)
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	return r.Serve(c.Context(), listener)
}

// jobs reads the job specs to run.
func (o runOptions) jobs(target jobspecs.Deployment) ([]*jobspecs.Spec, error) {
	var specs []*jobspecs.Spec
	add := func(name string, source []byte, err error) error {
		if err != nil {
			return fmt.Errorf("job spec %s: %w", name, err)
		}
		spec, err := jobspecs.Parse(source)
		if err != nil {
			return fmt.Errorf("job spec %s:\n%w", name, err)
		}
		specs = append(specs, spec)
		return nil
	}
	for _, path := range o.specs {
		source, err := os.ReadFile(path)
		if err := add(path, source, err); err != nil {
			return nil, err
		}
	}
	if len(o.specs) > 0 {
		return specs, nil
	}
	for _, name := range target.Names() {
		source, err := jobspecs.Render(name, target)
		if err := add(name, source, err); err != nil {
			return nil, err
		}
	}
	return specs, nil
}
