package cmd_test

import (
	"bytes"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// slowAdapter answers scores, but keeps those who ask waiting while it is held.
type slowAdapter struct {
	*httptest.Server
	mu    sync.RWMutex // locked while it is held
	asked chan struct{}
}

func newSlowAdapter(t *testing.T) *slowAdapter {
	a := &slowAdapter{asked: make(chan struct{}, 100)}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		a.asked <- struct{}{}
		a.mu.RLock()
		defer a.mu.RUnlock()
		_, _ = io.WriteString(w, `{"statusCode":200,"data":{"result":7311,"score":7311,"coverage":9000,"asOf":1460332800,`+
			`"modelHash":"0x1a1f4502024df8a68d12e64bb2364ad6308d04ed0a7d5e8300a676ec70867140"},"result":7311,"error":null}`)
	}))
	t.Cleanup(a.Close)
	return a
}

// pair is a chain with contracts, and what is needed to start runners that share a journal in MariaDB.
type pair struct {
	t          *testing.T
	client     *ethclient.Client
	deployment contracts.Deployment
	citizen    *contracts.Sender
	node       common.Address
	adapter    *slowAdapter
	arguments  []string
}

func newPair(t *testing.T) *pair {
	dir := t.TempDir()
	chain, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	p := &pair{t: t, adapter: newSlowAdapter(t), node: chain.Accounts[4].Address}
	ownerKey, password := keyFile(t, dir, chain.Accounts[0])
	nodeKey, _ := keyFile(t, dir, chain.Accounts[4])
	token, out := filepath.Join(dir, "token"), filepath.Join(dir, "deployment.json")
	require.NoError(t, os.WriteFile(token, []byte("a-token\n"), 0o600))
	execute(t, "deploy", "--rpc-url", chain.HTTPURL, "--key-file", ownerKey, "--password-file", password,
		"--node", p.node.Hex(), "--out", out)
	p.deployment, err = contracts.ReadDeployment(out)
	require.NoError(t, err)
	p.client, err = ethclient.DialContext(t.Context(), chain.HTTPURL)
	require.NoError(t, err)
	t.Cleanup(p.client.Close)
	p.arguments = []string{"run", "--deployment", out, "--rpc-url", chain.WSURL, "--token-file", token, "--bridge-url", p.adapter.URL,
		"--key-file", nodeKey, "--password-file", password, "--listen", "127.0.0.1:0", "--lease-ttl", "1s",
		"--journal", storetest.StartMariaDB(t).NewDatabase(t)}

	owner, err := contracts.NewSender(t.Context(), p.client, chain.Accounts[0].Key)
	require.NoError(t, err)
	p.citizen, err = contracts.NewSender(t.Context(), p.client, chain.Accounts[1].Key)
	require.NoError(t, err)
	link, wealth := bindings.NewLinkToken(), new(big.Int).Exp(big.NewInt(10), big.NewInt(18), nil)
	_, err = owner.Send(t.Context(), p.deployment.LinkToken, link.PackTransfer(chain.Accounts[1].Address, wealth))
	require.NoError(t, err)
	_, err = p.citizen.Send(t.Context(), p.deployment.LinkToken, link.PackApprove(p.deployment.ScoreRegistry, wealth))
	require.NoError(t, err)
	return p
}

// process is a runner as a process of its own.
type process struct {
	*exec.Cmd
	ended chan struct{}
	mu    sync.Mutex
	log   bytes.Buffer
}

func (p *process) Write(text []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.Write(text)
}

func (p *process) said(text string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return bytes.Contains(p.log.Bytes(), []byte(text))
}

// start starts a runner and waits until it says so much.
func (p *pair) start(until string) *process {
	p.t.Helper()
	r := &process{Cmd: exec.Command("link4health", p.arguments...), ended: make(chan struct{})}
	r.Stderr = r
	require.NoError(p.t, r.Start())
	go func() {
		defer close(r.ended)
		_ = r.Wait()
	}()
	p.t.Cleanup(func() {
		_ = r.Process.Kill()
		<-r.ended
		if p.t.Failed() {
			p.t.Logf("%d:\n%s", r.Process.Pid, r.log.String())
		}
	})
	p.eventually(func() bool {
		select {
		case <-r.ended:
			return true
		default:
			return r.said(until)
		}
	})
	require.True(p.t, r.said(until))
	return r
}

func (p *pair) eventually(is func() bool) {
	p.t.Helper()
	require.Eventually(p.t, is, time.Minute, 10*time.Millisecond)
}

// ask asks for a score.
func (p *pair) ask() {
	p.t.Helper()
	_, err := p.citizen.Send(p.t.Context(), p.deployment.ScoreRegistry, bindings.NewScoreRegistry().PackRequestScore(p.citizen.Address()))
	require.NoError(p.t, err)
}

// answered is how many requests the Operator let be answered.
func (p *pair) answered() int {
	p.t.Helper()
	event := bindings.NewOperator().GetABI().Events["OracleResponse"].ID
	logs, err := p.client.FilterLogs(p.t.Context(), ethereum.FilterQuery{
		Addresses: []common.Address{p.deployment.Operator}, Topics: [][]common.Hash{{event}}, FromBlock: new(big.Int)})
	require.NoError(p.t, err)
	return len(logs)
}

// sent is how many transactions of the node's key were mined.
func (p *pair) sent() uint64 {
	p.t.Helper()
	nonce, err := p.client.NonceAt(p.t.Context(), p.node, nil)
	require.NoError(p.t, err)
	return nonce
}

func TestRun_OfTwoRunnersOneAnswersWhateverHappensToTheOther(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	first := p.start("runner started")
	second := p.start("standing by")
	p.ask()
	p.eventually(func() bool { return p.answered() == 1 })
	<-p.adapter.asked

	// The first is paused while the adapter thinks; the second takes over and answers.
	p.adapter.mu.Lock()
	p.ask()
	<-p.adapter.asked
	require.NoError(t, first.Process.Signal(syscall.SIGSTOP))
	p.eventually(func() bool { return second.said("runner started") })
	p.adapter.mu.Unlock()
	p.eventually(func() bool { return p.answered() == 2 })

	// The first wakes up with an answer in its hands, and sends nothing.
	require.NoError(t, first.Process.Signal(syscall.SIGCONT))
	p.eventually(func() bool { return first.said("another runner has taken over") && first.said("standing by") })
	require.EqualValues(t, 2, p.sent())

	// The second dies; the first takes over again.
	require.NoError(t, second.Process.Kill())
	p.ask()
	p.eventually(func() bool { return p.answered() == 3 })
	require.EqualValues(t, 3, p.sent(), "none was sent twice")
}
