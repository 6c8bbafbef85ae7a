// Package provisiontest brings up what a node is provisioned for, in the process of a test: a development chain with all
// contracts, the external adapter over a database of its own, a stand-in for a node, and this project's runner, which can
// answer requests in the stand-in's place.
package provisiontest

import (
	"context"
	"crypto/rand"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/bridge/nodeclient/nodetest"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// Patience is how long something may take that must happen.
const Patience = 30 * time.Second

// Payment is what a request pays, in juels.
const Payment = 1000

// SampleMoment is a moment at which the sample data give the citizen a score.
var SampleMoment = time.Date(2016, time.May, 10, 12, 0, 0, 0, time.UTC)

// World is everything that a node is provisioned for.
type World struct {
	T          testing.TB
	Chain      *devchain.Chain
	Client     *ethclient.Client
	At         contracts.Deployment
	Target     jobspecs.Deployment
	AdapterURL string
	Token      string

	// Owner owns the contracts; Citizen has LINK and, in a world with scores, a score; NodeKey is authorised and funded.
	Owner, Citizen, NodeKey devchain.Account
}

// Options say what is different from a plain world.
type Options struct {
	Scores bool // import the sample data and answer for SampleMoment
}

// New brings a world up until the test ends.
func New(t testing.TB, o Options) *World {
	t.Helper()
	chain, err := devchain.Start(context.Background(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	client, err := ethclient.Dial(chain.WSURL)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	w := &World{T: t, Chain: chain, Client: client, Token: rand.Text(),
		Owner: chain.Accounts[0], Citizen: chain.Accounts[1], NodeKey: chain.Accounts[4]}
	w.At = w.Deploy(contracts.Plan{})
	w.Send(w.Owner, w.At.LinkToken, bindings.NewLinkToken().PackTransfer(w.Citizen.Address, big.NewInt(1e9)))
	w.Target = jobspecs.Deployment{
		ChainID: w.At.ChainID, Operator: w.At.Operator, ScoreRegistry: w.At.ScoreRegistry, RecordMarket: w.At.RecordMarket,
		ScoreJobID: w.At.ScoreJobID, RecordJobID: w.At.RecordJobID, BatchJobID: w.At.BatchJobID, BridgeToken: w.Token,
		MinPaymentJuels: big.NewInt(Payment), Confirmations: 1,
	}
	settings := map[string]string{}
	if o.Scores {
		settings["AS_OF"] = SampleMoment.Format(time.RFC3339)
	}
	w.AdapterURL = w.StartAdapter(o.Scores, settings)
	return w
}

// Deploy deploys all contracts by a plan whose zero fields are filled in.
func (w *World) Deploy(plan contracts.Plan) contracts.Deployment {
	w.T.Helper()
	plan.SupplyJuels, plan.ApprovalWindow = big.NewInt(1e18), time.Hour
	if plan.Nodes == nil {
		plan.Nodes = []common.Address{w.NodeKey.Address}
	}
	if plan.PaymentJuels == nil {
		plan.PaymentJuels = big.NewInt(Payment)
	}
	if plan.ScoreJobID == uuid.Nil {
		plan.ScoreJobID = uuid.MustParse(jobspecs.DefaultScoreJobID)
	}
	if plan.RecordJobID == uuid.Nil {
		plan.RecordJobID = uuid.MustParse(jobspecs.DefaultRecordJobID)
	}
	if plan.BatchJobID == uuid.Nil {
		plan.BatchJobID = uuid.MustParse(jobspecs.DefaultBatchJobID)
	}
	d, err := contracts.Deploy(context.Background(), w.sender(w.Owner), plan, func(string, common.Address) {})
	require.NoError(w.T, err)
	return d
}

func (w *World) sender(who devchain.Account) *contracts.Sender {
	w.T.Helper()
	sender, err := contracts.NewSender(context.Background(), w.Client, who.Key)
	require.NoError(w.T, err)
	return sender
}

// Send sends a transaction and waits for it.
func (w *World) Send(who devchain.Account, to common.Address, calldata []byte) {
	w.T.Helper()
	_, err := w.sender(who).Send(context.Background(), to, calldata)
	require.NoError(w.T, err)
}

// StartAdapter runs an adapter over a new database until the test ends and returns its URL.
func (w *World) StartAdapter(sample bool, settings map[string]string) string {
	w.T.Helper()
	dir := w.T.TempDir()
	database := "sqlite://" + filepath.ToSlash(filepath.Join(dir, "adapter.db"))
	keys := w.fill(database, sample)
	environ := map[string]string{
		"EA_HOST": "127.0.0.1", "EA_PORT": "0", "METRICS_PORT": "0", "ADAPTER_TOKENS": w.Token, "DATABASE_URL": database,
		"RECORD_KEYS": keys, "RPC_URL": w.Chain.HTTPURL, "CHAIN_ID": strconv.FormatUint(w.At.ChainID, 10),
		"RECORD_MARKET": w.At.RecordMarket.Hex(), "SCORE_REGISTRY": w.At.ScoreRegistry.Hex(),
	}
	for name, value := range settings {
		environ[name] = value
	}
	cfg, err := config.Load(environ)
	require.NoError(w.T, err)
	listening := make(chan string, 1)
	w.background(func(ctx context.Context) error {
		return adapter.Serve(ctx, cfg, slog.New(slog.DiscardHandler), "test", func(at adapter.Addresses) { listening <- at.Adapter })
	})
	select {
	case at := <-listening:
		return "http://" + at
	case <-time.After(Patience):
		require.Fail(w.T, "the adapter does not listen")
		return ""
	}
}

// fill migrates a database, with the sample data if they are wanted, and returns its key line.
func (w *World) fill(url string, sample bool) string {
	w.T.Helper()
	ctx, log := context.Background(), slog.New(slog.DiscardHandler)
	line, err := store.NewKeyLine("test")
	require.NoError(w.T, err)
	keys, err := store.ParseKeyring(line)
	require.NoError(w.T, err)
	s, err := store.Open(ctx, store.Config{URL: url, Keys: keys, Log: log})
	require.NoError(w.T, err)
	defer func() { require.NoError(w.T, s.Close()) }()
	require.NoError(w.T, s.Migrate(ctx))
	if !sample {
		return line
	}
	mapping, err := ingest.SampleMapping()
	require.NoError(w.T, err)
	importer, err := ingest.New(ingest.Deps{Sink: s, Log: log}, ingest.Config{Mapping: mapping})
	require.NoError(w.T, err)
	_, err = importer.ImportFS(ctx, ingest.Sample(), ".")
	require.NoError(w.T, err)
	return line
}

// background runs something until the test ends, which waits for it.
func (w *World) background(run func(context.Context) error) {
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	w.T.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			w.T.Errorf("a server ended with: %v", err)
		}
	})
}

// StartRunner runs this project's runner with the node's key until the test ends and returns its URL.
func (w *World) StartRunner() string {
	w.T.Helper()
	declared, err := provision.Declare(w.Target, w.AdapterURL)
	require.NoError(w.T, err)
	var specs []*jobspecs.Spec
	for _, job := range declared.Jobs {
		specs = append(specs, job.Spec)
	}
	r, err := runner.New(runner.Deps{
		Chain: w.Client, Jobs: specs, Signers: []runner.Signer{runner.NewKeySigner(w.NodeKey.Key, w.At.ChainID)}, HTTP: &http.Client{},
		Journal: journal.New(storetest.MustOpen(w.T, store.Config{URL: storetest.SQLite(w.T)}), w.At.ChainID, journal.Config{}),
		Log:     slog.New(slog.DiscardHandler), Registry: prometheus.NewRegistry(),
	}, runner.Config{
		ChainID: w.At.ChainID, Bridges: map[string]string{declared.BridgeName: w.AdapterURL},
		PollInterval: 50 * time.Millisecond, GracePeriod: Patience,
	})
	require.NoError(w.T, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // a test's
	require.NoError(w.T, err)
	w.background(func(ctx context.Context) error { return r.Serve(ctx, listener) })
	url := "http://" + listener.Addr().String()
	require.Eventually(w.T, func() bool {
		res, err := http.Get(url + "/readyz") //nolint:noctx // a test's
		if err != nil {
			return false
		}
		return res.Body.Close() == nil && res.StatusCode == http.StatusOK
	}, Patience, 20*time.Millisecond, "the runner is not ready")
	return url
}

// StartNode runs a stand-in for a node of this world's chain.
func (w *World) StartNode(cfg nodetest.Config) *nodetest.Node {
	w.T.Helper()
	if cfg.ChainID == 0 {
		cfg.ChainID = w.At.ChainID
	}
	if cfg.Keys == nil {
		cfg.Keys = []common.Address{w.NodeKey.Address}
	}
	return nodetest.Start(w.T, cfg)
}

// Connect is a client of a node, or without a login of a runner.
func (w *World) Connect(url string, login bool) *nodeclient.Client {
	w.T.Helper()
	cfg := nodeclient.Config{URL: url, Secrets: []string{w.Token}, MinBackoff: time.Millisecond, Attempts: 3}
	if login {
		cfg.Email, cfg.Password = nodetest.Email, nodetest.Password
	}
	client, err := nodeclient.New(nodeclient.Deps{HTTP: &http.Client{}, Log: slog.New(slog.DiscardHandler)}, cfg)
	require.NoError(w.T, err)
	return client
}

// Stranger is the address of a key that nobody has.
func Stranger(t testing.TB) common.Address {
	t.Helper()
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	return crypto.PubkeyToAddress(key.PublicKey)
}

// StartAdapterWithoutDatabase runs an adapter whose database was closed under it and returns its URL.
func (w *World) StartAdapterWithoutDatabase() string {
	w.T.Helper()
	ctx, log := context.Background(), slog.New(slog.DiscardHandler)
	cfg, err := config.Load(map[string]string{"EA_HOST": "127.0.0.1", "EA_PORT": "0", "METRICS_PORT": "0", "ADAPTER_TOKENS": w.Token,
		"DATABASE_URL": "sqlite:" + filepath.ToSlash(filepath.Join(w.T.TempDir(), "gone.db"))})
	require.NoError(w.T, err)
	s, err := adapter.OpenStore(ctx, cfg, log)
	require.NoError(w.T, err)
	require.NoError(w.T, s.Close())
	server, err := adapter.New(adapter.Deps{
		Scores: s, Records: s, Database: s, Model: score.V1(), Log: log, Registry: prometheus.NewRegistry(), Version: "test",
	}, cfg)
	require.NoError(w.T, err)
	served := httptest.NewServer(server.Handler())
	w.T.Cleanup(served.Close)
	return served.URL
}
