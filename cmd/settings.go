package cmd

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
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

// settingFlags gives a command a flag for each named setting: DATABASE_URL becomes
// --database-url. A flag wins over the environment. Secrets have no flags, since the process
// list shows those; DATABASE_URL is the exception that everybody expects.
func settingFlags(c *cobra.Command, names ...string) {
	for _, s := range config.Default().Settings() {
		for _, name := range names {
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

// loadSettings reads the settings: the command's flags win over the environment, and that over presets.
func loadSettings(c *cobra.Command, presets ...map[string]string) (config.Config, error) {
	environ := map[string]string{}
	for _, preset := range presets {
		maps.Copy(environ, preset)
	}
	for _, pair := range os.Environ() {
		name, value, _ := strings.Cut(pair, "=")
		environ[name] = value
	}
	for _, s := range config.Default().Settings() {
		if f := c.Flags().Lookup(flagName(s.Name)); f != nil && f.Changed {
			environ[s.Name] = f.Value.String()
		}
	}
	cfg, err := config.Load(environ)
	if err != nil {
		return cfg, usageError{fmt.Errorf("settings:\n%w", err)}
	}
	return cfg, nil
}

// logger writes JSON lines to the command's standard error.
func logger(c *cobra.Command, cfg config.Config) *slog.Logger {
	return slog.New(slog.NewJSONHandler(c.ErrOrStderr(), &slog.HandlerOptions{Level: cfg.LogLevel.Level()}))
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
