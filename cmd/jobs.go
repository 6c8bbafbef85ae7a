package cmd

import (
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/jobspecs"
)

func newJobs() *cobra.Command {
	c := &cobra.Command{
		Use:   "jobs",
		Short: "Render, check, compare and try job specs",
		Args:  exactArgs(0),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newJobsRender(), newJobsLint(), newJobsDiff(), newJobsID(), newJobsRun())
	return c
}

// jobFlags are what job specs need to know beyond the deployment.
type jobFlags struct {
	deployment, tokenFile, bridge, minPayment string
	confirmations                             uint32
	async                                     bool
}

func (f *jobFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.deployment, "deployment", "deployment.json", "where the contracts are, as 'link4health deploy' wrote it")
	c.Flags().StringVar(&f.tokenFile, "token-file", "", "file with the bearer token that the adapter accepts")
	c.Flags().StringVar(&f.bridge, "bridge", jobspecs.DefaultBridgeName, "name of the adapter's bridge on the node")
	c.Flags().StringVar(&f.minPayment, "min-payment-juels", "100000000000000000", "least payment for a request, in juels (1 LINK = 10^18)")
	c.Flags().Uint32Var(&f.confirmations, "confirmations", 1, "blocks before a request is answered, its own included")
	cobra.CheckErr(c.MarkFlagRequired("token-file"))
}

// registerAsync adds --async, for jobs that a real node runs.
func (f *jobFlags) registerAsync(c *cobra.Command) {
	c.Flags().BoolVar(&f.async, "async", false,
		"let the adapter answer later; the node needs WebServer.BridgeResponseURL, the adapter RESPONSE_URL_ALLOWED_HOSTS")
}

// read turns the flags into what jobspecs renders for.
func (f *jobFlags) read() (jobspecs.Deployment, contracts.Deployment, error) {
	d, err := contracts.ReadDeployment(f.deployment)
	if err != nil {
		return jobspecs.Deployment{}, d, err
	}
	token, err := os.ReadFile(f.tokenFile)
	if err != nil {
		return jobspecs.Deployment{}, d, fmt.Errorf("--token-file: %w", err)
	}
	payment, ok := new(big.Int).SetString(f.minPayment, 10)
	if !ok {
		return jobspecs.Deployment{}, d, usageError{errors.New("--min-payment-juels: want a whole number of juels")}
	}
	return jobspecs.Deployment{
		ChainID: d.ChainID, Operator: d.Operator, ScoreRegistry: d.ScoreRegistry, RecordMarket: d.RecordMarket,
		ScoreJobID: d.ScoreJobID, RecordJobID: d.RecordJobID, BatchJobID: d.BatchJobID,
		BridgeName: f.bridge, BridgeToken: strings.TrimSpace(string(token)), Async: f.async,
		MinPaymentJuels: payment, Confirmations: f.confirmations,
	}, d, nil
}

func newJobsRender() *cobra.Command {
	var f jobFlags
	var out string
	c := &cobra.Command{
		Use:   "render [NAME...]",
		Short: "Write the job specs for a deployment",
		Long: `Writes the named job specs (all if none is named) for the contracts of deployment.json, in the syntax
of a Chainlink node up to v2.47. They hold the bridge token in clear: files are readable by their
owner only.`,
		Example:   "  link4health jobs render --token-file token --out rendered/",
		ValidArgs: jobspecs.Names(),
		Args:      usage(cobra.OnlyValidArgs),
	}
	f.register(c)
	f.registerAsync(c)
	c.Flags().StringVar(&out, "out", "", "folder for NAME.toml files, made if needed; printed if not given")
	c.RunE = func(c *cobra.Command, names []string) error {
		d, _, err := f.read()
		if err != nil {
			return err
		}
		if len(names) == 0 {
			names = d.Names()
		}
		if out != "" {
			if err := os.MkdirAll(out, 0o700); err != nil {
				return fmt.Errorf("--out: %w", err)
			}
		}
		for _, name := range names {
			spec, err := jobspecs.Render(name, d)
			if err != nil {
				return fmt.Errorf("render %s: %w", name, err)
			}
			if out == "" {
				fmt.Fprintf(c.OutOrStdout(), "%s\n", spec)
				continue
			}
			path := filepath.Join(out, name+".toml")
			if err := os.WriteFile(path, spec, 0o600); err != nil {
				return fmt.Errorf("render %s: %w", name, err)
			}
			fmt.Fprintln(c.OutOrStdout(), path)
		}
		return nil
	}
	return c
}

// fileFault is a fault of a job spec with the file it is in.
type fileFault struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

func newJobsLint() *cobra.Command {
	c := &cobra.Command{
		Use:   "lint FILE...",
		Short: "Find what a node would refuse, ignore or stumble over in job specs",
		Long: `Checks job specs of type directrequest: unknown keys (a node ignores them without a word), missing
evmChainID, variables that name no earlier task, bridge timeouts of 15 s or more, odd header lists
and more. Each fault is printed with file and line. Exits with 1 if there is any.`,
		Example: "  link4health jobs lint rendered/*.toml",
		Args:    usage(cobra.MinimumNArgs(1)),
	}
	asJSON := jsonFlag(c)
	c.RunE = func(c *cobra.Command, paths []string) error {
		found := []fileFault{}
		for _, path := range paths {
			src, err := os.ReadFile(path)
			if err != nil {
				return fmt.Errorf("lint: %w", err)
			}
			for _, fault := range jobspecs.Lint(src) {
				found = append(found, fileFault{path, fault.Line, fault.Rule, fault.Message})
			}
		}
		if *asJSON {
			if err := printJSON(c, map[string]any{"faults": found}); err != nil {
				return err
			}
		} else {
			for _, f := range found {
				fmt.Fprintf(c.OutOrStdout(), "%s:%d: %s: %s\n", f.File, f.Line, f.Rule, f.Message)
			}
		}
		if len(found) > 0 {
			return errReported
		}
		return nil
	}
	return c
}
