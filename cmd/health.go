package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

// healthAnswerBytes is how much of a refusing answer is shown.
const healthAnswerBytes = 512

func newHealth() *cobra.Command {
	var url string
	var timeout time.Duration
	c := &cobra.Command{
		Use:   "health",
		Short: "Ask a running part whether it is well",
		Long: `Gets the URL and exits with 0 if the answer's status is 200, else with 1 and what was answered. For
the health checks of containers, whose image has no other program.

The adapter has /health (the process answers) and /ready (database and chain do too), below BASE_URL;
'link4health run --listen' has /health and /readyz.`,
		Example: `  link4health health
  link4health health --url http://127.0.0.1:6688/readyz`,
		Args: exactArgs(0),
	}
	c.Flags().StringVar(&url, "url", "http://127.0.0.1:8080/ready", "what to get")
	c.Flags().DurationVar(&timeout, "timeout", 4*time.Second, "how long to wait for the answer")
	c.RunE = func(c *cobra.Command, _ []string) error {
		ctx, cancel := context.WithTimeout(c.Context(), timeout)
		defer cancel()
		if err := askHealth(ctx, url); err != nil {
			return fmt.Errorf("not well: %w", err)
		}
		fmt.Fprintln(c.OutOrStdout(), "well")
		return nil
	}
	return c
}

// askHealth returns nil if a GET of url is answered with 200.
func askHealth(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return usageError{fmt.Errorf("--url: %w", err)}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, healthAnswerBytes))
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return fmt.Errorf("read the answer of %s: %w", url, err)
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s: %s", url, response.Status, answer)
	}
	return nil
}
