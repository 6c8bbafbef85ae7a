package pipeline_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
)

// send begins a task that sends a transaction.
const send = `s [type="ethtx" to="0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9" data="0x01"`

// transmitter is a chain for one transaction.
type transmitter func(context.Context, pipeline.Transaction) (*types.Receipt, error)

func (f transmitter) Transmit(ctx context.Context, tx pipeline.Transaction) (*types.Receipt, error) {
	return f(ctx, tx)
}

func TestEthTx_PassesOnWhatTheSpecSays(t *testing.T) {
	t.Parallel()
	two := uint64(2)
	for _, tc := range []struct {
		name, attributes string
		want             pipeline.Transaction
	}{
		{"nothing but the least", ``, pipeline.Transaction{}},
		{"everything", `gasLimit="600000" minConfirmations="2" failOnRevert="true"`,
			pipeline.Transaction{GasLimit: 600000, MinConfirmations: &two, FailOnRevert: true}},
		{"variables", `gasLimit="$(jobRun.gas)" minConfirmations="$(jobRun.blocks)"`,
			pipeline.Transaction{GasLimit: 7, MinConfirmations: &two}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tc.want.To = common.HexToAddress("0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9")
			tc.want.Data = []byte{1}
			sent := false
			run := mustCompileWith(t, send+tc.attributes+`]`, pipeline.Deps{}).Run(t.Context(), pipeline.Start{
				JobRun: map[string]any{"gas": int64(7), "blocks": "2"},
				Transmit: transmitter(func(_ context.Context, tx pipeline.Transaction) (*types.Receipt, error) {
					sent = true
					require.Equal(t, tc.want, tx)
					return nil, errDown
				}),
			})
			require.ErrorIs(t, run.Err(), errDown)
			require.True(t, sent)
		})
	}
}

func TestEthTx_RefusesBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ graph, want string }{
		"an address that is none":     {`s [type="ethtx" to="0x12" data="0x01"]`, "to: want an address"},
		"no address":                  {`s [type="ethtx" data="0x01"]`, "to: parameter is empty"},
		"no data":                     {`s [type="ethtx" to="0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"]`, "data: parameter is empty"},
		"a gas limit that is none":    {send + ` gasLimit="lots"]`, "gasLimit: want a whole number"},
		"a gas limit below zero":      {send + ` gasLimit="$(jobRun.negative)"]`, "gasLimit: want a whole number"},
		"confirmations that are none": {send + ` minConfirmations="-1"]`, "minConfirmations: want a whole number"},
		"a variable that is none":     {send + ` gasLimit="$(jobRun.none)"]`, "gasLimit: key none"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := mustCompileWith(t, tc.graph, pipeline.Deps{}).Run(t.Context(), pipeline.Start{
				JobRun: map[string]any{"negative": int64(-7)},
				Transmit: transmitter(func(context.Context, pipeline.Transaction) (*types.Receipt, error) {
					t.Error("sent")
					return nil, errDown
				}),
			})
			require.ErrorContains(t, run.Err(), tc.want)
		})
	}
	run := mustCompileWith(t, send+`]`, pipeline.Deps{}).Run(t.Context(), pipeline.Start{})
	require.ErrorIs(t, run.Err(), pipeline.ErrNoTransmitter)
}

func TestRun_APanicIsTheErrorOfItsTask(t *testing.T) {
	t.Parallel()
	p := mustCompileWith(t, send+`]`, pipeline.Deps{})
	for name, tc := range map[string]struct {
		thrown any
		want   string
	}{
		"the runtime's": {nil, "panicked: runtime error: "},
		"any other's":   {"a secret", "panicked: string"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := p.Run(t.Context(), pipeline.Start{Transmit: transmitter(
				func(context.Context, pipeline.Transaction) (*types.Receipt, error) {
					if tc.thrown == nil {
						var none *types.Receipt
						return &types.Receipt{Status: none.Status}, nil
					}
					panic(tc.thrown)
				})})
			var panicked *pipeline.PanicError
			require.ErrorAs(t, run.Err(), &panicked)
			require.ErrorContains(t, run.Err(), tc.want)
			require.NotContains(t, run.Err().Error(), "secret")
			require.Contains(t, string(panicked.Stack), "ethtx_test.go")
		})
	}
}

func TestEthTx_ShowsAReceiptAsTheRealNode(t *testing.T) {
	t.Parallel()
	var recorded struct {
		Task taskRun `json:"submit_tx"`
	}
	mustDecode(t, "../../testdata/ethtx-without-minConfirmations.json", &recorded)
	receipt := new(types.Receipt)
	require.NoError(t, json.Unmarshal([]byte(*recorded.Task.Output), receipt))
	chain := transmitter(func(_ context.Context, tx pipeline.Transaction) (*types.Receipt, error) {
		require.Nil(t, tx.MinConfirmations)
		return receipt, nil
	})

	run := mustCompile(t, job(send+` gasLimit="500000"]`), 1, "").Run(t.Context(), pipeline.Start{Transmit: chain})

	require.Equal(t, compact(t, recorded.Task.Output), mustRender(t, run, "s"))
}
