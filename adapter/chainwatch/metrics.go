package chainwatch

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/prometheus/client_golang/prometheus"
)

// Our contracts, as the label contract names them.
const (
	recordMarket  = "record_market"
	scoreRegistry = "score_registry"
)

// metrics are what the watcher tells. Labels come from closed sets; no account of a person is among them.
type metrics struct {
	open, age                           *prometheus.GaugeVec
	held, escrow, withdrawable, payment *prometheus.GaugeVec
	earned                              *prometheus.GaugeVec
	refreshed                           prometheus.Gauge
}

func newMetrics(registry prometheus.Registerer) (*metrics, error) {
	vector := func(name, help string, labels ...string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, labels)
	}
	m := &metrics{
		open: vector("link4health_open_requests",
			"Requests on chain that are open, by whom they wait for: patient (to decide), market_oracle or score_oracle (to answer; for a day at most).", "waits_for"),
		age: vector("link4health_oldest_open_request_age_seconds",
			"Age of the oldest open request, in seconds, by whom it waits for; 0 if none is open.", "waits_for"),
		held:         vector("link4health_contract_held_link", "LINK that a contract holds; never less than escrow and withdrawable together.", "contract"),
		escrow:       vector("link4health_contract_escrow_link", "LINK of requests that are not settled.", "contract"),
		withdrawable: vector("link4health_contract_withdrawable_link", "LINK that accounts can withdraw from a contract.", "contract"),
		payment:      vector("link4health_contract_oracle_payment_link", "LINK that a contract pays the oracle for one request.", "contract"),
		earned: vector("link4health_operator_withdrawable_link",
			"LINK that the Operator of a contract has earned and its owner can withdraw.", "contract"),
		refreshed: prometheus.NewGauge(prometheus.GaugeOpts{Name: "link4health_chain_state_refreshed_timestamp_seconds",
			Help: "Unix time at which the state of the contracts was last read in full; 0 before the first time."}),
	}
	var faults []error
	for _, c := range []prometheus.Collector{m.open, m.age, m.held, m.escrow, m.withdrawable, m.payment, m.earned, m.refreshed} {
		faults = append(faults, registry.Register(c))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("register the chain's metrics: %w", err)
	}
	return m, nil
}

// saw publishes a contract's money.
func (m *metrics) saw(contract string, c consumer) {
	for vector, juels := range map[*prometheus.GaugeVec]*big.Int{
		m.held: c.held, m.escrow: c.escrowed, m.withdrawable: c.withdrawable, m.payment: c.payment, m.earned: c.earned,
	} {
		if juels == nil {
			vector.DeleteLabelValues(contract)
			continue
		}
		vector.WithLabelValues(contract).Set(link(juels))
	}
}

// link is an amount of juels in LINK.
func link(juels *big.Int) float64 {
	const juelsPerLINK = 1e18
	f, _ := new(big.Float).SetInt(juels).Float64()
	return f / juelsPerLINK
}
