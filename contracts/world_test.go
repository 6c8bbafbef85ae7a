package contracts_test

import (
	"bytes"
	"context"
	"log/slog"
	"math/big"
	"net/http"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/contracts/chaintest"
	"github.com/link4health/link4health/jobspecs"
)

// Amounts in juels: what the requester has at first, what the patient asks, what the oracle gets.
const stake, fee, payment = 1000, 50, 7

const (
	location = "https://records.example/a-location"
	token    = "a-token-of-the-adapter"
)

var (
	recordID = [32]byte{0x4e, 0xc0}
	// sampleMoment is when the sample's citizens have all their measurements.
	sampleMoment = time.Date(2016, 5, 10, 12, 0, 0, 0, time.UTC)
)

// citizenAddress is the second account of development chains: a citizen of the sample.
func citizenAddress() common.Address { return devchain.Accounts()[1].Address }

// world is a chain with everything on it that answers requests.
type world struct {
	t       *testing.T
	chain   chaintest.Chain
	at      contracts.Deployment
	senders []*contracts.Sender // as the chain's accounts: owner, citizen and patient, another citizen, requester, node
	log     *lockedLog
}

func (w *world) citizen() *contracts.Sender   { return w.senders[1] }
func (w *world) requester() *contracts.Sender { return w.senders[3] }

func newWorld(t *testing.T, chain chaintest.Chain) *world {
	t.Helper()
	w := &world{t: t, chain: chain, log: &lockedLog{}}
	for i := range 5 {
		w.senders = append(w.senders, sender(t, chain.Client, chain, i))
	}
	var err error
	w.at, err = contracts.Deploy(t.Context(), w.senders[0], contracts.Plan{
		SupplyJuels: big.NewInt(10 * stake), Nodes: []common.Address{chain.Accounts[4].Address}, PaymentJuels: big.NewInt(payment),
		ApprovalWindow: time.Hour, ModelHash: score.V1().Hash(), ScoreJobID: uuid.New(), RecordJobID: uuid.New(), BatchJobID: uuid.New(),
	}, func(string, common.Address) {})
	require.NoError(t, err)
	link := bindings.NewLinkToken()
	for _, who := range []*contracts.Sender{w.citizen(), w.requester()} {
		w.send(w.senders[0], w.at.LinkToken, link.PackTransfer(who.Address(), big.NewInt(stake)))
		for _, spender := range []common.Address{w.at.ScoreRegistry, w.at.RecordMarket} {
			w.send(who, w.at.LinkToken, link.PackApprove(spender, big.NewInt(stake)))
		}
	}
	data := sampleStore(t)
	citizen, err := data.CitizenBySubject(t.Context(), citizenAddress().Hex())
	require.NoError(t, err)
	require.NoError(t, data.PutRecord(t.Context(), store.Record{
		ID: recordID, UserID: citizen.UserID, Patient: citizenAddress().Hex(), Location: location,
	}))
	w.startRunner(data, w.startAdapter(data))
	return w
}

// database is a store with the sample data, and how another process opens it.
type database struct {
	*store.Store
	url, keys string
}

func sampleStore(t *testing.T) database {
	t.Helper()
	line, err := store.NewKeyLine("test")
	require.NoError(t, err)
	keys, err := store.ParseKeyring(line)
	require.NoError(t, err)
	s := database{url: "sqlite://" + filepath.Join(t.TempDir(), "test.db"), keys: line}
	s.Store, err = store.Open(t.Context(), store.Config{URL: s.url, Keys: keys, Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	require.NoError(t, s.Migrate(t.Context()))
	mapping, err := ingest.SampleMapping()
	require.NoError(t, err)
	importer, err := ingest.New(ingest.Deps{Sink: s.Store, Log: slog.New(slog.DiscardHandler)}, ingest.Config{Mapping: mapping})
	require.NoError(t, err)
	_, err = importer.ImportFS(t.Context(), ingest.Sample(), ".")
	require.NoError(t, err)
	return s
}

// startAdapter serves the database until the test ends, as the command serve does, and returns its URL.
func (w *world) startAdapter(data database) string {
	w.t.Helper()
	cfg, err := config.Load(map[string]string{
		"EA_HOST": "127.0.0.1", "EA_PORT": "0", "METRICS_PORT": "0", "ADAPTER_TOKENS": token, "AS_OF": sampleMoment.Format(time.RFC3339),
		"DATABASE_URL": data.url, "RECORD_KEYS": data.keys, "RPC_URL": w.chain.HTTPURL, "CHAIN_ID": strconv.FormatUint(w.at.ChainID, 10),
		"RECORD_MARKET": w.at.RecordMarket.Hex(), "SCORE_REGISTRY": w.at.ScoreRegistry.Hex(),
	})
	require.NoError(w.t, err)
	listening := make(chan string, 1)
	w.background(func(ctx context.Context) error {
		return adapter.Serve(ctx, cfg, slog.New(slog.NewTextHandler(w.log, nil)), "test", func(at adapter.Addresses) { listening <- "http://" + at.Adapter })
	})
	select {
	case url := <-listening:
		return url
	case <-time.After(30 * time.Second):
		require.Fail(w.t, "the adapter does not start", "%s", w.log)
		return ""
	}
}

// startRunner answers the chain's requests until the test ends, as the command run does.
func (w *world) startRunner(data database, adapterURL string) {
	w.t.Helper()
	target := jobspecs.Deployment{
		ChainID: w.at.ChainID, Operator: w.at.Operator, ScoreRegistry: w.at.ScoreRegistry, RecordMarket: w.at.RecordMarket,
		ScoreJobID: w.at.ScoreJobID, RecordJobID: w.at.RecordJobID, BatchJobID: w.at.BatchJobID,
		BridgeToken: token, MinPaymentJuels: big.NewInt(payment), Confirmations: 1,
	}
	var jobs []*jobspecs.Spec
	for _, name := range target.Names() {
		source, err := jobspecs.Render(name, target)
		require.NoError(w.t, err)
		spec, err := jobspecs.Parse(source)
		require.NoError(w.t, err)
		jobs = append(jobs, spec)
	}
	r, err := runner.New(runner.Deps{
		Chain: w.chain.Client, Jobs: jobs, Signers: []runner.Signer{runner.NewKeySigner(w.chain.Accounts[4].Key, w.at.ChainID)},
		HTTP: &http.Client{}, Log: slog.New(slog.NewTextHandler(w.log, nil)), Registry: prometheus.NewRegistry(),
		Journal: journal.New(data.Store, w.at.ChainID, journal.Config{}),
	}, runner.Config{
		ChainID: w.at.ChainID, Bridges: map[string]string{jobspecs.DefaultBridgeName: adapterURL}, PollInterval: 50 * time.Millisecond,
	})
	require.NoError(w.t, err)
	w.background(r.Run)
}

// background runs something until the test ends.
func (w *world) background(run func(context.Context) error) {
	w.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	w.t.Cleanup(func() {
		cancel()
		require.NoError(w.t, <-ended)
	})
}

// send sends a transaction and waits for it.
func (w *world) send(who *contracts.Sender, to common.Address, call []byte) *types.Receipt {
	w.t.Helper()
	receipt, err := who.Send(w.t.Context(), to, call)
	require.NoError(w.t, err)
	return receipt
}

func (w *world) linkOf(who *contracts.Sender) *big.Int {
	w.t.Helper()
	token := bindings.NewLinkToken()
	balance, err := contracts.View(w.t.Context(), w.chain.Client, w.at.LinkToken, token.PackBalanceOf(who.Address()), token.UnpackBalanceOf)
	require.NoError(w.t, err)
	return balance
}

// answer is the receipt of the transaction that answered an oracle request.
func (w *world) answer(oracleRequest common.Hash) (answer *types.Receipt) {
	w.t.Helper()
	query := ethereum.FilterQuery{
		Addresses: []common.Address{w.at.Operator}, FromBlock: big.NewInt(0),
		Topics: [][]common.Hash{{bindings.NewOperator().GetABI().Events["OracleResponse"].ID}, {oracleRequest}},
	}
	w.eventually(func(ctx context.Context) bool {
		logs, err := w.chain.Client.FilterLogs(ctx, query)
		if err != nil || len(logs) == 0 {
			return false
		}
		answer, err = w.chain.Client.TransactionReceipt(ctx, logs[0].TxHash)
		if err != nil {
			return false
		}
		head, err := w.chain.Client.BlockNumber(ctx)
		return err == nil && head >= answer.BlockNumber.Uint64()
	})
	return answer
}

// lockedLog keeps what adapter and runner log, for a test that fails.
type lockedLog struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
