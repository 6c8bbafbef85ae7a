package runner_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/runner"
)

func TestKeySigner_OpensWhatTheSameKeySealedForTheSameTransaction(t *testing.T) {
	t.Parallel()
	accounts := devchain.Accounts()
	signer, again, other := runner.NewKeySigner(accounts[0].Key, 1), runner.NewKeySigner(accounts[0].Key, 1), runner.NewKeySigner(accounts[1].Key, 1)
	hash := common.HexToHash("0x01")
	sealed, err := signer.Seal([]byte("a fulfilment"), hash)
	require.NoError(t, err)
	require.NotContains(t, string(sealed), "fulfilment")
	raw, err := again.Open(sealed, hash)
	require.NoError(t, err)
	require.Equal(t, "a fulfilment", string(raw))

	_, err = other.Open(sealed, hash)
	require.ErrorIs(t, err, runner.ErrSealed)
	_, err = signer.Open(sealed, common.HexToHash("0x02"))
	require.ErrorIs(t, err, runner.ErrSealed)
	sealed[len(sealed)-1]++
	_, err = signer.Open(sealed, hash)
	require.ErrorIs(t, err, runner.ErrSealed)
	_, err = signer.Open(nil, hash)
	require.ErrorIs(t, err, runner.ErrSealed)
}
