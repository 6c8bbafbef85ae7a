package cmd

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/rehearsal"
	"github.com/link4health/link4health/jobspecs"
)

// jobsRunOptions are the flags of jobs run.
type jobsRunOptions struct {
	adapterURL, request, requester string
	retry                          bool
}

func newJobsRun() *cobra.Command {
	var o jobsRunOptions
	c := &cobra.Command{
		Use:   "run FILE",
		Short: "Run one job spec against the adapter, without a chain",
		Long: `Makes a request as a contract would, runs the job spec for it, and prints the input and output of every
task as the node's pages would. Bridges are really called, at --adapter-url; nothing is sent to a
chain. Exits with 1 if the run errors.

--request is a JSON object. A value that begins with bytes: is sent as bytes, as contracts send ids:
'{"recordId": "bytes:0x…"}'. What it prints is what the adapter answers: health data belong to the citizen.`,
		Example: `  link4health jobs run rendered/score.toml --request '{"subject": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"}'`,
		Args:    exactArgs(1),
	}
	c.Flags().StringVar(&o.adapterURL, "adapter-url", "http://127.0.0.1:8080", "URL at which the adapter answers requests")
	c.Flags().StringVar(&o.request, "request", "{}", "what the contract asks, as a JSON object")
	c.Flags().StringVar(&o.requester, "requester", "", "address of the contract that asks; not given: the first that the job answers")
	c.Flags().BoolVar(&o.retry, "retry", false, "call the adapter as often as the job spec says if it fails; else once")
	asJSON := jsonFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error { return o.run(c, args[0], *asJSON) }
	return c
}

func (o jobsRunOptions) run(c *cobra.Command, path string, asJSON bool) error {
	source, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("jobs run: %w", err)
	}
	spec, err := jobspecs.Parse(source)
	if err != nil {
		return fmt.Errorf("%s:\n%w", path, err)
	}
	cfg := rehearsal.Config{Spec: spec, AdapterURL: o.adapterURL, Request: []byte(o.request), Retry: o.retry}
	if o.requester != "" {
		if cfg.Requester, err = parseAddress("--requester", o.requester); err != nil {
			return usageError{err}
		}
	}
	result, err := rehearsal.Run(c.Context(), cfg)
	if err != nil {
		return fmt.Errorf("jobs run: %w", err)
	}
	if asJSON {
		err = printJSON(c, result)
	} else {
		err = result.Write(c.OutOrStdout())
		if result.Transaction != nil {
			t := result.Transaction
			fmt.Fprintf(c.OutOrStdout(), "would send: to %s, gas limit %d, data %s\n", t.To, t.GasLimit, t.Data)
		}
	}
	if err == nil && result.Error != "" {
		return errReported
	}
	return err
}
