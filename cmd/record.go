package cmd

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/seal"
	"github.com/link4health/link4health/adapter/store"
)

func newRecord() *cobra.Command {
	c := &cobra.Command{
		Use:   "record",
		Short: "Keep the locations of patient records",
		Args:  exactArgs(0),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newRecordAdd(), newRecordKeygen())
	return c
}

// recordOptions are the flags of record add.
type recordOptions struct{ id, user, patient string }

func newRecordAdd() *cobra.Command {
	var o recordOptions
	c := &cobra.Command{
		Use:   "add",
		Short: "Store the location of a patient's record, encrypted",
		Long: `Reads a record's location (a URL of at most 2048 bytes) from standard input and stores it encrypted
with the current key of RECORD_KEYS. The patient's address must be the one that registers the record
on RecordMarket: only for grants of that patient is the location ever released.

The location is read from standard input so that it appears in no process list and no history.`,
		Example: "  link4health record add --record 0x… --user 4558609924 --patient 0x… < location.txt",
		Args:    exactArgs(0),
	}
	c.Flags().StringVar(&o.id, "record", "", "the record's id on chain, 0x and 64 random hex digits")
	c.Flags().StringVar(&o.user, "user", "", "the patient's user id")
	c.Flags().StringVar(&o.patient, "patient", "", "the patient's address on chain")
	for _, name := range []string{"record", "user", "patient"} {
		cobra.CheckErr(c.MarkFlagRequired(name))
	}
	settingFlags(c, databaseURL, logLevel)
	c.RunE = func(c *cobra.Command, _ []string) error { return o.add(c) }
	return c
}

func (o recordOptions) add(c *cobra.Command) error {
	id, err := parseWord("--record", o.id)
	if err != nil {
		return usageError{err}
	}
	patient, err := parseAddress("--patient", o.patient)
	if err != nil {
		return usageError{err}
	}
	location, err := io.ReadAll(io.LimitReader(c.InOrStdin(), seal.MaxLocationBytes+2))
	if err != nil {
		return fmt.Errorf("read the location from standard input: %w", err)
	}
	cfg, err := loadSettings(c)
	if err != nil {
		return err
	}
	s, err := openStore(c.Context(), cfg, logger(c, cfg))
	if err != nil {
		return err
	}
	defer s.Close()
	err = s.PutRecord(c.Context(), store.Record{
		ID: id, UserID: o.user, Patient: patient.Hex(), Location: strings.TrimSpace(string(location)),
	})
	if errors.Is(err, store.ErrConflict) {
		return fmt.Errorf("%w; the record stands under another patient or the user has another address", err)
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(c.OutOrStdout(), "stored, encrypted")
	return nil
}

func newRecordKeygen() *cobra.Command {
	c := &cobra.Command{
		Use:   "keygen FILE",
		Short: "Write a new key for record locations to FILE",
		Long: `Writes one line, KEYID:KEY, to FILE, readable by its owner only. Name the file in RECORD_KEYS_FILE. To
rotate, put a new line above the old one. Keep a copy elsewhere: without it the locations are lost.`,
		Example: "  link4health record keygen record.keys --id 2026-11",
		Args:    exactArgs(1),
	}
	id := c.Flags().String("id", "1", "name of the key, stored beside what it encrypts")
	c.RunE = func(c *cobra.Command, args []string) error {
		line, err := store.NewKeyLine(*id)
		if err != nil {
			return usageError{fmt.Errorf("--id: %w", err)}
		}
		return writeSecret(args[0], line+"\n")
	}
	return c
}
