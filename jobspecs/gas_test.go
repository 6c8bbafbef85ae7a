package jobspecs_test

import (
	"math/big"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/seal"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// chain is a development chain with the real contracts. Its first account owns
// everything and asks, its second answers as the node.
type chain struct {
	contracts.Deployment
	*devchain.Chain
	client *ethclient.Client
	owner  *contracts.Sender
}

func newChain(t *testing.T) *chain {
	t.Helper()
	dev, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, dev.Close()) })
	client, err := ethclient.DialContext(t.Context(), dev.HTTPURL)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	owner, err := contracts.NewSender(t.Context(), client, dev.Accounts[0].Key)
	require.NoError(t, err)
	at, err := contracts.Deploy(t.Context(), owner, contracts.Plan{
		SupplyJuels: big.NewInt(100), Nodes: []common.Address{dev.Accounts[1].Address}, PaymentJuels: big.NewInt(1),
		ApprovalWindow: time.Hour, ScoreJobID: uuid.New(), RecordJobID: uuid.New(),
	}, func(string, common.Address) {})
	require.NoError(t, err)
	c := &chain{at, dev, client, owner}
	for _, spender := range []common.Address{c.ScoreRegistry, c.RecordMarket} {
		c.send(t, c.LinkToken, bindings.NewLinkToken().PackApprove(spender, big.NewInt(50)))
	}
	return c
}

func (c *chain) send(t *testing.T, to common.Address, call []byte) *types.Receipt {
	t.Helper()
	receipt, err := c.owner.Send(t.Context(), to, call)
	require.NoError(t, err)
	return receipt
}

// fulfil answers the request in a receipt with the callback's packed arguments,
// with the gas limit that the rendered job spec sets.
func (c *chain) fulfil(t *testing.T, spec string, receipt *types.Receipt, arguments func(requestID [32]byte) []byte) *types.Receipt {
	t.Helper()
	d := deployment()
	d.Operator, d.ScoreRegistry, d.RecordMarket = c.Operator, c.ScoreRegistry, c.RecordMarket
	submit, ok := mustParse(t, string(mustRender(t, spec, d))).Task("submit_tx")
	require.True(t, ok)
	gas, err := strconv.ParseUint(submit.Attrs["gasLimit"], 10, 64)
	require.NoError(t, err)

	operator := bindings.NewOperator()
	for _, log := range receipt.Logs {
		asked, err := operator.UnpackOracleRequestEvent(log)
		if err != nil {
			continue
		}
		auth := bind.NewKeyedTransactor(c.Accounts[1].Key, big.NewInt(devchain.ChainID))
		auth.Context, auth.GasLimit = t.Context(), gas
		tx, err := bind.NewBoundContract(c.Operator, abi.ABI{}, c.client, c.client, c.client).RawTransact(auth, operator.PackFulfillOracleRequest2(
			asked.RequestId, asked.Payment, asked.CallbackAddr, asked.CallbackFunctionId, asked.CancelExpiration, arguments(asked.RequestId)))
		require.NoError(t, err)
		mined, err := bind.WaitMined(t.Context(), c.client, tx.Hash())
		require.NoError(t, err)
		require.Equal(t, types.ReceiptStatusSuccessful, mined.Status)
		t.Logf("%s: %d of %d gas", spec, mined.GasUsed, gas)
		return mined
	}
	t.Fatal("no OracleRequest")
	return nil
}

func TestDefaultGasLimits_AreEnough(t *testing.T) {
	t.Parallel()
	c := newChain(t)
	registry, market := bindings.NewScoreRegistry(), bindings.NewRecordMarket()

	asked := c.send(t, c.ScoreRegistry, registry.PackRequestScore(c.owner.Address()))
	mined := c.fulfil(t, jobspecs.Score, asked, func(id [32]byte) []byte {
		return registry.PackFulfillScore(id, big.NewInt(10_000), big.NewInt(10_000), big.NewInt(1), [32]byte{1})[4:]
	})
	require.True(t, contains(mined, func(l *types.Log) error { _, err := registry.UnpackScoreUpdatedEvent(l); return err }), "the callback ran out of gas")

	longest := make([]byte, seal.MaxSealedBytes)
	for i := range longest {
		longest[i] = 0xff // zeros would be cheaper
	}
	c.send(t, c.RecordMarket, market.PackRegister([32]byte{1}, big.NewInt(1)))
	asked = c.send(t, c.RecordMarket, market.PackRequest([32]byte{1}, [32]byte{2}, big.NewInt(2)))
	var requestID [32]byte
	require.True(t, contains(asked, func(l *types.Log) error {
		e, err := market.UnpackRecordRequestedEvent(l)
		if err == nil {
			requestID = e.RequestId
		}
		return err
	}))
	mined = c.fulfil(t, jobspecs.Record, c.send(t, c.RecordMarket, market.PackApprove(requestID)), func(id [32]byte) []byte {
		return market.PackFulfillRecord(id, longest)[4:]
	})
	require.True(t, contains(mined, func(l *types.Log) error { _, err := market.UnpackRecordReleasedEvent(l); return err }), "the callback ran out of gas")
}

// contains reports whether a log of the receipt unpacks.
func contains(r *types.Receipt, unpack func(*types.Log) error) bool {
	for _, log := range r.Logs {
		if unpack(log) == nil {
			return true
		}
	}
	return false
}
