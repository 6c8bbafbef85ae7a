package nodeclient_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/bridge/nodeclient/nodetest"
	"github.com/link4health/link4health/test/loopback"
)

const token = "bridge-token-0123456789"

// job is a job spec that the stand-in takes once bridge adapter is there.
const job = `type = "directrequest"
schemaVersion = 1
name = "a-job"
externalJobID = "5c0e5c0e-0000-4000-8000-000000000001"
evmChainID = "31337"
contractAddress = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
requesters = ["0x5FbDB2315678afecb367f032d93F642f64180aa3"]
minIncomingConfirmations = 1
minContractPaymentLinkJuels = "100000000000000000"
observationSource = """
  fetch [type="bridge" name="adapter" headers="[\\"Authorization\\", \\"Bearer bridge-token-0123456789\\"]"]
"""
`

func connect(t *testing.T, url string, change ...func(*nodeclient.Config)) *nodeclient.Client {
	t.Helper()
	cfg := nodeclient.Config{
		URL: url, Email: nodetest.Email, Password: nodetest.Password, Secrets: []string{token},
		MinBackoff: time.Millisecond, MaxBackoff: 5 * time.Millisecond,
	}
	for _, c := range change {
		c(&cfg)
	}
	c, err := nodeclient.New(nodeclient.Deps{HTTP: &http.Client{}, Log: slog.New(slog.DiscardHandler)}, cfg)
	require.NoError(t, err)
	return c
}

func TestClient_MakesFindsChangesAndDeletes(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	node := nodetest.Start(t, nodetest.Config{})
	c := connect(t, node.URL)

	require.NoError(t, c.CreateBridge(ctx, "adapter", "http://adapter:8080"))
	require.NoError(t, c.UpdateBridge(ctx, "adapter", "http://adapter:9090"))
	bridges, err := c.Bridges(ctx)
	require.NoError(t, err)
	require.Equal(t, []nodeclient.Bridge{{Name: "adapter", URL: "http://adapter:9090"}}, bridges)

	id, err := c.CreateJob(ctx, []byte(job))
	require.NoError(t, err)
	jobs, err := c.Jobs(ctx)
	require.NoError(t, err)
	require.Len(t, jobs, 1)
	require.Equal(t, id, jobs[0].ID)
	require.Equal(t, uuid.MustParse("5c0e5c0e-0000-4000-8000-000000000001"), jobs[0].ExternalJobID)
	require.Equal(t, "100000000000000000", jobs[0].DirectRequest.MinContractPayment.String())
	require.Equal(t, "31337", jobs[0].DirectRequest.EVMChainID)
	require.Contains(t, jobs[0].Pipeline.DotDagSource, `name="adapter"`)

	require.NoError(t, c.DeleteJob(ctx, id))
	jobs, err = c.Jobs(ctx)
	require.NoError(t, err)
	require.Empty(t, jobs)
	require.Equal(t, []string{"create bridge adapter", "update bridge adapter", "create job a-job", "delete job a-job"}, node.Changes())
}

func TestClient_ReadsWhatTheNodeIs(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	key := common.HexToAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
	node := nodetest.Start(t, nodetest.Config{ChainID: 1337, Keys: []common.Address{key}, Version: "2.47.0",
		ChainConfig: map[string]string{"MinContractPayment": "'0.1 link'"}})
	c := connect(t, node.URL)

	keys, err := c.Keys(ctx)
	require.NoError(t, err)
	require.Equal(t, []nodeclient.Key{{Address: key, ChainID: "1337"}}, keys)
	chains, err := c.Chains(ctx)
	require.NoError(t, err)
	require.Equal(t, "1337", chains[0].ID)
	require.True(t, chains[0].Enabled)
	require.EqualValues(t, 1, chains[0].MinIncomingConfirmations)
	require.EqualValues(t, 500_000, chains[0].GasEstimator.LimitDefault)
	require.Equal(t, "0.1 link", chains[0].MinContractPayment)

	metrics, err := c.Metrics(ctx)
	require.NoError(t, err)
	require.Equal(t, "2.47.0", metrics.Version())
	require.False(t, metrics.Runner())
	alive, found := metrics.Sum("multi_node_states", map[string]string{"state": "Alive"})
	require.True(t, found)
	require.InDelta(t, 1, alive, 0)
	require.NoError(t, c.ProbeResume(ctx, "820c235a-0069-4102-95fa-8237043a6366"))
}

func TestClient_TellsHealthWithoutALogin(t *testing.T) {
	t.Parallel()
	node := nodetest.Start(t, nodetest.Config{})
	c := connect(t, node.URL, func(c *nodeclient.Config) { c.Email, c.Password = "", "" })
	node.Fail("EVM.31337.HeadTracker.HeadListener", "Listener is not connected")
	checks, err := c.Health(t.Context())
	require.NoError(t, err)
	for _, check := range checks {
		require.Equal(t, check.Name != "EVM.31337.HeadTracker.HeadListener", check.Passing(), check.Name)
	}
	_, err = c.Jobs(t.Context())
	require.ErrorIs(t, err, nodeclient.ErrUnauthenticated)
}

func TestClient_ReadsRunsWithoutWhatWentThroughThem(t *testing.T) {
	t.Parallel()
	node := nodetest.Start(t, nodetest.Config{})
	id := uuid.MustParse("5c0e5c0e-0000-4000-8000-000000000001")
	node.AddRun(nodetest.Run{Job: id, RequestID: common.Hash{1}})
	node.AddRun(nodetest.Run{Job: id, RequestID: common.Hash{2}, Pending: true})
	node.AddRun(nodetest.Run{Job: id, RequestID: common.Hash{3}, Errors: map[string]string{"fetch": "AdapterError: no"}})
	runs, err := connect(t, node.URL).Runs(t.Context(), 10)
	require.NoError(t, err)
	require.Len(t, runs, 3)
	require.Equal(t, common.Hash{3}, runs[0].RequestID)
	require.Equal(t, id, runs[0].JobID)
	require.True(t, runs[0].Failed)
	require.Contains(t, runs[0].Tasks, nodeclient.TaskRun{ID: "fetch", Type: "bridge", Error: "AdapterError: no"})
	require.False(t, runs[1].Finished())
	require.True(t, runs[2].Finished())
	require.False(t, runs[2].Failed)
}

func TestClient_TellsErrorsApart(t *testing.T) {
	t.Parallel()
	replace := func(old, by string) []byte { return []byte(strings.Replace(job, old, by, 1)) }
	tests := map[string]struct {
		call func(*testing.T, *nodeclient.Client) error
		want error
		text string
	}{
		"a bridge whose name is taken": {func(t *testing.T, c *nodeclient.Client) error {
			return c.CreateBridge(t.Context(), "adapter", "http://x")
		}, nodeclient.ErrDuplicate, "Bridge Type adapter already exists"},
		"a bridge with a bad name": {func(t *testing.T, c *nodeclient.Client) error {
			return c.CreateBridge(t.Context(), "bad name!", "http://x")
		}, nodeclient.ErrInvalid, "contains invalid characters"},
		"a job whose bridge is not there": {func(t *testing.T, c *nodeclient.Client) error {
			_, err := c.CreateJob(t.Context(), replace(`name="adapter"`, `name="nope"`))
			return err
		}, nodeclient.ErrUnknownBridge, "asked for [nope]"},
		"a job of another chain": {func(t *testing.T, c *nodeclient.Client) error {
			_, err := c.CreateJob(t.Context(), replace(`"31337"`, `"1"`))
			return err
		}, nodeclient.ErrUnknownChain, "chain id does not exist: 1"},
		"a job without a chain": {func(t *testing.T, c *nodeclient.Client) error {
			_, err := c.CreateJob(t.Context(), replace(`evmChainID = "31337"`, ``))
			return err
		}, nodeclient.ErrUnknownChain, "must be defined"},
		"a contract address without its checksum": {func(t *testing.T, c *nodeclient.Client) error {
			_, err := c.CreateJob(t.Context(), replace("0x5FbDB2315678afecb367f032d93F642f64180aa3", "0x5fbdb2315678afecb367f032d93f642f64180aa3"))
			return err
		}, nodeclient.ErrInvalid, "EIP55"},
		"a job whose id is taken": {func(t *testing.T, c *nodeclient.Client) error {
			_, err := c.CreateJob(t.Context(), []byte(job))
			require.NoError(t, err)
			_, err = c.CreateJob(t.Context(), replace("a-job", "another"))
			return err
		}, nodeclient.ErrDuplicate, "external_job_id_uniq"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			node := nodetest.Start(t, nodetest.Config{})
			node.PutBridge("adapter", "http://adapter:8080")
			err := test.call(t, connect(t, node.URL))
			require.ErrorIs(t, err, test.want)
			require.ErrorContains(t, err, test.text)
			require.NotContains(t, err.Error(), token)
		})
	}
}

func TestClient_NeverPrintsASecret(t *testing.T) {
	t.Parallel()
	node := nodetest.Start(t, nodetest.Config{})
	const wrong = "not-the-password-either"
	c := connect(t, node.URL, func(c *nodeclient.Config) { c.Password = wrong })
	err := c.Login(t.Context())
	require.ErrorIs(t, err, nodeclient.ErrWrongPassword)
	require.NotContains(t, err.Error(), wrong)

	cfg := nodeclient.Config{URL: "http://user:secret@node:6688", Email: "a@b.c", Password: wrong, Secrets: []string{token}}
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		require.NotContains(t, fmt.Sprintf(format, cfg), wrong, format)
		require.NotContains(t, fmt.Sprintf(format, cfg), token, format)
		require.NotContains(t, fmt.Sprintf(format, cfg), "user:secret", format)
	}

	quoting := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnprocessableEntity)
		fmt.Fprintf(w, `{"errors":[{"detail":"line 3: Bearer %s"}]}`, token)
	}))
	t.Cleanup(quoting.Close)
	err = connect(t, quoting.URL).Login(t.Context())
	require.ErrorContains(t, err, "[redacted]")
	require.NotContains(t, err.Error(), token)
}

func TestClient_WaitsWhereTheNodeLimitsItsRate(t *testing.T) {
	t.Parallel()
	node := nodetest.Start(t, nodetest.Config{})
	node.RateLimit(3)
	_, err := connect(t, node.URL).Jobs(t.Context())
	require.NoError(t, err)

	node.RateLimit(100)
	err = connect(t, node.URL, func(c *nodeclient.Config) { c.Attempts = 3 }).Login(t.Context())
	require.ErrorIs(t, err, nodeclient.ErrRateLimited)
	require.Len(t, node.Calls(), 3+2+3, "three refused, login and list, three attempts of the last")
}

func TestClient_SaysThatASessionHasEnded(t *testing.T) {
	t.Parallel()
	node := nodetest.Start(t, nodetest.Config{})
	c := connect(t, node.URL)
	require.NoError(t, c.Login(t.Context()))
	node.EndSession()
	_, err := c.Jobs(t.Context())
	require.ErrorIs(t, err, nodeclient.ErrUnauthenticated)
}

func TestClient_SaysWhereNoNodeAnswers(t *testing.T) {
	t.Parallel()
	gone := "http://" + loopback.Address(t)
	_, err := connect(t, gone, func(c *nodeclient.Config) { c.Attempts = 2 }).Health(t.Context())
	require.ErrorIs(t, err, nodeclient.ErrUnreachable)
	require.ErrorContains(t, err, gone)

	for _, url := range []string{"", "localhost:6688", "ftp://node", "http://"} {
		_, err := nodeclient.New(nodeclient.Deps{HTTP: &http.Client{}, Log: slog.New(slog.DiscardHandler)}, nodeclient.Config{URL: url})
		require.ErrorContains(t, err, "node URL", url)
	}
}

func TestParseJuels_ReadsEveryFormOfANode(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0": "0", "100": "100", "0.1 link": "100000000000000000", "0.00001 link": "10000000000000",
		"1 link": "1000000000000000000", "25 juels": "25",
	} {
		got, err := nodeclient.ParseJuels(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got.String(), text)
	}
	for _, text := range []string{"", "link", "1.5", "1 ether", "1e3", "1/2 link", "0.0000000000000000001 link"} {
		_, err := nodeclient.ParseJuels(text)
		require.Error(t, err, text)
	}
}
