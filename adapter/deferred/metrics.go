package deferred

import "github.com/prometheus/client_golang/prometheus"

// Ends of a deferred answer, a label of metrics.
const (
	endDelivered = "delivered" // the node took it
	endRefused   = "refused"   // the node said that it never will
	endExpired   = "expired"   // the node's run is over: the node went away, or had the answer of an earlier process
	endLost      = "lost"      // the key that it is encrypted with is gone
)

type metrics struct {
	ended   *prometheus.CounterVec
	retries prometheus.Counter
	pending prometheus.Gauge
}

func newMetrics(registry prometheus.Registerer) (*metrics, error) {
	m := &metrics{
		ended: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "link4health_deferred_answers_total",
			Help: "Answers that were sent later, by how that ended: delivered, refused by the node, expired before the node took them, or lost with the key that encrypts them.",
		}, []string{"outcome"}),
		retries: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "link4health_deferred_retries_total",
			Help: "Attempts to send an answer that a node did not take yet: it has not stored that the task waits, or cannot be reached.",
		}),
		pending: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "link4health_deferred_pending",
			Help: "Requests whose answer this process is working out or sending now.",
		}),
	}
	for _, collector := range []prometheus.Collector{m.ended, m.retries, m.pending} {
		if err := registry.Register(collector); err != nil {
			return nil, err
		}
	}
	for _, end := range []string{endDelivered, endRefused, endExpired, endLost} {
		m.ended.WithLabelValues(end)
	}
	return m, nil
}
