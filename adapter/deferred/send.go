package deferred

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"
)

// sendTimeout limits one attempt to send an answer.
const sendTimeout = 5 * time.Second

// newClient returns a client that goes where it is told and nowhere else: it follows no redirect and asks no proxy.
func newClient() *http.Client {
	transport := &http.Transport{MaxIdleConnsPerHost: 8, IdleConnTimeout: time.Minute, MaxResponseHeaderBytes: 16 << 10}
	return &http.Client{
		Transport:     transport,
		Timeout:       sendTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// verdict is what a node made of an answer.
type verdict uint8

const (
	taken   verdict = iota // the run goes on
	notYet                 // try again
	notEver                // the node will never take it
)

// send sends one answer. status is 0 if the node did not answer. The error, if any, names no URL: that is a secret.
func (w *Worker) send(ctx context.Context, to string, body []byte) (v verdict, status int, err error) {
	// What has begun is brought to its end, so that its result is known.
	request, err := http.NewRequestWithContext(context.WithoutCancel(ctx), http.MethodPatch, to, bytes.NewReader(body))
	if err != nil {
		return notEver, 0, errors.New("response URL cannot be used")
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := w.client.Do(request)
	if err != nil {
		var named *url.Error
		if errors.As(err, &named) {
			err = named.Err
		}
		return notYet, 0, err
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 4<<10)) // so that the connection can be used again
	_ = response.Body.Close()
	return judge(response.StatusCode), response.StatusCode, nil
}

// judge reads a node's answer to a PATCH. A node that has not yet stored that the task waits answers 500, just as one
// whose task has its answer already: no status tells them apart, so that both are tried again until it is too late.
func judge(status int) verdict {
	switch {
	case status >= 200 && status < 300:
		return taken
	case status >= 500, status == http.StatusTooManyRequests, status == http.StatusRequestTimeout:
		return notYet
	default:
		return notEver
	}
}
