package cmd_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/certificate/certtest"
	"github.com/link4health/link4health/bridge/nodeclient/nodetest"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/chainlink-node/doctor"
	"github.com/link4health/link4health/chainlink-node/provision/provisiontest"
	"github.com/link4health/link4health/cmd"
	"github.com/link4health/link4health/contracts"
)

// desk is an operator's folder beside a world and a stand-in for a node.
type desk struct {
	*provisiontest.World
	t    *testing.T
	dir  string
	node *nodetest.Node
}

func newDesk(t *testing.T, o provisiontest.Options) *desk {
	t.Helper()
	w := provisiontest.New(t, o)
	d := &desk{World: w, t: t, dir: t.TempDir(), node: w.StartNode(nodetest.Config{})}
	d.write("token", w.Token+"\n")
	d.write("api", nodetest.Email+"\n"+nodetest.Password+"\n")
	d.write("password", "of the key\n")
	require.NoError(t, w.At.Write(d.path("deployment.json")))
	d.writeKey("owner.json", w.Owner)
	d.writeKey("citizen.json", w.Citizen)
	return d
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, name) }

func (d *desk) write(name, text string) {
	d.t.Helper()
	require.NoError(d.t, os.WriteFile(d.path(name), []byte(text), 0o600))
}

func (d *desk) writeKey(name string, who devchain.Account) {
	d.t.Helper()
	raw, err := keystore.EncryptKey(&keystore.Key{Id: uuid.New(), Address: who.Address, PrivateKey: who.Key},
		"of the key", keystore.LightScryptN, keystore.LightScryptP)
	require.NoError(d.t, err)
	d.write(name, string(raw))
}

// run runs a command and returns its exit code and what it printed, which never holds a secret.
func (d *desk) run(args ...string) (code int, out, errs string) {
	d.t.Helper()
	var stdout, stderr bytes.Buffer
	code = cmd.Execute(d.t.Context(), args, cmd.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr})
	for _, secret := range []string{d.Token, nodetest.Password} {
		require.NotContains(d.t, stdout.String()+stderr.String(), secret)
	}
	return code, stdout.String(), stderr.String()
}

// jobFlags are what the commands need that know the jobs.
func (d *desk) jobFlags(args ...string) []string {
	return append(args, "--deployment", d.path("deployment.json"), "--token-file", d.path("token"), "--min-payment-juels", "1000",
		"--node-url", d.node.URL, "--node-credentials", d.path("api"), "--bridge-url", d.AdapterURL)
}

func (d *desk) key(name string) []string {
	return []string{"--key-file", d.path(name), "--password-file", d.path("password"), "--rpc-url", d.Chain.HTTPURL}
}

func (d *desk) seeChain() {
	d.t.Helper()
	head, err := d.Client.BlockNumber(d.t.Context())
	require.NoError(d.t, err)
	d.node.SetHead(head)
}

func TestProvisionAndDoctor_FromNothingToWell(t *testing.T) {
	t.Parallel()
	d := newDesk(t, provisiontest.Options{})
	d.seeChain()
	examine := func(args ...string) (int, string) {
		code, out, errs := d.run(append(d.jobFlags("doctor", "--adapter-url", d.AdapterURL, "--rpc-url", d.Chain.HTTPURL), args...)...)
		require.Empty(t, errs)
		return code, out
	}

	code, out := examine()
	require.Equal(t, 1, code, out)
	require.Contains(t, out, "-> run `link4health provision`")
	code, out, _ = d.run(d.jobFlags("jobs", "diff")...)
	require.Equal(t, 1, code)
	require.Equal(t, "create bridge link4health\ncreate job link4health-batch-1337\ncreate job link4health-record-1337\ncreate job link4health-score-1337\n", out)

	dry := append(d.jobFlags("provision", "--dry-run"), d.key("owner.json")...)
	code, out, errs := d.run(dry...)
	require.Zero(t, code, errs)
	require.Contains(t, out, "would")
	require.Empty(t, d.node.Changes())

	code, out, errs = d.run(append(d.jobFlags("provision", "--fund"), d.key("owner.json")...)...)
	require.Zero(t, code, errs)
	require.NotContains(t, out, "by hand")
	require.Len(t, d.node.Changes(), 4)
	at, err := contracts.ReadDeployment(d.path("deployment.json"))
	require.NoError(t, err)
	require.Equal(t, d.At.WithSpecIDs(), at)

	code, out, _ = d.run(d.jobFlags("jobs", "diff")...)
	require.Zero(t, code)
	require.Empty(t, out)
	code, out, errs = d.run(append(d.jobFlags("provision", "--json"), d.key("owner.json")...)...)
	require.Zero(t, code, errs)
	require.NotContains(t, out, `"changed"`)
	require.Len(t, d.node.Changes(), 4, "the second time nothing is changed")

	code, out = examine("--json")
	require.Zero(t, code, out)
	var report doctor.Report
	require.NoError(t, json.Unmarshal([]byte(out), &report))
	require.Len(t, report.Results, 20)
	require.Equal(t, doctor.OK, report.Worst())

	// A warning has an exit code of its own.
	d.node.EditBridge("link4health", "confirmations", 3)
	code, _ = examine()
	require.Equal(t, 3, code)
	code, out, _ = d.run(d.jobFlags("jobs", "diff", "--json")...)
	require.Equal(t, 1, code)
	require.Contains(t, out, `"action": "update"`)
}

func TestDoctor_TrustsTheAdaptersOwnAuthority(t *testing.T) {
	t.Parallel()
	d := newDesk(t, provisiontest.Options{})
	authority := certtest.NewAuthority(t, "ours")
	server, client := authority.Issue(t, "adapter", time.Now().Add(time.Hour)), authority.Issue(t, "doctor", time.Now().Add(time.Hour))
	text := base64.StdEncoding.EncodeToString
	adapterURL := strings.Replace(d.StartAdapter(false, map[string]string{
		"MTLS_ENABLED": "true", "TLS_PRIVATE_KEY": text([]byte(server.Key)), "TLS_PUBLIC_KEY": text([]byte(server.Chain)),
		"TLS_CA": text([]byte(authority.Certificate)),
	}), "http://", "https://", 1)
	for name, content := range map[string]string{"ca": authority.Certificate, "cert": client.Chain, "key": client.Key} {
		d.write(name, content)
	}
	first := func(args ...string) doctor.Result {
		code, out, errs := d.run(append(d.jobFlags("doctor", "--json", "--adapter-url", adapterURL, "--rpc-url", d.Chain.HTTPURL), args...)...)
		require.Equal(t, 1, code, errs) // nothing is provisioned
		var report doctor.Report
		require.NoError(t, json.Unmarshal([]byte(out), &report))
		return report.Results[0]
	}
	require.Contains(t, first().Findings[0].Evidence, "unknown authority")
	require.Equal(t, doctor.Fail, first("--adapter-ca", d.path("ca")).Status, "it wants a certificate of its clients")
	require.Equal(t, doctor.OK, first("--adapter-ca", d.path("ca"), "--adapter-cert", d.path("cert"), "--adapter-key", d.path("key")).Status)
}

func TestProvision_ProvesThePath(t *testing.T) {
	t.Parallel()
	d := newDesk(t, provisiontest.Options{Scores: true})
	d.StartRunner()
	code, out, errs := d.run(append(d.jobFlags("provision", "--prove"), d.key("citizen.json")...)...)
	require.Zero(t, code, errs)
	require.Contains(t, out, "the contract stored the score: true")
	d.seeChain()
	code, out, errs = d.run(append(d.jobFlags("doctor", "--send-test-request", "--adapter-url", d.AdapterURL), d.key("citizen.json")...)...)
	require.Equal(t, 3, code, "%s%s: it warns of the fixed moment", out, errs)
	require.Contains(t, out, "was answered and stored")
}

func TestProvision_SaysWhatIsWrongWithTheLogin(t *testing.T) {
	t.Parallel()
	d := newDesk(t, provisiontest.Options{})
	d.write("api", nodetest.Email+"\nanother-password-16\n")
	code, _, errs := d.run(append(d.jobFlags("provision"), d.key("owner.json")...)...)
	require.Equal(t, 1, code)
	require.Contains(t, errs, "does not know this email and password")
	require.NotContains(t, errs, "another-password-16")
	d.write("api", "only one line")
	code, _, errs = d.run(append(d.jobFlags("provision"), d.key("owner.json")...)...)
	require.Equal(t, 1, code)
	require.Contains(t, errs, "password on the second")
}

func TestJobsRun_ShowsEveryTask(t *testing.T) {
	t.Parallel()
	d := newDesk(t, provisiontest.Options{Scores: true})
	code, out, errs := d.run("jobs", "render", "--deployment", d.path("deployment.json"), "--token-file", d.path("token"), "--out", d.dir)
	require.Zero(t, code, errs)
	require.Contains(t, out, "score.toml")
	ask := func(file, request string, args ...string) (int, string) {
		code, out, errs := d.run(append([]string{"jobs", "run", d.path(file), "--adapter-url", d.AdapterURL, "--request", request}, args...)...)
		require.Empty(t, errs)
		return code, out
	}
	subject := strings.ToLower(d.Citizen.Address.Hex())
	code, out = ask("score.toml", `{"subject": "`+subject+`"}`)
	require.Zero(t, code, out)
	for _, want := range []string{
		"decode_cbor  cborparse  completed", `{"subject":"` + subject + `"}`,
		"fetch  bridge  completed", `(sent)           {"data":{"endpoint":"score","subject":"` + subject + `"}`,
		"headers          [hidden]", "score  jsonparse  completed", "encode_tx  ethabiencode  completed",
		"submit_tx  ethtx  completed", "nothing is sent without a chain", "would send: to " + d.At.Operator.Hex() + ", gas limit 500000, data 0x6ae0bc76",
	} {
		require.Contains(t, out, want)
	}

	code, out = ask("score.toml", `{"subject": "0x0000000000000000000000000000000000000001"}`, "--json")
	require.Equal(t, 1, code)
	var result struct {
		Error string
		Tasks []struct{ ID, Error string }
	}
	require.NoError(t, json.Unmarshal([]byte(out), &result))
	require.Contains(t, result.Error, "UnknownSubject")
	require.Len(t, result.Tasks, 10)

	// Ids go as bytes, as the market sends them; without a request on the market nothing is released.
	id := "bytes:0x" + strings.Repeat("11", 32)
	code, out = ask("record.toml", `{"recordId": "`+id+`", "requestId": "`+id+`", "publicKey": "`+id+`"}`)
	require.Equal(t, 1, code)
	require.Contains(t, out, `"recordId":"0x`+strings.Repeat("11", 32)+`"`)
	require.Contains(t, out, "GrantNotFound")

	code, _, errs = d.run("jobs", "run", d.path("score.toml"), "--request", `{"subject": 1.5}`)
	require.Equal(t, 1, code)
	require.Contains(t, errs, "member subject: contracts send whole numbers only")
}
