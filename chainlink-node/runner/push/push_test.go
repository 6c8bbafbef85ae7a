package push_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/push"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

func TestPusher_RefreshesWhenTheScoreMovedAndIsPaidForAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.agree()
	w.pay(budget)
	w.scores.set(5000)
	w.start(push.Subscription{Deviation: 200})

	first := w.asked(1)
	require.EqualValues(t, budget, w.link(subject), "nothing is taken before the answer")
	w.answer(first)
	w.owns(subject, budget-payment)
	w.owns(pusher, budget)
	w.scores.set(5199)
	w.counted("unmoved")
	require.Len(t, w.requests(), 1)
	w.scores.set(4800)
	w.answer(w.asked(2))
	w.owns(subject, budget-2*payment)
	require.NotContains(t, w.log.String(), w.account(subject).Hex()[2:])
}

func TestPusher_RefreshesAtItsHeartbeat(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.agree()
	w.pay(budget)
	w.scores.set(5000)
	w.start(push.Subscription{Heartbeat: time.Hour})
	w.answer(w.asked(1))
	w.owns(subject, budget-payment)
	w.counted("unmoved")

	require.NoError(t, w.chain.AdvanceTime(time.Hour))

	w.answer(w.asked(2))
	w.owns(subject, budget-2*payment)
}

func TestPusher_ServesNobodyWhoDidNotAgreeOrDoesNotPay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(push.Subscription{Heartbeat: time.Hour})
	w.counted("not_allowed")
	w.agree()
	w.counted("unpaid")
	w.pay(payment - 1)
	w.counted("unpaid")
	require.Empty(t, w.requests())
	w.pay(payment)
	w.asked(1)
}

func TestPusher_StopsServingWhoTakesTheAllowanceBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.agree()
	w.pay(budget)
	w.start(push.Subscription{Heartbeat: time.Second})
	first := w.asked(1)
	w.pay(0)
	w.answer(first)
	require.NoError(t, w.chain.AdvanceTime(time.Hour))
	w.counted("unpaid")
	require.Len(t, w.requests(), 1)

	w.pay(budget)
	w.owns(subject, budget-payment)
	w.asked(2)
}

func TestPusher_CancelsWhatNobodyAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.agree()
	w.pay(budget)
	w.start(push.Subscription{Heartbeat: time.Hour})
	w.asked(1)
	w.counted("waiting")
	w.owns(pusher, budget-payment)

	require.NoError(t, w.chain.AdvanceTime(time.Hour))

	w.asked(2)
	w.owns(pusher, budget-payment)
	require.EqualValues(t, budget, w.link(subject))
	require.EqualValues(t, 1, w.count("cancelled"))
}

func TestPusher_TakesUpTheRequestOfAnEarlierProcess(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.agree()
	w.pay(budget)
	stop := w.start(push.Subscription{Heartbeat: time.Hour})
	first := w.asked(1)
	stop()
	w.metrics = prometheus.NewRegistry()

	w.start(push.Subscription{Heartbeat: time.Hour})
	w.counted("waiting")
	w.answer(first)

	w.owns(subject, budget-payment)
	w.counted("unmoved")
	require.Len(t, w.requests(), 1)
}

func TestPusher_CollectsOnceForAnAnswerThatCameWhileItWasDead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.agree()
	w.pay(budget)
	stop := w.start(push.Subscription{Heartbeat: time.Hour})
	first := w.asked(1)
	stop()
	w.answer(first)
	require.EqualValues(t, budget, w.link(subject))

	for range 2 {
		w.metrics = prometheus.NewRegistry()
		stop = w.start(push.Subscription{Heartbeat: time.Hour})
		w.owns(subject, budget-payment)
		w.counted("unmoved")
		stop()
	}
	require.EqualValues(t, budget-payment, w.link(subject), "nobody pays twice for one answer")
	require.Len(t, w.requests(), 1)
}

func TestPusher_ChargesNobodyForARequestThatSomebodyElseCancelled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.agree()
	w.pay(budget)
	stop := w.start(push.Subscription{Heartbeat: time.Hour})
	first := w.asked(1)
	stop()
	require.NoError(t, w.chain.AdvanceTime(time.Hour))
	w.send(owner, w.at.ScoreRegistry, bindings.NewScoreRegistry().PackCancelRequest(first.RequestID))
	require.EqualValues(t, budget-payment, w.link(pusher))
	w.metrics = prometheus.NewRegistry()

	w.start(push.Subscription{Heartbeat: time.Hour})

	w.asked(2)
	require.EqualValues(t, budget, w.link(subject))
	w.owns(pusher, budget-payment) // the first came back, the second was paid
}

func TestPusher_WaitsForAnAdapterThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.agree()
	w.pay(budget)
	w.scores.set(5000)
	w.start(push.Subscription{Deviation: 1})
	w.answer(w.asked(1))
	w.scores.mu.Lock()
	w.scores.err = errors.New("gone")
	w.scores.mu.Unlock()
	w.counted("failed")
	w.scores.mu.Lock()
	w.scores.err, w.scores.score = nil, 5001
	w.scores.mu.Unlock()
	w.asked(2)
}

func TestNew_NamesEverySubscriptionThatCanDoNothing(t *testing.T) {
	t.Parallel()
	some := common.Address{1}
	_, err := push.New(push.Deps{Registry: prometheus.NewRegistry()}, contracts.Deployment{}, push.Config{Subscriptions: []push.Subscription{
		{Subject: some, Deviation: 1}, {Heartbeat: 1}, {Subject: some, Heartbeat: 1}, {Subject: common.Address{2}},
	}})
	require.ErrorContains(t, err, "subscription 2: subject is missing")
	require.ErrorContains(t, err, "subscription 3: its subject has another one")
	require.ErrorContains(t, err, "subscription 4: neither deviation nor heartbeat")
}

func TestAdapter_TellsAScoreOrNothingOfIt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
		want   uint16
		fault  string
	}{
		"a score":    {200, `{"data":{"result":4711,"score":4711,"coverage":9000},"statusCode":200}`, 4711, ""},
		"an error":   {404, `{"error":{"message":"no such 4711"}}`, 0, "HTTP 404"},
		"no score":   {200, `{"data":{}}`, 0, "HTTP 200"},
		"not JSON":   {200, `4711`, 0, "HTTP 200"},
		"a negative": {200, `{"data":{"score":-4711}}`, 0, "HTTP 200"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Authorization") != "Bearer token" {
					rw.WriteHeader(http.StatusUnauthorized)
					return
				}
				rw.WriteHeader(c.status)
				_, _ = rw.Write([]byte(c.body))
			}))
			t.Cleanup(server.Close)
			got, err := (&push.Adapter{URL: server.URL, Token: "token", HTTP: server.Client()}).Score(t.Context(), common.Address{1})
			require.Equal(t, c.want, got)
			if c.fault == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, push.ErrAdapter)
			require.ErrorContains(t, err, c.fault)
			require.NotContains(t, err.Error(), "4711")
		})
	}
}
