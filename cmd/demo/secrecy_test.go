package demo_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"io"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/stretchr/testify/require"
)

// traces are the forms in which a text could lie about: as it is, in hex, and in base64 at each of
// the three alignments.
func traces(text string) map[string][]byte {
	forms := map[string][]byte{
		"plain": []byte(text), "hex": []byte(hex.EncodeToString([]byte(text))), "HEX": []byte(strings.ToUpper(hex.EncodeToString([]byte(text)))),
	}
	for shift := range 3 {
		// The characters at both ends mix with what stands around the text.
		encoded := base64.RawStdEncoding.EncodeToString(append(make([]byte, shift), text...))
		forms["base64+"+string(rune('0'+shift))] = []byte(encoded[2*shift : len(encoded)-2])
	}
	return forms
}

// notIn fails if any trace of the text is in the haystack.
func notIn(t *testing.T, where string, haystack []byte, text string) {
	t.Helper()
	for form, trace := range traces(text) {
		require.False(t, bytes.Contains(haystack, trace), "%s holds the secret (%s)", where, form)
	}
}

func TestTraces_AreFound(t *testing.T) {
	t.Parallel()
	for shift := range 3 {
		hidden := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", shift) + "https://secret.example/1" + "tail"))
		found := false
		for _, trace := range traces("https://secret.example/1") {
			found = found || bytes.Contains([]byte(hidden), trace)
		}
		require.True(t, found, "base64 with %d bytes before it", shift)
	}
}

func TestTell_LeavesTheLocationNowhereInTheClear(t *testing.T) {
	t.Parallel()
	d, dir, story := told(t, true)
	location := d.Location()
	require.True(t, strings.HasPrefix(location, "https://"))

	notIn(t, "the story", []byte(story), location)
	client, err := ethclient.DialContext(t.Context(), d.RPCURL())
	require.NoError(t, err)
	t.Cleanup(client.Close)
	for where, content := range chainContents(t.Context(), t, client) {
		notIn(t, where, content, location)
	}
	for _, url := range []string{d.MetricsURL, d.RunnerURL + "/metrics", d.AdapterURL + "/status"} {
		notIn(t, url, get(t, url), location)
	}
	files := 0
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NotEmpty(t, content, path)
		notIn(t, path, content, location)
		files++
		return nil
	}))
	require.GreaterOrEqual(t, files, 4, "database, deployment and logs")
	require.Contains(t, logs(t, dir), `"level":"DEBUG"`, "the logs were searched at debug level")
}

func get(t *testing.T, url string) []byte {
	t.Helper()
	response, err := http.Get(url) //nolint:noctx // a test's own server
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, http.StatusOK, response.StatusCode, url)
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NotEmpty(t, body)
	return body
}

// chainContents is everything that the chain keeps: each block with its transactions, each receipt
// with its logs, and every storage word that any transaction touched.
func chainContents(ctx context.Context, t *testing.T, client *ethclient.Client) map[string][]byte {
	t.Helper()
	contents := map[string][]byte{}
	head, err := client.BlockNumber(ctx)
	require.NoError(t, err)
	words := map[common.Address]map[common.Hash]bool{}
	for n := uint64(1); n <= head; n++ {
		block, err := client.BlockByNumber(ctx, new(big.Int).SetUint64(n))
		require.NoError(t, err)
		for _, tx := range block.Transactions() {
			contents["transaction "+tx.Hash().Hex()] = tx.Data()
			receipt, err := client.TransactionReceipt(ctx, tx.Hash())
			require.NoError(t, err)
			for _, l := range receipt.Logs {
				contents["log of "+tx.Hash().Hex()] = append(contents["log of "+tx.Hash().Hex()], l.Data...)
			}
			touched(ctx, t, client, tx, n-1, words)
		}
	}
	var storage []byte
	for contract, keys := range words {
		for key := range keys {
			word, err := client.StorageAt(ctx, contract, key, nil)
			require.NoError(t, err)
			storage = append(storage, word...)
		}
	}
	require.NotEmpty(t, storage)
	contents["storage"] = storage
	require.Greater(t, len(contents), 20)
	return contents
}

// touched adds the storage words that a transaction reads or writes.
func touched(ctx context.Context, t *testing.T, client *ethclient.Client, tx *types.Transaction, parent uint64, words map[common.Address]map[common.Hash]bool) {
	t.Helper()
	if tx.To() == nil {
		return
	}
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx)
	require.NoError(t, err)
	call := map[string]any{"from": from, "to": tx.To(), "data": hexutil.Bytes(tx.Data()), "gas": hexutil.Uint64(tx.Gas())}
	var answer struct {
		AccessList types.AccessList `json:"accessList"`
	}
	require.NoError(t, client.Client().CallContext(ctx, &answer, "eth_createAccessList", call, hexutil.EncodeUint64(parent)))
	for _, entry := range answer.AccessList {
		for _, key := range entry.StorageKeys {
			if words[entry.Address] == nil {
				words[entry.Address] = map[common.Hash]bool{}
			}
			words[entry.Address][key] = true
		}
	}
}
