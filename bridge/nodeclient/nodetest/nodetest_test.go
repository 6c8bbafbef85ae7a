package nodetest_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge/nodeclient/nodetest"
)

// witness takes the faults that a stand-in finds in place of the test.
type witness struct {
	testing.TB
	faults int
}

func (w *witness) Errorf(string, ...any) { w.faults++ }

func TestNode_FailsATestThatMakesACallWhichWasNotRecorded(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		method, path, body string
		cookie, plain      bool
		faults             int
	}{
		"a recorded call":                    {method: "GET", path: "/health"},
		"a recorded call with a body":        {method: "POST", path: "/sessions", body: `{"email":"a","password":"b"}`},
		"a route that was never called":      {method: "DELETE", path: "/v2/bridge_types/adapter", cookie: true, faults: 1},
		"a method that was never used":       {method: "PUT", path: "/v2/jobs/1", cookie: true, faults: 1},
		"a member that was never sent":       {method: "POST", path: "/sessions", body: `{"email":"a","password":"b","x":1}`, faults: 1},
		"a member left out":                  {method: "POST", path: "/sessions", body: `{"email":"a"}`, faults: 1},
		"a parameter that was never sent":    {method: "GET", path: "/v2/pipeline/runs?limit=3", cookie: true, faults: 1},
		"a call without the recorded cookie": {method: "GET", path: "/v2/jobs", faults: 1},
		"a call without the recorded Accept": {method: "GET", path: "/health", plain: true, faults: 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &witness{TB: t}
			node := nodetest.Start(w, nodetest.Config{})
			req, err := http.NewRequestWithContext(t.Context(), test.method, node.URL+test.path, strings.NewReader(test.body))
			require.NoError(t, err)
			if !test.plain {
				req.Header.Set("Accept", "application/json")
			}
			if test.body != "" {
				req.Header.Set("Content-Type", "application/json")
			}
			if test.cookie {
				req.AddCookie(&http.Cookie{Name: "clsession", Value: "x"})
			}
			res, err := http.DefaultClient.Do(req)
			require.NoError(t, err)
			_, err = io.Copy(io.Discard, res.Body)
			require.NoError(t, err)
			require.NoError(t, res.Body.Close())
			require.Equal(t, test.faults, w.faults)
		})
	}
}
