package intake

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/token"
)

// Paths of the routes.
const (
	PathReadings = "/v1/readings"
	PathFHIR     = "/v1/fhir"
)

// Store is where readings go and tokens are known; *store.Store is one.
type Store interface {
	// Authenticate returns the token of that text, or store.ErrUnknownToken, token.ErrExpired or token.ErrRevoked.
	Authenticate(ctx context.Context, text string) (token.Token, error)
	// AppendBatches stores readings of several owners in one transaction.
	AppendBatches(ctx context.Context, batches []store.Batch, atomic bool) ([]store.BatchResult, error)
	// Citizen returns the citizen with that user id, or store.ErrNotFound.
	Citizen(ctx context.Context, userID string) (store.Citizen, error)
}

var _ Store = (*store.Store)(nil)

// Deps are what a Handler works with. All are required but Clock.
type Deps struct {
	Store    Store
	Log      *slog.Logger
	Registry prometheus.Registerer
	Clock    func() time.Time // nil is time.Now
}

// Config bounds what one request may ask for. Zero fields take the values of DefaultConfig.
type Config struct {
	MaxBody     int64         // bytes of a body, unpacked; of a packed one as many at most too
	MaxFHIR     int64         // bytes of a FHIR body, unpacked: it is held in memory in part
	MaxItems    int           // readings of a request, or entries of a Bundle
	MaxAtomic   int           // readings of a request that stores all or nothing
	Batch       int           // readings that are stored in one transaction
	IdleTimeout time.Duration // how long to wait for the next bytes of a body
	Timeout     time.Duration // how long a request may take in all
	// IdentifierSystem is the system of the patient's identifier that is the user id here; empty if the user id is the
	// FHIR Patient's own id.
	IdentifierSystem string
}

// DefaultConfig returns the bounds that are used where none are given.
func DefaultConfig() Config {
	return Config{
		MaxBody: 256 << 20, MaxFHIR: 32 << 20, MaxItems: 1_000_000, MaxAtomic: 10_000, Batch: 1000,
		IdleTimeout: 30 * time.Second, Timeout: 15 * time.Minute,
	}
}

// Handler answers the routes. It is safe for concurrent use.
type Handler struct {
	deps    Deps
	cfg     Config
	metrics *metrics
	mux     *http.ServeMux
}

// New makes a handler. It returns an error that names what is missing.
func New(deps Deps, cfg Config) (*Handler, error) {
	if deps.Store == nil || deps.Log == nil || deps.Registry == nil {
		return nil, errors.New("make intake: Deps.Store, Deps.Log or Deps.Registry is missing")
	}
	if deps.Clock == nil {
		deps.Clock = time.Now
	}
	metrics, err := newMetrics(deps.Registry)
	if err != nil {
		return nil, err
	}
	h := &Handler{deps: deps, cfg: cfg.filled(), metrics: metrics, mux: http.NewServeMux()}
	h.mux.HandleFunc("POST "+PathReadings, h.readings)
	h.mux.HandleFunc("POST "+PathFHIR, h.fhir)
	return h, nil
}

// ServeHTTP answers one request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), h.cfg.Timeout)
	defer cancel()
	w.Header().Set("Cache-Control", "no-store")
	h.mux.ServeHTTP(w, r.WithContext(ctx))
}

// filled returns c with defaults for what is zero.
func (c Config) filled() Config {
	d := DefaultConfig()
	fill(&c.MaxBody, d.MaxBody)
	fill(&c.MaxFHIR, d.MaxFHIR)
	fill(&c.MaxItems, d.MaxItems)
	fill(&c.MaxAtomic, d.MaxAtomic)
	fill(&c.Batch, d.Batch)
	fill(&c.IdleTimeout, d.IdleTimeout)
	fill(&c.Timeout, d.Timeout)
	return c
}

func fill[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// authorize returns the token of a request, or why there is none.
func (h *Handler) authorize(r *http.Request) (token.Token, *failure) {
	text, ok := token.Bearer(r.Header.Get("Authorization"))
	if !ok {
		return token.Token{}, unauthorized("send the header Authorization: Bearer with a token; link4health token issue makes one")
	}
	t, err := h.deps.Store.Authenticate(r.Context(), text)
	switch {
	case err == nil:
		return t, nil
	case errors.Is(err, token.ErrExpired):
		return t, unauthorized("the token has expired; ask for a new one")
	case errors.Is(err, token.ErrRevoked):
		return t, unauthorized("the token was revoked; ask for a new one")
	case errors.Is(err, store.ErrNotFound):
		return t, unauthorized("the token is not known here; link4health token issue makes one")
	default:
		return t, fromStore(err)
	}
}

// allows reports whether t may do one of the scopes at least.
func allows(t token.Token, scopes ...token.Scope) bool {
	for _, s := range scopes {
		if t.Allows(s) {
			return true
		}
	}
	return false
}
