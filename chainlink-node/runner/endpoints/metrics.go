package endpoints

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics tell of each endpoint, under the real node's names. Labels come from the configuration: hosts and states.
//
// Source: chainlink v2.18, GET /metrics
type metrics struct {
	calls, succeeded, failed            *prometheus.CounterVec
	polls, pollsSucceeded, pollsFailed  *prometheus.CounterVec
	highest, states                     *prometheus.GaugeVec
	toAlive, toUnreachable, toOutOfSync *prometheus.CounterVec
}

func newMetrics(registry prometheus.Registerer, chainID uint64) (*metrics, error) {
	id := strconv.FormatUint(chainID, 10)
	evm, chain := prometheus.Labels{"evmChainID": id}, prometheus.Labels{"chainID": id}
	counter := func(name, help string, labels prometheus.Labels) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help, ConstLabels: labels}, []string{"nodeName"})
	}
	m := &metrics{
		calls:          counter("evm_pool_rpc_node_calls_total", "Calls of an endpoint of the chain.", evm),
		succeeded:      counter("evm_pool_rpc_node_calls_success", "Calls that an endpoint answered, if only with a refusal.", evm),
		failed:         counter("evm_pool_rpc_node_calls_failed", "Calls that an endpoint did not answer.", evm),
		polls:          counter("pool_rpc_node_polls_total", "Looks at an endpoint's newest block.", chain),
		pollsSucceeded: counter("pool_rpc_node_polls_success", "Looks at an endpoint's newest block that went well.", chain),
		pollsFailed:    counter("pool_rpc_node_polls_failed", "Looks at an endpoint's newest block that failed.", chain),
		toAlive:        counter("pool_rpc_node_num_transitions_to_alive", "Times that an endpoint became well.", chain),
		toUnreachable:  counter("pool_rpc_node_num_transitions_to_unreachable", "Times that an endpoint stopped answering.", chain),
		toOutOfSync:    counter("pool_rpc_node_num_transitions_to_out_of_sync", "Times that an endpoint fell behind the others.", chain),
		highest: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "pool_rpc_node_highest_seen_block", Help: "Newest block that an endpoint was seen to have.", ConstLabels: chain,
		}, []string{"nodeName"}),
		states: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "multi_node_states", Help: "Endpoints of the chain in each state.",
			ConstLabels: prometheus.Labels{"chainId": id, "network": "EVM"},
		}, []string{"state"}),
	}
	var errs []error
	for _, c := range []prometheus.Collector{
		m.calls, m.succeeded, m.failed, m.polls, m.pollsSucceeded, m.pollsFailed,
		m.highest, m.states, m.toAlive, m.toUnreachable, m.toOutOfSync,
	} {
		errs = append(errs, registry.Register(c))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("register the endpoints' metrics: %w", err)
	}
	return m, nil
}

func (m *metrics) called(name string, err error) {
	count(name, err, m.calls, m.succeeded, m.failed)
}

func (m *metrics) polled(name string, head uint64, err error) {
	count(name, err, m.polls, m.pollsSucceeded, m.pollsFailed)
	if err == nil {
		m.highest.WithLabelValues(name).Set(float64(head))
	}
}

func count(name string, err error, all, well, ill *prometheus.CounterVec) {
	all.WithLabelValues(name).Inc()
	if err != nil {
		well = ill
	}
	well.WithLabelValues(name).Inc()
}

// turned notes an endpoint's new state.
func (m *metrics) turned(name string, state State) {
	switch state {
	case Alive:
		m.toAlive.WithLabelValues(name).Inc()
	case Unreachable:
		m.toUnreachable.WithLabelValues(name).Inc()
	case OutOfSync:
		m.toOutOfSync.WithLabelValues(name).Inc()
	}
}

// show sets how many endpoints are in each state.
func (m *metrics) show(endpoints []Endpoint) {
	count := map[State]int{}
	for _, e := range endpoints {
		count[e.State]++
	}
	for _, state := range states() {
		m.states.WithLabelValues(string(state)).Set(float64(count[state]))
	}
}
