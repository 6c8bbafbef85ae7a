package adapter

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/link4health/link4health/adapter/certificate"
	"github.com/link4health/link4health/adapter/config"
)

// reloadInterval is how often files of secrets are looked at. Their contents are compared, not their times: a file
// that is replaced by renaming a directory, as Kubernetes does, may be older than the one before.
const reloadInterval = time.Second

// reloads is something that is kept in files and read again when they change.
type reloads struct {
	what  string   // for log lines
	paths []string // of the files
	seen  [sha256.Size]byte
	apply func() error // reads the files and takes over what they say, or leaves all as it was
}

// changed reports whether the files hold something else than when it was last called. A file that cannot be read holds
// the reason why not.
func (r *reloads) changed() bool {
	all := sha256.New()
	for _, path := range r.paths {
		text, err := config.ReadSecret(path)
		part := sha256.Sum256(fmt.Appendf(nil, "%s\x00%v", text, err))
		all.Write(part[:])
	}
	now := [sha256.Size]byte(all.Sum(nil))
	changed := now != r.seen
	r.seen = now
	return changed
}

// watch looks at the files until ctx ends.
func (s *Server) watch(ctx context.Context) {
	parts := s.reloads()
	if len(parts) == 0 {
		return
	}
	ticker := time.NewTicker(reloadInterval)
	defer ticker.Stop()
	for level := slog.LevelDebug; ; level = slog.LevelInfo { // the first time is no news
		for _, part := range parts {
			s.reload(ctx, part, level)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// reload takes over what a part's files say if they have changed, and logs that, or why not, once a change.
func (s *Server) reload(ctx context.Context, part *reloads, level slog.Level) {
	if !part.changed() {
		return
	}
	if err := part.apply(); err != nil {
		s.deps.Log.Error("reload failed; what was read before stays in use",
			slog.String("what", part.what), slog.String("cause", err.Error()))
		return
	}
	s.deps.Log.Log(ctx, level, "reloaded", slog.String("what", part.what))
}

// reloads are the settings that are kept in files and may change.
func (s *Server) reloads() []*reloads {
	var all []*reloads
	if path := s.cfg.Origins["ADAPTER_TOKENS"].File; path != "" {
		all = append(all, &reloads{what: "ADAPTER_TOKENS_FILE", paths: []string{path}, apply: func() error { return s.reloadTokens(path) }})
	}
	if s.keeper != nil {
		if paths := s.cfg.TLSFiles(); len(paths) > 0 {
			all = append(all, &reloads{what: "TLS", paths: paths, apply: s.reloadTLS})
		}
	}
	return all
}

// errNoTokens says that a file of tokens holds none: that would open the adapter to everybody.
var errNoTokens = errors.New("the file holds no token")

func (s *Server) reloadTokens(path string) error {
	text, err := config.ReadSecret(path)
	if err != nil {
		return err
	}
	tokens := config.ParseTokens(text)
	if len(tokens) == 0 {
		return errNoTokens
	}
	if err := config.CheckTokens(tokens); err != nil {
		return err
	}
	s.access.replace(tokens)
	return nil
}

func (s *Server) reloadTLS() error {
	text, err := s.cfg.ReadTLS()
	if err != nil {
		return err
	}
	return s.keeper.Replace(text)
}

// newKeeper makes what TLS works with, or nil if the adapter speaks plain HTTP.
func newKeeper(cfg config.Config) (*certificate.Keeper, error) {
	if !cfg.TLS() {
		return nil, nil
	}
	return certificate.New(cfg.TLSText())
}
