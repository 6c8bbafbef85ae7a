package provision

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/contracts"
)

// Chain is what provisioning needs of an EVM node; *ethclient.Client is one.
type Chain interface {
	contracts.Backend
	BalanceAt(ctx context.Context, account common.Address, block *big.Int) (*big.Int, error)
}

// Deps are what provisioning works with. All are required but Key.
type Deps struct {
	Node  *nodeclient.Client
	Chain Chain
	Log   *slog.Logger
	// Key signs what is to be sent on chain: it should own the Operator, hold ether for --fund, and LINK and a score for
	// Prove. nil: what would be sent is told instead.
	Key *ecdsa.PrivateKey
	// Told is called with each step when it is done.
	Told func(Step)
}

// Config says what to do.
type Config struct {
	Declared   Declared
	Deployment contracts.Deployment
	// DeploymentFile is where the job ids are written, "" for nowhere.
	DeploymentFile string

	DryRun bool // only tell
	Prune  bool // delete jobs of ours that are not declared
	Fund   bool // give keys ether, on development chains
	Prove  bool // make one real request

	// FundWei is what a key is given; a key that holds half of it is given nothing. nil means 1 ETH.
	FundWei *big.Int
	// Timeout limits each wait: for health, for runs under way, for the answer to a request. 0 means 2 minutes.
	Timeout time.Duration
	// Poll is how often it looks meanwhile. 0 means 500 ms.
	Poll time.Duration
}

// State is what became of a step.
type State string

// States of a step.
const (
	Unchanged State = "unchanged" // it was so already
	Changed   State = "changed"   // it was done
	Would     State = "would"     // it would be done without --dry-run
	ByHand    State = "by hand"   // it is left to a person; the text says what to do
)

// Step is one thing that was looked at or done.
type Step struct {
	Name        string       `json:"step"`
	State       State        `json:"state"`
	Text        string       `json:"text"`
	Differences []Difference `json:"differences,omitempty"`
}

// Report is all that was looked at or done.
type Report struct {
	Steps []Step `json:"steps"`
}

// Changed reports whether anything was or would be changed.
func (r Report) Changed() bool { return r.has(Changed) || r.has(Would) }

// LeftByHand reports whether something is left to a person.
func (r Report) LeftByHand() bool { return r.has(ByHand) }

func (r Report) has(state State) bool {
	for _, s := range r.Steps {
		if s.State == state {
			return true
		}
	}
	return false
}

// Provisioner makes a node serve a deployment.
type Provisioner struct {
	deps   Deps
	cfg    Config
	report Report
}

// New returns a provisioner, or an error that names what is missing.
func New(deps Deps, cfg Config) (*Provisioner, error) {
	if deps.Node == nil || deps.Chain == nil || deps.Log == nil {
		return nil, errors.New("provision: Node, Chain or Log is missing")
	}
	if cfg.Declared.BridgeURL == "" {
		return nil, errors.New("provision: the bridge URL is missing: give the adapter's URL as the node sees it")
	}
	if cfg.FundWei == nil {
		cfg.FundWei = big.NewInt(1e18)
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = 2 * time.Minute
	}
	if cfg.Poll == 0 {
		cfg.Poll = 500 * time.Millisecond
	}
	if deps.Told == nil {
		deps.Told = func(Step) {}
	}
	return &Provisioner{deps: deps, cfg: cfg}, nil
}

// Run does everything in order and stops at the first step that fails. The report holds what was done until then.
func (p *Provisioner) Run(ctx context.Context) (Report, error) {
	p.report = Report{}
	steps := []struct {
		name string
		run  func(context.Context) error
	}{
		{"node", p.reachNode}, {"chain", p.checkChain}, {"jobs", p.applyJobs}, {"keys", p.fundKeys},
		{"authorisation", p.authorise}, {"deployment", p.writeDeployment}, {"health", p.awaitHealth}, {"proof", p.prove},
	}
	for _, s := range steps {
		if err := s.run(ctx); err != nil {
			return p.report, fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return p.report, nil
}

// tell notes a step. A change that is not to be made is one that would be.
func (p *Provisioner) tell(name string, state State, format string, args ...any) {
	p.note(Step{Name: name, State: state, Text: fmt.Sprintf(format, args...)})
}

func (p *Provisioner) note(s Step) {
	if p.cfg.DryRun && s.State == Changed {
		s.State = Would
	}
	p.report.Steps = append(p.report.Steps, s)
	p.deps.Told(s)
}

// errNotYet makes until look again; its text is read only once the time is up.
var errNotYet = errors.New("waited in vain")

// lookTimeout limits one look, however long is waited in all: a connection can die without a word.
const lookTimeout = time.Minute

// until calls look, at least once, until it returns something else than an error that wraps errNotYet, or the time is up.
func (p *Provisioner) until(ctx context.Context, look func(context.Context) error) error {
	timeUp := time.After(p.cfg.Timeout)
	ticker := time.NewTicker(p.cfg.Poll)
	defer ticker.Stop()
	for {
		err := lookOnce(ctx, look)
		if !errors.Is(err, errNotYet) {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", ctx.Err(), err)
		case <-timeUp:
			return fmt.Errorf("after %s: %w", p.cfg.Timeout, err)
		case <-ticker.C:
		}
	}
}

func lookOnce(ctx context.Context, look func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	return look(ctx)
}
