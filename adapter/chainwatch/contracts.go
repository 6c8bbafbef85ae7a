package chainwatch

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/contracts/bindings"
)

// consumer is one of our contracts as it stands.
type consumer struct {
	oracle                       common.Address
	held, escrowed, withdrawable *big.Int // juels
	payment                      *big.Int // juels for one request
	earned                       *big.Int // juels that the oracle's owner can withdraw; nil if it is no Operator
}

// read asks one contract for its oracle and its money. Both contracts have the functions of the market that are asked for
// here, but for the escrow.
func (w *Watcher) read(ctx context.Context, chain Chain, contract common.Address) (consumer, error) {
	m, link, operator := bindings.NewRecordMarket(), bindings.NewLinkToken(), bindings.NewOperator()
	var c consumer
	var token common.Address
	err := errors.Join(
		call(ctx, chain, contract, m.PackOracle(), m.UnpackOracle, &c.oracle),
		call(ctx, chain, contract, m.PackLinkToken(), m.UnpackLinkToken, &token),
		call(ctx, chain, contract, m.PackTotalBalances(), m.UnpackTotalBalances, &c.withdrawable),
		call(ctx, chain, contract, m.PackOraclePayment(), m.UnpackOraclePayment, &c.payment),
	)
	if err != nil {
		return c, err
	}
	c.escrowed = new(big.Int)
	if contract == w.cfg.Market {
		err = call(ctx, chain, contract, m.PackTotalEscrow(), m.UnpackTotalEscrow, &c.escrowed)
	}
	err = errors.Join(err, call(ctx, chain, token, link.PackBalanceOf(contract), link.UnpackBalanceOf, &c.held))
	if reverted := call(ctx, chain, c.oracle, operator.PackWithdrawable(), operator.UnpackWithdrawable, &c.earned); reverted != nil {
		c.earned = nil // reports come through a forwarder, which holds nothing
	}
	return c, err
}

// call asks a contract's view.
func call[T any](ctx context.Context, chain Chain, contract common.Address, data []byte, unpack func([]byte) (T, error), into *T) error {
	raw, err := chain.CallContract(ctx, ethereum.CallMsg{To: &contract, Data: data}, nil)
	if err != nil {
		return fmt.Errorf("call %s: %w", contract, err)
	}
	if *into, err = unpack(raw); err != nil {
		return fmt.Errorf("read the answer of %s: %w", contract, err)
	}
	return nil
}
