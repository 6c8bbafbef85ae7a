package contracts_test

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi/abigen"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/contracts/bindings"
)

// update writes the bindings anew instead of comparing: `make generate`.
var update = flag.Bool("update", false, "write contracts/bindings from the Solidity sources")

// bound names the bindings' files by contract.
var bound = map[string]string{
	"ScoreRegistry": "score_registry.go",
	"RecordMarket":  "record_market.go",
	"Operator":      "operator.go",
	"LinkToken":     "link_token.go",
}

// TestBindingsAreFresh compiles the Solidity sources with forge and compares
// the committed bindings, ABI and bytecode included, with what abigen makes of
// the result, byte for byte.
func TestBindingsAreFresh(t *testing.T) {
	t.Parallel()
	artifacts := mustForgeBuild(t)
	t.Run("docs/contracts.md", func(t *testing.T) {
		t.Parallel()
		checkPage(t, artifacts)
	})
	for contract, file := range bound {
		t.Run(contract, func(t *testing.T) {
			t.Parallel()
			want := mustBind(t, artifacts, contract)
			path := filepath.Join("bindings", file)
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(want), 0o644))
				return
			}
			got, err := os.ReadFile(path)
			require.NoError(t, err)
			// Not require.Equal: the difference would be pages of bytecode.
			require.True(t, string(got) == want, "%s is stale: run `make generate` in contracts/ and commit the result", path)
		})
	}
}

// TestStatusesAreTheEnum holds the hand-written constants of bindings against
// the Solidity enum that they name.
func TestStatusesAreTheEnum(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("src/interfaces/IRecordMarket.sol")
	require.NoError(t, err)
	match := regexp.MustCompile(`enum Status \{([^}]*)\}`).FindSubmatch(source)
	require.NotNil(t, match, "no enum Status in IRecordMarket.sol")
	enum := strings.FieldsFunc(string(match[1]), func(r rune) bool { return strings.ContainsRune(", \n", r) })

	got := make([]string, 8)
	got[bindings.StatusNone] = "None"
	got[bindings.StatusRequested] = "Requested"
	got[bindings.StatusApproved] = "Approved"
	got[bindings.StatusReleased] = "Released"
	got[bindings.StatusDeclined] = "Declined"
	got[bindings.StatusExpired] = "Expired"
	got[bindings.StatusRevoked] = "Revoked"
	got[bindings.StatusFailed] = "Failed"
	require.Equal(t, enum, got)
}

// mustForgeBuild compiles everything into a new folder and returns it.
func mustForgeBuild(t *testing.T) string {
	t.Helper()
	forge := os.Getenv("FORGE")
	if forge == "" {
		forge = filepath.Join("node_modules", ".bin", "forge")
	}
	_, err := exec.LookPath(forge)
	require.NoError(t, err, "the Solidity tools are missing: run `make deps` in contracts/")
	dir := t.TempDir()
	// LinkToken is named because no source imports it; the tests, which do, take long to compile.
	build := exec.CommandContext(t.Context(), forge, "build", "--quiet", "--force", "--extra-output", "storageLayout",
		"--out", dir, "--cache-path", filepath.Join(dir, "cache"),
		"src", "node_modules/@chainlink/contracts/src/v0.8/shared/token/ERC677/LinkToken.sol")
	output, err := build.CombinedOutput()
	require.NoError(t, err, "forge build: %s", output)
	return dir
}

// mustBind returns the Go source that abigen v2 makes of a compiled contract.
func mustBind(t *testing.T, artifacts, contract string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(artifacts, contract+".sol", contract+".json"))
	require.NoError(t, err)
	var artifact struct {
		ABI      json.RawMessage
		Bytecode struct{ Object string }
	}
	require.NoError(t, json.Unmarshal(raw, &artifact))
	source, err := abigen.BindV2([]string{contract}, []string{string(artifact.ABI)},
		[]string{artifact.Bytecode.Object}, "bindings", nil, nil)
	require.NoError(t, err)
	return source
}
