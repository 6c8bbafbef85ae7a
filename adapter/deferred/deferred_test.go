package deferred_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/link4health/link4health/adapter/deferred"
	"github.com/link4health/link4health/adapter/deferred/resumetest"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// answer is what the work of these tests gives.
const answer = `{"data":{"result":7},"result":7}`

// process is one process that answers later.
type process struct {
	*deferred.Worker
	registry *prometheus.Registry
	stop     func()
}

// start runs a process over a database until the test ends or stop is called.
func start(t *testing.T, journal deferred.Journal, cfg deferred.Config, work func(context.Context, []byte) deferred.Outcome) *process {
	t.Helper()
	p := &process{registry: prometheus.NewRegistry()}
	if cfg.Lease == 0 {
		cfg.Lease = 300 * time.Millisecond
	}
	var err error
	p.Worker, err = deferred.New(deferred.Deps{
		Journal: journal, Work: work, Log: slog.New(slog.DiscardHandler), Registry: p.registry}, cfg)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	var running sync.WaitGroup
	running.Go(func() { p.Run(ctx) })
	p.stop = sync.OnceFunc(func() { cancel(); running.Wait() })
	t.Cleanup(p.stop)
	return p
}

// ended is how many answers ended in a way.
func (p *process) ended(t *testing.T, outcome string) float64 {
	t.Helper()
	families, err := p.registry.Gather()
	require.NoError(t, err)
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			for _, label := range metric.GetLabel() {
				if family.GetName() == "link4health_deferred_answers_total" && label.GetValue() == outcome {
					return metric.GetCounter().GetValue()
				}
			}
		}
	}
	return 0
}

func openStore(t *testing.T) (s *store.Store, url string) {
	t.Helper()
	url = storetest.SQLite(t)
	return storetest.MustOpen(t, store.Config{URL: url}), url
}

func good(context.Context, []byte) deferred.Outcome { return deferred.Outcome{Body: []byte(answer)} }

// eventually waits for what other goroutines bring about.
func eventually(t *testing.T, what func() bool, says string) {
	t.Helper()
	require.Eventually(t, what, 30*time.Second, 5*time.Millisecond, says)
}

func rows(t *testing.T, url string) (count int) {
	t.Helper()
	row := storetest.MustRaw(t, url).QueryRowContext(context.WithoutCancel(t.Context()), "SELECT COUNT(*) FROM deferred_answer")
	require.NoError(t, row.Scan(&count))
	return count
}

func TestWorker_DeliversTheAnswerThatTheTaskWouldHaveHad(t *testing.T) {
	t.Parallel()
	s, url := openStore(t)
	node := resumetest.Start(t)
	p := start(t, s, deferred.Config{}, func(_ context.Context, request []byte) deferred.Outcome {
		return deferred.Outcome{Body: []byte(fmt.Sprintf(`{"data":{"result":%s}}`, request))}
	})
	task := node.NewTask()
	task.Wait()
	require.NoError(t, p.Defer(t.Context(), task.URL, "c", []byte("7"), nil))
	require.JSONEq(t, `{"value":{"data":{"result":7}}}`, task.Result(t))
	eventually(t, func() bool { return p.ended(t, "delivered") == 1 && rows(t, url) == 0 }, "it is forgotten once delivered")
}

func TestWorker_DeliversAFailureAsTheTasksError(t *testing.T) {
	t.Parallel()
	s, _ := openStore(t)
	node := resumetest.Start(t)
	p := start(t, s, deferred.Config{}, func(context.Context, []byte) deferred.Outcome {
		return deferred.Outcome{Failure: `UnknownSubject: "no" citizen`}
	})
	task := node.NewTask()
	task.Wait()
	require.NoError(t, p.Defer(t.Context(), task.URL, "c", []byte("{}"), nil))
	require.JSONEq(t, `{"error":"UnknownSubject: \"no\" citizen"}`, task.Result(t))
}

func TestWorker_TriesAgainUntilTheNodeWaits(t *testing.T) {
	t.Parallel()
	s, _ := openStore(t)
	node := resumetest.Start(t)
	p := start(t, s, deferred.Config{}, good)
	task := node.NewTask()
	require.NoError(t, p.Defer(t.Context(), task.URL, "c", []byte("{}"), nil))
	eventually(t, func() bool { _, refused := task.Taken(); return refused >= 3 }, "three PATCHes came too early")
	task.Wait()
	require.JSONEq(t, `{"value":`+answer+`}`, task.Result(t))
	taken, _ := task.Taken()
	require.Equal(t, 1, taken)
}

func TestWorker_TriesTheWorkAgainWhileItsFailureMayPass(t *testing.T) {
	t.Parallel()
	s, _ := openStore(t)
	node := resumetest.Start(t)
	var calls atomic.Int32
	p := start(t, s, deferred.Config{}, func(context.Context, []byte) deferred.Outcome {
		if calls.Add(1) < 3 {
			return deferred.Outcome{Failure: "ChainUnavailable: try again", Temporary: true}
		}
		return deferred.Outcome{Body: []byte(answer)}
	})
	task := node.NewTask()
	task.Wait()
	begun := make(chan deferred.Outcome, 1)
	begun <- deferred.Outcome{Failure: "Timeout: try again", Temporary: true}
	require.NoError(t, p.Defer(t.Context(), task.URL, "c", []byte("{}"), begun))
	require.JSONEq(t, `{"value":`+answer+`}`, task.Result(t))
	require.Equal(t, int32(3), calls.Load())
}

func TestWorker_TellsATemporaryFailureThatLasts(t *testing.T) {
	t.Parallel()
	s, _ := openStore(t)
	node := resumetest.Start(t)
	p := start(t, s, deferred.Config{Work: time.Millisecond}, func(context.Context, []byte) deferred.Outcome {
		return deferred.Outcome{Failure: "ChainUnavailable: try again", Temporary: true}
	})
	task := node.NewTask()
	task.Wait()
	require.NoError(t, p.Defer(t.Context(), task.URL, "c", []byte("{}"), nil))
	require.JSONEq(t, `{"error":"ChainUnavailable: try again"}`, task.Result(t))
}

func TestWorker_ARepeatedRequestIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	s, _ := openStore(t)
	node := resumetest.Start(t)
	var calls atomic.Int32
	p := start(t, s, deferred.Config{}, func(context.Context, []byte) deferred.Outcome {
		calls.Add(1)
		return deferred.Outcome{Body: []byte(answer)}
	})
	task := node.NewTask()
	for range 5 {
		require.NoError(t, p.Defer(t.Context(), task.URL, "c", []byte("{}"), nil))
	}
	task.Wait()
	task.Result(t)
	require.Equal(t, int32(1), calls.Load())
}

func TestWorker_GoesOnWhereAnotherStopped(t *testing.T) {
	t.Parallel()
	s, url := openStore(t)
	node := resumetest.Start(t)
	entered := make(chan struct{}, 1)
	first := start(t, s, deferred.Config{}, func(ctx context.Context, _ []byte) deferred.Outcome {
		entered <- struct{}{}
		<-ctx.Done()
		return deferred.Outcome{Failure: "Canceled: by the end of the process"}
	})
	unanswered, answered := node.NewTask(), node.NewTask()
	require.NoError(t, first.Defer(t.Context(), unanswered.URL, "c", []byte("{}"), nil))
	<-entered
	begun := make(chan deferred.Outcome, 1)
	begun <- deferred.Outcome{Body: []byte(`{"result":"worked out before the end"}`)}
	require.NoError(t, first.Defer(t.Context(), answered.URL, "c", []byte("{}"), begun))
	eventually(t, func() bool { _, refused := answered.Taken(); return refused > 0 }, "the answer is in the database")
	first.stop()
	require.Equal(t, 2, rows(t, url))
	unanswered.Wait()
	answered.Wait()

	start(t, s, deferred.Config{}, good)
	require.JSONEq(t, `{"value":`+answer+`}`, unanswered.Result(t))
	require.JSONEq(t, `{"value":{"result":"worked out before the end"}}`, answered.Result(t))
	eventually(t, func() bool { return rows(t, url) == 0 }, "both are forgotten")
}

// dead is a journal whose process does not come to write any more.
type dead struct{ deferred.Journal }

func (dead) KeepDeferred(context.Context, string, time.Time) error { return errors.New("dead") }

func (dead) AnswerDeferred(context.Context, store.Deferred) (store.Deferred, error) {
	return store.Deferred{}, errors.New("dead")
}

func TestWorker_TakesOverFromAProcessThatDied(t *testing.T) {
	t.Parallel()
	s, _ := openStore(t)
	node := resumetest.Start(t)
	died := start(t, dead{s}, deferred.Config{}, good)
	task := node.NewTask()
	task.Wait()
	require.NoError(t, died.Defer(t.Context(), task.URL, "c", []byte("{}"), nil))
	died.stop()
	start(t, s, deferred.Config{}, good)
	require.JSONEq(t, `{"value":`+answer+`}`, task.Result(t))
}

func TestWorker_ManyProcessesGiveEachTaskOneAnswer(t *testing.T) {
	t.Parallel()
	s, _ := openStore(t)
	node := resumetest.Start(t)
	var tasks []*resumetest.Task
	for n := range 3 {
		p := start(t, s, deferred.Config{Lease: 50 * time.Millisecond}, good) // so short that they take over from the living
		for range 10 {
			task := node.NewTask()
			tasks = append(tasks, task)
			require.NoError(t, p.Defer(t.Context(), task.URL, fmt.Sprint(n), []byte("{}"), nil))
			task.Wait()
		}
	}
	for _, task := range tasks {
		require.JSONEq(t, `{"value":`+answer+`}`, task.Result(t))
	}
	for _, task := range tasks {
		taken, _ := task.Taken()
		require.Equal(t, 1, taken)
	}
}

func TestWorker_GivesUpWhenTheNodesRunIsOver(t *testing.T) {
	t.Parallel()
	s, url := openStore(t)
	node := resumetest.Start(t)
	p := start(t, s, deferred.Config{Deliver: 100 * time.Millisecond}, good)
	require.NoError(t, p.Defer(t.Context(), node.NewTask().URL, "c", []byte("{}"), nil))
	eventually(t, func() bool { return p.ended(t, "expired") == 1 && rows(t, url) == 0 }, "it is forgotten")
}

func TestWorker_GivesUpWhenTheNodeRefuses(t *testing.T) {
	t.Parallel()
	s, url := openStore(t)
	for name, answered := range map[string]http.HandlerFunc{
		"a redirect is not followed": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		},
		"no such route": http.NotFound,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var others atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if !strings.HasPrefix(r.URL.Path, "/v2/resume/") {
					others.Add(1)
				}
				answered(w, r)
			}))
			t.Cleanup(server.Close)
			p := start(t, s, deferred.Config{}, good)
			require.NoError(t, p.Defer(t.Context(), server.URL+"/v2/resume/0f8bca12-8904-4e32-9856-c547c8a45df7", "c", []byte("{}"), nil))
			eventually(t, func() bool { return p.ended(t, "refused") == 1 }, "it is given up")
			require.Zero(t, others.Load())
		})
	}
	t.Cleanup(func() { require.Zero(t, rows(t, url)) })
}

func TestWorker_JudgesAsTheRecordedNodeMeantIt(t *testing.T) {
	t.Parallel()
	for recording, again := range map[string]bool{
		"taken": false, "taken-error": false, "not-waiting": true, "both": false, "not-json": false, "bad-id": false,
	} {
		t.Run(recording, func(t *testing.T) {
			t.Parallel()
			response, body, err := resumetest.Recorded(recording)
			require.NoError(t, err)
			var calls atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if calls.Add(1) > 1 {
					return // 200
				}
				w.WriteHeader(response.StatusCode)
				_, _ = w.Write(body)
			}))
			t.Cleanup(server.Close)
			s, _ := openStore(t)
			p := start(t, s, deferred.Config{}, good)
			require.NoError(t, p.Defer(t.Context(), server.URL, "c", []byte("{}"), nil))
			eventually(t, func() bool { return p.ended(t, "refused")+p.ended(t, "delivered") == 1 }, "it ends")
			require.Equal(t, again, calls.Load() == 2)
		})
	}
}

func TestWorker_TakesSoManyAndNoMore(t *testing.T) {
	t.Parallel()
	s, _ := openStore(t)
	node := resumetest.Start(t)
	worker, err := deferred.New(deferred.Deps{
		Journal: full{s}, Work: good, Log: slog.New(slog.DiscardHandler), Registry: prometheus.NewRegistry()}, deferred.Config{})
	require.NoError(t, err)
	for range 1000 {
		require.NoError(t, worker.Defer(t.Context(), node.NewTask().URL, "c", []byte("{}"), nil))
	}
	require.ErrorIs(t, worker.Defer(t.Context(), node.NewTask().URL, "c", []byte("{}"), nil), deferred.ErrBusy)
}

// full is a journal that takes everything at once.
type full struct{ deferred.Journal }

func (full) PutDeferred(context.Context, store.Deferred, string, time.Time) (bool, error) {
	return true, nil
}

func TestNew_NamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := deferred.New(deferred.Deps{}, deferred.Config{})
	require.ErrorContains(t, err, "Deps.Journal")
}
