package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/contracts"
)

func newServe() *cobra.Command {
	c := &cobra.Command{
		Use:   "serve",
		Short: "Run the external adapter",
		Long: `Answers a Chainlink node's requests for scores and sealed record locations, until it is told to stop
(SIGTERM or Ctrl-C): then it takes no new requests and answers those under way.

Settings come from the environment, or from the flags below, which win. Secrets come from the
environment or from files (ADAPTER_TOKENS_FILE, RECORD_KEYS_FILE). docs/settings.md lists them all.
Without ADAPTER_TOKENS it answers anyone, but on this machine's loopback address only.`,
		Example: `  ADAPTER_TOKENS_FILE=tokens RECORD_KEYS_FILE=record.keys \
    link4health serve --deployment deployment.json`,
		Args: exactArgs(0),
	}
	deployment := c.Flags().String("deployment", "", "deployment.json to take CHAIN_ID, RECORD_MARKET and SCORE_REGISTRY from")
	var names []string
	for _, s := range config.Default().Settings() {
		if !s.Secret || s.Name == databaseURL || s.Name == "RPC_URL" {
			names = append(names, s.Name)
		}
	}
	settingFlags(c, names...)
	c.RunE = func(c *cobra.Command, _ []string) error {
		preset, err := deploymentSettings(*deployment)
		if err != nil {
			return err
		}
		cfg, err := loadSettings(c, preset)
		if err != nil {
			return err
		}
		return adapter.Serve(c.Context(), cfg, logger(c, cfg), version(), nil)
	}
	return c
}

// deploymentSettings are the settings that a deployment.json gives; none if no file is named.
func deploymentSettings(path string) (map[string]string, error) {
	if path == "" {
		return nil, nil
	}
	d, err := contracts.ReadDeployment(path)
	if err != nil {
		return nil, err
	}
	return map[string]string{
		"CHAIN_ID":       fmt.Sprint(d.ChainID),
		"RECORD_MARKET":  d.RecordMarket.Hex(),
		"SCORE_REGISTRY": d.ScoreRegistry.Hex(),
	}, nil
}
