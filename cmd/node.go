package cmd

import (
	"cmp"
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/contracts"
)

// nodeFlags name a node and how to log in to it.
type nodeFlags struct{ url, credentials string }

func (f *nodeFlags) register(c *cobra.Command, settings ...string) {
	c.Flags().StringVar(&f.url, "node-url", "http://127.0.0.1:6688", "URL of the node's API, or of 'link4health run --listen'")
	c.Flags().StringVar(&f.credentials, "node-credentials", "", "file with the node's API login: e-mail on its first line, password on its second, as the node's own --api file")
	settingFlags(c, append(settings, logLevel)...)
}

// targetFlags name what is compared or set up: the deployment's jobs and bridge, and the node that should have them.
type targetFlags struct {
	jobFlags
	nodeFlags
	bridgeURL string
}

func (f *targetFlags) register(c *cobra.Command, bridgeURL string, settings ...string) {
	f.jobFlags.register(c)
	f.registerAsync(c)
	f.nodeFlags.register(c, settings...)
	c.Flags().StringVar(&f.bridgeURL, "bridge-url", "", bridgeURL)
}

// target is what targetFlags name.
type target struct {
	declared   provision.Declared
	deployment contracts.Deployment
	node       *nodeclient.Client
	settings   config.Config
	log        *slog.Logger
}

// open reads what the flags name. The node is asked so often in all for each thing; 0 for as often as is the client's custom.
func (f *targetFlags) open(c *cobra.Command, attempts int) (t target, err error) {
	if t.settings, err = loadSettings(c); err != nil {
		return t, err
	}
	t.log = logger(c, t.settings)
	jobs, deployment, err := f.read()
	if err != nil {
		return t, err
	}
	t.deployment = deployment
	if t.declared, err = provision.Declare(jobs, f.bridgeURL); err != nil {
		return t, err
	}
	t.node, err = f.connect(t.log, jobs.BridgeToken, attempts)
	return t, err
}

// The chain's endpoint, which may hold a key: so it can come from a file.
const (
	rpcURL     = "RPC_URL"
	rpcURLFile = rpcURL + fileSuffix
)

// localChain is the endpoint where none is given.
const localChain = "http://127.0.0.1:8545"

// defaultChain adds to the flag's usage what is taken where no endpoint is given.
func defaultChain(c *cobra.Command) {
	c.Flags().Lookup("rpc-url").Usage += " (default " + localChain + ")"
}

// endpoint is the chain's JSON-RPC URL.
func endpoint(cfg config.Config) string { return cmp.Or(cfg.RPCURL.Reveal(), localChain) }

// dialChain connects to the chain of the settings.
func dialChain(ctx context.Context, cfg config.Config) (*ethclient.Client, error) {
	chain, err := ethclient.DialContext(ctx, endpoint(cfg))
	if cause := (*url.Error)(nil); errors.As(err, &cause) {
		err = cause.Err // the rest is the URL
	}
	if err != nil {
		return nil, fmt.Errorf("--rpc-url: %w", err)
	}
	return chain, nil
}

// askTwice is how often a command asks a node that only looks at it: who looks wants to know now.
const askTwice = 2

// connect returns a client of the node that tries each call so often in all, 0 for as often as is its custom. Without
// credentials it can ask for health and metrics only. The secret appears in no error.
func (f *nodeFlags) connect(log *slog.Logger, secret string, attempts int) (*nodeclient.Client, error) {
	node := nodeclient.Config{URL: f.url, Secrets: []string{secret}, Attempts: attempts}
	if f.credentials != "" {
		raw, err := os.ReadFile(f.credentials)
		if err != nil {
			return nil, fmt.Errorf("--node-credentials: %w", err)
		}
		email, password, ok := strings.Cut(strings.ReplaceAll(string(raw), "\r\n", "\n"), "\n")
		node.Email, node.Password = strings.TrimSpace(email), strings.TrimRight(password, "\n")
		if !ok || node.Email == "" || node.Password == "" {
			return nil, errors.New("--node-credentials: want an e-mail on the first line and a password on the second")
		}
	}
	client, err := nodeclient.New(nodeclient.Deps{HTTP: &http.Client{Timeout: time.Minute}, Log: log}, node)
	if err != nil {
		return nil, usageError{fmt.Errorf("--node-url: %w", err)}
	}
	return client, nil
}

// registerOptional registers the flags of a key that a command can do without.
func (f *keyFlags) registerOptional(c *cobra.Command, usage string) {
	c.Flags().StringVar(&f.keyFile, "key-file", "", usage)
	c.Flags().StringVar(&f.passwordFile, "password-file", "", "file with the key's password")
	c.MarkFlagsRequiredTogether("key-file", "password-file")
}

// optionalKey decrypts the key if one is named; else it is nil.
func (f *keyFlags) optionalKey() (*ecdsa.PrivateKey, error) {
	if f.keyFile == "" {
		return nil, nil
	}
	return f.key()
}
