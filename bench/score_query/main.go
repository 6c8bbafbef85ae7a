// Command score_query measures how long a score's queries and its calculation take as
// the database grows, and prints the latency at each size and the ratio of the largest
// to the smallest, which is to stay below 1.5.
//
// The citizens who are scored have the same last hundred days at each size; what grows
// is their history before it and the number of other citizens.
package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	_ "github.com/go-sql-driver/mysql" // to make databases

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/simulate"
	"github.com/link4health/link4health/adapter/store"
)

// The citizens who are scored, and their days.
const (
	probed     = 10
	probedDays = 100
)

// perDay is about how many readings a simulated citizen has a day.
const perDay = 97

// first is the first of the days that all sizes share.
var first = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)

// options are the flags.
type options struct {
	server        string
	most, queries int
}

func main() {
	var o options
	flag.StringVar(&o.server, "server", "", "MySQL server to use, mysql://user:password@host:port; default is SQLite")
	flag.IntVar(&o.most, "most", 10_000_000, "readings of the largest size; each size is ten times the one before, from 100,000")
	flag.IntVar(&o.queries, "queries", 500, "scores at each size")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// sample is a database of one size.
type sample struct {
	store  *store.Store
	stored int
	took   []time.Duration
}

// run fills a database of each size, then scores in all of them in turn, so that what
// else the machine does falls on all alike.
func (o options) run(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "bench-score")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	var samples []*sample
	for size := 100_000; size <= o.most; size *= 10 {
		url, remove, err := o.database(ctx, dir, size)
		if err != nil {
			return err
		}
		defer remove()
		s, err := store.Open(ctx, store.Config{URL: url, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		one := &sample{store: s}
		if err := one.fill(ctx, size); err != nil {
			return err
		}
		samples = append(samples, one)
	}
	for n := range o.queries + probed { // the first of each citizen warm up
		for _, one := range samples {
			took, err := scoreOne(ctx, one.store, n%probed+1)
			if err != nil {
				return err
			}
			if n >= probed {
				one.took = append(one.took, took)
			}
		}
	}
	for _, one := range samples {
		fmt.Printf("%9d readings: %v a score (median of %d)\n", one.stored, one.median().Round(time.Microsecond), o.queries)
	}
	fmt.Printf("ratio largest to smallest %.2f\n", float64(samples[len(samples)-1].median())/float64(samples[0].median()))
	return nil
}

// database makes an empty database and returns its URL.
func (o options) database(ctx context.Context, dir string, size int) (url string, remove func(), err error) {
	if o.server == "" {
		return "sqlite://" + filepath.Join(dir, fmt.Sprint(size, ".db")), func() {}, nil
	}
	login, host, found := strings.Cut(strings.TrimPrefix(o.server, "mysql://"), "@")
	if !found {
		return "", nil, errors.New("-server must be mysql://user:password@host:port")
	}
	pool, err := sql.Open("mysql", login+"@tcp("+host+")/")
	if err != nil {
		return "", nil, err
	}
	name := fmt.Sprint("bench_score_", size)
	if _, err := pool.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return "", nil, err
	}
	return o.server + "/" + name, func() {
		_, _ = pool.ExecContext(context.WithoutCancel(ctx), "DROP DATABASE "+name)
		_ = pool.Close()
	}, nil
}

// fill makes the database hold about size readings.
func (one *sample) fill(ctx context.Context, size int) (err error) {
	if err := one.store.Migrate(ctx); err != nil {
		return err
	}
	one.stored, err = fill(ctx, one.store, simulate.Config{Citizens: probed, Days: probedDays, Start: first, Seed: 1})
	missing := size - one.stored
	if err != nil || missing < perDay*probed {
		return err
	}
	days := min(1000, missing/perDay/probed)
	more, err := fill(ctx, one.store, simulate.Config{
		Citizens: missing / perDay / days, Days: days, Seed: uint64(size), Start: first.AddDate(0, 0, -days)})
	one.stored += more
	return err
}

// median returns the median of what a score took.
func (one *sample) median() time.Duration {
	slices.Sort(one.took)
	return one.took[len(one.took)/2]
}

// fill imports a simulation and returns how many readings were new.
func fill(ctx context.Context, s *store.Store, cfg simulate.Config) (int, error) {
	cfg.Format = simulate.NDJSON
	var mapping strings.Builder
	if _, err := simulate.Run(ctx, simulate.Config{Citizens: cfg.Citizens, Days: 1, Start: cfg.Start, Format: cfg.Format}, simulate.Outputs{Mapping: &mapping}); err != nil {
		return 0, err
	}
	parsed, err := ingest.ParseMapping([]byte(mapping.String()))
	if err != nil {
		return 0, err
	}
	read, write := io.Pipe()
	go func() {
		_, err := simulate.Run(ctx, cfg, simulate.Outputs{Citizens: write, Cities: write})
		_ = write.CloseWithError(err) // never fails
	}()
	importer, err := ingest.New(ingest.Deps{Sink: s, Log: slog.New(slog.DiscardHandler), Stdin: read}, ingest.Config{Mapping: parsed})
	if err != nil {
		return 0, err
	}
	summary, err := importer.Import(ctx, "-")
	return summary.Total.New, errors.Join(err, read.Close())
}

// scoreOne scores the n-th citizen and returns how long it takes.
func scoreOne(ctx context.Context, s *store.Store, n int) (time.Duration, error) {
	asOf := first.AddDate(0, 0, probedDays).Add(12 * time.Hour)
	begun := time.Now()
	citizen, err := s.Citizen(ctx, fmt.Sprintf("citizen-%07d", n))
	if err != nil {
		return 0, err
	}
	in, err := s.ScoreInput(ctx, citizen, asOf)
	if err != nil {
		return 0, err
	}
	if _, err := score.V1().Score(in); err != nil && !errors.Is(err, score.ErrCoverage) {
		return 0, err
	}
	return time.Since(begun), nil
}
