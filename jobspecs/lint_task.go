package jobspecs

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// taskType says what a task of a type can have.
type taskType struct {
	required, optional []string
	text               bool // its result is text or bytes: $(task.field) finds nothing in it
}

// typeOf returns the task types that the job specs may use: those that the runner
// runs, and no more.
//
// Source: chainlink v2.18.0, core/services/pipeline, the Task structs.
func typeOf(name string) (taskType, bool) {
	switch name {
	case "ethabidecodelog":
		return taskType{required: []string{"abi", "data", "topics"}}, true
	case "cborparse":
		return taskType{required: []string{"data"}, optional: []string{"mode"}}, true
	case "hexencode":
		return taskType{required: []string{"input"}, text: true}, true
	case "bridge":
		return taskType{
			required: []string{"name"},
			optional: []string{"requestData", "includeInputAtKey", "async", "cacheTTL", "headers"},
			text:     true,
		}, true
	case "jsonparse":
		return taskType{required: []string{"path"}, optional: []string{"data", "separator", "lax"}}, true
	case "ethabiencode":
		return taskType{required: []string{"abi", "data"}, text: true}, true
	case "ethtx":
		return taskType{
			required: []string{"to", "data"},
			optional: []string{"from", "gasLimit", "txMeta", "minConfirmations", "failOnRevert", "evmChainID", "transmitChecker"},
			text:     true,
		}, true
	}
	return taskType{}, false
}

// isBaseAttr reports whether every type of task has the attribute.
//
// Source: chainlink v2.18.0, core/services/pipeline, BaseTask.
func isBaseAttr(name string) bool {
	switch name {
	case "type", "index", "timeout", "failEarly", "retries", "minBackoff", "maxBackoff", "tags", "streamID":
		return true
	}
	return false
}

// structure judges the graph: every task once, and every task of use.
func (l *linter) structure() {
	first := map[string]int{}
	for _, s := range l.sources {
		if line, ok := first[s.id]; ok {
			l.fault(s.line, ruleDuplicateTask, "task %q is declared on line %d already: a node mixes the two into one", s.id, line)
			continue
		}
		first[s.id] = s.line
		l.spelling(s)
	}
	useful := l.useful()
	for _, t := range l.spec.Tasks {
		switch {
		case len(useful) == 0, t.Type == "": // judged elsewhere
		case !useful[t.ID]:
			l.fault(t.Line, ruleUnconnectedTask, "task %q leads to no ethtx task: its result is of no use", t.ID)
		case len(t.Inputs)+len(t.Implied) == 0 && t.Type != "ethabidecodelog":
			l.fault(t.Line, ruleUnconnectedTask, "task %q waits for no other: connect it with an arrow", t.ID)
		}
	}
}

// useful returns the tasks that lead to an ethtx task, those included.
func (l *linter) useful() map[string]bool {
	useful := map[string]bool{}
	var mark func(id string)
	mark = func(id string) {
		t, ok := l.spec.Task(id)
		if !ok || useful[id] {
			return
		}
		useful[id] = true
		for _, from := range slices.Concat(t.Inputs, t.Implied) {
			mark(from)
		}
	}
	for _, t := range l.spec.Tasks {
		if t.Type == "ethtx" {
			mark(t.ID)
		}
	}
	return useful
}

// spelling judges a task's attributes as they are written.
func (l *linter) spelling(s taskSource) {
	seen := map[string]bool{}
	for _, a := range s.attrs {
		if seen[a.key] {
			l.fault(a.line, ruleDuplicateAttr, "%s: %s is given twice: a node takes the last", s.id, a.key)
		}
		seen[a.key] = true
		if problem := a.quoting(); problem != "" {
			l.fault(a.line, ruleQuoting, "%s: %s %s", s.id, a.key, problem)
		}
	}
}

// quoting returns what is wrong with the quotes of an attribute, "" if nothing is.
//
// Source: gonum v0.17.0, graph/encoding/dot, unquoteID.
func (a attrSource) quoting() string {
	_, err := strconv.Unquote(a.raw)
	switch {
	case !strings.HasPrefix(a.raw, `"`):
		return ""
	case strings.HasPrefix(a.raw, `"<`) && strings.HasSuffix(a.raw, `>"`):
		return `keeps its quotes, being "<…>": write <…> without them`
	case err != nil:
		return "keeps its quotes, for it has a line break or an unknown escape: write <…> instead of quotes"
	}
	return ""
}

// task judges one task.
func (l *linter) task(t Task) {
	typ, ok := typeOf(t.Type)
	switch {
	case t.Type == "":
		return
	case t.Type == "http":
		l.inAttr(t, "type", ruleHTTPTask, "http tasks cannot reach private addresses and their settings show in every run: use a bridge")
		return
	case !ok:
		l.inAttr(t, "type", ruleTaskType, "task type %q is not supported", t.Type)
		return
	}
	for _, key := range typ.required {
		if strings.TrimSpace(t.Attrs[key]) == "" {
			l.inAttr(t, key, ruleMissingAttr, "%s task without %s", t.Type, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(t.Attrs)) {
		if !isBaseAttr(key) && !slices.Contains(typ.required, key) && !slices.Contains(typ.optional, key) {
			l.inAttr(t, key, ruleUnknownAttr, "%q is no attribute of a %s task: a node ignores it without a word", key, t.Type)
			continue
		}
		l.value(t, key)
		l.variables(t, key)
	}
	l.retries(t)
	switch t.Type {
	case "bridge":
		l.bridge(t)
	case "ethabidecodelog":
		l.decodeLog(t)
	case "ethabiencode":
		l.encode(t)
	}
}

// bridgeName matches the names that a node gives to bridges.
var bridgeName = regexp.MustCompile(`^[a-zA-Z0-9-_]+$`)

// value judges attributes that hold a duration, a number or a choice.
func (l *linter) value(t Task, key string) {
	value := strings.TrimSpace(t.Attrs[key])
	if variable.MatchString(value) {
		return // decided in a run
	}
	ok, want := true, ""
	switch key {
	case "timeout", "minBackoff", "maxBackoff", "cacheTTL":
		d, err := time.ParseDuration(value)
		ok, want = err == nil && d >= 0, `a duration, as in "10s"`
	case "failEarly", "lax", "async", "failOnRevert":
		ok, want = value == "true" || value == "false", `"true" or "false"`
	case "retries", "index", "gasLimit", "minConfirmations":
		_, err := strconv.ParseUint(value, 10, 31)
		ok, want = err == nil, "a whole number from 0"
	case "mode":
		ok, want = value == "diet", `"diet" or left out: requests are not whole CBOR documents`
	case "name":
		ok, want = bridgeName.MatchString(value), "letters, digits, - and _"
	}
	if !ok {
		l.inAttr(t, key, ruleAttrValue, "%s must be %s", key, want)
	}
}

const (
	defaultTimeout    = 15 * time.Second // chainlink, JobPipeline.HTTPRequest.DefaultTimeout
	defaultMinBackoff = 5 * time.Second  // with neither attribute
	defaultMaxBackoff = time.Minute
	cappedBackoff     = 10 * time.Second // with minBackoff alone
	requestExpiry     = 5 * time.Minute  // @chainlink/contracts 1.5.0, Operator.sol, EXPIRYTIME
)

// retries judges how long a task may go on trying.
func (l *linter) retries(t Task) {
	least, hasLeast := t.duration("minBackoff")
	most, hasMost := t.duration("maxBackoff")
	switch {
	case hasMost && !hasLeast:
		l.inAttr(t, "maxBackoff", ruleRetries, "maxBackoff counts only beside minBackoff: a node ignores it and waits 5s to 60s")
		return
	case hasLeast && !hasMost && least > cappedBackoff:
		l.inAttr(t, "minBackoff", ruleRetries, "minBackoff alone is cut to 10s: give maxBackoff too")
		return
	case hasLeast && !hasMost:
		most = cappedBackoff
	case !hasLeast:
		least, most = defaultMinBackoff, defaultMaxBackoff
	}
	timeout, ok := t.duration("timeout")
	if !ok {
		timeout = defaultTimeout
	}
	attempts, _ := strconv.ParseUint(t.Attrs["retries"], 10, 32)
	if worst := worstCase(attempts, timeout, least, most); worst >= requestExpiry {
		l.inAttr(t, "retries", ruleRetries, "%d attempts can take longer than the 5m after which a requester may cancel", attempts)
	}
}

// worstCase returns how long attempts that all time out take, or any time from
// requestExpiry up.
func worstCase(attempts uint64, timeout, least, most time.Duration) time.Duration {
	total := timeout
	for wait := least; attempts > 1 && total < requestExpiry; attempts-- {
		total += min(wait, most) + timeout
		wait = min(2*wait, math.MaxInt64/4)
	}
	return total
}

// duration returns an attribute as a duration, and whether it is one above 0.
func (t Task) duration(key string) (time.Duration, bool) {
	d, err := time.ParseDuration(strings.TrimSpace(t.Attrs[key]))
	return d, err == nil && d > 0
}
