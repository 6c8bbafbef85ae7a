package jobspecs_test

import (
	"flag"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/pelletier/go-toml/v2"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/jobspecs"
)

var update = flag.Bool("update", false, "rewrite testdata/golden")

func deployment() jobspecs.Deployment {
	return jobspecs.Deployment{
		ChainID:         31337,
		Operator:        common.HexToAddress("0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"),
		ScoreRegistry:   common.HexToAddress("0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9"),
		RecordMarket:    common.HexToAddress("0x5FC8d32690cc91D4c39d9d3abcBD16989F875707"),
		ScoreJobID:      uuid.MustParse(jobspecs.DefaultScoreJobID),
		RecordJobID:     uuid.MustParse(jobspecs.DefaultRecordJobID),
		BatchJobID:      uuid.MustParse(jobspecs.DefaultBatchJobID),
		BridgeToken:     "a-token_of.the~adapter+/==",
		MinPaymentJuels: big.NewInt(1e17),
		Confirmations:   1,
	}
}

func mustRender(tb testing.TB, name string, d jobspecs.Deployment) []byte {
	tb.Helper()
	spec, err := jobspecs.Render(name, d)
	require.NoError(tb, err)
	return spec
}

func TestRender_Golden(t *testing.T) {
	t.Parallel()
	for _, name := range jobspecs.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join("testdata", "golden", name+".toml")
			got := mustRender(t, name, deployment())
			if *update {
				require.NoError(t, os.WriteFile(path, got, 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, string(want), string(got))
			require.Empty(t, jobspecs.Lint(got))
		})
	}
}

func TestRender_EverythingOfTheDeploymentArrives(t *testing.T) {
	t.Parallel()
	d := deployment()
	d.ChainID = 80002
	d.BridgeName = "another-bridge"
	d.Confirmations = 12
	d.MinPaymentJuels = new(big.Int).Exp(big.NewInt(10), big.NewInt(30), nil)
	d.ScoreGasLimit, d.RecordGasLimit, d.BatchGasLimit = 700_000, 800_000, 900_000
	d.Retry = jobspecs.Retry{Timeout: 3 * time.Second, Attempts: 2, MinBackoff: 10 * time.Millisecond, MaxBackoff: 20 * time.Millisecond}

	for name, want := range map[string]struct {
		requester common.Address
		id        uuid.UUID
		gas       string
	}{
		jobspecs.Score:  {d.ScoreRegistry, d.ScoreJobID, "700000"},
		jobspecs.Record: {d.RecordMarket, d.RecordJobID, "800000"},
		jobspecs.Batch:  {d.ScoreRegistry, d.BatchJobID, "900000"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spec, err := jobspecs.Parse(mustRender(t, name, d))
			require.NoError(t, err)
			require.Equal(t, "link4health-"+name+"-80002", spec.Name)
			require.Equal(t, want.id, spec.ExternalJobID)
			require.Equal(t, d.ChainID, spec.EVMChainID)
			require.Equal(t, d.Operator, spec.ContractAddress)
			require.Equal(t, []common.Address{want.requester}, spec.Requesters)
			require.Equal(t, d.Confirmations, spec.MinIncomingConfirmations)
			require.Equal(t, d.MinPaymentJuels, spec.MinContractPaymentLinkJuels)

			fetch, ok := spec.Task("fetch")
			require.True(t, ok)
			require.Equal(t, "another-bridge", fetch.Attrs["name"])
			require.Equal(t, `["Authorization", "Bearer a-token_of.the~adapter+/=="]`, fetch.Attrs["headers"])
			require.Equal(t, "3s", fetch.Attrs["timeout"])
			require.Equal(t, "2", fetch.Attrs["retries"])
			require.Equal(t, "10ms", fetch.Attrs["minBackoff"])
			require.Equal(t, "20ms", fetch.Attrs["maxBackoff"])

			submit, ok := spec.Task("submit_tx")
			require.True(t, ok)
			require.Equal(t, d.Operator.Hex(), submit.Attrs["to"])
			require.Equal(t, want.gas, submit.Attrs["gasLimit"])
		})
	}
}

func TestRender_ListsAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	_, err := jobspecs.Render(jobspecs.Score, jobspecs.Deployment{
		BridgeName: "no spaces", BridgeToken: `sec"ret`, MinPaymentJuels: big.NewInt(-1), Retry: jobspecs.Retry{Attempts: 0, Timeout: 1},
	})
	require.EqualError(t, err, strings.Join([]string{
		`render job spec score: chain id is 0`,
		`operator address is zero`,
		`score registry address is zero`,
		`score job id is zero: 5c0e5c0e-0000-4000-8000-000000000001 is the default`,
		`bridge name "no spaces": want letters, digits, - and _`,
		`bridge token is empty or has characters that a bearer token cannot have (RFC 6750)`,
		`minimum payment is missing or negative: give juels, 0 for none`,
		`confirmations are 0: the least is 1`,
		`retry attempts are 0: the least is 1`,
		`retry: timeout and backoffs must be above 0, and the longest backoff not below the shortest`,
	}, "\n"))
}

func TestRender_RefusesWhatTheNodeWouldStumbleOver(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*jobspecs.Deployment)
		want   string
	}{
		"too little gas":    {func(d *jobspecs.Deployment) { d.ScoreGasLimit = 400_000 }, "gas-limit"},
		"timeout too long":  {func(d *jobspecs.Deployment) { d.Retry.Timeout = 15 * time.Second }, "bridge-timeout"},
		"tries too long":    {func(d *jobspecs.Deployment) { d.Retry.Attempts = 100 }, "retries"},
		"batch id twice":    {func(d *jobspecs.Deployment) { d.BatchJobID = d.ScoreJobID }, "same id as another"},
		"same id twice":     {func(d *jobspecs.Deployment) { d.RecordJobID = d.ScoreJobID }, "same id"},
		"token breaks out":  {func(d *jobspecs.Deployment) { d.BridgeToken = `x\\", \\"Host` }, "bridge token"},
		"token is a secret": {func(d *jobspecs.Deployment) { d.BridgeToken = "geheim geheim" }, "bridge token"},
		"no payment given":  {func(d *jobspecs.Deployment) { d.MinPaymentJuels = nil }, "minimum payment"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deployment()
			d.Retry = jobspecs.DefaultRetry()
			c.change(&d)
			_, err := jobspecs.Render(jobspecs.Score, d)
			require.ErrorContains(t, err, c.want)
			require.NotContains(t, err.Error(), "geheim")
		})
	}
}

func TestRender_RefusesUnknownNames(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "scores", "../score", "score.toml"} {
		_, err := jobspecs.Render(name, deployment())
		require.ErrorIs(t, err, jobspecs.ErrUnknownSpec, name)
	}
}

func TestNames_LeaveOutTheBatchWhereThereIsNone(t *testing.T) {
	t.Parallel()
	d := deployment()
	require.Equal(t, jobspecs.Names(), d.Names())
	d.BatchJobID = uuid.Nil
	require.Equal(t, []string{jobspecs.Record, jobspecs.Score}, d.Names())
	_, err := jobspecs.Render(jobspecs.Batch, d)
	require.ErrorContains(t, err, "batch job id is zero")
}

// The templates are TOML themselves, so that editors and people can read them.
func TestTemplates_AreTOML(t *testing.T) {
	t.Parallel()
	for _, name := range jobspecs.Names() {
		src, err := os.ReadFile(name + ".toml")
		require.NoError(t, err)
		var keys map[string]any
		require.NoError(t, toml.Unmarshal(src, &keys), name)
		require.NotEmpty(t, jobspecs.Lint(src), "an unrendered template is no job spec")
	}
}
