package cmd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/store"
)

// Settings that most commands share.
const (
	databaseURL = "DATABASE_URL"
	recordKeys  = "RECORD_KEYS"
	logLevel    = "LOG_LEVEL"
)

// The file of settings, as a flag and as an environment variable.
const (
	configFlag = "config"
	configFile = "CONFIG_FILE"
	fileSuffix = "_FILE"
)

// settingFlags gives a command --config and a flag for each named setting: DATABASE_URL becomes
// --database-url. A flag wins over the environment, and that over the file. Secrets have no flags,
// since the process list shows those, but for the files that hold them: RECORD_KEYS_FILE becomes
// --record-keys-file. DATABASE_URL is the exception that everybody expects.
func settingFlags(c *cobra.Command, names ...string) {
	c.Flags().String(configFlag, "", "TOML file of settings, NAME = value; flags and the environment win over it ["+configFile+"]")
	for _, s := range config.Default().Settings() {
		for _, name := range names {
			if s.Name+fileSuffix == name {
				c.Flags().String(flagName(name), "", fmt.Sprintf("file that holds %s [%s]", s.Name, name))
			}
			if s.Name != name {
				continue
			}
			usage := fmt.Sprintf("%s [%s]", strings.TrimSuffix(s.Doc, "."), name)
			if s.Default != "" {
				usage += fmt.Sprintf(" (default %s)", s.Default)
			}
			c.Flags().String(flagName(name), "", usage)
		}
	}
}

func flagName(setting string) string { return strings.ReplaceAll(strings.ToLower(setting), "_", "-") }

// loadSettings reads the settings: the command's flags win over the environment, that over the file of settings, and
// that over presets.
func loadSettings(c *cobra.Command, presets ...config.Source) (config.Config, error) {
	cfg, err := mergeSettings(c, presets...)
	if err != nil {
		return cfg, usageError{fmt.Errorf("settings:\n%w", err)}
	}
	return cfg, nil
}

func mergeSettings(c *cobra.Command, presets ...config.Source) (config.Config, error) {
	environ := map[string]string{}
	for _, pair := range os.Environ() {
		name, value, _ := strings.Cut(pair, "=")
		environ[name] = value
	}
	sources := []config.Source{flagSource(c), config.Environment(environ)}
	path := environ[configFile]
	if f := c.Flags().Lookup(configFlag); f != nil && f.Changed {
		path = f.Value.String()
	}
	var wrong error
	if path != "" {
		file, err := config.ReadFile(path)
		if err != nil && len(config.Faults(err)) == 0 {
			return config.Config{}, fmt.Errorf("--%s: %w", configFlag, err)
		}
		sources, wrong = append(sources, file), err
	}
	cfg, err := config.Merge(append(sources, presets...)...)
	return cfg, errors.Join(wrong, err)
}

// flagSource holds the settings that the command line gives.
func flagSource(c *cobra.Command) config.Source {
	source := config.Source{Name: "flag", Values: map[string]string{}, Explicit: true}
	for _, s := range config.Default().Settings() {
		for _, name := range []string{s.Name, s.Name + fileSuffix} {
			// A flag of another type has nothing but its name from a setting, as the several --rpc-url of run.
			if f := c.Flags().Lookup(flagName(name)); f != nil && f.Changed && f.Value.Type() == "string" {
				source.Values[name] = f.Value.String()
			}
		}
	}
	return source
}

// logger writes JSON lines to the command's standard error.
func logger(c *cobra.Command, cfg config.Config) *slog.Logger {
	return slog.New(slog.NewJSONHandler(c.ErrOrStderr(), &slog.HandlerOptions{Level: cfg.LogLevel}))
}

// openStore opens the database of the settings, whose schema must be this program's.
// The caller closes it.
func openStore(ctx context.Context, cfg config.Config, log *slog.Logger) (*store.Store, error) {
	s, err := adapter.OpenStore(ctx, cfg, log)
	if err != nil {
		return nil, err
	}
	if err := s.CheckSchema(ctx); err != nil {
		return nil, closing(s, err)
	}
	return s, nil
}
