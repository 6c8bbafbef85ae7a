package config

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// Source is one place that settings are read from.
type Source struct {
	Name   string            // what people call it, such as "environment"
	Values map[string]string // names of settings, or NAME_FILE, to values
	// Explicit says that an empty value is one: the setting's default, whatever a later source says. Elsewhere an empty
	// value is as good as none.
	Explicit bool
	// Closed says that the source holds nothing but settings, so that every other name in it is a fault. In an open
	// source a name is one only if it looks like a setting.
	Closed bool
}

// Origin is where the value of a setting comes from.
type Origin struct {
	Source string // name of the Source
	File   string // path of the file that NAME_FILE names, which holds the value; "" if the source itself does
}

// String is the origin in words.
func (o Origin) String() string {
	if o.File != "" {
		return o.Source + ", in the file " + o.File
	}
	return o.Source
}

// Environment is the source of environment variables.
func Environment(environ map[string]string) Source {
	return Source{Name: "environment", Values: environ}
}

// ReadFile reads a TOML file whose keys are names of settings, NAME_FILE included. Its values are strings, numbers,
// booleans and times, and arrays of them for settings that take several.
//
// Returns an error that names the file, and the place in it if it is not TOML; or a *Fault for each key whose value no
// setting can have, joined.
func ReadFile(path string) (Source, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Source{}, err
	}
	var document map[string]any
	if err := toml.Unmarshal(text, &document); err != nil {
		var syntax *toml.DecodeError
		if errors.As(err, &syntax) {
			row, column := syntax.Position()
			return Source{}, fmt.Errorf("%s, line %d, column %d: %w", path, row, column, err)
		}
		return Source{}, fmt.Errorf("%s: %w", path, err)
	}
	source := Source{Name: "file " + path, Values: map[string]string{}, Explicit: true, Closed: true}
	var found faults
	for name, value := range document {
		written, err := tomlText(value, separator(name))
		if err != nil {
			found.add(name, "in the file %s: %w", path, err)
			continue
		}
		source.Values[name] = written
	}
	slices.SortFunc(found, func(a, b *Fault) int { return strings.Compare(a.Setting, b.Setting) })
	return source, found.join()
}

// separator is what separates the entries of a setting that takes several.
func separator(name string) string {
	for field := range fields() {
		if field.Tag.Get("env") == name && field.Tag.Get("envSeparator") != "" {
			return field.Tag.Get("envSeparator")
		}
	}
	return ","
}

var errNoValue = errors.New("a table is no value; settings stand at the top of the file as NAME = value")

// tomlText is a TOML value as the environment would hold it.
func tomlText(value any, separator string) (string, error) {
	switch v := value.(type) {
	case string:
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	case time.Time:
		return v.Format(time.RFC3339Nano), nil
	case fmt.Stringer: // a date or a time without a zone, which the setting's own check refuses
		return v.String(), nil
	case []any:
		entries := make([]string, len(v))
		for i, entry := range v {
			text, err := tomlText(entry, separator)
			if err != nil {
				return "", err
			}
			entries[i] = text
		}
		return strings.Join(entries, separator), nil
	default:
		return "", errNoValue
	}
}
