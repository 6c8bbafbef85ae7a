package pipeline

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	// ErrKeypathNotFound says that a $(…) expression or a jsonparse path names a value that does not exist.
	ErrKeypathNotFound = errors.New("keypath not found")
	// ErrBadInput says that a value does not fit the parameter or the ABI type it is meant for.
	ErrBadInput = errors.New("bad input for task")
	// ErrParameterEmpty says that a task lacks a parameter it needs.
	ErrParameterEmpty = errors.New("parameter is empty")
	// ErrTooManyErrors says that a task did not run because a task before it failed. That other task has the cause.
	ErrTooManyErrors = errors.New("too many errors")
)

var (
	variableRegexp = regexp.MustCompile(`\$\(\s*([a-zA-Z0-9_.]+)\s*\)`)
	wholeRegexp    = regexp.MustCompile(`\A\s*\$\(\s*([a-zA-Z0-9_.]+)\s*\)\s*\z`)
)

// Vars are the values that the $(…) expressions of a run may name: "jobRun", "jobSpec" and the result of each
// earlier task by its id. Maps are map[string]any, lists []any; other values are leaves. A task that failed leaves an
// error.
type Vars map[string]any

// get follows a path such as jobRun.meta.oracleRequest.requestId. Parts are names of map[string]any, or indexes of
// []any from 0. Returns ErrKeypathNotFound if there is no such value, ErrTooManyErrors if its task failed.
func (v Vars) get(path string) (any, error) {
	var at any = map[string]any(v)
	for i, part := range strings.Split(path, ".") {
		next, ok := child(at, part)
		if !ok {
			return nil, fmt.Errorf("key %s (segment %d in keypath %s): %w", part, i, path, ErrKeypathNotFound)
		}
		if _, failed := next.(error); failed {
			return nil, fmt.Errorf("$(%s): %w", path, ErrTooManyErrors)
		}
		at = next
	}
	return at, nil
}

func child(of any, part string) (any, bool) {
	switch of := of.(type) {
	case map[string]any:
		value, ok := of[part]
		return value, ok
	case []any:
		i, err := strconv.Atoi(part)
		if err != nil || i < 0 || i >= len(of) {
			return nil, false
		}
		return of[i], true
	default:
		return nil, false
	}
}

// expression is an attribute that is one $(…) expression, a text without any, or absent.
type expression struct {
	path string // of the expression, or empty
	text string // trimmed
}

func parseExpression(attribute string) expression {
	e := expression{text: strings.TrimSpace(attribute)}
	if m := wholeRegexp.FindStringSubmatch(attribute); m != nil {
		e.path = m[1]
	}
	return e
}

// value is what the expression names, or else its text. Returns ErrParameterEmpty if the attribute is absent.
func (e expression) value(vars Vars) (any, error) {
	switch {
	case e.path != "":
		return vars.get(e.path)
	case e.text != "":
		return e.text, nil
	default:
		return nil, ErrParameterEmpty
	}
}

// or is the value of the expression if it is one, and the task's first input otherwise.
func (e expression) or(in input) (any, error) {
	if e.path != "" {
		return in.vars.get(e.path)
	}
	return in.first()
}

// literalOr is the value of the attribute, and the task's first input if it is absent.
func (e expression) literalOr(in input) (any, error) {
	value, err := e.value(in.vars)
	if errors.Is(err, ErrParameterEmpty) {
		return in.first()
	}
	return value, err
}

// input is what a task works on.
type input struct {
	vars     Vars
	inputs   []any // results of the tasks that point to this one, in the order of the graph
	transmit Transmitter
}

func (in input) first() (any, error) {
	if len(in.inputs) == 0 {
		return nil, fmt.Errorf("index out of range: %w", ErrParameterEmpty)
	}
	return in.inputs[0], nil
}
