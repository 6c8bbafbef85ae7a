package nodeclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Config says which node to talk to, as whom, and how patiently. It prints without its password.
type Config struct {
	// URL is the node's API, such as http://127.0.0.1:6688.
	URL string
	// Email and Password log in. Both empty: only what needs no login can be asked (health and metrics).
	Email, Password string
	// Secrets are further texts that must appear in no error, such as a bridge token.
	Secrets []string
	// Attempts is how often a call is tried in all where trying again is worth while; 0 means 6.
	Attempts int
	// MinBackoff is the wait before the second attempt, which doubles with each up to MaxBackoff, unless the node says
	// when its limit ends. 0 means 500 ms and 30 s.
	MinBackoff, MaxBackoff time.Duration
}

// String is the configuration without secrets.
func (c Config) String() string { return fmt.Sprintf("%s as %s", redactedURL(c.URL), c.Email) }

// GoString is String.
func (c Config) GoString() string { return c.String() }

// LogValue is String.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// Deps are what a Client works with. Both are required.
type Deps struct {
	HTTP *http.Client
	Log  *slog.Logger
}

// Client talks to one node. Safe for concurrent use.
type Client struct {
	deps   Deps
	cfg    Config
	base   *url.URL
	censor *strings.Replacer

	mu      sync.Mutex
	session *http.Cookie // nil before the login
}

// maxAnswer is the most of an answer that is read, in bytes. A run holds its inputs and outputs: a page of them is long.
const maxAnswer = 32 << 20

// New returns a client. It does not connect yet.
func New(deps Deps, cfg Config) (*Client, error) {
	if deps.HTTP == nil || deps.Log == nil {
		return nil, errors.New("node client: HTTP or Log is missing")
	}
	base, err := url.Parse(strings.TrimRight(cfg.URL, "/"))
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, errors.New("node URL: want http://host:port or https://host:port")
	}
	if cfg.Attempts == 0 {
		cfg.Attempts = 6
	}
	if cfg.MinBackoff == 0 {
		cfg.MinBackoff = 500 * time.Millisecond
	}
	if cfg.MaxBackoff == 0 {
		cfg.MaxBackoff = 30 * time.Second
	}
	var pairs []string
	for _, secret := range append([]string{cfg.Password}, cfg.Secrets...) {
		if secret != "" {
			pairs = append(pairs, secret, "[redacted]")
		}
	}
	return &Client{deps: deps, cfg: cfg, base: base, censor: strings.NewReplacer(pairs...)}, nil
}

// URL is the node's API, without a password that may stand in it.
func (c *Client) URL() string { return c.base.Redacted() }

// Host is the host name or address of the node.
func (c *Client) Host() string { return c.base.Hostname() }

// CanLogin reports whether the client has credentials.
func (c *Client) CanLogin() bool { return c.cfg.Email != "" && c.cfg.Password != "" }

// sessionCookie is the name of the cookie that a login gives.
//
// Source: chainlink v2.18, POST /sessions
const sessionCookie = "clsession"

// Login opens a session, which later calls use. Calls that need one log in by themselves; this is for finding out early.
// Returns ErrWrongPassword if the node does not know the credentials.
func (c *Client) Login(ctx context.Context) error {
	_, err := c.login(ctx)
	return err
}

// login returns the session, opening one if there is none.
func (c *Client) login(ctx context.Context) (*http.Cookie, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.session != nil {
		return c.session, nil
	}
	if !c.CanLogin() {
		return nil, fmt.Errorf("%w: no credentials were given", ErrUnauthenticated)
	}
	a, err := c.exchange(ctx, call{method: http.MethodPost, path: "/sessions",
		body: map[string]string{"email": c.cfg.Email, "password": c.cfg.Password}}, nil)
	if err != nil {
		return nil, err
	}
	for _, cookie := range a.cookies {
		if cookie.Name == sessionCookie {
			c.session = cookie
			return cookie, nil
		}
	}
	return nil, errors.New("POST /sessions: the answer has no session cookie; is this a Chainlink node?")
}

// call is one request of the API.
type call struct {
	method, path string
	body         any  // nil for none
	login        bool // whether it needs a session
	safe         bool // whether it changes nothing, and can be tried again whatever happened
	accept       string
}

// answer is a successful response.
type answer struct {
	status  int
	body    []byte
	cookies []*http.Cookie
}

// do makes a call, logging in first if it needs a session.
func (c *Client) do(ctx context.Context, request call) (answer, error) {
	var session *http.Cookie
	if request.login {
		var err error
		if session, err = c.login(ctx); err != nil {
			return answer{}, err
		}
	}
	return c.exchange(ctx, request, session)
}

// exchange makes a call until it succeeds, fails for good, or has had its attempts.
func (c *Client) exchange(ctx context.Context, request call, session *http.Cookie) (answer, error) {
	backoff := c.cfg.MinBackoff
	for attempt := 1; ; attempt++ {
		a, retry, err := c.once(ctx, request, session)
		if err == nil || !retry.worth || attempt >= c.cfg.Attempts {
			return a, err
		}
		pause := min(backoff, c.cfg.MaxBackoff)
		if retry.after > 0 {
			pause = min(retry.after, c.cfg.MaxBackoff)
		}
		c.deps.Log.Info("node is asked again", "method", request.method, "path", request.path, "wait", pause, "cause", err)
		if wait(ctx, pause) != nil {
			return answer{}, fmt.Errorf("%w (last: %w)", ctx.Err(), err)
		}
		backoff *= 2
	}
}

// retry says whether and when to try again.
type retry struct {
	worth bool
	after time.Duration // 0 if the node did not say
}

func (c *Client) once(ctx context.Context, request call, session *http.Cookie) (answer, retry, error) {
	req, err := c.request(ctx, request, session)
	if err != nil {
		return answer{}, retry{}, err
	}
	res, err := c.deps.HTTP.Do(req)
	if err != nil {
		return answer{}, retry{worth: request.safe || neverSent(err)}, c.unreachable(request, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return answer{}, retry{worth: request.safe}, c.unreachable(request, err)
	}
	if res.StatusCode < 300 {
		return answer{status: res.StatusCode, body: body, cookies: res.Cookies()}, retry{}, nil
	}
	return answer{status: res.StatusCode, body: body}, c.retryOf(request, res), c.refusal(request, res.StatusCode, body)
}

// request builds a call as it was recorded: JSON in and out, the session as a cookie.
func (c *Client) request(ctx context.Context, request call, session *http.Cookie) (*http.Request, error) {
	var body io.Reader
	if request.body != nil {
		raw, err := json.Marshal(request.body)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", request.method, request.path, err)
		}
		body = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, request.method, c.base.String()+request.path, body)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", request.method, request.path, err)
	}
	req.Header.Set("Accept", "application/json")
	if request.accept != "" {
		req.Header.Set("Accept", request.accept)
	}
	if request.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if session != nil {
		req.AddCookie(&http.Cookie{Name: session.Name, Value: session.Value})
	}
	return req, nil
}

// get asks for a JSON:API document and reads it into out.
func (c *Client) get(ctx context.Context, path string, out any) error {
	a, err := c.do(ctx, call{method: http.MethodGet, path: path, login: true, safe: true})
	if err != nil {
		return err
	}
	return decode(http.MethodGet, path, a.body, out)
}

func decode(method, path string, body []byte, out any) error {
	if err := json.Unmarshal(body, out); err != nil {
		return fmt.Errorf("%s %s: the answer is not the JSON of a Chainlink node: %w", method, path, err)
	}
	return nil
}

// wait returns ctx's error if it ends first.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
