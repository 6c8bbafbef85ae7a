package adapter

import (
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
)

// outcome is what metrics and log tell of a request besides its times: words of closed sets, so that there are few.
type outcome struct {
	method, route, endpoint, kind string
	status                        int
	provider                      int // status of the data source that was asked; 0 if none was
}

// told is where one outcome is counted and logged: its labels are looked up, and its attributes written, once.
type told struct {
	requests prometheus.Counter // nil if it is not counted
	log      slog.Handler
}

// outcomes are those that there have been, at most a few dozen and the usual ones early: they are sooner gone through than
// looked up. They are only added to.
type outcomes struct {
	mutex sync.Mutex // of adding
	known atomic.Pointer[[]knownOutcome]
}

// knownOutcome is an outcome and where it is told of.
type knownOutcome struct {
	outcome
	told
}

// of returns where an outcome is told of, which add makes for the first.
func (s *outcomes) of(o outcome, add func(outcome) told) told {
	if t, ok := s.find(o); ok {
		return t
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	t, ok := s.find(o)
	if !ok {
		t = add(o)
		grown := append(slices.Clone(s.all()), knownOutcome{o, t})
		s.known.Store(&grown)
	}
	return t
}

func (s *outcomes) find(o outcome) (told, bool) {
	all := s.all()
	for i := range all {
		if all[i].outcome == o {
			return all[i].told, true
		}
	}
	return told{}, false
}

func (s *outcomes) all() []knownOutcome {
	if known := s.known.Load(); known != nil {
		return *known
	}
	return nil
}

// tell makes what an outcome is told by; counted is whether metrics tell of it.
func (s *Server) tell(o outcome, counted bool) told {
	attrs := []slog.Attr{slog.String("method", o.method), slog.String("route", o.route), slog.Int("status", o.status)}
	if o.endpoint != "" {
		attrs = append(attrs, slog.String("endpoint", o.endpoint))
	}
	t := told{log: s.deps.Log.Handler().WithAttrs(attrs)}
	if counted {
		t.requests = s.metrics.requests.WithLabelValues(o.method, statusText(o.status), neverRetried, o.kind, o.endpoint, providerText(o.provider))
	}
	return t
}
