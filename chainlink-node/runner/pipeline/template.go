package pipeline

import (
	"fmt"
	"strings"
)

// reference stands for a $(…) expression inside a JSON template.
type reference string

// referenceKey marks, while a template is parsed, an object that stands for an expression. Only a job spec's own text is
// parsed so, never a value.
const (
	referenceKey  = "\x00reference"
	referenceJSON = `"\u0000reference"`
)

// template is an attribute that holds JSON with $(…) expressions as whole values, or one expression alone.
//
// The JSON is read once, before any value is known: a value that looks like an expression stays a value.
type template struct {
	whole expression
	tree  any
	err   error // why the attribute is not JSON; reported when a run comes to the task, as the real node does
	empty bool
}

func parseTemplate(attribute string) template {
	t := template{whole: parseExpression(attribute), empty: strings.TrimSpace(attribute) == ""}
	if t.empty || t.whole.path != "" {
		return t
	}
	marked := variableRegexp.ReplaceAllString(attribute, `{`+referenceJSON+`:"$1"}`)
	tree, err := decodeJSON([]byte(marked))
	if err != nil {
		t.err = fmt.Errorf("with each $(…) as a whole value it is %w", err)
		return t
	}
	t.tree = resolveMarkers(tree)
	return t
}

// resolveMarkers replaces the objects that stand for expressions by references.
func resolveMarkers(node any) any {
	switch node := node.(type) {
	case map[string]any:
		if path, ok := node[referenceKey].(string); ok {
			return reference(path)
		}
		for key, value := range node {
			node[key] = resolveMarkers(value)
		}
	case []any:
		for i, value := range node {
			node[i] = resolveMarkers(value)
		}
	}
	return node
}

// object fills the template and returns its object. An absent attribute gives nil.
func (t template) object(vars Vars) (map[string]any, error) {
	switch {
	case t.err != nil:
		return nil, t.err
	case t.empty:
		return nil, nil
	case t.whole.path != "":
		value, err := vars.get(t.whole.path)
		if err != nil {
			return nil, err
		}
		return asObject(value)
	default:
		value, err := fill(t.tree, vars)
		if err != nil {
			return nil, err
		}
		return asObject(value)
	}
}

func fill(node any, vars Vars) (any, error) {
	switch node := node.(type) {
	case reference:
		return vars.get(string(node))
	case map[string]any:
		filled := make(map[string]any, len(node))
		for key, value := range node {
			v, err := fill(value, vars)
			if err != nil {
				return nil, err
			}
			filled[key] = v
		}
		return filled, nil
	case []any:
		filled := make([]any, len(node))
		for i, value := range node {
			v, err := fill(value, vars)
			if err != nil {
				return nil, err
			}
			filled[i] = v
		}
		return filled, nil
	default:
		return node, nil
	}
}

// asObject reads a value as an object: a map, or JSON text of one.
func asObject(value any) (map[string]any, error) {
	var text []byte
	switch value := value.(type) {
	case nil:
		return nil, nil
	case map[string]any:
		return value, nil
	case string:
		text = []byte(value)
	case []byte:
		text = value
	default:
		return nil, fmt.Errorf("want an object, not %s: %w", kindOf(value), ErrBadInput)
	}
	decoded, err := decodeJSON(text)
	if err != nil {
		return nil, err
	}
	object, ok := decoded.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("want an object, not %s: %w", kindOf(decoded), ErrBadInput)
	}
	return object, nil
}
