package endpoints

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
)

// State is what an endpoint is good for, in the real node's words.
type State string

// The states of an endpoint.
const (
	Undialed       State = "Undialed"       // nothing was asked yet
	Alive          State = "Alive"          // its last call went well
	Unreachable    State = "Unreachable"    // its last calls failed
	OutOfSync      State = "OutOfSync"      // it is behind the others
	InvalidChainID State = "InvalidChainID" // it serves another chain; it is not used
)

// states are all of them.
func states() []State { return []State{Undialed, Alive, Unreachable, OutOfSync, InvalidChainID} }

// ErrWrongChain says that an endpoint serves another chain.
var ErrWrongChain = errors.New("it serves another chain")

// verifyAgain is how long an endpoint that serves another chain is left alone.
const verifyAgain = time.Minute

// Of the mean answering time and the share of failures, each new call counts one part in so many.
const memory = 8

// unreachableAfter is the number of failures in a row from which on an endpoint counts as unreachable.
const unreachableAfter = 2

// endpoint is one URL. Safe for concurrent use.
type endpoint struct {
	name, url string
	chainID   *big.Int

	dialing chan struct{} // holds a value while somebody dials or verifies
	mu      sync.Mutex
	client  *ethclient.Client
	health  health
}

// health is what is known of an endpoint.
type health struct {
	verified bool
	wrong    time.Time     // when it last served another chain; zero: never
	latency  time.Duration // mean
	failing  float64       // share of the last calls that failed, 0 to 1
	inARow   int           // failures
	asked    bool
	head     uint64 // highest block it was seen to have
}

// newEndpoint reads a URL; it dials when it is first asked.
func newEndpoint(address string, chainID uint64) (*endpoint, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, errors.New("want a URL such as wss://host/path")
	}
	switch u.Scheme {
	case "http", "https", "ws", "wss":
	default:
		return nil, fmt.Errorf("scheme %q: want http, https, ws or wss", u.Scheme)
	}
	return &endpoint{
		name: u.Host, url: address, chainID: new(big.Int).SetUint64(chainID), dialing: make(chan struct{}, 1),
	}, nil
}

// connected returns a client of the right chain. Returns ErrWrongChain if it serves another one.
func (e *endpoint) connected(ctx context.Context) (*ethclient.Client, error) {
	select {
	case e.dialing <- struct{}{}:
		defer func() { <-e.dialing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	e.mu.Lock()
	client, known := e.client, e.health
	e.mu.Unlock()
	if client != nil && known.verified {
		return client, nil
	}
	if client == nil {
		dialed, err := ethclient.DialContext(ctx, e.url)
		if err != nil {
			return nil, fmt.Errorf("dial: %w", withoutURL(err))
		}
		client = dialed
		e.mu.Lock()
		e.client = client
		e.mu.Unlock()
	}
	return client, e.verify(ctx, client)
}

// verify asks which chain it is.
func (e *endpoint) verify(ctx context.Context, client *ethclient.Client) error {
	id, err := client.ChainID(ctx)
	if err != nil {
		return fmt.Errorf("ask for the chain id: %w", withoutURL(err))
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.health.verified = id.Cmp(e.chainID) == 0
	if e.health.verified {
		return nil
	}
	e.health.wrong = time.Now()
	return &chainError{got: id, want: e.chainID}
}

// chainError is an ErrWrongChain with the ids.
type chainError struct{ got, want *big.Int }

func (e *chainError) Error() string {
	return fmt.Sprintf("%v: %s, not %s", ErrWrongChain, e.got, e.want)
}

func (e *chainError) Unwrap() error { return ErrWrongChain }

// note takes the outcome of a call into account.
func (e *endpoint) note(took time.Duration, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	h := &e.health
	failed := 0.0
	if err != nil {
		failed = 1
		h.inARow++
	} else {
		h.inARow = 0
	}
	if !h.asked {
		h.latency, h.failing, h.asked = took, failed, true
		return
	}
	h.latency += (took - h.latency) / memory
	h.failing += (failed - h.failing) / memory
}

// sawHead notes that the endpoint has a block.
func (e *endpoint) sawHead(number uint64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.health.head = number
}

func (e *endpoint) known() health {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.health
}

// state tells what the endpoint is good for beside others that have a block.
func (h health) state(highest, maxLag uint64) State {
	switch {
	case !h.verified && !h.wrong.IsZero():
		return InvalidChainID
	case !h.asked:
		return Undialed
	case h.inARow >= unreachableAfter || !h.verified:
		return Unreachable
	case h.head > 0 && h.head+maxLag < highest:
		return OutOfSync
	default:
		return Alive
	}
}

// usable reports whether an endpoint may be asked: one of another chain only to see whether it still is.
func (h health) usable(now time.Time) bool {
	return h.verified || h.wrong.IsZero() || now.Sub(h.wrong) > verifyAgain
}

// cost ranks endpoints: the less the better.
func (h health) cost() time.Duration {
	const failureFactor = 20 // a call that fails costs as much as so many that go well
	return max(h.latency, time.Millisecond) * time.Duration(1+failureFactor*h.failing)
}

func (e *endpoint) close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.client != nil {
		e.client.Close()
	}
}

// isAnswer reports whether an error is the chain's answer rather than an endpoint's failure: a revert, an unknown block or
// transaction, a transaction that the pool does not take.
//
// Source: EIP-1474 and JSON-RPC 2.0: codes below -32000 say that the node did not work on the question
func isAnswer(err error) bool {
	const serverError = -32000 // what go-ethereum says of nonces, funds and more
	var fault rpc.Error
	return errors.Is(err, ethereum.NotFound) || errors.As(err, &fault) && fault.ErrorCode() >= serverError
}

// withoutURL keeps of a URL in an error nothing.
func withoutURL(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}
