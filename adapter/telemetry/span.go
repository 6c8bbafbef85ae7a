package telemetry

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// Span is the span of one request. The zero Span is of none.
type Span struct{ span trace.Span }

// Result is what a span tells of a request.
type Result struct {
	Status      int    // HTTP status
	Endpoint    string // which was asked; may be empty
	Failure     string // its name, or empty
	Correlation string // id in the log
}

// Begin starts the span of a request, below the one that its traceparent header names, and returns the request whose
// context carries it. method and route come from closed sets.
//
// Source of names: OpenTelemetry semantic conventions 1.40, HTTP spans
func (t *Tracing) Begin(r *http.Request, method, route string) (*http.Request, Span) {
	if t == nil {
		return r, Span{}
	}
	ctx := t.propagator.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
	ctx, span := t.tracer.Start(ctx, method+" "+route, trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(attribute.String("http.request.method", method), attribute.String("http.route", route)))
	return r.WithContext(ctx), Span{span}
}

// TraceID is the id of the span's trace in hex; empty if nothing of the span is kept.
func (s Span) TraceID() string {
	if s.span == nil || !s.span.SpanContext().IsSampled() {
		return ""
	}
	return s.span.SpanContext().TraceID().String()
}

// TraceID is the id of the trace that a context belongs to, as Span.TraceID gives it.
func TraceID(ctx context.Context) string {
	return Span{trace.SpanFromContext(ctx)}.TraceID()
}

// End ends the span.
func (s Span) End(r Result) {
	if s.span == nil {
		return
	}
	s.span.SetAttributes(attribute.Int("http.response.status_code", r.Status), attribute.String("link4health.correlation_id", r.Correlation))
	if r.Endpoint != "" {
		s.span.SetAttributes(attribute.String("link4health.endpoint", r.Endpoint))
	}
	if r.Failure != "" {
		s.span.SetAttributes(attribute.String("error.type", r.Failure))
	}
	if r.Status >= http.StatusInternalServerError {
		s.span.SetStatus(codes.Error, "")
	}
	s.span.End()
}
