// Command soak holds constant load on the adapter, as a process of its own with TLS, tokens and a MariaDB server, while
// it stops and starts the database, rotates certificates and tokens, and restarts the adapter.
//
// Every request has to get the right answer or an honest error, none may hang past its deadline, and goroutines and
// memory have to return to where they were. It prints what it does and ends with one line of figures; it exits with
// status 1 if something did not hold.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// options are the flags.
type options struct {
	duration time.Duration
	rate     int
	clients  int
}

func main() {
	var o options
	flag.DurationVar(&o.duration, "for", 3*time.Minute, "how long to hold the load; a round of disturbances takes about half a minute")
	flag.IntVar(&o.rate, "rate", 200, "requests a second")
	flag.IntVar(&o.clients, "clients", 32, "clients that ask at the same time")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

func (o options) run(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "soak")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o755); err != nil { // the database's user has to get in
		return err
	}
	w, err := newWorld(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.close()) }()
	before, err := w.idle(ctx, o)
	if err != nil {
		return err
	}
	fmt.Printf("before: %v\n", before)

	l := newLoad(w, o)
	loading, end := context.WithTimeout(ctx, o.duration)
	defer end()
	ended := make(chan struct{})
	go func() { l.run(loading); close(ended) }()
	rounds, err := w.disturb(loading, l)
	if err != nil {
		return err
	}
	<-ended
	if ctx.Err() != nil {
		return ctx.Err()
	}
	after, err := w.idle(ctx, o)
	if err != nil {
		return err
	}
	fmt.Printf("after: %v\n", after)
	return l.verdict(o, rounds, before, after)
}

// build makes the program that is tried.
func build(ctx context.Context, dir string) (program string, err error) {
	program = filepath.Join(dir, "link4health")
	out, err := command(ctx, nil, "go", "build", "-o", program, "github.com/link4health/link4health").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return program, nil
}
