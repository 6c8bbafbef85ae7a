package bridge_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge"
)

// recorded is one bridge task of a real node: the answer it got and what it made of it.
type recorded struct {
	url    string
	status int
	body   []byte
	output *string // the task's output, nil for null
	err    *string // the task's error, nil for none
}

func TestReader_AgreesWithARealNode(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/recordings/*.adapter.http")
	require.NoError(t, err)
	require.Len(t, files, 28)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".adapter.http")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rec := mustRecorded(t, name)
			answer, err := bridge.Reader{URL: rec.url}.Read(rec.status, rec.body)
			if rec.err != nil {
				require.EqualError(t, err, *rec.err)
			} else {
				require.NoError(t, err)
			}
			require.Equal(t, rec.output == nil, answer.Null)
			if rec.output != nil {
				require.Equal(t, *rec.output, answer.Body)
			}
		})
	}
}

func TestReader_OldRules(t *testing.T) {
	t.Parallel()
	const object = `{"status":"errored","statusCode":500,"error":{"name":"AdapterError","message":"x"}}`
	for _, tc := range []struct {
		name    string
		status  int
		body    string
		wantErr string
	}{
		{"a status in the body is not looked at", 200, object, ""},
		{"any status below 400 is a success", 202, `{"pending":true}`, ""},
		{"an error string is shown", 500, `{"error":"x"}`, "got error from http://ea: (status code 500) x"},
		{"an errorMessage is shown", 400, `{"errorMessage":"x"}`, "got error from http://ea: (status code 400) x"},
		{"an error object is not", 500, object, "got error from http://ea: (status code 500) "},
		{"a body that is no JSON is not", 502, "oh no", "got error from http://ea: (status code 502) "},
		{"a body without an error is shown whole", 500, `{"a":1}`, `got error from http://ea: (status code 500) {"a":1}`},
		{"an answer that is too long is an error", 200, strings.Repeat(" ", bridge.MaxReadBytes+1),
			"error making http request: http: request body too large"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			answer, err := bridge.Reader{URL: "http://ea", Rules: bridge.Old}.Read(tc.status, []byte(tc.body))
			if tc.wantErr != "" {
				require.EqualError(t, err, tc.wantErr)
				require.Equal(t, bridge.Answer{Null: true}, answer)
				return
			}
			require.NoError(t, err)
			require.Equal(t, bridge.Answer{Body: tc.body}, answer)
		})
	}
}

func TestReader_NewRulesCutLongAnswersSilently(t *testing.T) {
	t.Parallel()
	body := []byte(`{"data":{"result":5},"pad":"` + strings.Repeat("a", 40<<10) + `"}`)

	answer, err := bridge.ReadAnswer(http.StatusOK, body, bridge.New)
	require.NoError(t, err)
	require.Equal(t, string(body[:bridge.MaxReadBytes]), answer.Body)

	answer, err = bridge.Reader{MaxBytes: 10}.Read(http.StatusOK, body)
	require.NoError(t, err)
	require.Equal(t, string(body[:10]), answer.Body)
}

func TestReader_OwnErrorsAreTyped(t *testing.T) {
	t.Parallel()
	_, err := bridge.ReadAnswer(http.StatusBadRequest, []byte(`{"error":{"name":"N","message":"m"}}`), bridge.New)
	var own bridge.Error
	require.ErrorAs(t, err, &own)
	require.Equal(t, bridge.Error{Name: "N", Message: "m"}, own)
}

// mustRecorded reads the pair of files that tell of one case.
func mustRecorded(t *testing.T, name string) recorded {
	t.Helper()
	request, response := mustExchange(t, filepath.Join("testdata/recordings", name+".adapter.http"))
	rec := recorded{
		url:    fmt.Sprintf("http://%s%s", request.Host, request.URL.Path),
		status: response.StatusCode,
		body:   mustBody(t, response.Body),
	}
	_, run := mustExchange(t, filepath.Join("testdata/recordings", name+".run.http"))
	var doc struct {
		Data struct {
			Attributes struct {
				TaskRuns []struct {
					Type   string  `json:"type"`
					Output any     `json:"output"`
					Error  *string `json:"error"`
				} `json:"taskRuns"`
			} `json:"attributes"`
		} `json:"data"`
	}
	require.NoError(t, json.Unmarshal(mustBody(t, run.Body), &doc))
	task := doc.Data.Attributes.TaskRuns[0]
	require.Equal(t, "bridge", task.Type)
	rec.err = task.Error
	if output, ok := task.Output.(string); ok {
		// The API shows a text output as JSON text.
		var text string
		require.NoError(t, json.Unmarshal([]byte(output), &text))
		rec.output = &text
	}
	return rec
}

// mustExchange reads a file with a request and a response as they were on the wire.
func mustExchange(t testing.TB, file string) (*http.Request, *http.Response) {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	before, after, found := bytes.Cut(text, []byte("### RESPONSE"))
	require.True(t, found, "no response in %s", file)
	_, before, _ = bytes.Cut(before, []byte("\n"))
	_, after, _ = bytes.Cut(after, []byte("\n"))
	request, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(before)))
	require.NoError(t, err)
	response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(after)), request)
	require.NoError(t, err)
	return request, response
}

func mustBody(t testing.TB, body io.ReadCloser) []byte {
	t.Helper()
	defer func() { require.NoError(t, body.Close()) }()
	text, err := io.ReadAll(body)
	require.NoError(t, err)
	return text
}
