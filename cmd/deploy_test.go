package cmd_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/cmd"
)

func TestDeploy_KeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	chains := make([]*devchain.Chain, 2)
	for i := range chains {
		chain, err := devchain.Start(t.Context(), devchain.Config{})
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, chain.Close()) })
		chains[i] = chain
	}
	key, password := keyFile(t, dir, chains[0].Accounts[0])
	out := filepath.Join(dir, "deployment.json")
	deploy := func(rpc string, more ...string) (said string, code int) {
		var stdout, stderr bytes.Buffer
		args := append([]string{"deploy", "--rpc-url", rpc, "--key-file", key, "--password-file", password, "--out", out}, more...)
		code = cmd.Execute(t.Context(), args, cmd.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr})
		return stdout.String() + stderr.String(), code
	}
	said, code := deploy(chains[0].HTTPURL, "--keep")
	require.Zero(t, code, said)
	before, err := os.ReadFile(out)
	require.NoError(t, err)

	said, code = deploy(chains[0].HTTPURL, "--keep")
	require.Zero(t, code, said)
	require.Contains(t, said, "its contracts are on chain 1337")
	said, code = deploy(chains[0].HTTPURL)
	require.Equal(t, 1, code)
	require.Contains(t, said, "is there already")
	said, code = deploy(chains[1].HTTPURL, "--keep")
	require.Equal(t, 1, code)
	require.Contains(t, said, "if the chain was begun anew, remove the file")

	require.NoError(t, os.WriteFile(out, bytes.Replace(before, []byte(`"chainId": 1337`), []byte(`"chainId": 1`), 1), 0o600))
	said, code = deploy(chains[0].HTTPURL, "--keep")
	require.Equal(t, 1, code)
	require.Contains(t, said, "is for chain 1, --rpc-url serves chain 1337")
}
