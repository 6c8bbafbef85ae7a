package adapter_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/bridge"
)

// as posts a body with another token than the fixture's usual one.
func (f *fixture) as(t testing.TB, bearer, body string) reply {
	t.Helper()
	return f.do(t, http.MethodPost, "/", body, map[string]string{"Content-Type": "application/json", "Authorization": "Bearer " + bearer})
}

func TestServer_LimitsTheRequestsOfEachToken(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*config.Config){
		"a minute": func(cfg *config.Config) { cfg.RatePerMinute = 2 },
		"a minute, however many a second": func(cfg *config.Config) {
			cfg.RatePerMinute, cfg.RatePerSecond = 2, 1000
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := start(t, func(cfg *config.Config, _ *adapter.Deps) { change(cfg) })
			limited := scenario{status: 429, failed: bridge.NameRateLimited, says: []string{"Retry-After", "RATE_LIMIT_CAPACITY_SECOND"}}
			for range 2 {
				require.Equal(t, 200, f.post(t, scoreBody(subject)).status)
			}
			r := f.post(t, scoreBody(subject))
			limited.requireEnvelope(t, r)
			wait, err := strconv.Atoi(r.header.Get("Retry-After"))
			require.NoError(t, err)
			require.InDelta(t, 15, wait, 15, "the next of two a minute is free after half a minute")
			require.Positive(t, wait)

			require.Equal(t, 401, f.as(t, "wrong", scoreBody(subject)).status, "a wrong token has no limit to use up")
			require.Equal(t, 200, f.as(t, "older-token-0123456789abcdef", scoreBody(subject)).status, "each token has a limit of its own")
			require.Equal(t, 200, f.get(t, "/health").status)
			require.Contains(t, f.scrape(t), `http_requests_total{app_name="link4health",app_version="1.2.3",feed_id="",method="POST",provider_status_code="",retry="",status_code="429",type="rateLimitError"} 1`)
		})
	}
}

func TestServer_RefillsALimit(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.RatePerSecond = 2 })
	refused := false
	require.Eventually(t, func() bool { // two a second: some are refused, and later ones are answered again
		status := f.post(t, scoreBody(subject)).status
		if status == http.StatusTooManyRequests {
			refused = true
		}
		return refused && status == http.StatusOK
	}, 30*time.Second, time.Millisecond)
}

func TestServer_LimitsEverybodyTogetherWithoutTokens(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.Tokens, cfg.RatePerMinute = nil, 1 })
	require.Equal(t, 200, f.as(t, "one", scoreBody(subject)).status)
	require.Equal(t, 429, f.as(t, "other", scoreBody(subject)).status)
}

func TestServer_RefusesMoreThanItMayWorkOn(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.MaxConcurrent = 2 })
	f.chain.hold = make(chan struct{})
	body := f.recordBody(grantID(market.Approved))
	var answered sync.WaitGroup
	for range 2 {
		answered.Go(func() {
			if r := f.post(t, body); r.status != http.StatusOK {
				t.Errorf("a request within the limit: %d %s", r.status, r.body)
			}
		})
		select {
		case <-f.chain.asked: // it is inside the adapter
		case <-time.After(soon):
			t.Fatal("the request does not get as far as the chain")
		}
	}
	r := f.post(t, scoreBody(subject))
	s := scenario{status: 429, failed: bridge.NameOverloaded, says: []string{"Retry-After", "MAX_CONCURRENT_REQUESTS"}}
	s.requireEnvelope(t, r)
	require.Equal(t, "1", r.header.Get("Retry-After"))
	require.Equal(t, 200, f.get(t, "/ready").status, "probes are answered")
	require.Equal(t, 401, f.as(t, "wrong", scoreBody(subject)).status)

	close(f.chain.hold)
	answered.Wait()
	require.Equal(t, 200, f.post(t, scoreBody(subject)).status, "there is room again")
}

func TestServer_GivesUpOnABodyThatDoesNotCome(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.APITimeout = config.Milliseconds(50 * time.Millisecond) })
	connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(f.url, "http://"))
	require.NoError(t, err)
	defer func() { require.NoError(t, connection.Close()) }()
	_, err = fmt.Fprintf(connection, "POST / HTTP/1.1\r\nHost: adapter\r\nContent-Type: application/json\r\n"+
		"Authorization: Bearer %s\r\nContent-Length: 100\r\n\r\n{\"id\":", token)
	require.NoError(t, err)
	require.NoError(t, connection.SetReadDeadline(time.Now().Add(soon)))
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	require.NoError(t, err)
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	s := scenario{status: 504, failed: bridge.NameTimeout}
	s.requireEnvelope(t, reply{status: response.StatusCode, header: response.Header, body: body})
}

// Everything that can fail reaches the operator as Name: message, whatever the node and the form.
func TestCases_AllReachTheOperator(t *testing.T) {
	t.Parallel()
	for _, c := range adapter.Cases() {
		failure := bridge.Failure{JobRunID: "1", StatusCode: c.Status, Error: bridge.Error{Name: c.Name, Message: c.Message}}
		object, text := failure.AppendJSON(nil, bridge.FormObject), failure.AppendJSON(nil, bridge.FormText)
		for _, rules := range []bridge.Rules{bridge.Old, bridge.New} {
			answer, err := bridge.ReadAnswer(c.Status, object, rules)
			require.Error(t, err, c.Name)
			require.True(t, answer.Null, c.Name)
			answer, err = bridge.ReadAnswer(c.Status, text, rules)
			require.ErrorContains(t, err, c.Name+": "+c.Message)
			require.True(t, answer.Null, c.Name)
		}
		_, err := bridge.ReadAnswer(c.Status, object, bridge.New)
		require.EqualError(t, err, c.Name+": "+c.Message)
		require.False(t, strings.Contains(c.Message, "\n"), c.Name)
	}
}
