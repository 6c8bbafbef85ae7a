package oracle_test

import (
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/contracts/bindings"
)

func request() oracle.Request {
	return oracle.Request{
		Operator: common.HexToAddress("0x0a"), RequestID: common.HexToHash("0x0b"), Requester: common.HexToAddress("0x0c"),
		Payment: big.NewInt(1), CallbackAddr: common.HexToAddress("0x0c"), CancelExpiration: big.NewInt(2), DataVersion: big.NewInt(2),
	}
}

func fulfilment(r oracle.Request, data []byte) []byte {
	return bindings.NewOperator().PackFulfillOracleRequest2(
		r.RequestID, r.Payment, r.CallbackAddr, r.CallbackFunctionID, r.CancelExpiration, data)
}

func TestSimulate_GrantsWhatTheRealOperatorWasMeasuredToNeed(t *testing.T) {
	t.Parallel()
	var measured []struct {
		Label       string
		MinGasLimit uint64 // the smallest with which the callback succeeded
		JustBelow   string // what came of less: the Operator's refusal, or a callback that failed
		EstimateGas uint64
		Calldata    int // bytes
	}
	content, err := os.ReadFile(filepath.Join("testdata", "min-gas-limit.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(content, &measured))
	require.Len(t, measured, 6)
	r := request()
	for _, m := range measured {
		calldata := fulfilment(r, make([]byte, m.Calldata-len(fulfilment(r, nil))))
		least := oracle.MinimumGas(calldata)
		require.LessOrEqual(t, m.EstimateGas, least, "%s: so much the Operator itself demands", m.Label)
		if m.JustBelow != "false" {
			require.Less(t, least, m.MinGasLimit+m.MinGasLimit/10, m.Label)
		}
		gas, err := oracle.Simulate(t.Context(), hungry(m.MinGasLimit), r, common.Address{}, calldata, 500_000, 8_000_000)
		require.NoError(t, err, m.Label)
		require.GreaterOrEqual(t, gas, m.MinGasLimit, m.Label)
	}
}

func TestParseRequest_RefusesOtherLogs(t *testing.T) {
	t.Parallel()
	event := bindings.NewOperator().GetABI().Events["OracleRequest"].ID
	for name, log := range map[string]types.Log{
		"no topics":     {},
		"another event": {Topics: []common.Hash{{1}, {2}}},
		"no spec id":    {Topics: []common.Hash{event}, Data: make([]byte, 320)},
		"no data":       {Topics: []common.Hash{event, {2}}},
		"half the data": {Topics: []common.Hash{event, {2}}, Data: make([]byte, 100)},
		"an offset beyond the data": {Topics: []common.Hash{event, {2}},
			Data: append(make([]byte, 32*7), common.MaxHash[:]...)},
	} {
		_, err := oracle.ParseRequest(log)
		require.Error(t, err, name)
	}
}

// FuzzParseRequest feeds any data to the reading of a request: it may refuse them but never panic.
func FuzzParseRequest(f *testing.F) {
	event := bindings.NewOperator().GetABI().Events["OracleRequest"].ID
	f.Add(make([]byte, 320))
	f.Add(append(make([]byte, 32*7), common.MaxHash[:]...))
	f.Fuzz(func(t *testing.T, data []byte) {
		request, err := oracle.ParseRequest(types.Log{Topics: []common.Hash{event, {2}}, Data: data})
		if err == nil {
			require.NotEmpty(t, request.JobRun(&types.Header{}))
		}
	})
}

// answering is a chain that answers every call alike.
type answering struct {
	answer []byte
	err    error
}

func (a answering) CallContract(context.Context, ethereum.CallMsg, *big.Int) ([]byte, error) {
	return a.answer, a.err
}

// rpcError is an error as a JSON-RPC endpoint reports it.
type rpcError struct {
	code int
	data any
}

func (e rpcError) Error() string  { return "execution reverted" }
func (e rpcError) ErrorCode() int { return e.code }
func (e rpcError) ErrorData() any { return e.data }

// revert is Solidity's Error(string) in hex.
func revert(reason string) string {
	data := append(common.FromHex("0x08c379a0"), common.LeftPadBytes([]byte{32}, 32)...)
	data = append(data, common.LeftPadBytes([]byte{byte(len(reason))}, 32)...)
	return "0x" + common.Bytes2Hex(append(data, common.RightPadBytes([]byte(reason), 64)...))
}

func TestCheckOpen_TellsRefusalsFromAChainThatCannotBeAsked(t *testing.T) {
	t.Parallel()
	gone := errors.New("connection refused")
	for name, tc := range map[string]struct {
		chain answering
		want  error
	}{
		"nothing there":               {answering{}, oracle.ErrWouldRevert},
		"a refused key":               {answering{err: rpcError{3, revert("Not authorized sender")}}, oracle.ErrNotAuthorized},
		"no such request":             {answering{err: rpcError{3, revert("Must have a valid requestId")}}, oracle.ErrClosed},
		"another request of this id":  {answering{err: rpcError{3, revert("Params do not match request ID")}}, oracle.ErrClosed},
		"too little gas":              {answering{err: rpcError{3, revert("Must provide consumer enough gas")}}, oracle.ErrWouldRevert},
		"another reason":              {answering{err: rpcError{3, revert("Cannot call LINK")}}, oracle.ErrWouldRevert},
		"no reason":                   {answering{err: rpcError{3, nil}}, oracle.ErrWouldRevert},
		"a reason that cannot be":     {answering{err: rpcError{3, "0xzz"}}, oracle.ErrWouldRevert},
		"an endpoint that is gone":    {answering{err: gone}, gone},
		"an endpoint with a headache": {answering{err: rpcError{-32000, nil}}, rpcError{-32000, nil}},
	} {
		err := oracle.CheckOpen(t.Context(), tc.chain, request(), common.Address{})
		require.ErrorIs(t, err, tc.want, name)
	}
	for _, callback := range []byte{0, 1} {
		open := answering{answer: common.LeftPadBytes([]byte{callback}, 32)}
		require.NoError(t, oracle.CheckOpen(t.Context(), open, request(), common.Address{}))
	}
}

// hungry is a chain on which the callback succeeds with so much gas.
type hungry uint64

func (h hungry) CallContract(_ context.Context, call ethereum.CallMsg, _ *big.Int) ([]byte, error) {
	answer := make([]byte, 32)
	if call.Gas >= uint64(h) {
		answer[31] = 1
	}
	return answer, nil
}

func TestSimulate_DoublesTheLimitUntilTheCallbackSucceeds(t *testing.T) {
	t.Parallel()
	r := request()
	calldata := fulfilment(r, r.RequestID[:])
	for need, want := range map[hungry]uint64{500_000: 500_000, 500_001: 1_000_000, 1_500_000: 2_000_000, 3_000_000: 3_000_000} {
		gas, err := oracle.Simulate(t.Context(), need, r, common.Address{}, calldata, 500_000, 3_000_000)
		require.NoError(t, err)
		require.Equal(t, want, gas)
	}
	_, err := oracle.Simulate(t.Context(), hungry(3_000_001), r, common.Address{}, calldata, 500_000, 3_000_000)
	require.ErrorIs(t, err, oracle.ErrCallbackReverts)
}

func TestSimulate_GivesUpAtTheMost(t *testing.T) {
	t.Parallel()
	r := request()
	calldata := fulfilment(r, r.RequestID[:])
	deaf := answering{answer: make([]byte, 32)}
	_, err := oracle.Simulate(t.Context(), deaf, r, common.Address{}, calldata, 1, 5_000_000)
	require.ErrorIs(t, err, oracle.ErrCallbackReverts)
	greedy := answering{err: rpcError{3, revert("Must provide consumer enough gas")}}
	_, err = oracle.Simulate(t.Context(), greedy, r, common.Address{}, calldata, 1, 5_000_000)
	require.ErrorIs(t, err, oracle.ErrWouldRevert)
	content := answering{answer: common.LeftPadBytes([]byte{1}, 32)}
	gas, err := oracle.Simulate(t.Context(), content, r, common.Address{}, calldata, 500_000, 5_000_000)
	require.NoError(t, err)
	require.EqualValues(t, 500_000, gas, "a limit that is enough is kept")
	gas, err = oracle.Simulate(t.Context(), content, r, common.Address{}, calldata, 21_000, 100)
	require.NoError(t, err)
	require.Equal(t, oracle.MinimumGas(calldata), gas)
}
