package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/push"
	"github.com/link4health/link4health/chainlink-node/runner/requester"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/jobspecs"
)

// requesterFlags name what the runner asks for by itself, and the key that asks.
type requesterFlags struct {
	keyFile, passwordFile, subscriptions string
	crons                                []string
}

func (f *requesterFlags) register(c *cobra.Command) {
	c.Flags().StringSliceVar(&f.crons, "cron", nil, "job spec file of type cron to run by its schedule; repeat for several")
	c.Flags().StringVar(&f.subscriptions, "push", "", "TOML file of the subjects whose scores are refreshed when they move or grow old, for their LINK")
	c.Flags().StringVar(&f.keyFile, "requester-key-file", "", "encrypted key that sends and pays what --cron and --push ask for; another than --key-file")
	c.Flags().StringVar(&f.passwordFile, "requester-password-file", "", "file with that key's password")
}

// add gives a runner what it is to ask for by itself.
func (f *requesterFlags) add(deps *runner.Deps, chain contracts.Backend, at contracts.Deployment, adapter *push.Adapter) error {
	if len(f.crons) == 0 && f.subscriptions == "" {
		return nil
	}
	if f.keyFile == "" || f.passwordFile == "" {
		return usageError{errors.New("--cron and --push need --requester-key-file and --requester-password-file: the key that asks")}
	}
	key, err := decryptKey(f.keyFile, f.passwordFile)
	if err != nil {
		return fmt.Errorf("the requester's key: %w", err)
	}
	asking := requester.New(chain, key)
	for _, signer := range deps.Signers {
		if signer.Address() == asking.Address() {
			return errors.New("--requester-key-file is one of --key-file: the key that asks must not be one that answers, since they would take each other's nonces")
		}
	}
	deps.Requests = asking
	for _, path := range f.crons {
		source, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("--cron: %w", err)
		}
		job, err := jobspecs.ParseCron(source)
		if err != nil {
			return fmt.Errorf("--cron %s:\n%w", path, err)
		}
		deps.Crons = append(deps.Crons, job)
	}
	if f.subscriptions == "" {
		return nil
	}
	list, err := readSubscriptions(f.subscriptions)
	if err != nil {
		return err
	}
	pusher, err := push.New(push.Deps{
		Chain: chain, Requester: asking, Scores: adapter, Log: deps.Log, Registry: deps.Registry,
	}, at, push.Config{Subscriptions: list})
	if err != nil {
		return fmt.Errorf("--push %s:\n%w", f.subscriptions, err)
	}
	deps.Duties = append(deps.Duties, pusher.Run)
	return nil
}

// newAdapter is the adapter as the pusher asks it.
func newAdapter(url, token string) *push.Adapter {
	const patience = 15 * time.Second
	return &push.Adapter{URL: url, Token: token, HTTP: &http.Client{Timeout: patience}}
}

// readSubscriptions reads the file of --push.
func readSubscriptions(path string) ([]push.Subscription, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("--push: %w", err)
	}
	var file struct {
		Subscription []struct {
			Subject   string `toml:"subject"`
			Deviation uint16 `toml:"deviation"`
			Heartbeat string `toml:"heartbeat"`
		} `toml:"subscription"`
	}
	decoder := toml.NewDecoder(bytes.NewReader(source)).DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		return nil, fmt.Errorf("--push %s: %w", path, err)
	}
	var list []push.Subscription
	var errs []error
	for i, s := range file.Subscription {
		heartbeat, err := time.ParseDuration(s.Heartbeat)
		if s.Heartbeat != "" && err != nil {
			errs = append(errs, fmt.Errorf("subscription %d: heartbeat: want a duration such as 24h", i+1))
		}
		if !common.IsHexAddress(s.Subject) {
			errs = append(errs, fmt.Errorf("subscription %d: subject: want an address, 0x and 40 hex digits", i+1))
		}
		list = append(list, push.Subscription{Subject: common.HexToAddress(s.Subject), Deviation: s.Deviation, Heartbeat: heartbeat})
	}
	if len(list) == 0 {
		errs = append(errs, errors.New("there is no [[subscription]]"))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("--push %s:\n%w", path, err)
	}
	return list, nil
}
