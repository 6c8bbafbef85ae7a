package pipeline_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/jobspecs"
)

// taskRun is one task as the real node showed it.
type taskRun struct {
	Type   string  `json:"type"`
	Output *string `json:"output"` // JSON text
	Error  *string `json:"error"`
	DotID  string  `json:"dotId"`
}

// recordedRun is a run as the real node showed it.
type recordedRun struct {
	Attributes struct {
		Inputs struct {
			JobRun map[string]any `json:"jobRun"`
		} `json:"inputs"`
		TaskRuns []taskRun `json:"taskRuns"`
	} `json:"attributes"`
}

func mustRead(tb testing.TB, name string) []byte {
	tb.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(tb, err)
	return content
}

func mustDecode(tb testing.TB, name string, to any) {
	tb.Helper()
	require.NoError(tb, json.Unmarshal(mustRead(tb, name), to))
}

func mustMetrics(tb testing.TB) *pipeline.Metrics {
	tb.Helper()
	metrics, err := pipeline.NewMetrics(prometheus.NewRegistry())
	require.NoError(tb, err)
	return metrics
}

// mustCompile compiles a job spec whose bridges all have one URL.
func mustCompile(tb testing.TB, toml []byte, number int, url string) *pipeline.Pipeline {
	tb.Helper()
	spec, err := jobspecs.Parse(toml)
	require.NoError(tb, err)
	bridges := map[string]string{}
	for _, task := range spec.Tasks {
		if task.Type == "bridge" {
			bridges[strings.ToLower(task.Attrs["name"])] = url
		}
	}
	p, err := pipeline.Compile(spec, pipeline.Deps{
		HTTP: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, Bridges: bridges,
		Metrics: mustMetrics(tb), Number: number,
	})
	require.NoError(tb, err)
	return p
}

// job is a job spec with the given task graph.
func job(graph string) []byte {
	return []byte(`type = "directrequest"
schemaVersion = 1
name = "test"
externalJobID = "1a5cd3e1-d44e-4d61-b0a2-93a3a5a1c1f0"
evmChainID = "31337"
contractAddress = "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"
observationSource = '''
` + graph + `
'''
`)
}

// jobRun is $(jobRun…) for a recorded log, with the roots of its block as recorded in the run.
func jobRun(tb testing.TB, logs string, run recordedRun) map[string]any {
	tb.Helper()
	var recorded []map[string]any
	require.NoError(tb, json.Unmarshal([]byte(logs), &recorded))
	roots := run.Attributes.Inputs.JobRun
	root := func(name string) common.Hash { return common.HexToHash(roots[name].(string)) }
	for _, l := range recorded {
		topics := l["topics"].([]any)
		log := types.Log{
			Address:     common.HexToAddress(l["address"].(string)),
			Data:        common.FromHex(l["data"].(string)),
			BlockNumber: uint64(roots["logBlockNumber"].(float64)),
			BlockHash:   common.HexToHash(l["blockHash"].(string)),
			TxHash:      common.HexToHash(l["transactionHash"].(string)),
		}
		for _, topic := range topics {
			log.Topics = append(log.Topics, common.HexToHash(topic.(string)))
		}
		request, err := oracle.ParseRequest(log)
		if err != nil {
			continue
		}
		return request.JobRun(&types.Header{
			ReceiptHash: root("blockReceiptsRoot"), Root: root("blockStateRoot"), TxHash: root("blockTransactionsRoot"),
		})
	}
	require.Fail(tb, "no OracleRequest among the logs")
	return nil
}

// exchange is a recorded request of the node and the adapter's answer to it.
type exchange struct{ head, body, answer string }

func mustExchange(tb testing.TB, name string) exchange {
	tb.Helper()
	request, response, ok := strings.Cut(string(mustRead(tb, name)), "\n### RESPONSE\n")
	require.True(tb, ok, name)
	head, body, ok := strings.Cut(strings.ReplaceAll(request, "\r\n", "\n"), "\n\n")
	require.True(tb, ok, name)
	_, answer, ok := strings.Cut(strings.ReplaceAll(response, "\r\n", "\n"), "\n\n")
	require.True(tb, ok, name)
	return exchange{head: head, body: strings.TrimSpace(body), answer: strings.TrimSuffix(answer, "\n")}
}

// recordedAdapter answers each request with the answer recorded to the very same bytes, and refuses any other.
type recordedAdapter struct {
	*httptest.Server
	mu     sync.Mutex
	asked  map[string]http.Header // by body
	wanted []exchange
}

func newRecordedAdapter(tb testing.TB, names ...string) *recordedAdapter {
	tb.Helper()
	a := &recordedAdapter{asked: map[string]http.Header{}}
	for _, name := range names {
		a.wanted = append(a.wanted, mustExchange(tb, name))
	}
	a.Server = httptest.NewServer(http.HandlerFunc(a.answer))
	tb.Cleanup(a.Close)
	return a
}

func (a *recordedAdapter) answer(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "", http.StatusBadRequest)
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked[string(body)] = r.Header
	for _, e := range a.wanted {
		if e.body == string(body) {
			_, _ = io.WriteString(w, e.answer)
			return
		}
	}
	http.Error(w, `{"error":"the real node sent no such request"}`, http.StatusTeapot)
}

// requireAsked wants every recorded request to have come, byte for byte, with its recorded headers.
func (a *recordedAdapter) requireAsked(tb testing.TB) {
	tb.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	require.Len(tb, a.asked, len(a.wanted))
	for _, e := range a.wanted {
		header, ok := a.asked[e.body]
		require.True(tb, ok, "never asked: %s", e.body)
		for line := range strings.Lines(e.head) {
			name, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
			switch {
			case !ok || name == "Host" || name == "Content-Length": // of the connection
			default:
				require.Equal(tb, value, header.Get(name), name)
			}
		}
	}
}

// requireSameOutputs compares every task with the recording. Errors are compared by want, if it names the task, and
// otherwise by whether there is one.
func requireSameOutputs(tb testing.TB, recorded []taskRun, run pipeline.Run) {
	tb.Helper()
	require.Len(tb, run.Tasks, len(recorded))
	for _, want := range recorded {
		got, ok := run.Task(want.DotID)
		require.True(tb, ok, want.DotID)
		if want.Error != nil {
			require.Error(tb, got.Err, want.DotID)
			continue
		}
		require.NoError(tb, got.Err, want.DotID)
		rendered, err := pipeline.Render(got.Value)
		require.NoError(tb, err)
		require.Equal(tb, compact(tb, want.Output), string(rendered), want.DotID)
	}
}

// compact is recorded JSON in the form that encoding/json gives it.
func compact(tb testing.TB, text *string) string {
	tb.Helper()
	if text == nil {
		return "null"
	}
	decoder := json.NewDecoder(strings.NewReader(*text))
	decoder.UseNumber()
	var value any
	require.NoError(tb, decoder.Decode(&value))
	var buffer bytes.Buffer
	require.NoError(tb, json.NewEncoder(&buffer).Encode(value))
	return strings.TrimSuffix(buffer.String(), "\n")
}
