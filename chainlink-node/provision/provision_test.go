package provision_test

import (
	"log/slog"
	"math/big"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/bridge/nodeclient/nodetest"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/chainlink-node/provision/provisiontest"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

const (
	scoreJob  = "link4health-score-1337"
	batchJob  = "link4health-batch-1337"
	recordJob = "link4health-record-1337"
)

// setup is one node to provision for a world.
type setup struct {
	*provisiontest.World
	node *nodetest.Node
	deps provision.Deps
	cfg  provision.Config
}

func newSetup(t *testing.T, w *provisiontest.World, node *nodetest.Node) *setup {
	t.Helper()
	file := filepath.Join(t.TempDir(), "deployment.json")
	require.NoError(t, w.At.Write(file))
	declared, err := provision.Declare(w.Target, w.AdapterURL)
	require.NoError(t, err)
	return &setup{World: w, node: node,
		deps: provision.Deps{Node: w.Connect(node.URL, true), Chain: w.Client, Log: slog.New(slog.DiscardHandler), Key: w.Owner.Key},
		cfg: provision.Config{Declared: declared, Deployment: w.At, DeploymentFile: file, Fund: true,
			Timeout: provisiontest.Patience, Poll: 10 * time.Millisecond},
	}
}

func (s *setup) run(t *testing.T) (provision.Report, error) {
	t.Helper()
	p, err := provision.New(s.deps, s.cfg)
	require.NoError(t, err)
	report, err := p.Run(t.Context())
	for _, step := range report.Steps {
		require.NotContains(t, step.Text, s.Token)
		for _, d := range step.Differences {
			require.NotContains(t, d.Node+d.Declared, s.Token)
		}
	}
	if err != nil {
		require.NotContains(t, err.Error(), s.Token)
	}
	return report, err
}

func (s *setup) mustRun(t *testing.T) provision.Report {
	t.Helper()
	report, err := s.run(t)
	require.NoError(t, err)
	return report
}

func TestProvision_ChangesNothingTheSecondTime(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{Scores: true})
	w.StartRunner() // answers in the stand-in's place
	fresh := provisiontest.Stranger(t)
	s := newSetup(t, w, w.StartNode(nodetest.Config{Keys: []common.Address{fresh}}))

	s.cfg.DryRun = true
	require.True(t, s.mustRun(t).Changed())
	require.Empty(t, s.node.Changes(), "a dry run changes nothing")
	s.cfg.DryRun = false

	first := s.mustRun(t)
	require.True(t, first.Changed())
	require.False(t, first.LeftByHand(), "%+v", first)
	require.Equal(t, []string{"create bridge link4health", "create job " + batchJob, "create job " + recordJob, "create job " + scoreJob}, s.node.Changes())

	// The node has exactly what jobspecs renders.
	source, err := jobspecs.Render(jobspecs.Score, w.Target)
	require.NoError(t, err)
	spec, err := jobspecs.Parse(source)
	require.NoError(t, err)
	require.Equal(t, spec.ObservationSource, s.node.Job(scoreJob))

	// The key has ether and may answer; the one that could before still can.
	balance, err := w.Client.BalanceAt(t.Context(), fresh, nil)
	require.NoError(t, err)
	require.Equal(t, big.NewInt(1e18), balance)
	operator := bindings.NewOperator()
	senders, err := contracts.View(t.Context(), w.Client, w.At.Operator, operator.PackGetAuthorizedSenders(), operator.UnpackGetAuthorizedSenders)
	require.NoError(t, err)
	require.ElementsMatch(t, []common.Address{fresh, w.NodeKey.Address}, senders)

	// deployment.json has both forms of the job ids.
	d, err := contracts.ReadDeployment(s.cfg.DeploymentFile)
	require.NoError(t, err)
	ascii, padded := jobspecs.SpecID(d.ScoreJobID)
	require.Equal(t, contracts.SpecIDs{ASCII: ascii, Padded: padded}, d.ScoreSpecIDs)
	ascii, padded = jobspecs.SpecID(d.BatchJobID)
	require.Equal(t, contracts.SpecIDs{ASCII: ascii, Padded: padded}, d.BatchSpecIDs)

	second := s.mustRun(t)
	require.False(t, second.Changed(), "%+v", second)
	require.Len(t, s.node.Changes(), 4)

	// And one request goes all the way: the citizen's, who has LINK and a score.
	s.cfg.Prove, s.deps.Key = true, w.Citizen.Key
	proof := s.mustRun(t)
	require.Contains(t, proof.Steps[len(proof.Steps)-1].Text, "stored the score: true")
}

func TestProvision_MendsWhatDiffers(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	render := func(t *testing.T, change func(*jobspecs.Deployment)) []byte {
		target := w.Target
		change(&target)
		source, err := jobspecs.Render(jobspecs.Score, target)
		require.NoError(t, err)
		return source
	}
	tests := map[string]struct {
		damage  func(*testing.T, *setup)
		changes []string
		told    string
	}{
		"a bridge with another URL": {func(_ *testing.T, s *setup) { s.node.PutBridge("link4health", "http://user:hunter2@localhost:1") },
			[]string{"update bridge link4health"}, "url: http://user:xxxxx@localhost:1"},
		"a bridge with a payment that does nothing": {func(_ *testing.T, s *setup) { s.node.EditBridge("link4health", "minimumContractPayment", "0.1 link") },
			[]string{"update bridge link4health"}, "confirmations, minimumContractPayment: 0, 0.1 link"},
		"a job that is gone": {func(_ *testing.T, s *setup) { s.node.RemoveJob(scoreJob) },
			[]string{"create job " + scoreJob}, scoreJob + ": create"},
		"a job of another operator": {func(t *testing.T, s *setup) {
			s.node.RemoveJob(scoreJob)
			s.node.PutJob(render(t, func(d *jobspecs.Deployment) { d.Operator = w.At.LinkToken }))
		}, []string{"delete job " + scoreJob, "create job " + scoreJob}, "contractAddress: " + w.At.LinkToken.Hex()},
		"a job with another token": {func(t *testing.T, s *setup) {
			s.node.RemoveJob(scoreJob)
			s.node.PutJob(render(t, func(d *jobspecs.Deployment) { d.BridgeToken = "an-old-token" }))
		}, []string{"delete job " + scoreJob, "create job " + scoreJob}, "headers: another bearer token"},
		"a job with another gas limit": {func(t *testing.T, s *setup) {
			s.node.RemoveJob(scoreJob)
			s.node.PutJob(render(t, func(d *jobspecs.Deployment) { d.ScoreGasLimit = 460_000 }))
		}, []string{"delete job " + scoreJob, "create job " + scoreJob}, "460000"},
		"a job of ours with another id": {func(t *testing.T, s *setup) {
			s.node.RemoveJob(scoreJob)
			s.node.PutJob(render(t, func(d *jobspecs.Deployment) { d.ScoreJobID = uuid.New() }))
		}, []string{"delete job " + scoreJob, "create job " + scoreJob}, "externalJobID"},
		"a job under an old name of ours": {func(t *testing.T, s *setup) {
			s.node.RemoveJob(scoreJob)
			s.node.PutJob([]byte(strings.Replace(string(render(t, func(*jobspecs.Deployment) {})), scoreJob, "link4health-old-1337", 1)))
		}, []string{"delete job link4health-old-1337", "create job " + scoreJob}, "name: link4health-old-1337"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSetup(t, w, w.StartNode(nodetest.Config{}))
			s.mustRun(t)
			before := len(s.node.Changes())
			test.damage(t, s)
			report := s.mustRun(t)
			require.Equal(t, test.changes, s.node.Changes()[before:])
			require.Contains(t, text(report), test.told)
			require.NotContains(t, text(report), "an-old-token")
			require.False(t, s.mustRun(t).Changed())
		})
	}
}

// text is a report as one text.
func text(r provision.Report) string {
	var b strings.Builder
	for _, step := range r.Steps {
		b.WriteString(step.Text + "\n")
		for _, d := range step.Differences {
			b.WriteString(d.Field + ": " + d.Node + " -> " + d.Declared + "\n")
		}
	}
	return b.String()
}

func TestProvision_PrunesOnlyWhatItMade(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	s := newSetup(t, w, w.StartNode(nodetest.Config{}))
	s.mustRun(t)
	source, err := jobspecs.Render(jobspecs.Score, w.Target)
	require.NoError(t, err)
	for _, name := range []string{"link4health-weather-1337", "link4health-score-80002", "weather", "my-link4health-score-1337"} {
		other := strings.Replace(string(source), scoreJob, name, 1)
		s.node.PutJob([]byte(strings.Replace(other, jobspecs.DefaultScoreJobID, uuid.NewString(), 1)))
	}
	before := len(s.node.Changes())
	require.Contains(t, text(s.mustRun(t)), "--prune would delete it")
	require.Len(t, s.node.Changes(), before)
	s.cfg.Prune = true
	s.mustRun(t)
	require.Equal(t, []string{"delete job link4health-weather-1337"}, s.node.Changes()[before:])
}

func TestProvision_StopsBeforeItDoesHarm(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	render := func(t *testing.T) string {
		source, err := jobspecs.Render(jobspecs.Score, w.Target)
		require.NoError(t, err)
		return string(source)
	}
	tests := map[string]struct {
		node   nodetest.Config
		damage func(*testing.T, *setup)
		want   string
	}{
		"a node that runs no such jobs any more": {nodetest.Config{Version: "2.48.0"}, nil, "v2.47 is the last"},
		"a node of another chain":                {nodetest.Config{ChainID: 31337}, nil, "the node has no chain 1337 (it has 31337)"},
		"a deployment of another chain": {nodetest.Config{}, func(_ *testing.T, s *setup) { s.cfg.Deployment.ChainID = 80002 },
			"the RPC endpoint serves chain 1337"},
		"a wrong password": {nodetest.Config{}, func(_ *testing.T, s *setup) {
			s.deps.Node = s.Connect(s.node.URL, false)
		}, "wants a login"},
		"a node that is ill": {nodetest.Config{}, func(_ *testing.T, s *setup) {
			s.node.Fail("JobSpawner", "no database")
			s.cfg.Timeout = 50 * time.Millisecond
		}, "service JobSpawner: no database"},
		"somebody else's job with our id": {nodetest.Config{}, func(t *testing.T, s *setup) {
			s.node.PutJob([]byte(strings.Replace(render(t), scoreJob, "theirs", 1)))
		}, `is the external job id of job "theirs"`},
		"a job whose run is under way": {nodetest.Config{}, func(t *testing.T, s *setup) {
			s.node.PutJob([]byte(strings.Replace(render(t), `"1000"`, `"2000"`, 1)))
			s.node.AddRun(nodetest.Run{Job: s.At.ScoreJobID, Pending: true})
			s.cfg.Timeout = 50 * time.Millisecond
		}, "is under way"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSetup(t, w, w.StartNode(test.node))
			if test.damage != nil {
				test.damage(t, s)
			}
			_, err := s.run(t)
			require.ErrorContains(t, err, test.want)
			for _, change := range s.node.Changes() {
				require.NotContains(t, change, "delete")
			}
		})
	}
}

func TestProvision_WaitsForTheRateLimitAndSaysSoInTheEnd(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	s := newSetup(t, w, w.StartNode(nodetest.Config{}))
	s.node.RateLimit(2)
	require.True(t, s.mustRun(t).Changed())
	s.node.RateLimit(1000)
	_, err := s.run(t)
	require.ErrorIs(t, err, nodeclient.ErrRateLimited)
	require.ErrorContains(t, err, "WebServer.RateLimit")
}

func TestProvision_TellsWhatItMayNotDo(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	fresh := provisiontest.Stranger(t)
	s := newSetup(t, w, w.StartNode(nodetest.Config{Keys: []common.Address{fresh}}))
	s.deps.Key = nil
	report := s.mustRun(t)
	require.True(t, report.LeftByHand())
	call := bindings.NewOperator().PackSetAuthorizedSenders([]common.Address{w.NodeKey.Address, fresh})
	require.Contains(t, text(report), common.Bytes2Hex(call))
	require.Contains(t, text(report), w.Owner.Address.Hex())
	require.Contains(t, text(report), "cast send "+fresh.Hex()+" --value 1000000000000000000wei")
}

func TestProve_SaysWhyNoAnswerCame(t *testing.T) {
	t.Parallel()
	w := provisiontest.New(t, provisiontest.Options{})
	s := newSetup(t, w, w.StartNode(nodetest.Config{}))
	s.cfg.Prove, s.cfg.Timeout = true, 50*time.Millisecond

	s.deps.Key = w.Chain.Accounts[5].Key // has no LINK
	_, err := s.run(t)
	require.ErrorIs(t, err, provision.ErrNoLINK)

	s.deps.Key = w.Citizen.Key // has, but nobody answers
	_, err = s.run(t)
	require.ErrorIs(t, err, provision.ErrUnanswered)
	require.ErrorContains(t, err, "cancelRequest")
}

func TestCheckVersion_KnowsWhichReleasesServe(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]error{
		"2.15.0": nil, "2.18.0": nil, "2.47.3": nil, "v2.29.0": nil,
		"2.14.9": provision.ErrTooOld, "1.13.3": provision.ErrTooOld, "2.48.0": provision.ErrTooNew, "3.0.0": provision.ErrTooNew,
	} {
		require.ErrorIs(t, provision.CheckVersion(version), want, version)
	}
	require.ErrorContains(t, provision.CheckVersion("nightly"), "no release")
}
