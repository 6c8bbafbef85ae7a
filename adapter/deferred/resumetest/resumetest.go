// Package resumetest stands in for a Chainlink node that runs asynchronous bridge tasks. It answers PATCH
// /v2/resume/TASK with what was recorded from a real node, and takes one answer for each task, once it has stored that
// the task waits and not before.
package resumetest

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

//go:embed recordings/*.http
var recordings embed.FS

// Node is the stand-in. It is safe for concurrent use.
type Node struct {
	URL string

	t     testing.TB
	mu    sync.Mutex
	tasks map[uuid.UUID]*Task
}

// Task is a bridge task with async=true.
type Task struct {
	URL string // responseURL of the request

	node    *Node
	waits   bool // the node has stored that it waits
	answers []string
	refused int
	done    chan struct{} // closed when an answer was taken
}

// Start runs a node until the test ends.
func Start(t testing.TB) *Node {
	t.Helper()
	n := &Node{t: t, tasks: map[uuid.UUID]*Task{}}
	server := httptest.NewServer(n)
	t.Cleanup(server.Close)
	n.URL = server.URL
	return n
}

// Host is the node's host:port.
func (n *Node) Host() string { return strings.TrimPrefix(n.URL, "http://") }

// NewTask makes a task that does not wait yet.
func (n *Node) NewTask() *Task {
	id := uuid.New()
	task := &Task{URL: n.URL + "/v2/resume/" + id.String(), node: n, done: make(chan struct{})}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.tasks[id] = task
	return task
}

// Ask does what the node does with a task: it posts, with its own responseURL, and suspends the run if the answer is
// the one that says so. It returns the answer, and whether the task waits.
func (task *Task) Ask(post func(responseURL string) (status int, body []byte)) (status int, body []byte, waits bool) {
	status, body = post(task.URL)
	var answer struct{ Pending bool }
	if status == http.StatusOK && json.Unmarshal(body, &answer) == nil && answer.Pending {
		task.Wait()
		return status, body, true
	}
	return status, body, false
}

// Wait makes the node store that the task waits.
func (task *Task) Wait() {
	task.node.mu.Lock()
	defer task.node.mu.Unlock()
	task.waits = true
}

// Result is the body of the PATCH that the node took for the task. It fails the test if none comes.
func (task *Task) Result(t testing.TB) string {
	t.Helper()
	select {
	case <-task.done:
	case <-time.After(30 * time.Second):
		require.FailNow(t, "no answer came for the task")
	}
	task.node.mu.Lock()
	defer task.node.mu.Unlock()
	return task.answers[0]
}

// Taken is how many answers the node took for the task, and refused how many it did not.
func (task *Task) Taken() (taken, refused int) {
	task.node.mu.Lock()
	defer task.node.mu.Unlock()
	return len(task.answers), task.refused
}

// ServeHTTP takes an answer or refuses it, in the words of the recorded node.
func (n *Node) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id, found := strings.CutPrefix(r.URL.Path, "/v2/resume/")
	if !found || r.Method != http.MethodPatch {
		http.NotFound(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		n.t.Errorf("read an answer: %v", err)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.say(w, n.take(id, body))
}

// take returns the name of the recording to answer with.
func (n *Node) take(text string, body []byte) string {
	id, err := uuid.Parse(text)
	if err != nil {
		return "bad-id"
	}
	var resume struct {
		Value json.RawMessage
		Error *string
	}
	if err := json.Unmarshal(body, &resume); err != nil {
		return "not-json"
	}
	if (resume.Value == nil) == (resume.Error == nil) {
		return "both"
	}
	task := n.tasks[id]
	if task == nil || !task.waits || len(task.answers) > 0 {
		if task != nil {
			task.refused++
		}
		return "not-waiting"
	}
	task.answers = append(task.answers, string(body))
	close(task.done)
	return "taken"
}

// say answers with a recording.
func (n *Node) say(w http.ResponseWriter, name string) {
	response, body, err := Recorded(name)
	if err != nil {
		n.t.Errorf("%v", err)
		return
	}
	maps.Copy(w.Header(), response.Header)
	w.WriteHeader(response.StatusCode)
	_, _ = w.Write(body) // an error is the caller's going away
}

// Recorded is what the real node answered in a case: taken, taken-error, not-waiting, both, not-json or bad-id.
func Recorded(name string) (*http.Response, []byte, error) {
	raw, err := recordings.ReadFile("recordings/" + name + ".http")
	if err != nil {
		return nil, nil, err
	}
	_, answered, _ := bytes.Cut(raw, []byte("### RESPONSE\n"))
	head, body, _ := strings.Cut(strings.ReplaceAll(string(answered), "\r\n", "\n"), "\n\n")
	response, err := http.ReadResponse(bufio.NewReader(strings.NewReader(head+"\n\n")), nil)
	if err != nil {
		return nil, nil, fmt.Errorf("recording %s: %w", name, err)
	}
	for _, framing := range []string{"Connection", "Content-Length", "Date"} {
		response.Header.Del(framing)
	}
	return response, []byte(strings.TrimSpace(body)), nil
}
