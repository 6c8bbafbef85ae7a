package pipeline_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
)

// mustRender is a task's value as a run shows it.
func mustRender(tb testing.TB, run pipeline.Run, id string) string {
	tb.Helper()
	task, ok := run.Task(id)
	require.True(tb, ok, id)
	require.NoError(tb, task.Err, id)
	rendered, err := pipeline.Render(task.Value)
	require.NoError(tb, err)
	return string(rendered)
}

// answered runs a graph whose tasks find the adapter's answer in $(jobRun.answer).
func answered(tb testing.TB, graph, answer string) pipeline.Run {
	tb.Helper()
	return mustCompile(tb, job(graph), 1, "").Run(tb.Context(), pipeline.Start{JobRun: map[string]any{"answer": answer}})
}

func TestEncode_EqualsTheRealNodeButForItsHarm(t *testing.T) {
	t.Parallel()
	var matrix []struct {
		ABI     string  `json:"abi"`
		Adapter string  `json:"adapterJson"`
		Parsed  *string `json:"jsonparse"`
		Result  string  `json:"result"`
	}
	mustDecode(t, "encoding/abi-encode-matrix.json", &matrix)
	require.Len(t, matrix, 42)
	better := map[string]error{ // where the real node wraps around or panics
		"uint256 -5":   pipeline.ErrOutOfRange,
		"uint256 null": pipeline.ErrNull,
		"bytes32 null": pipeline.ErrNull,
		"bytes null":   pipeline.ErrNull,
	}
	for _, row := range matrix {
		t.Run(row.ABI+" of "+row.Adapter, func(t *testing.T) {
			t.Parallel()
			run := answered(t, `
				p [type="jsonparse" path="data,result" data="$(jobRun.answer)"]
				e [type="ethabiencode" abi="(`+row.ABI+` x)" data=<{"x": $(p)}>]
				p -> e`, `{"data":{"result":`+row.Adapter+`}}`)
			require.Equal(t, compact(t, row.Parsed), mustRender(t, run, "p"))
			encoded, _ := run.Task("e")
			if want, ok := better[row.ABI+" "+row.Adapter]; ok {
				require.ErrorIs(t, encoded.Err, want)
				return
			}
			if strings.HasPrefix(row.Result, "ERROR") {
				require.ErrorContains(t, encoded.Err, "while converting argument 'x' to "+row.ABI)
				if value := strings.Trim(row.Adapter, `"`); len(value) > 4 {
					require.NotContains(t, encoded.Err.Error(), value, "errors do not quote answers")
				}
				return
			}
			require.Equal(t, row.Result, mustRender(t, run, "e"))
		})
	}
}

func TestEncode_RefusesWhatWouldBeEncodedWrong(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, abi, json string
		want            error
	}{
		{"a number above uint256", "uint256", "115792089237316195423570985008687907853269984665640564039457584007913129639936", pipeline.ErrOutOfRange},
		{"a number above int256", "int256", "57896044618658097711785492504343953926634992332820282019728792003956564819968", pipeline.ErrOutOfRange},
		{"a number that uint64 would cut to zero", "uint8", "18446744073709551616", pipeline.ErrOutOfRange},
		{"a negative number for uint8", "uint8", "-1", pipeline.ErrOutOfRange},
		{"a number below int8", "int8", "-129", pipeline.ErrOutOfRange},
		{"a number above uint24", "uint24", "16777216", pipeline.ErrOutOfRange},
		{"an exponent that fills the memory", "uint256", `"1e9999"`, pipeline.ErrBadInput},
		{"an exponent that takes for ever to cut", "uint256", `"1e-9999"`, pipeline.ErrBadInput},
		{"an object for bytes", "bytes", `{}`, pipeline.ErrBadInput},
		{"a number for bytes", "bytes", `7`, pipeline.ErrBadInput},
		{"a list for an address", "address", `[1]`, pipeline.ErrBadInput},
		{"a list of another length", "uint256[2]", `[1]`, pipeline.ErrBadInput},
		{"null inside a list", "uint256[]", `[1,null]`, pipeline.ErrNull},
		{"text for a list", "uint256[]", `"1"`, pipeline.ErrBadInput},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			run := answered(t, `
				p [type="jsonparse" path="v" data="$(jobRun.answer)"]
				e [type="ethabiencode" abi="(`+tc.abi+` x)" data=<{"x": $(p)}>]
				p -> e`, `{"v":`+tc.json+`}`)
			require.ErrorIs(t, run.Err(), tc.want)
		})
	}
}

func TestEncode_TakesListsAndNarrowIntegers(t *testing.T) {
	t.Parallel()
	run := answered(t, `
		p [type="jsonparse" path="v" data="$(jobRun.answer)"]
		e [type="ethabiencode" abi="set(uint256[] a, uint24[2] b, int8 c)"
		   data=<{"a": $(p), "b": [1, "16777215"], "c": -128}>]
		p -> e`, `{"v":[3,"4"]}`)
	word := func(digits string) string { return strings.Repeat("0", 64-len(digits)) + digits }
	require.Equal(t, `"0x`+ /* selector of set(uint256[],uint24[2],int8) */ mustRender(t, run, "e")[3:11]+
		word("80")+word("1")+word("ffffff")+strings.Repeat("f", 62)+"80"+word("2")+word("3")+word("4")+`"`,
		mustRender(t, run, "e"))
}

func TestEncode_NeedsEveryArgument(t *testing.T) {
	t.Parallel()
	run := answered(t, `e [type="ethabiencode" abi="(uint256 x, uint256 y)" data=<{"x": 1}>]`, "")
	require.ErrorContains(t, run.Err(), "argument 'y' is missing")
}

func TestDecode_EqualsTheRealNodeOnHexAndBase64(t *testing.T) {
	t.Parallel()
	var recorded map[string]json.RawMessage
	mustDecode(t, "encoding/base64decode-to-bytes.json", &recorded)
	text := func(id string) string { // an output: JSON text in a JSON string
		var output string
		require.NoError(t, json.Unmarshal(recorded[id], &output))
		return output
	}
	var answer string
	require.NoError(t, json.Unmarshal([]byte(text("f")), &answer))
	run := answered(t, `
		p  [type="jsonparse" path="data,result" data="$(jobRun.answer)"]
		d  [type="base64decode" input="$(p)"]
		e  [type="ethabiencode" abi="(bytes x)" data=<{"x": $(d)}>]
		pn [type="jsonparse" path="data,hexno" data="$(jobRun.answer)"]
		hd [type="hexdecode" input="$(pn)"]
		eh [type="ethabiencode" abi="(bytes x)" data=<{"x": $(hd)}>]
		p -> d -> e
		pn -> hd -> eh`, answer)
	for _, id := range []string{"p", "d", "e", "pn"} {
		require.Equal(t, text(id), mustRender(t, run, id), id)
	}
	hd, _ := run.Task("hd")
	require.ErrorContains(t, hd.Err, "hex string must have prefix 0x")
	eh, _ := run.Task("eh")
	require.EqualError(t, eh.Err, "task inputs: too many errors")
}

func TestText_TasksTakeTheirInputWhereTheyFindIt(t *testing.T) {
	t.Parallel()
	run := answered(t, `
		named   [type="hexencode" input="$(jobRun.answer)"]
		literal [type="hexencode" input="hi"]
		before  [type="base64encode"]
		bytes   [type="hexdecode"]
		none    [type="hexencode"]
		hole    [type="hexencode" input=" "]
		odd     [type="hexdecode" input="0xabc"]
		wrong   [type="base64decode" input="*"]
		literal -> before
		literal -> bytes`, "hello")
	require.Equal(t, `"0x68656c6c6f"`, mustRender(t, run, "named"))
	require.Equal(t, `"0x6869"`, mustRender(t, run, "literal"))
	require.Equal(t, `"MHg2ODY5"`, mustRender(t, run, "before"))
	require.Equal(t, `"0x6869"`, mustRender(t, run, "bytes"))
	for _, id := range []string{"none", "hole"} {
		task, _ := run.Task(id)
		require.ErrorIs(t, task.Err, pipeline.ErrParameterEmpty, id)
	}
	for _, id := range []string{"odd", "wrong"} {
		task, _ := run.Task(id)
		require.ErrorIs(t, task.Err, pipeline.ErrBadInput, id)
	}
}

func TestHexEncode_OfNumbers(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ json, want string }{
		{"0", `"0x0"`}, {"255", `"0xff"`}, {"18446744073709551616", `"0x10000000000000000"`}, {"1e3", `"0x3e8"`},
		{"-1", ""}, {"1.5", ""}, {"true", ""}, {"[1]", ""}, {"null", ""},
	} {
		t.Run(tc.json, func(t *testing.T) {
			t.Parallel()
			run := answered(t, `
				p [type="jsonparse" path="v" data="$(jobRun.answer)"]
				h [type="hexencode" input="$(p)"]
				p -> h`, `{"v":`+tc.json+`}`)
			if tc.want == "" {
				require.ErrorIs(t, run.Err(), pipeline.ErrBadInput)
				return
			}
			require.Equal(t, tc.want, mustRender(t, run, "h"))
		})
	}
}

func TestJSONParse_Paths(t *testing.T) {
	t.Parallel()
	const doc = `{"a":{"b":[10,20,{"c":null}]},"x,y":1,"d":"0x7b7d"}`
	for _, tc := range []struct{ name, attributes, want, err string }{
		{"the whole document", `path=""`, doc, ""},
		{"a nested name", `path="a,b,0"`, "10", ""},
		{"a negative index", `path="a,b,-2"`, "20", ""},
		{"null is a value", `path="a,b,-1,c"`, "null", ""},
		{"another separator", `path="x,y" separator="/"`, "1", ""},
		{"a missing name", `path="a,z"`, "", `could not resolve path ["a","z"]: keypath not found`},
		{"a missing name, lax", `path="a,z" lax="true"`, "null", ""},
		{"an index out of range", `path="a,b,3"`, "", "keypath not found"},
		{"an index out of range, lax", `path="a,b,-4" lax="true"`, "null", ""},
		{"an index beyond any list, lax", `path="a,b,99999999999999999999" lax="true"`, "null", ""},
		{"an index that is none", `path="a,b,one"`, "", `"one" is not a valid array index`},
		{"a step into a number", `path="a,b,0,c"`, "", "keypath not found"},
		{"a step into a number, lax", `path="a,b,0,c" lax="true"`, "", "keypath not found"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			run := answered(t, `p [type="jsonparse" data="$(jobRun.answer)" `+tc.attributes+`]`, doc)
			if tc.err != "" {
				require.ErrorContains(t, run.Err(), tc.err)
				return
			}
			require.JSONEq(t, tc.want, mustRender(t, run, "p"))
		})
	}
}
