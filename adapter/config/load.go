package config

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
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

// Faults are the faults that an error of Load, Merge or Validate joins, one a setting; none for any other error.
func Faults(err error) []*Fault {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		var found []*Fault
		for _, cause := range joined.Unwrap() {
			found = append(found, Faults(cause)...)
		}
		return found
	}
	var fault *Fault
	if errors.As(err, &fault) {
		return []*Fault{fault}
	}
	return nil
}

// Load reads the settings from environ, names to values. A secret may be given as NAME, or in a file as NAME_FILE.
// The error joins all faults, each a *Fault; it never holds a secret.
func Load(environ map[string]string) (Config, error) { return Merge(Environment(environ)) }

// Merge reads the settings from several sources, of which an earlier one wins. The error joins all faults of all
// sources, each a *Fault; it never holds a secret.
func Merge(sources ...Source) (Config, error) {
	var found faults
	cfg := Config{Origins: map[string]Origin{}}
	for _, source := range sources {
		cfg.Idle = append(cfg.Idle, source.unknown(&found)...)
	}
	slices.Sort(cfg.Idle)
	cfg.Idle = slices.Compact(cfg.Idle)
	values := merged(sources, cfg.Origins, &found)
	if err := parse(&cfg, values, &found); err != nil {
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

// merged is the value of every setting, secrets read from their files, and in origins where each comes from.
func merged(sources []Source, origins map[string]Origin, found *faults) map[string]string {
	values := map[string]string{}
	for field := range fields() {
		name := field.Tag.Get("env")
		for _, source := range sources {
			value, path, ok := source.lookup(name, isSecret(field.Type), found)
			if !ok {
				continue
			}
			if values[name] = value; value != "" {
				origins[name] = Origin{Source: source.Name, File: path}
			}
			break
		}
	}
	return values
}

// lookup is the source's value of a setting, and the path of the file that holds it, if one does.
func (s Source) lookup(name string, secret bool, found *faults) (value, path string, ok bool) {
	value, given := s.Values[name]
	given = given && (value != "" || s.Explicit)
	path = s.Values[name+fileSuffix]
	if !secret || path == "" {
		return value, "", given
	}
	if given && value != "" {
		found.add(name+fileSuffix, "%s is set too; set one of them", name)
		return value, "", true
	}
	value, err := ReadSecret(path)
	if err != nil {
		found.add(name+fileSuffix, "%w", err)
	}
	return value, path, true
}

// ReadSecret is the content of a file that holds a secret, without the space around it. It returns an error if the
// file cannot be read or is empty; the error names the file and nothing of its content.
func ReadSecret(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	value := strings.TrimSpace(string(text))
	if value == "" {
		return "", fmt.Errorf("the file %s is empty", path)
	}
	return value, nil
}

// parse fills cfg and puts the library's errors into words that name settings.
func parse(cfg *Config, values map[string]string, found *faults) error {
	err := env.ParseWithOptions(cfg, env.Options{Environment: values})
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

// ParseTokens are the tokens in a text, separated by commas or lines.
func ParseTokens(text string) []Secret { return splitTokens([]Secret{Secret(text)}) }

// splitTokens gives one token an entry: a file may hold one a line.
func splitTokens(tokens []Secret) []Secret {
	var split []Secret
	for _, entry := range tokens {
		for _, token := range strings.FieldsFunc(entry.Reveal(), func(r rune) bool { return r == ',' || r == '\n' || r == '\r' }) {
			if token = strings.TrimSpace(token); token != "" {
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
