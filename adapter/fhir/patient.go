package fhir

import (
	"encoding/json"
	"strings"
)

// reference is a Reference.
type reference struct {
	Reference  string     `json:"reference"`
	Identifier identifier `json:"identifier"`
}

// identifier is an Identifier.
type identifier struct {
	System string `json:"system"`
	Value  string `json:"value"`
}

// takePatient notes by what references a Patient of the Bundle may be named.
func (d *reader) takePatient(e entry) found {
	var p struct {
		ID         string       `json:"id"`
		Identifier []identifier `json:"identifier"`
	}
	if err := json.Unmarshal(e.Resource, &p); err != nil {
		return found{fault: badShape("resource", err)}
	}
	user := p.ID
	if d.cfg.IdentifierSystem != "" {
		user = ""
		for _, i := range p.Identifier {
			if i.System == d.cfg.IdentifierSystem {
				user = i.Value
			}
		}
	}
	if user == "" && d.cfg.IdentifierSystem == "" {
		user = lastSegment(e.FullURL)
	}
	if p.ID != "" {
		d.patients["Patient/"+p.ID] = user
	}
	if e.FullURL != "" {
		d.patients[e.FullURL] = user
	}
	return found{fault: &fault{SeverityInformation, CodeInformational, "",
		"the Patient is not stored; it only tells whose the Observations are"}}
}

// user returns the user id of a subject.
func (d *reader) user(subject reference) (string, *fault) {
	const element = "subject"
	if d.cfg.IdentifierSystem != "" && subject.Identifier.System == d.cfg.IdentifierSystem && subject.Identifier.Value != "" {
		return subject.Identifier.Value, nil
	}
	ref := subject.Reference
	if user := d.patients[ref]; user != "" {
		return user, nil
	}
	if query, ok := strings.CutPrefix(ref, "Patient?identifier="); ok && d.cfg.IdentifierSystem != "" {
		if system, value, _ := strings.Cut(query, "|"); system == d.cfg.IdentifierSystem && value != "" {
			return value, nil
		}
	}
	if d.cfg.IdentifierSystem != "" {
		return "", wrong(CodeNotFound, element,
			"the subject has no identifier of the system that this server knows patients by; send subject.identifier or the Patient in the same Bundle")
	}
	if id := lastSegment(ref); id != "" {
		return id, nil
	}
	return "", wrong(CodeRequired, element, "want a reference to a Patient, as Patient/ID")
}

// lastSegment returns the id that a reference names a Patient by; empty if it names none.
func lastSegment(ref string) string {
	if id, ok := strings.CutPrefix(ref, "urn:uuid:"); ok {
		return id
	}
	before, id, found := cutLast(ref, "Patient/")
	if !found || strings.ContainsAny(id, "?#/ ") || before != "" && !strings.HasSuffix(before, "/") {
		if version, _, ok := strings.Cut(id, "/_history/"); found && ok && !strings.ContainsAny(version, "?#/ ") {
			return version
		}
		return ""
	}
	return id
}

// cutLast is strings.Cut around the last separator.
func cutLast(text, separator string) (before, after string, found bool) {
	i := strings.LastIndex(text, separator)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(separator):], true
}
