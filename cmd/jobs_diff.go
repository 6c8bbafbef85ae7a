package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/provision"
)

func newJobsDiff() *cobra.Command {
	var f targetFlags
	c := &cobra.Command{
		Use:   "diff",
		Short: "Compare the bridge and the jobs on a node with those declared here",
		Long: `Shows what 'link4health provision' would change on a node, and changes nothing. Tokens are hidden on
both sides. Exits with 1 if anything differs.`,
		Example: "  link4health jobs diff --node-credentials api --token-file token --bridge-url http://adapter:8080",
		Args:    exactArgs(0),
	}
	f.register(c, "URL of the adapter as the node sees it; not given: not compared")
	cobra.CheckErr(c.MarkFlagRequired("node-credentials"))
	asJSON := jsonFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error { return showDifferences(c, f, *asJSON) }
	return c
}

// showDifferences prints what is not on the node as declared.
func showDifferences(c *cobra.Command, f targetFlags, asJSON bool) error {
	t, err := f.open(c, askTwice)
	if err != nil {
		return err
	}
	changes, err := t.compare(c.Context())
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

// compare asks the node for what it has.
func (t target) compare(ctx context.Context) ([]provision.Change, error) {
	bridges, err := t.node.Bridges(ctx)
	if err != nil {
		return nil, err
	}
	jobs, err := t.node.Jobs(ctx)
	if err != nil {
		return nil, err
	}
	return provision.Compare(t.declared, bridges, jobs)
}
