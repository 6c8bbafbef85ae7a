package doctor_test

import (
	"log/slog"
	"net/http"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/bridge/nodeclient/nodetest"
)

// withPassword is a client that logs in with another password.
func (p *patient) withPassword(password string) *nodeclient.Client {
	p.t.Helper()
	client, err := nodeclient.New(nodeclient.Deps{HTTP: &http.Client{}, Log: slog.New(slog.DiscardHandler)},
		nodeclient.Config{URL: p.node.URL, Email: nodetest.Email, Password: password})
	require.NoError(p.t, err)
	return client
}
