// Package demo runs all of Link4Health in one process and tells what happens: an embedded
// chain, the contracts, a database with real sample data, the external adapter and the runner,
// which talk to each other over HTTP and JSON-RPC as they do in production.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts"
)

// stepTimeout is how long one step may take before the demo gives up on it.
const stepTimeout = time.Minute

// Config says how to run the demo.
type Config struct {
	// Dir keeps the database, the logs and the deployment. It must exist.
	Dir string
	// RPCAddress is where the chain answers JSON-RPC; empty takes a free port of 127.0.0.1.
	RPCAddress string
	// AsOf is the moment for which scores are worked out; the sample data are of spring 2016.
	AsOf time.Time
	// JSON tells each step as a JSON object on a line instead of prose.
	JSON bool
	// Out is told the story.
	Out io.Writer
	// Version is the program's.
	Version string
	// Settings changes the adapter's settings before it starts; nil leaves them.
	Settings func(settings map[string]string)
}

// SampleMoment is a moment at which the sample data are complete.
var SampleMoment = time.Date(2016, time.May, 10, 12, 0, 0, 0, time.UTC)

// Demo is everything running. Close it.
type Demo struct {
	Deployment contracts.Deployment
	AdapterURL string // the adapter, http://127.0.0.1:port
	MetricsURL string // the adapter's metrics
	RunnerURL  string // the runner's health and metrics

	cfg    Config
	teller teller
	log    *slog.Logger
	files  []io.Closer
	stop   context.CancelFunc
	parts  parts

	chain   *devchain.Chain
	client  *ethclient.Client
	store   *store.Store
	runner  *runner.Runner
	journal *journal.Journal
	token   string   // bearer token between runner and adapter
	keys    string   // keyring line that encrypts record locations
	payment *big.Int // juels a request pays the oracle

	owner, citizen, patient, requester, stranger, node actor

	recordID [32]byte
	location string
	expected score.Result
}

// New returns a demo in which nothing runs yet.
func New(cfg Config) (*Demo, error) {
	d := &Demo{cfg: cfg, payment: new(big.Int).Div(link(1), big.NewInt(10))}
	d.teller = &prose{w: cfg.Out}
	if cfg.JSON {
		d.teller = lines{w: cfg.Out}
	}
	var err error
	d.log, err = d.openLog("demo.log")
	return d, err
}

// Tell brings everything up and tells the story, step by step. It returns the error of the first
// step that fails, which it has told, and leaves what runs running until Close.
func (d *Demo) Tell(ctx context.Context) error {
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	d.stop = stop
	d.parts.ctx = running
	begun := time.Now()
	for _, s := range d.steps() {
		if err := d.do(ctx, s); err != nil {
			return err
		}
	}
	return d.teller.tell(outcome{Step: "done", Title: "Done", Took: time.Since(begun), Facts: d.summary()})
}

// step is one thing that the demo does.
type step struct {
	name, title string
	run         func(context.Context) ([]fact, error)
}

func (d *Demo) steps() []step {
	return []step{
		{"chain", "A chain of its own", d.startChain},
		{"contracts", "The contracts: LINK, Operator, and the two that consume answers", d.deploy},
		{"database", "A database with real wearable and city data of 2016", d.fillDatabase},
		{"record", "A patient's record: its location is stored encrypted", d.storeRecord},
		{"adapter", "The external adapter", d.startAdapter},
		{"runner", "The runner, with the job specs", d.startRunner},
		{"explain", "The citizen's score, worked out from the database", d.explainScore},
		{"score", "The same score, asked for by the citizen on chain", d.requestScore},
		{"batch", "Two scores in one request and one answer", d.requestBatch},
		{"register", "The patient offers the record on the market", d.registerRecord},
		{"declined", "A request that the patient declines: the money comes back", d.declined},
		{"approved", "A request that the patient approves: sealed location, paid patient", d.approved},
		{"stranger", "A stranger asks the Operator directly, without a grant", d.strangerGetsNothing},
	}
}

func (d *Demo) do(ctx context.Context, s step) error {
	ctx, cancel := context.WithTimeout(ctx, stepTimeout)
	defer cancel()
	begun := time.Now()
	facts, err := s.run(ctx)
	if told := d.teller.tell(outcome{Step: s.name, Title: s.title, Facts: facts, Took: time.Since(begun), Err: err}); told != nil {
		return errors.Join(err, told)
	}
	if err != nil {
		return fmt.Errorf("step %s: %w", s.name, err)
	}
	return nil
}

// Close stops everything, the runner before the adapter and the adapter before the chain.
func (d *Demo) Close() error {
	var errs []error
	if d.stop != nil {
		d.stop()
		errs = append(errs, d.parts.wait())
	}
	if d.store != nil {
		errs = append(errs, d.store.Close())
	}
	if d.client != nil {
		d.client.Close()
	}
	if d.chain != nil {
		errs = append(errs, d.chain.Close())
	}
	for _, f := range d.files {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}

// openLog returns a debug-level logger into a file of the demo's folder.
func (d *Demo) openLog(name string) (*slog.Logger, error) {
	f, err := os.OpenFile(filepath.Join(d.cfg.Dir, name), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open log: %w", err)
	}
	d.files = append(d.files, f)
	return slog.New(slog.NewJSONHandler(f, &slog.HandlerOptions{Level: slog.LevelDebug})), nil
}

// Token is the bearer token that the adapter takes.
func (d *Demo) Token() string { return d.token }

// RPCURL is the chain's JSON-RPC endpoint.
func (d *Demo) RPCURL() string { return d.chain.HTTPURL }

// Location is the secret of the story: the record's location in the clear.
func (d *Demo) Location() string { return d.location }
