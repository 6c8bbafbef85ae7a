package cmd_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/cmd"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/test/loopback"
)

// sampleCitizen is the citizen of the sample data with the most measurements.
const sampleCitizen = "4558609924"

// execute runs one command line to its end and returns what it printed.
func execute(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := cmd.Execute(t.Context(), args, cmd.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	require.Zero(t, code, "link4health %s\n%s", strings.Join(args, " "), errs.String())
	return out.String()
}

// background runs a command until the test ends, and then waits for it to stop cleanly.
func background(t *testing.T, args ...string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	var errs bytes.Buffer
	var ended sync.WaitGroup
	code := 0
	ended.Go(func() {
		code = cmd.Execute(ctx, args, cmd.Streams{In: strings.NewReader(""), Out: &errs, Err: &errs})
	})
	t.Cleanup(func() {
		stop()
		ended.Wait()
		require.Zero(t, code, "link4health %s\n%s", strings.Join(args, " "), errs.String())
	})
}

func portOf(t *testing.T, address string) string {
	t.Helper()
	_, port, err := net.SplitHostPort(address)
	require.NoError(t, err)
	return port
}

// answers waits until a URL answers with 200.
func answers(t *testing.T, url string) {
	t.Helper()
	require.Eventually(t, func() bool {
		response, err := http.Get(url)
		if err != nil {
			return false
		}
		defer response.Body.Close()
		return response.StatusCode == http.StatusOK
	}, 30*time.Second, 20*time.Millisecond, url)
}

// keyFile writes a development account's key as wallets and nodes keep it, with its password.
func keyFile(t *testing.T, dir string, account devchain.Account) (key, password string) {
	t.Helper()
	encrypted, err := keystore.EncryptKey(&keystore.Key{Id: uuid.New(), Address: account.Address, PrivateKey: account.Key},
		"a password", keystore.LightScryptN, keystore.LightScryptP)
	require.NoError(t, err)
	key, password = filepath.Join(dir, account.Address.Hex()+".json"), filepath.Join(dir, "password")
	require.NoError(t, os.WriteFile(key, encrypted, 0o600))
	require.NoError(t, os.WriteFile(password, []byte("a password\n"), 0o600))
	return key, password
}

// The way of the README's section "For real": every part as a command of its own, on a chain that
// is not in the same process as far as they can tell.
func TestCommands_ServeAScoreToAContract(t *testing.T) {
	dir := t.TempDir()
	chain, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	owner, node, citizen := chain.Accounts[0], chain.Accounts[4], chain.Accounts[1]
	ownerKey, password := keyFile(t, dir, owner)
	nodeKey, _ := keyFile(t, dir, node)
	token, keys, deployment := filepath.Join(dir, "token"), filepath.Join(dir, "record.keys"), filepath.Join(dir, "deployment.json")
	require.NoError(t, os.WriteFile(token, []byte("a-token-of-the-adapter\n"), 0o600))
	t.Setenv("DATABASE_URL", "sqlite://"+filepath.Join(dir, "link4health.db"))
	t.Setenv("AS_OF", "2016-05-10T12:00:00Z")
	t.Setenv("ADAPTER_TOKENS_FILE", token)
	t.Setenv("RECORD_KEYS_FILE", keys)

	execute(t, "record", "keygen", keys)
	execute(t, "migrate")
	execute(t, "import", "--sample")
	execute(t, "deploy", "--rpc-url", chain.HTTPURL, "--key-file", ownerKey, "--password-file", password,
		"--node", node.Address.Hex(), "--out", deployment)
	adapterAt, metricsAt, runnerAt := loopback.Address(t), loopback.Address(t), loopback.Address(t)
	background(t, "serve", "--deployment", deployment, "--rpc-url", chain.HTTPURL, "--ea-host", "127.0.0.1",
		"--ea-port", portOf(t, adapterAt), "--metrics-port", portOf(t, metricsAt))
	answers(t, "http://"+adapterAt+"/ready")
	background(t, "run", "--deployment", deployment, "--rpc-url", chain.WSURL, "--token-file", token,
		"--bridge-url", "http://"+adapterAt, "--key-file", nodeKey, "--password-file", password, "--listen", runnerAt)
	answers(t, "http://"+runnerAt+"/health")
	answers(t, "http://"+metricsAt+"/metrics")

	stored := scoreOnChain(t, chain, deployment, owner, citizen)
	var report struct {
		Score, Coverage uint16
		AsOf            int64
		ModelHash       string
	}
	require.NoError(t, json.Unmarshal([]byte(execute(t, "score", "--user", sampleCitizen, "--json")), &report))
	require.Equal(t, report.Score, stored.Score)
	require.Equal(t, report.Coverage, stored.Coverage)
	require.EqualValues(t, report.AsOf, stored.AsOf)
	require.Equal(t, report.ModelHash, fmt.Sprintf("0x%x", stored.ModelHash))
}

// scoreOnChain has the citizen ask the registry for a score and waits for the answer.
func scoreOnChain(t *testing.T, chain *devchain.Chain, path string, owner, citizen devchain.Account) bindings.IScoreRegistryScore {
	t.Helper()
	d, err := contracts.ReadDeployment(path)
	require.NoError(t, err)
	client, err := ethclient.DialContext(t.Context(), chain.HTTPURL)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	payer, err := contracts.NewSender(t.Context(), client, owner.Key)
	require.NoError(t, err)
	asker, err := contracts.NewSender(t.Context(), client, citizen.Key)
	require.NoError(t, err)
	link, registry := bindings.NewLinkToken(), bindings.NewScoreRegistry()
	price := big.NewInt(1e17)
	_, err = payer.Send(t.Context(), d.LinkToken, link.PackTransfer(citizen.Address, price))
	require.NoError(t, err)
	_, err = asker.Send(t.Context(), d.LinkToken, link.PackApprove(d.ScoreRegistry, price))
	require.NoError(t, err)
	_, err = asker.Send(t.Context(), d.ScoreRegistry, registry.PackRequestScore(citizen.Address))
	require.NoError(t, err)
	var stored bindings.IScoreRegistryScore
	require.Eventually(t, func() bool {
		stored, err = contracts.View(t.Context(), client, d.ScoreRegistry, registry.PackLatest(citizen.Address), registry.UnpackLatest)
		return err == nil
	}, 30*time.Second, 20*time.Millisecond)
	return stored
}
