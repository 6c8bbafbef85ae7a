package adapter

import (
	"log/slog"
	"maps"
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

// outcomes are those that there have been. They are only added to.
type outcomes struct {
	mutex sync.Mutex // of adding
	known atomic.Pointer[map[outcome]told]
}

// of returns where an outcome is told of, which add makes for the first.
func (s *outcomes) of(o outcome, add func(outcome) told) told {
	if known := s.known.Load(); known != nil {
		if t, ok := (*known)[o]; ok {
			return t
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	grown := map[outcome]told{}
	if known := s.known.Load(); known != nil {
		grown = maps.Clone(*known)
	}
	if _, ok := grown[o]; !ok {
		grown[o] = add(o)
	}
	s.known.Store(&grown)
	return grown[o]
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
