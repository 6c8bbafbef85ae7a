package adapter_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/bridge"
)

// provocation brings a running adapter to one failure.
type provocation struct {
	change  func(*config.Config, *adapter.Deps)
	provoke func(*testing.T, *fixture) reply
}

// provocations bring about what no single bad request does.
var provocations = map[string]provocation{
	bridge.NameEndpointDisabled: {
		change: func(cfg *config.Config, deps *adapter.Deps) {
			cfg.RecordMarket, deps.Grants, deps.Chain, deps.Records = [20]byte{}, nil, nil, nil
		},
		provoke: func(t *testing.T, f *fixture) reply { return f.post(t, f.recordBody(grantID(market.Approved))) },
	},
	bridge.NameTimeout: {
		change: func(cfg *config.Config, _ *adapter.Deps) { cfg.APITimeout = config.Milliseconds(50 * time.Millisecond) },
		provoke: func(t *testing.T, f *fixture) reply {
			f.chain.hold = make(chan struct{})
			return f.post(t, f.recordBody(grantID(market.Approved)))
		},
	},
	bridge.NameInternalError: {
		change:  func(_ *config.Config, deps *adapter.Deps) { deps.Scores = panicking{} },
		provoke: func(t *testing.T, f *fixture) reply { return f.post(t, scoreBody(subject)) },
	},
	bridge.NameRecordUnreadable: {
		provoke: func(t *testing.T, f *fixture) reply {
			other := storetest.MustConnect(t, store.Config{URL: "sqlite://" + f.file})
			require.NoError(t, other.PutRecord(t.Context(), store.Record{ID: recordID, UserID: userID, Patient: patient, Location: location}))
			return f.post(t, f.recordBody(grantID(market.Approved)))
		},
	},
	bridge.NameRateLimited: {
		change: func(cfg *config.Config, _ *adapter.Deps) { cfg.RatePerMinute = 1 },
		provoke: func(t *testing.T, f *fixture) reply {
			require.Equal(t, http.StatusOK, f.post(t, scoreBody(subject)).status)
			return f.post(t, scoreBody(subject))
		},
	},
	bridge.NameOverloaded: {
		change: func(cfg *config.Config, _ *adapter.Deps) { cfg.MaxConcurrent = 1 },
		provoke: func(t *testing.T, f *fixture) reply {
			f.chain.hold = make(chan struct{})
			first := make(chan reply, 1)
			go func() { first <- f.post(t, f.recordBody(grantID(market.Approved))) }()
			received(t, f.chain.asked)
			r := f.post(t, scoreBody(subject))
			close(f.chain.hold)
			require.Equal(t, http.StatusOK, received(t, first).status)
			return r
		},
	},
}

// neverRead are failures that no client reads: it has gone away.
var neverRead = []string{bridge.NameCanceled}

// Every failure of the table is brought about in a running adapter, and its answer read as old and new nodes read it.
func TestCases_EachIsReadAsTheFailureItIs(t *testing.T) {
	t.Parallel()
	scenarios := map[string]scenario{}
	for _, group := range [][]scenario{badBodies, badScores, badBatches, badRecords, badCallers} {
		for _, s := range group {
			scenarios[s.failed] = s
		}
	}
	for _, c := range adapter.Cases() {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			requireReadAsFailure(t, c)
			if p, ok := provocations[c.Name]; ok {
				f := start(t, p.change)
				scenario{status: c.Status, failed: c.Name}.requireEnvelope(t, p.provoke(t, f))
				return
			}
			s, ok := scenarios[c.Name]
			require.True(t, ok || slices.Contains(neverRead, c.Name), "no test brings %s about in a running adapter: add one", c.Name)
			if ok {
				require.Equal(t, c.Status, s.status)
				s.run(t)
			}
		})
	}
}

// requireReadAsFailure checks what both generations of nodes make of both forms of a failure.
func requireReadAsFailure(t *testing.T, c adapter.Case) {
	t.Helper()
	says := c.Name + ": " + c.Message
	failure := bridge.Failure{JobRunID: "1", StatusCode: c.Status, Error: bridge.Error{Name: c.Name, Message: c.Message}}
	object, plain := failure.AppendJSON(nil, bridge.FormObject), failure.AppendJSON(nil, bridge.FormText)
	for _, read := range []struct {
		rules bridge.Rules
		body  []byte
		want  string
	}{
		{bridge.New, object, says},
		{bridge.Old, object, fmt.Sprintf("got error from http://ea: (status code %d) ", c.Status)},
		{bridge.New, plain, fmt.Sprintf("got error from http://ea: (status code %d) %s", c.Status, says)},
		{bridge.Old, plain, fmt.Sprintf("got error from http://ea: (status code %d) %s", c.Status, says)},
	} {
		answer, err := bridge.Reader{Rules: read.rules, URL: "http://ea"}.Read(c.Status, read.body)
		require.EqualError(t, err, read.want)
		require.Equal(t, bridge.Answer{Null: true}, answer)
	}
}
