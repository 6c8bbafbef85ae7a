package runner_test

import (
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/jobspecs"
)

func asksBeforeTheStart(s *stage) {
	request := s.requestScore(2)
	s.begin()
	s.ends(request, journal.Completed)
}

func asksAtTheStart(s *stage) {
	s.begin()
	s.ends(s.requestScore(2), journal.Completed)
}

// losesItsJob takes a job away while its fulfilment is signed and not on the chain.
func losesItsJob(s *stage) {
	deps, post := s.posted(s.deps)
	s.deps = deps
	post.lose.Store(true)
	s.begin()
	request := s.requestScore(2)
	s.runner.reached(request, func(state journal.State) bool { return state == journal.Sent })
	s.stop()
	post.lose.Store(false)
	toml, err := jobspecs.Render(jobspecs.Record, s.spec)
	require.NoError(s.t, err)
	s.begin(s.parse(toml))
	s.ends(request, journal.Completed)
	_, other := s.requestRecord([32]byte{9})
	s.ends(other, journal.Completed)
}

func asksWhileItIsDown(blocks int) func(*stage) {
	return func(s *stage) {
		s.begin()
		s.mine(1)
		s.stop()
		request := s.requestScore(2)
		for range blocks {
			s.chain.Mine()
		}
		s.resume()
		s.ends(request, journal.Completed)
	}
}

func stopsBeforeTheConfirmations(s *stage) {
	s.spec.Confirmations = 8
	s.begin()
	request := s.requestScore(2)
	s.runner.reached(request, func(state journal.State) bool { return state == journal.Seen })
	s.stop()
	s.resume()
	s.await(func() bool {
		run, _ := s.runner.status(request)
		return run.State.Fulfilled()
	})
}

// hasty cuts off at once what is under way when it stops.
func (s *stage) hasty() { s.cfg.GracePeriod = time.Millisecond }

func stopsWhileTheAdapterThinks(s *stage) {
	s.hasty()
	s.adapter.behave(until(nil))
	s.begin()
	request := s.requestScore(2)
	s.asked(1)
	s.stop()
	s.adapter.behave(nil)
	s.resume()
	s.ends(request, journal.Completed)
}

// asked waits until the adapter was asked so often.
func (s *stage) asked(times int) {
	s.t.Helper()
	require.Eventually(s.t, func() bool { return s.adapter.calls() == times }, patience, poll)
}

func stopsBetweenTwoTries(s *stage) {
	s.hasty()
	s.retry(2, time.Minute)
	s.adapter.behave(inTurn(envelope500, good))
	s.begin()
	request := s.requestScore(2)
	s.asked(1)
	require.Eventually(s.t, func() bool {
		_, metrics := s.runner.get("/metrics")
		return strings.Contains(metrics, `bridge_errors_total{name="link4health"} 1`)
	}, patience, poll, "it waits for its second try")
	s.stop()
	s.resume()
	s.ends(request, journal.Completed)
}

// stopsWithAQueue answers requests one after another, as the real node does.
func stopsWithAQueue(s *stage) {
	s.hasty()
	s.cfg.MaxConcurrent = 1
	s.adapter.behave(inTurn(good, until(nil), good))
	s.begin()
	var requests []common.Hash
	for range 4 {
		requests = append(requests, s.requestScore(2))
	}
	s.ends(requests[0], journal.Completed)
	s.asked(2)
	for _, request := range requests {
		s.runner.reached(request, func(journal.State) bool { return true })
	}
	s.stop()
	s.resume()
	for _, request := range requests[1:] {
		s.ends(request, journal.Completed)
	}
}

func stopsAfterTheBroadcast(s *stage) {
	s.begin(s.replaced(jobspecs.Score, `minConfirmations="1"`, `minConfirmations="6"`))
	request := s.requestScore(2)
	s.runner.reached(request, func(state journal.State) bool { return state == journal.Mined })
	s.stop()
	s.resume()
	s.await(func() bool {
		run, _ := s.runner.status(request)
		return run.State.Fulfilled()
	})
}
