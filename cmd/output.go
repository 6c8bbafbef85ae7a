package cmd

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/spf13/cobra"
)

// jsonFlag gives a command --json.
func jsonFlag(c *cobra.Command) *bool {
	return c.Flags().Bool("json", false, "print one JSON object instead of text")
}

// printJSON writes v as one indented JSON object.
func printJSON(c *cobra.Command, v any) error { return writeJSON(c.OutOrStdout(), v) }

// writeJSON writes v as one indented JSON object.
func writeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// closing closes what a command opened and joins the errors.
func closing(closer io.Closer, err error) error { return errors.Join(err, closer.Close()) }
