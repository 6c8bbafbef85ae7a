package cmd_test

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/networks"
	"github.com/link4health/link4health/cmd"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/contracts/chaintest"
	"github.com/link4health/link4health/jobspecs"
)

// deployer is somebody with a key who deploys to a chain.
type deployer struct {
	t                  *testing.T
	chain              chaintest.Chain
	key, password, out string
	rpcURL             string
}

func newDeployer(t *testing.T, chain chaintest.Chain) *deployer {
	t.Helper()
	dir := t.TempDir()
	key, password := keyFile(t, dir, chain.Accounts[0])
	return &deployer{t: t, chain: chain, key: key, password: password, out: filepath.Join(dir, "deployment.json"), rpcURL: chain.HTTPURL}
}

// runs the command with the deployer's key.
func (d *deployer) signs(more ...string) (stdout, stderr string, code int) {
	d.t.Helper()
	return d.runs(append([]string{"--key-file", d.key, "--password-file", d.password}, more...)...)
}

func (d *deployer) runs(more ...string) (stdout, stderr string, code int) {
	d.t.Helper()
	var out, err bytes.Buffer
	args := append([]string{"deploy", "--rpc-url", d.rpcURL, "--out", d.out}, more...)
	code = cmd.Execute(d.t.Context(), args, cmd.Streams{In: strings.NewReader(""), Out: &out, Err: &err})
	return out.String(), err.String(), code
}

func (d *deployer) nonce() uint64 {
	d.t.Helper()
	nonce, err := d.chain.Client.NonceAt(d.t.Context(), d.chain.Accounts[0].Address, nil)
	require.NoError(d.t, err)
	return nonce
}

func TestDeploy_KeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	d := newDeployer(t, chaintest.Embedded(t))
	said, fault, code := d.signs("--keep")
	require.Zero(t, code, fault)
	require.Contains(t, said, "written to "+d.out)
	before, err := os.ReadFile(d.out)
	require.NoError(t, err)

	said, fault, code = d.signs("--keep")
	require.Zero(t, code, fault)
	require.Contains(t, said, "its contracts are on chain 1337")
	_, fault, code = d.signs()
	require.Equal(t, 1, code)
	require.Contains(t, fault, "is there already")
	d.rpcURL = chaintest.Embedded(t).HTTPURL
	_, fault, code = d.signs("--keep")
	require.Equal(t, 1, code)
	require.Contains(t, fault, "if the chain was begun anew, remove the file")

	require.NoError(t, os.WriteFile(d.out, bytes.Replace(before, []byte(`"chainId": 1337`), []byte(`"chainId": 1`), 1), 0o600))
	_, fault, code = d.signs("--keep")
	require.Equal(t, 1, code)
	require.Contains(t, fault, "is for chain 1, --network local is chain 1337 or 31337")
}

func TestDeploy_ToldInAdvanceIsWhatHappens(t *testing.T) {
	t.Parallel()
	chaintest.Each(t, func(t *testing.T, chain chaintest.Chain) {
		d := newDeployer(t, chain)
		flags := []string{"--node", chain.Accounts[1].Address.Hex(), "--owner", chain.Accounts[2].Address.Hex()}
		said, fault, code := d.runs(append(flags, "--dry-run", "--json", "--from", chain.Accounts[0].Address.Hex())...)
		require.Zero(t, code, fault)
		var told struct {
			ChainID      uint64
			GasBy        string
			Gas          uint64
			CostWei      *big.Int
			MostWei      *big.Int
			BalanceWei   *big.Int
			Enough       bool
			Transactions []struct {
				Step    string
				Gas     uint64
				To      *common.Address
				Creates *common.Address
			}
		}
		require.NoError(t, json.Unmarshal([]byte(said), &told))
		require.Equal(t, chain.ID, told.ChainID)
		require.True(t, told.Enough)
		require.Positive(t, told.CostWei.Sign())
		require.Positive(t, told.MostWei.Cmp(told.CostWei))
		require.Zero(t, d.nonce())
		require.NoFileExists(t, d.out)

		said, fault, code = d.signs(append(flags, "--json")...)
		require.Zero(t, code, fault)
		var done struct {
			Deployment contracts.Deployment
			Steps      []struct {
				Step string
				At   common.Address
				Gas  uint64
			}
			Accept []struct{ From, To common.Address }
		}
		require.NoError(t, json.Unmarshal([]byte(said), &done))
		require.Len(t, done.Steps, len(told.Transactions))
		for i, tx := range told.Transactions {
			at := tx.To
			if at == nil {
				at = tx.Creates
			}
			require.Equal(t, tx.Step, done.Steps[i].Step)
			require.Equal(t, *at, done.Steps[i].At)
			if chain.Name == "embedded" {
				require.Equal(t, "chain", told.GasBy)
				require.InEpsilon(t, done.Steps[i].Gas, tx.Gas, 0.01, tx.Step)
			}
		}
		require.Len(t, done.Accept, 3)
		require.Equal(t, chain.Accounts[2].Address, done.Accept[0].From)
		written, err := contracts.ReadDeployment(d.out)
		require.NoError(t, err)
		require.Equal(t, done.Deployment, written)
		require.NoError(t, contracts.Verify(t.Context(), chain.Client, written))
	})
}

// cutOff passes a chain's JSON-RPC on, and fails after a number of transactions were sent.
func cutOff(t *testing.T, to string, after int64) string {
	t.Helper()
	target, err := url.Parse(to)
	require.NoError(t, err)
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }}
	var sent atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || sent.Load() > after {
			http.Error(w, "gone", http.StatusBadGateway)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		if bytes.Contains(body, []byte(`"eth_sendRawTransaction"`)) && sent.Add(1) > after {
			proxy.ServeHTTP(httptest.NewRecorder(), r) // it arrives, and nothing is heard of it
			http.Error(w, "gone", http.StatusBadGateway)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestDeploy_GoesOnAfterAnInterruption(t *testing.T) {
	t.Parallel()
	d := newDeployer(t, chaintest.Embedded(t))
	chain := d.rpcURL
	for _, after := range []int64{0, 2, 2} {
		d.rpcURL = cutOff(t, chain, after)
		_, fault, code := d.signs()
		require.Equal(t, 1, code)
		require.Contains(t, fault, "run the same command again: it goes on from "+d.out)
		_, err := contracts.ReadDeployment(d.out)
		require.ErrorIs(t, err, contracts.ErrUnfinished, "no other command takes it")
	}
	d.rpcURL = chain
	other, _ := keyFile(t, t.TempDir(), d.chain.Accounts[1])
	_, fault, code := d.runs("--key-file", other, "--password-file", d.password)
	require.Equal(t, 1, code)
	require.Contains(t, fault, "another account began this deployment")

	said, fault, code := d.signs()
	require.Zero(t, code, fault)
	require.Regexp(t, `(?m)^LinkToken +0x\w+  stands$`, said)
	require.Regexp(t, `(?m)^RecordMarket +0x\w+  \d+ gas, transaction 0x`, said)
	written, err := contracts.ReadDeployment(d.out)
	require.NoError(t, err)
	require.NoError(t, contracts.Verify(t.Context(), d.chain.Client, written))
	require.EqualValues(t, 8, d.nonce(), "a step was taken twice")
}

func TestDeploy_SendsNothingThatCannotCome(t *testing.T) {
	t.Parallel()
	chain := chaintest.Embedded(t)
	d := newDeployer(t, chain)
	poor, err := crypto.GenerateKey()
	require.NoError(t, err)
	poorKey, poorPassword := keyFile(t, t.TempDir(), devchain.Account{Address: crypto.PubkeyToAddress(poor.PublicKey), Key: poor})
	nowhere := common.Address{9}.Hex()
	for name, tc := range map[string]struct {
		flags []string
		code  int
		want  string
	}{
		"a chain of another network":  {[]string{"--network", "polygon"}, 1, "--rpc-url serves chain 1337, --network polygon is chain 137: correct one of them; chain 1337 is --network local"},
		"a network that is none":      {[]string{"--network", "atlantis"}, 2, "have amoy, local, polygon, sepolia; or other with --chain-id and --link"},
		"another LINK of a network":   {[]string{"--network", "polygon", "--link", nowhere}, 2, "--link: LINK on polygon is 0xb0897686c545045aFc77CF20eC7A532E3120E0F1"},
		"another network by half":     {[]string{"--network", "other", "--chain-id", "1337"}, 2, "give --chain-id and --link"},
		"another chain of a network":  {[]string{"--network", "local", "--chain-id", "137"}, 2, "--network local is chain 1337 or 31337"},
		"LINK that is nowhere":        {[]string{"--network", "other", "--chain-id", "1337", "--link", nowhere}, 1, "this is not LINK: there is no contract at"},
		"an Operator that is nowhere": {[]string{"--operator", nowhere, "--link", nowhere}, 1, "this is not LINK"},
		"an account without ether":    {[]string{"--key-file", poorKey, "--password-file", poorPassword}, 1, "send it more, nothing was deployed"},
		"no key":                      {[]string{"--key-file", "", "--password-file", ""}, 2, "give --key-file and --password-file"},
		"another account":             {[]string{"--from", nowhere}, 2, "the key of --key-file is of"},
		"several faults": {[]string{"--score-job-id", "x", "--batch-job-id", "y", "--payment-juels", "-1", "--node", "z"}, 2,
			"--score-job-id: invalid UUID length: 1\n--batch-job-id: invalid UUID length: 1\n--payment-juels: want a whole number of juels\n--node: want an address"},
	} {
		t.Run(name, func(t *testing.T) {
			_, fault, code := d.signs(tc.flags...)
			require.Equal(t, tc.code, code, fault)
			require.Contains(t, fault, tc.want)
			require.NoFileExists(t, d.out)
		})
	}
	require.Zero(t, d.nonce())
}

func TestDeploy_OfflineIsSignedElsewhere(t *testing.T) {
	t.Parallel()
	chaintest.Each(t, func(t *testing.T, chain chaintest.Chain) {
		d := newDeployer(t, chain)
		type printed struct {
			Transactions []contracts.Unsigned
			Next         string
		}
		offline := func(more ...string) (p printed) {
			t.Helper()
			said, fault, code := d.runs(append([]string{"--offline", "--from", chain.Accounts[0].Address.Hex()}, more...)...)
			require.Zero(t, code, fault)
			require.NoError(t, json.Unmarshal([]byte(said), &p))
			return p
		}
		all := offline()
		_, err := contracts.ReadDeployment(d.out)
		require.ErrorIs(t, err, contracts.ErrUnfinished)
		wallet, err := contracts.NewSender(t.Context(), chain.Client, chain.Accounts[0].Key)
		require.NoError(t, err)
		for i, tx := range all.Transactions {
			if i == 4 {
				require.Equal(t, all.Transactions[i:], offline().Transactions, "only what is left")
			}
			if tx.To == nil {
				at, _, err := wallet.Deploy(t.Context(), tx.Data, nil)
				require.NoError(t, err)
				require.Equal(t, *tx.Creates, at)
				continue
			}
			_, err := wallet.Send(t.Context(), *tx.To, tx.Data)
			require.NoError(t, err, tx.Step)
		}
		last := offline()
		require.Empty(t, last.Transactions)
		require.Contains(t, last.Next, "is finished")
		written, err := contracts.ReadDeployment(d.out)
		require.NoError(t, err)
		require.NoError(t, contracts.Verify(t.Context(), chain.Client, written))
	})
}

func TestDeploy_OfflineNeedsNoChain(t *testing.T) {
	t.Parallel()
	d := newDeployer(t, chaintest.Chain{Accounts: devchain.Accounts(), HTTPURL: "http://192.0.2.1:1"})
	said, fault, code := d.runs("--offline", "--network", "polygon", "--from", d.chain.Accounts[0].Address.Hex(), "--nonce", "5")
	require.Zero(t, code, fault)
	require.Contains(t, said, "docs.chain.link/resources/link-token-contracts")
	var p struct {
		Transactions []contracts.Unsigned
		Deployment   contracts.Deployment
	}
	require.NoError(t, json.Unmarshal([]byte(said), &p))
	require.Equal(t, "Operator", p.Transactions[0].Step)
	require.EqualValues(t, 5, p.Transactions[0].Nonce)
	require.Equal(t, crypto.CreateAddress(d.chain.Accounts[0].Address, 5), p.Deployment.Operator)
	require.EqualValues(t, 137, p.Deployment.ChainID)
	require.Equal(t, common.HexToAddress("0xb0897686c545045aFc77CF20eC7A532E3120E0F1"), p.Deployment.LinkToken)
}

// link puts a LINK token where a network has its own.
func link(t *testing.T, chain chaintest.Chain, at common.Address) {
	t.Helper()
	minter, err := contracts.NewSender(t.Context(), chain.Client, chain.Accounts[5].Key)
	require.NoError(t, err)
	model, _, err := minter.Deploy(t.Context(), common.FromHex(bindings.LinkTokenMetaData.Bin), nil)
	require.NoError(t, err)
	code, err := chain.Client.CodeAt(t.Context(), model, nil)
	require.NoError(t, err)
	rpc := chain.Client.Client()
	require.NoError(t, rpc.CallContext(t.Context(), nil, "anvil_setCode", at, hexutil.Bytes(code)))
	const symbol = 4 // its slot in OpenZeppelin's ERC20
	word, err := chain.Client.StorageAt(t.Context(), model, common.BigToHash(big.NewInt(symbol)), nil)
	require.NoError(t, err)
	require.NoError(t, rpc.CallContext(t.Context(), nil, "anvil_setStorageAt", at, common.BigToHash(big.NewInt(symbol)), common.BytesToHash(word)))
}

func TestDeploy_TakesTheLINKOfARealNetwork(t *testing.T) {
	t.Parallel()
	chain := chaintest.AnvilAs(t, 137)
	polygon, err := networks.Get("polygon")
	require.NoError(t, err)
	d := newDeployer(t, chain)
	_, fault, code := d.signs("--network", "polygon")
	require.Equal(t, 1, code)
	require.Contains(t, fault, "this is not LINK: there is no contract at "+polygon.LINK.Hex())
	_, fault, code = d.signs()
	require.Equal(t, 1, code)
	require.Contains(t, fault, "chain 137 is --network polygon")

	link(t, chain, polygon.LINK)
	said, fault, code := d.signs("--network", "polygon", "--dry-run")
	require.Zero(t, code, fault)
	require.Contains(t, said, "LINK is "+polygon.LINK.Hex()+" ("+polygon.LINKSource+")")
	require.Regexp(t, `: [0-9.]+ POL at the present price`, said)
	said, fault, code = d.signs("--network", "polygon")
	require.Zero(t, code, fault)
	require.Contains(t, said, "give --confirmations 5")
	require.Contains(t, said, "(500 blocks)")
	written, err := contracts.ReadDeployment(d.out)
	require.NoError(t, err)
	require.Equal(t, polygon.LINK, written.LinkToken)
	require.NotEqual(t, jobspecs.DefaultScoreJobID, written.ScoreJobID.String(), "ids differ by chain")
	require.Contains(t, said, polygon.Explorer+written.RecordMarket.Hex())

	// Another deployment takes the same Operator.
	d.out += ".second"
	_, fault, code = d.signs("--network", "polygon", "--operator", written.Operator.Hex(), "--node", chain.Accounts[4].Address.Hex())
	require.Zero(t, code, fault)
	second, err := contracts.ReadDeployment(d.out)
	require.NoError(t, err)
	require.Equal(t, written.Operator, second.Operator)
}
