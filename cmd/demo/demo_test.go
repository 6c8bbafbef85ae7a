package demo_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/cmd/demo"
)

// told runs the whole demo, which is closed when the test ends, and returns what it told.
func told(t *testing.T, asJSON bool) (d *demo.Demo, dir, story string) {
	t.Helper()
	dir = t.TempDir()
	var out bytes.Buffer
	d, err := demo.New(demo.Config{Dir: dir, AsOf: demo.SampleMoment, JSON: asJSON, Out: &out, Version: "test"})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	err = d.Tell(t.Context())
	require.NoError(t, err, "%s\n%s", out.String(), logs(t, dir))
	return d, dir, out.String()
}

// logs are the demo's log files, for a test that fails.
func logs(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	paths, err := filepath.Glob(filepath.Join(dir, "*.log"))
	require.NoError(t, err)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		all.WriteString(path + "\n" + string(text))
	}
	return all.String()
}

func TestTell_AsJSONIsOneObjectAStepAndEndsWithDone(t *testing.T) {
	t.Parallel()
	_, _, story := told(t, true)
	var steps []string
	var last map[string]any
	facts := map[string]map[string]any{}
	for line := range strings.Lines(story) {
		last = map[string]any{}
		require.NoError(t, json.Unmarshal([]byte(line), &last), line)
		require.Equal(t, true, last["ok"], line)
		steps = append(steps, last["step"].(string))
		facts[last["step"].(string)] = last
	}
	require.Equal(t, []string{"chain", "contracts", "database", "record", "adapter", "runner", "explain", "score", "batch",
		"register", "declined", "approved", "stranger", "done"}, steps)
	require.Equal(t, true, last["ok"])

	// The number on chain is the number worked out from the database, to the last digit.
	report := facts["explain"]["report"].(map[string]any)
	for _, field := range []string{"score", "coverage", "modelHash"} {
		require.Equal(t, report[field], facts["score"][field], field)
	}
	require.Equal(t, report["score"], facts["batch"]["score"])
	require.NotEqual(t, report["score"], facts["batch"]["requesterScore"])
	require.Equal(t, true, facts["declined"]["refunded"])
	require.Equal(t, true, facts["approved"]["opened"])
	require.Equal(t, "2000000000000000000", facts["approved"]["patientPaidJuels"])
	require.Contains(t, facts["stranger"]["adapter"], "404 GrantNotFound")
	require.Equal(t, true, facts["stranger"]["refunded"])
}

func TestTell_AsProseShowsTheFactorsAndTheDisclaimer(t *testing.T) {
	t.Parallel()
	_, _, story := told(t, false)
	for _, want := range []string{"resting_heart_rate", "not a medical device", "read back from ScoreRegistry.latest", "14. Done"} {
		require.Contains(t, story, want)
	}
	require.NotContains(t, story, "FAILED")
}

func TestTell_StopsAtTheFirstStepThatFails(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	d, err := demo.New(demo.Config{Dir: t.TempDir(), RPCAddress: "192.0.2.1:1", AsOf: demo.SampleMoment, JSON: true, Out: &out})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	require.ErrorContains(t, d.Tell(t.Context()), "step chain")
	require.Equal(t, 1, strings.Count(out.String(), "\n"))
	require.Contains(t, out.String(), `"ok":false`)
}

func TestReadme_ShowsWhatTheDemoPrints(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	_, block, ok := strings.Cut(string(readme), "## What the demo shows\n\n```\n")
	require.True(t, ok)
	block, _, _ = strings.Cut(block, "```")
	_, _, story := told(t, false)
	compared := 0
	for line := range strings.Lines(block) {
		if strings.Contains(line, "0x") || strings.Contains(line, " took ") {
			continue // differs from run to run
		}
		require.Contains(t, story, line)
		compared++
	}
	require.Greater(t, compared, 20)
}
