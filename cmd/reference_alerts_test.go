package cmd_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// The operators' page has every alert, with where the runbook answers it.
func TestReference_OfAlertsIsFresh(t *testing.T) {
	raw, err := os.ReadFile("../monitoring/prometheus/rules/alerts.yml")
	require.NoError(t, err)
	var file struct {
		Groups []struct {
			Rules []struct {
				Alert               string
				Labels, Annotations map[string]string
			}
		}
	}
	require.NoError(t, yaml.Unmarshal(raw, &file))
	runbook, err := os.ReadFile("../monitoring/RUNBOOK.md")
	require.NoError(t, err)
	var b strings.Builder
	b.WriteString("| alert | what it says | who sees to it |\n|---|---|---|\n")
	urgency := map[string]string{"critical": "at once", "warning": "in working hours", "none": "nobody: it always fires"}
	for _, group := range file.Groups {
		for _, rule := range group.Rules {
			require.Contains(t, string(runbook), "\n### "+rule.Alert+"\n")
			require.Contains(t, urgency, rule.Labels["severity"], rule.Alert)
			fmt.Fprintf(&b, "| [%s](../monitoring/RUNBOOK.md#%s) | %s | %s, %s |\n", rule.Alert, strings.ToLower(rule.Alert),
				rule.Annotations["summary"], rule.Labels["team"], urgency[rule.Labels["severity"]])
		}
	}
	page, err := os.ReadFile("../docs/operators.md")
	require.NoError(t, err)
	before, rest, found := strings.Cut(string(page), "alerts.yml -->\n")
	require.True(t, found)
	_, after, found := strings.Cut(rest, "<!-- end of alerts -->")
	require.True(t, found)
	fresh(t, "../docs/operators.md", before+"alerts.yml -->\n"+b.String()+"<!-- end of alerts -->"+after)
}
