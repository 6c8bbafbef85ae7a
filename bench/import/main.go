// Command import measures how fast readings are imported, against the fastest way in
// that each database has of its own: LOAD DATA LOCAL INFILE and sqlite3's .import, into
// tables of the same shape, with the same rows, in the same order, in one run.
//
// It prints memory first and the ratios of speed last. Both sides run twice, in turn,
// as processes of their own, and the faster run counts, so that what else the machine
// does weighs less.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/link4health/link4health/bench/mariadb"
)

// options are the flags.
type options struct {
	rows, most, rounds int
	seed               uint64
}

func main() {
	var o options
	flag.IntVar(&o.rows, "rows", 1_000_000, "readings of the comparison of speed")
	flag.IntVar(&o.most, "most", 5_000_000, "readings of the larger import of which memory is measured; the smaller has 10,000")
	flag.IntVar(&o.rounds, "rounds", 2, "runs of each side; the fastest counts")
	flag.Uint64Var(&o.seed, "seed", 1, "of the simulated readings")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// run measures memory, then speed.
func (o options) run(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "bench-import")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o755); err != nil { // the server's user reads it
		return err
	}
	b := &bench{dir: dir, program: filepath.Join(dir, "link4health"), options: o}
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", b.program, ".").CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w: %s", err, out)
	}
	if b.server, err = mariadb.Start(ctx, dir); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.server.Stop()) }()
	if err := b.memory(ctx); err != nil {
		return fmt.Errorf("measure memory: %w", err)
	}
	return b.speed(ctx)
}

// bench is one run of everything.
type bench struct {
	options
	dir, program string
	server       *mariadb.Server
}

// memory imports few and many readings into both databases and prints the peak of
// each, which must not depend on how many there are.
func (b *bench) memory(ctx context.Context) error {
	for _, rows := range []int{10_000, b.most} {
		in, err := b.simulate(ctx, rows, b.most)
		if err != nil {
			return err
		}
		for _, target := range b.targets() {
			took, err := target.ours(ctx, in)
			if err != nil {
				return fmt.Errorf("%s: %w", target.name(), err)
			}
			fmt.Printf("memory %s %d rows: peak %.1f MiB, %.0f rows/s\n", target.name(), in.rows, took.peakMiB, took.rate(in.rows))
		}
		if err := in.remove(); err != nil {
			return err
		}
	}
	return nil
}

// speed compares both sides and prints the ratios.
func (b *bench) speed(ctx context.Context) error {
	in, err := b.simulate(ctx, b.rows, b.rows)
	if err != nil {
		return err
	}
	if err := b.convert(ctx, &in); err != nil {
		return err
	}
	var ratios []string
	for _, target := range b.targets() {
		var ours, theirs time.Duration
		for range b.rounds {
			baseline, err := target.theirs(ctx, in)
			if err != nil {
				return fmt.Errorf("%s: %w", target.name(), err)
			}
			took, err := target.ours(ctx, in)
			if err != nil {
				return fmt.Errorf("%s: %w", target.name(), err)
			}
			fmt.Printf("%s: %s %.0f rows/s, ours %.0f rows/s\n", target.name(), target.rival(), baseline.rate(in.distinct), took.rate(in.rows))
			ours, theirs = fastest(ours, took.wall), fastest(theirs, baseline.wall)
		}
		ratio := (float64(in.rows) / ours.Seconds()) / (float64(in.distinct) / theirs.Seconds())
		ratios = append(ratios, fmt.Sprintf("ratio %s %.2f", target.name(), ratio))
	}
	for _, line := range ratios {
		fmt.Println(line)
	}
	return in.remove()
}

// fastest returns the shorter of best and now; 0 is no run yet.
func fastest(best, now time.Duration) time.Duration {
	if best == 0 {
		return now
	}
	return min(best, now)
}

// usage is what a process took.
type usage struct {
	wall    time.Duration
	peakMiB float64
}

// rate returns rows a second.
func (u usage) rate(rows int) float64 { return float64(rows) / u.wall.Seconds() }

// measure runs a command to its end.
func measure(command *exec.Cmd) (usage, error) {
	command.Stderr = os.Stderr
	start := time.Now()
	if err := command.Run(); err != nil {
		return usage{}, fmt.Errorf("%s: %w", filepath.Base(command.Path), err)
	}
	u := usage{wall: time.Since(start)}
	if resources, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.peakMiB = float64(resources.Maxrss) / 1024 // kibibytes on Linux
	}
	return u, nil
}
