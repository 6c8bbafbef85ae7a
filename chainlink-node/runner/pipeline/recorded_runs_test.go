package pipeline_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
)

// recordedChain returns a recorded receipt for the very transaction that the real node sent.
type recordedChain struct {
	tb      testing.TB
	input   string
	gas     hexutil.Uint64
	receipt *types.Receipt
}

func (c recordedChain) Transmit(_ context.Context, tx pipeline.Transaction) (*types.Receipt, error) {
	require.Equal(c.tb, c.input, hexutil.Encode(tx.Data))
	require.Equal(c.tb, "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9", tx.To.Hex())
	require.EqualValues(c.tb, c.gas, tx.GasLimit)
	require.NotNil(c.tb, tx.MinConfirmations)
	require.EqualValues(c.tb, 1, *tx.MinConfirmations)
	require.True(c.tb, tx.FailOnRevert)
	return c.receipt, nil
}

func mustRecordedChain(tb testing.TB, name string) recordedChain {
	tb.Helper()
	var fulfilment struct {
		Tx struct {
			Input string         `json:"input"`
			Gas   hexutil.Uint64 `json:"gas"`
		} `json:"tx"`
		Receipt map[string]any `json:"receipt"`
	}
	mustDecode(tb, name, &fulfilment)
	delete(fulfilment.Receipt, "blockTimestamp") // a number, which go-ethereum does not read
	raw, err := json.Marshal(fulfilment.Receipt)
	require.NoError(tb, err)
	chain := recordedChain{tb: tb, input: fulfilment.Tx.Input, gas: fulfilment.Tx.Gas, receipt: &types.Receipt{}}
	require.NoError(tb, json.Unmarshal(raw, chain.receipt))
	return chain
}

func TestRun_EqualsTheRealNodeOnBothJobs(t *testing.T) {
	t.Parallel()
	for number, name := range []string{"score", "record"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var runs struct{ Data []recordedRun }
			mustDecode(t, "happy/"+name+"-runs.json", &runs)
			var request struct {
				Log json.RawMessage `json:"oracleRequestLog"`
			}
			mustDecode(t, "happy/"+name+"-request.json", &request)
			adapter := newRecordedAdapter(t, "adapter/000"+string(rune('1'+number))+"-happy-"+name+".http")
			p := mustCompile(t, mustRead(t, "happy/"+name+".toml"), number+1, adapter.URL)

			run := p.Run(t.Context(), pipeline.Start{
				JobRun:   jobRun(t, string(request.Log), runs.Data[0]),
				Transmit: mustRecordedChain(t, "happy/"+name+"-fulfilment.json"),
			})

			require.NoError(t, run.Err())
			requireSameOutputs(t, runs.Data[0].Attributes.TaskRuns, run)
			adapter.requireAsked(t)
		})
	}
}

func TestRun_EqualsTheRealNodeOnEveryEncoding(t *testing.T) {
	t.Parallel()
	var recorded recordedRun
	mustDecode(t, "probe/run.json", &recorded)
	adapter := newRecordedAdapter(t,
		"adapter/0003-probe.http", "adapter/0004-probe.http", "adapter/0005-probe.http",
		"adapter/0006-probe.http", "adapter/0007-probe.http", "adapter/0008-probe.http",
		"adapter/0009-probe.http", "adapter/0010-probe.http", "adapter/0011-probe.http")
	p := mustCompile(t, mustRead(t, "probe/probe-types.toml"), 3, adapter.URL)

	run := p.Run(t.Context(), pipeline.Start{
		JobRun: jobRun(t, string(mustRead(t, "probe/oracle-request-log.json")), recorded),
	})

	requireSameOutputs(t, recorded.Attributes.TaskRuns, run)
	adapter.requireAsked(t)
	for id, want := range map[string]string{
		"e_runid":    "requestData: key id (segment 1 in keypath jobRun.id): keypath not found",
		"hex_reqid":  "input: bad input for task",
		"e_instring": "requestData: with each $(…) as a whole value it is not JSON",
	} {
		task, _ := run.Task(id)
		require.ErrorContains(t, task.Err, want)
	}
	require.ErrorContains(t, run.Err(), "task hex_reqid (hexencode): input: bad input for task")
}
