package jobspecs_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/jobspecs"
)

func TestChainJobID_IsAnotherOnEachChainAndAlwaysTheSame(t *testing.T) {
	t.Parallel()
	seen := map[uuid.UUID]bool{}
	for _, name := range jobspecs.Names() {
		for _, chain := range []uint64{1337, 80002, 11155111, 137} {
			id := jobspecs.ChainJobID(name, chain)
			require.False(t, seen[id], "%s on %d", name, chain)
			seen[id] = true
			require.Equal(t, id, jobspecs.ChainJobID(name, chain))
		}
	}
	require.Equal(t, jobspecs.DefaultScoreJobID, jobspecs.ChainJobID(jobspecs.Score, 31337).String())
	require.Equal(t, "16e61cb6-33c6-5641-a783-c8d9ca50d1e4", jobspecs.ChainJobID(jobspecs.Score, 80002).String())
	require.Zero(t, jobspecs.ChainJobID("weather", 1))
}
