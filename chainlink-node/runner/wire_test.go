package runner_test

import (
	"errors"
	"io"
	"net/http"
	"sync/atomic"
)

// wire is the way to the adapter, which can be cut.
type wire struct {
	http.RoundTripper
	cut   atomic.Bool
	tried atomic.Int64 // questions that did not get through
}

var errRefused = errors.New("connect: connection refused")

// RoundTrip implements http.RoundTripper.
func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	if w.cut.Load() {
		w.tried.Add(1)
		return nil, errRefused
	}
	return w.RoundTripper.RoundTrip(r)
}

// inTurn gives one answer after another, the last again and again.
func inTurn(answers ...http.HandlerFunc) http.HandlerFunc {
	var asked atomic.Int64
	return func(out http.ResponseWriter, r *http.Request) {
		answers[min(int(asked.Add(1)), len(answers))-1](out, r)
	}
}

// until answers well once the channel is closed. What asks and goes away meanwhile gets nothing.
func until(free <-chan struct{}) http.HandlerFunc {
	return func(out http.ResponseWriter, r *http.Request) {
		select {
		case <-free:
			_, _ = io.WriteString(out, scoreAnswer)
		case <-r.Context().Done():
		}
	}
}
