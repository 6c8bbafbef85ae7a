package devchain_test

import (
	"context"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/devchain"
)

func start(t *testing.T, cfg devchain.Config) (*devchain.Chain, *ethclient.Client) {
	t.Helper()
	chain, err := devchain.Start(t.Context(), cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	client, err := ethclient.DialContext(t.Context(), chain.HTTPURL)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return chain, client
}

// transfer sends one ether from the first account to the second.
func transfer(t *testing.T, chain *devchain.Chain, client *ethclient.Client) *types.Transaction {
	t.Helper()
	from, to := chain.Accounts[0], chain.Accounts[1].Address
	nonce, err := client.PendingNonceAt(t.Context(), from.Address)
	require.NoError(t, err)
	tx, err := types.SignNewTx(from.Key, types.LatestSignerForChainID(big.NewInt(devchain.ChainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(devchain.ChainID), Nonce: nonce, To: &to, Value: big.NewInt(1e18), Gas: 21_000,
		GasFeeCap: big.NewInt(10e9), GasTipCap: big.NewInt(1e9),
	})
	require.NoError(t, err)
	require.NoError(t, client.SendTransaction(t.Context(), tx))
	return tx
}

func mined(ctx context.Context, client *ethclient.Client, tx common.Hash) func() bool {
	return func() bool {
		receipt, err := client.TransactionReceipt(ctx, tx)
		return err == nil && receipt.Status == types.ReceiptStatusSuccessful
	}
}

func TestStart_MinesEachTransactionAtOnce(t *testing.T) {
	t.Parallel()
	chain, client := start(t, devchain.Config{})
	id, err := client.ChainID(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, devchain.ChainID, id.Uint64())
	for range 3 {
		tx := transfer(t, chain, client)
		require.Eventually(t, mined(t.Context(), client, tx.Hash()), 30*time.Second, 5*time.Millisecond)
	}
	balance, err := client.BalanceAt(t.Context(), chain.Accounts[1].Address, nil)
	require.NoError(t, err)
	require.Equal(t, "10003000000000000000000", balance.String())
}

func TestStart_MinesByTheClockIfABlockTimeIsSet(t *testing.T) {
	t.Parallel()
	chain, client := start(t, devchain.Config{BlockTime: 50 * time.Millisecond})
	tx := transfer(t, chain, client)
	require.Eventually(t, mined(t.Context(), client, tx.Hash()), 30*time.Second, 5*time.Millisecond)
	require.Eventually(t, func() bool {
		n, err := client.BlockNumber(t.Context())
		return err == nil && n >= 3
	}, 30*time.Second, 5*time.Millisecond, "empty blocks are mined too")
}

func TestChain_AdvanceTimeMovesTheBlockClock(t *testing.T) {
	t.Parallel()
	chain, client := start(t, devchain.Config{})
	chain.Mine()
	before, err := client.HeaderByNumber(t.Context(), nil)
	require.NoError(t, err)
	require.NoError(t, chain.AdvanceTime(6*time.Minute))
	after, err := client.HeaderByNumber(t.Context(), nil)
	require.NoError(t, err)
	require.GreaterOrEqual(t, after.Time-before.Time, uint64(360))
}

func TestStart_RefusesAddressesThatOthersCouldReach(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]string{
		"all interfaces": "0.0.0.0:0",
		"no port":        "127.0.0.1",
		"a bad port":     "127.0.0.1:99999",
		"another host":   "192.0.2.1:8545",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := devchain.Start(t.Context(), devchain.Config{RPCAddress: address})
			require.ErrorContains(t, err, "rpc address")
		})
	}
}

func TestAccounts_AreTheWellKnownOnes(t *testing.T) {
	t.Parallel()
	accounts := devchain.Accounts()
	require.Equal(t, "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", accounts[0].Address.Hex())
	require.Equal(t, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", accounts[1].Address.Hex())
	require.Equal(t, "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d", accounts[1].HexKey())
}

func TestClose_MayBeCalledTwice(t *testing.T) {
	t.Parallel()
	chain, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	require.NoError(t, chain.Close())
	require.NoError(t, chain.Close())
	require.Zero(t, chain.Mine())
}
