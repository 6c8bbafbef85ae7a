package adapter

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/link4health/link4health/adapter/admin"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/telemetry"
)

// OpenStore opens the database that the settings name, with their keys for record locations,
// whatever its schema: the caller checks or migrates it, and closes it.
//
// Returns an error that names the setting, or store.ErrUnavailable if the database does not answer.
func OpenStore(ctx context.Context, cfg config.Config, log *slog.Logger) (*store.Store, error) {
	return openStore(ctx, cfg, log, nil)
}

// openStore is OpenStore whose statements are traced.
func openStore(ctx context.Context, cfg config.Config, log *slog.Logger, tracing *telemetry.Tracing) (*store.Store, error) {
	var keys *store.Keyring
	if cfg.RecordKeys != "" {
		var err error
		if keys, err = store.ParseKeyring(cfg.RecordKeys.Reveal()); err != nil {
			return nil, fmt.Errorf("RECORD_KEYS: %w", err)
		}
	}
	replicas := make([]string, len(cfg.ReplicaURLs))
	for i, url := range cfg.ReplicaURLs {
		replicas[i] = url.Reveal()
	}
	return store.Open(ctx, store.Config{
		URL: cfg.DatabaseURL.Reveal(), Replicas: replicas, Keys: keys, Log: log,
		Pool: store.Pool{
			Connections: cfg.DatabaseConnections, Lifetime: cfg.DatabaseLifetime.Duration(), IdleTime: cfg.DatabaseIdleTime.Duration(),
			ConnectTimeout: cfg.DatabaseConnectTimeout.Duration(), LockWait: cfg.DatabaseLockTimeout.Duration(), CAFile: cfg.DatabaseCA,
			OpenDB: tracing.OpenDB,
		},
	})
}

// garbagePercent is how much garbage may gather before it is collected, in percent of what is in use. Little is, 4 MiB and 9
// for the scores of 50,000 people, and each that is worked out leaves much: by Go's own 100 the collector would run all the time.
const garbagePercent = 300

// spareCollector lets the garbage collector run more rarely, unless the operator has set GOGC. GOMEMLIMIT holds in any case.
func spareCollector() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbagePercent)
	}
}

// Serve opens what the settings name and runs the adapter until ctx ends, then closes it all.
// Of log it uses what LOG_LEVEL lets through, which can be changed on the metrics port while it runs.
// listening is called once when requests are taken.
//
// Returns an error if the settings are wrong, the database is not of this program's schema, or a
// port is taken. A chain that is not there is no reason not to start: /ready says so.
func Serve(ctx context.Context, cfg config.Config, log *slog.Logger, version string, listening func(Addresses)) (err error) {
	log, level := withLevel(log, cfg.LogLevel)
	tracing, err := startTracing(ctx, cfg, version, log)
	if err != nil {
		return err
	}
	defer tracing.Close(ctx)
	s, err := openStore(ctx, cfg, log, tracing)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.CheckSchema(ctx); err != nil {
		return err
	}
	deps := Deps{
		Scores: s, Records: s, Database: s, Deferred: s, Model: score.V1(), Log: log, Registry: prometheus.NewRegistry(),
		Version: version, Listening: listening, Tracing: tracing, Level: level,
	}
	deps.Registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	shared, closeShared, err := openShared(ctx, cfg, s, log)
	if err != nil {
		return err
	}
	defer closeShared()
	deps.Shared = shared
	var reader *market.Reader
	if cfg.Records() {
		reader, err = market.New(market.Config{RPCURL: cfg.RPCURL.Reveal(), ChainID: cfg.ChainID, Market: cfg.RecordMarket})
		if err != nil {
			return err
		}
		defer func() { _ = reader.Close() }() // nothing is lost with it
		deps.Grants, deps.Chain = reader, reader
	}
	if deps.Mounts, err = ingestion(cfg, s, log, deps.Registry, version); err != nil {
		return err
	}
	administration, err := citizens(s, log)
	if err != nil {
		return err
	}
	deps.Mounts = append(deps.Mounts, administration...)
	server, err := New(deps, cfg)
	if err != nil {
		return err
	}
	stop, err := watch(ctx, cfg, s, reader, deps)
	if err != nil {
		return err
	}
	defer stop()
	spareCollector()
	return server.Run(ctx)
}

// ingestion returns the routes that take measurements. Their tokens are the database's: without one issued, they take
// nothing.
func ingestion(
	cfg config.Config, s *store.Store, log *slog.Logger, registry prometheus.Registerer, version string,
) ([]Mount, error) {
	handler, err := intake.New(intake.Deps{Store: settled{s}, Log: log, Registry: labelled(registry, version)}, intake.Config{
		MaxBody: cfg.IngestionMaxBody, MaxItems: cfg.IngestionMaxItems, MaxAtomic: cfg.IngestionMaxAtomic,
		IdentifierSystem: cfg.FHIRIdentifierSystem,
	})
	if err != nil {
		return nil, err
	}
	return []Mount{
		{Name: "readings", Method: http.MethodPost, Path: intake.PathReadings, Handler: handler, Operation: intake.DescribeReadings()},
		{Name: "fhir", Method: http.MethodPost, Path: intake.PathFHIR, Handler: handler, Operation: intake.DescribeFHIR()},
	}, nil
}

// citizens returns the routes that export and erase one person's data. They want a token with scope admin.
func citizens(s *store.Store, log *slog.Logger) ([]Mount, error) {
	handler, err := admin.New(admin.Deps{Store: settled{s}, Log: log}, admin.Config{})
	if err != nil {
		return nil, err
	}
	return []Mount{
		{Name: "citizen-export", Method: http.MethodGet, Path: admin.PathExport, Handler: handler, Operation: admin.DescribeExport()},
		{Name: "citizen-erase", Method: http.MethodDelete, Path: admin.PathCitizen, Handler: handler, Operation: admin.DescribeErase()},
	}, nil
}
