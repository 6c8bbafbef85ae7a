package adapter

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/adapter/chainwatch"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/freshness"
	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/adapter/store"
)

// watch registers the metrics of what no request tells, the connections to the database, the age of the readings and the
// state of the contracts, and keeps them up to date in the background until stop is called. reader is nil if there is no
// chain.
func watch(ctx context.Context, cfg config.Config, s *store.Store, reader *market.Reader, deps Deps) (stop func(), err error) {
	registry := labelled(deps.Registry, deps.Version)
	var faults []error
	for _, c := range s.Collectors() {
		faults = append(faults, registry.Register(c))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	var watchers []interface{ Run(context.Context) }
	if cfg.WatchInterval != 0 && cfg.MetricsEnabled {
		readings, err := newReadingsWatcher(cfg, s, deps, registry)
		if err != nil {
			return nil, err
		}
		watchers = append(watchers, readings)
		if reader != nil {
			chain, err := newChainWatcher(cfg, reader, deps, registry)
			if err != nil {
				return nil, err
			}
			watchers = append(watchers, chain)
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	for _, w := range watchers {
		running.Go(func() { w.Run(ctx) })
	}
	return func() { cancel(); running.Wait() }, nil
}

// newChainWatcher makes the watcher of the contracts.
func newChainWatcher(cfg config.Config, reader *market.Reader, deps Deps, registry prometheus.Registerer) (*chainwatch.Watcher, error) {
	return chainwatch.New(chainwatch.Deps{
		Connect:  func(ctx context.Context) (chainwatch.Chain, error) { return reader.Client(ctx) },
		Registry: registry, Log: deps.Log,
	}, chainwatch.Config{
		Market: cfg.RecordMarket, Registry: cfg.ScoreRegistry, FirstBlock: cfg.FirstBlock, Interval: cfg.WatchInterval.Duration(),
	})
}

// newReadingsWatcher makes the watcher of the readings' age, at the moment for which scores are worked out.
func newReadingsWatcher(cfg config.Config, s *store.Store, deps Deps, registry prometheus.Registerer) (*freshness.Watcher, error) {
	now := time.Now
	if !cfg.AsOf.IsZero() {
		now = func() time.Time { return cfg.AsOf }
	}
	return freshness.New(freshness.Deps{Readings: s, Model: deps.Model, Registry: registry, Log: deps.Log, Now: now},
		freshness.Config{Interval: cfg.WatchInterval.Duration(), MinCoverage: cfg.MinCoverage})
}
