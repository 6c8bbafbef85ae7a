package chainlinknode_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge/nodeclient/nodetest"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/cmd"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/jobspecs"
	"github.com/link4health/link4health/test/loopback"
)

// asProgram makes this test's binary be the program.
const asProgram = "LINK4HEALTH_TEST_AS_PROGRAM"

// TestMain lets this test binary stand for the program in containers.
func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(cmd.Execute(ctx, os.Args[1:], cmd.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})) //nolint:gocritic // nothing to undo
}

// containers runs the services of docker-compose.yml that have this program's image as processes: with the command, the
// environment, the secrets and the order of the file, and nothing else. Names of services, mounts and fixed ports become
// addresses and files of this machine.
type containers struct {
	t       *testing.T
	project *types.Project
	chain   *devchain.Chain
	node    *nodetest.Node
	outside map[string]string // what it is called in docker-compose.yml, to what it is called here
}

func newContainers(t *testing.T) *containers {
	t.Helper()
	dir := t.TempDir()
	chain, err := devchain.Start(t.Context(), devchain.Config{BlockTime: 200 * time.Millisecond})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	node := nodetest.Start(t, nodetest.Config{ChainID: devchain.ChainID, Keys: []common.Address{devchain.Accounts()[3].Address}})
	adapter, metrics, runner := port(t), port(t), port(t)
	c := &containers{t: t, project: load(t, "local", "local", "node", "runner"), chain: chain, node: node, outside: map[string]string{
		"http://chain:8545": chain.HTTPURL, "ws://chain:8545": chain.WSURL, "http://chainlink:6688": node.URL,
		"http://adapter:8080": "http://127.0.0.1:" + adapter, "http://127.0.0.1:8080": "http://127.0.0.1:" + adapter,
		"http://127.0.0.1:6688": "http://127.0.0.1:" + runner, "0.0.0.0:6688": "127.0.0.1:" + runner,
		"/deployment/": dir + "/", "/journal/": dir + "/", "0.0.0.0": "127.0.0.1",
		"EA_PORT=8080": "EA_PORT=" + adapter, "METRICS_PORT=9080": "METRICS_PORT=" + metrics,
	}}
	secrets := map[string]string{
		"database_url": "sqlite://" + filepath.Join(dir, "link4health.db"), "bridge_token": "a-token-of-the-bridge",
		"adapter_tokens": "a-token-before-it\na-token-of-the-bridge", "rpc_url": chain.HTTPURL,
		"node_api":    nodetest.Email + "\n" + nodetest.Password,
		"record_keys": "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
	}
	for name, secret := range c.project.Secrets {
		c.outside["/run/secrets/"+name] = secret.File
		if content, own := secrets[name]; own {
			path := filepath.Join(dir, name)
			require.NoError(t, os.WriteFile(path, []byte(content+"\n"), 0o600))
			c.outside["/run/secrets/"+name] = path
		}
	}
	return c
}

// port is one of this machine that is the test's alone.
func port(t *testing.T) string {
	t.Helper()
	return strconv.Itoa(loopback.Port(t))
}

// here is a text of docker-compose.yml with everything called as it is called on this machine.
func (c *containers) here(text string) string {
	longestFirst := slices.SortedFunc(maps.Keys(c.outside), func(a, b string) int { return len(b) - len(a) })
	var pairs []string
	for _, inside := range longestFirst {
		pairs = append(pairs, inside, c.outside[inside])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// command is a service's process, or that of its health check.
func (c *containers) command(service string, words []string) *exec.Cmd {
	arguments := make([]string, len(words))
	for i, word := range words {
		arguments[i] = c.here(word)
	}
	process := exec.Command(os.Args[0], arguments...) //nolint:noctx,gosec // ends by a signal, as a container does
	process.Dir = c.t.TempDir()
	process.Env = []string{asProgram + "=1"}
	for key, value := range c.project.Services[service].Environment {
		process.Env = append(process.Env, c.here(key+"="+*value))
	}
	return process
}

// once runs a service that ends, and returns what it printed.
func (c *containers) once(service string) string {
	c.t.Helper()
	out, err := c.command(service, c.project.Services[service].Command).CombinedOutput()
	require.NoError(c.t, err, "%s: %s", service, out)
	return string(out)
}

// up starts a service, waits until its own health check says that it is well, and stops it with the test as Docker does.
func (c *containers) up(service string) {
	c.t.Helper()
	var output lockedBuffer
	process := c.command(service, c.project.Services[service].Command)
	process.Stdout, process.Stderr = &output, &output
	require.NoError(c.t, process.Start())
	c.t.Cleanup(func() {
		_ = process.Process.Signal(syscall.SIGTERM)
		if err := process.Wait(); err != nil {
			c.t.Errorf("%s ended with %v: %s", service, err, output.String())
		}
	})
	check := c.project.Services[service].HealthCheck.Test
	require.Equal(c.t, []string{"CMD", "/link4health"}, []string(check[:2]))
	require.Eventually(c.t, func() bool { return c.command(service, check[2:]).Run() == nil }, 2*time.Minute, 100*time.Millisecond,
		"%s is not healthy: %s", service, &output)
}

// lockedBuffer is a buffer that a process writes to while a test reads it.
type lockedBuffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// seeBlocks has the node that is stood in for see the chain's blocks from now on, as a node does.
func (c *containers) seeBlocks() {
	c.t.Helper()
	client, err := ethclient.Dial(c.chain.HTTPURL)
	require.NoError(c.t, err)
	ctx, stop := context.WithCancel(context.Background())
	var seeing sync.WaitGroup
	seeing.Go(func() {
		defer client.Close()
		for poll := time.NewTicker(100 * time.Millisecond); ctx.Err() == nil; {
			if head, err := client.BlockNumber(ctx); err == nil {
				c.node.SetHead(head)
			}
			select {
			case <-poll.C:
			case <-ctx.Done():
				poll.Stop()
			}
		}
	})
	c.t.Cleanup(func() {
		stop()
		seeing.Wait()
	})
}

// The services start in their order and end with a score on chain, as far as that goes without Docker: anvil, the node and
// the databases' containers are stood in for.
func TestCompose_BringsUpAScoreOnChain(t *testing.T) {
	t.Parallel()
	c := newContainers(t)
	c.once("migrate")
	c.once("sample")
	require.Contains(t, c.once("deploy"), "written to")
	d, err := contracts.ReadDeployment(c.here("/deployment/deployment.json"))
	require.NoError(t, err)
	var local chain
	unmarshal(t, "networks/local.toml", &local)
	require.Equal(t, local.EVM[0].LinkContractAddress, d.LinkToken.Hex(), "where the node looks for LINK")

	c.up("adapter")
	c.up("runner") // answers in the place of the node that is stood in for
	proved := c.once("provision")
	require.Contains(t, proved, "the contract stored the score: true")
	require.Contains(t, proved, jobspecs.DefaultBridgeName+": create")

	// Bringing it up again changes nothing.
	require.Contains(t, c.once("deploy"), "is there, and its contracts are on chain "+fmt.Sprint(devchain.ChainID))
	c.once("migrate")
	c.once("sample")
	again := c.once("provision")
	require.NotContains(t, again, ": create")
	require.Contains(t, again, jobspecs.DefaultBridgeName+" is as declared")

	// All of it is on loopback here, so the doctor is not told that the node is in a container.
	ask := slices.DeleteFunc(smokeDoctor(t), func(word string) bool { return word == "--node-in-container" })
	c.seeBlocks()
	out, err := c.command("provision", ask).CombinedOutput()
	var exit *exec.ExitError
	require.ErrorAs(t, err, &exit, "%s", out)
	require.Equal(t, 3, exit.ExitCode(), "%s", out)
	require.Contains(t, string(out), " 1 warn, 0 fail,", "the one warning is of AS_OF")
}

// smokeDoctor is the command with which the smoke test asks the doctor.
func smokeDoctor(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile("smoke.sh")
	require.NoError(t, err)
	_, command, found := strings.Cut(strings.ReplaceAll(string(raw), "\\\n", ""), "--no-deps provision ")
	require.True(t, found)
	command, _, _ = strings.Cut(command, " ||")
	return strings.Fields(command)
}
