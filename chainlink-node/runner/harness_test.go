package runner_test

import (
	"context"
	"errors"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
	"github.com/link4health/link4health/test/loopback"
)

const (
	patience = 30 * time.Second // for what must happen
	payment  = 1000             // juels for each oracle request
	token    = "s3cret-token"
)

// world is a chain with all contracts on it, an adapter and job specs. Its accounts: 0 owns the contracts, 1 is the
// runner's, 2 the citizen and patient, 3 the requester, 4 nobody in particular.
type world struct {
	t        *testing.T
	chain    chain
	client   client
	url      string // JSON-RPC over HTTP; empty on a chain that mines by hand
	accounts []devchain.Account
	at       contracts.Deployment
	senders  []*contracts.Sender
	adapter  *adapter
	spec     jobspecs.Deployment
	logs     *logBook
}

// chain is what moves a world.
type chain interface {
	Mine() common.Hash
	AdvanceTime(time.Duration) error
}

// client is how a world is looked at.
type client interface {
	runner.Chain
	contracts.Backend
	ethereum.BlockNumberReader
	NonceAt(context.Context, common.Address, *big.Int) (uint64, error)
	BlockByNumber(context.Context, *big.Int) (*types.Block, error)
}

// settled gives receipts of blocks that are the chain's latest already. go-ethereum knows a block's receipts a moment
// before; gas estimated in that moment is wrong.
type settled struct{ client }

func (c settled) TransactionReceipt(ctx context.Context, tx common.Hash) (*types.Receipt, error) {
	receipt, err := c.client.TransactionReceipt(ctx, tx)
	if err != nil {
		return nil, err
	}
	head, err := c.BlockNumber(ctx)
	if err == nil && head < receipt.BlockNumber.Uint64() {
		err = ethereum.NotFound
	}
	return receipt, err
}

// newWorld has a chain that mines each transaction at once.
func newWorld(t *testing.T) *world {
	t.Helper()
	chain, err := devchain.Start(t.Context(), devchain.Config{RPCAddress: loopback.Address(t)})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	w := &world{t: t, chain: chain, url: chain.HTTPURL, client: dial(t, chain.WSURL)}
	w.deploy()
	return w
}

// deploy puts everything in its place.
func (w *world) deploy() {
	t := w.t
	t.Helper()
	w.adapter, w.logs, w.accounts = newAdapter(t), &logBook{}, devchain.Accounts()
	for _, account := range w.accounts {
		sender, err := contracts.NewSender(t.Context(), settled{w.client}, account.Key)
		require.NoError(t, err)
		w.senders = append(w.senders, sender)
	}
	var err error
	w.at, err = contracts.Deploy(t.Context(), w.senders[0], contracts.Plan{
		SupplyJuels: big.NewInt(1e9), Nodes: []common.Address{w.account(1)}, PaymentJuels: big.NewInt(payment),
		ApprovalWindow: time.Hour,
		ScoreJobID:     uuid.MustParse(jobspecs.DefaultScoreJobID), RecordJobID: uuid.MustParse(jobspecs.DefaultRecordJobID),
	}, func(string, common.Address) {})
	require.NoError(t, err)
	w.spec = jobspecs.Deployment{
		ChainID: w.at.ChainID, Operator: w.at.Operator, ScoreRegistry: w.at.ScoreRegistry, RecordMarket: w.at.RecordMarket,
		ScoreJobID: w.at.ScoreJobID, RecordJobID: w.at.RecordJobID, BridgeToken: token,
		MinPaymentJuels: big.NewInt(payment), Confirmations: 1,
		Retry: jobspecs.Retry{Timeout: 14 * time.Second, Attempts: 1, MinBackoff: time.Millisecond, MaxBackoff: time.Millisecond},
	}
	w.fund(2, 1e6)
	w.fund(3, 1e6)
}

func dial(t *testing.T, url string) *ethclient.Client {
	t.Helper()
	client, err := ethclient.DialContext(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return client
}

func (w *world) account(i int) common.Address { return w.accounts[i].Address }

// send sends a transaction of an account and waits for it.
func (w *world) send(i int, to common.Address, calldata []byte) *types.Receipt {
	w.t.Helper()
	receipt, err := w.senders[i].Send(w.t.Context(), to, calldata)
	require.NoError(w.t, err)
	return receipt
}

// advance moves the chain's time, once its pool has forgotten what was mined.
func (w *world) advance(d time.Duration) {
	w.t.Helper()
	require.Eventually(w.t, func() bool { return w.chain.AdvanceTime(d) == nil }, patience, 5*time.Millisecond)
}

// fund gives an account LINK and lets both contracts take it.
func (w *world) fund(i int, juels int64) {
	w.t.Helper()
	link := bindings.NewLinkToken()
	w.send(0, w.at.LinkToken, link.PackTransfer(w.account(i), big.NewInt(juels)))
	for _, spender := range []common.Address{w.at.ScoreRegistry, w.at.RecordMarket} {
		w.send(i, w.at.LinkToken, link.PackApprove(spender, big.NewInt(juels)))
	}
}

// requestScore makes an account ask for its own score and returns the oracle's request id.
func (w *world) requestScore(i int) common.Hash {
	w.t.Helper()
	return w.requestIn(w.send(i, w.at.ScoreRegistry, bindings.NewScoreRegistry().PackRequestScore(w.account(i))))
}

// requestIn finds the oracle request that a transaction made.
func (w *world) requestIn(receipt *types.Receipt) common.Hash {
	w.t.Helper()
	for _, log := range receipt.Logs {
		if request, err := bindings.NewOperator().UnpackOracleRequestEvent(log); err == nil {
			return request.RequestId
		}
	}
	require.Fail(w.t, "the transaction made no oracle request")
	return common.Hash{}
}

// score reads the latest score of an account, and whether there is one.
func (w *world) score(i int) (bindings.IScoreRegistryScore, bool) {
	w.t.Helper()
	registry := bindings.NewScoreRegistry()
	score, err := contracts.View(w.t.Context(), w.client, w.at.ScoreRegistry, registry.PackLatest(w.account(i)), registry.UnpackLatest)
	return score, err == nil
}

// responses counts the answers that the Operator has let pass for each request.
func (w *world) responses() map[common.Hash]int {
	w.t.Helper()
	event := bindings.NewOperator().GetABI().Events["OracleResponse"].ID
	logs, err := w.client.FilterLogs(w.t.Context(), ethereum.FilterQuery{
		Addresses: []common.Address{w.at.Operator}, Topics: [][]common.Hash{{event}}, FromBlock: big.NewInt(0),
	})
	require.NoError(w.t, err)
	count := map[common.Hash]int{}
	for _, log := range logs {
		count[log.Topics[1]]++
	}
	return count
}

// nonce counts the transactions of the runner's account.
func (w *world) nonce() uint64 {
	w.t.Helper()
	nonce, err := w.client.NonceAt(w.t.Context(), w.account(1), nil)
	require.NoError(w.t, err)
	return nonce
}

// render gives both job specs.
func (w *world) render() []*jobspecs.Spec {
	w.t.Helper()
	var specs []*jobspecs.Spec
	for _, name := range []string{jobspecs.Score, jobspecs.Record} {
		toml, err := jobspecs.Render(name, w.spec)
		require.NoError(w.t, err)
		specs = append(specs, w.parse(toml))
	}
	return specs
}

func (w *world) parse(toml []byte) *jobspecs.Spec {
	w.t.Helper()
	spec, err := jobspecs.Parse(toml)
	require.NoError(w.t, err)
	return spec
}

// deps are a runner's dependencies in this world.
func (w *world) deps() runner.Deps {
	return runner.Deps{
		Chain: w.client, Jobs: w.render(), Signers: []runner.Signer{runner.NewKeySigner(w.accounts[1].Key, w.at.ChainID)},
		HTTP: w.adapter.Client(), Log: slog.New(slog.NewTextHandler(w.logs, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Registry: prometheus.NewRegistry(), Journal: w.journal(storetest.MustOpen(w.t, store.Config{URL: "sqlite::memory:"})),
	}
}

// journal is the journal of this world's chain in a database.
func (w *world) journal(s *store.Store) *journal.Journal {
	return journal.New(s, w.at.ChainID, journal.Config{TTL: time.Second})
}

func (w *world) config() runner.Config {
	return runner.Config{
		ChainID: w.at.ChainID, Bridges: map[string]string{jobspecs.DefaultBridgeName: w.adapter.URL},
		PollInterval: 50 * time.Millisecond, GracePeriod: patience,
	}
}

// errRuns says that a runner that was told to stop did not.
var errRuns = errors.New("the runner does not stop")

// running is a runner at work.
type running struct {
	*runner.Runner
	world   *world
	journal *journal.Journal
	stop    func() error // tells it to stop and waits until it has
}

func (w *world) start(deps runner.Deps, cfg runner.Config) *running {
	w.t.Helper()
	r, err := runner.New(deps, cfg)
	require.NoError(w.t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- r.Run(ctx) }()
	stop := sync.OnceValue(func() error {
		cancel()
		select {
		case err := <-ended:
			return err
		case <-time.After(2 * patience): // the grace period takes one
			return errRuns
		}
	})
	w.t.Cleanup(func() { _ = stop() })
	return &running{Runner: r, world: w, journal: deps.Journal, stop: stop}
}

// run starts a runner with the usual settings.
func (w *world) run() *running {
	w.t.Helper()
	return w.start(w.deps(), w.config())
}

// status returns what the runner knows of a request, which may be nothing.
func (r *running) status(request common.Hash) (journal.Run, bool) {
	runs, err := r.journal.Runs(context.Background(), journal.Filter{Request: request})
	require.NoError(r.world.t, err)
	if len(runs) == 0 {
		return journal.Run{}, false
	}
	return runs[len(runs)-1], true
}

// ended waits until a request has come to an end and returns it.
func (r *running) ended(request common.Hash) journal.Run {
	r.world.t.Helper()
	return r.reached(request, func(s journal.State) bool { return s.Ended() })
}

// reached waits until a request is in a wanted state and returns it.
func (r *running) reached(request common.Hash, wanted func(journal.State) bool) journal.Run {
	t := r.world.t
	t.Helper()
	var status journal.Run
	require.Eventually(t, func() bool {
		var found bool
		status, found = r.status(request)
		return found && wanted(status.State)
	}, patience, 5*time.Millisecond, "request %s is %s: %s", request, &status.State, &status.Error)
	return status
}

// get fetches a page of the runner's handler.
func (r *running) get(path string) (int, string) {
	page := httptest.NewRecorder()
	r.Handler().ServeHTTP(page, httptest.NewRequest(http.MethodGet, path, nil))
	return page.Code, page.Body.String()
}
