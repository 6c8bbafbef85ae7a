// Package alertlog takes what Alertmanager sends and writes one log line for each alert: a receiver that needs no account
// anywhere, until a pager or a ticket system takes its place.
package alertlog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"
)

// maxBody is the most of a message that is read, in bytes; Alertmanager groups alerts, and a group is a few of them.
const maxBody = 1 << 20

// message is what Alertmanager posts to a webhook.
//
// Source: Alertmanager v0.28, docs/configuration.md, webhook_config
type message struct {
	Version         string
	Status          string
	TruncatedAlerts int
	Alerts          []alert
}

type alert struct {
	Status      string // firing or resolved
	Labels      map[string]string
	Annotations map[string]string
	StartsAt    time.Time
}

// New returns a handler that takes Alertmanager's webhooks on any path, whose last element names the receiver, and writes them
// to log. GET /health answers 200.
func New(log *slog.Logger) (http.Handler, error) {
	if log == nil {
		return nil, errors.New("alert log: the log is missing")
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "OK") })
	mux.HandleFunc("POST /{receiver}", func(w http.ResponseWriter, r *http.Request) {
		var m message
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&m); err != nil || m.Version == "" {
			http.Error(w, "want the JSON that Alertmanager posts to a webhook_config", http.StatusBadRequest)
			return
		}
		for _, a := range m.Alerts {
			write(r.Context(), log, r.PathValue("receiver"), a)
		}
		if m.TruncatedAlerts > 0 {
			log.Warn("alerts are left out: raise max_alerts of the webhook_config", "receiver", r.PathValue("receiver"), "alerts", m.TruncatedAlerts)
		}
	})
	return mux, nil
}

// write writes one alert, at the level of its severity while it fires.
func write(ctx context.Context, log *slog.Logger, receiver string, a alert) {
	level := slog.LevelInfo
	if a.Status == "firing" {
		switch a.Labels["severity"] {
		case "critical":
			level = slog.LevelError
		case "warning":
			level = slog.LevelWarn
		}
	}
	log.LogAttrs(ctx, level, "alert",
		slog.String("receiver", receiver), slog.String("status", a.Status), slog.String("alert", a.Labels["alertname"]),
		slog.String("network", a.Labels["network"]), slog.String("instance", a.Labels["instance"]),
		slog.Time("since", a.StartsAt), slog.String("summary", a.Annotations["summary"]),
		slog.String("description", a.Annotations["description"]), slog.String("runbook", a.Annotations["runbook_url"]))
}
