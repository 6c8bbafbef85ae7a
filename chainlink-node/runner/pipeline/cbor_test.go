package pipeline_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
)

func TestDecodeLog_RefusesWhatIsNoSuchEvent(t *testing.T) {
	t.Parallel()
	topic := strings.Repeat("0", 64)
	for name, tc := range map[string]struct{ topics, data, want string }{
		"a topic too few":   {`["0x` + topic + `"]`, "0x" + topic, "topic/field count mismatch"},
		"a topic too many":  {`["0x` + topic + `","0x` + topic + `","0x` + topic + `"]`, "0x" + topic, "topic/field count mismatch"},
		"half a topic":      {`["0x00"]`, "0x" + topic, "topics: want a list of hashes"},
		"topics of no list": {`{}`, "0x" + topic, "topics: want a list of hashes"},
		"data too short":    {`["0x` + topic + `","0x` + topic + `"]`, "0x00", "unpack the log's data"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := mustCompile(t, job(`d [type="ethabidecodelog" abi="E(uint256 indexed a, uint256 b)" data="$(jobRun.data)" topics="$(jobRun.topics)"]`), 1, "")
			run := p.Run(t.Context(), pipeline.Start{JobRun: map[string]any{"topics": tc.topics, "data": tc.data}})
			require.ErrorContains(t, run.Err(), tc.want)
		})
	}
}

func TestCBOR_RefusesWhatIsNone(t *testing.T) {
	t.Parallel()
	for name, payload := range map[string]string{
		"an open end":          "0x63",
		"a key without value":  "0x6161",
		"a key that is none":   "0x01" + "02",
		"a tag without a form": "0x6161" + "d90539" + "01",
		"a bomb of lists":      "0x6161" + strings.Repeat("81", 100) + "01",
		"a length beyond all":  "0x6161" + "9b7fffffffffffffff",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := answered(t, `c [type="cborparse" data="$(jobRun.answer)"]`, payload)
			require.ErrorIs(t, run.Err(), pipeline.ErrBadInput)
		})
	}
}

func TestCBOR_ReadsAnEmptyRequestAndAMapWithItsMarks(t *testing.T) {
	t.Parallel()
	for payload, want := range map[string]string{
		"":                              "{}",
		"0xa161616162":                  `{"a":"b"}`,
		"0xbf61616162ff":                `{"a":"b"}`,
		"0x61616162":                    `{"a":"b"}`,
		"0x6161f5":                      `{"a":true}`,
		"0x6161fb3ff8" + "000000000000": `{"a":1.5}`,
	} {
		run := answered(t, `c [type="cborparse" data="$(jobRun.answer)"]`, payload)
		require.Equal(t, want, mustRender(t, run, "c"), payload)
	}
}

// FuzzCBOR feeds any bytes to a request's decoding: it may refuse them, but never panic, and what it takes is JSON.
func FuzzCBOR(f *testing.F) {
	for _, seed := range []string{"6675736572496467757365722d3432", "", "a1", "bf", "c2582001", "9f636f6e65ff", "f97e00"} {
		f.Add([]byte(seed))
	}
	p := mustCompile(f, job(`c [type="cborparse" data="$(jobRun.data)"]`), 1, "")
	f.Fuzz(func(t *testing.T, data []byte) {
		run := p.Run(t.Context(), pipeline.Start{JobRun: map[string]any{"data": data}})
		task, _ := run.Task("c")
		var panicked *pipeline.PanicError
		require.NotErrorAs(t, task.Err, &panicked)
		if task.Err != nil {
			return
		}
		rendered, err := pipeline.Render(task.Value)
		if err == nil { // CBOR knows NaN and infinities, JSON does not
			require.True(t, json.Valid(rendered))
		}
	})
}
