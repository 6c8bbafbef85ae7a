// Command metrics measures what monitoring costs: the requests a second of an adapter that counts and is scraped every
// second, fifteen times as often as usual, against one with METRICS_ENABLED=false.
//
// Both are processes of their own from start to end, on databases of their own, and are asked in turn, round by round, so that
// what else the machine does falls on both alike; the median of the rounds' ratios counts. They answer from their caches, so
// that counting weighs as much as it can.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

//go:embed score.lua
var script string

// options are the flags.
type options struct {
	rounds, connections int
	duration            time.Duration
}

func main() {
	var o options
	flag.IntVar(&o.rounds, "rounds", 15, "times that both are measured")
	flag.IntVar(&o.connections, "connections", 16, "connections of the load generator")
	flag.DurationVar(&o.duration, "duration", 3*time.Second, "length of one measurement, whole seconds")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// run builds the program, starts both adapters and measures.
func (o options) run(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "bench-metrics")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	program, lua := filepath.Join(dir, "link4health"), filepath.Join(dir, "score.lua")
	if err := os.WriteFile(lua, []byte(script), 0o600); err != nil {
		return err
	}
	if err := tool(ctx, nil, "go", "build", "-o", program, "."); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	with, err := start(ctx, program, dir, true)
	if err != nil {
		return err
	}
	without, err := start(ctx, program, dir, false)
	if err != nil {
		return err
	}
	go scrape(ctx, with.metrics)
	return o.compare(ctx, lua, with, without)
}

// compare asks both in turn and prints the medians of the rounds' ratios, of requests a second and of requests for each
// second of processor time, on which a busy machine has less influence.
func (o options) compare(ctx context.Context, lua string, with, without adapter) error {
	var rates, costs []float64
	for round := range o.rounds + 1 {
		pair := []adapter{with, without}
		var found [2]result
		for i := range pair {
			i = (i + round) % len(pair) // none always goes first
			var err error
			if found[i], err = o.measure(ctx, lua, pair[i]); err != nil {
				return err
			}
		}
		if round == 0 {
			continue // to warm up
		}
		rates = append(rates, found[0].rate/found[1].rate)
		costs = append(costs, found[0].perProcessor/found[1].perProcessor)
		fmt.Printf("round %d: %.0f requests/s with metrics, %.0f without, ratio %.3f\n", round, found[0].rate, found[1].rate, rates[round-1])
	}
	slices.Sort(rates)
	slices.Sort(costs)
	fmt.Printf("with metrics to without, median of %d rounds: requests/s %.3f, requests per second of processor %.3f\n",
		o.rounds, rates[len(rates)/2], costs[len(costs)/2])
	return nil
}

// result is what one measurement found, in requests a second of the clock and of the adapter's processor time.
type result struct{ rate, perProcessor float64 }

// adapter is a running one.
type adapter struct {
	url, metrics string
	pid          int
}

// start fills a database with the sample and starts an adapter on it, which ends with ctx.
func start(ctx context.Context, program, dir string, counts bool) (adapter, error) {
	ports, err := freePorts(2)
	if err != nil {
		return adapter{}, err
	}
	environment := append(os.Environ(), "DATABASE_URL=sqlite://"+filepath.Join(dir, strconv.FormatBool(counts)+".db"),
		"EA_PORT="+ports[0], "METRICS_PORT="+ports[1], "METRICS_ENABLED="+strconv.FormatBool(counts),
		"AS_OF=2016-05-10T12:00:00Z", "LOG_LEVEL=error", "CACHE_MAX_AGE=3600000")
	for _, command := range [][]string{{"migrate"}, {"import", "--sample"}} {
		if err := tool(ctx, environment, program, command...); err != nil {
			return adapter{}, err
		}
	}
	serve := exec.CommandContext(ctx, program, "serve")
	serve.Env, serve.Stderr = environment, os.Stderr
	if err := serve.Start(); err != nil {
		return adapter{}, err
	}
	a := adapter{url: "http://127.0.0.1:" + ports[0], metrics: "http://127.0.0.1:" + ports[1] + "/metrics", pid: serve.Process.Pid}
	return a, ready(ctx, a.url+"/ready")
}

// ready waits until an address answers with 200.
func ready(ctx context.Context, address string) error {
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if get(ctx, address) == nil {
			return nil
		}
	}
	return errors.New("the adapter does not get ready")
}

// scrape reads the metrics once a second until ctx ends.
func scrape(ctx context.Context, address string) {
	for tick := time.NewTicker(time.Second); ctx.Err() == nil; <-tick.C {
		if err := get(ctx, address); err != nil && ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, "bench: scrape:", err)
		}
	}
}

func get(ctx context.Context, address string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, answer.Body)
	if answer.StatusCode != http.StatusOK {
		err = errors.Join(err, errors.New(answer.Status))
	}
	return errors.Join(err, answer.Body.Close())
}

// processor is how long a process has had a processor, in seconds.
//
// Source: Linux, proc(5), /proc/pid/stat, utime and stime, in hundredths of a second
func processor(pid int) (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, err := strconv.Atoi(fields[11])
	system, err2 := strconv.Atoi(fields[12])
	return float64(user+system) / 100, errors.Join(err, err2)
}

// measure runs the load generator on an adapter.
func (o options) measure(ctx context.Context, lua string, a adapter) (result, error) {
	before, err := processor(a.pid)
	if err != nil {
		return result{}, err
	}
	rate, err := o.load(ctx, lua, a.url)
	if err != nil {
		return result{}, err
	}
	after, err := processor(a.pid)
	return result{rate, rate * o.duration.Seconds() / (after - before)}, err
}

// load runs the load generator and returns the requests a second.
func (o options) load(ctx context.Context, lua, address string) (float64, error) {
	var out bytes.Buffer
	command := exec.CommandContext(ctx, "wrk", "-t1", fmt.Sprintf("-c%d", o.connections), fmt.Sprintf("-d%ds", int(o.duration.Seconds())), "-s", lua, address)
	command.Stdout, command.Stderr = &out, os.Stderr
	if err := command.Run(); err != nil {
		return 0, fmt.Errorf("wrk: %w", err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	var rate float64
	var failed int
	if _, err := fmt.Sscan(lines[len(lines)-1], &rate, &failed); err != nil {
		return 0, fmt.Errorf("read wrk's answer: %w", err)
	}
	if failed > 0 {
		return 0, fmt.Errorf("%d requests failed", failed)
	}
	return rate, nil
}

// tool runs a program to its end.
func tool(ctx context.Context, environment []string, program string, arguments ...string) error {
	command := exec.CommandContext(ctx, program, arguments...)
	command.Env = environment
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", filepath.Base(program), strings.Join(arguments, " "), err, out)
	}
	return nil
}

// freePorts are ports on which nobody listens.
func freePorts(count int) (ports []string, err error) {
	for range count {
		listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once
		if err != nil {
			return nil, err
		}
		defer listener.Close()
		_, port, err := net.SplitHostPort(listener.Addr().String())
		if err != nil {
			return nil, err
		}
		ports = append(ports, port)
	}
	return ports, nil
}
