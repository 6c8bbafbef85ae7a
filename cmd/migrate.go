package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter"
)

func newMigrate() *cobra.Command {
	c := &cobra.Command{
		Use:   "migrate",
		Short: "Create or update the database's tables",
		Long: `Brings the database of DATABASE_URL to this program's schema, step by step, each step in a
transaction where the database can. A database that a newer program has migrated is refused and
left as it is. Running it again changes nothing.`,
		Example: `  link4health migrate
  link4health migrate --database-url mysql://link4health:secret@127.0.0.1:3306/link4health`,
		Args: exactArgs(0),
	}
	settingFlags(c, databaseURL, logLevel)
	c.RunE = func(c *cobra.Command, _ []string) error {
		cfg, err := loadSettings(c)
		if err != nil {
			return err
		}
		s, err := adapter.OpenStore(c.Context(), cfg, logger(c, cfg))
		if err != nil {
			return err
		}
		if err := s.Migrate(c.Context()); err != nil {
			return closing(s, err)
		}
		fmt.Fprintln(c.OutOrStdout(), "The database is up to date.")
		return s.Close()
	}
	return c
}
