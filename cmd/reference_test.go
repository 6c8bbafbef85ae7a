package cmd_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/cmd"
)

var update = flag.Bool("update", false, "rewrite the generated pages of docs/")

// fresh fails unless a generated page of docs/ is what it would be if it were generated now.
func fresh(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o644))
	}
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, want == string(got), "%s is not what the code says: run `make generate` and commit it", path)
}

func TestReference_OfCommandsIsFresh(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Commands\n\nGenerated from the program's own help; `make generate` writes it.\n")
	for _, command := range commandNames(t) {
		b.WriteString("\n## link4health " + command + "\n\n```\n" + help(t, strings.Fields(command)...) + "```\n")
	}
	fresh(t, "../docs/commands.md", b.String())
}

func TestReference_OfSettingsIsFresh(t *testing.T) {
	fresh(t, "../docs/settings.md", "# Settings of the adapter\n\n"+
		"Generated from the code; `make generate` writes it. Each is an environment variable and, in lower case with dashes,\n"+
		"a flag of `link4health serve` (secrets excepted: they are never flags). Names and meanings are those of the official\n"+
		"external adapter framework, EA v3, except where marked *(ours)*.\n\n"+config.Reference())
}

// help is what a command says of itself.
func help(t *testing.T, command ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := cmd.Execute(t.Context(), append(command, "--help"), cmd.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	require.Zero(t, code, errs.String())
	return out.String()
}

// commandNames lists every command that does something, by walking the help texts as a person would.
func commandNames(t *testing.T, parent ...string) []string {
	t.Helper()
	_, list, ok := strings.Cut(help(t, parent...), "Available Commands:\n")
	if !ok {
		return []string{strings.Join(parent, " ")}
	}
	list, _, _ = strings.Cut(list, "\n\n")
	var names []string
	for line := range strings.Lines(list) {
		name := strings.Fields(line)[0]
		if name == "help" || name == "completion" {
			continue
		}
		names = append(names, commandNames(t, append(parent[:len(parent):len(parent)], name)...)...)
	}
	return names
}
