package nodeclient

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// What a node refuses a call for. An *APIError wraps one of them where the answer says which.
var (
	ErrWrongPassword   = errors.New("the node does not know this email and password")
	ErrUnauthenticated = errors.New("the node wants a login")
	ErrRateLimited     = errors.New("the node's rate limit is reached: wait a minute, or raise WebServer.RateLimit in its config.toml")
	ErrDuplicate       = errors.New("the name or id is taken on the node")
	ErrUnknownBridge   = errors.New("the node has no such bridge")
	ErrUnknownChain    = errors.New("the node does not know the job's chain")
	ErrInvalid         = errors.New("the node finds it invalid")
	ErrNotFound        = errors.New("the node has no such thing")
	// ErrUnreachable says that no answer came at all.
	ErrUnreachable = errors.New("the node does not answer")
)

// APIError is a call that the node refused.
type APIError struct {
	Method, Path string
	Status       int
	// Detail is the node's own text, without secrets; it may be empty.
	Detail string
	// Kind is one of this package's errors, or nil if the answer is none that is known.
	Kind error
}

// Error says what was asked and what the node said.
func (e *APIError) Error() string {
	said := fmt.Sprintf("%s %s: status %d", e.Method, e.Path, e.Status)
	if e.Kind != nil {
		said += ": " + e.Kind.Error()
	}
	if e.Detail != "" {
		said += ": " + e.Detail
	}
	return said
}

// Unwrap gives the kind.
func (e *APIError) Unwrap() error { return e.Kind }

// refusal reads the answer to a call that failed.
func (c *Client) refusal(request call, status int, body []byte) error {
	var document struct {
		Errors []struct {
			Detail string `json:"detail"`
		} `json:"errors"`
	}
	var details []string
	if json.Unmarshal(body, &document) == nil { // anything else is a proxy's page: the status says enough
		for _, e := range document.Errors {
			details = append(details, c.censor.Replace(e.Detail))
		}
	}
	detail := strings.Join(details, "; ")
	path, _, _ := strings.Cut(request.path, "?")
	return &APIError{Method: request.method, Path: path, Status: status, Detail: detail, Kind: kind(path, status, detail)}
}

// kind tells errors apart, by the node's words where the status does not: it has no error codes.
//
// Source: chainlink v2.18, answers of POST /sessions, /v2/bridge_types and /v2/jobs
func kind(path string, status int, detail string) error {
	switch {
	case status == http.StatusUnauthorized && path == "/sessions":
		return ErrWrongPassword
	case status == http.StatusUnauthorized:
		return ErrUnauthenticated
	case status == http.StatusTooManyRequests:
		return ErrRateLimited
	case status == http.StatusNotFound:
		return ErrNotFound
	case strings.HasSuffix(detail, "already exists"), strings.Contains(detail, "duplicate key value"):
		return ErrDuplicate
	case strings.HasPrefix(detail, "not all bridges exist"):
		return ErrUnknownBridge
	case strings.Contains(detail, "chain id does not exist"), strings.Contains(detail, "evm chain id must be defined"):
		return ErrUnknownChain
	case status == http.StatusBadRequest, status == http.StatusUnprocessableEntity:
		return ErrInvalid
	default:
		return nil
	}
}

// unreachable is the error of a call without an answer. It names the host but no password of its URL.
func (c *Client) unreachable(request call, err error) error {
	var cause *url.Error
	if errors.As(err, &cause) {
		err = cause.Err // the rest is method and URL
	}
	return fmt.Errorf("%s %s: %w at %s: %w", request.method, request.path, ErrUnreachable, c.base.Redacted(), err)
}

// neverSent reports whether a call failed before the node can have seen it.
func neverSent(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// resetHeader says when a limit ends, in Unix seconds.
//
// Source: chainlink v2.18, every answer of its API
const resetHeader = "X-Ratelimit-Reset"

// retryOf says whether a refused call is worth another try: when too many came, or when a proxy had no node behind it.
func (c *Client) retryOf(request call, res *http.Response) retry {
	switch res.StatusCode {
	case http.StatusTooManyRequests:
		r := retry{worth: true}
		if at, err := strconv.ParseInt(res.Header.Get(resetHeader), 10, 64); err == nil {
			r.after = max(0, time.Until(time.Unix(at, 0)))
		}
		return r
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return retry{worth: request.safe}
	default:
		return retry{}
	}
}

func redactedURL(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return "[not a URL]"
	}
	return u.Redacted()
}
