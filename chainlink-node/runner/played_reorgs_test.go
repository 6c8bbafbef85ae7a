package runner_test

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts/bindings"
)

// submitScore asks for the citizen's score and returns the transaction and the request.
func (s *stage) submitScore() (tx, request common.Hash) {
	s.t.Helper()
	receipt := s.send(2, s.at.ScoreRegistry, bindings.NewScoreRegistry().PackRequestScore(s.account(2)))
	return receipt.TxHash, s.requestIn(receipt)
}

// runs waits, making blocks, until the runs of a request are in these states, in whatever order.
func (s *stage) runs(request common.Hash, want ...journal.State) {
	s.t.Helper()
	s.await(func() bool {
		runs, err := s.runner.journal.Runs(s.t.Context(), journal.Filter{Request: request})
		require.NoError(s.t, err)
		left := map[journal.State]int{}
		for _, state := range want {
			left[state]++
		}
		for _, run := range runs {
			left[run.State]--
		}
		for _, count := range left {
			if count != 0 {
				return false
			}
		}
		return true
	})
}

func vanishesBeforeItsConfirmations(s *stage) {
	s.spec.Confirmations = 3
	s.begin()
	_, request := s.submitScore()
	s.runner.reached(request, func(state journal.State) bool { return state == journal.Seen })
	s.anvil.reorg(1)
	s.runs(request, journal.Dropped)
}

func movesBeforeItsConfirmations(s *stage) {
	s.spec.Confirmations = 3
	s.begin()
	tx, request := s.submitScore()
	s.runner.reached(request, func(state journal.State) bool { return state == journal.Seen })
	s.mine(1)
	s.anvil.reorg(2, again{tx, 1})
	s.runs(request, journal.Dropped, journal.Final)
}

// isReplacedWithItsAnswer replaces the blocks of request and answer; the request alone is mined again.
func isReplacedWithItsAnswer(block int) func(*stage) {
	return func(s *stage) {
		s.cfg.FinalityDepth = 5
		s.begin()
		tx, request := s.submitScore()
		s.ends(request, journal.Completed)
		s.anvil.reorg(2, again{tx, block})
		s.runs(request, journal.Dropped, journal.Final)
	}
}

func vanishesWithItsAnswer(s *stage) {
	s.cfg.FinalityDepth = 5
	s.begin()
	_, request := s.submitScore()
	s.ends(request, journal.Completed)
	s.anvil.reorg(2)
	s.runs(request, journal.Dropped)
}

func isReplacedDeeperThanFinality(s *stage) {
	s.begin()
	_, request := s.submitScore()
	s.ends(request, journal.Completed)
	s.mine(12)
	s.runner.reached(request, func(state journal.State) bool { return state == journal.Final })
	s.anvil.reorg(14)
	s.mine(1)
	_, later := s.submitScore()
	require.Equal(s.t, request, later, "the registry has forgotten the first, too")
	s.runs(later, journal.Final, journal.Final)
}
