package store

import (
	"database/sql"
	"errors"
	"strconv"
	"strings"

	"github.com/link4health/link4health/adapter/score"
)

// placeholders is n question marks with commas between.
func placeholders(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

// numbered is as placeholders, for parameters that a statement uses more than once: SQLite numbers those of the others on.
func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('?')
		b.WriteString(strconv.Itoa(i + 1))
	}
	return b.String()
}

// words keeps the few texts that occur again and again in rows, so that each takes memory once.
type words map[string]string

// of returns text as a string.
func (w words) of(text []byte) string {
	word, known := w[string(text)]
	if !known {
		word = string(text)
		w[word] = word
	}
	return word
}

// integer is a column that is scanned without reflection. NULL is no integer.
type integer int64

var _ sql.Scanner = (*integer)(nil)

// errNotInteger says that a column is not what the schema says.
var errNotInteger = errors.New("column is not an integer")

// Scan takes what either driver gives for an integer.
func (n *integer) Scan(value any) error {
	switch v := value.(type) {
	case int64:
		*n = integer(v)
		return nil
	case []byte: // a sum, which MySQL makes a decimal
		parsed, err := strconv.ParseInt(string(v), 10, 64)
		*n = integer(parsed)
		if err != nil {
			return errNotInteger
		}
		return nil
	default:
		return errNotInteger
	}
}

// owned is owners of readings, and for whose scores these are read.
type owned struct {
	ids     []string
	members [][]int // indexes of inputs, in the order of ids
	places  map[string]int
	last    int // rows come owner by owner
}

// group gathers the inputs that read of the same owner; "" is none.
func (r *scoreReader) group(owner func(*ScoreInput) string) *owned {
	g := &owned{}
	for _, i := range r.wanted {
		id := owner(&r.inputs[i])
		if id == "" {
			continue
		}
		place, known := g.places[id]
		if !known {
			if g.places == nil {
				g.places = make(map[string]int, len(r.wanted))
			}
			place = len(g.ids)
			g.places[id] = place
			g.ids, g.members = append(g.ids, id), append(g.members, nil)
		}
		g.members[place] = append(g.members[place], i)
	}
	return g
}

// arguments are the owners as parameters of a query, with room for some more.
func (g *owned) arguments() []any {
	arguments := make([]any, 0, len(g.ids)+4)
	for _, id := range g.ids {
		arguments = append(arguments, id)
	}
	return arguments
}

// index is the place of an owner that a row names.
func (g *owned) index(id []byte) int {
	if g.ids[g.last] != string(id) {
		g.last = g.places[string(id)]
	}
	return g.last
}

// usualReadings is how many readings there are of a citizen whose device reports days.
const usualReadings = 32

// add returns a function that adds a reading to the citizen's inputs.
func (g *owned) add(inputs []ScoreInput) func(owner int, reading score.Reading) {
	return func(owner int, reading score.Reading) {
		for _, i := range g.members[owner] {
			if inputs[i].Input.Citizen == nil {
				inputs[i].Input.Citizen = make([]score.Reading, 0, usualReadings)
			}
			inputs[i].Input.Citizen = append(inputs[i].Input.Citizen, reading)
		}
	}
}
