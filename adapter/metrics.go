package adapter

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/adapter/telemetry"
)

// Data sources, as the label method of data_provider_requests names them.
const (
	sourceStore = "store"
	sourceChain = "chain"
)

// neverRetried is the label retry of http_requests_total: EA v3 has that label and gives it no value.
//
// Source: external-adapter-framework v2.18.1, src/metrics/index.ts, buildHttpRequestMetricsLabel
const neverRetried = ""

// metrics are what the adapter counts. No label ever holds a person: labels come from closed sets alone.
//
// Source of names and buckets that EA v3 has too: external-adapter-framework v2.18, src/metrics/index.ts
type metrics struct {
	cacheMetrics
	requests        *prometheus.CounterVec
	duration        prometheus.Histogram
	payload         prometheus.Histogram
	sourceRequests  *prometheus.CounterVec
	sourceDuration  *prometheus.HistogramVec
	failures        *prometheus.CounterVec
	inFlight        prometheus.Gauge
	dependencies    *prometheus.GaugeVec
	recordsReleased *prometheus.CounterVec
	coverage        prometheus.Histogram
}

// newMetrics registers the adapter's metrics. Like EA v3's, each carries app_name and app_version.
func newMetrics(registry prometheus.Registerer, version string) (*metrics, error) {
	m := &metrics{
		cacheMetrics: newCacheMetrics(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "http_requests_total",
			Help: "Requests answered, probes not counted; feed_id is the endpoint, type the kind of outcome by EA v3's names, " +
				"provider_status_code as in data_provider_requests, empty if no data source was asked; retry is empty, as it is in EA v3.",
		}, []string{"method", "status_code", "retry", "type", "feed_id", "provider_status_code"}),
		duration: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "http_request_duration_seconds",
			Help:    "Time from the head of a request to its answer, in seconds, probes not counted.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}),
		payload: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "request_payload_size",
			Help:    "Size of the body of a request, in bytes.",
			Buckets: []float64{100, 250, 500, 1000, 2500, 5000},
		}),
		sourceRequests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "data_provider_requests",
			Help: "Reads and writes of the adapter's data sources; method is store or chain, provider_status_code an HTTP status that says how it went.",
		}, []string{"method", "provider_status_code"}),
		sourceDuration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "data_provider_request_duration_seconds",
			Help:    "Time of a read or write of a data source, in seconds; method is store or chain.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"method"}),
		failures: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "link4health_failures_total",
			Help: "Requests that failed, by the name of the failure and the endpoint, which is empty if none was reached.",
		}, []string{"endpoint", "name"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "link4health_requests_in_flight",
			Help: "Requests that are being answered now.",
		}),
		dependencies: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "link4health_dependency_up",
			Help: "1 if the database or the chain answered when it was last asked, which each scrape and each GET /ready does; else 0.",
		}, []string{"dependency"}),
		recordsReleased: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "link4health_records_released_total",
			Help: "Sealed locations that were handed out: sealed for the first time, or repeated for the same grant.",
		}, []string{"kind"}),
		coverage: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "link4health_score_coverage_ratio",
			Help:    "Coverage of the scores that were worked out, those too small to be answered included: 1 is all of the weight.",
			Buckets: []float64{.25, .4, .5, .6, .7, .8, .9, .999},
		}),
	}
	return m, m.register(labelled(registry, version))
}

// labelled gives each metric the labels that EA v3's have too.
func labelled(registry prometheus.Registerer, version string) prometheus.Registerer {
	return prometheus.WrapRegistererWith(prometheus.Labels{"app_name": Name, "app_version": version}, registry)
}

func (m *metrics) register(registry prometheus.Registerer) error {
	for _, collector := range append(m.collectors(),
		m.requests, m.duration, m.payload, m.sourceRequests, m.sourceDuration, m.failures, m.inFlight, m.dependencies, m.recordsReleased, m.coverage,
	) {
		if err := registry.Register(collector); err != nil {
			return err
		}
	}
	// A counter that starts at 0 lets an alert see its first failure.
	for _, endpoint := range []string{"", endpointScore, endpointScores, endpointRecord} {
		for _, c := range cases {
			m.failures.WithLabelValues(endpoint, c.Name)
		}
	}
	for _, kind := range []string{releaseSealed, releaseRepeated} {
		m.recordsReleased.WithLabelValues(kind)
	}
	return nil
}

// source notes one use of a data source that began at start and ended with err.
func (m *metrics) source(ctx context.Context, method string, start time.Time, err error) {
	observeWith(m.sourceDuration.WithLabelValues(method), time.Since(start), telemetry.TraceID(ctx))
	m.sourceRequests.WithLabelValues(method, statusText(sourceStatus(err))).Inc()
}

// sourceStatus is the HTTP status that says how a use of a data source went, which ended with err.
func sourceStatus(err error) int {
	if err == nil {
		return http.StatusOK
	}
	return cases[asFailure(err).code].Status
}

// providerText is sourceStatus in decimal, or empty for 0.
func providerText(status int) string {
	if status == 0 {
		return ""
	}
	return statusText(status)
}

// statusText is a status code in decimal; the usual ones cost no memory.
func statusText(status int) string {
	switch status {
	case http.StatusOK:
		return "200"
	case http.StatusNotFound:
		return "404"
	default:
		return strconv.Itoa(status)
	}
}

// methodLabel keeps the label method a closed set: a client may send any word.
func methodLabel(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	default:
		return "other"
	}
}
