package adapter

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/sync/errgroup"
)

// Limits of connections. Reading and writing a request's body has the request's own time limit on top of these.
const (
	headerTimeout = 2 * time.Second // with API_TIMEOUT and grace it stays below a node's 15 s
	idleTimeout   = 2 * time.Minute // longer than nodes keep idle connections
	maxHeader     = 16 << 10
	// grace is what a request may take beyond API_TIMEOUT for reading, writing and draining.
	grace = 2 * time.Second
)

// Addresses are where the server listens.
type Addresses struct {
	Adapter string // host:port of requests, /health, /ready and /status
	Metrics string // host:port of /metrics, or empty if it is off
}

// state is what changes while the server runs.
type state struct {
	draining     atomic.Bool
	metricsPort  atomic.Int32 // 0 if off
	databaseGone atomic.Bool  // when last asked
	chainGone    atomic.Bool
}

// Run listens and serves until ctx ends. It then takes no new request, answers those under way, at most API_TIMEOUT
// and a little long, and returns nil. It returns an error if it cannot listen or the listener fails.
func (s *Server) Run(ctx context.Context) error {
	for _, warning := range s.cfg.Warnings() {
		s.deps.Log.Warn("setting", slog.String("hint", warning))
	}
	listener, err := listen(ctx, "EA_HOST and EA_PORT", s.cfg.Address())
	if err != nil {
		return err
	}
	addresses := Addresses{Adapter: listener.Addr().String()}
	servers := []*http.Server{s.httpServer(s.engine)}
	listeners := []net.Listener{listener}
	if s.cfg.MetricsEnabled {
		listener, err := listen(ctx, "METRICS_PORT", s.cfg.MetricsAddress())
		if err != nil {
			return errors.Join(err, listeners[0].Close())
		}
		addresses.Metrics = listener.Addr().String()
		s.state.metricsPort.Store(int32(port(listener)))
		servers, listeners = append(servers, s.httpServer(s.metricsHandler())), append(listeners, listener)
	}
	s.deps.Log.Info("listening", slog.String("adapter", addresses.Adapter), slog.String("metrics", addresses.Metrics),
		slog.Int("tokens", len(s.cfg.Tokens)), slog.Bool("tls", s.cfg.TLS()), slog.Bool("records", s.cfg.Records()))
	return s.serve(ctx, servers, listeners, addresses)
}

func (s *Server) serve(ctx context.Context, servers []*http.Server, listeners []net.Listener, addresses Addresses) error {
	group, ctx := errgroup.WithContext(ctx)
	for i, server := range servers {
		group.Go(func() error {
			if err := s.serveOne(server, listeners[i]); !errors.Is(err, http.ErrServerClosed) {
				return fmt.Errorf("serve %s: %w", listeners[i].Addr(), err)
			}
			return nil
		})
	}
	group.Go(func() error {
		<-ctx.Done()
		return s.drain(ctx, servers)
	})
	group.Go(func() error {
		s.watch(ctx)
		return nil
	})
	defer s.runLater(ctx)()
	if s.deps.Listening != nil {
		s.deps.Listening(addresses)
	}
	return group.Wait()
}

// serveOne serves plain HTTP, or TLS if the settings say so.
func (s *Server) serveOne(server *http.Server, listener net.Listener) error {
	if s.keeper == nil {
		return server.Serve(listener)
	}
	return server.ServeTLS(listener, "", "")
}

// drain stops the servers in turn; the metrics are served until the last request is answered.
func (s *Server) drain(ctx context.Context, servers []*http.Server) error {
	s.state.draining.Store(true)
	s.deps.Log.Info("draining")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.cfg.APITimeout.Duration()+grace)
	defer cancel()
	var errs []error
	for _, server := range servers {
		if err := server.Shutdown(ctx); err != nil {
			errs = append(errs, fmt.Errorf("drain: %w", err), server.Close())
		}
	}
	return errors.Join(errs...)
}

func (s *Server) httpServer(handler http.Handler) *http.Server {
	limit := s.cfg.APITimeout.Duration() + grace
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       limit,
		WriteTimeout:      2 * limit, // counts from the head of a request, so it holds reading too
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(s.deps.Log.Handler(), slog.LevelDebug),
	}
	if s.keeper != nil {
		server.TLSConfig = s.keeper.Config()
	}
	return server
}

// metricsHandler serves /metrics. Each scrape asks the database and the chain, so that their gauges are of now.
func (s *Server) metricsHandler() http.Handler {
	metrics := promhttp.HandlerFor(s.deps.Registry, promhttp.HandlerOpts{EnableOpenMetrics: true})
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		s.check(r.Context())
		metrics.ServeHTTP(w, r)
	})
	s.operatorRoutes(mux)
	return mux
}

func listen(ctx context.Context, settings, address string) (net.Listener, error) {
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s, as %s say: %w", address, settings, err)
	}
	return listener, nil
}

func port(listener net.Listener) int {
	if address, ok := listener.Addr().(*net.TCPAddr); ok {
		return address.Port
	}
	return 0
}
