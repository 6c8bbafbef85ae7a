package jobspecs

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/encoding"
	"gonum.org/v1/gonum/graph/encoding/dot"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
)

// variable matches $(task.path) as the node does.
//
// Source: chainlink v2.18.0, core/services/pipeline, variableRegexp.
var variable = regexp.MustCompile(`\$\(\s*([a-zA-Z0-9_.]+)\s*\)`)

// dotGraph is a task graph into which gonum decodes DOT.
type dotGraph struct{ *simple.DirectedGraph }

// NewNode implements graph.NodeAdder.
func (g dotGraph) NewNode() graph.Node {
	return &dotNode{Node: g.DirectedGraph.NewNode(), attrs: map[string]string{}}
}

// dotNode is a task of the graph. Its graph id counts up in the order in which
// the tasks first occur in the text.
type dotNode struct {
	graph.Node
	id    string
	attrs map[string]string
}

// SetDOTID implements dot.DOTIDSetter.
func (n *dotNode) SetDOTID(id string) { n.id = id }

// angled matches a value in angle brackets, which need no escapes.
//
// Source: chainlink v2.18.0, core/services/pipeline, bracketQuotedAttrRegexp.
var angled = regexp.MustCompile(`\A\s*<([^<>]+)>\s*\z`)

// SetAttribute implements encoding.AttributeSetter.
func (n *dotNode) SetAttribute(a encoding.Attribute) error {
	n.attrs[a.Key] = angled.ReplaceAllString(a.Value, "$1")
	return nil
}

// dotError is a DOT text that cannot be read.
type dotError struct {
	line    int // in the DOT text, from 1
	message string
}

func (e *dotError) Error() string { return e.message }

// dotSyntax matches gonum's syntax errors: line, what was expected, what came.
var dotSyntax = regexp.MustCompile(`(?s)^(\d+):\d+: error: (.*); got: .*$`)

// parseDOT decodes the body of a digraph. Errors are of type *dotError.
//
// Source: chainlink v2.18.0, core/services/pipeline, Graph.UnmarshalText.
func parseDOT(text string) (g dotGraph, err error) {
	g = dotGraph{simple.NewDirectedGraph()}
	defer func() {
		if r := recover(); r != nil { // gonum panics on some texts
			err = &dotError{1, fmt.Sprint("cannot be read as a graph: ", r)}
		}
	}()
	if err := dot.Unmarshal([]byte("digraph {\n"+text+"\n}"), g); err != nil {
		at := dotSyntax.FindStringSubmatch(err.Error())
		if at == nil {
			return g, selfEdge(text, err)
		}
		line, _ := strconv.Atoi(at[1])
		// What came is left out: it can be a part of a bridge's token.
		return g, &dotError{max(line-1, 1), at[2] + // "digraph {" stands before the text
			` here: a bracket is open, or a quote is not escaped, as \\" in a """ string or \" in a ''' string`}
	}
	return g, nil
}

// selfEdge explains an error that is none of syntax: gonum has no edges from a
// task to itself.
func selfEdge(text string, err error) *dotError {
	tokens := tokenize(text)
	for i := 2; i < len(tokens); i++ {
		if tokens[i-1].text == "->" && tokens[i-2].text == tokens[i].text {
			return &dotError{tokens[i].line, fmt.Sprintf("task %q waits for itself", unquote(tokens[i].text))}
		}
	}
	return &dotError{1, "cannot be read as a graph: " + err.Error()}
}

// readPipeline reads observationSource into spec.Tasks.
func (d *document) readPipeline() {
	d.spec.ObservationSource = d.text("observationSource", ruleDOT)
	if strings.TrimSpace(d.spec.ObservationSource) == "" {
		d.fault("observationSource", ruleNoTasks, "observationSource has no tasks")
		return
	}
	fileLine := lineMap(d.keys["observationSource"])
	g, err := parseDOT(d.spec.ObservationSource)
	if at := (*dotError)(nil); errors.As(err, &at) {
		d.faults = append(d.faults, Fault{fileLine(at.line), ruleDOT, at.message})
		return
	}
	sources, mentions := locate(d.spec.ObservationSource, fileLine)
	d.sources = sources
	lineOf := func(id string) int { return cmp.Or(mentions[id], d.line("observationSource")) }

	explicit := edges(g)
	addImplied(g)
	order, err := topo.SortStabilized(g, nil)
	if loops := (topo.Unorderable)(nil); errors.As(err, &loops) {
		d.faults = append(d.faults, cycleFaults(loops, lineOf)...)
		order = textOrder(g)
	}
	for _, n := range order {
		d.spec.Tasks = append(d.spec.Tasks, d.task(g, n.(*dotNode), order, explicit, lineOf))
	}
}

// task turns a node of the graph into a Task.
func (d *document) task(g dotGraph, n *dotNode, order []graph.Node, explicit map[[2]int64]bool, lineOf func(string) int) Task {
	t := Task{ID: n.id, Type: strings.ToLower(n.attrs["type"]), Attrs: n.attrs, Line: lineOf(n.id), written: map[string]attrSource{}}
	for _, s := range d.sources {
		if s.id != n.id {
			continue
		}
		t.Line = s.line
		for _, a := range s.attrs {
			t.written[a.key] = a
		}
	}
	for _, from := range order {
		switch {
		case explicit[[2]int64{from.ID(), n.ID()}]:
			t.Inputs = append(t.Inputs, from.(*dotNode).id)
		case g.HasEdgeFromTo(from.ID(), n.ID()):
			t.Implied = append(t.Implied, from.(*dotNode).id)
		}
	}
	if t.Type == "" {
		d.faults = append(d.faults, Fault{t.Line, ruleUndeclaredTask, fmt.Sprintf("task %q has no type: declare it as %s [type=…]", t.ID, t.ID)})
	}
	if t.ID == "input" {
		d.faults = append(d.faults, Fault{t.Line, ruleReservedTaskID, `"input" is a reserved word and cannot be the id of a task`})
	}
	return t
}

// edges returns the edges of g as pairs of node ids.
func edges(g dotGraph) map[[2]int64]bool {
	all := map[[2]int64]bool{}
	for _, e := range graph.EdgesOf(g.Edges()) {
		all[[2]int64{e.From().ID(), e.To().ID()}] = true
	}
	return all
}

// addImplied adds an edge from every task to those that name it as $(task).
//
// Source: chainlink v2.18.0, core/services/pipeline, Graph.AddImplicitDependenciesAsEdges.
func addImplied(g dotGraph) {
	byID := map[string]graph.Node{}
	nodes := graph.NodesOf(g.Nodes())
	for _, n := range nodes {
		byID[n.(*dotNode).id] = n
	}
	for _, to := range nodes {
		for _, value := range to.(*dotNode).attrs {
			for _, v := range variable.FindAllStringSubmatch(value, -1) {
				root, _, _ := strings.Cut(v[1], ".")
				if from, ok := byID[root]; ok && from != to && !g.HasEdgeFromTo(from.ID(), to.ID()) {
					g.SetEdge(g.NewEdge(from, to))
				}
			}
		}
	}
}

// cycleFaults returns a fault for each circle of tasks.
func cycleFaults(loops topo.Unorderable, lineOf func(string) int) Faults {
	var faults Faults
	for _, loop := range loops {
		var ids []string
		for _, n := range loop {
			ids = append(ids, n.(*dotNode).id)
		}
		slices.SortFunc(ids, func(a, b string) int { return lineOf(a) - lineOf(b) })
		faults = append(faults, Fault{lineOf(ids[0]), ruleCycle, "these tasks wait for one another: " + strings.Join(ids, ", ")})
	}
	return faults
}

// textOrder returns the nodes in the order in which they first occur.
func textOrder(g dotGraph) []graph.Node {
	nodes := graph.NodesOf(g.Nodes())
	slices.SortFunc(nodes, func(a, b graph.Node) int { return int(a.ID() - b.ID()) })
	return nodes
}
