package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/link4health/link4health/bridge"
)

// DefaultBridgeTimeout limits one call of a bridge whose task names no timeout.
//
// Source: chainlink v2.18, docs/CONFIG.md, JobPipeline.HTTPRequest.DefaultTimeout.
const DefaultBridgeTimeout = 15 * time.Second

// bridgeTask is bridge: it posts requestData, with the request's meta, to an external adapter and yields its answer
// as text.
//
// Source: chainlink v2.18, core/services/pipeline/task.bridge.go; package bridge for reading the answer.
type bridgeTask struct {
	dotID, name string
	url         *url.URL
	headers     []string // name, value, name, value…
	request     template
	client      *http.Client
	metrics     *Metrics
}

func newBridgeTask(id string, deps Deps) constructor {
	return func(a attributes) (task, error) {
		name := strings.ToLower(strings.TrimSpace(a.text("name")))
		address, ok := deps.Bridges[name]
		if !ok {
			return nil, fmt.Errorf("bridge %q is not configured: give its URL", name)
		}
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, fmt.Errorf("bridge %q: want an http or https URL", name)
		}
		headers, err := a.list("headers")
		if err != nil {
			return nil, err
		}
		if len(headers)%2 != 0 {
			return nil, errors.New("attribute headers: must have an even number of elements, name and value in turn")
		}
		return &bridgeTask{
			dotID: id, name: name, url: u, headers: headers,
			request: parseTemplate(a.text("requestData")), client: deps.HTTP, metrics: deps.Metrics,
		}, nil
	}
}

func (t *bridgeTask) run(ctx context.Context, in input) (any, error) {
	body, err := t.body(in.vars)
	if err != nil {
		return nil, fmt.Errorf("requestData: %w", err)
	}
	started := time.Now()
	status, answer, err := t.post(ctx, body)
	if cutOff(ctx) { // it is not the bridge's fault
		return nil, context.Cause(ctx)
	}
	if err != nil {
		t.metrics.bridgeFailed(t.name)
		return nil, err
	}
	read, err := bridge.Reader{URL: t.url.Redacted()}.Read(status, answer)
	if err != nil {
		t.metrics.bridgeFailed(t.name)
		return nil, withoutBody(err, answer)
	}
	if read.Null {
		t.metrics.bridgeFailed(t.name)
		return nil, nil
	}
	t.metrics.bridgeAnswered(t.name, t.dotID, time.Since(started), len(read.Body))
	return read.Body, nil
}

// body is the request: the object of requestData with the run's meta, its keys sorted.
func (t *bridgeTask) body(vars Vars) ([]byte, error) {
	data, err := t.request.object(vars)
	if err != nil {
		return nil, err
	}
	if meta, err := vars.get("jobRun.meta"); err == nil && meta != nil {
		data = maps.Clone(data)
		if data == nil {
			data = map[string]any{}
		}
		data["meta"] = meta
	}
	if data == nil {
		return []byte("{}"), nil
	}
	return json.Marshal(data)
}

// post sends a request and reads as much of the answer as a node reads.
func (t *bridgeTask) post(ctx context.Context, body []byte) (status int, answer []byte, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, t.url.String(), bytes.NewReader(body))
	if err != nil {
		return 0, nil, fmt.Errorf("error making http request: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(t.headers); i += 2 {
		req.Header.Set(t.headers[i], t.headers[i+1])
	}
	res, err := t.client.Do(req)
	if err == nil {
		defer res.Body.Close()
		answer, err = io.ReadAll(io.LimitReader(res.Body, bridge.MaxReadBytes))
	}
	switch {
	case ctx.Err() != nil:
		return 0, nil, fmt.Errorf("http request timed out or interrupted: %w", context.Cause(ctx))
	case err != nil:
		return 0, nil, fmt.Errorf("error making http request: %w", err)
	}
	return res.StatusCode, answer, nil
}

// withoutBody keeps an adapter's own error and takes off an answer that a node would quote whole: it may hold more
// than an error.
func withoutBody(err error, answer []byte) error {
	if own := (bridge.Error{}); errors.As(err, &own) {
		return own
	}
	return errors.New(strings.TrimSpace(strings.TrimSuffix(err.Error(), string(answer))))
}
