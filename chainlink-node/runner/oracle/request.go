// Package oracle speaks the language of Chainlink's Operator contract: it reads the requests that an Operator logs,
// asks it whether a request is still open, and tells before a fulfilment is sent what would become of it.
package oracle

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/contracts/bindings"
)

// Request is one request that a contract made on an Operator. Its Data may hold personal data.
type Request struct {
	Operator  common.Address
	SpecID    [32]byte // names the job
	RequestID common.Hash
	Requester common.Address // who pays: the contract that asked
	Payment   *big.Int       // juels
	// CallbackAddr and CallbackFunctionID are where the answer goes.
	CallbackAddr       common.Address
	CallbackFunctionID [4]byte
	// CancelExpiration is the chain's time, in Unix seconds, from which on the requester may take the payment back.
	CancelExpiration *big.Int
	DataVersion      *big.Int
	Data             []byte // CBOR
	Log              types.Log
}

// ParseRequest reads an OracleRequest log. Returns an error if the log is no such event.
//
// Source: Chainlink contracts 1.5.0, Operator.OracleRequest
func ParseRequest(log types.Log) (Request, error) {
	event, err := bindings.NewOperator().UnpackOracleRequestEvent(&log)
	if err != nil {
		return Request{}, fmt.Errorf("read the request logged in transaction %s: %w", log.TxHash, err)
	}
	if event.Payment == nil {
		return Request{}, fmt.Errorf("read the request logged in transaction %s: the log has no data", log.TxHash)
	}
	return Request{
		Operator: log.Address, SpecID: event.SpecId, RequestID: event.RequestId, Requester: event.Requester,
		Payment: event.Payment, CallbackAddr: event.CallbackAddr, CallbackFunctionID: event.CallbackFunctionId,
		CancelExpiration: event.CancelExpiration, DataVersion: event.DataVersion, Data: event.Data, Log: log,
	}, nil
}

// Query finds the requests that name one of the spec ids on one of the Operators.
func Query(operators []common.Address, specIDs [][32]byte) ethereum.FilterQuery {
	specs := make([]common.Hash, len(specIDs))
	for i, id := range specIDs {
		specs[i] = id
	}
	event := bindings.NewOperator().GetABI().Events[bindings.OperatorOracleRequest{}.ContractEventName()]
	return ethereum.FilterQuery{Addresses: operators, Topics: [][]common.Hash{{event.ID}, specs}}
}

// JobRun is what $(jobRun…) names in a run for this request. The header is that of the request's block.
//
// Source: chainlink v2.18, core/services/directrequest/delegate.go, handleOracleRequest and oracleRequestToMap
func (r Request) JobRun(block *types.Header) map[string]any {
	return map[string]any{
		"meta": map[string]any{"oracleRequest": map[string]any{
			"specId":             hexutil.Encode(r.SpecID[:]),
			"requester":          r.Requester.Hex(),
			"requestId":          r.RequestID.Hex(),
			"payment":            r.Payment.String(),
			"callbackAddr":       r.CallbackAddr.Hex(),
			"callbackFunctionId": hexutil.Encode(r.CallbackFunctionID[:]),
			"cancelExpiration":   r.CancelExpiration.String(),
			"dataVersion":        r.DataVersion.String(),
			"data":               hexutil.Encode(r.Data),
		}},
		"logAddress":            r.Log.Address,
		"logBlockHash":          r.Log.BlockHash,
		"logBlockNumber":        r.Log.BlockNumber,
		"logData":               r.Log.Data,
		"logTopics":             r.Log.Topics,
		"logTxHash":             r.Log.TxHash,
		"blockReceiptsRoot":     block.ReceiptHash,
		"blockStateRoot":        block.Root,
		"blockTransactionsRoot": block.TxHash,
	}
}
