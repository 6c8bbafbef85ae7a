package main

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/devchain"
)

// requester sends transactions of one account, and sends them again when the chain has forgotten them.
type requester struct {
	devchain.Account
	chain *anvil
	first uint64 // nonce of sent[0]

	mu   sync.Mutex
	sent []*types.Transaction
}

func newRequester(ctx context.Context, chain *anvil, account devchain.Account) (*requester, error) {
	nonce, err := chain.NonceAt(ctx, account.Address, nil)
	if err != nil {
		return nil, fmt.Errorf("ask for a requester's nonce: %w", err)
	}
	return &requester{Account: account, chain: chain, first: nonce}, nil
}

// send signs the account's next transaction, which pays any fee, and offers it to the chain.
func (r *requester) send(ctx context.Context, to common.Address, calldata []byte) error {
	const gwei, gas = 1_000_000_000, 500_000
	r.mu.Lock()
	defer r.mu.Unlock()
	tx, err := types.SignNewTx(r.Key, types.LatestSignerForChainID(big.NewInt(chainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(chainID), Nonce: r.first + uint64(len(r.sent)), To: &to, Data: calldata, Gas: gas,
		GasTipCap: big.NewInt(gwei), GasFeeCap: big.NewInt(2000 * gwei),
	})
	if err != nil {
		return fmt.Errorf("sign a request: %w", err)
	}
	r.sent = append(r.sent, tx)
	_ = r.chain.SendTransaction(ctx, tx) // offered again until it is mined
	return nil
}

// errWaiting says that transactions are not mined yet.
var errWaiting = errors.New("transactions wait to be mined")

// offer sends all transactions again that the chain does not have in a block. Returns errWaiting if there are any.
func (r *requester) offer(ctx context.Context) error {
	mined, err := r.chain.NonceAt(ctx, r.Address, nil)
	if err != nil {
		return fmt.Errorf("ask for a requester's nonce: %w", err)
	}
	r.mu.Lock()
	waiting := r.sent[mined-r.first:]
	r.mu.Unlock()
	for _, tx := range waiting {
		_ = r.chain.SendTransaction(ctx, tx) // the chain knows it, or takes it, or is asked again
	}
	if len(waiting) > 0 {
		return errWaiting
	}
	return nil
}
