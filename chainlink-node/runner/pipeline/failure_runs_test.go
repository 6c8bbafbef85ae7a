package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/contracts/bindings"
)

// failureRun is a run in a recorded failure of adapter, node, key or chain.
type failureRun struct {
	Case        string
	Run         int      // several runs of one case count from 0
	Answers     []string // what the adapter did, in turn
	Request     map[string]string
	Transaction string // "ok", "failed", or "none" if the run did not come so far
	Tasks       []taskRun
}

// recordedCut is the length at which outputs were cut.
const recordedCut = 400

// answers are the recorded adapter's, with the request's id in place of %s.
var answers = map[string]struct {
	status int
	body   string
}{
	"ok": {200, `{"jobRunID":"%s","data":{"result":731,"asOf":1763800000,` +
		`"modelHash":"0x1a1f4502024df8a68d12e64bb2364ad6308d04ed0a7d5e8300a676ec70867140"},"result":731,"statusCode":200}`},
	"err500":   {200, `{"jobRunID":"%s","status":"errored","statusCode":500,"error":{"name":"AdapterError","message":"upstream failed"}}`},
	"err400":   {200, `{"jobRunID":"%s","status":"errored","statusCode":400,"error":{"name":"AdapterInputError","message":"unknown userId"}}`},
	"http500":  {500, `{"jobRunID":"%s","status":"errored","statusCode":500,"error":{"name":"AdapterError","message":"upstream failed"}}`},
	"http400":  {400, `{"jobRunID":"%s","status":"errored","statusCode":400,"error":{"name":"AdapterInputError","message":"unknown userId"}}`},
	"noresult": {200, `{"jobRunID":"%s","data":{},"statusCode":200}`},
}

// adapter does in turn what the recorded one did; "down" cuts the connection. It tells what it was asked.
func (f failureRun) adapter(t *testing.T) (url string, asked func() []string) {
	t.Helper()
	bodies := make(chan []string, 1)
	bodies <- nil
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // one that breaks off is not what was recorded
		before := <-bodies
		bodies <- append(before, string(body))
		if len(before) >= len(f.Answers) {
			http.Error(w, "the real node did not call so often", http.StatusTeapot)
			return
		}
		answer, up := answers[f.Answers[len(before)]]
		if !up {
			panic(http.ErrAbortHandler)
		}
		w.WriteHeader(answer.status)
		_, _ = io.WriteString(w, fmt.Sprintf(answer.body, f.Request["requestId"]))
	}))
	t.Cleanup(server.Close)
	return server.URL, func() []string {
		all := <-bodies
		bodies <- all
		return all
	}
}

// questions are what the real node asked the adapter in the failures, as far as that was kept.
func questions(t *testing.T) (bodies []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "adapter", "*-f-*.http"))
	require.NoError(t, err)
	require.Len(t, names, 30)
	for _, name := range names {
		bodies = append(bodies, mustExchange(t, filepath.Join("adapter", filepath.Base(name))).body)
	}
	return bodies
}

// question is what the real node asked in a run, if that was kept. Request ids were used again on other chains.
func (f failureRun) question(bodies []string) (string, bool) {
	for _, body := range bodies {
		ours := true
		for name, value := range map[string]string{
			"id": f.Request["requestId"], "specId": f.Request["specId"], "cancelExpiration": f.Request["cancelExpiration"],
		} {
			ours = ours && strings.Contains(body, fmt.Sprintf("%q:%q", name, value))
		}
		if ours {
			return body, true
		}
	}
	return "", false
}

// retries finds what the score job says of retries.
var retries = regexp.MustCompile(`retries=5 minBackoff="1s" maxBackoff="10s"`)

// job is the recorded score job with as many attempts as the case's, without their pauses.
func (f failureRun) job(t *testing.T) []byte {
	t.Helper()
	toml := mustRead(t, "happy/score.toml")
	require.Regexp(t, retries, string(toml))
	return retries.ReplaceAll(toml, fmt.Appendf(nil, `retries=%d minBackoff="1ms" maxBackoff="1ms"`, len(f.Answers)))
}

// log is the request as the Operator logged it.
func (f failureRun) log(t *testing.T) types.Log {
	t.Helper()
	number := func(name string) *big.Int {
		n, ok := new(big.Int).SetString(f.Request[name], 10)
		require.True(t, ok, name)
		return n
	}
	specID := (f.Request["specId"] + strings.Repeat("0", 64))[:66] // some were cut
	event := bindings.NewOperator().GetABI().Events[bindings.OperatorOracleRequest{}.ContractEventName()]
	data, err := event.Inputs.NonIndexed().Pack(
		common.HexToAddress(f.Request["requester"]), [32]byte(common.HexToHash(f.Request["requestId"])), number("payment"),
		common.HexToAddress(f.Request["callbackAddr"]), [4]byte(common.FromHex(f.Request["callbackFunctionId"])),
		number("cancelExpiration"), number("dataVersion"), common.FromHex(f.Request["cborPayload"]))
	require.NoError(t, err)
	return types.Log{Topics: []common.Hash{event.ID, common.HexToHash(specID)}, Data: data}
}

var errNotMined = errors.New("the recorded transaction did not come through")

// failureChain ends transactions as the recorded chain did.
type failureChain struct{ failureRun }

func (c failureChain) Transmit(context.Context, pipeline.Transaction) (*types.Receipt, error) {
	if c.Transaction == "ok" {
		return &types.Receipt{Status: types.ReceiptStatusSuccessful, BlockNumber: new(big.Int)}, nil
	}
	return nil, errNotMined
}

func TestRun_EqualsTheRealNodeInEveryRecordedFailure(t *testing.T) {
	t.Parallel()
	var runs []failureRun
	mustDecode(t, "failure-runs.json", &runs)
	require.Len(t, runs, 58)
	recorded, kept := questions(t), 0
	for _, f := range runs {
		question, known := f.question(recorded)
		if known {
			kept++
		}
		t.Run(fmt.Sprint(f.Case, " ", f.Run), func(t *testing.T) {
			t.Parallel()
			url, asked := f.adapter(t)
			p := mustCompile(t, f.job(t), 1, url)
			request, err := oracle.ParseRequest(f.log(t))
			require.NoError(t, err)

			run := p.Run(t.Context(), pipeline.Start{JobRun: request.JobRun(&types.Header{}), Transmit: failureChain{f}})

			require.Len(t, asked(), len(f.Answers))
			for _, body := range asked() {
				require.True(t, !known || body == question, "%s, not %s", body, question)
			}
			require.Equal(t, f.Transaction == "ok", run.Err() == nil, "%v", run.Err())
			require.Equal(t, f.Transaction == "failed", errors.Is(run.Err(), errNotMined))
			requireRecorded(t, f.Tasks, run)
		})
	}
	require.Equal(t, 21, kept)
}

// requireRecorded compares tasks with recordings that were cut.
func requireRecorded(t *testing.T, recorded []taskRun, run pipeline.Run) {
	t.Helper()
	for _, want := range recorded {
		got, ok := run.Task(want.DotID)
		require.True(t, ok, want.DotID)
		if want.Error != nil {
			require.Error(t, got.Err, want.DotID)
			require.Equal(t, strings.HasSuffix(*want.Error, "too many errors"), errors.Is(got.Err, pipeline.ErrTooManyErrors), want.DotID)
			continue
		}
		require.NoError(t, got.Err, want.DotID)
		rendered, err := pipeline.Render(got.Value)
		require.NoError(t, err)
		if len(*want.Output) < recordedCut {
			require.Equal(t, *want.Output, string(rendered), want.DotID)
			continue
		}
		require.True(t, strings.HasPrefix(string(rendered), *want.Output), "%s: %s", want.DotID, rendered)
	}
}
