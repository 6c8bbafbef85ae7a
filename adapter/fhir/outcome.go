package fhir

import "fmt"

// Severities of issues.
//
// Source: FHIR R4, ValueSet issue-severity
const (
	SeverityError       = "error"       // was to be stored and is not
	SeverityWarning     = "warning"     // is nothing that is taken here
	SeverityInformation = "information" // nothing is wrong
)

// Codes of issues.
//
// Source: FHIR R4, ValueSet issue-type
const (
	CodeStructure     = "structure"
	CodeRequired      = "required"
	CodeValue         = "value"
	CodeNotSupported  = "not-supported"
	CodeNotFound      = "not-found"
	CodeDuplicate     = "duplicate"
	CodeConflict      = "conflict"
	CodeBusinessRule  = "business-rule"
	CodeLogin         = "login"
	CodeForbidden     = "forbidden"
	CodeTooCostly     = "too-costly"
	CodeTransient     = "transient"
	CodeInformational = "informational"
)

// Issue says what became of one entry, or what is wrong with it.
type Issue struct {
	Severity    string   `json:"severity"`
	Code        string   `json:"code"`
	Diagnostics string   `json:"diagnostics"`          // for people: the problem and the remedy, no value
	Expression  []string `json:"expression,omitempty"` // where, as a FHIRPath such as Bundle.entry[3].resource.code
}

// OperationOutcome is FHIR's answer that tells of issues.
type OperationOutcome struct {
	ResourceType string  `json:"resourceType"` // "OperationOutcome"
	Issue        []Issue `json:"issue"`        // at least one
}

// NewOutcome returns an OperationOutcome of the issues; there must be one at least.
func NewOutcome(issues ...Issue) OperationOutcome {
	return OperationOutcome{ResourceType: "OperationOutcome", Issue: issues}
}

// fault is an issue on its way to the place where it is found out which entry it belongs to.
type fault struct {
	severity, code, element, text string
}

func (f *fault) at(expression string) *Issue {
	if f.element != "" {
		expression += "." + f.element
	}
	return &Issue{Severity: f.severity, Code: f.code, Diagnostics: f.text, Expression: []string{expression}}
}

func wrong(code, element, format string, arguments ...any) *fault {
	return &fault{SeverityError, code, element, fmt.Sprintf(format, arguments...)}
}

func untaken(element, text string) *fault {
	return &fault{SeverityWarning, CodeNotSupported, element, text}
}
