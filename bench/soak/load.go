package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/link4health/link4health/bridge"
)

// load is clients that ask for scores, and the book that they keep.
type load struct {
	w *world
	o options

	// A disturbance is announced before it begins and taken back some seconds after it has ended.
	databaseGone, adapterGone atomic.Bool

	asked, right, honest, refused, violations atomic.Int64

	mu      sync.Mutex
	latency []time.Duration
	told    int // violations that were printed
}

func newLoad(w *world, o options) *load { return &load{w: w, o: o} }

// run asks at a constant rate until ctx ends, and waits for the last answers.
func (l *load) run(ctx context.Context) {
	client := l.w.client(deadline)
	defer client.CloseIdleConnections()
	due := make(chan struct{}, l.o.clients)
	var clients sync.WaitGroup
	for range l.o.clients {
		clients.Go(func() {
			for range due {
				l.ask(client)
			}
		})
	}
	tick := time.NewTicker(time.Second / time.Duration(l.o.rate))
	defer tick.Stop()
	for ctx.Err() == nil {
		select {
		case <-tick.C:
			select {
			case due <- struct{}{}:
			default: // all clients wait for answers: the rate is what they can do
			}
		case <-ctx.Done():
		}
	}
	close(due)
	clients.Wait()
}

// ask asks for one score and enters what came of it.
func (l *load) ask(client *http.Client) {
	subject := l.w.subjects[rand.IntN(len(l.w.subjects))]
	// What is announced when a request begins or ends excuses it.
	databaseGone, adapterGone := l.databaseGone.Load(), l.adapterGone.Load()
	l.asked.Add(1)
	started := time.Now()
	status, body, err := l.post(client, subject)
	took := time.Since(started)
	databaseGone, adapterGone = databaseGone || l.databaseGone.Load(), adapterGone || l.adapterGone.Load()
	switch {
	case err != nil && (errors.Is(err, context.DeadlineExceeded) || os.IsTimeout(err)):
		l.violation("a request hung for %v: %v", took, err)
	case err != nil && adapterGone && wentAway(err):
		l.refused.Add(1)
	case err != nil:
		l.violation("no answer: %v", err)
	case status == http.StatusOK:
		l.judge(subject, body, took)
	default:
		l.judgeFailure(status, body, databaseGone, adapterGone)
	}
}

// post asks as a node does.
func (l *load) post(client *http.Client, subject string) (status int, body []byte, err error) {
	request, err := http.NewRequest(http.MethodPost, l.w.url(), strings.NewReader(`{"id":"1","data":{"endpoint":"score","subject":"`+subject+`"}}`))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+*l.w.token.Load())
	response, err := client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err = io.ReadAll(response.Body)
	return response.StatusCode, body, err
}

// judge looks whether a success is the right answer.
func (l *load) judge(subject string, body []byte, took time.Duration) {
	answer, err := bridge.ReadAnswer(http.StatusOK, body, bridge.New)
	var doc struct{ Data struct{ Score *uint16 } }
	if err != nil || answer.Null || json.Unmarshal(body, &doc) != nil || doc.Data.Score == nil || *doc.Data.Score != l.w.scores[subject] {
		l.violation("a wrong answer for citizen %s: want %d: %s", subject, l.w.scores[subject], body)
		return
	}
	l.right.Add(1)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.latency = append(l.latency, took)
}

// judgeFailure looks whether a failure says what is true.
func (l *load) judgeFailure(status int, body []byte, databaseGone, adapterGone bool) {
	_, err := bridge.ReadAnswer(status, body, bridge.New)
	var own bridge.Error
	if !errors.As(err, &own) {
		l.violation("status %d without an envelope: %s", status, body)
		return
	}
	honest := map[string]bool{
		bridge.NameDatabaseUnavailable: databaseGone,
		bridge.NameTimeout:             databaseGone,
		bridge.NameOverloaded:          databaseGone, // requests pile up while they wait for it
		bridge.NameCanceled:            adapterGone,
	}
	if !honest[own.Name] {
		l.violation("not honest now: %v", own)
		return
	}
	l.honest.Add(1)
}

// wentAway reports whether an error is that of a server that does not listen, or closed a connection as it ended.
func wentAway(err error) bool {
	var op *net.OpError
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &op)
}

// violation enters what must not be, and prints the first of them.
func (l *load) violation(format string, arguments ...any) {
	l.violations.Add(1)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.told < 20 {
		l.told++
		say(os.Stdout, "VIOLATION: "+format, arguments...)
	}
}

// verdict prints the figures and returns an error if something did not hold.
func (l *load) verdict(o options, d done, before, after gauges) error {
	if after.goroutines > before.goroutines+10 {
		l.violation("goroutines have grown from %.0f to %.0f", before.goroutines, after.goroutines)
	}
	if after.heap > before.heap+16<<20 {
		l.violation("the heap has grown from %.1f to %.1f MiB", before.heap/(1<<20), after.heap/(1<<20))
	}
	if l.right.Load() == 0 {
		l.violation("nothing was answered")
	}
	slices.Sort(l.latency)
	p99 := time.Duration(0)
	if n := len(l.latency); n > 0 {
		p99 = l.latency[n*99/100]
	}
	fmt.Printf("soak: %v at %d/s, %d requests, %d right, %d honest errors, %d refused in restarts, %d violations, p99 %v; "+
		"%d database stops, %d certificates, %d tokens, %d restarts; goroutines %.0f to %.0f, heap %.1f to %.1f MiB\n",
		o.duration, o.rate, l.asked.Load(), l.right.Load(), l.honest.Load(), l.refused.Load(), l.violations.Load(), p99.Round(time.Microsecond),
		d.databases, d.certificates, d.tokens, d.restarts, before.goroutines, after.goroutines, before.heap/(1<<20), after.heap/(1<<20))
	if n := l.violations.Load(); n > 0 {
		return fmt.Errorf("%d violations", n)
	}
	return nil
}
