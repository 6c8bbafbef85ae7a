package endpoints

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/prometheus/client_golang/prometheus"
)

// ErrNoEndpoint says that no endpoint could be asked.
var ErrNoEndpoint = errors.New("no endpoint of the chain can be used")

// Config says how a Pool behaves. The zero value of a field but URLs and ChainID means its default.
type Config struct {
	// URLs are the endpoints: http, https, ws or wss. Among equals the first is preferred.
	URLs []string
	// ChainID is the EIP-155 id that they must serve.
	ChainID uint64
	// Timeout limits one call of one endpoint. Default 5 s.
	Timeout time.Duration
	// ProbeInterval is how often all endpoints are looked at. Default 5 s.
	ProbeInterval time.Duration
	// MaxLag is how many blocks an endpoint may be behind the others before it comes last. Default 2.
	MaxLag uint64
}

func (c Config) withDefaults() Config {
	c.Timeout = cmp.Or(c.Timeout, 5*time.Second)
	c.ProbeInterval = cmp.Or(c.ProbeInterval, 5*time.Second)
	c.MaxLag = cmp.Or(c.MaxLag, 2)
	return c
}

// Pool is a chain behind several endpoints. It implements runner.Chain. Safe for concurrent use.
type Pool struct {
	cfg       Config
	endpoints []*endpoint
	metrics   *metrics
	log       *slog.Logger
	stop      context.CancelFunc
	work      sync.WaitGroup

	mu      sync.Mutex
	current *endpoint // in use

	shown map[*endpoint]State // as the last round of probes found them
	used  *endpoint           // then
}

// New returns a Pool and begins to watch its endpoints; none of them needs to be there yet. The caller calls Close.
//
// The error names every URL that cannot be one by its place in the list, since a URL may hold a secret.
func New(log *slog.Logger, registry prometheus.Registerer, cfg Config) (*Pool, error) {
	cfg = cfg.withDefaults()
	p := &Pool{cfg: cfg, log: log, shown: map[*endpoint]State{}}
	var errs []error
	names := map[string]int{}
	for i, address := range cfg.URLs {
		e, err := newEndpoint(address, cfg.ChainID)
		if err != nil {
			errs = append(errs, fmt.Errorf("endpoint %d: %w", i+1, err))
			continue
		}
		if names[e.name]++; names[e.name] > 1 {
			e.name = fmt.Sprintf("%s#%d", e.name, names[e.name])
		}
		p.endpoints = append(p.endpoints, e)
	}
	if len(cfg.URLs) == 0 {
		errs = append(errs, ErrNoEndpoint)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	var err error
	if p.metrics, err = newMetrics(registry, cfg.ChainID); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	p.stop = stop
	p.work.Go(func() { p.watch(ctx) })
	return p, nil
}

// Close ends all connections.
func (p *Pool) Close() {
	p.stop()
	p.work.Wait()
	for _, e := range p.endpoints {
		e.close()
	}
}

// Endpoint is what is known of one endpoint.
type Endpoint struct {
	Name    string // host, and a number where several have the same
	State   State
	Head    uint64        // newest block it was seen to have; 0 if none was
	Latency time.Duration // mean answering time
	Failing float64       // share of its last calls that failed, 0 to 1
}

// Endpoints tells what is known of all endpoints, in the order of Config.URLs.
func (p *Pool) Endpoints() []Endpoint {
	known, highest := p.look()
	list := make([]Endpoint, len(known))
	for i, h := range known {
		list[i] = Endpoint{
			Name: p.endpoints[i].name, State: h.state(highest, p.cfg.MaxLag), Head: h.head, Latency: h.latency, Failing: h.failing,
		}
	}
	return list
}

// look returns the health of all endpoints and the highest block that one of them has.
func (p *Pool) look() (known []health, highest uint64) {
	for _, e := range p.endpoints {
		h := e.known()
		known = append(known, h)
		if h.verified && h.inARow < unreachableAfter {
			highest = max(highest, h.head)
		}
	}
	return known, highest
}

// ranked returns the endpoints that can be used, the best first.
func (p *Pool) ranked() []*endpoint {
	known, highest := p.look()
	p.mu.Lock()
	defer p.mu.Unlock()
	type candidate struct {
		*endpoint
		class int
		cost  time.Duration
	}
	var candidates []candidate
	now := time.Now()
	for i, e := range p.endpoints {
		if !known[i].usable(now) {
			continue
		}
		c := candidate{endpoint: e, cost: known[i].cost()}
		c.class = slices.Index([]State{Alive, Undialed, OutOfSync, Unreachable, InvalidChainID}, known[i].state(highest, p.cfg.MaxLag))
		if e == p.current {
			c.cost /= 3 // another has to be better by far
		}
		candidates = append(candidates, c)
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.cost, b.cost))
	})
	list := make([]*endpoint, len(candidates))
	for i, c := range candidates {
		list[i] = c.endpoint
	}
	return list
}

// use notes which endpoint answers.
func (p *Pool) use(e *endpoint) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.current = e
}

// ask asks the endpoints, the best first, until one answers.
func ask[T any](ctx context.Context, p *Pool, question func(context.Context, *ethclient.Client) (T, error)) (T, error) {
	var zero T
	errs := []error{ErrNoEndpoint}
	for _, e := range p.ranked() {
		value, err := call(ctx, p, e, question)
		if err == nil || isAnswer(err) {
			p.use(e)
			return value, err
		}
		errs = append(errs, fmt.Errorf("%s: %w", e.name, err))
		if ctx.Err() != nil {
			break
		}
	}
	return zero, errors.Join(errs...)
}

// call asks one endpoint and notes how it went.
func call[T any](ctx context.Context, p *Pool, e *endpoint, question func(context.Context, *ethclient.Client) (T, error)) (T, error) {
	limited, cancel := context.WithTimeout(ctx, p.cfg.Timeout)
	defer cancel()
	var value T
	began := time.Now()
	client, err := e.connected(limited)
	if err == nil {
		value, err = question(limited, client)
		err = withoutURL(err)
	}
	if ctx.Err() != nil && err != nil {
		return value, err // the caller went away: that says nothing of the endpoint
	}
	failure := err
	if isAnswer(err) {
		failure = nil
	}
	e.note(time.Since(began), failure)
	p.metrics.called(e.name, failure)
	return value, err
}

// watch looks at all endpoints now and then, so that their health is known before it is needed.
func (p *Pool) watch(ctx context.Context) {
	ticker := time.NewTicker(p.cfg.ProbeInterval)
	defer ticker.Stop()
	for {
		p.probe(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// probe asks all endpoints for their newest blocks at the same time, so that they can be compared.
func (p *Pool) probe(ctx context.Context) {
	heads := make([]uint64, len(p.endpoints))
	var round sync.WaitGroup
	for i, e := range p.endpoints {
		if !e.known().usable(time.Now()) {
			continue
		}
		round.Go(func() {
			number, err := call(ctx, p, e, func(ctx context.Context, c *ethclient.Client) (uint64, error) { return c.BlockNumber(ctx) })
			if ctx.Err() == nil {
				p.metrics.polled(e.name, number, err)
				heads[i] = number
			}
		})
	}
	round.Wait()
	for i, e := range p.endpoints {
		if heads[i] > 0 {
			e.sawHead(heads[i])
		}
	}
	p.show()
}

// show tells of endpoints whose state is another than at the last round, and of a change of the one in use.
func (p *Pool) show() {
	p.mu.Lock()
	current := p.current
	p.mu.Unlock()
	if current != p.used && p.used != nil {
		p.log.Info("another endpoint of the chain is used", "endpoint", current.name, "instead_of", p.used.name)
	}
	p.used = current
	all := p.Endpoints()
	for i, now := range all {
		e := p.endpoints[i]
		before := cmp.Or(p.shown[e], Undialed)
		if before == now.State {
			continue
		}
		p.shown[e] = now.State
		p.metrics.turned(now.Name, now.State)
		switch {
		case now.State != Alive:
			p.log.Warn("an endpoint of the chain fails", "endpoint", now.Name, "state", string(now.State))
		case before != Undialed:
			p.log.Info("an endpoint of the chain is well again", "endpoint", now.Name)
		}
	}
	p.metrics.show(all)
}
