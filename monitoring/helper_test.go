package monitoring_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/link4health/link4health/monitoring/grafana"
)

// mustFind returns the path of a program that goes by one of the names.
func mustFind(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	require.Fail(t, names[0]+" is missing: install prometheus and prometheus-alertmanager, or run make deps")
	return ""
}

// mustRun runs a program to its end and fails the test with what it printed if it fails.
func mustRun(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput()
	require.NoError(t, err, "%s %s\n%s", program, strings.Join(args, " "), out)
	return string(out)
}

// rule is a recording rule or an alert.
type rule struct {
	Record      string
	Alert       string
	Expr        string
	For         string
	Labels      map[string]string
	Annotations map[string]string
}

func mustRead(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(text)
}

// mustRules reads all rules.
func mustRules(t *testing.T) []rule {
	t.Helper()
	paths, err := filepath.Glob("prometheus/rules/*.yml")
	require.NoError(t, err)
	var all []rule
	for _, path := range paths {
		var file struct{ Groups []struct{ Rules []rule } }
		require.NoError(t, yaml.Unmarshal([]byte(mustRead(t, path)), &file), path)
		for _, g := range file.Groups {
			all = append(all, g.Rules...)
		}
	}
	require.NotEmpty(t, all)
	return all
}

func alertsOf(rules []rule) []rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r rule) bool { return r.Alert == "" })
}

// expressions are those of all rules and panels, by where they are.
func expressions(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, r := range mustRules(t) {
		all[r.Record+r.Alert] = r.Expr
	}
	for where, expr := range panelExpressions() {
		all[where] = expr
	}
	return all
}

// panelExpressions are the panels' expressions with their variables filled in.
func panelExpressions() map[string]string {
	fill := strings.NewReplacer("$network", ".*", "$instance", ".*", "$__rate_interval", "30s")
	all := map[string]string{}
	for _, d := range grafana.Dashboards() {
		for _, p := range d.Panels {
			for _, q := range p.Queries {
				all[d.Title+" / "+p.Title+" / "+q.Legend] = fill.Replace(q.Expr)
			}
		}
	}
	return all
}

var (
	text      = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'[^']*'`)
	selectors = regexp.MustCompile(`\{[^}]*\}|\[[^\]]*\]`)
	grouping  = regexp.MustCompile(`\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)`)
	word      = regexp.MustCompile(`[a-zA-Z_:][a-zA-Z0-9_:]*\s*\(?`)
	number    = regexp.MustCompile(`\b[0-9][0-9a-z.]*\b`)
)

// metricsIn are the names of the metrics that an expression reads.
func metricsIn(expr string) []string {
	bare := text.ReplaceAllString(expr, "")
	bare = grouping.ReplaceAllString(selectors.ReplaceAllString(bare, ""), "")
	bare = number.ReplaceAllString(bare, "")
	var names []string
	for _, w := range word.FindAllString(bare, -1) {
		w = strings.TrimSpace(w)
		if strings.HasSuffix(w, "(") || slices.Contains([]string{"and", "or", "unless", "offset", "bool", "by", "without", "on"}, w) {
			continue
		}
		names = append(names, w)
	}
	return names
}
