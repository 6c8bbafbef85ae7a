package push

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/chainlink-node/runner/requester"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// Subscription is what one subject is refreshed by.
type Subscription struct {
	Subject common.Address
	// Deviation is by how many basis points of the score it has to move; 0 looks at the heartbeat only.
	Deviation uint16
	// Heartbeat is the age at which a score is refreshed although it did not move; 0 never.
	Heartbeat time.Duration
}

// Deps are what a Pusher works with. All are needed.
type Deps struct {
	Chain     contracts.Backend
	Requester *requester.Requester
	Scores    Scores
	Log       *slog.Logger
	Registry  prometheus.Registerer
}

// Scores tells present scores. *Adapter is one.
type Scores interface {
	// Score returns a subject's score, in basis points.
	Score(ctx context.Context, subject common.Address) (uint16, error)
}

// Config says how a Pusher behaves.
type Config struct {
	Subscriptions []Subscription
	// Interval is how often each subscription is looked at. Default 1 min.
	Interval time.Duration
	// Lookback is in how many blocks a request of an earlier process is looked for at the start. Default 1000.
	Lookback uint64
}

// Pusher refreshes scores. Run may be called again after it has returned.
type Pusher struct {
	deps    Deps
	at      contracts.Deployment
	cfg     Config
	metrics *metrics
	states  []*state
}

// state is what is known of one subscription.
type state struct {
	Subscription
	open  asked // the request under way; zero if there is none
	owes  asked // the request whose answer could not be collected for; zero if there is none
	reset bool  // whether a request of an earlier process was looked for
}

// asked is a request that was made.
type asked struct {
	id    common.Hash
	block uint64 // in which it was made
}

// New returns a Pusher for the contracts of a deployment. The error names all subscriptions that can do nothing.
func New(deps Deps, at contracts.Deployment, cfg Config) (*Pusher, error) {
	if cfg.Interval == 0 {
		cfg.Interval = time.Minute
	}
	if cfg.Lookback == 0 {
		cfg.Lookback = 1000
	}
	p := &Pusher{deps: deps, at: at, cfg: cfg}
	var errs []error
	seen := map[common.Address]bool{}
	for i, s := range cfg.Subscriptions {
		switch {
		case s.Subject == common.Address{}:
			errs = append(errs, fmt.Errorf("subscription %d: subject is missing", i+1))
		case seen[s.Subject]:
			errs = append(errs, fmt.Errorf("subscription %d: its subject has another one", i+1))
		case s.Deviation == 0 && s.Heartbeat <= 0:
			errs = append(errs, fmt.Errorf("subscription %d: neither deviation nor heartbeat", i+1))
		}
		seen[s.Subject] = true
		p.states = append(p.states, &state{Subscription: s})
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	var err error
	p.metrics, err = newMetrics(deps.Registry)
	return p, err
}

// Run looks at all subscriptions again and again until ctx ends.
func (p *Pusher) Run(ctx context.Context) {
	for _, s := range p.states {
		s.open, s.owes, s.reset = asked{}, asked{}, false // another process may have worked in between
	}
	ticker := time.NewTicker(p.cfg.Interval)
	defer ticker.Stop()
	for {
		for _, s := range p.states {
			outcome, err := p.look(ctx, s)
			if ctx.Err() != nil {
				return
			}
			p.metrics.looks.WithLabelValues(string(outcome)).Inc()
			if err != nil {
				p.deps.Log.Warn("a score could not be refreshed", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// look does for a subscription what is due.
func (p *Pusher) look(ctx context.Context, s *state) (outcome, error) {
	if !s.reset {
		if err := p.adopt(ctx, s); err != nil {
			return outcomeFailed, err
		}
	}
	if s.open != (asked{}) {
		return p.follow(ctx, s)
	}
	if s.owes != (asked{}) {
		if err := p.collect(ctx, s); err != nil {
			return outcomeUnpaid, nil
		}
	}
	if outcome, err := p.mayAsk(ctx, s.Subject); err != nil || outcome != "" {
		return outcome, err
	}
	due, err := p.due(ctx, s.Subscription)
	if err != nil || due == outcomeUnmoved {
		return due, err
	}
	return due, p.request(ctx, s)
}

// due tells whether a refresh is due, and why.
func (p *Pusher) due(ctx context.Context, s Subscription) (outcome, error) {
	registry := bindings.NewScoreRegistry()
	latest, err := contracts.View(ctx, p.deps.Chain, p.at.ScoreRegistry, registry.PackLatest(s.Subject), registry.UnpackLatest)
	if refused := (*contracts.RevertError)(nil); errors.As(err, &refused) {
		return outcomeFirst, nil // there is no score yet
	} else if err != nil {
		return outcomeFailed, fmt.Errorf("ask for the score on the chain: %w", err)
	}
	head, err := p.deps.Chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return outcomeFailed, fmt.Errorf("ask for the latest block: %w", err)
	}
	if s.Heartbeat > 0 && head.Time >= latest.UpdatedAt+uint64(s.Heartbeat/time.Second) {
		return outcomeHeartbeat, nil
	}
	if s.Deviation == 0 {
		return outcomeUnmoved, nil
	}
	now, err := p.deps.Scores.Score(ctx, s.Subject)
	if err != nil {
		return outcomeFailed, fmt.Errorf("ask for the present score: %w", err)
	}
	if moved := max(now, latest.Score) - min(now, latest.Score); moved >= s.Deviation {
		return outcomeDeviation, nil
	}
	return outcomeUnmoved, nil
}

// request asks for a score on the chain, and pays.
func (p *Pusher) request(ctx context.Context, s *state) error {
	registry := bindings.NewScoreRegistry()
	receipt, err := p.deps.Requester.Send(ctx, p.at.ScoreRegistry, registry.PackRequestScore(s.Subject))
	if err != nil {
		return fmt.Errorf("request a score: %w", err)
	}
	for _, log := range receipt.Logs {
		if event, err := registry.UnpackScoreRequestedEvent(log); err == nil {
			s.open = asked{event.RequestId, log.BlockNumber}
		}
	}
	p.deps.Log.Info("a score is refreshed", "request_id", s.open.id)
	return nil
}

// juels returns what a request costs.
func (p *Pusher) juels(ctx context.Context) (*big.Int, error) {
	registry := bindings.NewScoreRegistry()
	cost, err := contracts.View(ctx, p.deps.Chain, p.at.ScoreRegistry, registry.PackOraclePayment(), registry.UnpackOraclePayment)
	if err != nil {
		return nil, fmt.Errorf("ask what a request costs: %w", err)
	}
	return cost, nil
}
