package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/provision"
)

// diffOptions are the flags of jobs diff.
type diffOptions struct {
	jobFlags
	nodeFlags
	bridgeURL string
}

func newJobsDiff() *cobra.Command {
	var o diffOptions
	c := &cobra.Command{
		Use:   "diff",
		Short: "Compare the bridge and the jobs on a node with those declared here",
		Long: `Shows what 'link4health provision' would change on a node, and changes nothing. Tokens are hidden on
both sides. Exits with 1 if anything differs.`,
		Example: "  link4health jobs diff --node-credentials api --token-file token --bridge-url http://adapter:8080",
		Args:    exactArgs(0),
	}
	o.jobFlags.register(c)
	o.nodeFlags.register(c)
	c.Flags().StringVar(&o.bridgeURL, "bridge-url", "", "URL of the adapter as the node sees it; not given: not compared")
	cobra.CheckErr(c.MarkFlagRequired("node-credentials"))
	asJSON := jsonFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c, *asJSON) }
	return c
}

func (o diffOptions) run(c *cobra.Command, asJSON bool) error {
	changes, err := o.compare(c)
	if err != nil {
		return err
	}
	if asJSON {
		if err := printJSON(c, map[string]any{"changes": changes}); err != nil {
			return err
		}
	}
	for _, change := range changes {
		if asJSON || change.Action == provision.Keep {
			continue
		}
		fmt.Fprintf(c.OutOrStdout(), "%s %s %s\n", change.Action, change.Kind, change.Name)
		printDifferences(c, change.Differences)
	}
	if provision.Pending(changes, true) {
		return errReported
	}
	return nil
}

func (o diffOptions) compare(c *cobra.Command) ([]provision.Change, error) {
	settings, err := loadSettings(c)
	if err != nil {
		return nil, err
	}
	target, _, err := o.read()
	if err != nil {
		return nil, err
	}
	declared, err := provision.Declare(target, o.bridgeURL)
	if err != nil {
		return nil, err
	}
	node, err := o.connect(c, settings, target.BridgeToken, askTwice)
	if err != nil {
		return nil, err
	}
	bridges, err := node.Bridges(c.Context())
	if err != nil {
		return nil, err
	}
	jobs, err := node.Jobs(c.Context())
	if err != nil {
		return nil, err
	}
	return provision.Compare(declared, bridges, jobs)
}
