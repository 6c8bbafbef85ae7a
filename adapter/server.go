package adapter

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/singleflight"

	"github.com/link4health/link4health/adapter/cache"
	"github.com/link4health/link4health/adapter/certificate"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/deferred"
	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/telemetry"
	"github.com/link4health/link4health/bridge"
)

// Name is the adapter's name in answers, metrics and /status.
const Name = "link4health"

// Scores is what endpoints score and scores read.
type Scores interface {
	// ScoreInputs returns what the model needs to score each of several citizens, in their order, and revisions first.
	ScoreInputs(ctx context.Context, query store.ScoreQuery) ([]store.ScoreInput, error)
	// Changes returns what was changed so far that a score could show, or nil if that cannot be told.
	Changes(ctx context.Context, last *store.Changes) (*store.Changes, error)
	// Fresh reports whether such changes, which may be nil, still hold, and how old they are.
	Fresh(c *store.Changes) (age time.Duration, fresh bool)
}

// Records is what endpoint record reads and writes.
type Records interface {
	// Record returns the record with that id, or store.ErrNotFound.
	Record(ctx context.Context, id [32]byte) (store.Record, error)
	// Release stores what seal gives, and that it was released, before it returns it; or what it stored for the same
	// request before.
	Release(ctx context.Context, release store.Release, seal func() ([]byte, error)) ([]byte, error)
}

// Grants tells of requests on the record market.
type Grants interface {
	// Grant returns the request as the chain has it now; its status is market.None if there is none.
	Grant(ctx context.Context, requestID [32]byte) (market.Grant, error)
}

// Pinger is a part that the adapter cannot do without.
type Pinger interface {
	// Ping returns nil if the part answers.
	Ping(ctx context.Context) error
}

var (
	_ Scores  = (*store.Store)(nil)
	_ Records = (*store.Store)(nil)
	_ Pinger  = (*store.Store)(nil)
	_ Grants  = (*market.Reader)(nil)
)

// Deps are what a Server works with. All are required but where it says otherwise.
type Deps struct {
	Scores   Scores
	Records  Records // required if the configuration serves records, as are Grants and Chain
	Grants   Grants
	Database Pinger
	Chain    Pinger
	Model    score.Model
	Log      *slog.Logger
	Registry *prometheus.Registry // receives the adapter's metrics; all of it is served at /metrics

	// Shared is where adapters on one database share scores; nil if they do not, or CACHE_MAX_AGE is 0.
	Shared *cache.Redis

	Deferred deferred.Journal // required if the configuration allows hosts of response URLs

	Tracing *telemetry.Tracing // nil traces nothing
	Level   *slog.LevelVar     // of Log, which can be changed on the metrics port; may be nil

	Mounts []Mount // routes of other parts; may be empty

	Version   string               // of the program, for /health, /status and metrics; may be empty
	Clock     func() time.Time     // nil is time.Now
	Listening func(addr Addresses) // called once when requests are taken; may be nil
}

// Server is the external adapter. It is safe for concurrent use.
type Server struct {
	deps    Deps
	cfg     config.Config
	form    bridge.Form
	access  *access
	slots   slots
	keeper  *certificate.Keeper // nil if the adapter speaks plain HTTP
	metrics *metrics
	scorer  *scorer
	engine  *gin.Engine
	censor  *strings.Replacer
	started time.Time
	checks  singleflight.Group
	later   later

	description []byte // OpenAPI, as JSON
	state       state
	exchanges   sync.Pool // of *exchange
	headers     headers
	outcomes    outcomes
}

// New makes a server that does not listen yet. It returns an error that names what is missing, or every fault of cfg.
func New(deps Deps, cfg config.Config) (*Server, error) {
	if err := errors.Join(deps.validate(cfg), cfg.Validate()); err != nil {
		return nil, fmt.Errorf("make adapter: %w", err)
	}
	if deps.Clock == nil {
		deps.Clock = time.Now
	}
	registered, err := newMetrics(deps.Registry, deps.Version)
	if err != nil {
		return nil, fmt.Errorf("make adapter: register metrics: %w", err)
	}
	s := &Server{
		deps:      deps,
		cfg:       cfg,
		form:      bridge.FormObject,
		access:    newAccess(cfg),
		slots:     slots{most: int64(cfg.MaxConcurrent)},
		metrics:   registered,
		scorer:    newScorer(deps, cfg, registered),
		censor:    newCensor(cfg),
		started:   time.Now(),
		exchanges: sync.Pool{New: func() any { return &exchange{buffer: make([]byte, 0, usualAnswer)} }},
		headers:   newHeaders(),
	}
	if s.keeper, err = newKeeper(cfg); err != nil {
		return nil, fmt.Errorf("make adapter: TLS: %w", err)
	}
	if cfg.ErrorFormat == config.ErrorText {
		s.form = bridge.FormText
	}
	if err := s.newLater(); err != nil {
		return nil, fmt.Errorf("make adapter: %w", err)
	}
	if s.description, err = s.describe(); err != nil {
		return nil, fmt.Errorf("make adapter: describe it: %w", err)
	}
	s.engine, err = s.routes()
	if err != nil {
		return nil, fmt.Errorf("make adapter: %w", err)
	}
	return s, nil
}

func (d Deps) validate(cfg config.Config) error {
	var errs []error
	for _, dep := range []struct {
		name string
		have bool
	}{
		{"Scores", d.Scores != nil},
		{"Database", d.Database != nil},
		{"Model", len(d.Model.Factors()) > 0},
		{"Log", d.Log != nil},
		{"Registry", d.Registry != nil},
		{"Records", d.Records != nil || !cfg.Records()},
		{"Grants", d.Grants != nil || !cfg.Records()},
		{"Chain", d.Chain != nil || !cfg.Records()},
		{"Deferred", d.Deferred != nil || len(cfg.ResponseURLHosts) == 0},
	} {
		if !dep.have {
			errs = append(errs, errors.New("Deps."+dep.name+" is missing"))
		}
	}
	return errors.Join(errs...)
}

// newCensor replaces secrets of the settings that a foreign library might put into an error text.
func newCensor(cfg config.Config) *strings.Replacer {
	var pairs []string
	for _, secret := range slices.Concat([]config.Secret{cfg.RPCURL, cfg.DatabaseURL, cfg.RecordKeys}, cfg.ReplicaURLs, cfg.Tokens) {
		if secret != "" {
			pairs = append(pairs, secret.Reveal(), secret.String())
		}
	}
	return strings.NewReplacer(pairs...)
}
