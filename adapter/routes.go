package adapter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"path"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/link4health/link4health/adapter/telemetry"
	"github.com/link4health/link4health/bridge"
)

// Routes, as log lines name them. The path of answers is the setting BASE_URL.
const (
	routeAnswer  = "answer"
	routeHealth  = "health"
	routeReady   = "ready"
	routeStatus  = "status"
	routeUnknown = "unknown"
)

const correlationHeader = "X-Correlation-Id"

// headers are header values that never change: sharing them costs no memory per answer. Nothing writes to them.
type headers struct{ json, noStore, bearer []string }

func newHeaders() headers {
	return headers{json: []string{mediaJSON}, noStore: []string{"no-store"}, bearer: []string{`Bearer realm="` + Name + `"`}}
}

// exchange is one request and its answer.
type exchange struct {
	start       time.Time
	route       string
	correlation string // "" if CORRELATION_ID_ENABLED is off
	given       bool   // the correlation id is the client's
	endpoint    string // "" until one is known
	jobRunID    string
	status      int
	body        []byte           // of the answer
	buffer      []byte           // holds the request's body while it is read, and then the answer's
	failed      *failure         // nil if the request succeeded
	cached      bool             // the answer was worked out for an earlier request
	score       bridge.ScoreData // of the answer
	provider    int              // how the data source that was asked last answered, by sourceStatus; 0 if none was
	mounted     bool             // another part answers, and has its own way to say what failed
	span        telemetry.Span
}

// routes builds the engine. It trusts no proxy and redirects nothing: each request is answered as it is.
func (s *Server) routes() (*gin.Engine, error) {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.HandleMethodNotAllowed = true
	engine.RedirectTrailingSlash = false
	if err := engine.SetTrustedProxies(nil); err != nil {
		return nil, err
	}
	engine.POST(s.cfg.BaseURL, s.route(routeAnswer, s.answer))
	bases := []string{"/"}
	if s.cfg.BaseURL != "/" {
		bases = append(bases, s.cfg.BaseURL)
	}
	for _, base := range bases {
		engine.GET(path.Join(base, routeHealth), s.route(routeHealth, s.health))
		engine.GET(path.Join(base, routeReady), s.route(routeReady, s.ready))
		engine.GET(path.Join(base, routeStatus), s.route(routeStatus, s.status))
	}
	engine.GET(pathOpenAPI, s.route(routeOpenAPI, s.openAPI))
	if err := s.mount(engine); err != nil {
		return nil, err
	}
	engine.NoRoute(s.route(routeUnknown, func(*gin.Context, *exchange) error { return fail(notFound) }))
	engine.NoMethod(s.route(routeUnknown, func(*gin.Context, *exchange) error { return fail(methodNotAllowed) }))
	return engine, nil
}

// Handler serves the adapter's own port. Run uses it; it is there for tests and for embedding.
func (s *Server) Handler() http.Handler { return s.engine }

// route wraps a handler with what every request gets: a correlation id, an envelope for its failure, even a panic,
// and one log line. The handler sets status and body of its success.
func (s *Server) route(name string, handle func(*gin.Context, *exchange) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		x := s.newExchange(name)
		defer s.keepExchange(x)
		if s.cfg.CorrelationIDs {
			x.correlation, x.given = correlationID(first(c.Request.Header[correlationHeader]))
		}
		s.beginSpan(c, x)
		s.metrics.inFlight.Inc()
		defer s.metrics.inFlight.Dec()
		if err := s.guard(c, x, handle); err != nil {
			x.failed = asFailure(err)
			x.status = cases[x.failed.code].Status
		}
		s.write(c, x)
		s.observe(c, x)
		s.endSpan(x)
	}
}

// newExchange returns an exchange that begins now.
func (s *Server) newExchange(route string) *exchange {
	x, _ := s.exchanges.Get().(*exchange)
	x.start, x.route, x.status = time.Now(), route, http.StatusOK
	return x
}

// keepExchange keeps an exchange for another request, which must find nothing in it.
func (s *Server) keepExchange(x *exchange) {
	buffer := x.buffer[:cap(x.buffer)]
	if len(buffer) > maxKeptBuffer {
		return
	}
	clear(buffer)
	*x = exchange{buffer: buffer[:0]}
	s.exchanges.Put(x)
}

// guard runs a handler and turns its panic into a failure. The panic's own text is not kept: it may hold a value.
func (s *Server) guard(c *gin.Context, x *exchange, handle func(*gin.Context, *exchange) error) (err error) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		what := fmt.Sprintf("%T", r)
		if err, ok := r.(runtime.Error); ok {
			what = err.Error()
		}
		s.deps.Log.Error("panic", slog.String("correlation_id", x.correlation),
			slog.String("panic", what), slog.String("stack", string(debug.Stack())))
		err = failBecause(internalError, errors.New("panic: "+what))
	}()
	return handle(c, x)
}

// write sends the answer, or the envelope of the failure.
func (s *Server) write(c *gin.Context, x *exchange) {
	if x.mounted && c.Writer.Written() {
		return
	}
	header := c.Writer.Header()
	header["Content-Type"] = s.headers.json
	answered := x.route == routeAnswer && x.failed == nil
	if !answered { // else it is of a POST, and no cache keeps that: RFC 9110 §9.3.3
		header["Cache-Control"] = s.headers.noStore
	}
	if x.correlation != "" && (x.given || !answered) { // else nobody looks for it
		header[correlationHeader] = []string{x.correlation}
	}
	if x.failed != nil {
		envelope := bridge.Failure{JobRunID: x.jobRunID, StatusCode: x.status, Error: x.failed.public()}
		x.body = envelope.AppendJSON(x.buffer[:0], s.form)
		x.buffer = x.body
		if wait := x.failed.retry; wait > 0 {
			header["Retry-After"] = []string{strconv.Itoa(int((wait + time.Second - 1) / time.Second))}
		}
		if x.failed.code == unauthorized {
			header["Www-Authenticate"] = s.headers.bearer
		}
	}
	c.Status(x.status)
	if _, err := c.Writer.Write(x.body); err != nil {
		s.deps.Log.Debug("answer was not sent", slog.String("correlation_id", x.correlation), slog.String("cause", err.Error()))
	}
}

// observe counts the request and writes its one log line.
func (s *Server) observe(c *gin.Context, x *exchange) {
	elapsed := time.Since(x.start)
	o := outcome{
		method: methodLabel(c.Request.Method), route: x.route, endpoint: x.endpoint, kind: kindOf(x.status), status: x.status, provider: x.provider,
	}
	if x.cached {
		o.kind = typeCached
	}
	if x.failed != nil {
		o.kind = cases[x.failed.code].Type
		s.metrics.failures.WithLabelValues(x.endpoint, cases[x.failed.code].Name).Inc()
	}
	counted := !x.probe() && s.cfg.MetricsEnabled
	t := s.outcomes.of(o, func(o outcome) told { return s.tell(o, counted) })
	if counted {
		t.requests.Inc()
		observeWith(s.metrics.duration, elapsed, x.span.TraceID())
	}
	if level := x.level(); s.deps.Log.Enabled(c.Request.Context(), level) {
		s.log(c.Request.Context(), t.log, level, x, elapsed)
	}
}

// probe reports whether the request is one that monitoring sends every few seconds.
func (x *exchange) probe() bool {
	return x.route != routeAnswer && x.route != routeUnknown && !x.mounted
}

func (x *exchange) level() slog.Level {
	switch {
	case x.probe() && x.failed == nil:
		return slog.LevelDebug // a dependency that is gone has a line of its own
	case x.status >= http.StatusInternalServerError:
		return slog.LevelError
	default:
		return slog.LevelInfo
	}
}

// log writes what is said of a request: no body, no value of a field, nobody's id. It is handed to the handler directly,
// without the place in this program, which is always the same, and its duration as a whole number, for log/slog writes
// fractions by way of encoding/json.
func (s *Server) log(ctx context.Context, to slog.Handler, level slog.Level, x *exchange, elapsed time.Duration) {
	line := slog.NewRecord(x.start.Add(elapsed), level, "request", 0)
	if x.correlation != "" {
		line.AddAttrs(slog.String("correlation_id", x.correlation))
	}
	line.AddAttrs(slog.Int64("duration_us", elapsed.Microseconds()))
	if id := x.span.TraceID(); id != "" {
		line.AddAttrs(slog.String("trace_id", id))
	}
	if x.failed != nil {
		line.AddAttrs(slog.String("error", cases[x.failed.code].Name))
		if x.failed.cause != nil {
			line.AddAttrs(slog.String("cause", s.censor.Replace(x.failed.cause.Error())))
		}
	}
	_ = to.Handle(ctx, line) // there is nowhere else to say that it cannot be written
}

// json sets the answer to a value that always encodes.
func (x *exchange) json(value any) error {
	body, err := json.Marshal(value)
	x.body = body
	return err
}

// maxCorrelation is the length limit, in bytes, of a correlation id that a client gives.
const maxCorrelation = 64

// correlationID is the client's own id if it is a short plain word, else a new one.
func correlationID(given string) (id string, own bool) {
	if given == "" || len(given) > maxCorrelation {
		return newCorrelationID(), false
	}
	for i := range len(given) {
		c := given[i]
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_' || c == '.') {
			return newCorrelationID(), false
		}
	}
	return given, true
}

// newCorrelationID tells requests apart in a log; nothing depends on its being hard to guess.
func newCorrelationID() string { return strconv.FormatUint(rand.Uint64(), 36) }
