package rehearsal_test

import (
	"bytes"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/rehearsal"
	"github.com/link4health/link4health/jobspecs"
)

const token = "a-secret-token"

// spec renders a job.
func spec(t *testing.T, name string) *jobspecs.Spec {
	t.Helper()
	source, err := jobspecs.Render(name, jobspecs.Deployment{
		ChainID: 1337, Operator: common.Address{1}, ScoreRegistry: common.Address{2}, RecordMarket: common.Address{3},
		ScoreJobID: uuid.MustParse(jobspecs.DefaultScoreJobID), RecordJobID: uuid.MustParse(jobspecs.DefaultRecordJobID),
		BridgeToken: token, MinPaymentJuels: big.NewInt(7), Confirmations: 1,
		Retry: jobspecs.Retry{Timeout: 5 * time.Second, Attempts: 3, MinBackoff: time.Millisecond, MaxBackoff: time.Millisecond},
	})
	require.NoError(t, err)
	parsed, err := jobspecs.Parse(source)
	require.NoError(t, err)
	return parsed
}

// adapter answers always the same and remembers what it was sent.
func adapter(t *testing.T, status int, answer string) (url string, asked *atomic.Int32, last *atomic.Pointer[string]) {
	t.Helper()
	asked, last = &atomic.Int32{}, &atomic.Pointer[string]{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.Header.Get("Authorization") != "Bearer "+token {
			t.Errorf("the adapter was asked without its token: %v", err)
		}
		text := string(body)
		last.Store(&text)
		asked.Add(1)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(server.Close)
	return server.URL, asked, last
}

func TestRun_ShowsWhatWentInAndOut(t *testing.T) {
	t.Parallel()
	url, _, last := adapter(t, http.StatusOK, `{"data":{"result":"0x5ea1ed"}}`)
	id := "bytes:0x" + strings.Repeat("ab", 32)
	result, err := rehearsal.Run(t.Context(), rehearsal.Config{Spec: spec(t, jobspecs.Record), AdapterURL: url,
		Request: []byte(`{"recordId": "` + id + `", "requestId": "` + id + `", "publicKey": "` + id + `"}`)})
	require.NoError(t, err)
	require.Empty(t, result.Error)
	require.Equal(t, common.Address{1}, result.Transaction.To)
	require.EqualValues(t, 600_000, result.Transaction.GasLimit)
	require.Contains(t, *last.Load(), `"recordId":"0x`+strings.Repeat("ab", 32)+`"`)
	require.Contains(t, *last.Load(), `"requester":"`+common.Address{3}.Hex()+`"`)
	require.Contains(t, *last.Load(), `"payment":"7"`)

	var shown bytes.Buffer
	require.NoError(t, result.Write(&shown))
	require.NotContains(t, shown.String(), token)
	for _, want := range []string{
		"sealed  jsonparse  completed", "-> output        0x5ea1ed", "path             data,result", "(sent)           " + *last.Load(),
		`{"requestId": "0x`, "completed\n",
	} {
		require.Contains(t, shown.String(), want)
	}
}

func TestRun_AsksOnceUnlessItIsToRetry(t *testing.T) {
	t.Parallel()
	url, asked, _ := adapter(t, http.StatusInternalServerError, `{"statusCode":500,"error":{"name":"InternalError","message":"no"}}`)
	cfg := rehearsal.Config{Spec: spec(t, jobspecs.Score), AdapterURL: url, Request: []byte(`{"subject": "0x1"}`)}
	result, err := rehearsal.Run(t.Context(), cfg)
	require.NoError(t, err)
	require.Contains(t, result.Error, "task fetch (bridge): InternalError: no")
	require.Nil(t, result.Transaction)
	require.EqualValues(t, 1, asked.Load())

	cfg.Retry = true
	_, err = rehearsal.Run(t.Context(), cfg)
	require.NoError(t, err)
	require.EqualValues(t, 1+3, asked.Load())
}

func TestRun_RefusesARequestThatNoContractCanMake(t *testing.T) {
	t.Parallel()
	for request, want := range map[string]string{
		`{"a": 1.5}`:         "whole numbers only",
		`{"a": true}`:        "want text, a whole number or a list of text",
		`{"a": [1]}`:         "lists of text only",
		`{"a": "bytes:abc"}`: "bytes:0x",
		`[]`:                 "want a JSON object",
		``:                   "want a JSON object",
	} {
		_, err := rehearsal.Run(t.Context(), rehearsal.Config{Spec: spec(t, jobspecs.Score), AdapterURL: "http://127.0.0.1:1", Request: []byte(request)})
		require.ErrorContains(t, err, want, request)
	}
}
