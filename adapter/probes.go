package adapter

import (
	"context"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
)

// checkTimeout is how long a part may take to answer before it counts as gone.
const checkTimeout = 2 * time.Second

// Names of the parts that the adapter cannot do without.
const (
	dependencyDatabase = "database"
	dependencyChain    = "chain"
)

// health says that the process answers, whatever else is gone.
func (s *Server) health(_ *gin.Context, x *exchange) error {
	return x.json(healthReport{"OK", s.deps.Version})
}

// healthReport is the answer of /health.
type healthReport struct {
	Message string `json:"message"`
	Version string `json:"version"`
}

// readiness is the answer of /ready.
type readiness struct {
	Ready    bool              `json:"ready"`
	Draining bool              `json:"draining,omitempty"`
	Checks   map[string]string `json:"checks"` // part to "ok" or "unavailable"
}

// ready says whether requests can be answered now: 200 if so, else 503.
func (s *Server) ready(c *gin.Context, x *exchange) error {
	r := s.check(c.Request.Context())
	if !r.Ready {
		x.status = http.StatusServiceUnavailable
	}
	return x.json(r)
}

// check asks database and chain. Callers at the same time share one asking.
func (s *Server) check(ctx context.Context) readiness {
	shared, _, _ := s.checks.Do("check", func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), checkTimeout)
		defer cancel()
		checks := map[string]string{dependencyDatabase: s.ping(ctx, dependencyDatabase, s.deps.Database, &s.state.databaseGone)}
		if s.cfg.Records() {
			checks[dependencyChain] = s.ping(ctx, dependencyChain, s.deps.Chain, &s.state.chainGone)
		}
		return checks, nil
	})
	checks, _ := shared.(map[string]string)
	r := readiness{Ready: true, Draining: s.state.draining.Load(), Checks: checks}
	for _, state := range checks {
		r.Ready = r.Ready && state == "ok"
	}
	r.Ready = r.Ready && !r.Draining
	return r
}

// ping asks one part and logs when it goes or comes back, once each time.
func (s *Server) ping(ctx context.Context, name string, part Pinger, gone *atomic.Bool) string {
	gauge := s.metrics.dependencies.WithLabelValues(name)
	if err := part.Ping(ctx); err != nil {
		gauge.Set(0)
		if !gone.Swap(true) {
			s.deps.Log.Warn("dependency is gone", slog.String("dependency", name), slog.String("cause", s.censor.Replace(err.Error())))
		}
		return "unavailable"
	}
	gauge.Set(1)
	if gone.Swap(false) {
		s.deps.Log.Info("dependency is back", slog.String("dependency", name))
	}
	return "ok"
}
