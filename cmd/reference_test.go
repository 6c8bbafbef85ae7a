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
		"Generated from the code; `make generate` writes it. Names and meanings are those of the official external adapter\n"+
		"framework, EA v3, except where marked *(ours)*.\n\n"+
		"A setting is given, and the first of these that gives it wins:\n\n"+
		"1. as a flag of `link4health serve`, in lower case with dashes: `--ea-port 8081`. Secrets are never flags, but the files\n"+
		"   that hold them may be: `--record-keys-file /run/secrets/record_keys`. (`DATABASE_URL` and `RPC_URL` are flags for\n"+
		"   convenience; the process list shows them.)\n"+
		"2. as an environment variable: `EA_PORT=8081`. An empty one is as good as none.\n"+
		"3. in a TOML file that `--config` or `CONFIG_FILE` names: `EA_PORT = 8081`, `ADAPTER_TOKENS_FILE = \"/run/secrets/tokens\"`.\n"+
		"   Paths in it are taken from the working directory, as everywhere.\n"+
		"4. in the `deployment.json` that `--deployment` names, for the addresses of contracts.\n\n"+
		"Each secret may be given as `NAME_FILE`, the path of a file that holds it. `ADAPTER_TOKENS_FILE` and the files of `TLS_*`\n"+
		"are looked at every second and read again when they change; one that does not read leaves what was before in use, and\n"+
		"the log says so once.\n\n"+
		"A name in the file that is no setting is an error. So is an environment variable that begins as only settings do, or is\n"+
		"a slip of one, with the setting that is probably meant. Settings of EA v3 that have nothing to act on here (how to fetch,\n"+
		"warm and lock) are allowed and warned of. `link4health config check` reports all faults at once, and\n"+
		"`link4health config print` shows every value and where it comes from.\n\n"+config.Reference())
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
