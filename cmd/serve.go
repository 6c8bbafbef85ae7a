package cmd

import (
	"fmt"
	"log/slog"
	"math"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/gather"
	"github.com/link4health/link4health/contracts"
)

func newServe() *cobra.Command {
	c := &cobra.Command{
		Use:   "serve",
		Short: "Run the external adapter",
		Long: `Answers a Chainlink node's requests for scores and sealed record locations, until it is told to stop
(SIGTERM or Ctrl-C): then it takes no new requests and answers those under way.

Settings come from the flags below, the environment and a TOML file (--config), of which the earlier
wins. Secrets are never flags themselves: they come from the environment or from files of their own
(--adapter-tokens-file). docs/settings.md lists them all; 'link4health config check' examines them.
Without ADAPTER_TOKENS it answers anyone, but on this machine's loopback address only.

Tokens and certificates that are kept in files are read again when those change.`,
		Example: `  ADAPTER_TOKENS_FILE=tokens RECORD_KEYS_FILE=record.keys \
    link4health serve --deployment deployment.json`,
		Args: exactArgs(0),
	}
	deployment := serveFlags(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		preset, err := deploymentSettings(*deployment)
		if err != nil {
			return err
		}
		cfg, err := loadSettings(c, preset)
		if err != nil {
			return err
		}
		lines := gather.NewWriter(c.ErrOrStderr())
		all := slog.NewJSONHandler(lines, &slog.HandlerOptions{Level: slog.Level(math.MinInt)}) // the adapter drops what LOG_LEVEL says
		defer func() { _ = lines.Flush() }()                                                    // there is nowhere else to say that it cannot be written
		return adapter.Serve(c.Context(), cfg, slog.New(gather.NewHandler(all, lines)), version(), nil)
	}
	return c
}

// serveFlags gives a command a flag for each setting, and --deployment, whose value it returns.
func serveFlags(c *cobra.Command) *string {
	deployment := c.Flags().String("deployment", "", "deployment.json to take CHAIN_ID, RECORD_MARKET, SCORE_REGISTRY and FIRST_BLOCK from")
	var names []string
	for _, s := range config.Default().Settings() {
		if s.Secret {
			names = append(names, s.Name+fileSuffix)
		}
		if !s.Secret || s.Name == databaseURL || s.Name == "RPC_URL" {
			names = append(names, s.Name)
		}
	}
	settingFlags(c, names...)
	return deployment
}

// deploymentSettings are the settings that a deployment.json gives; none if no file is named.
func deploymentSettings(path string) (config.Source, error) {
	if path == "" {
		return config.Source{}, nil
	}
	d, err := contracts.ReadDeployment(path)
	if err != nil {
		return config.Source{}, err
	}
	return config.Source{Name: "deployment " + path, Values: map[string]string{
		"CHAIN_ID":       fmt.Sprint(d.ChainID),
		"RECORD_MARKET":  d.RecordMarket.Hex(),
		"SCORE_REGISTRY": d.ScoreRegistry.Hex(),
		"FIRST_BLOCK":    fmt.Sprint(d.FirstBlock),
	}}, nil
}
