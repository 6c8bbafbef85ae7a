package adapter_test

import (
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/bridge"
)

// scoresBody asks for the scores of addresses at once.
func scoresBody(subjects ...string) string {
	packed := "0x"
	for _, s := range subjects {
		packed += strings.TrimPrefix(s, "0x")
	}
	return `{"id":"1","data":{"endpoint":"scores","subjects":"` + packed + `"}}`
}

func TestScores_PacksWhatEachWouldBeAnsweredAlone(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	alone, ok := f.post(t, scoreBody(subject)).json(t)["data"].(map[string]any)
	require.True(t, ok)
	const stranger = "0x00000000000000000000000000000000000000ff"
	word := func(address string, score, coverage uint16, asOf uint64) string {
		return fmt.Sprintf("%s%04x%04x%016x", address[2:], score, coverage, asOf)
	}
	known := word(subject, uint16(number(t, alone["score"])), uint16(number(t, alone["coverage"])), uint64(number(t, alone["asOf"])))
	want := fmt.Sprintf("0x%x", score.V1().Hash()) + known + word(sparse, 0xffff, 0, 0) + word(stranger, 0xffff, 0, 0) + known

	for name, body := range map[string]string{
		"an operator": scoresBody(subject, sparse, stranger, subject),
		"in capitals": scoresBody("0x"+strings.ToUpper(subject[2:]), sparse, stranger, subject),
		"the chain":   asked(registry.Hex(), text(scoresBody(subject, sparse, stranger, subject)))(f),
	} {
		r := f.post(t, body)
		require.Equal(t, http.StatusOK, r.status, "%s: %s", name, r.body)
		require.Equal(t, map[string]any{"result": want}, r.json(t)["data"], name)
		answer, err := bridge.ReadAnswer(r.status, r.body, bridge.New)
		require.NoError(t, err)
		require.Equal(t, string(r.body), answer.Body)
	}
}

func number(t *testing.T, v any) float64 {
	t.Helper()
	n, ok := v.(float64)
	require.True(t, ok, "%T", v)
	return n
}

// The longest answer still fits into what a node reads.
func TestScores_TakesAsManyAsTheContract(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	many := make([]string, 32)
	for i := range many {
		many[i] = subject
	}
	r := f.post(t, scoresBody(many...))
	require.Equal(t, http.StatusOK, r.status, "%s", r.body)
	result, ok := r.json(t)["result"].(string)
	require.True(t, ok)
	packed, err := hex.DecodeString(result[2:])
	require.NoError(t, err)
	require.Len(t, packed, 32*33)
	require.Equal(t, http.StatusBadRequest, f.post(t, scoresBody(append(many, subject)...)).status)
}

func TestScores_LeavesOutWhatCoversLessThanTheSetting(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.MinCoverage = 9001 })
	result, ok := f.post(t, scoresBody(subject)).json(t)["result"].(string)
	require.True(t, ok)
	require.True(t, strings.HasSuffix(result, subject[2:]+"ffff"+strings.Repeat("0", 20)), result)
}

var badBatches = []scenario{
	{name: "no subjects", body: text(`{"data":{"endpoint":"scores"}}`), status: 400, failed: bridge.NameMissingField, says: []string{"endpoint scores", "data.subjects is missing"}},
	{name: "subjects of another type", body: text(`{"data":{"endpoint":"scores","subjects":["` + subject + `"]}}`), status: 400, failed: bridge.NameInvalidField, says: []string{"data.subjects must be a string"}},
	{name: "half an address", body: text(scoresBody(subject, subject[:12])), status: 400, failed: bridge.NameInvalidField, says: []string{"40 hexadecimal digits for each"}},
	{name: "no hex", body: text(scoresBody(strings.Repeat("g", 40))), status: 400, failed: bridge.NameInvalidField},
	{name: "no prefix", body: text(strings.Replace(scoresBody(subject), "0x", "", 1)), status: 400, failed: bridge.NameInvalidField},
	{name: "an empty list", body: text(scoresBody()), status: 400, failed: bridge.NameInvalidField},
	{name: "too many", body: text(scoresBody(strings.Repeat(subject[2:], 33))), status: 400, failed: bridge.NameInvalidField, says: []string{"more than 32 addresses"}},
	{name: "another contract", body: asked(recorder.Hex(), text(scoresBody(subject))), status: 403, failed: bridge.NameRequesterNotAllowed},
	{name: "a database that is gone", before: databaseGone, body: text(scoresBody(subject)), status: 503, failed: bridge.NameDatabaseUnavailable},
}

// answerOf posts a body and returns the answer without when it was worked out.
func answerOf(t *testing.T, handler http.Handler, body string) string {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return timestamps.ReplaceAllString(recorder.Body.String(), "")
}

func TestScores_ThatAreKeptAreAnsweredWithoutReadingThem(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	scores, registry := &counting{Store: f.store}, prometheus.NewRegistry()
	kept := adapterOver(t, scores, func(_ *config.Config, deps *adapter.Deps) { deps.Registry = registry })
	first := answerOf(t, kept, scoresBody(subject, subject))
	require.Contains(t, first, `"result":"0x`)
	require.EqualValues(t, 1, scores.queries.Load())
	for range 10 {
		require.Equal(t, first, answerOf(t, kept, scoresBody(subject, "0x"+strings.ToUpper(subject[2:]))))
	}
	require.Contains(t, scoreOf(t, kept, subject), `"score":`)
	require.EqualValues(t, 1, scores.queries.Load(), "and without a look at the citizens")
	require.EqualValues(t, 1, scores.scored.Load())
	require.Equal(t, 21.0, counterOf(t, registry, "cache_data_get_count", "local"))

	mixed := answerOf(t, kept, scoresBody(sparse, subject))
	require.EqualValues(t, 2, scores.queries.Load(), "only who has no score is looked for")
	off := adapterOver(t, scores, func(cfg *config.Config, _ *adapter.Deps) { cfg.CacheMaxAge = 0 })
	require.Equal(t, mixed, answerOf(t, off, scoresBody(sparse, subject)))
	require.Equal(t, first, answerOf(t, off, scoresBody(subject, subject)))

	alone := adapterOver(t, scores, nil)
	require.Contains(t, scoreOf(t, alone, subject), `"score":`)
	before := scores.queries.Load()
	require.Equal(t, first, answerOf(t, alone, scoresBody(subject, subject)), "as kept for endpoint score")
	require.Equal(t, before, scores.queries.Load())
}

func TestScores_AreNeverOlderThanTheirData(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	kept := adapterOver(t, f.store, nil)
	off := adapterOver(t, f.store, func(cfg *config.Config, _ *adapter.Deps) { cfg.CacheMaxAge = 0 })
	body := scoresBody(subject, sparse)
	answers := map[string]bool{answerOf(t, kept, body): true}
	for _, change := range changesOfAScore(t, f.store) {
		require.NoError(t, change.do(), change.name)
		got := answerOf(t, kept, body)
		require.Equal(t, answerOf(t, off, body), got, change.name)
		require.Equal(t, got, answerOf(t, kept, body), change.name)
		answers[got] = true
	}
	require.Greater(t, len(answers), 3, "the scores do change")
}
