package market_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

func TestGrant_FollowsARequestThroughItsLife(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := mustReader(t, w.config(w.chain.HTTPURL))
	m := bindings.NewRecordMarket()
	act := func(who *contracts.Sender, call func(id [32]byte) []byte) func(*testing.T, [32]byte) {
		return func(t *testing.T, id [32]byte) { w.send(t, who, w.RecordMarket, call(id)) }
	}
	approve := func(t *testing.T, id [32]byte) { w.approve(t, id) }
	answer := func(sealed string) func(*testing.T, [32]byte) {
		return func(t *testing.T, id [32]byte) { w.answer(t, w.approve(t, id), []byte(sealed)) }
	}
	later := func(t *testing.T, _ [32]byte) { require.NoError(t, w.chain.AdvanceTime(2*window)) }

	for i, c := range []struct {
		steps []func(*testing.T, [32]byte)
		want  market.Status
	}{
		{nil, market.Requested},
		{[]func(*testing.T, [32]byte){approve}, market.Approved},
		{[]func(*testing.T, [32]byte){answer("sealed")}, market.Released},
		{[]func(*testing.T, [32]byte){answer("")}, market.Failed},
		{[]func(*testing.T, [32]byte){act(w.patient, m.PackDecline)}, market.Declined},
		{[]func(*testing.T, [32]byte){approve, act(w.patient, m.PackRevoke)}, market.Revoked},
		{[]func(*testing.T, [32]byte){answer("sealed"), act(w.patient, m.PackRevoke)}, market.Revoked},
		{[]func(*testing.T, [32]byte){later, act(w.owner, m.PackExpire)}, market.Expired},
		{[]func(*testing.T, [32]byte){approve, later, act(w.owner, m.PackExpire)}, market.Expired},
	} {
		recordID, publicKey := [32]byte{1, 31: byte(i)}, [32]byte{2, 31: byte(i)}
		id := w.request(t, recordID, publicKey)
		for _, step := range c.steps {
			step(t, id)
		}
		grant, err := r.Grant(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, c.want, grant.Status, "case %d: %s", i, grant.Status)
		require.Equal(t, w.requester.Address(), grant.Requester)
		require.Equal(t, w.patient.Address(), grant.Patient)
		require.Equal(t, recordID, grant.RecordID)
		require.Equal(t, publicKey, grant.PublicKey)
	}
}

func TestGrant_DeadlineIsThePatientsFirstAndTheOraclesThen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := mustReader(t, w.config(w.chain.HTTPURL))
	now := func() time.Time {
		head, err := w.client.HeaderByNumber(t.Context(), nil)
		require.NoError(t, err)
		return time.Unix(int64(head.Time), 0).UTC()
	}
	id := w.request(t, [32]byte{1}, [32]byte{2})
	grant, err := r.Grant(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, now().Add(window), grant.Deadline)

	w.approve(t, id)
	grant, err = r.Grant(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, now().Add(5*time.Minute), grant.Deadline, "the Operator's expiry time")
}

func TestGrant_OfNoRequestIsNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	grant, err := mustReader(t, w.config(w.chain.HTTPURL)).Grant(t.Context(), [32]byte{1})
	require.NoError(t, err)
	require.Equal(t, market.Grant{}, grant)
}

func TestReader_RefusesWhatIsNoMarket(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct {
		change func(*market.Config)
		want   error
		text   string
	}{
		"another chain":     {func(c *market.Config) { c.ChainID++ }, market.ErrWrongChain, "chain id is 1337, not 1338"},
		"an account":        {func(c *market.Config) { c.Market = w.patient.Address() }, market.ErrNotAMarket, "no code"},
		"another contract":  {func(c *market.Config) { c.Market = w.LinkToken }, market.ErrNotAMarket, "refuses to be read"},
		"the score's store": {func(c *market.Config) { c.Market = w.ScoreRegistry }, market.ErrNotAMarket, "its answer is no request"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := w.config(w.chain.HTTPURL)
			c.change(&cfg)
			grant, err := mustReader(t, cfg).Grant(t.Context(), [32]byte{1})
			require.ErrorIs(t, err, c.want)
			require.ErrorContains(t, err, c.text)
			require.NotErrorIs(t, err, market.ErrChainUnavailable)
			require.Zero(t, grant)
		})
	}
}

func TestReader_RecoversByItself(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.request(t, [32]byte{1}, [32]byte{2})
	for scheme, url := range map[string]string{"http": w.chain.HTTPURL, "ws": w.chain.WSURL} {
		t.Run(scheme, func(t *testing.T) {
			t.Parallel()
			wire := newWire(t)
			r := mustReader(t, w.config(scheme+"://"+wire.address))
			target := strings.TrimPrefix(url, scheme+"://")
			for round := range 3 {
				_, err := r.Grant(t.Context(), id)
				require.ErrorIs(t, err, market.ErrChainUnavailable, "round %d, cut", round)
				require.ErrorIs(t, r.Ping(t.Context()), market.ErrChainUnavailable, "round %d, cut", round)

				wire.mend(target)
				require.EventuallyWithT(t, func(c *assert.CollectT) {
					assert.NoError(c, r.Ping(t.Context()))
				}, 30*time.Second, 10*time.Millisecond, "round %d, mended", round)
				grant, err := r.Grant(t.Context(), id)
				require.NoError(t, err, "round %d, mended", round)
				require.Equal(t, market.Requested, grant.Status)
				wire.cut()
			}
		})
	}
}

// A chain may come back as another: reset, or behind another endpoint.
func TestReader_LooksForTheMarketAgainAfterAnOutage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	wire := newWire(t)
	wire.mend(strings.TrimPrefix(w.chain.HTTPURL, "http://"))
	r := mustReader(t, w.config("http://"+wire.address))
	require.NoError(t, r.Ping(t.Context()))
	wire.cut()
	_, err := r.Grant(t.Context(), [32]byte{1})
	require.ErrorIs(t, err, market.ErrChainUnavailable)

	empty, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, empty.Close()) })
	wire.mend(strings.TrimPrefix(empty.HTTPURL, "http://"))
	_, err = r.Grant(t.Context(), [32]byte{1})
	require.ErrorIs(t, err, market.ErrNotAMarket)
	require.ErrorIs(t, r.Ping(t.Context()), market.ErrNotAMarket)
}

func TestReader_NeverRepeatsTheEndpointsKey(t *testing.T) {
	t.Parallel()
	closed := newWire(t).address
	refusing := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(refusing.Close)
	cfg := market.Config{ChainID: 1, Market: common.Address{1}}
	for _, endpoint := range []string{
		"http://" + closed + "/v3/SECRET", "ws://" + closed + "/v3/SECRET", "http://user:SECRET@" + closed,
		"http://" + closed + "/\x7fSECRET", "SECRET://host", refusing.URL + "/SECRET", "ws" + refusing.URL[4:] + "/SECRET",
	} {
		cfg.RPCURL = endpoint
		r := mustReader(t, cfg)
		_, err := r.Grant(t.Context(), [32]byte{1})
		require.ErrorIs(t, err, market.ErrChainUnavailable, endpoint)
		require.NotContains(t, err.Error(), "SECRET")
	}
}

// An endpoint that takes connections and never answers holds up nobody for longer
// than they would wait.
func TestReader_WaitsNoLongerThanItsCallers(t *testing.T) {
	t.Parallel()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = silent.Close() })
	r := mustReader(t, market.Config{RPCURL: "http://" + silent.Addr().String(), ChainID: 1, Market: common.Address{1}})

	patient, giveUp := context.WithCancel(t.Context())
	first := make(chan error, 1)
	go func() {
		_, err := r.Grant(patient, [32]byte{1})
		first <- err
	}()
	connection, err := silent.Accept()
	require.NoError(t, err)
	defer connection.Close()

	hasty, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	_, err = r.Grant(hasty, [32]byte{1})
	require.ErrorIs(t, err, market.ErrChainUnavailable)
	require.ErrorIs(t, err, context.DeadlineExceeded)

	giveUp()
	err = <-first
	require.ErrorIs(t, err, market.ErrChainUnavailable)
	require.ErrorIs(t, err, context.Canceled)
}

// fakeNode answers as a chain whose market says raw to every call.
func fakeNode(t *testing.T, raw []byte) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var call struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
		}
		if json.NewDecoder(r.Body).Decode(&call) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		result := map[string]string{"eth_chainId": "0x1", "eth_getCode": "0x00", "eth_call": hexutil.Encode(raw)}[call.Method]
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"result":%q}`, call.ID, result)
	}))
	t.Cleanup(server.Close)
	return server
}

func TestGrant_RefusesAStatusItDoesNotKnow(t *testing.T) {
	t.Parallel()
	m := bindings.NewRecordMarket()
	abi := m.GetABI()
	for status, known := range map[uint8]bool{bindings.StatusFailed: true, bindings.StatusFailed + 1: false, 255: false} {
		raw, err := abi.Methods["getRequest"].Outputs.Pack(request(status))
		require.NoError(t, err)
		r := mustReader(t, market.Config{RPCURL: fakeNode(t, raw).URL, ChainID: 1, Market: common.Address{1}})
		_, err = r.Grant(t.Context(), [32]byte{1})
		if known {
			require.NoError(t, err)
		} else {
			require.ErrorIs(t, err, market.ErrNotAMarket, "status %d", status)
		}
	}
}

func TestNew_ListsAllThatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := market.New(market.Config{})
	require.EqualError(t, err, "market reader: endpoint is missing\nchain id is 0\nmarket address is zero")
}

func TestStatus_String(t *testing.T) {
	t.Parallel()
	var all []string
	for s := market.None; s <= market.Failed+1; s++ {
		all = append(all, s.String())
	}
	require.Equal(t, []string{"none", "requested", "approved", "released", "declined", "expired", "revoked", "failed", "status(8)"}, all)
}
