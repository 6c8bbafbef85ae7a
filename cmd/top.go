package cmd

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/monitoring/top"
)

// topOptions are the flags of the top command.
type topOptions struct {
	cfg        top.Config
	once, json bool
	timeout    time.Duration
}

func newTop() *cobra.Command {
	var o topOptions
	c := &cobra.Command{
		Use:   "top",
		Short: "Watch requests, runs, keys, data and alerts in the terminal",
		Long: `Shows what the dashboards show, read from the parts themselves: requests, errors and latency of the
adapter, runs and keys of whatever answers requests, open requests on chain, how fresh the data are,
and, if Prometheus or Alertmanager is named, the alerts that fire. q quits, space looks at once.

With --once, or where the output is no terminal, it prints the figures once, of the time since the
adapter started, and exits with 1 if a part does not answer. --json prints one object; without --once
one on a line for each look, until it is told to stop.

An empty URL leaves a part out.`,
		Example: `  link4health top
  link4health top --adapter http://adapter:9080/metrics --node http://runner:6688/metrics \
    --alertmanager http://alertmanager:9093
  link4health top --once --json | jq '.requests.failedRatio'`,
		Args: exactArgs(0),
	}
	f := c.Flags()
	f.StringVar(&o.cfg.AdapterURL, "adapter", "http://127.0.0.1:9080/metrics", "metrics of the adapter")
	f.StringVar(&o.cfg.NodeURL, "node", "http://127.0.0.1:6688/metrics", "metrics of link4health run, or of a Chainlink node")
	f.StringVar(&o.cfg.PrometheusURL, "prometheus", "", "Prometheus server to ask for alerts, such as http://127.0.0.1:9090")
	f.StringVar(&o.cfg.AlertmanagerURL, "alertmanager", "", "Alertmanager to ask for alerts, such as http://127.0.0.1:9093")
	f.DurationVar(&o.cfg.Interval, "interval", 2*time.Second, "time between two looks")
	f.DurationVar(&o.timeout, "timeout", 5*time.Second, "how long to wait for one part")
	f.BoolVar(&o.once, "once", false, "print the figures once")
	f.BoolVar(&o.json, "json", false, "print JSON instead of text")
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c) }
	return c
}

func (o topOptions) run(c *cobra.Command) error {
	if err := o.validate(); err != nil {
		return usageError{err}
	}
	watcher := top.New(o.cfg, &http.Client{Timeout: o.timeout})
	if out, isFile := c.OutOrStdout().(*os.File); !o.once && !o.json && isFile && isatty.IsTerminal(out.Fd()) {
		return watcher.Show(c.Context(), c.InOrStdin(), out)
	}
	if o.json && !o.once {
		return o.stream(c, watcher)
	}
	figures := watcher.Look(c.Context())
	var err error
	if o.json {
		err = printJSON(c, figures)
	} else {
		_, err = fmt.Fprint(c.OutOrStdout(), figures.Text())
	}
	if err == nil && figures.Down() {
		return errReported
	}
	return err
}

// validate returns every fault of the flags, joined.
func (o topOptions) validate() error {
	var faults []error
	for flag, value := range map[string]string{
		"adapter": o.cfg.AdapterURL, "node": o.cfg.NodeURL, "prometheus": o.cfg.PrometheusURL, "alertmanager": o.cfg.AlertmanagerURL,
	} {
		if u, err := url.Parse(value); value != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
			faults = append(faults, fmt.Errorf("--%s: it must be a URL, http://host:port/…", flag))
		}
	}
	if o.cfg.Interval <= 0 || o.timeout <= 0 {
		faults = append(faults, errors.New("--interval and --timeout: they must be more than 0"))
	}
	return errors.Join(faults...)
}

// stream prints a line of JSON for each look.
func (o topOptions) stream(c *cobra.Command, watcher *top.Watcher) error {
	ticker := time.NewTicker(o.cfg.Interval)
	defer ticker.Stop()
	lines := json.NewEncoder(c.OutOrStdout())
	for {
		if err := lines.Encode(watcher.Look(c.Context())); err != nil {
			return err
		}
		select {
		case <-c.Context().Done():
			return nil
		case <-ticker.C:
		}
	}
}
