package networks_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/networks"
)

func TestGet_ReadsTheNodesSettings(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{"amoy", "local", "polygon", "sepolia"}, networks.Names())
	for _, tc := range []struct {
		name          string
		chainID       uint64
		link          string
		confirmations uint64
		finality      uint64
		coin          string
	}{
		{"polygon", 137, "0xb0897686c545045aFc77CF20eC7A532E3120E0F1", 5, 500, "POL"},
		{"amoy", 80002, "0x0Fd9e8d3aF1aaee056EB9e802c3A762a667b1904", 5, 500, "POL"},
		{"sepolia", 11155111, "0x779877A7B0D9E8603169DdbD7836e478b4624789", 3, 64, "ETH"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			n, err := networks.Get(tc.name)
			require.NoError(t, err)
			require.Equal(t, common.HexToAddress(tc.link), n.LINK)
			require.Equal(t, []uint64{tc.chainID}, n.ChainIDs)
			require.Equal(t, tc.confirmations, n.Confirmations)
			require.Equal(t, tc.finality, n.FinalityBlocks)
			require.Equal(t, tc.coin, n.Coin)
			require.Contains(t, n.LINKSource, "docs.chain.link/resources/link-token-contracts")
			require.Contains(t, n.Explorer, "https://")
			require.False(t, n.Development())
			require.False(t, n.Serves(1337))
		})
	}
}

func TestGet_LocalIsAnyDevelopmentChainAndHasNoLINK(t *testing.T) {
	t.Parallel()
	n, err := networks.Get(networks.Local)
	require.NoError(t, err)
	require.True(t, n.Development())
	require.Zero(t, n.LINK)
	require.Empty(t, n.LINKSource)
	for id, want := range map[uint64]bool{1337: true, 31337: true, 1: false, 137: false} {
		require.Equal(t, want, n.Serves(id), id)
	}
}

func TestGet_NamesWhatThereIs(t *testing.T) {
	t.Parallel()
	_, err := networks.Get("atlantis")
	require.ErrorIs(t, err, networks.ErrUnknown)
	require.ErrorContains(t, err, "have amoy, local, polygon, sepolia")
}
