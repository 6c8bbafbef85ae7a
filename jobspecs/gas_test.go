package jobspecs_test

import (
	"bytes"
	"crypto/ecdsa"
	"math"
	"math/big"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
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
		ApprovalWindow: time.Hour, ScoreJobID: uuid.New(), RecordJobID: uuid.New(), BatchJobID: uuid.New(),
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

	c.batch(t)

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

// batch answers a request for as many subjects as there can be, each for the first time.
func (c *chain) batch(t *testing.T) {
	t.Helper()
	registry, keys := bindings.NewScoreRegistry(), make([]*ecdsa.PrivateKey, 32)
	for i := range keys {
		key, err := crypto.GenerateKey()
		require.NoError(t, err)
		keys[i] = key
	}
	subjects := c.readable(t, keys)
	packed := bytes.Repeat([]byte{0xff}, 32) // the model's hash
	for _, subject := range subjects {
		packed = append(packed, subject[:]...)
		packed = append(packed, common.FromHex("0x270f270f000000005fffffff")...) // score, coverage, asOf
	}
	asked := c.send(t, c.ScoreRegistry, registry.PackRequestScores(subjects))
	mined := c.fulfil(t, jobspecs.Batch, asked, func(id [32]byte) []byte { return registry.PackFulfillScores(id, packed)[4:] })
	stored := 0
	for _, log := range mined.Logs {
		if _, err := registry.UnpackScoreUpdatedEvent(log); err == nil {
			stored++
		}
	}
	require.Equal(t, len(subjects), stored, "the callback ran out of gas, or refused")
}

// readable gives keys ether, has them let the owner ask for their scores, and returns their addresses.
func (c *chain) readable(t *testing.T, keys []*ecdsa.PrivateKey) []common.Address {
	t.Helper()
	allow := bindings.NewScoreRegistry().PackAllowReader(c.owner.Address(), math.MaxUint64)
	var funded, allowed []common.Hash
	var subjects []common.Address
	giver := c.Accounts[0]
	nonce, err := c.client.NonceAt(t.Context(), giver.Address, nil)
	require.NoError(t, err)
	for i, key := range keys {
		subjects = append(subjects, crypto.PubkeyToAddress(key.PublicKey))
		funded = append(funded, c.transact(t, giver.Key, nonce+uint64(i), subjects[i], big.NewInt(1e18), nil))
	}
	c.wait(t, funded)
	for _, key := range keys {
		allowed = append(allowed, c.transact(t, key, 0, c.ScoreRegistry, nil, allow))
	}
	c.wait(t, allowed)
	return subjects
}

// transact sends a transaction without waiting for it: its nonce is given, for a node counts one that it has just taken
// in a moment later.
func (c *chain) transact(t *testing.T, key *ecdsa.PrivateKey, nonce uint64, to common.Address, value *big.Int, data []byte) common.Hash {
	t.Helper()
	auth := bind.NewKeyedTransactor(key, big.NewInt(devchain.ChainID))
	auth.Context, auth.Nonce, auth.Value, auth.GasLimit = t.Context(), new(big.Int).SetUint64(nonce), value, 300_000
	tx, err := bind.NewBoundContract(to, abi.ABI{}, c.client, c.client, c.client).RawTransact(auth, data)
	require.NoError(t, err)
	return tx.Hash()
}

func (c *chain) wait(t *testing.T, sent []common.Hash) {
	t.Helper()
	for _, tx := range sent {
		receipt, err := bind.WaitMined(t.Context(), c.client, tx)
		require.NoError(t, err)
		require.Equal(t, types.ReceiptStatusSuccessful, receipt.Status)
	}
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
