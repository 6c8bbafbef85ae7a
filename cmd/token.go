package cmd

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/token"
)

func newToken() *cobra.Command {
	c := &cobra.Command{
		Use:   "token",
		Short: "Issue, list and revoke tokens for sending measurements over HTTP",
		Long: `POST /v1/readings and POST /v1/fhir want a bearer token. Tokens live in the database, as hashes: the text
of one is shown once, when it is issued. What a token may do, its scopes say:

  readings:write  add readings of citizens
  city:write      add readings of cities
  admin           everything

The node's bridge has tokens of its own, in ADAPTER_TOKENS; neither kind works for the other.`,
		Args: exactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newTokenIssue(), newTokenList(), newTokenRevoke())
	return c
}

func newTokenIssue() *cobra.Command {
	var scopes []string
	var note string
	var days int
	c := &cobra.Command{
		Use:   "issue --scope SCOPE",
		Short: "Make a token and print it, once",
		Long:  `Prints the new token alone on standard output. It is stored as a hash: whoever loses it needs another.`,
		Example: `  link4health token issue --scope readings:write --note "wearables gateway" > gateway.token
  link4health token issue --scope readings:write,city:write --days 365 --json`,
		Args: exactArgs(0),
	}
	c.Flags().StringSliceVar(&scopes, "scope", nil, "what it may do: readings:write, city:write or admin; repeat for several")
	c.Flags().StringVar(&note, "note", "", "who has it and what for, shown in lists; at most 200 bytes")
	c.Flags().IntVar(&days, "days", 90, "days for which it is accepted; 0 for ever")
	asJSON := jsonFlag(c)
	settingFlags(c, databaseURL, logLevel)
	c.RunE = func(c *cobra.Command, _ []string) error {
		parsed, err := token.ParseScopes(scopes...)
		if err != nil {
			return usageError{fmt.Errorf("--scope: %w", err)}
		}
		if days < 0 {
			return usageError{errors.New("--days: want 0 or more")}
		}
		var expires time.Time
		if days > 0 {
			expires = time.Now().UTC().AddDate(0, 0, days)
		}
		return withStore(c, func(s *store.Store) error {
			text, issued, err := s.IssueToken(c.Context(), parsed, note, expires)
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(c, struct {
					Token string `json:"token"`
					tokenReport
				}{text, newTokenReport(issued)})
			}
			fmt.Fprintln(c.ErrOrStderr(), describe(issued)+". It is shown this once:")
			_, err = fmt.Fprintln(c.OutOrStdout(), text)
			return err
		})
	}
	return c
}

func newTokenList() *cobra.Command {
	c := &cobra.Command{
		Use:     "list",
		Short:   "List all tokens, never their texts",
		Long:    `Lists tokens that are accepted, expired and revoked, oldest first, with the day on which each was last used.`,
		Example: `  link4health token list --json`,
		Args:    exactArgs(0),
	}
	asJSON := jsonFlag(c)
	settingFlags(c, databaseURL, logLevel)
	c.RunE = func(c *cobra.Command, _ []string) error {
		return withStore(c, func(s *store.Store) error {
			tokens, err := s.Tokens(c.Context())
			if err != nil {
				return err
			}
			reports := make([]tokenReport, len(tokens))
			for i, t := range tokens {
				reports[i] = newTokenReport(t)
			}
			if *asJSON {
				return printJSON(c, map[string]any{"tokens": reports})
			}
			return writeTokens(c, reports)
		})
	}
	return c
}

func newTokenRevoke() *cobra.Command {
	c := &cobra.Command{
		Use:     "revoke ID",
		Short:   "Make a token worthless, at once and for ever",
		Long:    `Takes the id that 'link4health token list' shows. Revoking a token again changes nothing.`,
		Example: `  link4health token revoke 3f9c2a1b7d04`,
		Args:    exactArgs(1),
	}
	asJSON := jsonFlag(c)
	settingFlags(c, databaseURL, logLevel)
	c.RunE = func(c *cobra.Command, args []string) error {
		return withStore(c, func(s *store.Store) error {
			t, err := s.RevokeToken(c.Context(), args[0])
			switch {
			case errors.Is(err, store.ErrUnknownToken):
				return errors.New("there is no token with that id; 'link4health token list' shows the ids")
			case err != nil:
				return err
			case *asJSON:
				return printJSON(c, newTokenReport(t))
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), describe(t))
			return err
		})
	}
	return c
}

// withStore opens the database of the settings, does something with it and closes it.
func withStore(c *cobra.Command, do func(*store.Store) error) error {
	cfg, err := loadSettings(c)
	if err != nil {
		return err
	}
	s, err := openStore(c.Context(), cfg, logger(c, cfg))
	if err != nil {
		return err
	}
	return closing(s, do(s))
}

// tokenReport is a token as it is printed.
type tokenReport struct {
	ID       string        `json:"id"`
	State    string        `json:"state"` // "active", "expired" or "revoked"
	Scopes   []token.Scope `json:"scopes"`
	Note     string        `json:"note"`
	Issued   string        `json:"issued"`
	Expires  string        `json:"expires,omitempty"` // none: never
	Revoked  string        `json:"revoked,omitempty"`
	LastUsed string        `json:"lastUsed,omitempty"` // a day; none: never
}

func newTokenReport(t token.Token) tokenReport {
	r := tokenReport{
		ID: t.ID, State: "active", Scopes: t.Scopes, Note: t.Note, Issued: t.IssuedAt.Format(time.RFC3339),
		Expires: formatTime(t.Expires, time.RFC3339), Revoked: formatTime(t.Revoked, time.RFC3339),
		LastUsed: formatTime(t.LastUsed, time.DateOnly),
	}
	switch err := t.Check(time.Now()); {
	case errors.Is(err, token.ErrExpired):
		r.State = "expired"
	case errors.Is(err, token.ErrRevoked):
		r.State = "revoked"
	}
	return r
}

// formatTime writes a time; nothing for the zero time.
func formatTime(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(layout)
}

// describe says in one line what a token is.
func describe(t token.Token) string {
	r := newTokenReport(t)
	until := "for ever"
	if r.Expires != "" {
		until = "until " + r.Expires
	}
	if r.State == "revoked" {
		return fmt.Sprintf("token %s (%s) is revoked", r.ID, token.Join(r.Scopes))
	}
	return fmt.Sprintf("token %s (%s) is accepted %s", r.ID, token.Join(r.Scopes), until)
}

func writeTokens(c *cobra.Command, reports []tokenReport) error {
	w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "id\tstate\tscopes\texpires\tlast used\tnote")
	for _, r := range reports {
		note := strings.Map(printable, r.Note)
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.State, token.Join(r.Scopes), orNever(r.Expires), orNever(r.LastUsed), note)
	}
	return w.Flush()
}

func orNever(text string) string {
	if text == "" {
		return "never"
	}
	return text
}

// printable replaces what would change the shape of a table or a terminal's state.
func printable(r rune) rune {
	if r < ' ' || r == 0x7f {
		return ' '
	}
	return r
}
