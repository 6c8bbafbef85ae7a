package jobspecs

import (
	"embed"
	"errors"
	"fmt"
	"strings"
)

// The names of this project's job specs.
const (
	Score  = "score"  // answers ScoreRegistry
	Batch  = "batch"  // answers ScoreRegistry about several subjects at once
	Record = "record" // answers RecordMarket
)

// Names returns the names of this project's job specs.
func Names() []string { return []string{Batch, Record, Score} }

// ErrUnknownSpec is returned for a name that is not in Names.
var ErrUnknownSpec = errors.New("unknown job spec")

// templates are the job specs, valid TOML with ${NAME} for what a deployment decides.
//
//go:embed score.toml batch.toml record.toml
var templates embed.FS

// Render returns the named job spec for a deployment, as TOML that a node takes.
// It holds the bridge token in clear: keep it out of logs.
//
// Returns ErrUnknownSpec, or all that is wrong with the deployment at once,
// joined; no error repeats the token.
func Render(name string, d Deployment) ([]byte, error) {
	template, err := templates.ReadFile(name + ".toml")
	if err != nil {
		return nil, fmt.Errorf("%w %q: have %s", ErrUnknownSpec, name, strings.Join(Names(), ", "))
	}
	d = d.withDefaults()
	if faults := d.faults(name); len(faults) > 0 {
		return nil, fmt.Errorf("render job spec %s: %w", name, errors.Join(faults...))
	}
	spec := placeholder.ReplaceAllFunc(template, func(p []byte) []byte {
		if value, ok := d.value(string(p[2 : len(p)-1])); ok {
			return []byte(value)
		}
		return p // Lint finds it
	})
	if faults := Lint(spec); len(faults) > 0 {
		return nil, fmt.Errorf("render job spec %s: %w", name, Faults(faults))
	}
	return spec, nil
}
