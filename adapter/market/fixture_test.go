package market_test

import (
	"io"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// window is how long a patient has to decide.
const window = time.Hour

// world is a chain with the real contracts and those who use them.
type world struct {
	contracts.Deployment
	chain                             *devchain.Chain
	client                            *ethclient.Client
	owner, patient, requester, oracle *contracts.Sender
}

func newWorld(t *testing.T) *world {
	t.Helper()
	chain, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	w := &world{chain: chain}
	w.client, err = ethclient.DialContext(t.Context(), chain.HTTPURL)
	require.NoError(t, err)
	t.Cleanup(w.client.Close)
	for i, who := range []**contracts.Sender{&w.owner, &w.patient, &w.requester, &w.oracle} {
		*who, err = contracts.NewSender(t.Context(), w.client, chain.Accounts[i].Key)
		require.NoError(t, err)
	}
	w.Deployment, err = contracts.Deploy(t.Context(), w.owner, contracts.Plan{
		SupplyJuels: big.NewInt(1_000_000), Nodes: []common.Address{w.oracle.Address()},
		PaymentJuels: big.NewInt(7), ApprovalWindow: window, ScoreJobID: uuid.New(), RecordJobID: uuid.New(),
	}, func(string, common.Address) {})
	require.NoError(t, err)
	link := bindings.NewLinkToken()
	w.send(t, w.owner, w.LinkToken, link.PackTransfer(w.requester.Address(), big.NewInt(100_000)))
	w.send(t, w.requester, w.LinkToken, link.PackApprove(w.RecordMarket, big.NewInt(100_000)))
	return w
}

func (w *world) send(t *testing.T, who *contracts.Sender, to common.Address, call []byte) *types.Receipt {
	t.Helper()
	receipt, err := who.Send(t.Context(), to, call)
	require.NoError(t, err)
	return receipt
}

// config is how a Reader finds the market through an endpoint.
func (w *world) config(endpoint string) market.Config {
	return market.Config{RPCURL: endpoint, ChainID: w.ChainID, Market: w.RecordMarket}
}

// request registers a record of the patient's and asks for it; returns the request's id.
func (w *world) request(t *testing.T, recordID, publicKey [32]byte) [32]byte {
	t.Helper()
	m := bindings.NewRecordMarket()
	w.send(t, w.patient, w.RecordMarket, m.PackRegister(recordID, big.NewInt(5)))
	receipt := w.send(t, w.requester, w.RecordMarket, m.PackRequest(recordID, publicKey, big.NewInt(12)))
	for _, log := range receipt.Logs {
		if e, err := m.UnpackRecordRequestedEvent(log); err == nil {
			return e.RequestId
		}
	}
	t.Fatal("no RecordRequested")
	return [32]byte{}
}

// approve grants a request; returns what the oracle was asked.
func (w *world) approve(t *testing.T, requestID [32]byte) *bindings.OperatorOracleRequest {
	t.Helper()
	receipt := w.send(t, w.patient, w.RecordMarket, bindings.NewRecordMarket().PackApprove(requestID))
	for _, log := range receipt.Logs {
		if e, err := bindings.NewOperator().UnpackOracleRequestEvent(log); err == nil {
			return e
		}
	}
	t.Fatal("no OracleRequest")
	return nil
}

// answer delivers the oracle's answer.
func (w *world) answer(t *testing.T, asked *bindings.OperatorOracleRequest, sealed []byte) {
	t.Helper()
	packed := bindings.NewRecordMarket().PackFulfillRecord(asked.RequestId, sealed)[4:]
	w.send(t, w.oracle, w.Operator, bindings.NewOperator().PackFulfillOracleRequest2(
		asked.RequestId, asked.Payment, asked.CallbackAddr, asked.CallbackFunctionId, asked.CancelExpiration, packed))
}

func mustReader(t *testing.T, cfg market.Config) *market.Reader {
	t.Helper()
	cfg.Timeout = time.Minute
	r, err := market.New(cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, r.Close()) })
	return r
}

// wire is a TCP connection to a chain that can be cut and mended. Its port is its own
// from beginning to end; while it is cut, connections are closed as soon as they are made.
type wire struct {
	address string

	mu     sync.Mutex
	target string // host and port behind it; "" while it is cut
	open   map[net.Conn]bool
}

// newWire takes a free port; the wire is cut until it is mended.
func newWire(t *testing.T) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	w := &wire{address: l.Addr().String(), open: map[net.Conn]bool{}}
	t.Cleanup(func() {
		_ = l.Close()
		w.cut()
	})
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go w.join(c)
		}
	}()
	return w
}

// mend lets connections through to a host and port.
func (w *wire) mend(target string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.target = target
}

// cut closes every connection; when it returns, none is left.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.target = ""
	for c := range w.open {
		_ = c.Close()
	}
	clear(w.open)
}

// join copies both ways until one side ends.
func (w *wire) join(a net.Conn) {
	defer a.Close()
	b := w.through(a)
	if b == nil {
		return
	}
	defer b.Close()
	go func() {
		_, _ = io.Copy(a, b)
		_ = a.Close()
	}()
	_, _ = io.Copy(b, a)
}

// through connects to what is behind the wire; nil while it is cut.
func (w *wire) through(a net.Conn) net.Conn {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.target == "" {
		return nil
	}
	b, err := net.Dial("tcp", w.target)
	if err != nil {
		return nil
	}
	w.open[a], w.open[b] = true, true
	return b
}

// request is a request as the contract has it, in the given status.
func request(status uint8) bindings.IRecordMarketRequest {
	return bindings.IRecordMarketRequest{Status: status, Fee: new(big.Int), OraclePayment: new(big.Int), FeeOwed: new(big.Int)}
}
