package intake_test

import (
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/adapter/token"
	"github.com/link4health/link4health/adapter/ucum"
)

// example is a command of the documentation with the answer that is shown below it.
var example = regexp.MustCompile("(?s)```sh\n(curl .*?)```\n\n```json\n(.*?)```")

// TestDocs_ExamplesAnswerAsShown sends what the documentation's commands send, in their order.
func TestDocs_ExamplesAnswerAsShown(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/ingestion.md")
	require.NoError(t, err)
	f := start(t, storetest.SQLite(t), intake.Config{})
	require.NoError(t, f.store.PutCitizen(t.Context(), store.Citizen{UserID: "example"}))
	examples := example.FindAllStringSubmatch(string(text), -1)
	require.Len(t, examples, 3)
	require.Equal(t, len(examples), strings.Count(string(text), "curl "), "every command has its answer")
	for _, e := range examples {
		got := f.send(t, f.curl(t, e[1]))
		require.Equal(t, http.StatusOK, got.status, e[1])
		require.JSONEq(t, e[2], got.text, e[1])
	}
}

// curl returns what a command line of curl sends.
func (f *fixture) curl(t *testing.T, command string) request {
	t.Helper()
	command = strings.ReplaceAll(command, "\\\n", " ")
	find := func(pattern string) string {
		match := regexp.MustCompile("(?s)" + pattern).FindStringSubmatch(command)
		require.NotNil(t, match, "%s in %s", pattern, command)
		return match[1]
	}
	require.Equal(t, "$TOKEN", find(`-H "Authorization: Bearer ([^"]*)"`))
	body := regexp.MustCompile(`(?s)--data-binary '(.*)'`).FindStringSubmatch(command)
	if body == nil {
		file, err := os.ReadFile("../../" + find(`--data-binary @(\S+)`))
		require.NoError(t, err)
		body = []string{"", string(file)}
	}
	return request{path: find(`http://127\.0\.0\.1:8080(/[^\s"]*)`), media: find(`-H "Content-Type: ([^"]*)"`),
		token: f.tokens[token.Admin], body: strings.NewReader(body[1])}
}

// TestDocs_ListUnitsAndReasons keeps the documentation's tables complete.
func TestDocs_ListUnitsAndReasons(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/ingestion.md")
	require.NoError(t, err)
	for _, d := range score.Metrics() {
		row := fmt.Sprintf("| `%s` | %s | `%s` |", d.Metric, d.Scope, strings.Join(ucum.Codes(d.Metric), "` `"))
		require.Contains(t, string(text), row+"\n")
	}
	reasons := intake.Reasons()
	require.NotEmpty(t, reasons)
	for _, r := range reasons {
		require.Contains(t, string(text), fmt.Sprintf("| `%s` | %s |\n", r[0], r[1]))
	}
}
