package cmd_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/test/loopback"
)

func TestServe_LogsMoreWhenItIsTold(t *testing.T) {
	t.Parallel()
	url := storetest.SQLite(t)
	mustMigrate(t, url)
	metrics := loopback.Address(t)
	served := mustServe(t, "DATABASE_URL="+url, "EA_HOST=127.0.0.1", "EA_PORT=0", "METRICS_PORT="+portOf(t, metrics), "LOG_LEVEL=info")
	healthy := func() {
		response, err := http.Get(served.url + "/health")
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
	}
	healthy()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, "http://"+metrics+"/log-level", strings.NewReader(`{"level":"debug"}`))
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusOK, response.StatusCode)
	healthy()
	served.stop(t)
	_, after, found := strings.Cut(served.log.String(), "log level was changed")
	require.True(t, found)
	require.Contains(t, after, `"route":"health"`)
	require.NotContains(t, strings.TrimSuffix(served.log.String(), after), `"route":"health"`)
}
