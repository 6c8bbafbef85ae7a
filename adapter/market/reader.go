// Package market reads from the chain which requests for records are granted.
//
// The adapter gives out a record's location only for a grant that it saw on the
// chain itself; this package is how it sees them.
package market

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/link4health/link4health/contracts/bindings"
)

var (
	// ErrChainUnavailable is returned if the chain's endpoint cannot be reached or
	// does not answer in time. Trying again later can help.
	ErrChainUnavailable = errors.New("chain does not answer")

	// ErrWrongChain is returned if the endpoint serves another chain.
	ErrWrongChain = errors.New("endpoint serves another chain: check RPC_URL and CHAIN_ID")

	// ErrNotAMarket is returned if the address holds no RecordMarket.
	ErrNotAMarket = errors.New("address holds no RecordMarket: check RECORD_MARKET")
)

// Config says which contract to read, and through which endpoint.
type Config struct {
	RPCURL  string         // JSON-RPC over HTTP, WebSocket or IPC; may hold a key and is in no error
	ChainID uint64         // of the chain that holds the market; not 0
	Market  common.Address // the RecordMarket; not zero
	// Timeout is how long one question to the chain may take, whatever the caller's
	// context says: a connection can die without a word, and must not be waited for.
	// 0 means 5 seconds.
	Timeout time.Duration
}

const defaultTimeout = 5 * time.Second

// Reader reads grants. Safe for concurrent use.
type Reader struct {
	cfg    Config
	market *bindings.RecordMarket
	turn   chan struct{} // filled by the caller that connects
	// client is connected to the right chain and market as far as is known; nil
	// before the first question and after one that failed.
	client atomic.Pointer[ethclient.Client]
}

// New returns a Reader. It does not connect: the chain may come up later.
//
// The error lists all that is missing.
func New(cfg Config) (*Reader, error) {
	var faults []error
	if cfg.RPCURL == "" {
		faults = append(faults, errors.New("endpoint is missing"))
	}
	if cfg.ChainID == 0 {
		faults = append(faults, errors.New("chain id is 0"))
	}
	if cfg.Market == (common.Address{}) {
		faults = append(faults, errors.New("market address is zero"))
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("market reader: %w", errors.Join(faults...))
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = defaultTimeout
	}
	return &Reader{cfg: cfg, market: bindings.NewRecordMarket(), turn: make(chan struct{}, 1)}, nil
}

// Grant returns the request as it stands in the latest block. Its status is None
// if there is no such request.
//
// Returns ErrChainUnavailable, ErrWrongChain or ErrNotAMarket; none of them ever
// comes with a Grant.
func (r *Reader) Grant(ctx context.Context, requestID [32]byte) (Grant, error) {
	ctx, cancel := context.WithTimeout(ctx, r.cfg.Timeout)
	defer cancel()
	client, err := r.ready(ctx)
	if err != nil {
		return Grant{}, err
	}
	contract := bind.NewBoundContract(r.cfg.Market, abi.ABI{}, client, nil, nil)
	raw, err := contract.CallRaw(&bind.CallOpts{Context: ctx}, r.market.PackGetRequest(requestID))
	if err != nil {
		r.forget(client)
		return Grant{}, callError(err)
	}
	request, err := r.market.UnpackGetRequest(raw)
	if err != nil {
		r.forget(client)
		return Grant{}, fmt.Errorf("%w: its answer is no request", ErrNotAMarket)
	}
	return grantOf(request)
}

// Ping returns nil if the endpoint answers, for the right chain, and the market
// was there when last looked for. Its errors are those of Grant.
func (r *Reader) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, r.cfg.Timeout)
	defer cancel()
	client, err := r.ready(ctx)
	if err != nil {
		return err
	}
	if err := r.checkChain(ctx, client); err != nil {
		r.forget(client)
		return err
	}
	return nil
}

// Client returns the Reader's connection for other questions to the same chain, on which the market is. The Reader closes it.
// Its errors are those of Grant.
func (r *Reader) Client(ctx context.Context) (*ethclient.Client, error) {
	ctx, cancel := context.WithTimeout(ctx, r.cfg.Timeout)
	defer cancel()
	return r.ready(ctx)
}

// Close closes the connection, if there is one. It always returns nil.
func (r *Reader) Close() error {
	if client := r.client.Swap(nil); client != nil {
		client.Close()
	}
	return nil
}

// ready returns a client that is connected to the right chain and market. One caller
// at a time connects; the others wait for it, as long as their contexts allow.
func (r *Reader) ready(ctx context.Context) (*ethclient.Client, error) {
	if client := r.client.Load(); client != nil {
		return client, nil
	}
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return nil, unavailable(ctx.Err())
	}
	if client := r.client.Load(); client != nil {
		return client, nil
	}
	client, err := ethclient.DialContext(ctx, r.cfg.RPCURL)
	if err != nil {
		return nil, unavailable(err)
	}
	if err := errors.Join(r.checkChain(ctx, client), r.checkMarket(ctx, client)); err != nil {
		client.Close()
		return nil, err
	}
	r.client.Store(client)
	return client, nil
}

// forget drops a client that gave no good answer, so that the next question connects
// and looks for the market again: a chain that was away may have come back another.
func (r *Reader) forget(client *ethclient.Client) {
	if r.client.CompareAndSwap(client, nil) {
		client.Close()
	}
}

// checkChain asks for the chain id.
func (r *Reader) checkChain(ctx context.Context, client *ethclient.Client) error {
	id, err := client.ChainID(ctx)
	if err != nil {
		return unavailable(err)
	}
	if want := new(big.Int).SetUint64(r.cfg.ChainID); id.Cmp(want) != 0 {
		return fmt.Errorf("%w: chain id is %s, not %s", ErrWrongChain, id, want)
	}
	return nil
}

// checkMarket asks whether there is a contract at all.
func (r *Reader) checkMarket(ctx context.Context, client *ethclient.Client) error {
	code, err := client.CodeAt(ctx, r.cfg.Market, nil)
	if err != nil {
		return unavailable(err)
	}
	if len(code) == 0 {
		return fmt.Errorf("%w: it has no code", ErrNotAMarket)
	}
	return nil
}

// callError tells a contract that refuses a call, as a RecordMarket never does
// here, from a chain that does not answer it.
//
// Source: JSON-RPC error code 3, go-ethereum internal/ethapi, revertError.ErrorCode.
func callError(err error) error {
	if errors.Is(err, bind.ErrNoCode) {
		return fmt.Errorf("%w: it has no code", ErrNotAMarket)
	}
	if coded := rpc.Error(nil); errors.As(err, &coded) && coded.ErrorCode() == 3 {
		return fmt.Errorf("%w: it refuses to be read", ErrNotAMarket)
	}
	return unavailable(err)
}

// unavailable wraps what kept the chain from answering, without the endpoint's
// URL, for it may hold a key.
func unavailable(err error) error {
	if at := (*url.Error)(nil); errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Errorf("%w: %w", ErrChainUnavailable, err)
}
