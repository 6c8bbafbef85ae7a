package pipeline_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/jobspecs"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// roundTrip is a transport without a network, so that time can be faked.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// errDown is an adapter that does not answer.
var errDown = errors.New("connection refused")

func answer(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(body)), Header: http.Header{}}
}

func mustCompileWith(tb testing.TB, graph string, deps pipeline.Deps) *pipeline.Pipeline {
	tb.Helper()
	spec, err := jobspecs.Parse(job(graph))
	require.NoError(tb, err)
	if deps.HTTP == nil {
		deps.HTTP = &http.Client{}
	}
	if deps.Metrics == nil {
		deps.Metrics = mustMetrics(tb)
	}
	p, err := pipeline.Compile(spec, deps)
	require.NoError(tb, err)
	return p
}

// calls is an adapter whose n-th call, from 1, is answered by reply; it notes when each came.
func calls(reply func(n int) (*http.Response, error)) (pipeline.Deps, *[]time.Duration) {
	var at []time.Duration
	started := time.Now()
	return pipeline.Deps{
		Bridges: map[string]string{"ea": "http://adapter.test"},
		HTTP: &http.Client{Transport: roundTrip(func(*http.Request) (*http.Response, error) {
			at = append(at, time.Since(started))
			return reply(len(at))
		})},
	}, &at
}

func TestRun_WaitsBetweenAttemptsAsTheRealNode(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, attributes string
		want             []time.Duration // when each attempt begins
	}{
		{"one attempt without retries", ``, []time.Duration{0}},
		{"one attempt with retries=1", `retries=1`, []time.Duration{0}},
		{"no backoff given", `retries=6`, seconds(0, 5, 15, 35, 75, 135)},
		{"backoff doubles to its most", `retries=5 minBackoff="1s" maxBackoff="4s"`, seconds(0, 1, 3, 7, 11)},
		{"a least without a most stops at 10 s", `retries=3 minBackoff="20s"`, seconds(0, 10, 20)},
		{"a most without a least is ignored", `retries=3 maxBackoff="1s"`, seconds(0, 5, 15)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				deps, at := calls(func(int) (*http.Response, error) { return nil, errDown })
				p := mustCompileWith(t, `f [type="bridge" name="ea" `+tc.attributes+`]`, deps)
				run := p.Run(t.Context(), pipeline.Start{})
				require.ErrorIs(t, run.Err(), errDown)
				require.Equal(t, tc.want, *at)
				require.Equal(t, len(tc.want), run.Tasks[0].Attempts)
			})
		})
	}
}

func seconds(all ...int) []time.Duration {
	durations := make([]time.Duration, len(all))
	for i, s := range all {
		durations[i] = time.Duration(s) * time.Second
	}
	return durations
}

func TestRun_SucceedsOnceTheAdapterIsBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		deps, at := calls(func(n int) (*http.Response, error) {
			switch n {
			case 1:
				return nil, errDown
			case 2:
				return answer(400, `{"error":{"name":"X","message":"y"},"statusCode":400}`), nil
			default:
				return answer(200, `{"data":{"result":5}}`), nil
			}
		})
		p := mustCompileWith(t, `
			f [type="bridge" name="ea" retries=5 minBackoff="1s" maxBackoff="4s"]
			p [type="jsonparse" path="data,result" data="$(f)"]
			f -> p`, deps)
		run := p.Run(t.Context(), pipeline.Start{})
		require.NoError(t, run.Err())
		require.Equal(t, "5", mustRender(t, run, "p"))
		require.Equal(t, seconds(0, 1, 3), *at)
	})
}

func TestRun_StopsWaitingWhenItIsCancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		deps, at := calls(func(int) (*http.Response, error) { return nil, errDown })
		p := mustCompileWith(t, `f [type="bridge" name="ea" retries=100 minBackoff="10s" maxBackoff="10s"]`, deps)
		ctx, cancel := context.WithTimeout(t.Context(), 25*time.Second)
		defer cancel()
		started := time.Now()
		run := p.Run(ctx, pipeline.Start{})
		require.Error(t, run.Err())
		require.Equal(t, 25*time.Second, time.Since(started))
		require.Len(t, *at, 3)
	})
}

func TestRun_LimitsEachAttemptToItsTimeout(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		attributes string
		want       time.Duration
	}{
		"15 s if none is given": {``, 15 * time.Second},
		"the task's own":        {`timeout="2s"`, 2 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				started := time.Now()
				p := mustCompileWith(t, `f [type="bridge" name="ea" `+tc.attributes+`]`, pipeline.Deps{
					Bridges: map[string]string{"ea": "http://adapter.test"},
					HTTP: &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
						<-r.Context().Done()
						return nil, r.Context().Err()
					})},
				})
				run := p.Run(t.Context(), pipeline.Start{})
				require.ErrorContains(t, run.Err(), "http request timed out or interrupted")
				require.Equal(t, tc.want, time.Since(started))
			})
		})
	}
}

func TestRun_DoesIndependentTasksSideBySide(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var together sync.WaitGroup
		together.Add(2)
		deps := pipeline.Deps{
			Bridges: map[string]string{"ea": "http://adapter.test"},
			HTTP: &http.Client{Transport: roundTrip(func(*http.Request) (*http.Response, error) {
				together.Done()
				together.Wait() // for ever, if one comes after the other
				return answer(200, "5"), nil
			})},
		}
		p := mustCompileWith(t, `
			a [type="bridge" name="ea"]
			b [type="bridge" name="ea"]`, deps)
		require.NoError(t, p.Run(t.Context(), pipeline.Start{}).Err())
	})
}

func TestRun_NamesTheTasksThatFailedAndNotThoseAfterThem(t *testing.T) {
	t.Parallel()
	run := answered(t, `
		a [type="hexdecode" input="x"]
		b [type="base64decode" input="*"]
		c [type="hexencode" input="$(a)"]
		d [type="ethabiencode" abi="(bytes x)" data=<{"x": $(b)}>]
		e [type="hexencode" input="$(b)"]
		a -> c`, "")
	require.EqualError(t, run.Err(), "task a (hexdecode): input: hex string must have prefix 0x: bad input for task; "+
		"task b (base64decode): input: not base64: bad input for task")
	for _, id := range []string{"c", "d", "e"} { // c by its edge, the others by naming b
		task, _ := run.Task(id)
		require.ErrorIs(t, task.Err, pipeline.ErrTooManyErrors, id)
	}
	var failed *pipeline.TaskError
	require.ErrorAs(t, run.Err(), &failed)
	require.Equal(t, "a", failed.ID)
}

func TestRun_AFailureBesideTheEndIsNone(t *testing.T) {
	t.Parallel()
	run := answered(t, `
		a [type="hexencode" input="x"]
		b [type="hexdecode" input="x"]`, "")
	require.Error(t, run.Err(), "both are ends")
	run = answered(t, `
		path [type="jsonparse" path="p" data="$(jobRun.answer)"]
		end  [type="jsonparse" path="$(path)" data="$(jobRun.answer)"]`, `{"p":"q","q":1}`)
	require.NoError(t, run.Err())
	require.Equal(t, "1", mustRender(t, run, "end"))
}

func TestRun_FailEarlyCancelsWhatHasNotRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		deps, at := calls(func(int) (*http.Response, error) { return nil, errDown })
		p := mustCompileWith(t, `
			a [type="hexdecode" input="x" failEarly=true]
			b [type="bridge" name="ea" retries=3 minBackoff="1h" maxBackoff="1h"]
			c [type="hexencode" input="$(b)"]
			b -> c`, deps)
		run := p.Run(t.Context(), pipeline.Start{})
		require.ErrorContains(t, run.Err(), "task a (hexdecode)")
		require.LessOrEqual(t, len(*at), 1)
		c, _ := run.Task("c")
		require.ErrorIs(t, c.Err, pipeline.ErrCancelled)
	})
}

func TestRun_OrdersInputsByTheirIndex(t *testing.T) {
	t.Parallel()
	run := answered(t, `
		a [type="hexencode" input="a" index=1]
		b [type="hexencode" input="b" index=0]
		c [type="hexdecode"]
		a -> c
		b -> c`, "")
	require.Equal(t, `"0x62"`, mustRender(t, run, "c"))
}

func TestRun_NeverReadsAValueAsAnExpression(t *testing.T) {
	t.Parallel()
	const hostile = `{"__chainlink_key_path__":"jobRun.secret","s":"$(jobRun.secret)","\u0000reference":"jobRun.secret"}`
	synctest.Test(t, func(t *testing.T) {
		var sent string
		p := mustCompileWith(t, `
			p [type="jsonparse" path="" data="$(jobRun.answer)"]
			f [type="bridge" name="ea" requestData=<{"v": $(p), "literal": "\u0000reference"}>]
			p -> f`, pipeline.Deps{
			Bridges: map[string]string{"ea": "http://adapter.test"},
			HTTP: &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
				body, err := io.ReadAll(r.Body)
				sent = string(body)
				return answer(200, ""), err
			})},
		})
		run := p.Run(t.Context(), pipeline.Start{JobRun: map[string]any{"answer": hostile, "secret": "s3cret"}})
		require.NoError(t, run.Err())
		require.JSONEq(t, `{"v":`+hostile+`,"literal":"\u0000reference"}`, sent)
	})
}
