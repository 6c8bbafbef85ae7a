package score

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"golang.org/x/crypto/sha3"
)

// maxBasisPoints is the whole: all weights together, full coverage, the highest score.
const maxBasisPoints = 10_000

//go:embed model/v1.json
var v1JSON string

// v1 reads the embedded model once; that it is valid is tested, so a panic here
// means a binary that was tampered with.
var v1 = sync.OnceValue(func() Model {
	m, err := ParseModel([]byte(v1JSON))
	if err != nil {
		panic(err)
	}
	return m
})

// V1 returns version 1 of the model, embedded from model/v1.json.
func V1() Model { return v1() }

// Model is a scoring model. It does not change once made and is safe for
// concurrent use. The zero Model has no factors and scores nothing.
type Model struct {
	spec      modelSpec
	canonical []byte
	hash      [32]byte
}

// modelSpec is the model file. In this and the types it holds, fields stand in
// the alphabetical order of their keys: encoding them gives the canonical form.
type modelSpec struct {
	Factors []FactorSpec `json:"factors"`
	ID      string       `json:"id"`
	Version int          `json:"version"`
}

// FactorSpec is one factor of a model.
type FactorSpec struct {
	Metric    Metric      `json:"name"`
	Otherwise *Derivation `json:"otherwise,omitempty"` // for days without a reading; nil if there is no other way
	Points    Curve       `json:"points"`
	Source    string      `json:"source"` // the publication, and what is ours
	Unit      string      `json:"unit"`
	Weight    uint16      `json:"weight"` // basis points
	Window    Window      `json:"window"`
}

// ParseModel reads a model file: JSON with no key that is unknown, weights that
// sum to 10000, and for each factor a known metric in its unit, a curve and a
// window. The error names the factor and the fault.
func ParseModel(file []byte) (Model, error) {
	decoder := json.NewDecoder(bytes.NewReader(file))
	decoder.DisallowUnknownFields()
	var spec modelSpec
	if err := decoder.Decode(&spec); err != nil {
		return Model{}, fmt.Errorf("read model: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Model{}, errors.New("read model: text after the end of the model")
	}
	if err := spec.validate(); err != nil {
		return Model{}, fmt.Errorf("check model: %w", err)
	}
	canonical, err := spec.canonicalJSON()
	if err != nil {
		return Model{}, fmt.Errorf("write model: %w", err)
	}
	return Model{spec: spec, canonical: canonical, hash: keccak256(canonical)}, nil
}

// ID returns the model's name, which all its versions share.
func (m Model) ID() string { return m.spec.ID }

// Version returns the model's version, 1 or more.
func (m Model) Version() int { return m.spec.Version }

// Factors returns the factors in the model's order; the caller may keep and
// change them, which leaves the model as it is.
func (m Model) Factors() []FactorSpec {
	factors := slices.Clone(m.spec.Factors)
	for i, f := range factors {
		factors[i].Points = slices.Clone(f.Points)
		if f.Otherwise != nil {
			derivation := *f.Otherwise
			factors[i].Otherwise = &derivation
		}
	}
	return factors
}

// CanonicalJSON returns the model in its one canonical form: UTF-8 JSON with
// sorted keys, no white space and the shortest numbers, as
// `jq -cSj . model/v1.json` prints it. The slice is the caller's.
//
// Source: RFC 8785 (JSON Canonicalization Scheme) §3.2.
func (m Model) CanonicalJSON() []byte { return slices.Clone(m.canonical) }

// Hash returns the keccak256 of CanonicalJSON. Any change of a weight, a point, a
// window or a text gives another hash. The zero Model's is zero.
func (m Model) Hash() [32]byte { return m.hash }

// Reach returns how long before AsOf a reading of metric may have been observed
// and still count, whatever the citizen's zone; 0 if no factor uses it. A store
// that hands over the readings observed in (AsOf−Reach, AsOf] has left none out.
func (m Model) Reach(metric Metric) time.Duration {
	var reach time.Duration
	for _, f := range m.spec.Factors {
		if f.Metric == metric {
			reach = max(reach, f.Window.reach())
		}
		if f.Otherwise != nil && f.Otherwise.From == metric {
			reach = max(reach, f.Window.reach(), f.Otherwise.span())
		}
	}
	return reach
}

// canonicalJSON encodes s without white space.
func (s modelSpec) canonicalJSON() ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}

// validate says what is wrong with the model, if anything.
func (s modelSpec) validate() error {
	if s.ID == "" || s.Version < 1 {
		return errors.New("id and a version of 1 or more are needed")
	}
	total, seen := 0, make(map[Metric]bool, len(s.Factors))
	for _, f := range s.Factors {
		if err := f.validate(); err != nil {
			return fmt.Errorf("factor %q: %w", f.Metric, err)
		}
		if seen[f.Metric] {
			return fmt.Errorf("factor %q: appears twice", f.Metric)
		}
		seen[f.Metric] = true
		total += int(f.Weight)
	}
	if total != maxBasisPoints {
		return fmt.Errorf("weights sum to %d, not %d", total, maxBasisPoints)
	}
	return nil
}

// validate says what is wrong with the factor, if anything.
func (f FactorSpec) validate() error {
	d, ok := Define(f.Metric)
	switch {
	case !ok:
		return ErrUnknownMetric
	case f.Unit != d.Unit:
		return fmt.Errorf("unit is %q, not %q", f.Unit, d.Unit)
	case f.Weight == 0:
		return errors.New("weight is 0")
	case f.Source == "":
		return errors.New("no source is given")
	}
	return errors.Join(f.Points.validate(), f.Window.validate(), f.Otherwise.validate(f.Window))
}

// keccak256 is Ethereum's hash, the padding of which is older than SHA-3's.
func keccak256(data []byte) (hash [32]byte) {
	h := sha3.NewLegacyKeccak256()
	h.Write(data)
	h.Sum(hash[:0])
	return hash
}
