package jobspecs_test

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/jobspecs"
)

func TestLint_FindsNothingInSpecsThatARealNodeAnsweredWith(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"score.toml", "record.toml"} {
		require.Empty(t, jobspecs.Lint(mustRead(t, "testdata", "recorded", name)), name)
	}
}

func TestLint_FindsWhatWentWrongOnARealNode(t *testing.T) {
	t.Parallel()
	for file, want := range map[string][]string{
		"backoff-maxBackoff-only-1s.toml": {
			"line 16: retries: fetch: maxBackoff counts only beside minBackoff: a node ignores it and waits 5s to 60s",
		},
		"backoff-minBackoff-only-20s.toml": {
			"line 16: retries: fetch: minBackoff alone is cut to 10s: give maxBackoff too",
		},
		"gaslimit-400000.toml": {
			"line 28: gas-limit: submit_tx: gasLimit 400000 is too little: the Operator reverts below about 450000 (it keeps 400000 for the callback)",
		},
		"unauthorised-minConf0.toml": {
			`line 28: submit: submit_tx: failOnRevert="true" is missing: a run would count as completed though its transaction reverted`,
			"line 28: submit: submit_tx: minConfirmations is 0: a run would be completed before its transaction is on the chain",
		},
		"probe.toml": {
			"line 1: min-payment: minContractPaymentLinkJuels is missing: the node's chain setting would count, 0.00001 LINK by default",
			"line 1: requesters: requesters is missing or empty: everybody could ask; list the contracts to answer",
			"line 8: submit: no ethtx task: the answer never reaches the chain",
			`line 13: attribute-value: decode_cbor_std: mode must be "diet" or left out: requests are not whole CBOR documents`,
			"line 16: variable: e_reqid: $(decode_log.requestId) is a list of numbers here, not hex: use the field of $(jobRun.meta.oracleRequest.…)",
			"line 20: variable: e_runid: $(jobRun.id) does not exist: jobRun has meta.oracleRequest (with requestId), logData, logTopics, logAddress, logTxHash, logBlockHash and logBlockNumber",
			"line 22: variable: hex_reqid: $(decode_log.requestId) is a list of numbers here, not hex: use the field of $(jobRun.meta.oracleRequest.…)",
			`line 23: task-type: b64_bytes: task type "base64encode" is not supported`,
			"line 27: json: e_instring: requestData: $(…) stands inside a string: it must be a whole JSON value, without quotes around it",
		},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			src := mustRead(t, "testdata", "recorded", file)
			_, err := jobspecs.Parse(src)
			require.NoError(t, err, "the node took it")
			require.Equal(t, want, lines(jobspecs.Lint(src)))
		})
	}
}

// variant is a change to score.toml that was tried on a real node.
type variant struct {
	old, new string
	atNode   bool // refused for what else is on the node, which no file shows
	strict   bool // accepted by the node, refused by Lint
}

// variants returns the changes behind the names in spec-validation.json.
func variants() map[string]variant {
	const (
		id         = `externalJobID = "5c0e5c0e-0000-4000-8000-000000000001"`
		requesters = `requesters = ["0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9"]`
		payment    = `minContractPaymentLinkJuels = "100000000000000000"`
		confirms   = `minIncomingConfirmations = 1`
		chain      = `evmChainID = "31337"`
	)
	return map[string]variant{
		"externalJobID without dashes":           {old: id, new: `externalJobID = "f0660434b7654245bb7eb4d3cabd4e30"`},
		"externalJobID upper case with dashes":   {old: id, new: `externalJobID = "379BD91C-1028-4355-B6B3-940747F98783"`},
		"no externalJobID":                       {old: id, strict: true},
		"externalJobID already used":             {old: id, new: id, atNode: true},
		"contractAddress lower case":             {old: `contractAddress = "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"`, new: `contractAddress = "0xcf7ed3acca5a467e9e704c703e8d87f634fb0fc9"`},
		"requesters lower case":                  {old: requesters, new: strings.ToLower(requesters)},
		"requesters empty list":                  {old: requesters, new: `requesters = []`, strict: true},
		"no requesters":                          {old: requesters, strict: true},
		"minContractPaymentLinkJuels as integer": {old: payment, new: `minContractPaymentLinkJuels = 100000000000000000`},
		`minContractPaymentLinkJuels "0.1 link"`: {old: payment, new: `minContractPaymentLinkJuels = "0.1 link"`},
		"no minContractPaymentLinkJuels":         {old: payment, strict: true},
		"minIncomingConfirmations 0":             {old: confirms, new: `minIncomingConfirmations = 0`, strict: true},
		"no minIncomingConfirmations":            {old: confirms, strict: true},
		"minIncomingConfirmations as string":     {old: confirms, new: `minIncomingConfirmations = "1"`},
		"no evmChainID":                          {old: chain},
		"unknown evmChainID":                     {old: chain, new: `evmChainID = "1"`, atNode: true},
		"unknown bridge":                         {old: `name="ea-score"`, new: `name="nope"`, atNode: true},
		"no schemaVersion":                       {old: `schemaVersion = 1`},
		"unknown TOML key":                       {old: confirms, new: confirms + "\nnoSuchKey = 1", strict: true},
		"tuple type in ethabiencode abi":         {old: `(bytes32 requestId, uint256 score, uint256 asOf, bytes32 modelHash)`, new: `(bytes32 requestId, (uint256 score, uint256 asOf) x, bytes32 modelHash)`, strict: true},
	}
}

func TestParse_RefusesWhatARealNodeRefused(t *testing.T) {
	t.Parallel()
	var recorded []struct {
		Case   string `json:"case"`
		Status int    `json:"status"`
		Result struct {
			ExternalJobID               string  `json:"externalJobID"`
			MinContractPaymentLinkJuels *string `json:"minContractPaymentLinkJuels"`
			MinIncomingConfirmations    *uint32 `json:"minIncomingConfirmations"`
			EVMChainID                  string  `json:"evmChainID"`
		} `json:"result"`
	}
	require.NoError(t, json.Unmarshal(mustRead(t, "testdata", "recorded", "spec-validation.json"), &recorded))
	base := string(mustRead(t, "testdata", "recorded", "score.toml"))
	known := variants()
	require.Len(t, recorded, len(known))
	for _, r := range recorded {
		t.Run(r.Case, func(t *testing.T) {
			t.Parallel()
			v, ok := known[r.Case]
			require.True(t, ok, "no variant of this name")
			require.Contains(t, base, v.old)
			src := []byte(strings.Replace(base, v.old, v.new, 1))

			spec, err := jobspecs.Parse(src)
			faults := jobspecs.Lint(src)
			if r.Status != 200 && !v.atNode {
				require.Error(t, err)
				require.NotEmpty(t, faults)
				return
			}
			require.NoError(t, err)
			require.Equal(t, v.strict, len(faults) > 0, lines(faults))
			if r.Status != 200 {
				return
			}
			require.Equal(t, r.Result.EVMChainID, strconv.FormatUint(spec.EVMChainID, 10))
			if strings.HasPrefix(r.Case, "externalJobID") {
				require.Equal(t, r.Result.ExternalJobID, spec.ExternalJobID.String())
			}
			require.Equal(t, r.Result.MinContractPaymentLinkJuels == nil, spec.MinContractPaymentLinkJuels == nil)
			if spec.MinContractPaymentLinkJuels != nil {
				require.Equal(t, "100000000000000000", spec.MinContractPaymentLinkJuels.String(), "0.1 link, the node said")
			}
			if r.Result.MinIncomingConfirmations != nil {
				require.Equal(t, *r.Result.MinIncomingConfirmations, spec.MinIncomingConfirmations)
			}
		})
	}
}

// asDirectRequest makes a directrequest job of a webhook job: the quoting is the same.
var asDirectRequest = strings.NewReplacer(`type = "webhook"`,
	`type = "directrequest"`+"\n"+`evmChainID = "31337"`+"\n"+`contractAddress = "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"`)

// dotError matches the place in the node's errors.
var dotError = regexp.MustCompile(`: (\d+):\d+: error`)

func TestParse_QuotesAsARealNode(t *testing.T) {
	t.Parallel()
	var recorded []struct {
		Case   string `json:"case"`
		TOML   string `json:"toml"`
		Result string `json:"result"`
	}
	require.NoError(t, json.Unmarshal(mustRead(t, "testdata", "recorded", "quoting.json"), &recorded))
	require.NotEmpty(t, recorded)
	for _, r := range recorded {
		t.Run(r.Case, func(t *testing.T) {
			t.Parallel()
			src := []byte(asDirectRequest.Replace(r.TOML))
			spec, err := jobspecs.Parse(src)
			switch {
			case strings.HasPrefix(r.Result, "JOB REFUSED"):
				require.Regexp(t, dotError, r.Result)
				require.ErrorContains(t, err, "line 7: dot: ", "f is declared on line 7")
			case r.Result == "ok":
				require.NoError(t, err)
				f, ok := spec.Task("f")
				require.True(t, ok)
				require.True(t, json.Valid([]byte(f.Attrs["requestData"])), f.Attrs["requestData"])
				var headers []string
				require.NoError(t, json.Unmarshal([]byte(f.Attrs["headers"]), &headers))
			default:
				require.Contains(t, r.Result, "ERROR ")
				require.Contains(t, strings.Join(lines(jobspecs.Lint(src)), "\n"), "bridge-headers: ")
			}
		})
	}
}
