// Package admin answers the HTTP routes by which an operator exports and erases one person's data. They want a token
// with scope admin, as `link4health token issue` makes them.
package admin

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/token"
	"github.com/link4health/link4health/bridge"
)

// Paths of the routes, as gin writes them. The id is the user id, percent-encoded; one with a slash in it is the
// command line's.
const (
	PathCitizen = "/v1/citizens/:id"
	PathExport  = PathCitizen + "/export"
)

// Names of failures that only these routes have.
const (
	nameForbidden = "Forbidden"
	nameErased    = "Erased"
)

// Store is where the data are and tokens are known; *store.Store is one.
type Store interface {
	// Authenticate returns the token of that text, or store.ErrUnknownToken, token.ErrExpired or token.ErrRevoked.
	Authenticate(ctx context.Context, text string) (token.Token, error)
	// Export writes all that is stored of one person.
	Export(ctx context.Context, userID string, w io.Writer) error
	// Erase removes all that is stored of one person.
	Erase(ctx context.Context, userID, by string) (store.Erasure, error)
}

var _ Store = (*store.Store)(nil)

// Deps are what a Handler works with; all are required.
type Deps struct {
	Store Store
	Log   *slog.Logger
}

// Config bounds a request. Zero fields take the values of DefaultConfig.
type Config struct {
	Timeout      time.Duration // how long a request may take in all
	WriteTimeout time.Duration // how long a client may take to accept a part of an export
}

// DefaultConfig returns the bounds that are used where none are given.
func DefaultConfig() Config { return Config{Timeout: 15 * time.Minute, WriteTimeout: time.Minute} }

// Handler answers the routes. It is safe for concurrent use.
type Handler struct {
	deps Deps
	cfg  Config
}

// New makes a handler. It returns an error that names what is missing.
func New(deps Deps, cfg Config) (*Handler, error) {
	if deps.Store == nil || deps.Log == nil {
		return nil, errors.New("make admin: Deps.Store or Deps.Log is missing")
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = DefaultConfig().Timeout
	}
	if cfg.WriteTimeout == 0 {
		cfg.WriteTimeout = DefaultConfig().WriteTimeout
	}
	return &Handler{deps: deps, cfg: cfg}, nil
}

// ServeHTTP answers one request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), h.cfg.Timeout)
	defer cancel()
	r = r.WithContext(ctx)
	w.Header().Set("Cache-Control", "no-store")
	body := &answer{w: w, limit: h.cfg.WriteTimeout}
	body.extend(h.cfg.Timeout)
	f := h.serve(body, r)
	if f == nil {
		return
	}
	if f.cause != nil {
		h.deps.Log.WarnContext(ctx, "request about a citizen failed", slog.String("method", r.Method),
			slog.String("error", f.name), slog.String("cause", f.cause.Error()))
	}
	if !body.begun {
		f.write(w)
	}
}

// serve does what the request asks for.
func (h *Handler) serve(body *answer, r *http.Request) *failure {
	by, f := h.authorize(r)
	if f != nil {
		return f
	}
	userID, export := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, "/v1/citizens/"), "/export")
	switch {
	case r.Method == http.MethodGet && export:
		body.w.Header().Set("Content-Disposition", `attachment; filename="export.json"`)
		return fromStore(h.deps.Store.Export(r.Context(), userID, body))
	case r.Method == http.MethodDelete && !export:
		return h.erase(body, r, userID, by)
	default:
		return &failure{status: http.StatusMethodNotAllowed, name: bridge.NameMethodNotAllowed,
			message: "GET /v1/citizens/{id}/export or DELETE /v1/citizens/{id}"}
	}
}

// erase answers DELETE with what was erased.
func (h *Handler) erase(body *answer, r *http.Request, userID string, by token.Token) *failure {
	done, err := h.deps.Store.Erase(r.Context(), userID, "token:"+by.ID)
	if err != nil {
		return fromStore(err)
	}
	// A client that is gone has no use for an error.
	_ = json.NewEncoder(body).Encode(erasure{done.Readings, done.Records, done.Releases, done.Before})
	return nil
}

// erasure is the answer to DELETE: what was removed.
type erasure struct {
	Readings      int64 `json:"readings"`
	Records       int64 `json:"records"`
	Releases      int64 `json:"releases"`
	AlreadyErased bool  `json:"alreadyErased"`
}

// authorize returns the token of a request if it has scope admin.
func (h *Handler) authorize(r *http.Request) (token.Token, *failure) {
	text, ok := token.Bearer(r.Header.Get("Authorization"))
	if !ok {
		return token.Token{}, unauthorized("send the header Authorization: Bearer with a token of scope admin; link4health token issue makes one")
	}
	t, err := h.deps.Store.Authenticate(r.Context(), text)
	switch {
	case errors.Is(err, token.ErrExpired), errors.Is(err, token.ErrRevoked), errors.Is(err, store.ErrUnknownToken):
		return t, unauthorized("the token is not known here, has expired or was revoked; link4health token issue makes one")
	case err != nil:
		return t, fromStore(err)
	case !t.Allows(token.Admin):
		return t, &failure{status: http.StatusForbidden, name: nameForbidden, message: "the token does not have scope admin"}
	default:
		return t, nil
	}
}

// answer is the body of a success. Its head is written with the first bytes, so that what fails before them gets a
// status of its own.
type answer struct {
	w     http.ResponseWriter
	limit time.Duration
	begun bool
}

// Write sends a part and gives the client time to accept it.
func (a *answer) Write(p []byte) (int, error) {
	if !a.begun {
		a.begun = true
		a.w.Header().Set("Content-Type", "application/json")
		a.w.WriteHeader(http.StatusOK)
	}
	a.extend(a.limit)
	return a.w.Write(p)
}

// extend moves the moment at which the connection is given up.
func (a *answer) extend(limit time.Duration) {
	// Without support for deadlines there is none to move; on a dead connection the next write fails.
	_ = http.NewResponseController(a.w).SetWriteDeadline(time.Now().Add(limit))
}
