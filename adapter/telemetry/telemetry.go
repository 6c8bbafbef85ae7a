// Package telemetry sends OpenTelemetry traces of requests and of the statements they run.
//
// Spans say which route, which statement, how long and how it went. They hold no parameter of a statement, no text of an
// error and nothing else about a person: a statement's text has placeholders, and an error its type or name alone.
//
// A nil *Tracing does nothing and costs nothing.
package telemetry

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/XSAM/otelsql"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// scope names the spans' origin.
const scope = "github.com/link4health/link4health/adapter"

// closeTimeout limits the sending of what is left when tracing ends.
const closeTimeout = 5 * time.Second

// Config says where traces go and whose they are. OTEL_TRACES_SAMPLER and OTEL_EXPORTER_OTLP_HEADERS of the environment
// have the meaning that OpenTelemetry gives them.
type Config struct {
	Endpoint string // base URL of an OTLP collector over HTTP, such as http://127.0.0.1:4318
	Service  string // name of this program in traces
	Version  string // of this program; may be empty
}

// Tracing makes spans and sends them. It is safe for concurrent use.
type Tracing struct {
	provider   *sdktrace.TracerProvider
	tracer     trace.Tracer
	propagator propagation.TextMapPropagator
	log        *slog.Logger
}

// Start begins to trace. It does not wait for the collector: while that is gone, spans are dropped and the log says so.
// Returns an error if the endpoint is no URL.
func Start(ctx context.Context, cfg Config, log *slog.Logger) (*Tracing, error) {
	endpoint, err := url.Parse(cfg.Endpoint)
	if err != nil || endpoint.Host == "" {
		return nil, errors.New("start tracing: the endpoint is not a URL")
	}
	// Source: OpenTelemetry specification 1.50, Protocol Exporter, Endpoint URLs for OTLP/HTTP
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(endpoint.JoinPath("v1/traces").String()))
	if err != nil {
		return nil, fmt.Errorf("start tracing: %w", err)
	}
	provider := sdktrace.NewTracerProvider(
		sdktrace.WithBatcher(&quiet{SpanExporter: exporter, log: log}),
		sdktrace.WithResource(resource.NewSchemaless(
			attribute.String("service.name", cfg.Service), attribute.String("service.version", cfg.Version))),
	)
	return &Tracing{provider: provider, tracer: provider.Tracer(scope), propagator: propagation.TraceContext{}, log: log}, nil
}

// Close sends what is left, for five seconds at most; what a collector that is gone does not take is dropped.
func (t *Tracing) Close(ctx context.Context) {
	if t == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTimeout)
	defer cancel()
	if err := t.provider.Shutdown(ctx); err != nil {
		t.log.Warn("the last traces were not sent", slog.String("cause", err.Error()))
	}
}

// OpenDB is sql.OpenDB, with a span for each statement that a traced request runs.
func (t *Tracing) OpenDB(connector driver.Connector) *sql.DB {
	if t == nil {
		return sql.OpenDB(connector)
	}
	system := "sqlite"
	if strings.Contains(fmt.Sprintf("%T", connector.Driver()), "mysql") {
		system = "mysql"
	}
	return otelsql.OpenDB(connector,
		otelsql.WithTracerProvider(t.provider),
		otelsql.WithAttributes(attribute.String("db.system.name", system)),
		otelsql.WithSpanOptions(otelsql.SpanOptions{
			OmitConnResetSession: true, OmitRows: true,
			// A server quotes values in the texts of its errors.
			RecordError: func(error) bool { return false },
			SpanFilter: func(ctx context.Context, _ otelsql.Method, _ string, _ []driver.NamedValue) bool {
				return trace.SpanFromContext(ctx).IsRecording()
			},
		}),
		otelsql.WithSpanErrorAttributesGetter(func(err error) []attribute.KeyValue {
			if errors.Is(err, driver.ErrSkip) {
				return nil // no error: the driver wants it done another way
			}
			return []attribute.KeyValue{attribute.String("error.type", fmt.Sprintf("%T", err))}
		}),
	)
}

// quiet writes to the log what the exporter could not send, once for each spell of it.
type quiet struct {
	sdktrace.SpanExporter
	log  *slog.Logger
	gone bool // spans are sent one batch after the other
}

// ExportSpans sends spans, or drops them.
func (q *quiet) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	err := q.SpanExporter.ExportSpans(ctx, spans)
	switch {
	case err != nil && !q.gone:
		q.log.Warn("traces are not sent", slog.String("hint", "check OTEL_EXPORTER_OTLP_ENDPOINT and the collector"))
	case err == nil && q.gone:
		q.log.Info("traces are sent again")
	}
	q.gone = err != nil
	return nil
}
