package runner

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

func queued(j *job, request byte, block uint64) *run {
	return &run{
		id:  journal.ID{RequestID: common.BytesToHash([]byte{request}), BlockHash: common.BigToHash(common.Big1)},
		job: j, block: block,
	}
}

func TestQueue_JobsTakeTurns(t *testing.T) {
	t.Parallel()
	busy, quiet := &job{confirmations: 1}, &job{confirmations: 1}
	q := newQueue([]*job{busy, quiet})
	for i := range byte(3) {
		q.add(queued(busy, i, 1))
	}
	q.add(queued(quiet, 9, 1))
	var order []byte
	for r := q.next(1); r != nil; r = q.next(1) {
		order = append(order, r.id.RequestID[31])
	}
	require.Equal(t, []byte{0, 9, 1, 2}, order)
	require.Zero(t, q.len())
}

func TestQueue_HoldsWhatIsNotConfirmedWithoutHoldingUpOthers(t *testing.T) {
	t.Parallel()
	deep, flat := &job{confirmations: 3}, &job{confirmations: 1}
	q := newQueue([]*job{deep, flat})
	q.add(queued(deep, 1, 10))
	q.add(queued(flat, 2, 11))
	require.EqualValues(t, 2, q.next(11).id.RequestID[31])
	require.Nil(t, q.next(11), "the second block is not the third")
	require.EqualValues(t, 1, q.next(12).id.RequestID[31])
}

func TestQueue_RunsARequestOnlyOnceAtATime(t *testing.T) {
	t.Parallel()
	j := &job{confirmations: 1}
	q := newQueue([]*job{j})
	first, moved, other := queued(j, 1, 1), queued(j, 1, 2), queued(j, 2, 2)
	q.add(first)
	q.add(moved)
	q.add(other)
	require.Same(t, first, q.next(2))
	require.Same(t, other, q.next(2))
	require.Nil(t, q.next(2))
	q.done(first)
	require.Same(t, moved, q.next(2))
	require.Zero(t, q.len())
}
