package cmd

import (
	"crypto/ecdsa"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/bridge/nodeclient"
)

// nodeFlags name a node and how to log in to it.
type nodeFlags struct{ url, credentials string }

func (f *nodeFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.url, "node-url", "http://127.0.0.1:6688", "URL of the node's API, or of 'link4health run --listen'")
	c.Flags().StringVar(&f.credentials, "node-credentials", "", "file with the node's API login: e-mail on its first line, password on its second, as the node's own --api file")
	settingFlags(c, logLevel)
}

// askTwice is how often a command asks a node that only looks at it: who looks wants to know now.
const askTwice = 2

// connect returns a client of the node that tries each call so often in all, 0 for as often as is its custom. Without
// credentials it can ask for health and metrics only. The secret appears in no error.
func (f *nodeFlags) connect(c *cobra.Command, cfg config.Config, secret string, attempts int) (*nodeclient.Client, error) {
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
	client, err := nodeclient.New(nodeclient.Deps{HTTP: &http.Client{Timeout: time.Minute}, Log: logger(c, cfg)}, node)
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
