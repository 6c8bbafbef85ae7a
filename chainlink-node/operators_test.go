package chainlinknode_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge/nodeclient/nodetest"
	"github.com/link4health/link4health/chainlink-node/devchain"
)

// shell is a block of shell in a page of docs/.
type shell struct {
	text     string
	runnable bool
}

func shellBlocks(t *testing.T, page string) []shell {
	t.Helper()
	raw, err := os.ReadFile(page)
	require.NoError(t, err)
	var blocks []shell
	for _, match := range regexp.MustCompile("(?ms)^```sh( runnable)?\n(.*?)^```$").FindAllStringSubmatch(string(raw), -1) {
		blocks = append(blocks, shell{text: match[2], runnable: match[1] != ""})
	}
	require.NotEmpty(t, blocks)
	return blocks
}

// Whoever follows the page from top to bottom without Docker ends where it says, on a development chain and with a stand-in
// for the node.
func TestOperatorsPage_RunsAsItStands(t *testing.T) {
	t.Parallel()
	chain, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	node := nodetest.Start(t, nodetest.Config{ChainID: devchain.ChainID, Keys: []common.Address{devchain.Accounts()[4].Address}})
	node.SetHead(10) // about where the chain is when the doctor looks
	dir, bin, elsewhere := t.TempDir(), t.TempDir(), t.TempDir()
	require.NoError(t, os.Symlink(os.Args[0], filepath.Join(bin, "link4health")))
	for _, name := range []string{"owner.json", "runner.json", "password"} {
		raw, err := os.ReadFile(filepath.Join("local", name))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), raw, 0o600))
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "api"), []byte(nodetest.Email+"\n"+nodetest.Password+"\n"), 0o600))

	script := "set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
	for _, block := range shellBlocks(t, "../docs/operators.md") {
		if block.runnable {
			script += block.text
		}
	}
	script = strings.NewReplacer("8080", port(t), "9080", port(t)).Replace(script)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	run := exec.CommandContext(ctx, "bash", "-c", script)
	run.Dir, run.WaitDelay = dir, 30*time.Second
	run.Env = []string{
		asProgram + "=1", "PATH=" + bin + ":" + os.Getenv("PATH"), "HOME=" + dir, "NETWORK=local", "RPC_URL=" + chain.HTTPURL,
		"NODE_URL=" + node.URL, "ELSEWHERE=" + elsewhere,
	}
	out, err := run.CombinedOutput()
	log, _ := os.ReadFile(filepath.Join(dir, "adapter.log"))
	require.NoError(t, err, "%s\n%s", out, log)
	require.FileExists(t, filepath.Join(elsewhere, "deployment.json"))
	require.FileExists(t, filepath.Join(elsewhere, "record.keys"))
	require.FileExists(t, filepath.Join(dir, "before-upgrade.db"))
	token, err := os.ReadFile(filepath.Join(dir, "bridge_token"))
	require.NoError(t, err)
	require.Contains(t, node.Job("link4health-score-1337"), strings.TrimSpace(string(token)), "the job carries the new token")
	require.NotContains(t, string(out), strings.TrimSpace(string(token)))
}

// composeEntry is how a line of the page runs a command of ours in a container.
var composeEntry = regexp.MustCompile(`\bdc run (?:--[a-z-]+(?: "[^"]*"| '[^']*')? )*[a-z]+ ([a-z].*)`)

func TestOperatorsPage_CommandsExist(t *testing.T) {
	t.Parallel()
	services := everything(t).Services
	checked := 0
	for _, page := range []string{"../docs/operators.md", "README.md"} {
		for _, block := range shellBlocks(t, page) {
			joined := strings.ReplaceAll(block.text, "\\\n", " ")
			for line := range strings.Lines(joined) {
				line, _, _ = strings.Cut(strings.TrimSpace(line), " #")
				if match := composeEntry.FindStringSubmatch(line); match != nil {
					requireCommand(t, strings.Fields(match[1]))
					checked++
				}
				if match := regexp.MustCompile(`^dc run (?:--[a-z-]+(?: "[^"]*")? )*([a-z]+)`).FindStringSubmatch(line); match != nil {
					require.Contains(t, services, match[1], line)
				}
				for _, piece := range regexp.MustCompile(`&&|;|\|`).Split(line, -1) {
					words := strings.Fields(strings.TrimPrefix(strings.TrimSpace(piece), "until "))
					if len(words) > 1 && words[0] == "link4health" {
						requireCommand(t, words[1:])
						checked++
					}
				}
			}
		}
	}
	require.Greater(t, checked, 20)
}

// Every secret that a container is given can be changed by the page.
func TestOperatorsPage_RotatesEverySecret(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../docs/operators.md")
	require.NoError(t, err)
	_, section, found := strings.Cut(string(raw), "\n## Rotate secrets\n")
	require.True(t, found)
	section, _, _ = strings.Cut(section, "\n## ")
	for name := range everything(t).Secrets {
		require.Contains(t, section, "`"+name+"`")
	}
}

// Every file of the repository that the pages name is there.
func TestOperatorsPage_FilesExist(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"../docs/operators.md", "README.md"} {
		raw, err := os.ReadFile(page)
		require.NoError(t, err)
		for _, match := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(string(raw), -1) {
			_, err := os.Stat(filepath.Join(filepath.Dir(page), match[1]))
			require.NoError(t, err, page)
		}
		for _, path := range regexp.MustCompile(`chainlink-node/[a-z./_]+\.(?:sh|toml|env|json)`).FindAllString(string(raw), -1) {
			require.FileExists(t, filepath.Join("..", path), page)
		}
	}
}
