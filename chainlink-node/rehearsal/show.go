package rehearsal

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/jobspecs"
)

func lower(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// tap keeps the last body that was posted: job specs here have one bridge task.
type tap struct {
	next http.RoundTripper
	mu   sync.Mutex
	last string
}

// RoundTrip passes a request on and keeps its body.
func (t *tap) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		t.mu.Lock()
		t.last = string(body)
		t.mu.Unlock()
		req = req.Clone(req.Context())
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	next := t.next
	if next == nil {
		next = http.DefaultTransport
	}
	return next.RoundTrip(req)
}

func (t *tap) body() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.last
}

// show turns a run into what is shown of it, in the order in which the tasks ran.
func show(spec *jobspecs.Spec, run pipeline.Run, jobRun map[string]any, sent string) []Task {
	values := map[string]any{"jobRun": plain(jobRun)}
	for _, t := range run.Tasks {
		if t.Err == nil {
			values[t.ID] = plain(t.Value)
		}
	}
	var tasks []Task
	for _, t := range spec.Tasks {
		ran, _ := run.Task(t.ID)
		task := Task{ID: t.ID, Type: t.Type, Attempts: ran.Attempts, Took: ran.FinishedAt.Sub(ran.StartedAt), simulated: t.Type == "ethtx"}
		for _, name := range slices.Sorted(maps.Keys(t.Attrs)) {
			if name != "type" {
				task.Inputs = append(task.Inputs, Attribute{name, filled(name, t.Attrs[name], values)})
			}
		}
		if t.Type == "bridge" {
			task.Sent = sent
		}
		switch {
		case ran.Err != nil:
			task.Error = ran.Err.Error()
		case !task.simulated:
			task.Output = values[t.ID]
		}
		tasks = append(tasks, task)
	}
	return tasks
}

// variable matches $(path).
var variable = regexp.MustCompile(`\$\(\s*([A-Za-z0-9_.]+)\s*\)`)

// filled is an attribute with its variables filled in, as far as they are known.
func filled(name, value string, values map[string]any) string {
	if name == "headers" {
		return "[hidden]"
	}
	return variable.ReplaceAllStringFunc(value, func(v string) string {
		path := variable.FindStringSubmatch(v)[1]
		var at any = values
		for segment := range strings.SplitSeq(path, ".") {
			members, ok := at.(map[string]any)
			if !ok {
				return v
			}
			if at, ok = members[segment]; !ok {
				return v
			}
		}
		if s, isText := at.(string); isText && v != value {
			return `"` + s + `"` // within JSON
		}
		return text(at)
	})
}

// plain turns bytes, of any length and type, into hex, in depth.
func plain(value any) any {
	switch v := value.(type) {
	case nil, string, bool:
		return v
	case []byte:
		return hexutil.Encode(v)
	case map[string]any:
		members := make(map[string]any, len(v))
		for name, member := range v {
			members[name] = plain(member)
		}
		return members
	case []any:
		elements := make([]any, len(v))
		for i, element := range v {
			elements[i] = plain(element)
		}
		return elements
	}
	if r := reflect.ValueOf(value); r.Kind() == reflect.Array && r.Type().Elem().Kind() == reflect.Uint8 {
		raw := make([]byte, r.Len())
		reflect.Copy(reflect.ValueOf(raw), r)
		return hexutil.Encode(raw)
	}
	return value
}
