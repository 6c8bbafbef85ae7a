package push

import (
	"fmt"

	"github.com/prometheus/client_golang/prometheus"
)

// outcome is what came of a look at a subscription.
type outcome string

const (
	outcomeFirst      outcome = "first"       // requested: there was no score
	outcomeHeartbeat  outcome = "heartbeat"   // requested: the score was old
	outcomeDeviation  outcome = "deviation"   // requested: the score had moved
	outcomeUnmoved    outcome = "unmoved"     // nothing was due
	outcomeWaiting    outcome = "waiting"     // a request is under way
	outcomeAnswered   outcome = "answered"    // the answer came and was paid for
	outcomeCancelled  outcome = "cancelled"   // no answer came
	outcomeNotAllowed outcome = "not_allowed" // the subject did not agree, or not any more
	outcomeUnpaid     outcome = "unpaid"      // the subject's allowance or LINK is too little
	outcomeFailed     outcome = "failed"      // the chain or the adapter could not be asked
)

// metrics count what a Pusher does.
type metrics struct{ looks *prometheus.CounterVec }

func newMetrics(registry prometheus.Registerer) (*metrics, error) {
	m := &metrics{looks: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "push_looks_total", Help: "Looks at subscriptions by what came of them.",
	}, []string{"outcome"})}
	if err := registry.Register(m.looks); err != nil {
		return nil, fmt.Errorf("register the pusher's metrics: %w", err)
	}
	return m, nil
}
