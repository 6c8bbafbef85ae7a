package cmd

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// scoreOptions are the flags of the score command.
type scoreOptions struct {
	user, subject string
	json, explain bool
}

func newScore() *cobra.Command {
	var o scoreOptions
	c := &cobra.Command{
		Use:   "score (--user ID | --subject ADDRESS)",
		Short: "Work out a citizen's score from the database",
		Long: `Prints the score that the adapter would answer for a citizen, worked out by the same code from the
same database. With --explain it shows each factor's value, score, weight and contribution.

What it prints are health measurements: they belong to the citizen, and to whom the citizen allows.

` + score.Disclaimer,
		Example: `  link4health score --user 4558609924 --as-of 2016-05-10T12:00:00Z --explain
  link4health score --subject 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --json`,
		Args: exactArgs(0),
	}
	c.Flags().StringVar(&o.user, "user", "", "the citizen's user id")
	c.Flags().StringVar(&o.subject, "subject", "", "the citizen's address on chain")
	c.Flags().BoolVar(&o.explain, "explain", false, "show where the number comes from")
	c.Flags().BoolVar(&o.json, "json", false, "print one JSON object, factors included")
	c.MarkFlagsOneRequired("user", "subject")
	c.MarkFlagsMutuallyExclusive("user", "subject")
	settingFlags(c, databaseURL, "AS_OF", "MIN_COVERAGE", logLevel)
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c) }
	return c
}

func (o scoreOptions) run(c *cobra.Command) error {
	cfg, err := loadSettings(c)
	if err != nil {
		return err
	}
	asOf := cfg.AsOf
	if asOf.IsZero() {
		asOf = time.Now().UTC()
	}
	s, err := openStore(c.Context(), cfg, logger(c, cfg))
	if err != nil {
		return err
	}
	defer s.Close()
	citizen, err := o.citizen(c.Context(), s)
	if err != nil {
		return err
	}
	input, err := s.ScoreInput(c.Context(), citizen, asOf)
	if err != nil {
		return fmt.Errorf("read the measurements: %w", err)
	}
	result, err := score.V1().Score(input)
	if errors.Is(err, score.ErrCoverage) { // nothing at all to show
		return result.Require(max(cfg.MinCoverage, 1))
	}
	if err != nil {
		return fmt.Errorf("work out the score: %w", err)
	}
	return errors.Join(o.print(c, citizen, result), result.Require(cfg.MinCoverage))
}

func (o scoreOptions) citizen(ctx context.Context, s *store.Store) (store.Citizen, error) {
	find, by, flag := s.Citizen, o.user, "--user"
	if o.user == "" {
		find, by, flag = s.CitizenBySubject, o.subject, "--subject"
	}
	citizen, err := find(ctx, by)
	if errors.Is(err, store.ErrNotFound) {
		return citizen, fmt.Errorf("%s: no such citizen in the database; 'link4health import' brings them in", flag)
	}
	return citizen, err
}

func (o scoreOptions) print(c *cobra.Command, citizen store.Citizen, result score.Result) error {
	switch {
	case o.json:
		return printJSON(c, result.Report(citizen.UserID, citizen.Subject))
	case o.explain:
		return score.Explain(c.OutOrStdout(), result)
	default:
		_, err := fmt.Fprintf(c.OutOrStdout(), "score %d of 10000, coverage %d of 10000, as of %s\n",
			result.Score, result.Coverage, result.AsOf.Format(time.RFC3339))
		return err
	}
}
