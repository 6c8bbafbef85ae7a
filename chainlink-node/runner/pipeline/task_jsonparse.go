package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// jsonParseTask is jsonparse: the value at a path of a JSON text. A path is names and indexes separated by commas;
// a negative index counts from the end. With lax="true" a missing last part gives null instead of an error.
//
// Source: chainlink v2.18, core/services/pipeline/task.jsonparse.go.
type jsonParseTask struct {
	data, path expression
	rawPath    string
	separator  string
	lax        bool
}

func newJSONParseTask(a attributes) (task, error) {
	t := &jsonParseTask{
		data:      parseExpression(a.text("data")),
		path:      parseExpression(a.text("path")),
		rawPath:   a.text("path"),
		separator: a.text("separator"),
	}
	if t.separator == "" {
		t.separator = ","
	}
	var err error
	t.lax, err = a.flag("lax")
	return t, err
}

func (t *jsonParseTask) run(_ context.Context, in input) (any, error) {
	if len(in.inputs) > 1 {
		return nil, fmt.Errorf("task inputs: wrong number: want 0 or 1, got %d", len(in.inputs))
	}
	data, err := param("data", asBytes)(t.data.or(in))
	if err != nil {
		return nil, err
	}
	path, err := t.parts(in.vars)
	if err != nil {
		return nil, err
	}
	value, err := decodeJSON(data)
	if err != nil {
		return nil, fmt.Errorf("the data is %w", err)
	}
	for _, part := range path {
		next, ok, err := step(value, part)
		switch {
		case err != nil:
			return nil, err
		case !ok && !t.lax, !ok && !container(value):
			return nil, fmt.Errorf("could not resolve path [\"%s\"]: %w", strings.Join(path, `","`), ErrKeypathNotFound)
		}
		value = next
	}
	return value, nil
}

func (t *jsonParseTask) parts(vars Vars) ([]string, error) {
	if t.path.path == "" {
		return split(t.rawPath, t.separator), nil
	}
	value, err := vars.get(t.path.path)
	if err != nil {
		return nil, fmt.Errorf("path: %w", err)
	}
	switch value := value.(type) {
	case nil:
		return nil, nil
	case string:
		return split(value, t.separator), nil
	case []byte:
		return split(string(value), t.separator), nil
	case []any:
		parts := make([]string, len(value))
		for i, part := range value {
			text, ok := part.(string)
			if !ok {
				return nil, fmt.Errorf("path: want a list of strings: %w", ErrBadInput)
			}
			parts[i] = text
		}
		return parts, nil
	default:
		return nil, fmt.Errorf("path: want a string, not %s: %w", kindOf(value), ErrBadInput)
	}
}

func split(path, separator string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(path, separator)
}

func container(value any) bool {
	switch value.(type) {
	case map[string]any, []any:
		return true
	default:
		return false
	}
}

// step takes one step of a path. It returns false if there is nothing there.
func step(value any, part string) (any, bool, error) {
	switch value := value.(type) {
	case map[string]any:
		next, ok := value[part]
		return next, ok, nil
	case []any:
		i, err := strconv.Atoi(part)
		if errors.Is(err, strconv.ErrRange) {
			return nil, false, nil
		} else if err != nil {
			return nil, false, fmt.Errorf("%q is not a valid array index: %w", part, ErrKeypathNotFound)
		}
		if i < 0 {
			i += len(value)
		}
		if i < 0 || i >= len(value) {
			return nil, false, nil
		}
		return value[i], true, nil
	default:
		return nil, false, nil
	}
}
