package adapter

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Caches, as the label cache_type names them.
const (
	cacheLocal = "local"
	cacheRedis = "redis"
)

// cacheMetrics tell of the scores that are kept. EA v3 also exports the values themselves, cache_data_get_values: they
// are scores of people here, so there is no such metric.
//
// Source of the names: external-adapter-framework v2.18, src/cache/metrics.ts
type cacheMetrics struct {
	cacheGets      *prometheus.CounterVec
	cacheSets      *prometheus.CounterVec
	cacheMaxAge    *prometheus.GaugeVec
	cacheStaleness *prometheus.GaugeVec
	totalStaleness *prometheus.GaugeVec
	cacheOverflow  prometheus.Counter
	hits           [2]hits // local, redis
}

func newCacheMetrics() cacheMetrics {
	labels := []string{"feed_id", "cache_type"}
	m := cacheMetrics{
		cacheGets: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "cache_data_get_count",
			Help: "Answers that were kept and still right when they were asked for; cache_type is local or redis.",
		}, labels),
		cacheSets: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "cache_data_set_count",
			Help: "Answers that were put into the cache.",
		}, labels),
		cacheMaxAge: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "cache_data_max_age",
			Help: "Time that an answer is kept at most, in milliseconds, which is CACHE_MAX_AGE.",
		}, labels),
		cacheStaleness: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "cache_data_staleness_seconds",
			Help: "Age of the kept answer that was given out last, in seconds since it was worked out; nothing has changed since.",
		}, labels),
		totalStaleness: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "total_data_staleness_seconds",
			Help: "Age of the newest measurement behind the kept answer that was given out last, in seconds.",
		}, labels),
		cacheOverflow: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "cache_overflow_count",
			Help: "Answers that had to leave the cache for others because of CACHE_MAX_ITEMS.",
		}),
	}
	m.resolve()
	return m
}

// collectors are all of them.
func (m *cacheMetrics) collectors() []prometheus.Collector {
	return []prometheus.Collector{m.cacheGets, m.cacheSets, m.cacheMaxAge, m.cacheStaleness, m.totalStaleness, m.cacheOverflow}
}

// hit notes that a kept score is given out.
func (m *cacheMetrics) hit(from string, kept *scored) {
	now, h := time.Now(), &m.hits[0]
	if from == cacheRedis {
		h = &m.hits[1]
	}
	h.gets.Inc()
	h.staleness.Set(float64(now.UnixMilli()-kept.received) / 1000)
	h.total.Set(float64(now.Unix() - kept.asOf))
}

// hits are the metrics of one kind of cache, looked up once.
type hits struct {
	gets             prometheus.Counter
	staleness, total prometheus.Gauge
}

// resolve looks up the metrics of every hit.
func (m *cacheMetrics) resolve() {
	for i, kind := range [...]string{cacheLocal, cacheRedis} {
		m.hits[i] = hits{
			gets:      m.cacheGets.WithLabelValues(endpointScore, kind),
			staleness: m.cacheStaleness.WithLabelValues(endpointScore, kind),
			total:     m.totalStaleness.WithLabelValues(endpointScore, kind),
		}
	}
}
