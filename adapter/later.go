package adapter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/link4health/link4health/adapter/deferred"
	"github.com/link4health/link4health/bridge"
)

// later is how requests are answered after their receipt was confirmed. The zero later answers none so.
type later struct {
	hosts  bridge.Hosts
	worker *deferred.Worker // nil if no host is allowed
	begun  sync.WaitGroup   // work whose request may have been answered already
}

// newLater makes what the settings ask for.
func (s *Server) newLater() error {
	hosts, err := s.cfg.ResponseHosts()
	if err != nil || !hosts.Any() {
		return err
	}
	s.later.hosts = hosts
	s.later.worker, err = deferred.New(deferred.Deps{
		Journal: s.deps.Deferred, Work: s.work, Log: s.deps.Log, Registry: labelled(s.deps.Registry, s.deps.Version),
	}, deferred.Config{})
	return err
}

// runLater delivers answers until stop is called, which returns once nothing is under way.
func (s *Server) runLater(ctx context.Context) (stop func()) {
	if s.later.worker == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var running sync.WaitGroup
	running.Go(func() { s.later.worker.Run(ctx) })
	return func() {
		s.later.begun.Wait() // at most API_TIMEOUT
		cancel()
		running.Wait()
	}
}

// mayDefer reports whether the request's answer may be sent later.
func (s *Server) mayDefer(x *exchange, req *bridge.Request) bool {
	if req.ResponseURL == "" || s.later.worker == nil {
		return false
	}
	if !s.later.hosts.Allow(req.ResponseURL) {
		s.deps.Log.Warn("responseURL is not allowed and the request is answered at once", slog.String("correlation_id", x.correlation),
			slog.String("hint", "put the host of the node's WebServer.BridgeResponseURL into RESPONSE_URL_ALLOWED_HOSTS"))
		return false
	}
	return true
}

// answerLater answers at once what is quick or wrong, and else confirms the receipt when the request is in the database.
func (s *Server) answerLater(c *gin.Context, x *exchange, req *bridge.Request) error {
	after := s.cfg.ResponseURLAfter.Duration() // of a record none: a chain is never quick for certain
	if s.endpoint(x, req) == endpointRecord {
		if _, err := s.checkRecord(req); err != nil {
			return err
		}
		after = 0
	}
	answered, outcome, cancel := s.begin(c.Request.Context(), req)
	timer := time.NewTimer(after)
	defer timer.Stop()
	select {
	case w := <-answered:
		return w.into(x)
	case <-c.Request.Context().Done():
		cancel()
		return contextFailure(c.Request.Context(), c.Request.Context().Err())
	case <-timer.C:
	}
	if err := s.deferAnswer(c.Request.Context(), x, req, outcome); err != nil {
		s.deps.Log.Warn("answer could not be deferred", slog.String("correlation_id", x.correlation),
			slog.String("cause", s.censor.Replace(err.Error())))
		return (<-answered).into(x)
	}
	x.body = []byte(bridge.Pending)
	return nil
}

// begin begins to work an answer out, which goes to both channels, whether or not the client waits for it.
func (s *Server) begin(ctx context.Context, req *bridge.Request) (<-chan worked, <-chan deferred.Outcome, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.cfg.APITimeout.Duration())
	answered, outcome := make(chan worked, 1), make(chan deferred.Outcome, 1)
	s.later.begun.Go(func() {
		defer cancel()
		w := s.workOn(ctx, req)
		answered <- w
		outcome <- w.outcome()
	})
	return answered, outcome, cancel
}

// deferAnswer puts a request that is being worked on into the database.
func (s *Server) deferAnswer(ctx context.Context, x *exchange, req *bridge.Request, outcome <-chan deferred.Outcome) error {
	request, err := json.Marshal(req)
	if err != nil {
		return err
	}
	return s.later.worker.Defer(ctx, req.ResponseURL, x.correlation, request, outcome)
}

// worked is what came of a request: the body of the answer, or why there is none.
type worked struct {
	body     []byte
	err      error
	cached   bool
	provider int // as an exchange has it
}

// into answers with it at once.
func (w worked) into(x *exchange) error {
	x.body, x.cached, x.provider = w.body, w.cached, w.provider
	return w.err
}

// outcome is what the node is told later.
func (w worked) outcome() deferred.Outcome {
	if w.err == nil {
		return deferred.Outcome{Body: w.body}
	}
	f := asFailure(w.err)
	switch f.code {
	case databaseUnavailable, chainUnavailable, timedOut, canceled:
		return deferred.Outcome{Failure: f.Error(), Temporary: true}
	default:
		return deferred.Outcome{Failure: f.Error()}
	}
}

// work works out the answer to a request of the database.
func (s *Server) work(ctx context.Context, request []byte) deferred.Outcome {
	var req bridge.Request
	if err := json.Unmarshal(request, &req); err != nil {
		return worked{err: failBecause(internalError, err)}.outcome()
	}
	ctx, cancel := context.WithTimeout(ctx, s.cfg.APITimeout.Duration())
	defer cancel()
	return s.workOn(ctx, &req).outcome()
}

// workOn works an answer out without a client that waits. A panic is a failure, as it is for one that does.
func (s *Server) workOn(ctx context.Context, req *bridge.Request) (w worked) {
	defer func() {
		if r := recover(); r != nil {
			s.deps.Log.Error("panic", slog.String("panic", fmt.Sprintf("%T", r)))
			w = worked{err: failBecause(internalError, errors.New("panic"))}
		}
	}()
	var x exchange
	w.body, w.err = s.respond(ctx, &x, req, nil)
	w.cached, w.provider = x.cached, x.provider
	return w
}
