package adapter

import (
	"net"
	"net/http"
	"net/http/pprof"
)

// operatorRoutes adds what an operator looks at or changes on the metrics port: the level of logging, and Go's profiles
// if the settings want them. Both are for this machine alone; a profile may show what is in memory.
func (s *Server) operatorRoutes(mux *http.ServeMux) {
	if s.deps.Level != nil {
		mux.Handle("GET "+pathLogLevel, fromHere(s.logLevel))
		mux.Handle("PUT "+pathLogLevel, fromHere(s.logLevel))
	}
	if s.cfg.DebugEndpoints {
		mux.Handle("GET /debug/pprof/", fromHere(pprof.Index))
		mux.Handle("GET /debug/pprof/cmdline", fromHere(pprof.Cmdline))
		mux.Handle("GET /debug/pprof/profile", fromHere(pprof.Profile))
		mux.Handle("GET /debug/pprof/symbol", fromHere(pprof.Symbol))
		mux.Handle("GET /debug/pprof/trace", fromHere(pprof.Trace))
	}
}

// fromHere answers clients on this machine and refuses all others. Behind a proxy on this machine everybody seems to be
// here: let it pass /metrics alone.
func fromHere(handle http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if address := net.ParseIP(host); err != nil || address == nil || !address.IsLoopback() {
			http.Error(w, "this is answered on the adapter's own machine only", http.StatusForbidden)
			return
		}
		handle(w, r)
	})
}
