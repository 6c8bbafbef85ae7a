package bridge_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge"
)

func TestParseRequest_ReadsWhatANodeSends(t *testing.T) {
	t.Parallel()
	const score = "0x1bfce59c2e0d7e0f015eb02ec4e04de4e67a1fe1508a4420cfd49c650758abe6"
	for _, tc := range []struct {
		file string
		want bridge.Request
	}{
		{"sync", bridge.Request{ID: "bdbe678d-3a35-4daf-8707-7aa3f23e2811"}},
		{"async", bridge.Request{
			ID:          "0x0ca0feb1825747ddbb3e5d5cb8fa303c",
			ResponseURL: "http://127.0.0.1:6688/v2/resume/075a4e2e-b5d0-4a74-ac0b-001d7a8ccf39",
		}},
		{"empty", bridge.Request{Faults: bridge.Faults{{
			Field: "data", Problem: "is missing: give an object with the endpoint and its fields", Missing: true,
		}}}},
		{"data-as-text", bridge.Request{Faults: bridge.Faults{{
			Field: "data", Problem: "must be a JSON object; if a job spec wrote it, check its quoting",
		}}}},
		{"score", bridge.Request{
			ID:   score,
			Data: bridge.Data{Endpoint: "score", UserID: "user-42"},
			Meta: bridge.Meta{OracleRequest: &bridge.OracleRequest{
				SpecID:             "0x3563306535633065303030303430303038303030303030303030303030303031",
				Requester:          "0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9",
				RequestID:          score,
				Payment:            "100000000000000000",
				CallbackAddr:       "0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9",
				CallbackFunctionID: "0xcbcac783",
				CancelExpiration:   "1795341325",
				DataVersion:        "2",
				Data:               "0x6675736572496467757365722d3432",
			}},
		}},
	} {
		t.Run(tc.file, func(t *testing.T) {
			t.Parallel()
			request, _ := mustExchange(t, "testdata/requests/"+tc.file+".http")
			got, err := bridge.ParseRequest(mustBody(t, request.Body))
			require.NoError(t, err)
			require.Equal(t, tc.want, got)
		})
	}
}

func TestParseRequest_Fields(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, body string
		want       bridge.Request
	}{
		{"every field of data", `{"id":"1","data":{"endpoint":"e","subject":"s","userId":"u","recordId":"r","requestId":"q","publicKey":"p"}}`,
			bridge.Request{ID: "1", Data: bridge.Data{Endpoint: "e", Subject: "s", UserID: "u", RecordID: "r", RequestID: "q", PublicKey: "p"}}},
		{"every alias", `{"jobRunID":"1","data":{"address":"s","user_id":"u","record_id":"r","request_id":"q","public_key":"p"}}`,
			bridge.Request{ID: "1", Data: bridge.Data{Subject: "s", UserID: "u", RecordID: "r", RequestID: "q", PublicKey: "p"}}},
		{"the other aliases", `{"jobRunId":7,"data":{"walletAddress":"s","userID":"u","recordID":"r","requestID":"q"}}`,
			bridge.Request{ID: "7", Data: bridge.Data{Subject: "s", UserID: "u", RecordID: "r", RequestID: "q"}}},
		{"a null beside an alias", `{"id":null,"jobRunID":"1","data":{"subject":null,"wallet_address":"s"}}`,
			bridge.Request{ID: "1", Data: bridge.Data{Subject: "s"}}},
		{"an endpoint beside data", `{"endpoint":"score","data":{}}`, bridge.Request{Endpoint: "score"}},
		{"a number as id", `{"id":12.50,"data":{}}`, bridge.Request{ID: "12.50"}},
		{"nulls are as absent", `{"id":null,"data":{"subject":null},"meta":null,"responseURL":null}`, bridge.Request{}},
		{"a null oracle request", `{"data":{},"meta":{"oracleRequest":null}}`, bridge.Request{}},
		{"unknown fields are passed over", `{"a":[1,{"b":[]},"c"],"data":{"x":{"y":-1.5e+3}},"meta":{"z":true}}`, bridge.Request{}},
		{"the subjects of a batch", `{"data":{"endpoint":"scores","subjects":"0x01"}}`,
			bridge.Request{Data: bridge.Data{Endpoint: "scores", Subjects: "0x01"}}},
		{"escapes in names and values", `{"d\u0061ta":{"subject":"a\u00e9\n\"b"}}`, bridge.Request{Data: bridge.Data{Subject: "aé\n\"b"}}},
		{"names are case-sensitive", `{"Data":{"subject":"x"},"data":{"SUBJECT":"y"}}`, bridge.Request{}},
		{"white space everywhere", " {\t\"data\" :\r\n { \"subject\" : \"x\" } } \n", bridge.Request{Data: bridge.Data{Subject: "x"}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := bridge.ParseRequest([]byte(tc.body))
			require.NoError(t, err)
			require.Equal(t, tc.want, got)
		})
	}
}

func TestAliases_AreAllRead(t *testing.T) {
	t.Parallel()
	aliases := bridge.Aliases()
	require.Len(t, aliases, 5)
	for field, names := range aliases {
		want, err := bridge.ParseRequest([]byte(`{"data":{"` + field + `":"value"}}`))
		require.NoError(t, err)
		require.NotEqual(t, bridge.Data{}, want.Data)
		require.NotEmpty(t, names)
		for _, name := range names {
			got, err := bridge.ParseRequest([]byte(`{"data":{"` + name + `":"value"}}`))
			require.NoError(t, err)
			require.Equal(t, want, got, name)
		}
	}
}

func TestParseRequest_ListsEveryFault(t *testing.T) {
	t.Parallel()
	got, err := bridge.ParseRequest([]byte(`{"id":[],"data":{"subject":5,"userId":{}},"meta":{"oracleRequest":{"requester":false}},"responseURL":1}`))
	require.NoError(t, err)
	require.EqualError(t, got.Faults, "id must be a string or a number; data.subject must be a string; data.userId must be a string; "+
		"meta.oracleRequest.requester must be a string; responseURL must be a string")
	require.False(t, got.Faults.Missing())
	for body, want := range map[string]string{
		`{"data":{},"meta":[]}`:                    "meta must be a JSON object",
		`{"data":{},"meta":{"oracleRequest":"x"}}`: "meta.oracleRequest must be a JSON object",
		`{"id":1,"jobRunID":1,"data":{}}`:          "jobRunID is given beside id, which means the same; give one of them",
		`{"data":{"address":1,"walletAddress":"b","user_id":"a","userID":"a"}}`: "data.walletAddress is given beside data.address, which means the same; give one of them; " +
			"data.subject must be a string; data.user_id is given beside data.userID, which means the same; give one of them",
		`{"data":[]}`: "data must be a JSON object; if a job spec wrote it, check its quoting",
		`{"data":{},"id":"` + strings.Repeat("x", bridge.MaxIDBytes+1) + `"}`: "id is longer than 128 bytes",
	} {
		got, err := bridge.ParseRequest([]byte(body))
		require.NoError(t, err)
		require.EqualError(t, got.Faults, want)
	}
}

func TestParseRequest_RefusesWhatIsNoJSONObject(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"":                      "the body is empty at byte 0",
		" \n":                   "the body is empty at byte 0",
		"\xff{}":                "the body is not UTF-8 text at byte 0",
		"[]":                    "the body is not a JSON object at byte 0",
		"data=1":                "the body is not a JSON object at byte 0",
		`{"a":1}{`:              "text after the JSON object at byte 7",
		`{"a":1,}`:              "wanted a field's name in double quotes at byte 7",
		`{a:1}`:                 "wanted a field's name in double quotes at byte 1",
		`{"a" 1}`:               "wanted a colon after a field's name at byte 5",
		`{"a":1 "b":2}`:         "wanted a comma or the end of an object at byte 7",
		`{"a":[1 2]}`:           "wanted a comma or the end of an array at byte 8",
		`{"a":[1,]}`:            "not a JSON value at byte 8",
		`{"a":`:                 "the JSON ends too early at byte 5",
		`{"a":"b`:               "the JSON ends inside a string at byte 7",
		"{\"a\":\"b\n\"}":       "a control character inside a string at byte 7",
		`{"a":"\x"}`:            `a wrong escape inside a string at byte 7`,
		`{"a":"\u12g4"}`:        `a wrong \u escape at byte 10`,
		`{"a":nul}`:             "not a JSON value at byte 5",
		`{"a":01}`:              "wanted a comma or the end of an object at byte 6",
		`{"a":-}`:               "wanted a digit at byte 6",
		`{"a":1.}`:              "wanted a digit at byte 7",
		`{"a":1e}`:              "wanted a digit at byte 7",
		`{"data":{},"data":{}}`: "the field data is given twice at byte 20",
		`{"data":{"subject":"a","s\u0075bject":"b"}}`:                            "the field subject is given twice at byte 33",
		`{"data":{},"meta":{"oracleRequest":{"requester":"a","requester":"b"}}}`: "the field requester is given twice at byte 32",
		`{"data":` + strings.Repeat("[", 40):                                     "the JSON nests deeper than 32 levels at byte 39",
	} {
		_, err := bridge.ParseRequest([]byte(body))
		var syntax *bridge.SyntaxError
		require.ErrorAs(t, err, &syntax, body)
		require.EqualError(t, err, want, body)
	}
}

func TestParseRequest_ResultOutlivesTheBody(t *testing.T) {
	t.Parallel()
	body := []byte(`{"data":{"subject":"abc"}}`)
	got, err := bridge.ParseRequest(body)
	require.NoError(t, err)
	clear(body)
	require.Equal(t, "abc", got.Data.Subject)
}

func TestFaults_AreOneError(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("check: %w", bridge.Faults{{Field: "a", Problem: "is missing", Missing: true}})
	var faults bridge.Faults
	require.True(t, errors.As(err, &faults))
	require.True(t, faults.Missing())
}

func BenchmarkParseRequest(b *testing.B) {
	request, _ := mustExchange(b, "testdata/requests/score.http")
	body := mustBody(b, request.Body)
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := bridge.ParseRequest(body); err != nil {
			b.Fatal(err)
		}
	}
}
