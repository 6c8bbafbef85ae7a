package jobspecs_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/jobspecs"
)

// head is a spec up to its task graph.
const head = `type = "directrequest"
schemaVersion = 1
evmChainID = "31337"
contractAddress = "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"
`

func mustParse(tb testing.TB, src string) *jobspecs.Spec {
	tb.Helper()
	spec, err := jobspecs.Parse([]byte(src))
	require.NoError(tb, err)
	return spec
}

func TestParse_Record(t *testing.T) {
	t.Parallel()
	spec := mustParse(t, string(mustRead(t, "testdata", "recorded", "record.toml")))
	require.Equal(t, "directrequest", spec.Type)
	require.Equal(t, "record", spec.Name)
	require.Equal(t, uuid.MustParse("4ec04d00-0000-4000-8000-000000000002"), spec.ExternalJobID)
	require.EqualValues(t, 31337, spec.EVMChainID)
	require.Equal(t, common.HexToAddress("0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"), spec.ContractAddress)
	require.Equal(t, []common.Address{common.HexToAddress("0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9")}, spec.Requesters)
	require.EqualValues(t, 1, spec.MinIncomingConfirmations)
	require.Equal(t, big.NewInt(1e17), spec.MinContractPaymentLinkJuels)
	require.Zero(t, spec.GasLimit)

	type task struct {
		line            int
		id, typ         string
		inputs, implied string
	}
	var got []task
	for _, x := range spec.Tasks {
		got = append(got, task{x.Line, x.ID, x.Type, strings.Join(x.Inputs, " "), strings.Join(x.Implied, " ")})
	}
	require.Equal(t, []task{
		{11, "decode_log", "ethabidecodelog", "", ""},
		{15, "decode_cbor", "cborparse", "decode_log", ""},
		{16, "public_key", "hexencode", "decode_cbor", ""},
		{17, "record_id", "hexencode", "decode_cbor", ""},
		{18, "fetch", "bridge", "public_key record_id", ""},
		{21, "record", "jsonparse", "fetch", ""},
		{22, "encode_data", "ethabiencode", "record", "decode_log"},
		{25, "encode_tx", "ethabiencode", "encode_data", "decode_log"},
		{28, "submit_tx", "ethtx", "encode_tx", ""},
	}, got)

	fetch, ok := spec.Task("fetch")
	require.True(t, ok)
	require.Equal(t, map[string]string{
		"type": "bridge", "name": "ea-record", "retries": "5", "minBackoff": "1s", "maxBackoff": "10s",
		"headers":     `["Authorization", "Bearer x"]`,
		"requestData": `{"id": $(jobRun.meta.oracleRequest.requestId), "data": {"endpoint": "record", "publicKey": $(public_key), "recordId": $(record_id)}}`,
	}, fetch.Attrs)
	_, ok = spec.Task("fetsh")
	require.False(t, ok)
}

func TestParse_TaskGraphs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ graph, want string }{
		"a chain":                        {`a [type=x] b [type=x] c [type=x]; a -> b -> c`, "a() b(a) c(b)"},
		"order of the text breaks ties":  {`c [type=x] a [type=x] b [type=x]`, "c() a() b()"},
		"edges beat the text":            {`b [type=x] a [type=x]; a -> b`, "a() b(a)"},
		"a variable is an edge":          {`b [type=x data="$(a)"] a [type=x]`, "a() b(+a)"},
		"a variable with a path":         {`b [type=x data="$( a.b.c )"] a [type=x]`, "a() b(+a)"},
		"an edge beats a variable":       {`a [type=x] b [type=x data="$(a)"]; a -> b`, "a() b(a)"},
		"a variable of nothing":          {`a [type=x data="$(b)"]`, "a()"},
		"a variable of itself":           {`a [type=x data="$(a)"]`, "a()"},
		"inputs in the order of running": {`d [type=x] c [type=x] b [type=x] a [type=x]; a -> d; b -> d; c -> d; b -> c`, "b() c(b) a() d(b c a)"},
		"types in lower case":            {`a [type=EthTx]`, "a()"},
		"groups of new tasks":            {`{a b} -> c; a [type=x] b [type=x] c [type=x]`, "a() b() c(a b)"},
		"groups of known tasks are none": {`a [type=x] b [type=x] c [type=x]; {a b} -> c`, "a() b() c()"},
		"attributes of an edge":          {`a [type=x] b [type=x]; a -> b [weight=2]`, "a() b(a)"},
		"comments":                       {"a [type=x] // b [type=x]\n # c [type=x]\n /* d [type=x] */ e [type=x]", "a() e()"},
		"settings of the graph":          {`rankdir=LR; node [shape=box]; a [type=x]`, "a()"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spec := mustParse(t, head+"observationSource = '''\n"+c.graph+"\n'''\n")
			var got []string
			for _, task := range spec.Tasks {
				inputs := append([]string{}, task.Inputs...)
				for _, id := range task.Implied {
					inputs = append(inputs, "+"+id)
				}
				got = append(got, task.ID+"("+strings.Join(inputs, " ")+")")
				require.Equal(t, strings.ToLower(task.Type), task.Type)
			}
			require.Equal(t, c.want, strings.Join(got, " "))
		})
	}
}

func TestParse_AttributeQuoting(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ source, want string }{
		"bare":                       {`'''a [type=x v=word]'''`, `word`},
		"quoted":                     {`'''a [type=x v="two words"]'''`, `two words`},
		"escaped in a literal":       {`'''a [type=x v="{\"k\": 1}"]'''`, `{"k": 1}`},
		"escaped twice in a basic":   {`"""a [type=x v="{\\"k\\": 1}"]"""`, `{"k": 1}`},
		"angled":                     {`'''a [type=x v=<{"k": 1}>]'''`, `{"k": 1}`},
		"angled over lines":          {"'''a [type=x v=<{\n\"k\": 1}>]'''", "{\n\"k\": 1}"},
		"angled and quoted":          {`'''a [type=x v="<{}>"]'''`, `"<{}>"`},
		"quoted over lines":          {"'''a [type=x v=\"1\n2\"]'''", "\"1\n2\""},
		"declared twice, the last":   {`'''a [type=x v=1] a [v=2]'''`, `2`},
		"given twice, the last":      {`'''a [type=x v=1 v=2]'''`, `2`},
		"two lists of attributes":    {`'''a [type=x] [v=2]'''`, `2`},
		"separated by commas":        {`'''a [type=x, v=2]'''`, `2`},
		"in a one-line string":       {`"a [type=x v=\"two words\"]"`, `two words`},
		"with a continued TOML line": {"\"\"\"a [type=x \\\n   v=2]\"\"\"", `2`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spec := mustParse(t, head+"observationSource = "+c.source+"\n")
			require.Equal(t, c.want, spec.Tasks[0].Attrs["v"])
		})
	}
}

func TestParse_Payments(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`0`:                           "0",
		`100000000000000000`:          "100000000000000000",
		`"100000000000000000"`:        "100000000000000000",
		`"0.1 link"`:                  "100000000000000000",
		`"1link"`:                     "1000000000000000000",
		`"0.000000000000000001 link"`: "1",
		`"115792089237316195423570985008687907853269984665640564039457584007913129639935"`: "115792089237316195423570985008687907853269984665640564039457584007913129639935",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			spec := mustParse(t, head+"minContractPaymentLinkJuels = "+text+"\nobservationSource = 'a [type=x]'\n")
			require.Equal(t, want, spec.MinContractPaymentLinkJuels.String())
		})
	}
}

func TestFaults_ReadLikeACompilersMessages(t *testing.T) {
	t.Parallel()
	_, err := jobspecs.Parse([]byte("type = \"directrequest\"\nschemaVersion = 2\nevmChainID = 0\n"))
	require.EqualError(t, err, strings.Join([]string{
		"line 1: contract-address: contractAddress must be the Operator's address, 0x and 40 hex digits",
		"line 1: no-tasks: observationSource has no tasks",
		"line 2: schema-version: schemaVersion must be 1",
		`line 3: evm-chain-id: evmChainID must be given and not 0, as in evmChainID = "31337"`,
	}, "\n"))
}
