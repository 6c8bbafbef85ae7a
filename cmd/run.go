package cmd

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/jobspecs"
)

// runOptions are the flags of the run command.
type runOptions struct {
	jobFlags
	keyFlags
	rpcURL, bridgeURL, listen string
	specs                     []string
}

func newRun() *cobra.Command {
	var o runOptions
	c := &cobra.Command{
		Use:   "run",
		Short: "Answer requests without a Chainlink node",
		Long: `Watches the Operator for requests, runs the job specs for them as a Chainlink node would, and sends the
fulfilments with its own key, until it is told to stop (SIGTERM or Ctrl-C). The key must be among the
Operator's authorised senders and needs ether for gas.

Without --spec it runs this program's own job specs for deployment.json. Health is at /health and
metrics, under the real node's names, at /metrics of --listen.`,
		Example: `  link4health run --rpc-url ws://127.0.0.1:8546 --bridge-url http://127.0.0.1:8080 --token-file token \
    --key-file node.json --password-file password`,
		Args: exactArgs(0),
	}
	o.jobFlags.register(c)
	o.keyFlags.register(c)
	c.Flags().StringVar(&o.rpcURL, "rpc-url", "ws://127.0.0.1:8546", "JSON-RPC URL of the chain; over ws it announces blocks, over http it is polled")
	c.Flags().StringVar(&o.bridgeURL, "bridge-url", "http://127.0.0.1:8080", "URL of the adapter")
	c.Flags().StringVar(&o.listen, "listen", "127.0.0.1:6688", "address of /health and /metrics")
	c.Flags().StringSliceVar(&o.specs, "spec", nil, "job spec file to run instead of this program's own; repeat for several")
	settingFlags(c, logLevel)
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c) }
	return c
}

func (o runOptions) run(c *cobra.Command) error {
	cfg, err := loadSettings(c)
	if err != nil {
		return err
	}
	target, _, err := o.read()
	if err != nil {
		return err
	}
	specs, err := o.jobs(target)
	if err != nil {
		return err
	}
	key, err := o.key()
	if err != nil {
		return err
	}
	chain, err := ethclient.DialContext(c.Context(), o.rpcURL)
	if err != nil {
		return fmt.Errorf("--rpc-url: %w", err)
	}
	defer chain.Close()
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	r, err := runner.New(runner.Deps{
		Chain: chain, Jobs: specs, Signer: runner.NewKeySigner(key, target.ChainID),
		HTTP: &http.Client{}, Log: logger(c, cfg), Registry: registry,
	}, runner.Config{ChainID: target.ChainID, Bridges: map[string]string{strings.ToLower(o.bridge): o.bridgeURL}})
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
	for _, name := range jobspecs.Names() {
		source, err := jobspecs.Render(name, target)
		if err := add(name, source, err); err != nil {
			return nil, err
		}
	}
	return specs, nil
}
