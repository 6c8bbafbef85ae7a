package cmd

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts"
)

func newRuns() *cobra.Command {
	c := &cobra.Command{
		Use:   "runs",
		Short: "See what became of requests, and try failed ones again",
		Long: `Reads the journal of 'link4health run': each request's way and the transactions that were signed for it.
The journal holds nothing of what a request or an answer says.

States, in the order of a request's way: seen, confirmed, running, answered, sent, mined, completed, final; and its
other ends: errored, rejected, expired, cancelled, closed, dropped. docs/runner.md tells what each means.`,
		Args: exactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newRunsList(), newRunsShow(), newRunsRetry(), newRunsExport())
	return c
}

// runsFlags name a journal.
type runsFlags struct {
	journalFlags
	deployment string
	chainID    uint64
}

func (f *runsFlags) register(c *cobra.Command) {
	f.journalFlags.register(c)
	c.Flags().StringVar(&f.deployment, "deployment", "deployment.json", "where the chain's id stands")
	c.Flags().Uint64Var(&f.chainID, "chain-id", 0, "id of the chain, instead of that of --deployment")
	settingFlags(c, databaseURL, logLevel)
}

// with opens the journal, does something with it and closes it.
func (f *runsFlags) with(c *cobra.Command, do func(*journal.Journal) error) error {
	cfg, err := loadSettings(c)
	if err != nil {
		return err
	}
	id := f.chainID
	if id == 0 {
		d, err := contracts.ReadDeployment(f.deployment)
		if err != nil {
			return fmt.Errorf("%w; or name the chain with --chain-id", err)
		}
		id = d.ChainID
	}
	db, err := f.open(c, cfg, logger(c, cfg))
	if err != nil {
		return err
	}
	return closing(db, do(journal.New(db, id, journal.Config{})))
}

// filterFlags choose runs.
type filterFlags struct {
	states     []string
	job, since string
}

func (f *filterFlags) register(c *cobra.Command) {
	c.Flags().StringSliceVar(&f.states, "state", nil, "only runs in this state; repeat for several")
	c.Flags().StringVar(&f.job, "job", "", "only runs of the job with this name or external id")
	c.Flags().StringVar(&f.since, "since", "", "only runs seen since then: 24h, 30m, or a time such as 2026-01-31T12:00:00Z")
	var names []string
	for _, s := range journal.States() {
		names = append(names, string(s))
	}
	cobra.CheckErr(c.RegisterFlagCompletionFunc("state", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)))
}

// filter reads the flags.
func (f *filterFlags) filter() (journal.Filter, error) {
	filter := journal.Filter{Job: f.job}
	for _, name := range f.states {
		state := journal.State(name)
		if !slices.Contains(journal.States(), state) {
			return filter, usageError{fmt.Errorf("--state: there is no state %q; 'link4health runs --help' lists them", name)}
		}
		filter.States = append(filter.States, state)
	}
	if f.since == "" {
		return filter, nil
	}
	if age, err := time.ParseDuration(f.since); err == nil {
		filter.Since = time.Now().Add(-age)
		return filter, nil
	}
	moment, err := time.Parse(time.RFC3339, f.since)
	if err != nil {
		return filter, usageError{fmt.Errorf("--since: want a duration such as 24h or a time such as 2026-01-31T12:00:00Z")}
	}
	filter.Since = moment
	return filter, nil
}

func newRunsList() *cobra.Command {
	var f runsFlags
	var chosen filterFlags
	c := &cobra.Command{
		Use:   "list",
		Short: "List runs, the oldest first",
		Long:  `Lists the newest runs that the flags choose, the oldest of them first. 'link4health runs export' writes all.`,
		Example: `  link4health runs list --state errored --since 24h
  link4health runs list --job link4health-score-1 --json | jq -r '.runs[].requestId'`,
		Args: exactArgs(0),
	}
	f.register(c)
	chosen.register(c)
	limit := c.Flags().Int("limit", 100, "the most to list")
	asJSON := jsonFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		filter, err := chosen.filter()
		if err == nil && *limit < 1 {
			err = usageError{errors.New("--limit: want 1 or more")}
		}
		if err != nil {
			return err
		}
		filter.Limit = *limit
		return f.with(c, func(j *journal.Journal) error {
			runs, err := j.Runs(c.Context(), filter)
			if err != nil {
				return err
			}
			reports := make([]runReport, len(runs))
			for i, r := range runs {
				reports[i] = newRunReport(r)
			}
			if *asJSON {
				return printJSON(c, map[string]any{"runs": reports})
			}
			return writeRuns(c, reports)
		})
	}
	return c
}

func writeRuns(c *cobra.Command, reports []runReport) error {
	w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "request\tblock\tjob\tstate\tseen\terror")
	for _, r := range reports {
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\n", r.RequestID, r.BlockNumber, r.Job, r.State, r.Times["seen"], r.Error)
	}
	return w.Flush()
}

func newRunsExport() *cobra.Command {
	var f runsFlags
	var chosen filterFlags
	c := &cobra.Command{
		Use:     "export",
		Short:   "Write all runs as JSON lines",
		Long:    `Writes every run that the flags choose, the oldest first, one JSON object on a line.`,
		Example: `  link4health runs export --since 720h | gzip > runs.ndjson.gz`,
		Args:    exactArgs(0),
	}
	f.register(c)
	chosen.register(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		filter, err := chosen.filter()
		if err != nil {
			return err
		}
		return f.with(c, func(j *journal.Journal) error {
			lines := json.NewEncoder(c.OutOrStdout())
			return j.Each(c.Context(), filter, func(r journal.Run) error { return lines.Encode(newRunReport(r)) })
		})
	}
	return c
}
