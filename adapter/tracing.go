package adapter

import (
	"context"
	"log/slog"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/telemetry"
)

// startTracing begins to trace if the settings say where to. It returns nil if they do not.
func startTracing(ctx context.Context, cfg config.Config, version string, log *slog.Logger) (*telemetry.Tracing, error) {
	if cfg.OTLPEndpoint == "" {
		return nil, nil
	}
	return telemetry.Start(ctx, telemetry.Config{Endpoint: cfg.OTLPEndpoint, Service: Name, Version: version}, log)
}

// beginSpan starts the span of a request, if requests are traced.
func (s *Server) beginSpan(c *gin.Context, x *exchange) {
	if s.deps.Tracing == nil {
		return
	}
	route := c.FullPath()
	if route == "" {
		route = x.route
	}
	c.Request, x.span = s.deps.Tracing.Begin(c.Request, methodLabel(c.Request.Method), route)
}

// endSpan ends the span of a request.
func (s *Server) endSpan(x *exchange) {
	if s.deps.Tracing == nil {
		return
	}
	result := telemetry.Result{Status: x.status, Endpoint: x.endpoint, Correlation: x.correlation}
	if x.failed != nil {
		result.Failure = cases[x.failed.code].Name
	}
	x.span.End(result)
}

// observeWith notes a duration, with the id of the trace that shows what took so long, if there is one.
func observeWith(histogram prometheus.Observer, elapsed time.Duration, traceID string) {
	if traceID == "" {
		histogram.Observe(elapsed.Seconds())
		return
	}
	if exemplars, ok := histogram.(prometheus.ExemplarObserver); ok {
		exemplars.ObserveWithExemplar(elapsed.Seconds(), prometheus.Labels{"trace_id": traceID})
	}
}
