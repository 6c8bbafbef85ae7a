// Package devchain runs a throw-away Ethereum chain inside this process: go-ethereum's
// own EVM, served over JSON-RPC on loopback exactly as a node serves it, with funded
// accounts and automatic mining.
//
// It is for the demo, for tests and for laptops. Its keys are public knowledge: never
// send anything of value to them.
package devchain

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/ethclient/gethclient"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/rpc"
)

// ChainID is the chain id of every development chain, as go-ethereum's own developer mode has it.
const ChainID = 1337

// genesisBalance is what each development account owns at the start, in wei: 10,000 ETH.
var genesisBalance = new(big.Int).Mul(big.NewInt(10_000), big.NewInt(1e18))

// Config says how a chain behaves.
type Config struct {
	// RPCAddress is the loopback address of JSON-RPC over HTTP and WebSocket, such as "127.0.0.1:8545".
	// Port 0 or an empty address takes a free port.
	RPCAddress string
	// BlockTime is the time between blocks. Zero mines a block as soon as a transaction arrives.
	BlockTime time.Duration
	// Log receives what the chain has to say; nil is silence.
	Log *slog.Logger
}

// Chain is a running development chain. Safe for concurrent use.
type Chain struct {
	// HTTPURL and WSURL serve JSON-RPC (namespaces eth, net, web3).
	HTTPURL, WSURL string
	// Accounts are funded with 10,000 ETH each, in the order of their well-known list.
	Accounts []Account

	backend *simulated.Backend
	mu      sync.Mutex // guards mining: the simulated beacon is not safe for concurrent use
	stop    context.CancelFunc
	miner   sync.WaitGroup
	log     *slog.Logger
}

// Start brings a chain up and returns once it answers. It runs until Close or until ctx ends.
//
// Returns an error if an address is not on loopback or not free.
func Start(ctx context.Context, cfg Config) (*Chain, error) {
	accounts := Accounts()
	alloc := types.GenesisAlloc{}
	for _, a := range accounts {
		alloc[a.Address] = types.Account{Balance: genesisBalance}
	}
	backend, at, err := startBackend(cfg.RPCAddress, alloc)
	if err != nil {
		return nil, fmt.Errorf("development chain: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	c := &Chain{
		HTTPURL:  "http://" + at.String(),
		WSURL:    "ws://" + at.String(),
		Accounts: accounts,
		backend:  backend,
		stop:     cancel,
		log:      cfg.Log,
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if err := c.startMining(ctx, cfg.BlockTime); err != nil {
		return nil, fmt.Errorf("development chain: %w", errors.Join(err, c.Close()))
	}
	return c, nil
}

// Close stops the chain. Everything on it is gone. A second call does nothing.
func (c *Chain) Close() error {
	c.stop()
	c.miner.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.backend == nil {
		return nil
	}
	err := c.backend.Close()
	c.backend = nil
	return err
}

// Mine seals one block, with whatever transactions wait, and returns its hash.
// A closed chain returns the zero hash.
func (c *Chain) Mine() common.Hash {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.backend == nil {
		return common.Hash{}
	}
	return c.backend.Commit()
}

// AdvanceTime seals a block whose time is d later than the present block's. Transactions that
// wait are mined before it: the chain's clock moves in empty blocks only.
func (c *Chain) AdvanceTime(d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.backend == nil {
		return net.ErrClosed
	}
	var err error
	for range 10 {
		if err = c.backend.AdjustTime(d); err == nil {
			return nil
		}
		c.backend.Commit()
	}
	return fmt.Errorf("advance the chain's clock: %w", err)
}

// startMining seals blocks every period, or for each pending transaction if period is zero.
func (c *Chain) startMining(ctx context.Context, period time.Duration) error {
	if period > 0 {
		c.miner.Go(func() { c.mineEvery(ctx, period) })
		return nil
	}
	client, err := rpc.DialContext(ctx, c.WSURL)
	if err != nil {
		return fmt.Errorf("dial own websocket: %w", err)
	}
	pending := make(chan common.Hash, 1024)
	sub, err := gethclient.New(client).SubscribePendingTransactions(ctx, pending)
	if err != nil {
		client.Close()
		return fmt.Errorf("subscribe to pending transactions: %w", err)
	}
	c.miner.Go(func() {
		defer client.Close()
		defer sub.Unsubscribe()
		c.minePending(ctx, pending, sub.Err())
	})
	return nil
}

func (c *Chain) mineEvery(ctx context.Context, period time.Duration) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			c.Mine()
		}
	}
}

// minePending seals one block for all transactions announced since the last.
func (c *Chain) minePending(ctx context.Context, pending <-chan common.Hash, failed <-chan error) {
	for {
		select {
		case <-ctx.Done():
			return
		case err := <-failed:
			if ctx.Err() == nil {
				c.log.Error("automatic mining stopped", "error", err)
			}
			return
		case <-pending:
			for len(pending) > 0 {
				<-pending
			}
			c.Mine()
		}
	}
}

// bindAttempts is how often free ports are looked for: another process can take one before the chain does.
const bindAttempts = 5

// startBackend starts the embedded node on the given loopback address.
func startBackend(rpcAddress string, alloc types.GenesisAlloc) (backend *simulated.Backend, at *net.TCPAddr, err error) {
	for range bindAttempts {
		if at, err = loopback(rpcAddress); err != nil {
			return nil, nil, err
		}
		if backend, err = newBackend(alloc, at); err == nil {
			return backend, at, nil
		}
	}
	return nil, nil, err
}

// newBackend is simulated.NewBackend, which panics where a port is taken, with an error instead.
func newBackend(alloc types.GenesisAlloc, at *net.TCPAddr) (backend *simulated.Backend, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			backend, err = nil, fmt.Errorf("start: %v", thrown)
		}
	}()
	return simulated.NewBackend(alloc, serve(at)), nil
}

// serve makes the embedded node answer JSON-RPC on an address, over HTTP and WebSocket, and keep everything in memory.
func serve(at *net.TCPAddr) func(*node.Config, *ethconfig.Config) {
	return func(n *node.Config, _ *ethconfig.Config) {
		modules := []string{"eth", "net", "web3"}
		n.HTTPHost, n.HTTPPort, n.HTTPModules = at.IP.String(), at.Port, modules
		n.WSHost, n.WSPort, n.WSModules = at.IP.String(), at.Port, modules
	}
}

// loopback resolves an address for listening, with a free port in place of port 0.
// Returns an error for an address that other machines could reach: the keys are public.
func loopback(address string) (*net.TCPAddr, error) {
	if address == "" {
		address = "127.0.0.1:0"
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("rpc address %q: %w; use host:port, such as 127.0.0.1:8545", address, err)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return nil, fmt.Errorf("rpc address %q: port must be 0 to 65535", address)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("rpc address %q: only loopback is served, since the keys of a development chain are public; use 127.0.0.1", address)
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("rpc address %q: %w", address, err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr), nil
}
