package cmd

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/certificate"
)

// healthAnswerBytes is how much of a refusing answer is shown.
const healthAnswerBytes = 512

// tlsFiles are what a client needs to speak TLS with the adapter; each may be empty. Their flags' names begin with prefix.
type tlsFiles struct{ prefix, ca, cert, key string }

func (f *tlsFiles) register(c *cobra.Command, prefix string) {
	f.prefix = prefix
	c.Flags().StringVar(&f.ca, prefix+"ca", "", "PEM file of the authorities to trust, for https (default this machine's)")
	c.Flags().StringVar(&f.cert, prefix+"cert", "", "PEM file of a certificate to show, for MTLS_ENABLED")
	c.Flags().StringVar(&f.key, prefix+"key", "", "PEM file of the certificate's private key")
	c.MarkFlagsRequiredTogether(prefix+"cert", prefix+"key")
}

func newHealth() *cobra.Command {
	var url string
	var timeout time.Duration
	var files tlsFiles
	c := &cobra.Command{
		Use:   "health",
		Short: "Ask a running part whether it is well",
		Long: `Gets the URL and exits with 0 if the answer's status is 200, else with 1 and what was answered. For
the health checks of containers, whose image has no other program.

The adapter has /health (the process answers) and /ready (database and chain do too), below BASE_URL;
'link4health run --listen' has /health and /readyz.`,
		Example: `  link4health health
  link4health health --url http://127.0.0.1:6688/readyz
  link4health health --url https://127.0.0.1:8080/ready --ca ca.crt`,
		Args: exactArgs(0),
	}
	c.Flags().StringVar(&url, "url", "http://127.0.0.1:8080/ready", "what to get")
	files.register(c, "")
	c.Flags().DurationVar(&timeout, "timeout", 4*time.Second, "how long to wait for the answer")
	c.RunE = func(c *cobra.Command, _ []string) error {
		ctx, cancel := context.WithTimeout(c.Context(), timeout)
		defer cancel()
		client, err := files.client()
		if err != nil {
			return err
		}
		if err := askHealth(ctx, client, url); err != nil {
			return fmt.Errorf("not well: %w", err)
		}
		fmt.Fprintln(c.OutOrStdout(), "well")
		return nil
	}
	return c
}

// client is an HTTP client that trusts and shows what the files hold.
func (f tlsFiles) client() (*http.Client, error) {
	settings := &tls.Config{MinVersion: tls.VersionTLS12}
	if f.ca != "" {
		text, err := os.ReadFile(f.ca)
		if err != nil {
			return nil, fmt.Errorf("--%sca: %w", f.prefix, err)
		}
		if settings.RootCAs, err = certificate.Authorities(string(text)); err != nil {
			return nil, fmt.Errorf("--%sca: %s: %w", f.prefix, f.ca, err)
		}
	}
	if f.cert != "" {
		pair, err := tls.LoadX509KeyPair(f.cert, f.key)
		if err != nil {
			return nil, fmt.Errorf("--%[1]scert and --%[1]skey: %[2]w", f.prefix, err)
		}
		settings.Certificates = []tls.Certificate{pair}
	}
	return &http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, TLSClientConfig: settings, DisableKeepAlives: true}}, nil
}

// askHealth returns nil if a GET of url is answered with 200.
func askHealth(ctx context.Context, client *http.Client, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return usageError{fmt.Errorf("--url: %w", err)}
	}
	response, err := client.Do(request)
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
