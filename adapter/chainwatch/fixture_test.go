package chainwatch_test

import (
	"context"
	"log/slog"
	"maps"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/chainwatch"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// world is a chain with the real contracts and those who use them.
type world struct {
	contracts.Deployment
	chain                           *devchain.Chain
	client                          *ethclient.Client
	owner, patient, requester, node *contracts.Sender
	registry                        *prometheus.Registry
}

// link is n tenths of a LINK, in juels.
func link(tenths int64) *big.Int { return new(big.Int).Mul(big.NewInt(tenths), big.NewInt(1e17)) }

func newWorld(t *testing.T) *world {
	t.Helper()
	chain, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	w := &world{chain: chain, registry: prometheus.NewRegistry()}
	w.client, err = ethclient.DialContext(t.Context(), chain.HTTPURL)
	require.NoError(t, err)
	t.Cleanup(w.client.Close)
	for i, who := range []**contracts.Sender{&w.owner, &w.patient, &w.requester, &w.node} {
		*who, err = contracts.NewSender(t.Context(), w.client, chain.Accounts[i].Key)
		require.NoError(t, err)
	}
	w.Deployment, err = contracts.Deploy(t.Context(), w.owner, contracts.Plan{
		SupplyJuels: link(1000), Nodes: []common.Address{w.node.Address()}, PaymentJuels: link(1),
		ApprovalWindow: 24 * time.Hour, ScoreJobID: uuid.New(), RecordJobID: uuid.New(),
	}, func(string, common.Address) {})
	require.NoError(t, err)
	token := bindings.NewLinkToken()
	for _, who := range []*contracts.Sender{w.patient, w.requester} {
		w.send(t, w.owner, w.LinkToken, token.PackTransfer(who.Address(), link(100)))
		for _, contract := range []common.Address{w.RecordMarket, w.ScoreRegistry} {
			w.send(t, who, w.LinkToken, token.PackApprove(contract, link(100)))
		}
	}
	return w
}

// watch starts a watcher that ends with the test.
func (w *world) watch(t *testing.T, chain chainwatch.Chain) {
	t.Helper()
	watcher, err := chainwatch.New(chainwatch.Deps{
		Connect:  func(context.Context) (chainwatch.Chain, error) { return chain, nil },
		Registry: w.registry, Log: slog.New(slog.DiscardHandler),
	}, chainwatch.Config{Market: w.RecordMarket, Registry: w.ScoreRegistry, Interval: 10 * time.Millisecond})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); watcher.Run(ctx) }()
	t.Cleanup(func() { stop(); <-ended })
}

func (w *world) send(t *testing.T, who *contracts.Sender, to common.Address, call []byte) *types.Receipt {
	t.Helper()
	receipt, err := who.Send(t.Context(), to, call)
	require.NoError(t, err)
	return receipt
}

// asked is what an oracle was asked in a transaction.
func asked(t *testing.T, receipt *types.Receipt) *bindings.OperatorOracleRequest {
	t.Helper()
	for _, log := range receipt.Logs {
		if e, err := bindings.NewOperator().UnpackOracleRequestEvent(log); err == nil {
			return e
		}
	}
	require.Fail(t, "no OracleRequest")
	return nil
}

// answer is the oracle's answer: the arguments of the callback. It names its gas, for an Operator hides from an estimate that
// the callback needs more.
func (w *world) answer(t *testing.T, a *bindings.OperatorOracleRequest, arguments []byte) {
	t.Helper()
	opts := bind.NewKeyedTransactor(w.chain.Accounts[3].Key, new(big.Int).SetUint64(w.ChainID))
	opts.Context, opts.GasLimit = t.Context(), 1_000_000
	_, err := bind.NewBoundContract(w.Operator, abi.ABI{}, w.client, w.client, w.client).RawTransact(opts,
		bindings.NewOperator().PackFulfillOracleRequest2(
			a.RequestId, a.Payment, a.CallbackAddr, a.CallbackFunctionId, a.CancelExpiration, arguments))
	require.NoError(t, err)
}

// value is a gauge of one label; false if it is not there.
func (w *world) value(t *testing.T, name, label string) (float64, bool) {
	t.Helper()
	families, err := w.registry.Gather()
	require.NoError(t, err)
	for _, f := range families {
		for _, m := range f.GetMetric() {
			if f.GetName() == name && (label == "" || m.GetLabel()[0].GetValue() == label) {
				return m.GetGauge().GetValue(), true
			}
		}
	}
	return 0, false
}

// require waits until gauges, by name and label, have values.
func (w *world) require(t *testing.T, when string, want map[[2]string]float64) {
	t.Helper()
	got := map[[2]string]float64{}
	require.Eventually(t, func() bool {
		for gauge := range want {
			if value, there := w.value(t, gauge[0], gauge[1]); there {
				got[gauge] = value
			}
		}
		return maps.Equal(want, got)
	}, 30*time.Second, 10*time.Millisecond, "%s: want %v, last seen %v", when, want, got)
}
