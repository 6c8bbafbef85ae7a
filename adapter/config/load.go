package config

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"reflect"
	"strconv"
	"strings"

	"github.com/caarlos0/env/v11"
)

// fileSuffix, after the name of a secret setting, names a file that holds its value.
const fileSuffix = "_FILE"

// Fault is what is wrong with one setting.
type Fault struct {
	Setting string // name, or NAME_FILE
	Err     error  // what is wrong and what to do; never a secret
}

// Error is "NAME: what is wrong".
func (f *Fault) Error() string { return f.Setting + ": " + f.Err.Error() }

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Err }

// faults collects what is wrong, one fault a setting: the first is the cause of those after it.
type faults []*Fault

func (f *faults) add(setting, format string, args ...any) {
	for _, known := range *f {
		if known.Setting == setting {
			return
		}
	}
	*f = append(*f, &Fault{Setting: setting, Err: fmt.Errorf(format, args...)})
}

// join is all faults as one error, one a line; nil if there are none.
func (f faults) join() error {
	errs := make([]error, len(f))
	for i, fault := range f {
		errs[i] = fault
	}
	return errors.Join(errs...)
}

// Load reads the settings from environ, names to values. A secret may be given as NAME, or in a file as NAME_FILE.
// The error joins all faults, each a *Fault; it never holds a secret.
func Load(environ map[string]string) (Config, error) {
	var found faults
	var cfg Config
	environ = withFiles(environ, &found)
	if err := parse(&cfg, environ, &found); err != nil {
		return Config{}, err
	}
	cfg.Tokens = splitTokens(cfg.Tokens)
	cfg.ReplicaURLs = splitWords(cfg.ReplicaURLs)
	cfg.check(&found)
	if err := found.join(); err != nil {
		return Config{}, err
	}
	return cfg, nil
}

// parse fills cfg and puts the library's errors into words that name settings.
func parse(cfg *Config, environ map[string]string, found *faults) error {
	err := env.ParseWithOptions(cfg, env.Options{Environment: environ})
	var aggregate env.AggregateError
	if !errors.As(err, &aggregate) {
		return err
	}
	for _, cause := range aggregate.Errors {
		var parseError env.ParseError
		if !errors.As(cause, &parseError) {
			return cause
		}
		field, ok := reflect.TypeFor[Config]().FieldByName(parseError.Name)
		if !ok {
			return cause
		}
		var number *strconv.NumError
		if errors.As(parseError.Err, &number) {
			found.add(field.Tag.Get("env"), "%q is not a %s: %w", number.Num, typeName(field.Type), number.Err)
			continue
		}
		found.add(field.Tag.Get("env"), "%w", parseError.Err)
	}
	return nil
}

// withFiles returns environ with the contents of the files that NAME_FILE settings name.
func withFiles(environ map[string]string, found *faults) map[string]string {
	merged := maps.Clone(environ)
	if merged == nil {
		merged = map[string]string{}
	}
	for field := range fields() {
		name := field.Tag.Get("env")
		path := environ[name+fileSuffix]
		if path == "" || !isSecret(field.Type) {
			continue
		}
		if environ[name] != "" {
			found.add(name+fileSuffix, "%s is set too; set one of them", name)
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			found.add(name+fileSuffix, "%w", err)
			continue
		}
		value := strings.TrimSpace(string(text))
		if value == "" {
			found.add(name+fileSuffix, "the file %s is empty", path)
			continue
		}
		merged[name] = value
	}
	return merged
}

// splitTokens gives one token an entry: a file may hold one a line.
func splitTokens(tokens []Secret) []Secret {
	var split []Secret
	for _, entry := range tokens {
		for line := range strings.Lines(entry.Reveal()) {
			if token := strings.TrimSpace(line); token != "" {
				split = append(split, Secret(token))
			}
		}
	}
	return split
}

// splitWords gives one URL an entry: a file may hold one a line.
func splitWords(urls []Secret) []Secret {
	var split []Secret
	for _, entry := range urls {
		for _, word := range strings.Fields(entry.Reveal()) {
			split = append(split, Secret(word))
		}
	}
	return split
}
