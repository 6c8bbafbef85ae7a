package cmd

import (
	"errors"
	"fmt"
	"regexp"
	"text/tabwriter"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

func newRunsShow() *cobra.Command {
	var f runsFlags
	c := &cobra.Command{
		Use:   "show REQUEST",
		Short: "Tell the way of a request, with its transactions",
		Long: `Tells when a request reached each state, why it failed if it did, and which transactions were signed for it.
A request that a reorganisation moved to another block has a run for each block.`,
		Example: `  link4health runs show 0x5a30…`,
		Args:    exactArgs(1),
	}
	f.register(c)
	f.completeRequests(c)
	asJSON := jsonFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		request, err := parseRequestID(args[0])
		if err != nil {
			return err
		}
		return f.with(c, func(j *journal.Journal) error {
			runs, err := j.Runs(c.Context(), journal.Filter{Request: request})
			if err == nil && len(runs) == 0 {
				err = errors.New("the journal has no such request; 'link4health runs list' shows those it has")
			}
			var reports []runReport
			for _, r := range runs {
				report := newRunReport(r)
				signed, failed := j.Transactions(c.Context(), r.ID)
				err = errors.Join(err, failed)
				report.addTransactions(signed)
				reports = append(reports, report)
			}
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(c, map[string]any{"runs": reports})
			}
			return tellRuns(c, reports)
		})
	}
	return c
}

// tellRuns writes runs with all that is known of them.
func tellRuns(c *cobra.Command, reports []runReport) error {
	w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	for i, r := range reports {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "request\t%s\njob\t%s %s\nblock\t%d %s\nstate\t%s\n", r.RequestID, r.JobID, r.Job, r.BlockNumber, r.BlockHash, r.State)
		if r.Error != "" {
			fmt.Fprintf(w, "error\t%s\n", r.Error)
		}
		for _, name := range timeNames {
			if at := r.Times[name]; at != "" {
				fmt.Fprintf(w, "%s\t%s\n", name, at)
			}
		}
		for _, tx := range r.Transactions {
			fmt.Fprintf(w, "transaction\t%s nonce %d of %s, signed %s\n", tx.Hash, tx.Nonce, tx.Account, tx.SignedAt)
		}
	}
	return w.Flush()
}

func newRunsRetry() *cobra.Command {
	var f runsFlags
	c := &cobra.Command{
		Use:   "retry REQUEST",
		Short: "Try a run again that errored or expired",
		Long: `Puts the newest run of a request back to its beginning. A runner that is at work finds it within seconds, and
asks the Operator first whether the request is still open: one that was answered or cancelled meanwhile costs nothing.`,
		Example: `  link4health runs retry 0x5a30…
  link4health runs list --state errored --json | jq -r '.runs[].requestId' | xargs -n1 link4health runs retry`,
		Args: exactArgs(1),
	}
	f.register(c)
	f.completeRequests(c, journal.Errored, journal.Expired)
	c.RunE = func(c *cobra.Command, args []string) error {
		request, err := parseRequestID(args[0])
		if err != nil {
			return err
		}
		return f.with(c, func(j *journal.Journal) error {
			runs, err := j.Runs(c.Context(), journal.Filter{Request: request})
			if err != nil {
				return err
			}
			if len(runs) == 0 {
				return errors.New("the journal has no such request; 'link4health runs list' shows those it has")
			}
			newest := runs[len(runs)-1]
			if err := j.Retry(c.Context(), newest.ID); err != nil {
				return fmt.Errorf("it is %s: %w", newest.State, err)
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "request %s is to be tried again\n", request)
			return err
		})
	}
	return c
}

// completeRequests completes the ids of requests in the given states, or in all.
func (f *runsFlags) completeRequests(c *cobra.Command, states ...journal.State) {
	c.ValidArgsFunction = func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		var ids []string
		if len(args) == 0 {
			_ = f.with(c, func(j *journal.Journal) error { // without a journal nothing is offered
				runs, err := j.Runs(c.Context(), journal.Filter{States: states, Limit: 50})
				for _, r := range runs {
					ids = append(ids, fmt.Sprintf("%s\t%s %s", r.RequestID, r.JobName, r.State))
				}
				return err
			})
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
}

var requestID = regexp.MustCompile(`^0x[0-9a-fA-F]{64}$`)

func parseRequestID(text string) (common.Hash, error) {
	if !requestID.MatchString(text) {
		return common.Hash{}, usageError{errors.New("a request id is 0x and 64 hexadecimal digits")}
	}
	return common.HexToHash(text), nil
}
