package cmd

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/store"
)

func newCitizen() *cobra.Command {
	c := &cobra.Command{
		Use:   "citizen",
		Short: "Export or erase all data of one person",
		Long: `Answers what people may ask of whoever holds their data: to have a copy, and to be forgotten. A running
adapter does the same over HTTP, for a token with scope admin: GET /v1/citizens/ID/export and
DELETE /v1/citizens/ID. docs/privacy.md says what is stored where, and what erasing cannot reach.`,
		Args: exactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newCitizenExport(), newCitizenErase())
	return c
}

func newCitizenExport() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "export USER",
		Short: "Write all data of one person as one JSON file",
		Long: `Writes profile, records with their locations, releases with their audit, and every reading with its source
as one JSON object, to standard output or to a new file that its owner alone can read. Locations need
RECORD_KEYS. A whole export ends with "complete": true.

Every line of readings is what 'link4health import' and POST /v1/readings take.`,
		Example: `  link4health citizen export 4558609924 --out person.json
  link4health citizen export 4558609924 | jq -c '.readings[]' > readings.ndjson`,
		Args: exactArgs(1),
	}
	c.Flags().StringVar(&out, "out", "", "new file to write instead of standard output")
	settingFlags(c, databaseURL, logLevel)
	c.RunE = func(c *cobra.Command, args []string) error {
		return withStore(c, func(s *store.Store) error {
			if out == "" {
				return s.Export(c.Context(), args[0], c.OutOrStdout())
			}
			return exportTo(c, s, args[0], out)
		})
	}
	return c
}

// exportTo writes an export to a new file, which does not stay if the export fails.
func exportTo(c *cobra.Command, s *store.Store, userID, path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	err = s.Export(c.Context(), userID, file)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

func newCitizenErase() *cobra.Command {
	var yes, asJSON *bool
	c := &cobra.Command{
		Use:   "erase USER --yes",
		Short: "Erase all data of one person, for good",
		Long: `Removes profile, readings, patient's address, record locations and released bytes of one person in one
transaction, and leaves a tombstone, by which a later import of the same person is refused. The audit says that
somebody was erased, not who. Erasing again is no error.

It does not reach what is on the chain, in backups, or in files that were imported. docs/privacy.md says more.`,
		Example: "  link4health citizen erase 4558609924 --yes",
		Args:    exactArgs(1),
	}
	yes = c.Flags().Bool("yes", false, "really erase: it cannot be undone")
	asJSON = jsonFlag(c)
	settingFlags(c, databaseURL, logLevel)
	c.RunE = func(c *cobra.Command, args []string) error {
		if !*yes {
			return usageError{errors.New("erasing cannot be undone: add --yes to do it")}
		}
		return withStore(c, func(s *store.Store) error {
			done, err := s.Erase(c.Context(), args[0], "command-line")
			if err != nil {
				return err
			}
			return printErasure(c, done, *asJSON)
		})
	}
	return c
}

func printErasure(c *cobra.Command, done store.Erasure, asJSON bool) error {
	switch {
	case asJSON:
		return printJSON(c, struct {
			Readings      int64 `json:"readings"`
			Records       int64 `json:"records"`
			Releases      int64 `json:"releases"`
			AlreadyErased bool  `json:"alreadyErased"`
		}{done.Readings, done.Records, done.Releases, done.Before})
	case done.Before:
		fmt.Fprintln(c.OutOrStdout(), "had been erased before; nothing has come back")
	default:
		fmt.Fprintf(c.OutOrStdout(), "erased: %d readings, %d records, %d releases\n", done.Readings, done.Records, done.Releases)
	}
	return nil
}
