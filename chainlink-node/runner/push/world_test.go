package push_test

import (
	"bytes"
	"context"
	"log/slog"
	"math/big"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/chainlink-node/runner/push"
	"github.com/link4health/link4health/chainlink-node/runner/requester"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

const (
	patience = 30 * time.Second // for what must happen
	payment  = 1000             // juels
	budget   = 10 * payment     // what the subject lets the pusher take
)

// The chain's accounts: who owns the contracts, fulfils, subscribes and pushes.
const (
	owner = iota
	node
	subject
	pusher
)

// world is a chain with the contracts, whose oracle answers when the test says so.
type world struct {
	t       *testing.T
	chain   *devchain.Chain
	client  *ethclient.Client
	at      contracts.Deployment
	senders []*contracts.Sender
	log     *book
	scores  *scores
	metrics *prometheus.Registry
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

// scores tells the score that the test set.
type scores struct {
	mu    sync.Mutex
	score uint16
	err   error
}

func (s *scores) Score(context.Context, common.Address) (uint16, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.score, s.err
}

func (s *scores) set(score uint16) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.score = score
}

func newWorld(t *testing.T) *world {
	t.Helper()
	chain, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	client, err := ethclient.DialContext(t.Context(), chain.HTTPURL)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	w := &world{t: t, chain: chain, client: client, log: &book{}, scores: &scores{}, metrics: prometheus.NewRegistry()}
	for _, account := range chain.Accounts {
		sender, err := contracts.NewSender(t.Context(), client, account.Key)
		require.NoError(t, err)
		w.senders = append(w.senders, sender)
	}
	w.at, err = contracts.Deploy(t.Context(), w.senders[owner], contracts.Plan{
		SupplyJuels: big.NewInt(1e9), Nodes: []common.Address{w.account(node)}, PaymentJuels: big.NewInt(payment),
		ApprovalWindow: time.Hour,
		ScoreJobID:     uuid.MustParse(jobspecs.DefaultScoreJobID), RecordJobID: uuid.MustParse(jobspecs.DefaultRecordJobID),
	}, func(string, common.Address) {})
	require.NoError(t, err)
	link := bindings.NewLinkToken()
	for _, who := range []int{subject, pusher} {
		w.send(owner, w.at.LinkToken, link.PackTransfer(w.account(who), big.NewInt(budget)))
	}
	w.send(pusher, w.at.LinkToken, link.PackApprove(w.at.ScoreRegistry, big.NewInt(budget)))
	return w
}

func (w *world) account(i int) common.Address { return w.chain.Accounts[i].Address }

func (w *world) send(i int, to common.Address, calldata []byte) *types.Receipt {
	w.t.Helper()
	receipt, err := w.senders[i].Send(w.t.Context(), to, calldata)
	require.NoError(w.t, err)
	return receipt
}

// agree makes the subject let the pusher ask.
func (w *world) agree() {
	w.t.Helper()
	w.send(subject, w.at.ScoreRegistry, bindings.NewScoreRegistry().PackAllowReader(w.account(pusher), 1<<40))
}

// pay makes the subject let the pusher take LINK.
func (w *world) pay(juels int64) {
	w.t.Helper()
	w.send(subject, w.at.LinkToken, bindings.NewLinkToken().PackApprove(w.account(pusher), big.NewInt(juels)))
}

// start runs a pusher until the test ends, or until the returned function is called.
func (w *world) start(s push.Subscription) (stop func()) {
	w.t.Helper()
	s.Subject = w.account(subject)
	p, err := push.New(push.Deps{
		Chain: w.client, Requester: requester.New(w.client, w.chain.Accounts[pusher].Key), Scores: w.scores,
		Log: slog.New(slog.NewTextHandler(w.log, nil)), Registry: w.metrics,
	}, w.at, push.Config{Subscriptions: []push.Subscription{s}, Interval: 10 * time.Millisecond})
	require.NoError(w.t, err)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { p.Run(ctx) })
	stop = func() { cancel(); running.Wait() }
	w.t.Cleanup(stop)
	return stop
}

// requests are those that were made on the Operator, the oldest first.
func (w *world) requests() (all []oracle.Request) {
	w.t.Helper()
	ascii, _ := jobspecs.SpecID(w.at.ScoreJobID)
	query := oracle.Query([]common.Address{w.at.Operator}, [][32]byte{ascii})
	query.FromBlock = new(big.Int)
	logs, err := w.client.FilterLogs(w.t.Context(), query)
	require.NoError(w.t, err)
	for _, log := range logs {
		request, err := oracle.ParseRequest(log)
		require.NoError(w.t, err)
		all = append(all, request)
	}
	return all
}

// asked waits until so many requests were made and returns the last.
func (w *world) asked(count int) oracle.Request {
	w.t.Helper()
	var all []oracle.Request
	require.Eventually(w.t, func() bool { all = w.requests(); return len(all) >= count }, patience, 10*time.Millisecond)
	require.Len(w.t, all, count)
	return all[count-1]
}

// answer fulfils a request with the present score, as the node does.
func (w *world) answer(r oracle.Request) {
	w.t.Helper()
	value, err := w.scores.Score(w.t.Context(), common.Address{})
	require.NoError(w.t, err)
	head, err := w.client.HeaderByNumber(w.t.Context(), nil)
	require.NoError(w.t, err)
	word := func(n uint64) []byte { return common.BigToHash(new(big.Int).SetUint64(n)).Bytes() }
	data := bytes.Join([][]byte{r.RequestID[:], word(uint64(value)), word(10_000), word(head.Time), word(1)}, nil)
	w.send(node, w.at.Operator, bindings.NewOperator().PackFulfillOracleRequest2(
		r.RequestID, r.Payment, r.CallbackAddr, r.CallbackFunctionID, r.CancelExpiration, data))
}

// link is what an account has, in juels.
func (w *world) link(i int) int64 {
	w.t.Helper()
	link := bindings.NewLinkToken()
	balance, err := contracts.View(w.t.Context(), w.client, w.at.LinkToken, link.PackBalanceOf(w.account(i)), link.UnpackBalanceOf)
	require.NoError(w.t, err)
	return balance.Int64()
}

// owns waits until an account has so much LINK.
func (w *world) owns(i int, juels int64) {
	w.t.Helper()
	require.Eventually(w.t, func() bool { return w.link(i) == juels }, patience, 10*time.Millisecond, "account %d", i)
}

// counted waits until looks with an outcome were counted, beyond those before.
func (w *world) counted(outcome string) {
	w.t.Helper()
	before := w.count(outcome)
	require.Eventually(w.t, func() bool { return w.count(outcome) > before+1 }, patience, 5*time.Millisecond, outcome)
}

func (w *world) count(outcome string) float64 {
	w.t.Helper()
	families, err := w.metrics.Gather()
	require.NoError(w.t, err)
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			if metric.GetLabel()[0].GetValue() == outcome {
				return metric.GetCounter().GetValue()
			}
		}
	}
	return 0
}
