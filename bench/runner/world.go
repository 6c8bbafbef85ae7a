package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/errgroup"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

const (
	chainID   = 31337
	payment   = 1000 // juels
	firstUser = 2    // the chain's account 0 owns the contracts, 1 is the runner's, the others ask
)

// world is a chain, a runner with a SQLite journal, and an adapter that answers every score alike.
type world struct {
	dir    string
	anvil  *exec.Cmd
	client *ethclient.Client
	at     contracts.Deployment
	users  []devchain.Account
	nonces map[common.Address]uint64
	think  atomic.Int64 // nanoseconds that the adapter takes
	seen   *observer
	stop   context.CancelFunc
	parts  *errgroup.Group
	db     *store.Store
}

func newWorld(ctx context.Context, program string) (*world, error) {
	w := &world{users: devchain.Accounts()[firstUser:], nonces: map[common.Address]uint64{}}
	running, stop := context.WithCancel(ctx)
	w.stop = stop
	w.parts, running = errgroup.WithContext(running)
	for _, step := range []func(context.Context) error{
		func(ctx context.Context) error { return w.startChain(ctx, program) }, w.deploy, w.startRunner,
	} {
		if err := step(running); err != nil {
			return nil, errors.Join(err, w.close())
		}
	}
	return w, nil
}

func (w *world) close() error {
	w.stop()
	err := w.parts.Wait()
	if w.client != nil {
		w.client.Close()
	}
	if w.db != nil {
		err = errors.Join(err, w.db.Close())
	}
	if w.anvil != nil && w.anvil.Process != nil {
		_ = w.anvil.Process.Kill()
		_ = w.anvil.Wait()
	}
	return errors.Join(err, os.RemoveAll(w.dir))
}

func (w *world) startChain(ctx context.Context, program string) (err error) {
	if w.dir, err = os.MkdirTemp("", "bench-runner"); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // asks for a free port
	if err != nil {
		return err
	}
	address := listener.Addr().(*net.TCPAddr)
	if err := listener.Close(); err != nil {
		return err
	}
	w.anvil = exec.Command(program, "--silent", "--port", fmt.Sprint(address.Port), "--chain-id", fmt.Sprint(chainID))
	if err := w.anvil.Start(); err != nil {
		return fmt.Errorf("start anvil: %w; make deps installs it, -anvil names it", err)
	}
	for range 200 {
		if w.client, err = ethclient.DialContext(ctx, "ws://"+address.String()); err == nil {
			return nil
		}
		if err := sleep(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("anvil does not answer: %w", err)
}

// deploy puts the contracts on the chain and gives the users LINK.
func (w *world) deploy(ctx context.Context) error {
	accounts := devchain.Accounts()
	owner, err := contracts.NewSender(ctx, w.client, accounts[0].Key)
	if err != nil {
		return err
	}
	wealth := big.NewInt(1e15)
	w.at, err = contracts.Deploy(ctx, owner, contracts.Plan{
		SupplyJuels: big.NewInt(1e18), Nodes: []common.Address{accounts[1].Address}, PaymentJuels: big.NewInt(payment),
		ApprovalWindow: time.Hour,
		ScoreJobID:     uuid.MustParse(jobspecs.DefaultScoreJobID), RecordJobID: uuid.MustParse(jobspecs.DefaultRecordJobID),
	}, func(string, common.Address) {})
	if err != nil {
		return err
	}
	link := bindings.NewLinkToken()
	for _, user := range w.users {
		if _, err := owner.Send(ctx, w.at.LinkToken, link.PackTransfer(user.Address, wealth)); err != nil {
			return err
		}
		sender, err := contracts.NewSender(ctx, w.client, user.Key)
		if err != nil {
			return err
		}
		if _, err := sender.Send(ctx, w.at.LinkToken, link.PackApprove(w.at.ScoreRegistry, wealth)); err != nil {
			return err
		}
		if w.nonces[user.Address], err = w.client.NonceAt(ctx, user.Address, nil); err != nil {
			return err
		}
	}
	w.seen, err = observe(ctx, w.client, w.at.Operator, w.parts)
	return err
}

// startRunner starts the runner, and the adapter.
func (w *world) startRunner(ctx context.Context) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed by the server
	if err != nil {
		return err
	}
	adapter := &http.Server{Handler: http.HandlerFunc(w.answer), ReadHeaderTimeout: time.Second}
	w.parts.Go(func() error {
		if err := adapter.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	source, err := jobspecs.Render(jobspecs.Score, jobspecs.Deployment{
		ChainID: chainID, Operator: w.at.Operator, ScoreRegistry: w.at.ScoreRegistry, RecordMarket: w.at.RecordMarket,
		ScoreJobID: w.at.ScoreJobID, RecordJobID: w.at.RecordJobID, BridgeToken: "token",
		MinPaymentJuels: big.NewInt(payment), Confirmations: 1,
	})
	if err != nil {
		return err
	}
	spec, err := jobspecs.Parse(source)
	if err != nil {
		return err
	}
	silent := slog.New(slog.DiscardHandler)
	if w.db, err = store.Open(ctx, store.Config{URL: "sqlite://" + filepath.Join(w.dir, "journal.db"), Log: silent}); err != nil {
		return err
	}
	if err := w.db.Migrate(ctx); err != nil {
		return err
	}
	r, err := runner.New(runner.Deps{
		Chain: w.client, Jobs: []*jobspecs.Spec{spec}, Signers: []runner.Signer{runner.NewKeySigner(devchain.Accounts()[1].Key, chainID)},
		HTTP: &http.Client{}, Log: silent, Registry: prometheus.NewRegistry(), Journal: journal.New(w.db, chainID, journal.Config{}),
	}, runner.Config{
		ChainID: chainID, Bridges: map[string]string{jobspecs.DefaultBridgeName: "http://" + listener.Addr().String()},
		MaxInFlight: 1024,
	})
	if err != nil {
		return err
	}
	w.parts.Go(func() error {
		return errors.Join(r.Run(ctx), adapter.Close())
	})
	return nil
}

func (w *world) answer(out http.ResponseWriter, r *http.Request) {
	_ = sleep(r.Context(), time.Duration(w.think.Load()))
	_, _ = io.WriteString(out, `{"statusCode":200,"data":{"result":7311,"score":7311,"coverage":9000,"asOf":1460332800,`+
		`"modelHash":"0x1a1f4502024df8a68d12e64bb2364ad6308d04ed0a7d5e8300a676ec70867140"},"result":7311,"error":null}`)
}
