// Command adapter compares the adapter with what else one could run in its place: the official framework (EA v3), a
// handler written by hand with gin and GORM, and bare net/http, all on one MariaDB, under one load generator (wrk), in one
// go. See docs/performance.md.
//
// Every contender runs as a process of its own from start to end; rounds go through all of them in turn, so that what else
// the machine does falls on all alike, and the median of the rounds counts. The last line is one JSON object of ratios, each the
// median of those within a round.
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
	citizens, rounds, connections int
	duration                      time.Duration
	keep                          string
}

func main() {
	var o options
	flag.IntVar(&o.citizens, "citizens", 100_000, "citizens in the database, each asked for with the same chance")
	flag.IntVar(&o.rounds, "rounds", 15, "times that each contender is measured; the median counts, of ratios that of each round's")
	flag.IntVar(&o.connections, "connections", 32, "connections of the load generator")
	flag.DurationVar(&o.duration, "duration", 3*time.Second, "length of one measurement, whole seconds")
	flag.StringVar(&o.keep, "keep", "", "folder to build, install and fill the database in, and to use again; default is a temporary one")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// run prepares everything, measures and prints the report.
func (o options) run(ctx context.Context) (err error) {
	dir := o.keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "bench-adapter"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	if err := errors.Join(os.MkdirAll(dir, 0o755), os.Chmod(dir, 0o755)); err != nil { // the server's user reads it
		return err
	}
	if err := build(ctx, dir); err != nil {
		return err
	}
	server, err := mariadb.Start(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	if err := fill(ctx, server, o.citizens); err != nil {
		return fmt.Errorf("fill database: %w", err)
	}
	field, err := o.start(ctx, dir, server)
	defer func() { err = errors.Join(err, field.stop()) }()
	if err != nil {
		return err
	}
	if err := field.agree(ctx, o.citizens); err != nil {
		return err
	}
	if err := field.warm(ctx, o); err != nil {
		return fmt.Errorf("warm caches: %w", err)
	}
	if err := field.measure(ctx, o); err != nil {
		return err
	}
	return field.report(os.Stdout)
}

// build makes the programs that are measured.
func build(ctx context.Context, dir string) error {
	for program, path := range map[string]string{
		"link4health": ".", "handwritten": "./bench/adapter/handwritten", "bare": "./bench/adapter/bare",
	} {
		if err := silently(exec.CommandContext(ctx, "go", "build", "-o", filepath.Join(dir, program), path)); err != nil {
			return fmt.Errorf("build %s: %w", program, err)
		}
	}
	if _, err := os.Stat(filepath.Join(eaFolder, "node_modules")); err == nil {
		return nil
	}
	say("installing EA v3 from npm")
	install := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	install.Dir = eaFolder
	if err := silently(install); err != nil {
		return fmt.Errorf("npm ci: %w", err)
	}
	return nil
}

// silently runs a command whose output matters only if it fails.
func silently(command *exec.Cmd) error {
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// say tells what is being done.
func say(format string, arguments ...any) { fmt.Fprintf(os.Stderr, format+"\n", arguments...) }
