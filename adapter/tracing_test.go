package adapter_test

import (
	"compress/gzip"
	"context"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
)

// receiver is a small OTLP collector.
type receiver struct {
	url   string
	t     *testing.T
	mu    sync.Mutex
	spans []*trace.Span
	text  strings.Builder // all that was sent, as text
}

func startReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{t: t}
	server := httptest.NewServer(r)
	t.Cleanup(server.Close)
	r.url = server.URL
	return r
}

// ServeHTTP takes spans.
func (r *receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if request.Method != http.MethodPost || request.URL.Path != "/v1/traces" {
		http.NotFound(w, request)
		return
	}
	var body io.Reader = request.Body
	if request.Header.Get("Content-Encoding") == "gzip" {
		unzipped, err := gzip.NewReader(body)
		if err != nil {
			r.t.Errorf("%v", err)
			return
		}
		body = unzipped
	}
	raw, err := io.ReadAll(body)
	var export collector.ExportTraceServiceRequest
	if err != nil || proto.Unmarshal(raw, &export) != nil {
		r.t.Errorf("no OTLP request: %v", err)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text.WriteString(export.String())
	for _, resource := range export.GetResourceSpans() {
		for _, scope := range resource.GetScopeSpans() {
			r.spans = append(r.spans, scope.GetSpans()...)
		}
	}
	w.Header().Set("Content-Type", "application/x-protobuf")
}

// attribute is the text of a span's attribute.
func attribute(span *trace.Span, key string) string {
	for _, a := range span.GetAttributes() {
		if a.GetKey() == key {
			return strings.Trim(a.GetValue().String(), ` "`)
		}
	}
	return ""
}

// served is an adapter with all its parts over the fixture's database.
func (f *fixture) served(t *testing.T, log *slog.Logger, change func(*config.Config)) (addresses adapter.Addresses, stop func()) {
	t.Helper()
	cfg := settings()
	cfg.DatabaseURL, cfg.AsOf = config.Secret("sqlite://"+f.file), now
	cfg.RPCURL, cfg.RecordMarket, cfg.RecordKeys = "", [20]byte{}, ""
	change(&cfg)
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	listening, ended := make(chan adapter.Addresses, 1), make(chan error, 1)
	go func() {
		ended <- adapter.Serve(ctx, cfg, log, "1.2.3", func(a adapter.Addresses) { listening <- a })
	}()
	stop = sync.OnceFunc(func() { cancel(); require.NoError(t, received(t, ended)) })
	t.Cleanup(stop)
	select {
	case addresses = <-listening:
	case err := <-ended:
		require.FailNow(t, "the adapter does not start", "%v", err)
	}
	return addresses, stop
}

const (
	callersTrace = "4bf92f3577b34da6a3ce929d0e0e4736"
	callersSpan  = "00f067aa0ba902b7"
)

func TestTracing_ShowsARequestAndItsStatementsAndNobody(t *testing.T) {
	t.Parallel()
	f, r := start(t, nil), startReceiver(t)
	var log safeBuffer
	addresses, stop := f.served(t, slog.New(slog.NewJSONHandler(&log, nil)), func(cfg *config.Config) { cfg.OTLPEndpoint = r.url })
	f.url, f.metricsURL = "http://"+addresses.Adapter, "http://"+addresses.Metrics
	header := map[string]string{
		"Content-Type": "application/json", "Authorization": "Bearer " + token, "Traceparent": "00-" + callersTrace + "-" + callersSpan + "-01",
	}
	require.Equal(t, http.StatusOK, f.do(t, http.MethodPost, "/", scoreBody(subject), header).status)
	require.Equal(t, http.StatusNotFound, f.do(t, http.MethodPost, "/", scoreBody("0x"+strings.Repeat("0", 40)), header).status)
	scraped := f.scrapeOpenMetrics(t)
	for _, histogram := range []string{"http_request_duration_seconds_bucket", "data_provider_request_duration_seconds_bucket"} {
		require.Regexp(t, `(?m)^`+histogram+`{.* # {trace_id="`+callersTrace+`"} `, scraped)
	}
	stop()
	require.Contains(t, log.String(), `"trace_id":"`+callersTrace+`"`)

	var requests, statements []*trace.Span
	for _, span := range r.spans {
		switch {
		case span.GetName() == "POST /":
			requests = append(requests, span)
		case attribute(span, "db.query.text") != "":
			statements = append(statements, span)
		}
	}
	require.Len(t, requests, 2)
	for i, failure := range []string{"", "UnknownSubject"} {
		require.Equal(t, callersTrace, hexOf(requests[i].GetTraceId()))
		require.Equal(t, callersSpan, hexOf(requests[i].GetParentSpanId()))
		require.Contains(t, attribute(requests[i], "link4health.endpoint"), "score")
		require.Contains(t, attribute(requests[i], "error.type"), failure)
	}
	require.NotEmpty(t, statements)
	for _, span := range statements {
		require.Equal(t, callersTrace, hexOf(span.GetTraceId()), "only what a request runs is traced")
		require.Contains(t, attribute(span, "db.system.name"), "sqlite")
	}
	require.Contains(t, r.text.String(), "service.name")
	requireNothingPersonal(t, "traces", r.text.String())
	requireNothingPersonal(t, "log", log.String())
}

func TestTracing_AServerIsAsGoodWithoutItsCollector(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler()) // answers, and takes no traces
	t.Cleanup(gone.Close)
	f := start(t, nil)
	var log safeBuffer
	addresses, stop := f.served(t, slog.New(slog.NewJSONHandler(&log, nil)), func(cfg *config.Config) { cfg.OTLPEndpoint = gone.URL })
	f.url = "http://" + addresses.Adapter
	require.Equal(t, http.StatusOK, f.post(t, scoreBody(subject)).status)
	stop()
	require.Equal(t, 1, strings.Count(log.String(), "traces are not sent"))
}

func TestTracing_IsOffByDefault(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	require.Equal(t, http.StatusOK, f.do(t, http.MethodPost, "/", scoreBody(subject), map[string]string{
		"Content-Type": "application/json", "Authorization": "Bearer " + token, "Traceparent": "00-" + callersTrace + "-" + callersSpan + "-01",
	}).status)
	require.NotContains(t, f.log.String(), "trace_id")
	require.NotContains(t, f.scrapeOpenMetrics(t), "trace_id")
}

func hexOf(id []byte) string { return hex.EncodeToString(id) }

// scrapeOpenMetrics is the text of /metrics in the format that has exemplars.
func (f *fixture) scrapeOpenMetrics(t *testing.T) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, f.metricsURL+"/metrics", nil)
	require.NoError(t, err)
	request.Header.Set("Accept", "application/openmetrics-text; version=1.0.0")
	r := f.send(t, request)
	require.Equal(t, http.StatusOK, r.status)
	require.Contains(t, r.header.Get("Content-Type"), "application/openmetrics-text")
	return string(r.body)
}
