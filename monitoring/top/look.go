// Package top shows an operator at a terminal what the dashboards show: requests, errors, latency, runs, keys, freshness and
// alerts, read from the parts themselves.
package top

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// Config says whom to ask. An empty URL is not asked.
type Config struct {
	AdapterURL, NodeURL            string        // of /metrics
	PrometheusURL, AlertmanagerURL string        // of the server; either tells the alerts, Alertmanager's are preferred
	Interval                       time.Duration // between two looks
}

// Watcher looks again and again. It is not safe for concurrent use.
type Watcher struct {
	cfg    Config
	client *http.Client
	before families
	looked time.Time
}

// New returns a Watcher that has not looked yet. A look takes no longer than the client's own time limit for each part.
func New(cfg Config, client *http.Client) *Watcher { return &Watcher{cfg: cfg, client: client} }

// Look asks everybody once. What a part that does not answer would have said is missing; Sources says so.
func (w *Watcher) Look(ctx context.Context) Figures {
	f := Figures{
		At: time.Now().UTC(), Failures: map[string]int64{}, Runs: Runs{Ended: map[string]int64{}, Unhealthy: []string{}},
		Lost: []string{}, Keys: []Key{}, Open: []Open{}, Alerts: []Alert{}, Data: Data{Oldest: []Age{}},
	}
	adapter := w.scrape(ctx, &f, "adapter", w.cfg.AdapterURL)
	node := w.scrape(ctx, &f, "runner", w.cfg.NodeURL)
	f.work(adapter, node, w.before, f.At.Sub(w.looked).Seconds())
	w.before, w.looked = adapter, f.At
	w.alerts(ctx, &f)
	return f
}

// scrape reads the metrics of a part, and notes whether it answered.
func (w *Watcher) scrape(ctx context.Context, f *Figures, name, address string) families {
	if address == "" {
		return nil
	}
	metrics, err := scrape(ctx, w.client, address)
	f.note(name, err)
	return metrics
}

// alerts asks for what fires.
func (w *Watcher) alerts(ctx context.Context, f *Figures) {
	for _, teller := range []struct {
		name, address string
		ask           func(context.Context, *http.Client, string) ([]Alert, error)
	}{{"alertmanager", w.cfg.AlertmanagerURL, alertmanagerAlerts}, {"prometheus", w.cfg.PrometheusURL, prometheusAlerts}} {
		if teller.address == "" {
			continue
		}
		alerts, err := teller.ask(ctx, w.client, strings.TrimSuffix(teller.address, "/"))
		f.note(teller.name, err)
		if err == nil {
			f.Alerts = append(f.Alerts, alerts...)
			return
		}
	}
}

// note adds a part that was asked.
func (f *Figures) note(name string, err error) {
	s := Source{Name: name, Up: err == nil}
	if err != nil {
		s.Error = err.Error()
	}
	f.Sources = append(f.Sources, s)
}

// Down reports whether a part did not answer.
func (f *Figures) Down() bool {
	for _, s := range f.Sources {
		if !s.Up {
			return true
		}
	}
	return false
}
