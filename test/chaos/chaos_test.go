package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/cmd"
)

// asProgram makes this test binary the program under test.
const asProgram = "CHAOS_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(cmd.Execute(context.Background(), os.Args[1:], cmd.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
	}
	os.Exit(m.Run())
}

// shortPlan is small enough for every test run.
func shortPlan(seed uint64) plan {
	return plan{
		Requests: 40, Batches: 3, Records: 3, RunnerKills: 4, AdapterKills: 1, DatabaseKills: 1, Reorgs: 2, Cuts: 1, Slowdowns: 1, Spikes: 1, Drains: 1,
		Span: 12 * time.Second, Seed: seed,
	}
}

func TestChaos_LosesNothingAndAnswersNothingTwice(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	require.NoError(t, err)
	anvil, err := filepath.Abs(filepath.Join("..", "..", defaultAnvil))
	require.NoError(t, err)
	dir, err := folder("")
	require.NoError(t, err)
	var progress bytes.Buffer
	p := shortPlan(1)

	result, err := chaos(t.Context(), p, dir, programs{link4health: []string{self}, env: []string{asProgram + "=1"}, anvil: anvil},
		slog.New(slog.NewTextHandler(&progress, nil)))

	require.NoError(t, err, "%s logs: %s", &progress, dir)
	require.NoError(t, result.verdict(p.Requests), "%+v %s logs: %s", result, &progress, dir)
	require.NoError(t, os.RemoveAll(dir))
}

func TestPlan_RepeatsWithItsSeed(t *testing.T) {
	t.Parallel()
	require.Equal(t, fullPlan(7).schedule(), fullPlan(7).schedule())
	require.NotEqual(t, fullPlan(7).schedule(), fullPlan(8).schedule())
	require.Len(t, fullPlan(7).schedule(), 1000+50+10+5+20+15+15+8+4)
}

func TestTally_NamesEveryFault(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tally tally
		want  []error
	}{
		"all answered once":           {tally{Requests: 1000, Once: 1000, Reverted: 5}, nil},
		"one lost":                    {tally{Requests: 1000, Once: 999, Lost: 1}, []error{errLost}},
		"one answered twice":          {tally{Requests: 1000, Once: 999, Twice: 1}, []error{errTwice}},
		"more than 0.5 % reverted":    {tally{Requests: 1000, Once: 1000, Reverted: 6}, []error{errReverted}},
		"fewer requests than sent":    {tally{Requests: 999, Once: 999}, []error{errFew}},
		"lost some, and two too many": {tally{Requests: 1002, Lost: 3}, []error{errLost, errFew}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			verdict := c.tally.verdict(1000)
			if c.want == nil {
				require.NoError(t, verdict)
			}
			for _, want := range c.want {
				require.ErrorIs(t, verdict, want)
			}
		})
	}
}
