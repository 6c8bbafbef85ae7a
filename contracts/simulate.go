package contracts

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
)

// Simulator is a chain that can try transactions one after the other without sending them; *ethclient.Client is one, if
// the endpoint behind it knows eth_simulateV1.
type Simulator interface {
	SimulateV1(ctx context.Context, opts ethclient.SimulateOptions, block *rpc.BlockNumberOrHash) ([]ethclient.SimulateBlockResult, error)
}

// Simulate tries transactions of one account on top of the latest block and returns the gas that each uses, by the chain's
// own rules. The account's ether does not matter.
//
// Returns a *RevertError, wrapped with the step, for the first that would be refused, or the endpoint's error if it cannot
// simulate.
//
// Source: Ethereum execution APIs, eth_simulateV1.
func Simulate(ctx context.Context, chain Simulator, txs []Unsigned) ([]uint64, error) {
	if len(txs) == 0 {
		return nil, nil
	}
	block := ethclient.SimulateBlock{
		StateOverrides: map[common.Address]ethereum.OverrideAccount{txs[0].From: {Nonce: txs[0].Nonce}},
	}
	for _, tx := range txs {
		block.Calls = append(block.Calls, ethereum.CallMsg{From: tx.From, To: tx.To, Data: tx.Data})
	}
	latest := rpc.BlockNumberOrHashWithNumber(rpc.LatestBlockNumber)
	blocks, err := chain.SimulateV1(ctx, ethclient.SimulateOptions{BlockStateCalls: []ethclient.SimulateBlock{block}}, &latest)
	if err != nil {
		return nil, fmt.Errorf("simulate: %w", err)
	}
	if len(blocks) != 1 || len(blocks[0].Calls) != len(txs) {
		return nil, errors.New("simulate: the endpoint answered about something else")
	}
	gas := make([]uint64, len(txs))
	for i, result := range blocks[0].Calls {
		if result.Error != nil {
			data := common.FromHex(result.Error.Data)
			return nil, fmt.Errorf("simulate %s: %w", txs[i].Step, &RevertError{Data: data, Reason: cmp.Or(reason(data), result.Error.Message)})
		}
		gas[i] = max(result.GasUsed, result.MaxUsedGas)
	}
	return gas, nil
}
