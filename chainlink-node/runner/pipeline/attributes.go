package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ErrUnsupported says that a job spec asks for something that this runner does not do.
var ErrUnsupported = errors.New("not supported by this runner")

// constructor makes a task from its attributes.
type constructor func(attributes) (task, error)

// attributes are the attributes of one task of a job spec.
type attributes map[string]string

// baseAttributes are those that any task may carry. Tags and names of the graph's drawing mean nothing to a run.
var baseAttributes = []string{
	"type", "index", "timeout", "retries", "minBackoff", "maxBackoff", "failEarly", "tags", "label",
}

// known reports the first attribute that is neither one of the names nor of the base, as ErrUnsupported.
func (a attributes) known(names []string) error {
	for _, key := range slices.Sorted(maps.Keys(a)) {
		if !slices.Contains(names, key) && !slices.Contains(baseAttributes, key) {
			return fmt.Errorf("attribute %s: %w; remove it", key, ErrUnsupported)
		}
	}
	return nil
}

func (a attributes) text(name string) string { return a[name] }

func (a attributes) flag(name string) (bool, error) {
	text := strings.TrimSpace(a[name])
	if text == "" {
		return false, nil
	}
	b, err := strconv.ParseBool(text)
	if err != nil {
		return false, fmt.Errorf("attribute %s: %q is not true or false", name, text)
	}
	return b, nil
}

func (a attributes) number(name string) (int, error) {
	text := strings.TrimSpace(a[name])
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, fmt.Errorf("attribute %s: %q is not a whole number", name, text)
	}
	return int(n), nil
}

func (a attributes) duration(name string) (time.Duration, error) {
	text := strings.TrimSpace(a[name])
	if text == "" {
		return 0, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("attribute %s: %q is not a duration such as 10s", name, text)
	}
	return d, nil
}

// list reads an attribute that is a JSON list of strings.
func (a attributes) list(name string) ([]string, error) {
	text := strings.TrimSpace(a[name])
	if text == "" {
		return nil, nil
	}
	var elements []string
	if err := json.Unmarshal([]byte(text), &elements); err != nil { // the text may hold a token: not in the error
		return nil, fmt.Errorf("attribute %s: not a JSON list of strings", name)
	}
	return elements, nil
}

// policy is how often and how patiently a task is tried.
type policy struct {
	attempts   int // in all, at least 1
	minBackoff time.Duration
	maxBackoff time.Duration
	timeout    time.Duration // of one attempt; 0 is none
	failEarly  bool
	index      int // position among the inputs of the tasks after it
}

// Waits between attempts if the task names none.
//
// Source: chainlink v2.18, core/services/pipeline/task.base.go, TaskMinBackoff and TaskMaxBackoff; and
// github.com/jpillora/backoff, which reads a maximum of zero as 10 s.
const (
	defaultMinBackoff = 5 * time.Second
	defaultMaxBackoff = time.Minute
	unsetMaxBackoff   = 10 * time.Second
)

func (a attributes) policy() (policy, error) {
	retries, err1 := a.number("retries")
	minimum, err2 := a.duration("minBackoff")
	maximum, err3 := a.duration("maxBackoff")
	timeout, err4 := a.duration("timeout")
	failEarly, err5 := a.flag("failEarly")
	index, err6 := a.number("index")
	if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
		return policy{}, err
	}
	p := policy{
		attempts: max(retries, 1), minBackoff: minimum, maxBackoff: maximum,
		timeout: timeout, failEarly: failEarly, index: index,
	}
	switch {
	case minimum == 0: // the real node ignores a maximum without a minimum
		p.minBackoff, p.maxBackoff = defaultMinBackoff, defaultMaxBackoff
	case maximum == 0:
		p.maxBackoff = unsetMaxBackoff
	}
	return p, nil
}

// backoff is the wait after the given attempt, counted from 1: it doubles from the least to the most.
func (p policy) backoff(attempt int) time.Duration {
	wait := p.minBackoff
	for range attempt - 1 {
		if wait >= p.maxBackoff {
			break
		}
		wait *= 2
	}
	return min(wait, p.maxBackoff)
}
