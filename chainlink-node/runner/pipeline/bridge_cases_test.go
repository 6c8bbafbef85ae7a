package pipeline_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
)

// bridgeCase is one behaviour of an adapter, and what the real node made of it.
type bridgeCase struct {
	Name     string
	JobID    string
	Dag      string
	Attempts int
	Tasks    map[string]*string // JSON text, or "ERR " and the error
	Request  string
	Status   int // 0 if there was no answer
	Location []string
	Body     string
}

func (c bridgeCase) job() []byte {
	return []byte(strings.Replace(string(job(c.Dag)), "1a5cd3e1-d44e-4d61-b0a2-93a3a5a1c1f0", c.JobID, 1))
}

// adapter behaves as recorded and counts how often it is asked.
func (c bridgeCase) adapter(t *testing.T, asked *atomic.Int64) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/data-result", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"data":{"result":5}}`) // where the recorded redirects lead
	})
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		body, err := io.ReadAll(r.Body)
		if err != nil || string(body) != c.Request {
			http.Error(w, "the real node asked otherwise", http.StatusTeapot)
			return
		}
		if c.Status == 0 {
			panic(http.ErrAbortHandler)
		}
		if strings.Contains(c.Name, "timeout1s") {
			<-r.Context().Done() // until the task gives up
			return
		}
		for _, to := range c.Location {
			w.Header().Set("Location", to)
		}
		w.WriteHeader(c.Status)
		_, _ = io.WriteString(w, c.Body)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func TestBridge_EqualsTheRealNodeOnEveryBehaviourOfAnAdapter(t *testing.T) {
	t.Parallel()
	var cases []bridgeCase
	mustDecode(t, "bridge-cases.json", &cases)
	require.Len(t, cases, 43)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int64
			server := c.adapter(t, &asked)
			url := server.URL
			if c.Name == "refused" {
				server.Close()
			}
			run := mustCompile(t, c.job(), 1, url).Run(t.Context(), pipeline.Start{})
			require.EqualValues(t, c.Attempts, asked.Load())
			requireTask(t, c.Tasks["fetch"], run, "fetch", server.URL)
			requireTask(t, c.Tasks["parse"], run, "parse", server.URL)
		})
	}
}

// requireTask compares a task with its recording.
func requireTask(t *testing.T, recorded *string, run pipeline.Run, id, url string) {
	t.Helper()
	if recorded == nil || !strings.HasPrefix(*recorded, "ERR ") {
		require.Equal(t, compact(t, recorded), mustRender(t, run, id))
		return
	}
	task, _ := run.Task(id)
	require.Error(t, task.Err)
	want := strings.TrimPrefix(*recorded, "ERR ")
	switch {
	case strings.HasPrefix(want, "got error from http://127.0.0.1:46817/"):
		_, want, _ = strings.Cut(want, ": ")
		want = "got error from " + url + ": " + want
		want, _, _ = strings.Cut(want, `{"data"`) // answers are not quoted
		require.EqualError(t, task.Err, strings.TrimSpace(want))
	case strings.HasPrefix(want, "error making http request: "), strings.HasPrefix(want, "http request timed out"):
		want, _, _ = strings.Cut(want, ": ")
		require.ErrorContains(t, task.Err, want)
	case strings.HasPrefix(want, "could not resolve path "): // answers are not quoted here either
		want, _, _ = strings.Cut(want, " in {")
		require.EqualError(t, task.Err, want+": keypath not found")
	case strings.HasSuffix(want, "EOF"):
		require.ErrorContains(t, task.Err, want)
	case strings.HasPrefix(want, "invalid character"):
		require.EqualError(t, task.Err, "the data is not JSON at byte 1: bad input for task")
	default:
		require.EqualError(t, task.Err, want)
	}
}

func TestBridge_EqualsTheRealNodeOnQuotingAndHeaders(t *testing.T) {
	t.Parallel()
	var cases []struct {
		Case, TOML, Result string
		Exchange           *string
	}
	mustDecode(t, "encoding/quoting.json", &cases)
	compared := 0
	for _, c := range cases {
		if c.Exchange == nil {
			continue // refused by the real node: package jobspecs and Compile refuse it too
		}
		compared++
		t.Run(c.Case, func(t *testing.T) {
			t.Parallel()
			adapter := newRecordedAdapter(t, *c.Exchange)
			toml := strings.Replace(c.TOML, `type = "webhook"`,
				"type = \"directrequest\"\nevmChainID = \"1\"\ncontractAddress = \"0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9\"", 1)
			run := mustCompile(t, []byte(toml), 1, adapter.URL).Run(t.Context(), pipeline.Start{})
			require.NoError(t, run.Err())
			adapter.requireAsked(t)
		})
	}
	require.Equal(t, 7, compared)
}

func TestBridge_ReadsAnEndlessAnswerNoFurtherThanANode(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, strings.Repeat("[", 1024)); err != nil {
				return
			}
		}
	}))
	t.Cleanup(server.Close)
	p := mustCompile(t, job(`f [type="bridge" name="ea" timeout="10s"]`), 1, server.URL)
	run := p.Run(t.Context(), pipeline.Start{})
	require.NoError(t, run.Err())
	task, _ := run.Task("f")
	require.Len(t, task.Value, 32768)
}

func TestBridge_GivesUpOnAnAnswerThatTrickles(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then a server notices that its client is gone
		_, _ = io.WriteString(w, "{")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	p := mustCompile(t, job(`f [type="bridge" name="ea" timeout="100ms"]`), 1, server.URL)
	started := time.Now()
	run := p.Run(t.Context(), pipeline.Start{})
	require.ErrorContains(t, run.Err(), "task f (bridge): http request timed out or interrupted")
	require.Less(t, time.Since(started), 10*time.Second)
}

func TestBridge_TakesRecordsOfTheSizesThatTheRealNodeTook(t *testing.T) {
	t.Parallel()
	var recorded []struct {
		RecordBytes int
		Fulfilled   bool
		FirstError  string
	}
	mustDecode(t, "encoding/record-size.json", &recorded)
	require.Len(t, recorded, 5)
	for _, r := range recorded {
		t.Run(strconv.Itoa(r.RecordBytes), func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				record := "0x" + strings.Repeat("5e", r.RecordBytes)
				_, _ = io.WriteString(w, `{"data":{"result":"`+record+`"},"result":"`+record+`"}`)
			}))
			t.Cleanup(server.Close)
			run := mustCompile(t, job(`
				f [type="bridge" name="ea"]
				p [type="jsonparse" path="data,result"]
				f -> p`), 1, server.URL).Run(t.Context(), pipeline.Start{})
			parsed, _ := run.Task("p")
			if r.Fulfilled {
				require.NoError(t, parsed.Err)
				require.Len(t, parsed.Value, len("0x")+2*r.RecordBytes)
				return
			}
			require.ErrorContains(t, parsed.Err, r.FirstError)
		})
	}
}
