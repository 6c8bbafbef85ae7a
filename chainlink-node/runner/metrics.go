package runner

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/prometheus/client_golang/prometheus"
)

// metrics are the runner's own, under the real node's names where they mean the same; package pipeline has those of
// runs and bridges. Labels come from closed sets: jobs, states, checks.
//
// Source: chainlink v2.18, GET /metrics
type metrics struct {
	head, baseFee                          prometheus.Gauge
	balance                                *prometheus.GaugeVec
	headsReceived                          prometheus.Counter
	confirmed, successful, reverted, fails prometheus.Counter
	gasSpent, bumps, bumpLimit             prometheus.Counter
	health                                 *prometheus.GaugeVec
	requests                               *prometheus.CounterVec
}

// newMetrics makes and registers the metrics; the functions are asked whenever they are scraped.
func newMetrics(
	registry prometheus.Registerer, chainID uint64, queued, running, inFlight func() float64,
) (*metrics, error) {
	id := strconv.FormatUint(chainID, 10)
	evm, chain := prometheus.Labels{"evmChainID": id}, prometheus.Labels{"chainID": id}
	gauge := func(name, help string, labels prometheus.Labels) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels})
	}
	counter := func(name, help string, labels prometheus.Labels) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Name: name, Help: help, ConstLabels: labels})
	}
	function := func(name, help string, labels prometheus.Labels, f func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels}, f)
	}
	m := &metrics{
		head:    gauge("head_tracker_current_head", "Number of the newest block seen.", evm),
		baseFee: gauge("gas_updater_current_base_fee", "Base fee of the newest block, wei.", evm),
		balance: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "eth_balance", Help: "What a sending account holds, ETH.", ConstLabels: evm}, []string{"account"}),
		headsReceived: counter("head_tracker_heads_received", "New blocks seen.", prometheus.Labels{"ChainID": id}),
		confirmed:     counter("tx_manager_num_confirmed_transactions", "Transactions that were mined.", chain),
		successful:    counter("tx_manager_num_successful_transactions", "Transactions that were mined and succeeded.", chain),
		reverted:      counter("tx_manager_num_tx_reverted", "Transactions that were mined and reverted.", chain),
		fails:         counter("runner_send_failures_total", "Attempts to send a fulfilment that the chain did not take.", evm),
		bumps:         counter("tx_manager_num_gas_bumps", "Transactions that were made to pay more.", chain),
		bumpLimit:     counter("tx_manager_gas_bump_exceeds_limit", "Times that a transaction should have paid more than the limit.", chain),
		gasSpent:      counter("runner_gas_spent_eth_total", "What the gas of mined transactions cost, ETH.", evm),
		health: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "health", Help: "1 if the last try of a service went well, else 0."}, []string{"service_id"}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "runner_requests_total", Help: "Requests by the state they ended in."}, []string{"job_name", "state"}),
	}
	var errs []error
	for _, c := range []prometheus.Collector{
		m.head, m.baseFee, m.balance, m.headsReceived, m.confirmed, m.successful, m.reverted, m.fails, m.gasSpent, m.bumps, m.bumpLimit, m.health, m.requests,
		function("pipeline_runs_queued", "Requests that wait for their confirmations or for a place.", nil, queued),
		function("pipeline_task_runs_queued", "Runs that are at work.", nil, running),
		function("unconfirmed_transactions", "Transactions that are sent and not mined.", evm, inFlight),
	} {
		errs = append(errs, registry.Register(c))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("register the runner's metrics: %w", err)
	}
	return m, nil
}

func (m *metrics) sawHead(head *types.Header) {
	m.headsReceived.Inc()
	m.head.Set(float64(head.Number.Uint64()))
	if head.BaseFee != nil {
		m.baseFee.Set(float(head.BaseFee))
	}
}

// sawBalance takes wei.
func (m *metrics) sawBalance(account common.Address, wei *big.Int) {
	m.balance.WithLabelValues(account.Hex()).Set(float(wei) / weiPerETH)
}

func (m *metrics) mined(receipt *types.Receipt) {
	m.confirmed.Inc()
	if price := receipt.EffectiveGasPrice; price != nil {
		m.gasSpent.Add(float(price) * float64(receipt.GasUsed) / weiPerETH)
	}
	if receipt.Status == types.ReceiptStatusSuccessful {
		m.successful.Inc()
	} else {
		m.reverted.Inc()
	}
}

const weiPerETH = 1e18

func float(i *big.Int) float64 {
	f, _ := new(big.Float).SetInt(i).Float64()
	return f
}
