package runner

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"
)

// Serve runs the runner and serves its Handler on listener meanwhile. It returns when ctx ends, or
// with an error when either of the two fails; the listener is closed then.
func (r *Runner) Serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{Handler: r.Handler(), ReadHeaderTimeout: 5 * time.Second}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serve %s: %w", listener.Addr(), err)
		}
		return nil
	})
	group.Go(func() error { return errors.Join(r.Run(ctx), server.Close()) })
	return group.Wait()
}
