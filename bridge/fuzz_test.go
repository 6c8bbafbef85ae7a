package bridge_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge"
)

// FuzzParseRequest compares the scanner with encoding/json, whose grammar it shares, and puts what it reads into
// answers. More seeds are in testdata/fuzz.
func FuzzParseRequest(f *testing.F) {
	for _, file := range []string{"sync", "async", "empty", "data-as-text", "score", "record"} {
		request, _ := mustExchange(f, "testdata/requests/"+file+".http")
		f.Add(mustBody(f, request.Body))
	}
	for _, seed := range []string{
		`{}`, `{"id":"1","data":{"endpoint":"score","subject":"0x00"},"meta":{"oracleRequest":{"requester":"0x1"}}}`,
		`{"a":[1,-0.5e+10,"\u00e9\\",true,false,null,{}]}`, `{"data":{},"data":{}}`, "\xef\xbb\xbf{}", `{"a":"\ud800"}`, `[]`, `{"a":1}x`,
		`{"jobRunID":-1.5E+2,"endpoint":"Score","data":{"walletAddress":"0x","user_id":null}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		before := bytes.Clone(body)
		got, err := bridge.ParseRequest(body)
		require.Equal(t, before, body)
		require.LessOrEqual(t, len(got.ID), bridge.MaxIDBytes)
		if err != nil {
			requireRefusable(t, body, err)
			return
		}
		require.True(t, json.Valid(body))
		require.True(t, utf8.Valid(body))
		requireSameFields(t, body, got)
		requireAnswers(t, got)
	})
}

// requireRefusable checks that a body that was refused is no JSON object in UTF-8, or one that gives a field twice or
// nests too deep.
func requireRefusable(t *testing.T, body []byte, err error) {
	t.Helper()
	var syntax *bridge.SyntaxError
	require.ErrorAs(t, err, &syntax)
	require.LessOrEqual(t, syntax.Offset, len(body))
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	if json.Valid(body) && utf8.Valid(body) && bytes.HasPrefix(trimmed, []byte("{")) {
		require.True(t, strings.Contains(syntax.Problem, "given twice") || strings.Contains(syntax.Problem, "deeper"), syntax.Problem)
	}
}

// requireSameFields checks that what was read of data is what encoding/json reads.
func requireSameFields(t *testing.T, body []byte, got bridge.Request) {
	t.Helper()
	if len(got.Faults) > 0 {
		return
	}
	var top map[string]json.RawMessage
	var data map[string]any
	require.NoError(t, json.Unmarshal(body, &top))
	require.NoError(t, json.Unmarshal(top["data"], &data))
	text := func(field string) string {
		for _, name := range append([]string{field}, bridge.Aliases()[field]...) {
			if s, ok := data[name].(string); ok {
				return s
			}
		}
		return ""
	}
	require.Equal(t, bridge.Data{
		Endpoint: text("endpoint"), Subject: text("subject"), UserID: text("userId"),
		RecordID: text("recordId"), RequestID: text("requestId"), PublicKey: text("publicKey"),
	}, got.Data)
}

// requireAnswers checks that whatever a request holds, its answers are JSON that a node reads whole.
func requireAnswers(t *testing.T, got bridge.Request) {
	t.Helper()
	failure := bridge.Failure{JobRunID: got.ID, StatusCode: 400, Error: bridge.Error{Name: bridge.NameInvalidField, Message: got.Faults.Error()}}
	response := scoreResponse()
	response.JobRunID = got.ID
	success, err := response.AppendJSON(nil)
	require.NoError(t, err)
	for _, answer := range [][]byte{failure.AppendJSON(nil, bridge.FormObject), failure.AppendJSON(nil, bridge.FormText), success} {
		require.True(t, json.Valid(answer), "%s", answer)
		require.LessOrEqual(t, len(answer), bridge.MaxAnswerBytes)
	}
}
