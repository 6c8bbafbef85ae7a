package runner_test

import (
	"context"
	"errors"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

// troubled is a chain whose endpoint is sometimes gone or silent.
type troubled struct {
	client
	gone   atomic.Bool
	silent atomic.Bool
	calls  atomic.Int64
}

func (c *troubled) trouble(ctx context.Context) error {
	c.calls.Add(1)
	if c.silent.Load() {
		<-ctx.Done()
		return ctx.Err()
	}
	if c.gone.Load() {
		return &url.Error{Op: "Post", URL: "https://chain.test/v3/access-key", Err: errors.New("connection refused")}
	}
	return nil
}

func (c *troubled) ChainID(ctx context.Context) (*big.Int, error) {
	if err := c.trouble(ctx); err != nil {
		return nil, err
	}
	return c.client.ChainID(ctx)
}

func (c *troubled) HeaderByHash(ctx context.Context, hash common.Hash) (*types.Header, error) {
	if err := c.trouble(ctx); err != nil {
		return nil, err
	}
	return c.client.HeaderByHash(ctx, hash)
}

func (c *troubled) FilterLogs(ctx context.Context, query ethereum.FilterQuery) ([]types.Log, error) {
	if err := c.trouble(ctx); err != nil {
		return nil, err
	}
	return c.client.FilterLogs(ctx, query)
}

func (c *troubled) SendTransaction(ctx context.Context, tx *types.Transaction) error {
	if err := c.trouble(ctx); err != nil {
		return err
	}
	return c.client.SendTransaction(ctx, tx)
}

// SubscribeNewHead fails, so that the runner polls.
func (c *troubled) SubscribeNewHead(context.Context, chan<- *types.Header) (ethereum.Subscription, error) {
	return nil, errors.New("no subscriptions here")
}

func TestRun_OutlastsTroubleWithTheChain(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		set  func(*troubled, bool)
	}{
		{"an endpoint that is gone", func(c *troubled, ill bool) { c.gone.Store(ill) }},
		{"an endpoint that is silent", func(c *troubled, ill bool) { c.silent.Store(ill) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			deps, cfg := w.deps(), w.config()
			chain := &troubled{client: w.client}
			deps.Chain = chain
			cfg.RPCTimeout = time.Second
			r := w.start(deps, cfg)
			require.Equal(t, journal.Completed, r.ended(w.requestScore(2)).State)

			tc.set(chain, true)
			request := w.requestScore(2)
			require.Eventually(t, func() bool {
				code, health := r.get("/health")
				ready, _ := r.get("/readyz")
				return code == http.StatusMultiStatus && ready == http.StatusServiceUnavailable &&
					strings.Contains(health, `"EVM.1337.LogBroadcaster","status":"failing"`)
			}, patience, 5*time.Millisecond)
			tc.set(chain, false)
			require.Equal(t, journal.Completed, r.ended(request).State)
			require.Eventually(t, func() bool { code, _ := r.get("/readyz"); return code == http.StatusOK }, patience, 5*time.Millisecond)
			require.NotContains(t, w.logs.String(), "access-key")
		})
	}
}

func TestRun_SendsWhenTheChainTakesItAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps := w.deps()
	chain := &troubled{client: w.client}
	deps.Chain = chain
	w.adapter.behave(func(out http.ResponseWriter, r *http.Request) {
		chain.gone.Store(true) // from now on: the answer cannot be sent
		status(200, scoreAnswer)(out, r)
	})
	r := w.start(deps, w.config())
	request := w.requestScore(2)
	require.Eventually(t, func() bool {
		_, health := r.get("/health")
		return strings.Contains(health, `"EVM.1337.Txm.Broadcaster","status":"failing","output":"send transaction: Post chain.test: connection refused"`)
	}, patience, 5*time.Millisecond)
	chain.gone.Store(false)
	require.Equal(t, journal.Completed, r.ended(request).State)
	require.Equal(t, map[common.Hash]int{request: 1}, w.responses())
	require.Equal(t, 1, w.adapter.calls(), "the adapter's answer is kept")
}

func TestRun_RefusesAnotherChain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.spec.ChainID = 5
	deps, cfg := w.deps(), w.config()
	cfg.ChainID = 5
	r, err := runner.New(deps, cfg)
	require.NoError(t, err)
	err = r.Run(t.Context())
	require.ErrorIs(t, err, runner.ErrWrongChain)
	require.ErrorContains(t, err, "it is chain 1337, and 5 is configured")
}

func TestRun_WaitsForAChainThatIsNotThereYet(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps := w.deps()
	chain := &troubled{client: w.client}
	chain.gone.Store(true)
	deps.Chain = chain
	r := w.start(deps, w.config())
	require.Eventually(t, func() bool { return chain.calls.Load() >= 3 }, patience, 5*time.Millisecond)
	code, health := r.get("/health")
	require.Equal(t, http.StatusMultiStatus, code)
	require.Contains(t, health, "ask for the chain id")
	chain.gone.Store(false)
	require.Equal(t, journal.Completed, r.ended(w.requestScore(2)).State)

	chain.gone.Store(true)
	again := w.start(w.withRegistry(deps), w.config())
	require.NoError(t, again.stop(), "being told to stop is no failure")
}

// withRegistry gives dependencies a registry of their own.
func (w *world) withRegistry(deps runner.Deps) runner.Deps {
	deps.Registry = prometheus.NewRegistry()
	return deps
}
