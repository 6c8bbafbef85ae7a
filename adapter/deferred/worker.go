package deferred

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/adapter/store"
)

// ErrBusy says that as many requests wait for their answers as one process takes.
var ErrBusy = errors.New("too many answers are pending")

// Limits of one process.
const (
	maxPending = 1000 // requests that wait
	maxWorking = 16   // of those, that are worked out at a time
)

// Journal keeps requests until their answers are delivered; store.Store says what its methods promise.
type Journal interface {
	PutDeferred(ctx context.Context, d store.Deferred, owner string, until time.Time) (fresh bool, err error)
	AnswerDeferred(ctx context.Context, d store.Deferred) (store.Deferred, error)
	ClaimDeferred(ctx context.Context, owner string, until time.Time, limit int) (claimed []store.Deferred, lost int, err error)
	KeepDeferred(ctx context.Context, owner string, until time.Time) error
	DropDeferred(ctx context.Context, id [32]byte) error
}

var _ Journal = (*store.Store)(nil)

// Deps are what a Worker works with. All are required.
type Deps struct {
	Journal Journal
	// Work works out the answer to a request that Defer was given. It is called again after a temporary failure and
	// after a restart, so that doing it twice must do no harm.
	Work     func(ctx context.Context, request []byte) Outcome
	Log      *slog.Logger
	Registry prometheus.Registerer
}

// Config bounds how long things take. A zero is the default.
type Config struct {
	Lease   time.Duration // time after which another process takes over from one that died; 6 s
	Work    time.Duration // time from the request for which temporary failures are tried again; 2 min
	Deliver time.Duration // time from the request after which a node's run is over; 10 min, the node's MaxRunDuration
}

// Worker works out and delivers answers. It is safe for concurrent use.
type Worker struct {
	deps    Deps
	cfg     Config
	owner   string // this process, among those that share a database
	client  *http.Client
	metrics *metrics

	accepted chan *job
	pending  chan struct{} // one token for each request that waits
	working  chan struct{} // one token for each that is worked out

	mu   sync.Mutex
	mine map[[32]byte]bool // what this process has in hand
}

// job is one request on its way.
type job struct {
	id      [32]byte
	content content
	created time.Time
	first   <-chan Outcome // of work that had begun before the request was deferred; nil if none had
}

// New makes a worker that does nothing before Run. It returns an error that names what is missing.
func New(deps Deps, cfg Config) (*Worker, error) {
	if deps.Journal == nil || deps.Work == nil || deps.Log == nil || deps.Registry == nil {
		return nil, errors.New("make deferred worker: Deps.Journal, Work, Log and Registry are required")
	}
	for _, limit := range []struct {
		value  *time.Duration
		preset time.Duration
	}{{&cfg.Lease, 6 * time.Second}, {&cfg.Work, 2 * time.Minute}, {&cfg.Deliver, 10 * time.Minute}} {
		if *limit.value == 0 {
			*limit.value = limit.preset
		}
	}
	registered, err := newMetrics(deps.Registry)
	if err != nil {
		return nil, fmt.Errorf("make deferred worker: register metrics: %w", err)
	}
	return &Worker{
		deps: deps, cfg: cfg, owner: rand.Text(), client: newClient(), metrics: registered,
		accepted: make(chan *job, maxPending), pending: make(chan struct{}, maxPending), working: make(chan struct{}, maxWorking),
		mine: map[[32]byte]bool{},
	}, nil
}

// Defer stores a request whose answer goes to a response URL that bridge.Hosts allow, and has it worked on; when it returns
// nil, receipt can be confirmed. A request for the same URL that is there already stays the one that is answered: nodes
// repeat a request that they got no answer to. first, if not nil, gives the outcome of work that has begun already.
//
// Returns ErrBusy, or the journal's error; the request is not deferred then.
func (w *Worker) Defer(ctx context.Context, responseURL, correlation string, request []byte, first <-chan Outcome) error {
	select {
	case w.pending <- struct{}{}:
	default:
		return ErrBusy
	}
	j := &job{
		id: sha256.Sum256([]byte(responseURL)), created: time.Now(), first: first,
		content: content{URL: responseURL, Correlation: correlation, Request: request},
	}
	encoded, err := json.Marshal(j.content)
	if err != nil {
		<-w.pending
		return fmt.Errorf("defer request: %w", err)
	}
	fresh, err := w.deps.Journal.PutDeferred(ctx, store.Deferred{ID: j.id, Content: encoded}, w.owner, time.Now().Add(w.cfg.Lease))
	if err != nil || !fresh {
		<-w.pending
		return err
	}
	w.accept(j)
	return nil
}

// accept gives a job that holds a token of pending to Run.
func (w *Worker) accept(j *job) {
	w.mu.Lock()
	w.mine[j.id] = true
	w.mu.Unlock()
	w.metrics.pending.Inc()
	w.accepted <- j // never blocks: there is room for every token
}

// Run works until ctx ends, and then lets others have what is not done. What it takes up are new requests, and those
// of processes that are no more.
func (w *Worker) Run(ctx context.Context) {
	var jobs sync.WaitGroup
	defer w.client.CloseIdleConnections()
	tick := time.NewTicker(w.cfg.Lease / 3)
	defer tick.Stop()
	w.claim(ctx)
	for {
		select {
		case <-ctx.Done():
			jobs.Wait()
			w.release(ctx)
			return
		case j := <-w.accepted:
			jobs.Go(func() { w.process(ctx, j) })
		case <-tick.C:
			w.keep(ctx)
			w.claim(ctx)
		}
	}
}

// keep tells others that this process still works on what it has.
func (w *Worker) keep(ctx context.Context) {
	if len(w.pending) == 0 {
		return
	}
	if err := w.deps.Journal.KeepDeferred(ctx, w.owner, time.Now().Add(w.cfg.Lease)); err != nil {
		w.deps.Log.Debug("deferred answers were not kept", slog.String("cause", err.Error()))
	}
}

// claim takes up what nobody works on.
func (w *Worker) claim(ctx context.Context) {
	free := cap(w.pending) - len(w.pending)
	if free == 0 {
		return
	}
	claimed, lost, err := w.deps.Journal.ClaimDeferred(ctx, w.owner, time.Now().Add(w.cfg.Lease), free)
	if err != nil {
		w.deps.Log.Debug("deferred answers were not claimed", slog.String("cause", err.Error()))
	}
	w.metrics.ended.WithLabelValues(endLost).Add(float64(lost))
	if lost > 0 {
		w.deps.Log.Error("deferred answers do not decrypt and are dropped", slog.Int("count", lost),
			slog.String("hint", "keep an old key of RECORD_KEYS for ten minutes after a new one is in use"))
	}
	for _, d := range claimed {
		w.resume(ctx, d)
	}
}

// resume goes on with a request of another process, or of an earlier one.
func (w *Worker) resume(ctx context.Context, d store.Deferred) {
	j := &job{id: d.ID, created: d.CreatedAt}
	w.mu.Lock()
	known := w.mine[d.ID]
	w.mu.Unlock()
	if known {
		return
	}
	if err := json.Unmarshal(d.Content, &j.content); err != nil {
		w.drop(ctx, j, endLost)
		return
	}
	select {
	case w.pending <- struct{}{}:
		w.accept(j)
	default: // it is claimed again when there is room
	}
}

// release lets other processes have at once what is not done.
func (w *Worker) release(ctx context.Context) {
	if len(w.pending) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	if err := w.deps.Journal.KeepDeferred(ctx, w.owner, time.Unix(0, 0)); err != nil {
		w.deps.Log.Warn("deferred answers were not released; another process takes them over in a few seconds",
			slog.String("cause", err.Error()))
	}
}
