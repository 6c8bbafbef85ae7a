package cmd_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/chainwatch"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/freshness"
	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/endpoints"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/push"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/jobspecs"
)

func TestReference_OfFailuresIsFresh(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Failures of the adapter\n\nGenerated from the code; `make generate` writes it. Every request that fails gets one envelope,\n" +
		"`{\"jobRunID\",\"status\":\"errored\",\"statusCode\",\"error\":{\"name\",\"message\"}}`, with the HTTP status below; a node shows it as\n" +
		"`Name: message`. Type is the label of `http_requests_total`.\n\n| name | status | type | message |\n|---|---|---|---|\n")
	for _, c := range adapter.Cases() {
		fmt.Fprintf(&b, "| `%s` | %d | %s | %s |\n", c.Name, c.Status, c.Type, strings.ReplaceAll(c.Message, "|", `\|`))
	}
	fresh(t, "../docs/failures.md", b.String())
}

func TestReference_OfMetricsIsFresh(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Metrics\n\nGenerated from the code; `make generate` writes it. No label ever holds a person.\n\n" +
		"## The adapter, METRICS_PORT\n\n" + described(t, adapterRegistry(t)) +
		"\n## The runner, `link4health run --listen`\n\nNames are the real node's where the meaning is the same, units included (`pipeline_*` times are nanoseconds).\n\n" +
		described(t, runnerRegistry(t)))
	fresh(t, "../docs/metrics.md", b.String())
}

// adapterRegistry holds the adapter's metrics.
func adapterRegistry(t *testing.T) *prometheus.Registry {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	s, err := store.Open(t.Context(), store.Config{URL: "sqlite::memory:", Log: log})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	registry := prometheus.NewRegistry()
	cfg := config.Default()
	cfg.ResponseURLHosts, cfg.RecordKeys = []string{"node"}, "k:key" // which the metrics of deferred answers need
	_, err = adapter.New(adapter.Deps{Scores: s, Database: s, Deferred: s, Model: score.V1(), Log: log, Registry: registry}, cfg)
	require.NoError(t, err)
	labelled := prometheus.WrapRegistererWith(prometheus.Labels{"app_name": adapter.Name, "app_version": ""}, registry)
	_, err = intake.New(intake.Deps{Store: s, Log: log, Registry: labelled}, intake.Config{})
	require.NoError(t, err)
	for _, c := range s.Collectors() {
		require.NoError(t, labelled.Register(c))
	}
	_, err = freshness.New(freshness.Deps{Readings: s, Model: score.V1(), Registry: labelled, Log: log, Now: time.Now}, freshness.Config{Interval: time.Minute})
	require.NoError(t, err)
	connect := func(context.Context) (chainwatch.Chain, error) { return nil, errors.New("there is none") }
	_, err = chainwatch.New(chainwatch.Deps{Connect: connect, Registry: labelled, Log: log}, chainwatch.Config{Market: common.Address{1}, Interval: time.Minute})
	require.NoError(t, err)
	return registry
}

// runnerRegistry holds the runner's metrics.
func runnerRegistry(t *testing.T) *prometheus.Registry {
	t.Helper()
	contract := common.HexToAddress("0x5FbDB2315678afecb367f032d93F642f64180aa3")
	source, err := jobspecs.Render(jobspecs.Score, jobspecs.Deployment{
		ChainID: 1, Operator: contract, ScoreRegistry: contract, RecordMarket: contract, ScoreJobID: uuid.New(), RecordJobID: uuid.New(),
		BridgeToken: "token", MinPaymentJuels: new(big.Int), Confirmations: 1,
	})
	require.NoError(t, err)
	spec, err := jobspecs.Parse(source)
	require.NoError(t, err)
	registry := prometheus.NewRegistry()
	_, err = runner.New(runner.Deps{
		Chain: &ethclient.Client{}, Jobs: []*jobspecs.Spec{spec}, Signers: []runner.Signer{runner.NewKeySigner(devchain.Accounts()[0].Key, 1)},
		Journal: journal.New(nil, 1, journal.Config{}),
		HTTP:    http.DefaultClient, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Registry: registry,
	}, runner.Config{ChainID: 1, Bridges: map[string]string{jobspecs.DefaultBridgeName: "http://127.0.0.1:1"}})
	require.NoError(t, err)
	pool, err := endpoints.New(slog.New(slog.DiscardHandler), registry, endpoints.Config{ChainID: 1, URLs: []string{"http://127.0.0.1:1"}})
	require.NoError(t, err)
	pool.Close()
	_, err = push.New(push.Deps{Registry: registry}, contracts.Deployment{}, push.Config{})
	require.NoError(t, err)
	return registry
}

// description takes a metric's name, help and labels out of the client library's text.
var description = regexp.MustCompile(`^Desc\{fqName: "([^"]+)", help: "((?:[^"\\]|\\.)*)", unit: "[^"]*", constLabels: \{(.*)\}, variableLabels: \{(.*)\}\}$`)

// described is a registry's metrics as a table, sorted by name.
func described(t *testing.T, registry *prometheus.Registry) string {
	t.Helper()
	descs := make(chan *prometheus.Desc)
	go func() {
		registry.Describe(descs)
		close(descs)
	}()
	var rows []string
	for d := range descs {
		parts := description.FindStringSubmatch(d.String())
		require.NotNil(t, parts, d.String())
		var labels []string
		for _, l := range strings.Split(parts[3]+","+parts[4], ",") {
			if name, _, _ := strings.Cut(l, "="); name != "" {
				labels = append(labels, "`"+name+"`")
			}
		}
		rows = append(rows, fmt.Sprintf("| `%s` | %s | %s |\n", parts[1], strings.Join(labels, " "), strings.ReplaceAll(parts[2], `\"`, `"`)))
	}
	require.NotEmpty(t, rows)
	slices.Sort(rows)
	return "| metric | labels | meaning |\n|---|---|---|\n" + strings.Join(slices.Compact(rows), "")
}
