package fhir

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// Config says how documents are read.
type Config struct {
	// IdentifierSystem is the system of the patient's identifier that is the user id here; empty if the user id is the
	// Patient's own id.
	IdentifierSystem string
	// MaxEntries is how many entries of a Bundle are read at most; more are an ErrTooLarge. Zero is no limit.
	MaxEntries int
}

// What is wrong with a document as a whole. Texts name no value.
var (
	ErrStructure = errors.New("the body is not a FHIR R4 resource in JSON")
	ErrType      = errors.New("want an Observation, or a Bundle of type batch, transaction, collection or searchset")
	ErrTooLarge  = errors.New("the Bundle has too many entries; send several")
)

// Document is what was read.
type Document struct {
	// Transaction says that the sender wants all to be stored or nothing.
	Transaction bool
	Entries     []Entry // one for each entry of a Bundle; one in all for an Observation
}

// Entry is an Observation or the reason why there is none.
type Entry struct {
	Expression  string       // "Observation" or "Bundle.entry[3].resource"
	Observation *Observation // nil if there is nothing to store
	Issue       *Issue       // why not; nil if there is an Observation
}

// Read reads a document from r, entry by entry: it keeps of each only what is needed.
//
// Returns ErrStructure, ErrType or ErrTooLarge, or r's error.
func Read(r io.Reader, cfg Config) (Document, error) {
	d := reader{cfg: cfg, patients: make(map[string]string), top: make(map[string]json.RawMessage)}
	if err := d.read(json.NewDecoder(r)); err != nil {
		return Document{}, err
	}
	return d.document()
}

// reader reads one document.
type reader struct {
	cfg      Config
	top      map[string]json.RawMessage // elements of the document but entry
	found    []found
	patients map[string]string // what references may name a Patient of the Bundle by, to user id; "" if it has none
	bundled  bool              // there is an element entry
}

// found is an entry whose subject is not looked up yet.
type found struct {
	observation *Observation
	subject     reference
	fault       *fault
}

// read reads the document's elements in whatever order they come.
func (d *reader) read(decoder *json.Decoder) error {
	if err := expect(decoder, json.Delim('{')); err != nil {
		return err
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return structural(err)
		}
		if key == "entry" {
			err = d.readEntries(decoder)
		} else {
			var value json.RawMessage
			err = decoder.Decode(&value)
			d.keep(key, value)
		}
		if err != nil {
			return structural(err)
		}
	}
	if err := expect(decoder, json.Delim('}')); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return structural(err)
	}
	return nil
}

// keep notes an element of the document that matters to an Observation or a Bundle.
func (d *reader) keep(key json.Token, value json.RawMessage) {
	name, _ := key.(string)
	switch name {
	case "text", "contained", "extension", "meta", "link", "signature", "note", "component", "id", "language":
	default:
		d.top[name] = value
	}
}

// readEntries reads Bundle.entry.
func (d *reader) readEntries(decoder *json.Decoder) error {
	if err := expect(decoder, json.Delim('[')); err != nil {
		return err
	}
	d.bundled = true
	for decoder.More() {
		if len(d.found) == d.cfg.MaxEntries && d.cfg.MaxEntries > 0 {
			return ErrTooLarge
		}
		var e entry
		if err := decoder.Decode(&e); err != nil {
			if !isShape(err) {
				return err
			}
			d.found = append(d.found, found{fault: badShape("", err)})
			continue
		}
		d.found = append(d.found, d.take(e))
	}
	return expect(decoder, json.Delim(']'))
}

// take reads one entry.
func (d *reader) take(e entry) found {
	switch e.Request.Method {
	case "", "POST", "PUT":
	default:
		return found{fault: wrong(CodeNotSupported, "request.method", "entries are stored, never read or deleted; use POST or PUT")}
	}
	if len(e.Resource) == 0 {
		return found{fault: untaken("", "the entry has no resource")}
	}
	var kind struct {
		ResourceType string `json:"resourceType"`
	}
	if err := json.Unmarshal(e.Resource, &kind); err != nil {
		return found{fault: badShape("resource", err)}
	}
	switch kind.ResourceType {
	case "Observation":
		return observe(e.Resource)
	case "Patient":
		return d.takePatient(e)
	default:
		return found{fault: untaken("", "a resource of this type is not taken; only Observations are")}
	}
}

// document puts together what was read.
func (d *reader) document() (Document, error) {
	kind, _ := d.text("resourceType")
	switch {
	case kind == "Bundle":
		return d.bundle()
	case kind == "Observation" && !d.bundled:
		raw, err := json.Marshal(d.top)
		if err != nil {
			return Document{}, structural(err)
		}
		return Document{Entries: []Entry{d.entry("Observation", observe(raw))}}, nil
	default:
		return Document{}, ErrType
	}
}

// bundle puts together a Bundle.
func (d *reader) bundle() (Document, error) {
	var doc Document
	switch kind, _ := d.text("type"); kind {
	case "batch", "collection", "searchset":
	case "transaction":
		doc.Transaction = true
	default:
		return Document{}, ErrType
	}
	for i, f := range d.found {
		doc.Entries = append(doc.Entries, d.entry("Bundle.entry["+strconv.Itoa(i)+"]", f))
	}
	return doc, nil
}

// entry looks up the subject of what was found.
func (d *reader) entry(expression string, f found) Entry {
	if expression != "Observation" && f.observation != nil {
		expression += ".resource"
	}
	if f.fault == nil {
		f.observation.UserID, f.fault = d.user(f.subject)
	}
	if f.fault != nil {
		return Entry{Expression: expression, Issue: f.fault.at(expression)}
	}
	return Entry{Expression: expression, Observation: f.observation}
}

// text returns an element of the document that is a text.
func (d *reader) text(name string) (string, bool) {
	var text string
	err := json.Unmarshal(d.top[name], &text)
	return text, err == nil
}

// expect reads one delimiter.
func expect(decoder *json.Decoder, want json.Delim) error {
	got, err := decoder.Token()
	if err == nil && got == want {
		return nil
	}
	return structural(err)
}

// structural turns an error of JSON into ErrStructure and keeps those of the reader beneath. encoding/json quotes what
// it met, so its text is dropped.
func structural(err error) error {
	var syntax *json.SyntaxError
	switch {
	case err == nil, errors.As(err, &syntax), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), isShape(err):
		return ErrStructure
	case errors.Is(err, ErrStructure), errors.Is(err, ErrTooLarge):
		return err
	default:
		return fmt.Errorf("read body: %w", err)
	}
}
