package jobspecs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/jobspecs"
)

// wanted matches the comments at the end of a bad spec that say which faults it has.
var wanted = regexp.MustCompile(`(?m)^# want (line \d+: ([a-z-]+): .*)$`)

func mustRead(tb testing.TB, elem ...string) []byte {
	tb.Helper()
	src, err := os.ReadFile(filepath.Join(elem...))
	require.NoError(tb, err)
	return src
}

func lines(faults []jobspecs.Fault) []string {
	var all []string
	for _, f := range faults {
		all = append(all, f.String())
	}
	return all
}

func TestLint_BadSpecs(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/bad/*.toml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".toml"), func(t *testing.T) {
			t.Parallel()
			src := mustRead(t, file)
			var want []string
			for _, m := range wanted.FindAllSubmatch(src, -1) {
				want = append(want, string(m[1]))
			}
			require.NotEmpty(t, want, "the file says no fault that it has")
			require.Equal(t, want, lines(jobspecs.Lint(src)))
		})
	}
}

func TestLint_EveryRuleHasABadSpec(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/bad/*.toml")
	require.NoError(t, err)
	missing := map[string]bool{}
	for _, rule := range jobspecs.Rules() {
		missing[rule] = true
	}
	for _, file := range files {
		for _, m := range wanted.FindAllSubmatch(mustRead(t, file), -1) {
			delete(missing, string(m[2]))
		}
	}
	require.Empty(t, missing, "rules without a file in testdata/bad")
}

// Parse refuses a part of what Lint finds, in the same words.
func TestParse_ReportsNothingThatLintDoesNot(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/bad/*.toml")
	require.NoError(t, err)
	refused := 0
	for _, file := range files {
		src := mustRead(t, file)
		_, err := jobspecs.Parse(src)
		if err == nil {
			continue
		}
		refused++
		var faults jobspecs.Faults
		require.ErrorAs(t, err, &faults, file)
		require.Subset(t, lines(jobspecs.Lint(src)), lines(faults), file)
	}
	require.Greater(t, refused, 20)
}

func TestLint_NeverRepeatsTheToken(t *testing.T) {
	t.Parallel()
	good := string(mustRender(t, jobspecs.Score, deployment()))
	token := deployment().BridgeToken
	for i, broken := range []string{
		strings.Replace(good, `\\"Bearer `, `\"Bearer `, 1),
		strings.Replace(good, `\\"Bearer `, `"`, 1),
		strings.Replace(good, `\\"Bearer `, `Bearer `, 1),
		strings.Replace(good, `Bearer `, `Bearer \\" `, 1),
		strings.Replace(good, `headers="[`, `headers="`, 1),
		strings.Replace(good, `headers="[`, `headers=[`, 1),
		strings.Replace(good, `headers="[\\"`, `headers="`, 1),
		strings.Replace(good, `headers=`, `heathers=`, 1),
		strings.Replace(good, `observationSource = """`, `observationSource = "`, 1),
		strings.Replace(good, `Bearer a-token`, `Bearer $(x) a-token`, 1),
	} {
		require.NotEqual(t, good, broken, i)
		faults := lines(jobspecs.Lint([]byte(broken)))
		require.NotEmpty(t, faults, i)
		for _, part := range []string{token, "a-token", "_of", "adapter+"} {
			require.NotContains(t, strings.Join(faults, "\n"), part, i)
		}
	}
}

// FuzzLint checks that no text panics, that every fault stands on a line of the
// file under a known rule, and that Parse and Lint agree.
func FuzzLint(f *testing.F) {
	for _, name := range jobspecs.Names() {
		f.Add(mustRender(f, name, deployment()))
	}
	files, err := filepath.Glob("testdata/bad/*.toml")
	require.NoError(f, err)
	for _, file := range files {
		f.Add(mustRead(f, file))
	}
	rules := jobspecs.Rules()
	f.Fuzz(func(t *testing.T, src []byte) {
		faults := jobspecs.Lint(src)
		for _, fault := range faults {
			require.Contains(t, rules, fault.Rule)
			require.NotEmpty(t, fault.Message)
			require.LessOrEqual(t, 1, fault.Line, fault)
			require.LessOrEqual(t, fault.Line, strings.Count(string(src), "\n")+1, fault)
		}
		spec, err := jobspecs.Parse(src)
		if len(faults) == 0 {
			require.NoError(t, err)
		}
		if err == nil {
			inOrder(t, spec)
		}
	})
}

// inOrder checks that every task comes after what it needs.
func inOrder(t *testing.T, spec *jobspecs.Spec) {
	t.Helper()
	seen := map[string]bool{}
	for _, task := range spec.Tasks {
		for _, id := range append(task.Inputs, task.Implied...) {
			require.True(t, seen[id], fmt.Sprintf("%s before %s", task.ID, id))
		}
		require.False(t, seen[task.ID], task.ID)
		seen[task.ID] = true
	}
}
