// Package freshness tells the adapter's metrics how old the newest readings are, and of how many citizens there are enough
// readings for a score. It looks them up in the background, a step into an index for each, never while metrics are scraped.
package freshness

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// How a look is spread: after every stretch of citizens, and at its end, it rests restFactor times as long as that took. So
// looking never keeps a database busy for more than a fiftieth of the time, and requests never wait for a crowd of looks.
const (
	stretch    = 500
	restFactor = 49
)

// Readings tells what is newest. *store.Store does.
type Readings interface {
	NewestOfCities(ctx context.Context, asOf time.Time, each func(store.Newest) error) error
	NewestOfCitizens(ctx context.Context, asOf time.Time, each func(store.Newest) error) error
}

var _ Readings = (*store.Store)(nil)

// Deps are what a Watcher works with. All are required.
type Deps struct {
	Readings Readings
	Model    score.Model
	Registry prometheus.Registerer
	Log      *slog.Logger
	Now      func() time.Time // the moment for which scores are worked out
}

// Config says how to look.
type Config struct {
	Interval    time.Duration // between two looks; more than 0
	MinCoverage uint16        // basis points from which on a citizen's readings are enough
}

// Watcher looks at the readings. Run may be called once.
type Watcher struct {
	deps    Deps
	cfg     Config
	factors []score.FactorSpec
	gauges  *gauges
	failing bool
}

// New registers the metrics and returns a Watcher that does not look yet. The error names all that is missing.
func New(deps Deps, cfg Config) (*Watcher, error) {
	var faults []error
	for name, missing := range map[string]bool{
		"Readings": deps.Readings == nil, "Model": len(deps.Model.Factors()) == 0, "Registry": deps.Registry == nil,
		"Log": deps.Log == nil, "Now": deps.Now == nil, "Interval": cfg.Interval <= 0,
	} {
		if missing {
			faults = append(faults, errors.New(name+" is missing"))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("watch the readings: %w", err)
	}
	w := &Watcher{deps: deps, cfg: cfg, factors: deps.Model.Factors(), gauges: newGauges(deps.Now)}
	if err := deps.Registry.Register(w.gauges); err != nil {
		return nil, fmt.Errorf("register the readings' metrics: %w", err)
	}
	return w, nil
}

// Run looks, rests for Interval and looks again until ctx ends. Where there are many citizens a look takes minutes. A database that does not answer is logged
// once and asked again.
func (w *Watcher) Run(ctx context.Context) {
	for {
		begun := time.Now()
		p := pace{began: begun}
		seen, err := w.look(ctx, &p)
		if err == nil {
			w.gauges.publish(seen, time.Since(begun))
		}
		w.report(ctx, err)
		if sleep(ctx, max(w.cfg.Interval, p.due())) != nil {
			return
		}
	}
}

// pace makes a look rest.
type pace struct {
	began time.Time // of this stretch
	count int       // citizens looked at in it
}

// step counts a citizen and rests at the end of a stretch.
func (p *pace) step(ctx context.Context) error {
	if p.count++; p.count < stretch {
		return nil
	}
	err := sleep(ctx, p.due())
	*p = pace{began: time.Now()}
	return err
}

// due is how long to rest after what was done of this stretch.
func (p *pace) due() time.Duration { return restFactor * time.Since(p.began) }

// sleep waits; it returns ctx's error if that ends first.
func sleep(ctx context.Context, long time.Duration) error {
	timer := time.NewTimer(long)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// report logs when looking begins to fail and when it works again, once each time.
func (w *Watcher) report(ctx context.Context, err error) {
	switch {
	case err != nil && ctx.Err() == nil && !w.failing:
		w.failing = true
		w.deps.Log.Warn("age of the readings cannot be looked up", slog.String("cause", err.Error()))
	case err == nil && w.failing:
		w.failing = false
		w.deps.Log.Info("age of the readings can be looked up again")
	}
}

// look goes through all cities, then all citizens.
func (w *Watcher) look(ctx context.Context, p *pace) (*seen, error) {
	asOf := w.deps.Now()
	s := newSeen()
	cities := map[string]store.Newest{}
	err := w.deps.Readings.NewestOfCities(ctx, asOf, func(n store.Newest) error {
		cities[n.CityID] = n
		s.city(n)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = w.deps.Readings.NewestOfCitizens(ctx, asOf, func(n store.Newest) error {
		s.citizen(n, w.coverage(asOf, n, cities[n.CityID]) >= w.cfg.MinCoverage)
		return p.step(ctx)
	})
	if err != nil {
		return nil, err
	}
	s.hideFew()
	return s, nil
}

// coverage is what a score would cover at best, in basis points: the weight of the factors of which there is a reading that
// is new enough to count. The readings themselves may still not do, such as days that are not full.
func (w *Watcher) coverage(asOf time.Time, citizen, city store.Newest) (basisPoints uint16) {
	for i := range w.factors {
		f := &w.factors[i]
		reach := w.deps.Model.Reach(f.Metric)
		metrics := []score.Metric{f.Metric}
		if f.Otherwise != nil {
			metrics = append(metrics, f.Otherwise.From)
		}
		for _, metric := range metrics {
			at, known := citizen.At[metric]
			if !known {
				at, known = city.At[metric]
			}
			if known && asOf.Sub(at) < reach {
				basisPoints += f.Weight
				break
			}
		}
	}
	return basisPoints
}
