// Package chaintest runs a test on each kind of development chain: the one embedded in this program, and anvil.
package chaintest

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/devchain"
)

// Chain is a chain that lives as long as its test. Every account has 10,000 ETH.
type Chain struct {
	Name           string // "embedded" or "anvil"
	ID             uint64 // EIP-155
	HTTPURL, WSURL string
	Client         *ethclient.Client
	Accounts       []devchain.Account
}

// Each runs a test on every kind of chain, in parallel.
func Each(t *testing.T, test func(t *testing.T, chain Chain)) {
	t.Helper()
	for name, start := range map[string]func(testing.TB) Chain{"embedded": Embedded, "anvil": Anvil} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, start(t))
		})
	}
}

// Embedded starts a chain in this process.
func Embedded(t testing.TB) Chain {
	t.Helper()
	chain, err := devchain.Start(context.Background(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	c := Chain{Name: "embedded", ID: devchain.ChainID, HTTPURL: chain.HTTPURL, WSURL: chain.WSURL, Accounts: chain.Accounts}
	return c.dial(t)
}

// Anvil starts an anvil on a free port, with devchain's accounts and anvil's own chain id. The environment variable ANVIL
// names another than that of contracts/node_modules.
func Anvil(t testing.TB) Chain {
	t.Helper()
	return AnvilAs(t, 31337)
}

// AnvilAs is Anvil with the chain id of another network.
func AnvilAs(t testing.TB, id uint64) Chain {
	t.Helper()
	anvil := exec.Command(anvilPath(t), "--port", "0", "--accounts", "6", "--chain-id", strconv.FormatUint(id, 10))
	output, err := anvil.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, anvil.Start(), "anvil is missing: run `make -C contracts deps`, or name yours by ANVIL")
	t.Cleanup(func() {
		_ = anvil.Process.Kill()
		_ = anvil.Wait() // it says that it was killed
	})
	c := Chain{Name: "anvil", ID: id, Accounts: devchain.Accounts()}
	address := listening(t, output)
	c.HTTPURL, c.WSURL = "http://"+address, "ws://"+address
	return c.dial(t)
}

func (c Chain) dial(t testing.TB) Chain {
	t.Helper()
	var err error
	c.Client, err = ethclient.Dial(c.WSURL)
	require.NoError(t, err)
	t.Cleanup(c.Client.Close)
	return c
}

// listening reads anvil's output up to its address, and lets the rest pass by.
func listening(t testing.TB, output io.Reader) string {
	t.Helper()
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		if address, found := strings.CutPrefix(lines.Text(), "Listening on "); found {
			go func() { _, _ = io.Copy(io.Discard, output) }() // ends with the process
			return address
		}
	}
	require.Fail(t, "anvil did not begin to listen", "%v", lines.Err())
	return ""
}

// anvilPath looks for anvil beside the Solidity sources, upwards from the test's folder.
func anvilPath(t testing.TB) string {
	t.Helper()
	if path := os.Getenv("ANVIL"); path != "" {
		return path
	}
	dir, err := os.Getwd()
	require.NoError(t, err)
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "contracts", "node_modules", ".bin", "anvil")
		}
		parent := filepath.Dir(dir)
		require.NotEqual(t, dir, parent, "no go.mod above the test's folder")
		dir = parent
	}
}
