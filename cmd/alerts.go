package cmd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/monitoring/alertlog"
)

// alertsGrace is how long messages under way may take when the command is told to stop.
const alertsGrace = 5 * time.Second

func newAlerts() *cobra.Command {
	var listen string
	c := &cobra.Command{
		Use:   "alerts",
		Short: "Write what Alertmanager sends into a log",
		Long: `Takes the webhooks of monitoring/alertmanager/alertmanager.yml and writes one JSON line to standard
error for each alert: who is told, what fires or is over, since when, and where the runbook says what to
do. It stands at alerts:8060 in docker-compose.yml until a pager or a ticket system takes its place, until
it is told to stop (SIGTERM or Ctrl-C).`,
		Example: "  link4health alerts --listen 127.0.0.1:8060",
		Args:    exactArgs(0),
	}
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:8060", "address to listen on")
	settingFlags(c, logLevel)
	c.RunE = func(c *cobra.Command, _ []string) error {
		cfg, err := loadSettings(c)
		if err != nil {
			return err
		}
		handler, err := alertlog.New(logger(c, cfg))
		if err != nil {
			return err
		}
		var lc net.ListenConfig
		listener, err := lc.Listen(c.Context(), "tcp", listen)
		if err != nil {
			return fmt.Errorf("--listen: %w", err)
		}
		return serveUntil(c.Context(), listener, handler)
	}
	return c
}

// serveUntil serves until ctx ends, and then what is under way.
func serveUntil(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadTimeout: time.Minute}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), alertsGrace)
		defer cancel()
		stopped <- server.Shutdown(grace)
	})
	if err := server.Serve(listener); stop() || !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve %s: %w", listener.Addr(), err)
	}
	return <-stopped
}
