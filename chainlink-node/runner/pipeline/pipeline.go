package pipeline

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/link4health/link4health/jobspecs"
)

// Deps are what the tasks of a pipeline work with. Every field is needed but Bridges, if no task is a bridge.
type Deps struct {
	HTTP    *http.Client      // for bridges; redirects are followed as the client follows them
	Bridges map[string]string // URL of each bridge by its lower-case name
	Metrics *Metrics
	// Number is what $(jobSpec.databaseID) gives: the real node counts its jobs from 1.
	Number int
}

// Pipeline is the task graph of a job spec, ready to run. Safe for concurrent use.
type Pipeline struct {
	name, jobID string
	jobSpec     map[string]any // $(jobSpec…)
	nodes       []node         // in an order in which each follows what it needs
	metrics     *Metrics
}

// node is one task in its place.
type node struct {
	id, kind, bridge string
	task             task
	policy           policy
	inputs           []int // explicit edges, in the order of their index attributes
	needs            []int // explicit and implied edges: what must end first
	sees             []int // needs, and what those see
	terminal         bool  // nothing follows
}

// task is the work of a node.
type task interface {
	// run does one attempt. An error names the cause and never a value that came from a request or an adapter.
	run(context.Context, input) (any, error)
}

// definition is a type of task that the runner knows: its attributes and how to make it.
type definition struct {
	attributes []string
	make       constructor
}

// definitions are the task types this runner does, by their names in a job spec.
func definitions(spec *jobspecs.Spec, t jobspecs.Task, deps Deps) map[string]definition {
	return map[string]definition{
		"ethabidecodelog": {[]string{"abi", "data", "topics"}, newDecodeLogTask},
		"cborparse":       {[]string{"data", "mode"}, newCBORTask},
		"bridge":          {[]string{"name", "requestData", "headers"}, newBridgeTask(t.ID, deps)},
		"jsonparse":       {[]string{"data", "path", "separator", "lax"}, newJSONParseTask},
		"ethabiencode":    {[]string{"abi", "data"}, newEncodeTask},
		"ethtx": {
			[]string{"to", "data", "gasLimit", "minConfirmations", "failOnRevert"}, newEthTxTask(spec.GasLimit),
		},
		"hexencode":    {[]string{"input"}, newTextTask(hexEncode)},
		"hexdecode":    {[]string{"input"}, newTextTask(hexDecode)},
		"base64encode": {[]string{"input"}, newTextTask(base64Encode)},
		"base64decode": {[]string{"input"}, newTextTask(base64Decode)},
	}
}

// Compile prepares the task graph of a job spec.
//
// The error names every task that the runner cannot do: ErrUnsupported for a type or an attribute it does not know,
// other errors for attributes it cannot read and for bridges that are not configured.
func Compile(spec *jobspecs.Spec, deps Deps) (*Pipeline, error) {
	if deps.HTTP == nil || deps.Metrics == nil {
		return nil, errors.New("a pipeline needs an HTTP client and metrics")
	}
	p := &Pipeline{
		name: spec.Name, jobID: spec.ExternalJobID.String(), metrics: deps.Metrics,
		jobSpec: map[string]any{
			"databaseID": deps.Number, "name": spec.Name, "externalJobID": spec.ExternalJobID,
			"evmChainID":   strconv.FormatUint(spec.EVMChainID, 10),
			"pipelineSpec": map[string]any{"ID": 0, "dotDagSource": ""},
		},
	}
	var errs []error
	for _, t := range spec.Tasks {
		n, err := makeNode(spec, t, deps)
		if err != nil {
			errs = append(errs, fmt.Errorf("task %s: %w", t.ID, err))
		}
		p.nodes = append(p.nodes, n)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("job %q: %w", spec.Name, err)
	}
	p.connect(spec.Tasks)
	return p, nil
}

func makeNode(spec *jobspecs.Spec, t jobspecs.Task, deps Deps) (node, error) {
	known, ok := definitions(spec, t, deps)[t.Type]
	if !ok {
		return node{}, fmt.Errorf("type %q: %w; it knows %s", t.Type, ErrUnsupported, strings.Join(Types(), ", "))
	}
	a := attributes(t.Attrs)
	if err := a.known(known.attributes); err != nil {
		return node{}, err
	}
	n := node{id: t.ID, kind: t.Type}
	if t.Type == "bridge" {
		n.bridge = strings.ToLower(a.text("name"))
	}
	var err1, err2 error
	n.policy, err1 = a.policy()
	n.task, err2 = known.make(a)
	if t.Type == "bridge" && n.policy.timeout == 0 {
		n.policy.timeout = DefaultBridgeTimeout
	}
	return n, errors.Join(err1, err2)
}

// Types are the task types this runner does, in alphabetical order.
func Types() []string {
	var types []string
	for name := range definitions(&jobspecs.Spec{}, jobspecs.Task{}, Deps{}) {
		types = append(types, name)
	}
	slices.Sort(types)
	return types
}

// connect fills in the edges.
func (p *Pipeline) connect(tasks []jobspecs.Task) {
	at := map[string]int{}
	for i, t := range tasks {
		at[t.ID] = i
	}
	followed := make([]bool, len(tasks))
	for i, t := range tasks {
		n := &p.nodes[i]
		n.inputs = indexes(t.Inputs, at)
		slices.SortStableFunc(n.inputs, func(a, b int) int { return p.nodes[a].policy.index - p.nodes[b].policy.index })
		n.needs = append(slices.Clone(n.inputs), indexes(t.Implied, at)...)
		for _, needed := range n.needs {
			followed[needed] = true
			n.sees = append(n.sees, needed)
			n.sees = append(n.sees, p.nodes[needed].sees...) // complete: needed stands earlier in the order
		}
		slices.Sort(n.sees)
		n.sees = slices.Compact(n.sees)
	}
	for i := range p.nodes {
		p.nodes[i].terminal = !followed[i]
	}
}

func indexes(ids []string, at map[string]int) []int {
	result := make([]int, len(ids))
	for i, id := range ids {
		result[i] = at[id]
	}
	return result
}
