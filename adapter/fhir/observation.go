package fhir

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/ucum"
)

// ucumSystem is the code system of UCUM.
const ucumSystem = "http://unitsofmeasure.org"

// entry is Bundle.entry, as far as it matters.
type entry struct {
	FullURL  string          `json:"fullUrl"`
	Resource json.RawMessage `json:"resource"`
	Request  struct {
		Method string `json:"method"`
	} `json:"request"`
}

// coding is a Coding.
type coding struct {
	System string `json:"system"`
	Code   string `json:"code"`
}

// resource is an Observation as it is written, as far as it matters.
type resource struct {
	ImplicitRules     string          `json:"implicitRules"`
	ModifierExtension json.RawMessage `json:"modifierExtension"`
	Status            string          `json:"status"`
	Code              struct {
		Coding []coding `json:"coding"`
	} `json:"code"`
	Subject           reference `json:"subject"`
	Device            reference `json:"device"`
	EffectiveDateTime string    `json:"effectiveDateTime"`
	EffectiveInstant  string    `json:"effectiveInstant"`
	EffectivePeriod   *struct {
		Start string `json:"start"`
		End   string `json:"end"`
	} `json:"effectivePeriod"`
	ValueQuantity *quantity       `json:"valueQuantity"`
	ValueInteger  json.RawMessage `json:"valueInteger"`
}

// quantity is a Quantity.
type quantity struct {
	Value      json.RawMessage `json:"value"`
	Comparator string          `json:"comparator"`
	Unit       string          `json:"unit"`
	System     string          `json:"system"`
	Code       string          `json:"code"`
}

// Observation is a measurement whose time may still depend on where the citizen lives.
type Observation struct {
	UserID string

	meaning meaning
	value   score.Value
	perDay  bool // the unit says that the value is a day's
	source  string
	start   moment // zero if the Observation names one moment
	end     moment
}

// observe reads an Observation.
func observe(raw json.RawMessage) found {
	var r resource
	if err := json.Unmarshal(raw, &r); err != nil {
		return found{observation: &Observation{}, fault: badShape("", err)}
	}
	o := &Observation{}
	for _, step := range []func(*resource) *fault{o.readStatus, o.readCode, o.readValue, o.readTime} {
		if fault := step(&r); fault != nil {
			return found{observation: o, fault: fault}
		}
	}
	return found{observation: o, subject: r.Subject}
}

// readStatus refuses what is no finished measurement, and names the source.
func (o *Observation) readStatus(r *resource) *fault {
	if r.ImplicitRules != "" || len(r.ModifierExtension) > 0 && !bytes.Equal(r.ModifierExtension, []byte("null")) {
		return wrong(CodeNotSupported, "modifierExtension", "implicit rules and modifier extensions change what an Observation means and are not understood")
	}
	o.source = "fhir" + deviceOf(r.Device)
	switch r.Status {
	case "final":
	case "amended", "corrected":
		o.source += "+" + r.Status
	case "entered-in-error", "cancelled":
		return wrong(CodeBusinessRule, "status", "the Observation was withdrawn; it is not stored, and what is stored already is not removed")
	case "registered", "preliminary", "unknown":
		return wrong(CodeBusinessRule, "status", "the Observation is not final; send it when it is")
	default:
		return wrong(CodeRequired, "status", "want final, amended or corrected")
	}
	return nil
}

// readCode finds out what was measured.
func (o *Observation) readCode(r *resource) (f *fault) {
	var ok bool
	if o.meaning, ok = meaningOf(r.Code.Coding); !ok {
		return untaken("code", "an Observation with this code is not taken; taken are LOINC 55423-8, 41950-7, 41981-2, 39156-5, 8867-4 and 40443-4")
	}
	return nil
}

// readValue reads the value in the metric's own unit.
func (o *Observation) readValue(r *resource) *fault {
	number, code := string(r.ValueInteger), "1"
	if q := r.ValueQuantity; q != nil {
		if q.Comparator != "" {
			return wrong(CodeNotSupported, "value.comparator", "a bound is no measurement")
		}
		number, code = string(q.Value), q.Code
		if code == "" || q.System != "" && q.System != ucumSystem {
			code = q.Unit
		}
	}
	if number == "" || number == "null" {
		return wrong(CodeRequired, "value", "want valueQuantity with a value")
	}
	unit, ok := ucum.Find(o.meaning.metric, code)
	if !ok {
		return wrong(CodeValue, "value.code", "%s is not measured in this unit; use the UCUM code %s", o.meaning.metric, ucum.Codes(o.meaning.metric)[0])
	}
	value, err := unit.Convert(number)
	if err != nil {
		return wrong(CodeValue, "value.value", "want a decimal number")
	}
	if err := (score.Reading{Metric: o.meaning.metric, Value: value}).Validate(); err != nil {
		return wrong(CodeValue, "value.value", "%v", err) // names the range, not the value
	}
	o.value, o.perDay = value, unit.PerDay
	return nil
}

// readTime reads the time, as far as it can be known without a zone.
func (o *Observation) readTime(r *resource) *fault {
	const want = "want a date, or a time with its offset from UTC such as 2016-05-10T12:00:00+02:00, of the years 1970 to 9998"
	var ok bool
	switch {
	case r.EffectivePeriod != nil && r.EffectivePeriod.End == "":
		return wrong(CodeRequired, "effective.end", "want the end of the period: one that goes on is not measured yet")
	case r.EffectivePeriod != nil:
		if o.end, ok = parseMoment(r.EffectivePeriod.End); !ok {
			return wrong(CodeValue, "effective.end", want)
		}
		if r.EffectivePeriod.Start == "" {
			return nil
		}
		if o.start, ok = parseMoment(r.EffectivePeriod.Start); !ok {
			return wrong(CodeValue, "effective.start", want)
		}
	case r.EffectiveDateTime != "":
		if o.end, ok = parseMoment(r.EffectiveDateTime); !ok {
			return wrong(CodeValue, "effective", want)
		}
		if o.end.day {
			o.start = o.end
		}
	case r.EffectiveInstant != "":
		if o.end, ok = parseMoment(r.EffectiveInstant); !ok || o.end.day {
			return wrong(CodeValue, "effective", want)
		}
	default:
		return wrong(CodeRequired, "effective", "want effectiveDateTime, effectivePeriod or effectiveInstant")
	}
	return nil
}

// deviceOf returns the part of a source that tells devices apart: a slash and the device's id, or a digest of what
// names it where that is too long or has characters that a source cannot have; empty without a device.
func deviceOf(device reference) string {
	name := device.Reference
	if name == "" {
		name = device.Identifier.Value
	}
	if name == "" {
		return ""
	}
	_, id, found := cutLast(name, "/")
	if !found {
		id = name
	}
	const longest = 40
	for i := range len(id) {
		if id[i] <= ' ' || id[i] > '~' {
			id = ""
			break
		}
	}
	if id == "" || len(id) > longest {
		digest := sha256.Sum256([]byte(name))
		id = hex.EncodeToString(digest[:8])
	}
	return "/" + id
}

// isShape reports whether err is of JSON that has another shape than was asked for.
func isShape(err error) bool {
	var shape *json.UnmarshalTypeError
	return errors.As(err, &shape)
}

// badShape returns the fault of JSON that has another shape than FHIR's. Its element is a path of our own names for
// FHIR's elements.
func badShape(element string, err error) *fault {
	var shape *json.UnmarshalTypeError
	if errors.As(err, &shape) && shape.Field != "" {
		if element != "" {
			element += "."
		}
		element += shape.Field
	}
	return wrong(CodeStructure, element, "the element does not have the form that FHIR R4 gives it")
}

// longestPeriod is the longest that a reading may reach back: the longest local day.
const longestPeriod = 26 * time.Hour
