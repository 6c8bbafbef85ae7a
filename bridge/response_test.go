package bridge_test

import (
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

func scoreResponse() *bridge.Response {
	at := time.Date(2016, 4, 20, 12, 0, 0, 0, time.UTC)
	return &bridge.Response{
		JobRunID:    "0x1bfc",
		Score:       &bridge.ScoreData{Score: 7316, Coverage: 10000, AsOf: at, ModelHash: [32]byte{0xab, 31: 0xcd}},
		Timestamps:  bridge.Timestamps{Requested: at.Add(time.Hour), Received: at.Add(time.Hour + time.Millisecond), Indicated: at},
		AdapterName: "link4health",
		Transport:   "store",
	}
}

func recordResponse(sealed []byte) *bridge.Response {
	return &bridge.Response{JobRunID: "1", Record: &bridge.RecordData{Sealed: sealed}, AdapterName: "link4health", Transport: "store"}
}

func failure() bridge.Failure {
	return bridge.Failure{JobRunID: "1", StatusCode: http.StatusForbidden, Error: bridge.Error{
		Name: bridge.NameGrantDeclined, Message: `the patient declined; "nothing" was released`,
	}}
}

func TestAnswers_AreWrittenAsEver(t *testing.T) {
	t.Parallel()
	score, err := scoreResponse().AppendJSON(nil)
	require.NoError(t, err)
	record, err := recordResponse([]byte{0, 1, 0xfe, 0xff}).AppendJSON(nil)
	require.NoError(t, err)
	scores, err := (&bridge.Response{JobRunID: "1", Scores: &bridge.ScoresData{Packed: []byte{0xab, 0xcd}}, AdapterName: "link4health", Transport: "store"}).AppendJSON(nil)
	require.NoError(t, err)
	for name, got := range map[string][]byte{
		"score.json": score, "record.json": record, "scores.json": scores,
		"failure.json": failure().AppendJSON(nil, bridge.FormObject), "failure-text.json": failure().AppendJSON(nil, bridge.FormText),
	} {
		file := filepath.Join("testdata/golden", name)
		if *update {
			require.NoError(t, os.WriteFile(file, append(got, '\n'), 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, strings.TrimSpace(string(want)), string(got))
		require.True(t, json.Valid(got))
	}
}

func TestResponse_IsASuccessForEveryNode(t *testing.T) {
	t.Parallel()
	body, err := scoreResponse().AppendJSON(nil)
	require.NoError(t, err)
	for _, rules := range []bridge.Rules{bridge.Old, bridge.New} {
		answer, err := bridge.ReadAnswer(http.StatusOK, body, rules)
		require.NoError(t, err)
		require.Equal(t, string(body), answer.Body)
	}
}

func TestFailure_IsReadByEveryNode(t *testing.T) {
	t.Parallel()
	const text = `GrantDeclined: the patient declined; "nothing" was released`
	for _, tc := range []struct {
		name  string
		rules bridge.Rules
		form  bridge.Form
		want  string
	}{
		{"an object on a new node", bridge.New, bridge.FormObject, text},
		{"an object on an old node, which keeps the status alone", bridge.Old, bridge.FormObject, "got error from http://ea: (status code 403) "},
		{"text on a new node", bridge.New, bridge.FormText, "got error from http://ea: (status code 403) " + text},
		{"text on an old node", bridge.Old, bridge.FormText, "got error from http://ea: (status code 403) " + text},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			body := failure().AppendJSON(nil, tc.form)
			answer, err := bridge.Reader{URL: "http://ea", Rules: tc.rules}.Read(http.StatusForbidden, body)
			require.EqualError(t, err, tc.want)
			require.True(t, answer.Null)
		})
	}
}

func TestFailure_IsNoSuccessEvenUnderStatus200(t *testing.T) {
	t.Parallel()
	_, err := bridge.ReadAnswer(http.StatusOK, failure().AppendJSON(nil, bridge.FormObject), bridge.New)
	require.EqualError(t, err, `GrantDeclined: the patient declined; "nothing" was released`)
}

func TestAnswers_StayBelowTheLimit(t *testing.T) {
	t.Parallel()
	largest := recordResponse(make([]byte, bridge.MaxSealedBytes))
	largest.JobRunID = strings.Repeat("\x01", bridge.MaxIDBytes)
	body, err := largest.AppendJSON([]byte("before"))
	require.NoError(t, err)
	require.LessOrEqual(t, len(body), bridge.MaxAnswerBytes)

	body, err = recordResponse(make([]byte, bridge.MaxAnswerBytes/4)).AppendJSON([]byte("before"))
	require.ErrorIs(t, err, bridge.ErrTooLarge)
	require.Equal(t, "before", string(body))

	for _, form := range []bridge.Form{bridge.FormObject, bridge.FormText} {
		for _, char := range []string{"\x01", "é", "\U0001f600", "a"} {
			long := strings.Repeat(char, bridge.MaxAnswerBytes)
			body = bridge.Failure{JobRunID: long, StatusCode: 500, Error: bridge.Error{Name: long, Message: "a" + long}}.AppendJSON(nil, form)
			require.LessOrEqual(t, len(body), bridge.MaxAnswerBytes)
			require.True(t, json.Valid(body))
			require.NotContains(t, string(body), "\ufffd")
		}
	}
}

func TestAnswers_AppendWithoutAllocating(t *testing.T) {
	response, fail, buffer := scoreResponse(), failure(), make([]byte, 0, bridge.MaxAnswerBytes)
	fail.Error.Message = "plain"
	require.Zero(t, testing.AllocsPerRun(100, func() {
		if _, err := response.AppendJSON(buffer[:0]); err != nil {
			panic(err)
		}
		_ = fail.AppendJSON(buffer[:0], bridge.FormObject)
	}))
}
