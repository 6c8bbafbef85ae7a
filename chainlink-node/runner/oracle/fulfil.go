package oracle

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/link4health/link4health/contracts/bindings"
)

var (
	// ErrClosed says that the Operator holds no such request any more: it was answered or cancelled, or its block was
	// replaced by one in which it is another.
	ErrClosed = errors.New("the Operator holds no such request: it was answered, cancelled or reorganised away")
	// ErrNotAuthorized says that the Operator does not take fulfilments from the sending key.
	ErrNotAuthorized = errors.New("the Operator does not authorise the sending key: call setAuthorizedSenders on it")
	// ErrCallbackReverts says that the requester's callback would refuse the answer. Operator would keep the payment and
	// report success all the same.
	ErrCallbackReverts = errors.New("the requester's callback would revert")
	// ErrForeign says that a transaction is not the fulfilment of the request at hand.
	ErrForeign = errors.New("not the fulfilment of this request")
	// ErrWouldRevert says that a fulfilment would revert for another reason.
	ErrWouldRevert = errors.New("the fulfilment would revert")
)

// What Operator says when it refuses.
//
// Source: Chainlink contracts 1.5.0, Operator and AuthorizedReceiver
const (
	saysNotAuthorized = "Not authorized sender"
	saysNoRequest     = "Must have a valid requestId"
	saysOtherRequest  = "Params do not match request ID"
	saysMoreGas       = "Must provide consumer enough gas"
)

// consumerGas is what a fulfilment needs beyond its intrinsic gas and calldata before Operator calls back: the 400,000
// it demands to have left, and some for its own checks, which took 16,500 of a score's 441,543.
//
// Source: Chainlink contracts 1.5.0, Operator.MINIMUM_CONSUMER_GAS_LIMIT
const consumerGas = 400_000 + 30_000

// MinimumGas is the least gas limit with which a fulfilment of this calldata gets past Operator's own demand.
// The callback may need more.
func MinimumGas(calldata []byte) uint64 {
	const perByte = params.TxTokenPerNonZeroByte * params.TxCostFloorPerToken // EIP-7623: the most a byte can cost
	return params.TxGas + perByte*uint64(len(calldata)) + consumerGas
}

// CheckOpen asks the Operator whether it still holds the request and would take its fulfilment from a key. It sends
// nothing. Returns ErrClosed or ErrNotAuthorized, or an error of the chain if that could not be found out.
//
// It tries a fulfilment without an answer, which a callback may refuse: what counts is that Operator does not.
func CheckOpen(ctx context.Context, chain ethereum.ContractCaller, r Request, from common.Address) error {
	calldata := bindings.NewOperator().PackFulfillOracleRequest2(
		r.RequestID, r.Payment, r.CallbackAddr, r.CallbackFunctionID, r.CancelExpiration, r.RequestID[:])
	_, err := call(ctx, chain, r.Operator, from, calldata, 2*MinimumGas(calldata))
	return err
}

// CheckFulfilment returns ErrForeign unless a transaction is the fulfilment of the request: what the runner signs.
func (r Request) CheckFulfilment(to common.Address, calldata []byte) error {
	selector := bindings.NewOperator().GetABI().Methods["fulfillOracleRequest2"].ID
	switch {
	case to != r.Operator:
		return fmt.Errorf("%w: it goes to %s, not to the Operator", ErrForeign, to)
	case len(calldata) < 36 || !bytes.Equal(calldata[:4], selector):
		return fmt.Errorf("%w: it does not call fulfillOracleRequest2", ErrForeign)
	case !bytes.Equal(calldata[4:36], r.RequestID[:]):
		return fmt.Errorf("%w: it names another request", ErrForeign)
	default:
		return nil
	}
}

// Simulate finds the gas limit with which a fulfilment succeeds, callback included, on the latest block: the given
// limit if it is enough, or else the first of its doublings up to most. A limit below MinimumGas is raised to it.
//
// eth_estimateGas would not do: it is content when Operator is, even if the callback ran out of gas.
//
// Returns ErrClosed, ErrNotAuthorized, ErrCallbackReverts or ErrWouldRevert if no limit helps, and an error of the
// chain if that could not be found out.
func Simulate(
	ctx context.Context, chain ethereum.ContractCaller, r Request, from common.Address, calldata []byte, limit, most uint64,
) (uint64, error) {
	limit = max(limit, MinimumGas(calldata))
	most = max(most, limit)
	for {
		delivered, err := call(ctx, chain, r.Operator, from, calldata, limit)
		switch {
		case err == nil && delivered:
			return limit, nil
		case err == nil:
			err = ErrCallbackReverts
		case !errors.Is(err, errMoreGas):
			return 0, err
		}
		if limit == most {
			return 0, err
		}
		limit = min(2*limit, most)
	}
}

// errMoreGas says that a fulfilment ran out of gas before the callback.
var errMoreGas = fmt.Errorf("%w: it needs more gas", ErrWouldRevert)

// call tries a fulfilment and reports whether its callback succeeded.
func call(
	ctx context.Context, chain ethereum.ContractCaller, operator, from common.Address, calldata []byte, gas uint64,
) (bool, error) {
	answer, err := chain.CallContract(ctx, ethereum.CallMsg{From: from, To: &operator, Data: calldata, Gas: gas}, nil)
	if err != nil {
		return false, refusal(err)
	}
	delivered, err := bindings.NewOperator().UnpackFulfillOracleRequest2(answer)
	if err != nil {
		return false, fmt.Errorf("%w: there is no Operator at %s", ErrWouldRevert, operator)
	}
	return delivered, nil
}

// refusal tells an Operator's refusal from a chain that could not be asked.
//
// Source: go-ethereum, internal/ethapi, revertError: code 3 and the return data
func refusal(err error) error {
	const codeReverted = 3
	var coded rpc.Error
	if !errors.As(err, &coded) || coded.ErrorCode() != codeReverted {
		return fmt.Errorf("ask the Operator: %w", err)
	}
	var reason string
	if detailed := (rpc.DataError)(nil); errors.As(err, &detailed) {
		encoded, _ := detailed.ErrorData().(string)
		reason, _ = abi.UnpackRevert(common.FromHex(encoded)) // without a reason it stays empty
	}
	switch reason {
	case saysNotAuthorized:
		return ErrNotAuthorized
	case saysNoRequest, saysOtherRequest:
		return ErrClosed
	case saysMoreGas:
		return errMoreGas
	case "":
		return fmt.Errorf("%w without a reason", ErrWouldRevert)
	default:
		return fmt.Errorf("%w: %s", ErrWouldRevert, reason)
	}
}

// LogReader is what Fate needs of a chain.
type LogReader interface {
	FilterLogs(context.Context, ethereum.FilterQuery) ([]types.Log, error)
}

// Fate finds out what became of a request that its Operator no longer holds: the transaction that answered it, or that
// its requester took the payment back. Neither is known if the request is of another block by now.
//
// Source: Chainlink contracts 1.5.0, Operator.OracleResponse and Operator.CancelOracleRequest
func Fate(ctx context.Context, chain LogReader, r Request) (answer common.Hash, cancelled bool, err error) {
	events := bindings.NewOperator().GetABI().Events
	answered, taken := events["OracleResponse"].ID, events["CancelOracleRequest"].ID
	logs, err := chain.FilterLogs(ctx, ethereum.FilterQuery{
		Addresses: []common.Address{r.Operator}, FromBlock: new(big.Int).SetUint64(r.Log.BlockNumber),
		Topics: [][]common.Hash{{answered, taken}, {r.RequestID}},
	})
	if err != nil {
		return common.Hash{}, false, fmt.Errorf("ask what became of the request: %w", err)
	}
	for _, log := range logs {
		switch {
		case log.Removed:
		case log.Topics[0] == answered:
			answer = log.TxHash
		default:
			cancelled = true
		}
	}
	return answer, cancelled && answer == (common.Hash{}), nil
}
