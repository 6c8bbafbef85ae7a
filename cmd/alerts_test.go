package cmd_test

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/cmd"
	"github.com/link4health/link4health/test/loopback"
)

func TestAlerts_WritesWhatItIsSentUntilItIsToldToStop(t *testing.T) {
	t.Parallel()
	at := loopback.Address(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out bytes.Buffer
	var ended sync.WaitGroup
	code := -1
	ended.Go(func() {
		code = cmd.Execute(ctx, []string{"alerts", "--listen", at}, cmd.Streams{In: strings.NewReader(""), Out: &out, Err: &out})
	})
	answers(t, "http://"+at+"/health")
	response, err := http.Post("http://"+at+"/tickets", "application/json",
		strings.NewReader(`{"version":"4","alerts":[{"status":"firing","labels":{"alertname":"NodeKeyBalanceLow","severity":"warning"}}]}`))
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusOK, response.StatusCode)
	stop()
	ended.Wait()
	require.Zero(t, code, out.String())
	require.Contains(t, out.String(), `"level":"WARN","msg":"alert","receiver":"tickets","status":"firing","alert":"NodeKeyBalanceLow"`)
}
