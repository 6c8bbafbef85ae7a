package freshness

import (
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// gauges are the metrics of what the last look found. Ages are of the moment of the scrape: they grow while nobody looks.
type gauges struct {
	now                                     func() time.Time
	age, citizens, enough, looked, duration *prometheus.Desc

	mu   sync.Mutex
	seen *seen // nil before the first look
	at   time.Time
	took time.Duration
}

func newGauges(now func() time.Time) *gauges {
	return &gauges{
		now: now,
		age: prometheus.NewDesc("link4health_newest_reading_age_seconds",
			"Age of the newest reading, in seconds, by metric and city; a citizens' metric counts for a city where at least 10 citizens have readings of it, else for other.",
			[]string{"metric", "city"}, nil),
		citizens: prometheus.NewDesc("link4health_citizens", "Citizens that are known.", nil, nil),
		enough: prometheus.NewDesc("link4health_citizens_with_enough_data",
			"Citizens of whose metrics enough have a reading that is new enough for a score of MIN_COVERAGE.", nil, nil),
		looked: prometheus.NewDesc("link4health_freshness_refreshed_timestamp_seconds",
			"Unix time at which the age of the readings was last looked up.", nil, nil),
		duration: prometheus.NewDesc("link4health_freshness_refresh_duration_seconds",
			"Time that looking up the age of the readings took, in seconds; done in the background, nearly all of it at rest.", nil, nil),
	}
}

// publish replaces what was found before.
func (g *gauges) publish(s *seen, took time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.seen, g.at, g.took = s, time.Now(), took
}

// Describe implements prometheus.Collector.
func (g *gauges) Describe(descs chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{g.age, g.citizens, g.enough, g.looked, g.duration} {
		descs <- d
	}
}

// Collect implements prometheus.Collector. Before the first look there is nothing.
func (g *gauges) Collect(metrics chan<- prometheus.Metric) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.seen == nil {
		return
	}
	tell := func(d *prometheus.Desc, value float64, labels ...string) {
		metrics <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	now := g.now()
	for p, at := range g.seen.newest {
		tell(g.age, now.Sub(at).Seconds(), string(p.metric), p.city)
	}
	tell(g.citizens, float64(g.seen.citizens))
	tell(g.enough, float64(g.seen.enough))
	tell(g.looked, float64(g.at.UnixMilli())/1000)
	tell(g.duration, g.took.Seconds())
}
