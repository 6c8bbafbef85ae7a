package adapter

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/link4health/link4health/adapter/config"
)

// pathLogLevel, on the metrics port, tells and changes the level of what is logged.
const pathLogLevel = "/log-level"

// leveled passes on records of a level that may change while the program runs.
type leveled struct {
	slog.Handler
	level *slog.LevelVar
}

// Enabled reports whether records of that level are logged now.
func (h leveled) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= h.level.Level() && h.Handler.Enabled(ctx, level)
}

// WithAttrs is the handler with attributes.
func (h leveled) WithAttrs(attrs []slog.Attr) slog.Handler {
	return leveled{h.Handler.WithAttrs(attrs), h.level}
}

// WithGroup is the handler within a group.
func (h leveled) WithGroup(name string) slog.Handler {
	return leveled{h.Handler.WithGroup(name), h.level}
}

// withLevel makes the level of a logger one that can be changed. What its handler drops stays dropped.
func withLevel(log *slog.Logger, level config.LogLevel) (*slog.Logger, *slog.LevelVar) {
	current := &slog.LevelVar{}
	current.Set(level.Level())
	return slog.New(leveled{log.Handler(), current}), current
}

// logLevel answers GET and PUT of the level, in the form that zap's AtomicLevel has: {"level":"debug"}. The level is
// changed until the next start, and only from this machine.
func (s *Server) logLevel(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPut {
		var wanted struct{ Level *config.LogLevel }
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&wanted); err != nil || wanted.Level == nil {
			http.Error(w, `put {"level": …} with one of trace, debug, info, warn, error, fatal, silent`, http.StatusBadRequest)
			return
		}
		before := config.LogLevel(s.deps.Level.Level())
		s.deps.Level.Set(wanted.Level.Level())
		s.deps.Log.Warn("log level was changed", slog.String("from", before.String()), slog.String("to", wanted.Level.String()))
	}
	w.Header().Set("Content-Type", mediaJSON)
	_, _ = fmt.Fprintf(w, "{\"level\":%q}\n", config.LogLevel(s.deps.Level.Level()))
}
