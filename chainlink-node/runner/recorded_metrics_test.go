package runner_test

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	dto "github.com/prometheus/client_model/go"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/endpoints"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

// realMetric is how the real node shows one metric.
type realMetric struct {
	kind   string
	labels []string // in alphabetical order
}

func realMetrics(t *testing.T) map[string]realMetric {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "metrics.tsv"))
	require.NoError(t, err)
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comma = '\t'
	rows, err := reader.ReadAll()
	require.NoError(t, err)
	all := map[string]realMetric{}
	for _, row := range rows[1:] { // group, name, type, labels, unit
		labels := strings.FieldsFunc(row[3], func(r rune) bool { return r == ',' })
		slices.Sort(labels)
		all[row[1]] = realMetric{row[2], labels}
	}
	return all
}

func TestMetrics_UnderARealNodesNameHaveItsTypeAndLabels(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps := w.deps()
	pool, err := endpoints.New(deps.Log, deps.Registry, endpoints.Config{URLs: []string{w.url}, ChainID: w.at.ChainID})
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	deps.Chain = pool
	r := w.start(deps, w.config())
	w.adapter.behave(inTurn(good, http500))
	require.Equal(t, journal.Completed, r.ended(w.requestScore(2)).State)
	require.Equal(t, journal.Errored, r.ended(w.requestScore(2)).State)
	real, shared := realMetrics(t), 0
	families, err := deps.Registry.Gather()
	require.NoError(t, err)
	for _, family := range families {
		recorded, found := real[family.GetName()]
		if !found {
			require.Regexp(t, `^runner_`, family.GetName(), "a name of the runner's own")
			continue
		}
		shared++
		require.Equal(t, recorded.kind, strings.ToLower(family.GetType().String()), family.GetName())
		for _, metric := range family.GetMetric() {
			require.ElementsMatch(t, recorded.labels, labelNames(metric), family.GetName())
		}
	}
	require.GreaterOrEqual(t, shared, 20)
}

func labelNames(metric *dto.Metric) (names []string) {
	for _, label := range metric.GetLabel() {
		names = append(names, label.GetName())
	}
	return names
}

// health is what GET /health tells.
type health struct {
	Data []struct {
		Type, ID   string
		Attributes map[string]string
	}
}

func TestHealth_HasTheRealNodesFormAndNames(t *testing.T) {
	t.Parallel()
	var recorded, told health
	read(t, "health.json", &recorded)
	w := newWorld(t)
	r := w.run()
	_, page := r.get("/health")
	require.NoError(t, json.Unmarshal([]byte(page), &told))
	known := map[string]bool{"EVM.1337.Journal": true} // the runner's own
	for _, check := range recorded.Data {
		known[strings.Replace(check.ID, "EVM.31337.", "EVM.1337.", 1)] = true
	}
	require.NotEmpty(t, told.Data)
	for _, check := range told.Data {
		require.Contains(t, known, check.ID)
		require.Equal(t, recorded.Data[0].Type, check.Type)
		require.Equal(t, slices.Sorted(maps.Keys(recorded.Data[0].Attributes)), slices.Sorted(maps.Keys(check.Attributes)))
	}
}
