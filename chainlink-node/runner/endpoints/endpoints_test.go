package endpoints_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/endpoints"
	"github.com/link4health/link4health/contracts"
)

// A Pool does for the runner and for sending transactions to contracts.
var (
	_ runner.Chain      = (*endpoints.Pool)(nil)
	_ contracts.Backend = (*endpoints.Pool)(nil)
)

// patience is for what must happen.
const patience = 30 * time.Second

// secret stands in the path of every URL, as providers' access keys do.
const secret = "s3cret-access-key"

// provider serves a chain over HTTP, well or badly.
type provider struct {
	*httptest.Server
	chain string

	mu    sync.Mutex
	down  bool                       // answers 503
	says  map[string]json.RawMessage // results in place of the chain's, by method
	fails map[string]string          // error objects in place of results, by method
	asked map[string]int             // questions by method
}

func newProvider(t *testing.T, chain string) *provider {
	t.Helper()
	p := &provider{chain: chain, says: map[string]json.RawMessage{}, fails: map[string]string{}, asked: map[string]int{}}
	p.Server = httptest.NewServer(http.HandlerFunc(p.serve))
	t.Cleanup(p.Close)
	return p
}

func (p *provider) url() string { return p.URL + "/" + secret }

func (p *provider) set(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
}

func (p *provider) count(method string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked[method]
}

func (p *provider) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var question struct {
		ID     json.RawMessage
		Method string
	}
	_ = json.Unmarshal(body, &question)
	p.mu.Lock()
	p.asked[question.Method]++
	down, says, fails := p.down, p.says[question.Method], p.fails[question.Method]
	p.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	switch {
	case down:
		http.Error(w, "overloaded", http.StatusServiceUnavailable)
	case says != nil:
		fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"result":%s}`, question.ID, says)
	case fails != "":
		fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":%s}`, question.ID, fails)
	default:
		answer, err := http.Post(p.chain, "application/json", bytes.NewReader(body))
		if err != nil {
			http.Error(w, "gone", http.StatusBadGateway)
			return
		}
		defer answer.Body.Close()
		_, _ = io.Copy(w, answer.Body)
	}
}

func startChain(t *testing.T) *devchain.Chain {
	t.Helper()
	chain, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	return chain
}

// pool is a Pool with what it says.
type pool struct {
	*endpoints.Pool
	registry *prometheus.Registry
	log      *book
}

// book is a log that can be read while it is written.
type book struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *book) Write(line []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(line)
}

func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

func newPool(t *testing.T, urls ...string) pool {
	t.Helper()
	made := pool{registry: prometheus.NewRegistry(), log: &book{}}
	var err error
	made.Pool, err = endpoints.New(slog.New(slog.NewTextHandler(made.log, nil)), made.registry, endpoints.Config{
		URLs: urls, ChainID: devchain.ChainID, ProbeInterval: 20 * time.Millisecond,
	})
	require.NoError(t, err)
	t.Cleanup(made.Close)
	return made
}

// becomes waits until the endpoint of a place in the list is in a state.
func (p pool) becomes(t *testing.T, place int, state endpoints.State) {
	t.Helper()
	require.Eventually(t, func() bool { return p.Endpoints()[place].State == state }, patience, 5*time.Millisecond,
		"endpoint %d is not %s", place, state)
}

func TestPool_AsksAnotherEndpointWhenOneFails(t *testing.T) {
	t.Parallel()
	chain := startChain(t)
	first, second := newProvider(t, chain.HTTPURL), newProvider(t, chain.HTTPURL)
	p := newPool(t, first.url(), second.url())
	p.becomes(t, 0, endpoints.Alive)
	p.becomes(t, 1, endpoints.Alive)

	first.set(func() { first.down = true })
	for range 20 {
		_, err := p.HeaderByNumber(t.Context(), nil)
		require.NoError(t, err, "no question fails while one endpoint is well")
	}
	p.becomes(t, 0, endpoints.Unreachable)
	first.set(func() { first.down = false })
	p.becomes(t, 0, endpoints.Alive)

	second.set(func() { second.down = true })
	_, err := p.HeaderByNumber(t.Context(), nil)
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		return strings.Contains(p.log.String(), "another endpoint of the chain is used")
	}, patience, 5*time.Millisecond)
}

func TestPool_FailsWhenAllDoAndNamesThemByHostOnly(t *testing.T) {
	t.Parallel()
	chain := startChain(t)
	first, second := newProvider(t, chain.HTTPURL), newProvider(t, chain.HTTPURL)
	first.down = true
	second.Close()
	p := newPool(t, first.url(), second.url())

	_, err := p.HeaderByNumber(t.Context(), nil)

	require.ErrorIs(t, err, endpoints.ErrNoEndpoint)
	for _, provider := range []*provider{first, second} {
		require.ErrorContains(t, err, provider.Listener.Addr().String())
	}
	p.becomes(t, 1, endpoints.Unreachable)
	require.NotContains(t, err.Error()+p.log.String(), secret)
}

func TestPool_NeverUsesAnEndpointOfAnotherChain(t *testing.T) {
	t.Parallel()
	chain := startChain(t)
	foreign, own := newProvider(t, chain.HTTPURL), newProvider(t, chain.HTTPURL)
	foreign.says["eth_chainId"] = json.RawMessage(`"0x1"`)
	p := newPool(t, foreign.url(), own.url())
	p.becomes(t, 0, endpoints.InvalidChainID)

	id, err := p.ChainID(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, devchain.ChainID, id.Uint64())
	_, err = p.BalanceAt(t.Context(), chain.Accounts[0].Address, nil)
	require.NoError(t, err)
	require.Zero(t, foreign.count("eth_getBalance"))
}

func TestPool_TellsWhichChainItIsWhereAllAreWrong(t *testing.T) {
	t.Parallel()
	foreign := newProvider(t, startChain(t).HTTPURL)
	foreign.says["eth_chainId"] = json.RawMessage(`"0x1"`)
	p := newPool(t, foreign.url())
	var id *big.Int
	require.Eventually(t, func() (ok bool) {
		got, err := p.ChainID(t.Context())
		id = got
		return err == nil
	}, patience, 5*time.Millisecond)
	require.EqualValues(t, 1, id.Uint64())
}

func TestPool_PrefersAnEndpointThatKeepsUpWithTheChain(t *testing.T) {
	t.Parallel()
	chain := startChain(t)
	late, prompt := newProvider(t, chain.HTTPURL), newProvider(t, chain.HTTPURL)
	late.says["eth_blockNumber"] = json.RawMessage(`"0x1"`)
	p := newPool(t, late.url(), prompt.url())
	for range 5 {
		chain.Mine()
	}
	p.becomes(t, 0, endpoints.OutOfSync)
	before := late.count("eth_getBalance")
	_, err := p.BalanceAt(t.Context(), chain.Accounts[0].Address, nil)
	require.NoError(t, err)
	require.Equal(t, before, late.count("eth_getBalance"))

	prompt.set(func() { prompt.down = true })
	_, err = p.BalanceAt(t.Context(), chain.Accounts[0].Address, nil)
	require.NoError(t, err, "a late one is better than none")
}

func TestPool_TakesANoForAnAnswer(t *testing.T) {
	t.Parallel()
	chain := startChain(t)
	first, second := newProvider(t, chain.HTTPURL), newProvider(t, chain.HTTPURL)
	for _, provider := range []*provider{first, second} {
		provider.fails["eth_call"] = `{"code":3,"message":"execution reverted","data":"0x"}`
	}
	p := newPool(t, first.url(), second.url())

	_, err := p.CallContract(t.Context(), ethereum.CallMsg{To: &common.Address{}}, nil)
	var fault rpc.Error
	require.ErrorAs(t, err, &fault)
	require.Equal(t, 3, fault.ErrorCode())
	_, err = p.HeaderByHash(t.Context(), common.Hash{1})
	require.ErrorIs(t, err, ethereum.NotFound)
	require.Equal(t, 1, first.count("eth_call")+second.count("eth_call"))
	require.Equal(t, 1, first.count("eth_getBlockByHash")+second.count("eth_getBlockByHash"))
}

func TestPool_AsksElsewhereWhenAnEndpointRefusesTheWork(t *testing.T) {
	t.Parallel()
	chain := startChain(t)
	strict, generous := newProvider(t, chain.HTTPURL), newProvider(t, chain.HTTPURL)
	strict.fails["eth_getLogs"] = `{"code":-32005,"message":"query returned more than 10000 results"}`
	p := newPool(t, strict.url(), generous.url())
	for range 5 {
		_, err := p.FilterLogs(t.Context(), ethereum.FilterQuery{FromBlock: new(big.Int)})
		require.NoError(t, err)
	}
}

// transfer is a transaction of the chain's first account.
func transfer(t *testing.T, chain *devchain.Chain) *types.Transaction {
	t.Helper()
	tx, err := types.SignNewTx(chain.Accounts[0].Key, types.LatestSignerForChainID(big.NewInt(devchain.ChainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(devchain.ChainID), To: &common.Address{1}, Value: big.NewInt(1), Gas: params.TxGas,
		GasTipCap: big.NewInt(1e9), GasFeeCap: big.NewInt(1e10),
	})
	require.NoError(t, err)
	return tx
}

func TestPool_OffersATransactionToAll(t *testing.T) {
	t.Parallel()
	chain := startChain(t)
	down, first, second := newProvider(t, chain.HTTPURL), newProvider(t, chain.HTTPURL), newProvider(t, chain.HTTPURL)
	down.down = true
	for _, provider := range []*provider{first, second} {
		provider.fails["eth_sendRawTransaction"] = `{"code":-32000,"message":"already known"}`
	}
	p := newPool(t, down.url(), first.url(), second.url())

	require.NoError(t, p.SendTransaction(t.Context(), transfer(t, chain)), "one that knows it has taken it")
	require.Eventually(t, func() bool {
		return first.count("eth_sendRawTransaction") == 1 && second.count("eth_sendRawTransaction") == 1
	}, patience, 5*time.Millisecond)
}

func TestPool_ReportsWhyNoEndpointTakesATransaction(t *testing.T) {
	t.Parallel()
	chain := startChain(t)
	down, strict := newProvider(t, chain.HTTPURL), newProvider(t, chain.HTTPURL)
	down.down = true
	strict.fails["eth_sendRawTransaction"] = `{"code":-32000,"message":"nonce too low"}`
	p := newPool(t, down.url(), strict.url())

	require.ErrorContains(t, p.SendTransaction(t.Context(), transfer(t, chain)), "nonce too low")
}

func TestPool_AnnouncesBlocksFromWhoeverDoes(t *testing.T) {
	t.Parallel()
	chain := startChain(t)
	p := newPool(t, newProvider(t, chain.HTTPURL).url(), chain.WSURL)
	heads := make(chan *types.Header, 10)

	subscription, err := p.SubscribeNewHead(t.Context(), heads)

	require.NoError(t, err)
	defer subscription.Unsubscribe()
	hash := chain.Mine()
	select {
	case head := <-heads:
		require.Equal(t, hash, head.Hash())
	case <-time.After(patience):
		require.Fail(t, "no block was announced")
	}

	silent := newPool(t, newProvider(t, chain.HTTPURL).url())
	_, err = silent.SubscribeNewHead(t.Context(), heads)
	require.ErrorIs(t, err, rpc.ErrNotificationsUnsupported)
}

func TestPool_CountsInTheRealNodesWords(t *testing.T) {
	t.Parallel()
	chain := startChain(t)
	well, ill := newProvider(t, chain.HTTPURL), newProvider(t, chain.HTTPURL)
	ill.down = true
	p := newPool(t, well.url(), ill.url())
	p.becomes(t, 0, endpoints.Alive)
	p.becomes(t, 1, endpoints.Unreachable)

	require.Eventually(t, func() bool {
		return p.metric(t, "multi_node_states", "Alive") == 1 && p.metric(t, "multi_node_states", "Unreachable") == 1 &&
			p.metric(t, "pool_rpc_node_num_transitions_to_unreachable", ill.Listener.Addr().String()) == 1 &&
			p.metric(t, "evm_pool_rpc_node_calls_failed", ill.Listener.Addr().String()) >= 2 &&
			p.metric(t, "pool_rpc_node_polls_success", well.Listener.Addr().String()) > 1
	}, patience, 5*time.Millisecond)
}

// metric is the value of a metric's series with a label of the given value; 0 if there is none.
func (p pool) metric(t *testing.T, name, label string) float64 {
	t.Helper()
	families, err := p.registry.Gather()
	require.NoError(t, err)
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			for _, pair := range metric.GetLabel() {
				if family.GetName() == name && pair.GetValue() == label {
					return metric.GetGauge().GetValue() + metric.GetCounter().GetValue()
				}
			}
		}
	}
	return 0
}

func TestNew_NamesEveryURLThatCannotBeOne(t *testing.T) {
	t.Parallel()
	_, err := endpoints.New(slog.New(slog.DiscardHandler), prometheus.NewRegistry(), endpoints.Config{
		ChainID: 1, URLs: []string{"http://127.0.0.1:1", "ftp://user:" + secret + "@host", ":" + secret},
	})
	require.ErrorContains(t, err, `endpoint 2: scheme "ftp"`)
	require.ErrorContains(t, err, "endpoint 3: want a URL")
	require.NotContains(t, err.Error(), secret)
	_, err = endpoints.New(slog.New(slog.DiscardHandler), prometheus.NewRegistry(), endpoints.Config{ChainID: 1})
	require.ErrorIs(t, err, endpoints.ErrNoEndpoint)
}
