// Package nodetest stands in for a Chainlink node in tests. It is built from recordings of a real one: it takes the calls
// that were recorded, in the form in which they were, and answers with the recorded status, headers and bodies, with the
// names and numbers of the test put in. Any other call fails the test.
package nodetest

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// Credentials of every stand-in.
const (
	Email    = "node@example.com"
	Password = "NodeApiPassword-123-abc"
)

// Config says what the node is like. The zero value of a field means what the recorded node had.
type Config struct {
	Version string           // release; 2.18.0
	ChainID uint64           // 31337
	Keys    []common.Address // one key that is none of the test's
	// ChainConfig are settings of the chain as TOML, such as "MinContractPayment = '0.1 link'", in place of the node's.
	ChainConfig map[string]string
}

// Node is a stand-in for a node. Safe for concurrent use.
type Node struct {
	URL string

	t     testing.TB
	cfg   Config
	known map[form]bool

	mu      sync.Mutex
	session string
	bridges map[string]map[string]any // attributes by name
	jobs    map[string]map[string]any // attributes by the node's number
	made    int                       // jobs so far
	runs    []map[string]any          // newest first
	failing map[string]string         // checks that fail, and why
	head    uint64
	limited int // calls still to be refused with 429
	changes []string
	calls   []string
}

// Start runs a node until the test ends.
func Start(t testing.TB, cfg Config) *Node {
	t.Helper()
	known, err := forms()
	if err != nil {
		t.Fatalf("read the recordings: %v", err)
	}
	n := &Node{
		t: t, cfg: cfg, known: known, session: rand.Text(),
		bridges: map[string]map[string]any{}, jobs: map[string]map[string]any{}, failing: map[string]string{},
	}
	server := httptest.NewServer(n)
	t.Cleanup(server.Close)
	n.URL = server.URL
	return n
}

// ServeHTTP answers a call, or fails the test if it is none that was recorded.
func (n *Node) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		n.t.Errorf("read a call's body: %v", err)
	}
	cookie, _ := r.Cookie("clsession")
	f := formOf(r.Method, r.URL, body, cookie != nil)
	if !n.known[f] {
		n.t.Errorf("no recording has the call %s", f)
		http.Error(w, "not recorded", http.StatusTeapot)
		return
	}
	if r.URL.Path != "/metrics" && r.Header.Get("Accept") != "application/json" {
		n.t.Errorf("%s: Accept is %q, recorded calls have application/json", f, r.Header.Get("Accept"))
	}
	if len(body) > 0 && r.Header.Get("Content-Type") != "application/json" {
		n.t.Errorf("%s: Content-Type is %q, recorded calls have application/json", f, r.Header.Get("Content-Type"))
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.calls = append(n.calls, f.method+" "+f.path)
	switch {
	case n.limited > 0:
		n.limited--
		w.WriteHeader(http.StatusTooManyRequests)
	case f.login && cookie.Value != n.session:
		n.say(w, "01c-unauthenticated", nil)
	default:
		n.answer(w, f, r, body)
	}
}

// answer answers a call of a known form.
func (n *Node) answer(w http.ResponseWriter, f form, r *http.Request, body []byte) {
	id := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	switch f.method + " " + f.path {
	case "POST /sessions":
		n.login(w, body)
	case "GET /health":
		n.health(w)
	case "GET /metrics":
		n.metrics(w)
	case "GET /v2/bridge_types":
		n.list(w, "12-bridge-list", "bridges", sorted(n.bridges))
	case "POST /v2/bridge_types":
		n.createBridge(w, body)
	case "PATCH /v2/bridge_types/:name":
		n.updateBridge(w, id, body)
	case "GET /v2/jobs":
		n.list(w, "23-job-list", "jobs", sorted(n.jobs))
	case "POST /v2/jobs":
		n.createJob(w, body)
	case "DELETE /v2/jobs/:ID":
		n.deleteJob(w, id)
	case "GET /v2/keys/evm":
		n.keys(w)
	case "GET /v2/chains/evm":
		n.chains(w)
	case "GET /v2/pipeline/runs":
		n.pipelineRuns(w, r)
	case "PATCH /v2/resume/:UUID":
		n.say(w, "50-resume-unknown-task", nil)
	default:
		n.t.Errorf("the stand-in does not do %s yet", f)
		http.Error(w, "not done", http.StatusTeapot)
	}
}

// say answers with a recording, its body replaced by edit if that is not nil.
func (n *Node) say(w http.ResponseWriter, recording string, edit func(body []byte) []byte) {
	e, err := readExchange(recording)
	if err != nil {
		n.t.Errorf("%v", err)
		return
	}
	if edit != nil {
		e.body = edit(e.body)
	}
	maps.Copy(w.Header(), e.header)
	w.WriteHeader(e.status)
	_, _ = w.Write(e.body) // an error is the caller's going away
}

// refuse answers with a recorded error whose text is another.
func (n *Node) refuse(w http.ResponseWriter, recording string, status int, detail string) {
	e, err := readExchange(recording)
	if err != nil {
		n.t.Errorf("%v", err)
		return
	}
	maps.Copy(w.Header(), e.header)
	w.WriteHeader(status)
	_, _ = w.Write(n.json(map[string]any{"errors": []any{map[string]any{"detail": detail}}}))
}

func (n *Node) json(value any) []byte {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(value); err != nil {
		n.t.Errorf("%v", err)
	}
	return bytes.TrimSpace(b.Bytes())
}

// list answers with a JSON:API list of elements that have an id and attributes.
func (n *Node) list(w http.ResponseWriter, recording, kind string, elements []element) {
	data := make([]any, len(elements))
	for i, e := range elements {
		data[i] = map[string]any{"type": kind, "id": e.id, "attributes": e.attributes}
	}
	n.say(w, recording, func([]byte) []byte {
		return n.json(map[string]any{"data": data, "meta": map[string]any{"count": len(data)}})
	})
}

// element is one of a JSON:API list.
type element struct {
	id         string
	attributes map[string]any
}

func sorted(all map[string]map[string]any) []element {
	var elements []element
	for _, id := range slices.Sorted(maps.Keys(all)) {
		elements = append(elements, element{id, all[id]})
	}
	return elements
}

func (n *Node) login(w http.ResponseWriter, body []byte) {
	var given struct{ Email, Password string }
	if err := json.Unmarshal(body, &given); err != nil || given.Email != Email || given.Password != Password {
		n.say(w, "01b-login-wrong-password", nil)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "clsession", Value: n.session, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	n.say(w, "01-login", nil)
}

// Changes lists what calls have changed so far, such as "create bridge link4health".
func (n *Node) Changes() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.changes)
}

// Calls lists the calls so far by method and route.
func (n *Node) Calls() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.calls)
}

// RateLimit refuses the next calls with status 429.
func (n *Node) RateLimit(calls int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.limited = calls
}

// EndSession makes the node forget its session, as a restart with another secret does.
func (n *Node) EndSession() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.session = rand.Text()
}

func (n *Node) change(format string, args ...any) {
	n.changes = append(n.changes, fmt.Sprintf(format, args...))
}
