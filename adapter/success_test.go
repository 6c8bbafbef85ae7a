package adapter_test

import (
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/seal"
	"github.com/link4health/link4health/bridge"
)

func TestScore_AnswersWhatTheModelSays(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	citizen, err := f.store.CitizenBySubject(t.Context(), subject)
	require.NoError(t, err)
	in, err := f.store.ScoreInput(t.Context(), citizen, now)
	require.NoError(t, err)
	want, err := score.V1().Score(in)
	require.NoError(t, err)
	require.Equal(t, uint16(9000), want.Coverage) // all but uv

	r := f.post(t, scoreBody(subject))
	require.Equal(t, http.StatusOK, r.status, "%s", r.body)
	doc := r.json(t)
	require.Equal(t, map[string]any{
		"result": float64(want.Score), "score": float64(want.Score), "coverage": float64(9000),
		"asOf": float64(now.Add(-time.Hour).Unix()), "modelHash": fmt.Sprintf("0x%x", score.V1().Hash()),
	}, doc["data"])
	require.InDelta(t, float64(want.Score), doc["result"], 0)
	require.Equal(t, "1", doc["jobRunID"])
	require.InDelta(t, 200, doc["statusCode"], 0)
	require.Nil(t, doc["error"])
	require.Equal(t, map[string]any{"adapterName": "link4health", "transportName": "store"}, doc["meta"])
	requireNothingPersonal(t, "answer", string(r.body))
	for _, rules := range []bridge.Rules{bridge.Old, bridge.New} {
		answer, err := bridge.ReadAnswer(r.status, r.body, rules)
		require.NoError(t, err)
		require.Equal(t, string(r.body), answer.Body)
	}
}

func TestScore_IsAnsweredHoweverItIsAsked(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	want := f.post(t, scoreBody(subject)).json(t)["data"]
	for name, body := range map[string]string{
		"without an endpoint":            `{"id":"1","data":{"subject":"` + subject + `"}}`,
		"with the endpoint beside data":  `{"endpoint":"score","data":{"subject":"` + subject + `"}}`,
		"with the endpoint in capitals":  `{"data":{"endpoint":"SCORE","subject":"` + subject + `"}}`,
		"with the subject in capitals":   `{"data":{"subject":"0x` + strings.ToUpper(subject[2:]) + `"}}`,
		"by an operator, with a user id": `{"data":{"userId":"` + userID + `"}}`,
		"with fields that nodes add":     `{"data":{"subject":"` + subject + `","x":[1]},"responseURL":"","meta":{"x":1},"y":{}}`,
		"by the contract":                asked(registry.Hex(), text(scoreBody(subject)))(f),
		"by the contract in lower case":  asked(strings.ToLower(registry.Hex()), text(scoreBody(subject)))(f),
	} {
		r := f.post(t, body)
		require.Equal(t, http.StatusOK, r.status, "%s: %s", name, r.body)
		require.Equal(t, want, r.json(t)["data"], name)
	}
	for _, media := range []string{"application/json; charset=utf-8", "application/json;charset=UTF-8", "text/json", "application/vnd.api+json"} {
		r := f.do(t, http.MethodPost, "/", scoreBody(subject), map[string]string{"Content-Type": media, "Authorization": "bearer " + token})
		require.Equal(t, http.StatusOK, r.status, "%s: %s", media, r.body)
	}
}

func TestScore_ReplaysThePast(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, deps *adapter.Deps) {
		cfg.AsOf, cfg.MinCoverage = now.Add(-time.Hour), 1
		deps.Clock = func() time.Time { return now.AddDate(5, 0, 0) }
	})
	require.Equal(t, http.StatusOK, f.post(t, scoreBody(subject)).status)
}

func TestRecord_GivesASealThatOnlyTheRequesterOpens(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	before := f.rows(t)
	r := f.post(t, asked(recorder.Hex(), grant(grantID(market.Approved)))(f))
	require.Equal(t, http.StatusOK, r.status, "%s", r.body)
	doc := r.json(t)
	data, _ := doc["data"].(map[string]any)
	require.Len(t, data, 1)
	require.Equal(t, data["result"], doc["result"])
	text, _ := data["result"].(string)
	sealed, err := hex.DecodeString(strings.TrimPrefix(text, "0x"))
	require.NoError(t, err)

	binding := seal.Binding{ChainID: 1337, Market: recorder, RequestID: grantID(market.Approved), RecordID: recordID}
	opened, err := seal.Open(f.privateKey, binding, sealed)
	require.NoError(t, err)
	require.Equal(t, location, opened)
	binding.RequestID = lateID
	_, err = seal.Open(f.privateKey, binding, sealed)
	require.ErrorIs(t, err, seal.ErrOpen)

	after := f.rows(t)
	require.Len(t, after["record_release"], 1)
	require.Len(t, after["audit_entry"], 1)
	after["record_release"], after["audit_entry"] = nil, nil
	require.Equal(t, before, after)
	requireNothingPersonal(t, "answer", string(r.body))
	requireNothingPersonal(t, "log", f.log.String())
	requireNothingPersonal(t, "metrics", f.scrape(t))
}

func TestRecord_GivesTheSameBytesAgain(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	body := f.recordBody(grantID(market.Approved))
	var wg sync.WaitGroup
	answers := make([]any, 8)
	for i := range answers {
		wg.Go(func() { answers[i] = f.post(t, body).json(t)["result"] })
	}
	wg.Wait()

	f.chain.mu.Lock()
	released := f.chain.grants[grantID(market.Approved)]
	released.Status, released.Deadline = market.Released, now.Add(-time.Hour)
	f.chain.grants[grantID(market.Approved)] = released
	f.chain.mu.Unlock()
	answers = append(answers, f.post(t, body).json(t)["result"])

	for _, answer := range answers {
		require.NotEmpty(t, answer)
		require.Equal(t, answers[0], answer)
	}
	require.Len(t, f.rows(t)["record_release"], 1)
	require.Len(t, f.rows(t)["audit_entry"], len(answers))
	require.Contains(t, f.scrape(t), `kind="repeated"`)
}

func TestRecord_AnotherKeyAfterTheReleaseIsRefused(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	require.Equal(t, http.StatusOK, f.post(t, f.recordBody(grantID(market.Approved))).status)
	before := f.rows(t)
	f.chain.mu.Lock()
	changed := f.chain.grants[grantID(market.Approved)]
	_, changed.PublicKey, _ = seal.GenerateKey()
	f.chain.grants[grantID(market.Approved)] = changed
	f.chain.mu.Unlock()
	s := scenario{status: 403, failed: bridge.NameGrantMismatch, says: []string{"released for another record or key before"}}
	s.requireEnvelope(t, f.post(t, f.recordBody(grantID(market.Approved))))
	require.Equal(t, before, f.rows(t))
}

func TestServer_AcceptsEveryToken(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	for _, cfgToken := range settings().Tokens {
		r := f.do(t, http.MethodPost, "/", scoreBody(subject), map[string]string{
			"Content-Type": "application/json", "Authorization": "Bearer " + cfgToken.Reveal(),
		})
		require.Equal(t, http.StatusOK, r.status)
	}
}

func TestServer_NeedsNoTokenOnLoopback(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.Tokens, cfg.Host = nil, "" })
	require.Contains(t, f.url, "//127.0.0.1:")
	require.Contains(t, f.metricsURL, "//127.0.0.1:")
	r := f.do(t, http.MethodPost, "/", scoreBody(subject), map[string]string{"Content-Type": "application/json"})
	require.Equal(t, http.StatusOK, r.status)
	require.Contains(t, f.log.String(), "every program on this machine is answered")
}

func TestServer_KeepsAPlainCorrelationID(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	for given, kept := range map[string]bool{
		"abc-DEF_1.2": true, "": false, "two words": false, `"}`: false, strings.Repeat("a", 65): false,
	} {
		r := f.do(t, http.MethodGet, "/health", "", map[string]string{"X-Correlation-Id": given})
		got := r.header.Get("X-Correlation-Id")
		require.NotEmpty(t, got)
		require.Equal(t, kept, got == given)
		require.Contains(t, f.log.String(), `"correlation_id":"`+got+`"`)
	}
}

func TestServer_AnswersBelowItsBaseURL(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.BaseURL = "/adapter" })
	header := map[string]string{"Content-Type": "application/json", "Authorization": "Bearer " + token}
	require.Equal(t, 200, f.do(t, http.MethodPost, "/adapter", scoreBody(subject), header).status)
	require.Equal(t, 404, f.do(t, http.MethodPost, "/", scoreBody(subject), header).status)
	for _, path := range []string{"/health", "/ready", "/status", "/adapter/health", "/adapter/ready", "/adapter/status"} {
		require.Equal(t, 200, f.get(t, path).status, path)
	}
}

func TestRecord_TheLongestSealFitsAnAnswer(t *testing.T) {
	t.Parallel()
	require.LessOrEqual(t, seal.MaxSealedBytes, bridge.MaxSealedBytes)
}
