package doctor_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge/nodeclient/nodetest"
	"github.com/link4health/link4health/chainlink-node/doctor"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/chainlink-node/provision/provisiontest"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
	"github.com/link4health/link4health/test/loopback"
)

const scoreJob = "link4health-score-1337"

// patient is one set-up to examine, well until a test harms it.
type patient struct {
	*provisiontest.World
	t      *testing.T
	config nodetest.Config
	target jobspecs.Deployment
	node   *nodetest.Node
	deps   doctor.Deps
	cfg    doctor.Config
}

// admit provisions a stand-in for a node.
func admit(t *testing.T, w *provisiontest.World, config nodetest.Config) *patient {
	t.Helper()
	p := &patient{World: w, t: t, config: config, target: w.Target, node: w.StartNode(config)}
	head, err := w.Client.BlockNumber(t.Context())
	require.NoError(t, err)
	p.node.SetHead(head)
	declared, err := provision.Declare(p.target, w.AdapterURL)
	require.NoError(t, err)
	p.node.PutBridge(declared.BridgeName, declared.BridgeURL)
	for _, job := range declared.Jobs {
		p.node.PutJob(job.TOML)
	}
	p.deps = doctor.Deps{Node: w.Connect(p.node.URL, true), Chain: w.Client, HTTP: &http.Client{}, Log: slog.New(slog.DiscardHandler)}
	p.cfg = doctor.Config{
		Deployment: w.At, Declared: declared, AdapterURL: w.AdapterURL, Requester: w.Citizen.Address,
		Patience: provisiontest.Patience, TestTimeout: provisiontest.Patience,
	}
	return p
}

// putScoreJob replaces the score job by one that is rendered or written differently.
func (p *patient) putScoreJob(change func(*jobspecs.Deployment), edits ...string) {
	p.t.Helper()
	target := p.target
	if change != nil {
		change(&target)
	}
	source, err := jobspecs.Render(jobspecs.Score, target)
	require.NoError(p.t, err)
	p.node.RemoveJob(scoreJob)
	p.node.PutJob([]byte(strings.NewReplacer(edits...).Replace(string(source))))
}

func (p *patient) examine() doctor.Report {
	p.t.Helper()
	d, err := doctor.New(p.deps, p.cfg)
	require.NoError(p.t, err)
	report, err := d.Examine(p.t.Context())
	require.NoError(p.t, err)
	text := write(p.t, report)
	for _, secret := range []string{p.Token, nodetest.Password} {
		require.NotContains(p.t, text, secret)
	}
	return report
}

func write(t *testing.T, r doctor.Report) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.Write(&b))
	return b.String()
}

func requireWell(t *testing.T, r doctor.Report) {
	t.Helper()
	for _, result := range r.Results {
		require.Contains(t, []doctor.Status{doctor.OK, doctor.Skipped}, result.Status, write(t, r))
	}
	require.Equal(t, doctor.OK, r.Worst())
	require.Len(t, r.Results, 20)
}

func TestExamine_FindsNothingWhereAllIsWell(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	p := admit(t, w, nodetest.Config{})
	report := p.examine()
	requireWell(t, report)
	for _, result := range report.Results {
		if result.ID != "D05" && result.ID != "D14" {
			require.Equal(t, doctor.OK, result.Status, "%+v", result)
		}
	}
	require.Empty(t, p.node.Changes(), "it changes nothing")

	// Runs that went well change nothing about that, and the node's path is then known to be good.
	p.node.AddRun(nodetest.Run{Job: w.At.ScoreJobID, RequestID: common.Hash{1}})
	report = p.examine()
	requireWell(t, report)
	path, _ := report.Result("D05")
	require.Contains(t, path.Findings[1].Evidence, "the adapter answered run 1")

	// Without a login less is seen, and nothing is wrong with that.
	p.deps.Node = w.Connect(p.node.URL, false)
	report = p.examine()
	requireWell(t, report)
	bridge, _ := report.Result("D04")
	require.Equal(t, doctor.Skipped, bridge.Status)
	require.Contains(t, bridge.Findings[0].Evidence, "--node-credentials")
}

func TestExamine_OfTheRunnerFindsNothingWhereAllIsWell(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	p := admit(t, w, nodetest.Config{})
	p.deps.Node = w.Connect(w.StartRunner(), false)
	require.Eventually(t, func() bool { // the balance shows with the runner's first look
		result, _ := p.examine().Result("D12")
		return result.Status == doctor.OK
	}, provisiontest.Patience, 50*time.Millisecond)
	report := p.examine()
	requireWell(t, report)
	for _, id := range []string{"D02", "D03", "D06", "D09", "D12", "D13", "D17", "D18", "D19"} {
		result, _ := report.Result(id)
		require.Equal(t, doctor.OK, result.Status, "%+v", result)
	}
}

func TestExamine_MakesOneRealRequestIfToldTo(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{Scores: true})
	p := admit(t, w, nodetest.Config{})
	p.deps.Node = w.Connect(w.StartRunner(), false)
	p.cfg.SendTestRequest, p.deps.Key = true, w.Citizen.Key
	report := p.examine()
	path, _ := report.Result("D05")
	require.Equal(t, doctor.OK, path.Status, write(t, report))
	require.Contains(t, write(t, report), "was answered and stored")
	requests, _ := report.Result("D16")
	require.Contains(t, requests.Findings[0].Evidence, "1 requests", "%+v", requests)
	require.Contains(t, requests.Findings[0].Evidence, "0 of them open")
	// The adapter's fixed moment is the one thing to warn of.
	settings, _ := report.Result("D20")
	require.Equal(t, doctor.Warn, settings.Status)
	require.Contains(t, settings.Findings[0].Remedy, "AS_OF")

	p.deps.Key = w.Chain.Accounts[5].Key // has no LINK
	path, _ = p.examine().Result("D05")
	require.Equal(t, doctor.Fail, path.Status)
	require.Contains(t, path.Findings[len(path.Findings)-1].Remedy, "send LINK")
}

// gone is a URL at which nobody answers.
func gone(t *testing.T) string {
	t.Helper()
	return "http://" + loopback.Address(t)
}

// fault is one thing wrong, and what a doctor must say to it.
type fault struct {
	node             nodetest.Config
	harm             func(*patient)
	check            string
	status           doctor.Status
	evidence, remedy string
}

func faults(w *provisiontest.World, other contracts.Deployment) map[string]fault {
	return map[string]fault{
		"the job is for another Operator": {harm: func(p *patient) { p.putScoreJob(func(d *jobspecs.Deployment) { d.Operator = other.Operator }) },
			check: "D06", status: doctor.Fail, evidence: "contractAddress: " + other.Operator.Hex(), remedy: "link4health provision"},
		"the contract asks another Operator": {harm: func(p *patient) { p.cfg.Deployment.ScoreRegistry = other.ScoreRegistry },
			check: "D08", status: doctor.Fail, evidence: "asks the Operator at " + other.Operator.Hex(), remedy: "setOracle(" + w.At.Operator.Hex()},
		"there is no Operator at its address": {harm: func(p *patient) { p.cfg.Deployment.Operator = common.Address{1} },
			check: "D08", status: doctor.Fail, evidence: "there is no Operator at", remedy: "deployment.json"},
		"the key is not authorised": {node: nodetest.Config{Keys: []common.Address{w.Chain.Accounts[5].Address}},
			check: "D09", status: doctor.Fail, evidence: "refuses answers from the node's key " + w.Chain.Accounts[5].Address.Hex(), remedy: "setAuthorizedSenders: to " + w.At.Operator.Hex()},
		"the payment is too low": {harm: func(p *patient) { p.putScoreJob(nil, `"1000"`, `"1001"`) },
			check: "D10", status: doctor.Fail, evidence: "pays 1000 juels, the job wants 1001", remedy: "setOracle("},
		"the bridge leads to loopback": {harm: func(p *patient) { p.cfg.NodeInContainer = true },
			check: "D04", status: doctor.Fail, evidence: "127.0.0.1, which is the node's own machine", remedy: "--bridge-url"},
		"the job has no evmChainID": {harm: func(p *patient) { p.putScoreJob(nil, `evmChainID = "1337"`, ``) },
			check: "D06", status: doctor.Fail, evidence: "evmChainID", remedy: "link4health provision"},
		"the job sends a wrong token": {harm: func(p *patient) { p.putScoreJob(func(d *jobspecs.Deployment) { d.BridgeToken = "wrong" }) },
			check: "D05", status: doctor.Fail, evidence: "does not accept the token", remedy: "ADAPTER_TOKENS"},
		"the job's token is not the declared one": {harm: func(p *patient) { p.putScoreJob(func(d *jobspecs.Deployment) { d.BridgeToken = "wrong" }) },
			check: "D06", status: doctor.Fail, evidence: "another bearer token", remedy: "link4health provision"},
		"the node is too old": {node: nodetest.Config{Version: "2.14.0"},
			check: "D03", status: doctor.Warn, evidence: "v2.14.0 cannot read", remedy: "ERROR_FORMAT=text"},
		"the node is too new": {node: nodetest.Config{Version: "2.48.0"},
			check: "D03", status: doctor.Fail, evidence: "v2.48.0 runs no jobs of type directrequest", remedy: "link4health run"},
		"the contract asks for another job": {harm: func(p *patient) {
			p.cfg.Deployment.ScoreRegistry, p.cfg.Deployment.Operator = other.ScoreRegistry, other.Operator
		}, check: "D07", status: doctor.Fail, evidence: other.ScoreJobID.String(), remedy: "setOracle("},
		"the contract asks for another job about batches": {harm: func(p *patient) { p.cfg.Deployment.BatchJobID = other.ScoreJobID },
			check: "D07", status: doctor.Fail, evidence: "about batches; the job answers to", remedy: "setBatchJob("},
		"the LINK token is another": {harm: func(p *patient) { p.cfg.Deployment.LinkToken = other.LinkToken },
			check: "D08", status: doctor.Fail, evidence: "the Operator is for LINK at " + w.At.LinkToken.Hex(), remedy: "linkToken in deployment.json"},
		"the key has no ether": {node: nodetest.Config{Keys: []common.Address{{0xbe, 0xef}}},
			check: "D12", status: doctor.Fail, evidence: "has 0 ETH", remedy: "cast send"},
		"the chain is another": {harm: func(p *patient) { p.cfg.Deployment.ChainID = 80002 },
			check: "D18", status: doctor.Fail, evidence: "the RPC endpoint serves chain 1337, deployment.json is for chain 80002", remedy: "--rpc-url"},
		"the node has another chain": {node: nodetest.Config{ChainID: 31337},
			check: "D18", status: doctor.Fail, evidence: "the node has no enabled chain 1337", remedy: "[[EVM]] with ChainID = '1337'"},
		"the adapter is down": {harm: func(p *patient) { p.cfg.AdapterURL = gone(p.t) },
			check: "D01", status: doctor.Fail, evidence: "connection refused", remedy: "link4health serve"},
		"the adapter serves another registry": {harm: func(p *patient) {
			p.cfg.AdapterURL = w.StartAdapter(false, map[string]string{"SCORE_REGISTRY": other.ScoreRegistry.Hex()})
		}, check: "D01", status: doctor.Fail, evidence: "SCORE_REGISTRY=" + other.ScoreRegistry.Hex(), remedy: "--deployment deployment.json"},
		"the adapter's chain is gone": {harm: func(p *patient) {
			p.cfg.AdapterURL = w.StartAdapter(false, map[string]string{"RPC_URL": gone(p.t)})
		}, check: "D01", status: doctor.Fail, evidence: "the adapter's chain is unavailable", remedy: "RPC_URL"},
		"the node is down": {harm: func(p *patient) { p.deps.Node = p.Connect(gone(p.t), true) },
			check: "D02", status: doctor.Fail, evidence: "does not answer", remedy: "--node-url"},
		"a service of the node fails": {harm: func(p *patient) {
			p.node.Fail("EVM.1337.HeadTracker.HeadListener", "Listener is not connected")
		}, check: "D02", status: doctor.Fail, evidence: "HeadListener fails: Listener is not connected", remedy: "node's log"},
		"the bridge is missing": {harm: func(p *patient) { p.node.RemoveBridge("link4health") },
			check: "D04", status: doctor.Fail, evidence: "has no bridge link4health", remedy: "link4health provision"},
		"the bridge has another URL": {harm: func(p *patient) { p.node.PutBridge("link4health", "http://user:hunter2@127.0.0.1:1/x") },
			check: "D04", status: doctor.Fail, evidence: "leads to http://user:xxxxx@127.0.0.1:1/x, not to the declared URL", remedy: "link4health provision"},
		"the bridge has a payment that does nothing": {harm: func(p *patient) { p.node.EditBridge("link4health", "minimumContractPayment", "1 link") },
			check: "D04", status: doctor.Warn, evidence: "a node ignores", remedy: "link4health provision"},
		"the job is missing": {harm: func(p *patient) { p.node.RemoveJob(scoreJob) },
			check: "D06", status: doctor.Fail, evidence: "has no job " + scoreJob, remedy: "link4health provision"},
		"the job differs": {harm: func(p *patient) { p.putScoreJob(nil, "path=\"data,score\"", "path=\"data,result\"") },
			check: "D06", status: doctor.Fail, evidence: `path="data,result"`, remedy: "link4health provision"},
		"somebody else has the job's id": {harm: func(p *patient) { p.putScoreJob(nil, scoreJob, "theirs") },
			check: "D06", status: doctor.Fail, evidence: `job "theirs"`, remedy: "other job ids"},
		"the gas limit is too low": {harm: func(p *patient) { p.putScoreJob(func(d *jobspecs.Deployment) { d.ScoreGasLimit = 451_000 }) },
			check: "D13", status: doctor.Fail, evidence: "a gas limit of 451000 (task submit_tx)", remedy: "link4health provision"},
		"requests are unanswered": {harm: func(p *patient) {
			p.cfg.AnswerWithin = time.Nanosecond
			require.NoError(p.t, p.Chain.AdvanceTime(2*time.Second))
		},
			check: "D16", status: doctor.Fail, evidence: "is unanswered for", remedy: "/v2/replay_from_block/"},
		"the requester has no LINK": {harm: func(p *patient) { p.cfg.Requester = w.Chain.Accounts[5].Address },
			check: "D10", status: doctor.Fail, evidence: "has 0 juels, a request costs 1000", remedy: "send LINK"},
		"the last run failed at the bridge": {harm: func(p *patient) {
			p.node.AddRun(nodetest.Run{Job: w.At.ScoreJobID, Errors: map[string]string{"fetch": `error making http request: Post "http://u:hunter2@adapter:8080": dial tcp: connect: connection refused`}})
		}, check: "D05", status: doctor.Fail, evidence: "task fetch (bridge): no connection: connection refused", remedy: "bridge's URL"},
		"the last run failed": {harm: func(p *patient) {
			p.node.AddRun(nodetest.Run{Job: w.At.ScoreJobID, Errors: map[string]string{"submit_tx": "transaction 0x12 reverted on-chain"}})
		}, check: "D17", status: doctor.Fail, evidence: "task submit_tx (ethtx): reverted on-chain", remedy: "not tried again"},
		"a run hangs": {harm: func(p *patient) {
			p.node.AddRun(nodetest.Run{Job: w.At.ScoreJobID, Pending: true, CreatedAt: time.Now().Add(-time.Hour)})
		}, check: "D17", status: doctor.Fail, evidence: "hangs since", remedy: "without ether"},
		"the node's chain stands still": {harm: func(p *patient) {
			p.node.SetHead(1)
			p.cfg.Patience = time.Second
		}, check: "D18", status: doctor.Fail, evidence: "the node has seen block 1", remedy: "in step"},
		"answers may come too late": {node: nodetest.Config{ChainConfig: map[string]string{"MinIncomingConfirmations": "12"}},
			check: "D11", status: doctor.OK, evidence: "confirmations 12 (the node's EVM.MinIncomingConfirmations"},
		"asynchronous answers go nowhere": {harm: func(p *patient) { p.cfg.ResponseURL = p.AdapterURL },
			check: "D14", status: doctor.Fail, evidence: "no node that resumes runs", remedy: "WebServer.BridgeResponseURL"},
		"the metrics want a token": {harm: func(p *patient) {
			guarded := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/metrics" {
					w.WriteHeader(http.StatusUnauthorized)
					return
				}
				_, _ = w.Write([]byte(`{"data":[]}`))
			}))
			p.t.Cleanup(guarded.Close)
			p.deps.Node = p.Connect(guarded.URL, false)
		}, check: "D19", status: doctor.Warn, evidence: "want a token", remedy: "authorization.credentials_file"},
		"the password is wrong": {harm: func(p *patient) {
			p.deps.Node = p.withPassword("not-the-password")
		}, check: "D02", status: doctor.Fail, evidence: "does not know this email and password", remedy: "--node-credentials"},
		"scores are of a fixed moment": {harm: func(p *patient) {
			p.cfg.AdapterURL = w.StartAdapter(false, map[string]string{"AS_OF": "2016-05-10T12:00:00Z"})
		}, check: "D20", status: doctor.Warn, evidence: "fixed moment 2016-05-10", remedy: "unset AS_OF"},
	}
}

func TestExamine_FindsEachFaultAndItsRemedy(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	other := w.Deploy(contracts.Plan{ScoreJobID: uuid.MustParse("11111111-2222-4333-8444-555555555555")})
	w.Send(w.Citizen, w.At.LinkToken, bindings.NewLinkToken().PackApprove(w.At.ScoreRegistry, big.NewInt(provisiontest.Payment)))
	w.Send(w.Citizen, w.At.ScoreRegistry, bindings.NewScoreRegistry().PackRequestScore(w.Citizen.Address)) // nobody answers it
	for name, f := range faults(w, other) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := admit(t, w, f.node)
			if f.harm != nil {
				f.harm(p)
			}
			report := p.examine()
			result, found := report.Result(f.check)
			require.True(t, found)
			require.Equal(t, f.status, result.Status, write(t, report))
			require.NotContains(t, write(t, report), "hunter2")
			for _, finding := range result.Findings {
				if finding.Status == f.status && strings.Contains(finding.Evidence, f.evidence) && strings.Contains(finding.Remedy, f.remedy) {
					return
				}
			}
			require.Fail(t, "not found", "%s: want %q, remedy %q in\n%s", f.check, f.evidence, f.remedy, write(t, report))
		})
	}
}

func TestExamine_FindsThatTheDatabaseIsGone(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	p := admit(t, w, nodetest.Config{})
	p.cfg.AdapterURL = w.StartAdapterWithoutDatabase()
	report := p.examine()
	result, _ := report.Result("D01")
	require.Equal(t, doctor.Fail, result.Status, write(t, report))
	require.Contains(t, write(t, report), "the adapter's database is unavailable")
	require.Contains(t, write(t, report), "link4health migrate")
}

func TestExamine_StopsWithItsContext(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	p := admit(t, w, nodetest.Config{})
	ctx, stop := context.WithCancel(t.Context())
	stop()
	d, err := doctor.New(p.deps, p.cfg)
	require.NoError(t, err)
	_, err = d.Examine(ctx)
	require.ErrorIs(t, err, context.Canceled)
}

func TestReport_IsJSONWithOneObjectACheck(t *testing.T) {
	t.Parallel()
	report := doctor.Report{Results: []doctor.Result{{ID: "D01", Title: "t", Status: doctor.Fail,
		Findings: []doctor.Finding{{Status: doctor.Fail, Evidence: "e", Remedy: "r"}}}}}
	raw, err := json.Marshal(report)
	require.NoError(t, err)
	require.JSONEq(t, `{"results":[{"id":"D01","title":"t","status":"fail","findings":[{"status":"fail","evidence":"e","remedy":"r"}]}]}`, string(raw))
	require.Equal(t, "D01  fail     t\n              ! e\n                -> r\n\n0 ok, 0 warn, 1 fail, 0 skipped\n", write(t, report))
}
