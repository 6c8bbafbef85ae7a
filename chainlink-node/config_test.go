package chainlinknode_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/pelletier/go-toml/v2"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/chainlink-node/devchain"
)

// documented are the node's settings and their defaults, "-" for none.
func documented(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/node-settings.txt")
	require.NoError(t, err)
	settings := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		line = strings.Replace(line, "secrets ", "secrets.", 1)
		name, preset, found := strings.Cut(line, " ")
		require.True(t, found, line)
		settings[name] = preset
	}
	return settings
}

// read parses one of the node's files.
func read(t *testing.T, path string) map[string]any {
	t.Helper()
	var values map[string]any
	unmarshal(t, path, &values)
	return values
}

func unmarshal(t *testing.T, path string, to any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, toml.Unmarshal(raw, to), path)
}

// flatten names each value by its sections, tables of arrays without their number.
func flatten(prefix string, value any, visit func(name, value string)) {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			flatten(strings.TrimPrefix(prefix+"."+key, "."), inner, visit)
		}
	case []any:
		for _, inner := range v {
			flatten(prefix, inner, visit)
		}
	default:
		visit(prefix, fmt.Sprint(v))
	}
}

// settingsFiles are all files of settings of the node.
func settingsFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("networks/*.toml")
	require.NoError(t, err)
	require.Len(t, files, len(networks))
	return append(files, "config.toml", "rpc.example.toml", "local/node_rpc.toml")
}

// The node refuses to start for a setting that it does not know.
func TestNodeConfig_SettingsAreDocumentedAndNotTheDefault(t *testing.T) {
	t.Parallel()
	known := documented(t)
	for _, file := range settingsFiles(t) {
		flatten("", read(t, file), func(name, value string) {
			require.Contains(t, known, name, file)
			require.NotEqual(t, known[name], value, "%s: %s is the node's own default: leave it out", file, name)
		})
	}
	flatten("", read(t, "secrets.example.toml"), func(name, _ string) { require.Contains(t, known, "secrets."+name) })
}

func TestNodeConfig_ExplainsEverySetting(t *testing.T) {
	t.Parallel()
	for _, file := range append(settingsFiles(t)[:len(networks)], "config.toml", "secrets.example.toml") {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		explained := false
		for line := range strings.Lines(string(raw)) {
			switch line = strings.TrimSpace(line); {
			case strings.HasPrefix(line, "#"):
				explained = true
			case line == "":
				explained = false
			case strings.HasPrefix(line, "["), strings.HasPrefix(line, "ChainID"):
			default:
				require.True(t, explained, "%s: say above %q why", file, line)
				if next := strings.HasPrefix(line, "ReaperThreshold") || strings.HasPrefix(line, "ReaperInterval"); !next {
					explained = false
				}
			}
		}
	}
}

// What the comments say of defaults that are left alone is what the node documents.
func TestNodeConfig_TellsDefaultsRight(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("config.toml")
	require.NoError(t, err)
	known := documented(t)
	told := regexp.MustCompile(`(?m)^#   ([A-Z][A-Za-z.0-9]+) (\S+)`).FindAllStringSubmatch(string(raw), -1)
	require.Len(t, told, 6)
	for _, match := range told {
		require.Equal(t, known[match[1]], strings.TrimRight(match[2], ";:"), match[1])
	}
	bridge, err := time.ParseDuration(known["JobPipeline.HTTPRequest.DefaultTimeout"])
	require.NoError(t, err)
	require.Less(t, time.Duration(config.Default().APITimeout), bridge, "the adapter answers before the node gives up")
}

// chain is what a network file says of its chain.
type chain struct {
	EVM []struct{ ChainID, LinkContractAddress, MinContractPayment string }
}

func TestNodeConfig_NetworksNameTheirChainAndLINK(t *testing.T) {
	t.Parallel()
	// Source: docs.chain.link/resources/link-token-contracts
	want := map[string][2]string{
		"sepolia": {"11155111", "0x779877A7B0D9E8603169DdbD7836e478b4624789"},
		"polygon": {"137", "0xb0897686c545045aFc77CF20eC7A532E3120E0F1"},
		"amoy":    {"80002", "0x0Fd9e8d3aF1aaee056EB9e802c3A762a667b1904"},
		"local":   {"31337", crypto.CreateAddress(developmentKey(t, "owner"), 0).Hex()},
	}
	for _, network := range networks {
		var c chain
		unmarshal(t, "networks/"+network+".toml", &c)
		require.Len(t, c.EVM, 1, network)
		require.Equal(t, want[network], [2]string{c.EVM[0].ChainID, c.EVM[0].LinkContractAddress}, network)
		require.Equal(t, common.HexToAddress(want[network][1]).Hex(), want[network][1], "EIP-55")
		require.Equal(t, "0.1 link", c.EVM[0].MinContractPayment, "what deploy and the job specs take by default")
		values, err := os.ReadFile("networks/" + network + ".env")
		require.NoError(t, err)
		require.Contains(t, string(values), "\nNETWORK="+network+"\n")
		if network != "local" {
			require.Contains(t, string(values), "\nLINK="+want[network][1]+"\n")
			require.NotContains(t, string(values), "\nAS_OF=", "scores of the past are for sample data")
		}
	}
}

// developmentKey is the address of a key in local/, which the password there opens.
func developmentKey(t *testing.T, name string) common.Address {
	t.Helper()
	raw, err := os.ReadFile("local/" + name + ".json")
	require.NoError(t, err)
	password, err := os.ReadFile("local/password")
	require.NoError(t, err)
	key, err := keystore.DecryptKey(raw, strings.TrimSpace(string(password)))
	require.NoError(t, err)
	return key.Address
}

func TestLocalKeys_AreTheDevelopmentChains(t *testing.T) {
	t.Parallel()
	require.Equal(t, devchain.Accounts()[1].Address, developmentKey(t, "owner"))
	runner := devchain.Accounts()[5].Address
	require.Equal(t, runner, developmentKey(t, "runner"))
	values, err := os.ReadFile("networks/local.env")
	require.NoError(t, err)
	require.Contains(t, string(values), "\nRUNNER_ADDRESS="+runner.Hex()+"\n")
}
