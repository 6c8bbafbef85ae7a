package pipeline

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// Transaction is what an ethtx task wants sent.
type Transaction struct {
	To   common.Address
	Data []byte
	// GasLimit is the gas that the job spec grants, or 0 if it names none.
	GasLimit uint64
	// MinConfirmations is the number of blocks, the transaction's own included, to wait for; nil means until it is
	// final.
	MinConfirmations *uint64
	// FailOnRevert makes a transaction that reverts an error.
	FailOnRevert bool
}

// Transmitter sends the transaction of one run and waits for it.
type Transmitter interface {
	// Transmit returns the receipt once the transaction has its confirmations. A transaction that cannot succeed need
	// not be sent; the error then says why.
	Transmit(context.Context, Transaction) (*types.Receipt, error)
}

// ErrNoTransmitter says that a run was started without means to send its transaction.
var ErrNoTransmitter = errors.New("the run cannot send transactions")

// ethTxTask is ethtx. Its value is the receipt, as the real node shows it.
//
// Source: chainlink v2.18, core/services/pipeline/task.eth_tx.go.
type ethTxTask struct {
	to, data, gasLimit, minConfirmations expression
	failOnRevert                         bool
	jobGasLimit                          uint64
}

func newEthTxTask(jobGasLimit uint64) constructor {
	return func(a attributes) (task, error) {
		failOnRevert, err := a.flag("failOnRevert")
		return &ethTxTask{
			to:               parseExpression(a.text("to")),
			data:             parseExpression(a.text("data")),
			gasLimit:         parseExpression(a.text("gasLimit")),
			minConfirmations: parseExpression(a.text("minConfirmations")),
			failOnRevert:     failOnRevert,
			jobGasLimit:      jobGasLimit,
		}, err
	}
}

func (t *ethTxTask) run(ctx context.Context, in input) (any, error) {
	if in.transmit == nil {
		return nil, ErrNoTransmitter
	}
	tx, err := t.transaction(in.vars)
	if err != nil {
		return nil, err
	}
	receipt, err := in.transmit.Transmit(ctx, tx)
	if err != nil {
		return nil, err
	}
	return receiptObject(receipt), nil
}

func (t *ethTxTask) transaction(vars Vars) (Transaction, error) {
	tx := Transaction{GasLimit: t.jobGasLimit, FailOnRevert: t.failOnRevert}
	var err error
	if tx.To, err = param("to", asAddress)(t.to.value(vars)); err != nil {
		return Transaction{}, err
	}
	if tx.Data, err = param("data", asBytes)(t.data.value(vars)); err != nil {
		return Transaction{}, err
	}
	if limit, err := param("gasLimit", asUint64)(t.gasLimit.value(vars)); err == nil {
		tx.GasLimit = limit
	} else if !errors.Is(err, ErrParameterEmpty) {
		return Transaction{}, err
	}
	if blocks, err := param("minConfirmations", asUint64)(t.minConfirmations.value(vars)); err == nil {
		tx.MinConfirmations = &blocks
	} else if !errors.Is(err, ErrParameterEmpty) {
		return Transaction{}, err
	}
	return tx, nil
}

// receiptObject is a receipt with the names and forms that the real node gives it.
func receiptObject(r *types.Receipt) map[string]any {
	logs := make([]any, len(r.Logs))
	for i, l := range r.Logs {
		logs[i] = map[string]any{
			"address": hexutil.Bytes(l.Address[:]), "topics": l.Topics, "data": hexutil.Bytes(l.Data),
			"blockHash": l.BlockHash, "blockNumber": hexutil.Uint64(l.BlockNumber), "logIndex": hexutil.Uint(l.Index),
			"transactionHash": l.TxHash, "transactionIndex": hexutil.Uint(l.TxIndex), "removed": l.Removed,
		}
	}
	return map[string]any{
		"blockHash":         r.BlockHash,
		"blockNumber":       fmt.Sprintf("%#x", r.BlockNumber),
		"contractAddress":   hexutil.Bytes(r.ContractAddress[:]),
		"cumulativeGasUsed": hexutil.Uint64(r.CumulativeGasUsed),
		"gasUsed":           hexutil.Uint64(r.GasUsed),
		"logs":              logs,
		"logsBloom":         r.Bloom,
		"root":              hexutil.Bytes(r.PostState),
		"status":            hexutil.Uint64(r.Status),
		"transactionHash":   r.TxHash,
		"transactionIndex":  hexutil.Uint(r.TransactionIndex),
	}
}
