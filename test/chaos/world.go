package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/seal"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// payment is what a request pays the oracle, in juels.
const payment = 1000

// programs are what the world is made of.
type programs struct {
	link4health []string // the program and what its arguments begin with
	env         []string // for link4health
	anvil       string
}

// world is all that takes part. Of the chain's accounts 0 owns the contracts and is the patient, 1 is the runner's and the
// others ask.
type world struct {
	dir        string
	programs   programs
	chain      *anvil
	database   *mariaDB
	wires      []*wire // from the runner to the chain
	adapter    *service
	runner     *service
	node       devchain.Account
	requesters []*requester
	patient    *requester
	at         contracts.Deployment
	token      string
	bridge     string // URL of the adapter
	keys       string // of record locations
	recordID   [32]byte
	publicKey  [32]byte
	close      func()

	records   int // that were requested
	approving sync.Mutex
	approved  int // of them
}

// blockTime is how often the chain makes a block.
const blockTime = 500 * time.Millisecond

// newWorld brings everything up. What was started is ended by close, also after an error.
func newWorld(ctx context.Context, dir string, programs programs) (*world, error) {
	w := &world{dir: dir, programs: programs, token: rand.Text(), node: devchain.Accounts()[1]}
	var closers []func()
	w.close = func() {
		for len(closers) > 0 {
			closers[len(closers)-1]()
			closers = closers[:len(closers)-1]
		}
	}
	for _, step := range []func(context.Context) (func(), error){
		w.startChain, w.deploy, w.startDatabase, w.fill, w.layWires, w.startAdapter, w.startRunner,
	} {
		undo, err := step(ctx)
		if undo != nil {
			closers = append(closers, undo)
		}
		if err != nil {
			w.close()
			return nil, err
		}
	}
	return w, nil
}

func (w *world) path(name string) string { return filepath.Join(w.dir, name) }

func (w *world) startChain(ctx context.Context) (func(), error) {
	chain, err := startAnvil(ctx, w.programs.anvil, w.dir)
	if err != nil {
		return nil, err
	}
	w.chain = chain
	return chain.close, nil
}

// deploy puts the contracts on the chain and gives the requesters LINK.
func (w *world) deploy(ctx context.Context) (func(), error) {
	accounts := devchain.Accounts()
	owner, err := contracts.NewSender(ctx, w.chain, accounts[0].Key)
	if err != nil {
		return nil, err
	}
	wealth := big.NewInt(1e9)
	w.at, err = contracts.Deploy(ctx, owner, contracts.Plan{
		SupplyJuels: new(big.Int).Mul(wealth, wealth), Nodes: []common.Address{w.node.Address}, PaymentJuels: big.NewInt(payment),
		ApprovalWindow: time.Hour, ModelHash: score.V1().Hash(),
		ScoreJobID: uuid.MustParse(jobspecs.DefaultScoreJobID), RecordJobID: uuid.MustParse(jobspecs.DefaultRecordJobID),
		BatchJobID: uuid.MustParse(jobspecs.DefaultBatchJobID),
	}, func(string, common.Address) {})
	if err != nil {
		return nil, err
	}
	link := bindings.NewLinkToken()
	for _, account := range accounts[2:] {
		if _, err := owner.Send(ctx, w.at.LinkToken, link.PackTransfer(account.Address, wealth)); err != nil {
			return nil, fmt.Errorf("give LINK: %w", err)
		}
		sender, err := contracts.NewSender(ctx, w.chain, account.Key)
		if err != nil {
			return nil, err
		}
		for _, spender := range []common.Address{w.at.ScoreRegistry, w.at.RecordMarket} {
			if _, err := sender.Send(ctx, w.at.LinkToken, link.PackApprove(spender, wealth)); err != nil {
				return nil, fmt.Errorf("approve LINK: %w", err)
			}
		}
		r, err := newRequester(ctx, w.chain, account)
		if err != nil {
			return nil, err
		}
		w.requesters = append(w.requesters, r)
	}
	if err := w.registerRecord(ctx, owner); err != nil {
		return nil, err
	}
	return nil, errors.Join(w.at.Write(w.path("deployment.json")), w.chain.tick(ctx, blockTime))
}

// registerRecord makes the owner a patient with a record that costs nothing beyond the oracle.
func (w *world) registerRecord(ctx context.Context, owner *contracts.Sender) error {
	w.recordID = common.BytesToHash([]byte(rand.Text()))
	register := bindings.NewRecordMarket().PackRegister(w.recordID, new(big.Int))
	if _, err := owner.Send(ctx, w.at.RecordMarket, register); err != nil {
		return fmt.Errorf("register a record: %w", err)
	}
	var err error
	if _, w.publicKey, err = seal.GenerateKey(); err != nil {
		return fmt.Errorf("make a requester's key: %w", err)
	}
	w.patient, err = newRequester(ctx, w.chain, devchain.Accounts()[0])
	return err
}

func (w *world) startDatabase(ctx context.Context) (func(), error) {
	database, err := startMariaDB(ctx, w.dir)
	if err != nil {
		return nil, err
	}
	w.database = database
	return database.close, nil
}

// fill makes each requester a citizen with two weeks of measurements, and keeps the patient's record.
func (w *world) fill(ctx context.Context) (func(), error) {
	var err error
	if w.keys, err = store.NewKeyLine("chaos"); err != nil {
		return nil, err
	}
	keys, err := store.ParseKeyring(w.keys)
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, store.Config{URL: w.database.url(), Keys: keys, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.Close() }()
	if err := s.Migrate(ctx); err != nil {
		return nil, err
	}
	for i, r := range w.requesters {
		id := "citizen-" + strconv.Itoa(i)
		if err := s.PutCitizen(ctx, store.Citizen{UserID: id, Subject: r.Address.Hex()}); err != nil {
			return nil, err
		}
		if _, err := s.AppendCitizenReadings(ctx, id, measurements()); err != nil {
			return nil, err
		}
	}
	return nil, s.PutRecord(ctx, store.Record{
		ID: w.recordID, UserID: "patient", Patient: w.patient.Address.Hex(), Location: "https://records.example/chaos",
	})
}

// measurements are enough for a score: steps and resting heart rate of each of the last days, and a body-mass index.
func measurements() []score.Reading {
	const unit, days = 1_000_000, 14
	midnight := time.Now().UTC().Truncate(24 * time.Hour)
	readings := []score.Reading{{Metric: score.BMI, Value: 23 * unit, ObservedAt: midnight, Source: "chaos"}}
	for day := range days {
		until := midnight.AddDate(0, 0, -day)
		readings = append(readings,
			score.Reading{Metric: score.Steps, Value: 9000 * unit, ObservedAt: until, Period: 24 * time.Hour, Source: "chaos"},
			score.Reading{Metric: score.RestingHeartRate, Value: 60 * unit, ObservedAt: until, Period: 24 * time.Hour, Source: "chaos"})
	}
	return readings
}

// layWires makes the wires through which the runner sees the chain.
func (w *world) layWires(context.Context) (func(), error) {
	undo := func() {
		for _, wire := range w.wires {
			wire.close()
		}
	}
	for range 2 {
		laid, err := newWire(w.chain.address)
		if err != nil {
			return undo, err
		}
		w.wires = append(w.wires, laid)
	}
	return undo, nil
}

func (w *world) startAdapter(ctx context.Context) (func(), error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	w.adapter, err = command{
		name: "adapter", log: w.path("adapter.log"),
		arguments: append(w.programs.link4health, "serve", "--deployment", w.path("deployment.json")),
		env: append(w.programs.env, "EA_HOST=127.0.0.1", "EA_PORT="+strconv.Itoa(port), "METRICS_ENABLED=false",
			"ADAPTER_TOKENS="+w.token, "DATABASE_URL="+w.database.url(), "RECORD_KEYS="+w.keys, "RPC_URL=http://"+w.chain.address),
	}.run(ctx)
	if err != nil {
		return nil, err
	}
	w.bridge = "http://127.0.0.1:" + strconv.Itoa(port)
	return w.adapter.close, w.writeRunnersFiles()
}

// writeRunnersFiles writes what the runner's arguments name.
func (w *world) writeRunnersFiles() error {
	const password = "chaos"
	key := keystore.Key{Id: uuid.New(), Address: w.node.Address, PrivateKey: w.node.Key}
	encrypted, err := keystore.EncryptKey(&key, password, keystore.LightScryptN, keystore.LightScryptP)
	if err != nil {
		return fmt.Errorf("encrypt the runner's key: %w", err)
	}
	var errs []error
	for name, content := range map[string]string{
		"key.json": string(encrypted), "password": password, "token": w.token,
	} {
		errs = append(errs, os.WriteFile(w.path(name), []byte(content), 0o600))
	}
	return errors.Join(errs...)
}

func (w *world) startRunner(ctx context.Context) (func(), error) {
	var err error
	w.runner, err = command{
		name: "runner", log: w.path("runner.log"),
		arguments: append(w.programs.link4health, "run", "--deployment", w.path("deployment.json"), "--listen", "127.0.0.1:0",
			"--bridge-url", w.bridge, "--token-file", w.path("token"), "--key-file", w.path("key.json"),
			"--password-file", w.path("password"), "--min-payment-juels", strconv.Itoa(payment),
			// A fulfilment whose request is reorganised away reverts: so a request is answered when it is too deep for that.
			"--confirmations", strconv.Itoa(maxDepth+1),
			"--rpc-url", "ws://"+w.wires[0].address(), "--rpc-url", "http://"+w.wires[1].address()),
		env: append(w.programs.env, "DATABASE_URL="+w.database.url()),
	}.run(ctx)
	if err != nil {
		return nil, err
	}
	return w.runner.close, nil
}
