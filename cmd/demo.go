package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/cmd/demo"
)

// demoOptions are the flags of the demo command.
type demoOptions struct {
	once, json     bool
	dir, rpc, asOf string
}

func newDemo() *cobra.Command {
	var o demoOptions
	c := &cobra.Command{
		Use:   "demo",
		Short: "Run everything in one process and watch a score and a record travel",
		Long: `Starts an embedded chain, deploys the contracts, fills a database with real sample data, starts the
external adapter and the runner, and tells the story step by step: a score asked for on chain, a
record requested and declined, requested and approved, and a stranger who gets nothing.

Then it stays up for you to try things, until Ctrl-C; with --once it exits. It needs nothing but this
program, listens on loopback only and leaves nothing behind, unless --dir names a folder to keep.`,
		Example: `  link4health demo
  link4health demo --once --json`,
		Args: exactArgs(0),
	}
	c.Flags().BoolVar(&o.once, "once", false, "exit after the story: with 0 if every step went well")
	c.Flags().BoolVar(&o.json, "json", false, "print one JSON object a step instead of text")
	c.Flags().StringVar(&o.dir, "dir", "", "folder for database, logs and deployment.json, made if needed and kept; not given: a temporary one")
	c.Flags().StringVar(&o.rpc, "rpc-address", "", "loopback address of the chain's JSON-RPC, such as 127.0.0.1:8545; not given: a free port")
	c.Flags().StringVar(&o.asOf, "as-of", demo.SampleMoment.Format(time.RFC3339), "moment for which scores are worked out; the sample data are of spring 2016")
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c) }
	return c
}

func (o demoOptions) run(c *cobra.Command) (err error) {
	asOf, err := time.Parse(time.RFC3339, o.asOf)
	if err != nil {
		return usageError{fmt.Errorf("--as-of: want a moment such as %s: %w", demo.SampleMoment.Format(time.RFC3339), err)}
	}
	dir, remove, err := o.folder()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	d, err := demo.New(demo.Config{
		Dir: dir, RPCAddress: o.rpc, AsOf: asOf.UTC(), JSON: o.json, Out: c.OutOrStdout(), Version: version(),
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := d.Tell(c.Context()); err != nil {
		if errors.Is(err, context.Canceled) && !o.once {
			return nil
		}
		return err
	}
	if o.once {
		return nil
	}
	return d.Stay(c.Context())
}

// folder is the demo's folder and how to get rid of it.
func (o demoOptions) folder() (dir string, remove func() error, err error) {
	if o.dir != "" {
		return o.dir, func() error { return nil }, os.MkdirAll(o.dir, 0o700)
	}
	dir, err = os.MkdirTemp("", "link4health-demo-")
	return dir, func() error { return os.RemoveAll(dir) }, err
}
