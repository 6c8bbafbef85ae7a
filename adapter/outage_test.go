package adapter_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/bridge"
)

// A database server that is killed and started again: nothing hangs, every answer is honest, and the adapter is ready
// again by itself.
func TestServer_OutlivesItsDatabaseServer(t *testing.T) {
	t.Parallel()
	server := storetest.StartMariaDB(t)
	s, err := store.Open(t.Context(), store.Config{
		URL: server.NewDatabase(t), Log: slog.New(slog.DiscardHandler), Pool: store.Pool{ConnectTimeout: 2 * time.Second},
	})
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	require.NoError(t, s.Migrate(t.Context()))
	f := start(t, func(cfg *config.Config, deps *adapter.Deps) {
		deps.Scores, deps.Records, deps.Database = s, s, s
		cfg.APITimeout = config.Milliseconds(30 * time.Second)
	})
	defer func() { require.NoError(t, f.stop()) }()
	const nobody = "0x5ec0de5ec0de5ec0de5ec0de5ec0de5ec0de0003"
	require.Equal(t, http.StatusOK, f.get(t, "/ready").status)
	require.Equal(t, http.StatusNotFound, f.post(t, scoreBody(nobody)).status)

	end := make(chan struct{})
	var load sync.WaitGroup
	for range 4 {
		load.Go(func() {
			for {
				select {
				case <-end:
					return
				default:
				}
				if r := f.post(t, scoreBody(nobody)); !honest(r) {
					t.Errorf("answered %d: %s", r.status, r.body)
					return
				}
			}
		})
	}
	restart := server.Crash(t)
	require.Eventually(t, func() bool { return f.get(t, "/ready").status == http.StatusServiceUnavailable }, soon, 10*time.Millisecond)
	require.Eventually(t, func() bool {
		return strings.Contains(string(f.post(t, scoreBody(nobody)).body), bridge.NameDatabaseUnavailable)
	}, soon, 10*time.Millisecond)
	require.Equal(t, http.StatusOK, f.get(t, "/health").status)
	restart()
	require.Eventually(t, func() bool { return f.get(t, "/ready").status == http.StatusOK }, soon, 10*time.Millisecond)
	require.Eventually(t, func() bool { return f.post(t, scoreBody(nobody)).status == http.StatusNotFound }, soon, 10*time.Millisecond)
	close(end)
	load.Wait()
	require.Contains(t, f.log.String(), `"msg":"dependency is gone"`)
	require.Contains(t, f.log.String(), `"msg":"dependency is back"`)
}

// honest reports whether an answer is the right one of a database that does not know the citizen, or says that it is
// gone.
func honest(r reply) bool {
	var envelope struct {
		Error bridge.Error `json:"error"`
	}
	if json.Unmarshal(r.body, &envelope) != nil {
		return false
	}
	switch r.status {
	case http.StatusNotFound:
		return envelope.Error.Name == bridge.NameUnknownSubject
	case http.StatusServiceUnavailable:
		return envelope.Error.Name == bridge.NameDatabaseUnavailable
	default:
		return false
	}
}
