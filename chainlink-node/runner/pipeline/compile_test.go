package pipeline_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/jobspecs"
)

func TestCompile_RefusesByName(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		graph string
		want  []string
	}{
		"unknown types, all of them": {
			`a [type="http" url="x"]` + "\n" + `b [type="median"]`,
			[]string{`job "test"`, `task a: type "http": not supported by this runner`, `task b: type "median": not supp`, "ethabidecodelog"},
		},
		"asynchronous bridges":       {`a [type="bridge" name="ea" async=true]`, []string{"task a: attribute async: not supported"}},
		"cached bridges":             {`a [type="bridge" name="ea" cacheTTL="1m"]`, []string{"attribute cacheTTL: not supported"}},
		"other keys":                 {`a [type="ethtx" from="[]"]`, []string{"attribute from: not supported"}},
		"a bridge without a URL":     {`a [type="bridge" name="EB"]`, []string{`bridge "eb" is not configured`}},
		"a bridge's wrong URL":       {`a [type="bridge" name="file"]`, []string{`bridge "file": want an http or https URL`}},
		"headers of odd number":      {`a [type="bridge" name="ea" headers=<["X"]>]`, []string{"must have an even number"}},
		"headers that are no list":   {`a [type="bridge" name="ea" headers=<{"X": "s3cret"}>]`, []string{"headers: not a JSON list of strings"}},
		"an ABI with a tuple":        {`a [type="ethabiencode" abi="((uint256 x) y)"]`, []string{"bad ABI specification"}},
		"an ABI without a name":      {`a [type="ethabiencode" abi="(uint256)"]`, []string{`"uint256" is not a type and a name`}},
		"an ABI of no type":          {`a [type="ethabiencode" abi="(money x)"]`, []string{"the argument x: "}},
		"an indexed function":        {`a [type="ethabiencode" abi="(uint256 indexed x)"]`, []string{"not a type and a name"}},
		"an event's missing name":    {`a [type="ethabidecodelog" abi="E(uint256 indexed)"]`, []string{"not a type and a name"}},
		"a mode of CBOR":             {`a [type="cborparse" mode="strict"]`, []string{`unrecognised mode "strict"`}},
		"retries that are no number": {`a [type="hexencode" retries="many"]`, []string{`attribute retries: "many" is not a whole number`}},
		"a backoff without a unit":   {`a [type="hexencode" minBackoff="5"]`, []string{`attribute minBackoff: "5" is not a duration such as 10s`}},
		"a flag that is none":        {`a [type="ethtx" failOnRevert="maybe"]`, []string{`attribute failOnRevert: "maybe" is not true or false`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spec, err := jobspecs.Parse(job(tc.graph))
			require.NoError(t, err)
			_, err = pipeline.Compile(spec, pipeline.Deps{
				HTTP: &http.Client{}, Metrics: mustMetrics(t),
				Bridges: map[string]string{"ea": "http://adapter.test", "file": "file:///etc/passwd"},
			})
			for _, want := range tc.want {
				require.ErrorContains(t, err, want)
			}
			require.NotContains(t, err.Error(), "s3cret")
		})
	}
	_, err := pipeline.Compile(&jobspecs.Spec{}, pipeline.Deps{})
	require.ErrorContains(t, err, "needs an HTTP client and metrics")
}

func TestMetrics_MoveAsTheRealNodes(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	metrics, err := pipeline.NewMetrics(registry)
	require.NoError(t, err)
	synctest.Test(t, func(t *testing.T) {
		deps, _ := calls(func(n int) (*http.Response, error) {
			<-time.After(250 * time.Millisecond) // of the bubble's time
			if n == 2 {
				return answer(200, `{"data":{"result":5}}`), nil
			}
			return nil, errDown
		})
		deps.Metrics = metrics
		p := mustCompileWith(t, `f [type="bridge" name="ea" retries=2 minBackoff="1s"]`, deps)
		require.NoError(t, p.Run(t.Context(), pipeline.Start{}).Err())
		require.Error(t, p.Run(t.Context(), pipeline.Start{}).Err())
		left, leave := context.WithCancelCause(t.Context())
		leave(fmt.Errorf("the process ends: %w", pipeline.ErrLeft))
		require.Error(t, p.Run(left, pipeline.Start{}).Err(), "which counts as nothing")
	})
	const job = `job_id="1a5cd3e1-d44e-4d61-b0a2-93a3a5a1c1f0",job_name="test"`
	const task = `task_id="f",task_type="bridge"`
	page := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/", nil))
	require.Equal(t, `# HELP bridge_errors_total Attempts at a bridge that gave no good answer.
# TYPE bridge_errors_total counter
bridge_errors_total{name="ea"} 3
# HELP bridge_latency_seconds Seconds that a bridge's last good answer took.
# TYPE bridge_latency_seconds gauge
bridge_latency_seconds{name="ea"} 0.25
# HELP pipeline_run_errors Runs that ended with an error.
# TYPE pipeline_run_errors counter
pipeline_run_errors{`+job+`} 1
# HELP pipeline_run_total_time_to_completion Nanoseconds that a job's last run took, its transaction's confirmations included.
# TYPE pipeline_run_total_time_to_completion gauge
pipeline_run_total_time_to_completion{`+job+`} 1.5e+09
# HELP pipeline_task_execution_time Nanoseconds that a task took in its job's last run.
# TYPE pipeline_task_execution_time gauge
pipeline_task_execution_time{`+job+`,`+task+`} 1.5e+09
# HELP pipeline_task_http_fetch_time Nanoseconds that the last good answer to a bridge task took.
# TYPE pipeline_task_http_fetch_time gauge
pipeline_task_http_fetch_time{pipeline_task_spec_id="f"} 2.5e+08
# HELP pipeline_task_http_response_body_size Bytes of the last good answer to a bridge task.
# TYPE pipeline_task_http_response_body_size gauge
pipeline_task_http_response_body_size{pipeline_task_spec_id="f"} 21
# HELP pipeline_tasks_total_finished Tasks that ended, by outcome.
# TYPE pipeline_tasks_total_finished counter
pipeline_tasks_total_finished{bridge_name="ea",`+job+`,status="completed",`+task+`} 1
pipeline_tasks_total_finished{bridge_name="ea",`+job+`,status="error",`+task+`} 1
`, page.Body.String())
	_, err = pipeline.NewMetrics(registry)
	require.ErrorContains(t, err, "register the pipeline's metrics")
}
