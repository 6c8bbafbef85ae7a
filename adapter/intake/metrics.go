package intake

import (
	"fmt"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/adapter/score"
)

// Outcomes of an item, in answers and as the label outcome.
const (
	outcomeStored    = "stored"
	outcomeDuplicate = "duplicate"
	outcomeRejected  = "rejected"
)

// kindUnknown is the label kind of an item that does not say whose it is.
const kindUnknown = "unknown"

// metrics are what is counted. Labels are of closed sets.
type metrics struct{ readings *prometheus.CounterVec }

func newMetrics(registry prometheus.Registerer) (*metrics, error) {
	m := &metrics{prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "link4health_readings_total",
		Help: "Readings that were sent over HTTP, by what became of them and whether they are of a citizen or a city.",
	}, []string{"outcome", "kind"})}
	if err := registry.Register(m.readings); err != nil {
		return nil, fmt.Errorf("make intake: register metrics: %w", err)
	}
	for _, kind := range []string{score.Citizen.String(), score.City.String(), kindUnknown} {
		for _, outcome := range []string{outcomeStored, outcomeDuplicate, outcomeRejected} {
			m.readings.WithLabelValues(outcome, kind)
		}
	}
	return m, nil
}

// count counts one item; scope is 0 if it does not say whose it is.
func (m *metrics) count(outcome string, scope score.Scope) {
	kind := kindUnknown
	if scope == score.Citizen || scope == score.City {
		kind = scope.String()
	}
	m.readings.WithLabelValues(outcome, kind).Inc()
}
