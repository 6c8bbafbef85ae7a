package chainwatch_test

import (
	"context"
	"errors"
	"log/slog"
	"math/big"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/chainwatch"
	"github.com/link4health/link4health/contracts/bindings"
)

// Names of the gauges.
const (
	open         = "link4health_open_requests"
	age          = "link4health_oldest_open_request_age_seconds"
	held         = "link4health_contract_held_link"
	escrow       = "link4health_contract_escrow_link"
	withdrawable = "link4health_contract_withdrawable_link"
	payment      = "link4health_contract_oracle_payment_link"
	earned       = "link4health_operator_withdrawable_link"
	refreshed    = "link4health_chain_state_refreshed_timestamp_seconds"
)

func TestWatcher_FollowsRequestsAndTheirMoney(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	market, score := bindings.NewRecordMarket(), bindings.NewScoreRegistry()
	record := [32]byte{1}
	w.send(t, w.patient, w.RecordMarket, market.PackRegister(record, link(5)))
	w.watch(t, w.client)
	w.require(t, "before any request", map[[2]string]float64{
		{open, "patient"}: 0, {open, "market_oracle"}: 0, {open, "score_oracle"}: 0, {age, "patient"}: 0,
		{payment, "record_market"}: .1, {payment, "score_registry"}: .1, {escrow, "record_market"}: 0, {earned, "record_market"}: 0,
	})

	receipt := w.send(t, w.requester, w.RecordMarket, market.PackRequest(record, [32]byte{2}, link(10)))
	var requestID [32]byte
	for _, log := range receipt.Logs {
		if e, err := market.UnpackRecordRequestedEvent(log); err == nil {
			requestID = e.RequestId
		}
	}
	require.NoError(t, w.chain.AdvanceTime(time.Hour))
	w.require(t, "requested", map[[2]string]float64{{open, "patient"}: 1, {escrow, "record_market"}: .6, {held, "record_market"}: .6})
	require.Eventually(t, func() bool { old, _ := w.value(t, age, "patient"); return old >= 3600 }, 30*time.Second, 10*time.Millisecond)

	question := asked(t, w.send(t, w.patient, w.RecordMarket, market.PackApprove(requestID)))
	w.require(t, "approved", map[[2]string]float64{
		{open, "patient"}: 0, {age, "patient"}: 0, {open, "market_oracle"}: 1, {escrow, "record_market"}: .5})
	w.answer(t, question, market.PackFulfillRecord(question.RequestId, []byte("sealed"))[4:])
	w.require(t, "released", map[[2]string]float64{
		{open, "market_oracle"}: 0, {escrow, "record_market"}: 0, {withdrawable, "record_market"}: .5, {earned, "record_market"}: .1})

	asked(t, w.send(t, w.patient, w.ScoreRegistry, score.PackRequestScore(w.patient.Address())))
	w.require(t, "a score is asked for", map[[2]string]float64{{open, "score_oracle"}: 1, {open, "market_oracle"}: 0})
	require.NoError(t, w.chain.AdvanceTime(24*time.Hour))
	w.require(t, "nobody answered for a day", map[[2]string]float64{{open, "score_oracle"}: 0, {age, "score_oracle"}: 0})
	since, there := w.value(t, refreshed, "")
	require.True(t, there)
	require.InDelta(t, time.Now().Unix(), since, 60)
}

func TestWatcher_ForgetsARequestWhoseBlockIsGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	market := bindings.NewRecordMarket()
	w.send(t, w.patient, w.RecordMarket, market.PackRegister([32]byte{1}, link(5)))
	made := w.send(t, w.requester, w.RecordMarket, market.PackRequest([32]byte{1}, [32]byte{2}, link(10)))
	chain := &reorganising{Chain: w.client, block: made.BlockNumber}
	w.watch(t, chain)
	w.require(t, "made", map[[2]string]float64{{open, "patient"}: 1})
	chain.reorganise()
	w.require(t, "its block is gone", map[[2]string]float64{{open, "patient"}: 0})
}

// reorganising is a chain that puts another block in the place of one.
type reorganising struct {
	chainwatch.Chain
	block *big.Int
	mu    sync.Mutex
	gone  bool
}

func (r *reorganising) reorganise() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gone = true
}

func (r *reorganising) moved() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.gone
}

func (r *reorganising) HeaderByNumber(ctx context.Context, number *big.Int) (*types.Header, error) {
	head, err := r.Chain.HeaderByNumber(ctx, number)
	if err == nil && r.moved() && number != nil && number.Cmp(r.block) == 0 {
		head.Extra = []byte("another block")
	}
	return head, err
}

func (r *reorganising) FilterLogs(ctx context.Context, q ethereum.FilterQuery) ([]types.Log, error) {
	if r.moved() {
		return nil, nil
	}
	return r.Chain.FilterLogs(ctx, q)
}

func TestWatcher_AsksForFewerBlocksWhereTheEndpointRefusesMany(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	market := bindings.NewRecordMarket()
	w.send(t, w.patient, w.RecordMarket, market.PackRegister([32]byte{1}, link(5)))
	w.send(t, w.requester, w.RecordMarket, market.PackRequest([32]byte{1}, [32]byte{2}, link(10)))
	w.watch(t, stingy{w.client})
	w.require(t, "made", map[[2]string]float64{{open, "patient"}: 1})
}

// stingy answers for three blocks at a time.
type stingy struct{ chainwatch.Chain }

func (s stingy) FilterLogs(ctx context.Context, q ethereum.FilterQuery) ([]types.Log, error) {
	if q.ToBlock.Uint64()-q.FromBlock.Uint64() > 3 {
		return nil, errors.New("query returned more than 10000 results")
	}
	return s.Chain.FilterLogs(ctx, q)
}

func TestWatcher_LogsAChainThatIsGoneOnce(t *testing.T) {
	t.Parallel()
	var log lockedBuilder
	watcher, err := chainwatch.New(chainwatch.Deps{
		Connect: func(context.Context) (chainwatch.Chain, error) { return nil, errors.New("it is gone") },
		Log:     slog.New(slog.NewTextHandler(&log, nil)), Registry: prometheus.NewRegistry(),
	}, chainwatch.Config{Market: common.Address{1}, Interval: time.Millisecond})
	require.NoError(t, err)
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	watcher.Run(ctx)
	require.Equal(t, 1, strings.Count(log.String(), "it is gone"))
}

// lockedBuilder is a strings.Builder that several may use.
type lockedBuilder struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lockedBuilder) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuilder) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func TestNew_NamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := chainwatch.New(chainwatch.Deps{}, chainwatch.Config{})
	for _, name := range []string{"Connect", "Registry", "Log", "Market", "Interval"} {
		require.ErrorContains(t, err, name+" is missing")
	}
}
