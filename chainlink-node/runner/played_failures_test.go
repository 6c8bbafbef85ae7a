package runner_test

import (
	"encoding/json"
	"math/big"
	"net/http"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// The recorded adapter's failures.
var (
	envelope500 = status(200, `{"status":"errored","statusCode":500,"error":{"name":"AdapterError","message":"upstream failed"}}`)
	envelope400 = status(200, `{"status":"errored","statusCode":400,"error":{"name":"AdapterInputError","message":"unknown userId"}}`)
	http500     = status(500, `{"status":"errored","statusCode":500,"error":{"name":"AdapterError","message":"upstream failed"}}`)
	http400     = status(400, `{"status":"errored","statusCode":400,"error":{"name":"AdapterInputError","message":"unknown userId"}}`)
	noResult    = status(200, `{"data":{},"statusCode":200}`)
	good        = status(200, scoreAnswer)
)

func strangerAsks(s *stage) {
	s.begin()
	spec, _ := jobspecs.SpecID(s.at.ScoreJobID)
	s.ends(s.requestDirectly(4, spec, 1), journal.Rejected)
}

func paysTooLittle(s *stage) {
	s.spec.MinPaymentJuels = big.NewInt(payment + 1)
	s.begin()
	s.ends(s.requestScore(2), journal.Rejected)
}

// namesTheJobInEveryForm names it in the two that count, and then in those that do not.
func namesTheJobInEveryForm(s *stage) {
	s.begin(s.replaced(jobspecs.Score, `requesters = ["`+s.at.ScoreRegistry.Hex()+`"]`, ""))
	id := s.at.ScoreJobID
	bare := strings.ReplaceAll(id.String(), "-", "")
	ascii, padded := jobspecs.SpecID(id)
	require.Equal(s.t, bare, string(ascii[:]))
	for i, other := range [][]byte{
		common.LeftPadBytes(id[:], 32), []byte(strings.ToUpper(bare)), []byte(id.String())[:32], crypto.Keccak256([]byte(id.String())),
	} {
		s.requestDirectly(4, [32]byte(other), int64(i))
	}
	for i, form := range [][32]byte{ascii, padded} {
		s.ends(s.requestDirectly(4, form, int64(10+i)), journal.Completed)
	}
}

// looksAgainAtWhatIsAnswered has a runner that knows nothing look at old blocks, as a replay does.
func looksAgainAtWhatIsAnswered(s *stage) {
	s.begin()
	request := s.requestScore(2)
	s.ends(request, journal.Completed)
	first := s.runner
	s.stop()
	forgetful := newStage(s.world, nil)
	forgetful.begin()
	forgetful.ends(request, journal.Closed)
	s.runner = first
}

// fails asks for a score of which the adapter only ever fails to tell.
func fails(attempts uint32, answer http.HandlerFunc) func(*stage) {
	return func(s *stage) {
		s.retry(attempts, time.Millisecond)
		s.adapter.behave(answer)
		s.begin()
		s.ends(s.requestScore(2), journal.Errored)
	}
}

func failsTwice(s *stage) {
	s.retry(3, time.Millisecond)
	s.adapter.behave(inTurn(envelope500, envelope500, good))
	s.begin()
	s.ends(s.requestScore(2), journal.Completed)
}

func isDownWithoutRetries(s *stage) {
	s.retry(1, time.Millisecond)
	s.wire.cut.Store(true)
	s.begin()
	s.ends(s.requestScore(2), journal.Errored)
	s.wire.cut.Store(false)
	s.mine(3)
}

func isDownForAWhile(s *stage) {
	s.retry(8, 50*time.Millisecond)
	s.spec.Retry.MaxBackoff = 10 * time.Second // it doubles up to that: time enough on a loaded machine
	s.wire.cut.Store(true)
	s.begin()
	first, second := s.requestScore(2), s.requestScore(2)
	require.Eventually(s.t, func() bool { return s.wire.tried.Load() > 4 }, patience, time.Millisecond)
	s.wire.cut.Store(false)
	s.ends(first, journal.Completed)
	s.ends(second, journal.Completed)
}

// failsOnlyForOne holds the first request's last failure back until the second request is answered.
func failsOnlyForOne(s *stage) {
	s.retry(4, time.Millisecond)
	first, answered := make(chan string, 1), make(chan struct{})
	failure := inTurn(envelope500, envelope500, envelope500, func(out http.ResponseWriter, r *http.Request) {
		select {
		case <-answered:
		case <-r.Context().Done():
		}
		envelope500(out, r)
	})
	s.adapter.behave(func(out http.ResponseWriter, r *http.Request) {
		var asked struct{ ID string }
		_ = json.NewDecoder(r.Body).Decode(&asked) // the adapter has read it before
		failing := <-first
		first <- failing
		if asked.ID == failing {
			failure(out, r)
			return
		}
		good(out, r)
	})
	s.begin()
	request := s.requestScore(2)
	first <- request.Hex()
	s.ends(s.requestScore(2), journal.Completed)
	held, _ := s.runner.status(request)
	require.Equal(s.t, journal.Running, held.State, "the second did not wait for the first")
	close(answered)
	s.ends(request, journal.Errored)
}

// isNotAuthorised authorises the key when it is too late.
func isNotAuthorised(confirmations string) func(*stage) {
	return func(s *stage) {
		authorise := func(account int) {
			s.send(0, s.at.Operator, bindings.NewOperator().PackSetAuthorizedSenders([]common.Address{s.account(account)}))
		}
		authorise(5)
		s.begin(s.replaced(jobspecs.Score, `minConfirmations="1"`, confirmations))
		s.ends(s.requestScore(2), journal.Errored)
		authorise(1)
		s.mine(3)
	}
}

// checksByTransmitChecker finds the attribute refused, and the same check made without it.
func checksByTransmitChecker(s *stage) {
	s.deps.Jobs = []*jobspecs.Spec{s.replaced(jobspecs.Score, `failOnRevert="true"`,
		`failOnRevert="true" transmitChecker="{\\"CheckerType\\": \\"simulate\\"}"`)}
	_, err := runner.New(s.withRegistry(s.deps), s.cfg)
	require.ErrorIs(s.t, err, pipeline.ErrUnsupported)
	require.ErrorContains(s.t, err, "transmitChecker")
	isNotAuthorised(`minConfirmations="1"`)(s)
}

func callsBackInVain(s *stage) {
	s.begin(s.replaced(jobspecs.Score, ", uint256 asOf, bytes32 modelHash)", ")"))
	request := s.requestScore(2)
	s.ends(request, journal.Errored)
	s.requireRefund(request)
}

func grantsTooLittleGas(s *stage) {
	s.begin(s.replaced(jobspecs.Score, `gasLimit="500000"`, `gasLimit="400000"`))
	s.ends(s.requestScore(2), journal.Completed)
}

func isPoorForAWhile(s *stage) {
	key, err := crypto.GenerateKey()
	require.NoError(s.t, err)
	poor := runner.NewKeySigner(key, s.at.ChainID)
	s.deps.Signers = []runner.Signer{poor}
	s.send(0, s.at.Operator, bindings.NewOperator().PackSetAuthorizedSenders([]common.Address{poor.Address()}))
	s.begin()
	request := s.requestScore(2)
	require.Eventually(s.t, func() bool {
		_, health := s.runner.get("/health")
		return strings.Contains(health, runner.ErrInsufficientFunds.Error())
	}, patience, poll)
	s.give(poor.Address(), 1e18)
	s.ends(request, journal.Completed)
}

func isCancelled(s *stage) {
	s.adapter.behave(envelope500)
	s.begin()
	request := s.requestScore(2)
	s.ends(request, journal.Errored)
	s.requireRefund(request)
}
