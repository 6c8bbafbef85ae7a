package cmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/store"
)

func newBackup() *cobra.Command {
	c := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy a SQLite database while it is in use",
		Long: `Writes a copy of the SQLite database of DATABASE_URL, as it is at one moment, to a new file that its owner
alone can read; others may go on reading and writing. The copy is checked before it gets its name.

The keys of record locations (RECORD_KEYS) are not in it: keep a copy of them elsewhere. MySQL has tools of its own:
docs/backup.md says how to use them.`,
		Example: "  link4health backup link4health-2026-11-22.db",
		Args:    exactArgs(1),
	}
	settingFlags(c, databaseURL, logLevel)
	c.RunE = func(c *cobra.Command, args []string) error {
		cfg, err := loadSettings(c)
		if err != nil {
			return err
		}
		s, err := adapter.OpenStore(c.Context(), cfg, logger(c, cfg))
		if err != nil {
			return err
		}
		if err := s.Backup(c.Context(), args[0]); err != nil {
			return closing(s, err)
		}
		fmt.Fprintln(c.OutOrStdout(), "copied and checked")
		return s.Close()
	}
	return c
}

func newRestore() *cobra.Command {
	var force bool
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of a SQLite database",
		Long: `Checks a backup (integrity, references, schema) and puts a copy of it where DATABASE_URL says. A database that
is there already is replaced only with --force, and then whoever was erased from it since the backup is erased from the
copy too. Stop the adapter first.`,
		Example: `  link4health restore link4health-2026-11-22.db
  link4health restore link4health-2026-11-22.db --force`,
		Args: exactArgs(1),
	}
	c.Flags().BoolVar(&force, "force", false, "replace the database that is there")
	settingFlags(c, databaseURL, logLevel)
	c.RunE = func(c *cobra.Command, args []string) error {
		cfg, err := loadSettings(c)
		if err != nil {
			return err
		}
		done, err := store.Restore(c.Context(), args[0], cfg.DatabaseURL.Reveal(), force, logger(c, cfg))
		if errors.Is(err, store.ErrExists) {
			return fmt.Errorf("%w; add --force to replace it", err)
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(c.OutOrStdout(), "checked and restored")
		if done.Erased > 0 {
			fmt.Fprintf(c.OutOrStdout(), "erased again: %d persons who had been erased since the backup\n", done.Erased)
		}
		if done.Lost {
			fmt.Fprintln(c.OutOrStdout(), "the replaced database does not tell who was erased from it: erase again whoever asked for it since the backup")
		}
		if done.Outdated {
			fmt.Fprintln(c.OutOrStdout(), "the backup is of an older schema: run `link4health migrate`")
		}
		return nil
	}
	return c
}
