package bridge

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// MaxMessageBytes is the length limit, in bytes, of a failure's message; a longer one is cut at a character.
const MaxMessageBytes = 2048

// Names of the failures an adapter answers with. Each case has a name of its own, which monitoring and job specs may
// rely on.
const (
	NameInvalidJSON            = "InvalidJSON"
	NameUnsupportedContentType = "UnsupportedContentType"
	NamePayloadTooLarge        = "PayloadTooLarge"
	NameMissingField           = "MissingField"
	NameInvalidField           = "InvalidField"
	NameUnknownEndpoint        = "UnknownEndpoint"
	NameEndpointDisabled       = "EndpointDisabled"
	NameUnauthorized           = "Unauthorized"
	NameRateLimited            = "RateLimited"
	NameOverloaded             = "Overloaded"
	NameRequesterNotAllowed    = "RequesterNotAllowed"
	NameUnknownSubject         = "UnknownSubject"
	NameUnknownUser            = "UnknownUser"
	NameInsufficientData       = "InsufficientData"
	NameUnknownRecord          = "UnknownRecord"
	NameGrantNotFound          = "GrantNotFound"
	NameGrantPending           = "GrantPending"
	NameGrantDeclined          = "GrantDeclined"
	NameGrantExpired           = "GrantExpired"
	NameGrantRevoked           = "GrantRevoked"
	NameGrantClosed            = "GrantClosed"
	NameGrantMismatch          = "GrantMismatch"
	NamePatientMismatch        = "PatientMismatch"
	NameRecordUnreadable       = "RecordUnreadable"
	NameDatabaseUnavailable    = "DatabaseUnavailable"
	NameChainUnavailable       = "ChainUnavailable"
	NameTimeout                = "Timeout"
	NameCanceled               = "Canceled"
	NameNotFound               = "NotFound"
	NameMethodNotAllowed       = "MethodNotAllowed"
	NameInternalError          = "InternalError"
)

// Error is what went wrong, as an operator reads it in a run: "Name: message".
type Error struct {
	Name    string `json:"name"`    // one of the Name constants
	Message string `json:"message"` // what happened and what to do, one sentence or two, no personal value
}

// Error is "Name: message".
func (e Error) Error() string { return e.Name + ": " + e.Message }

// Form is how a failure is written.
type Form uint8

const (
	// FormObject writes the error as an object {"name","message"}: nodes since v2.15 show exactly "Name: message".
	// Older nodes see the HTTP status and no text, because they read the field error as a string.
	FormObject Form = iota
	// FormText writes "Name: message" into the field errorMessage and leaves error out. Every node, old or new, shows
	// "got error from URL: (status code N) Name: message". No envelope gives more to old and new nodes at once: both
	// read the one field error, the old ones as a string alone and the new ones as an object alone.
	FormText
)

// Failure is an adapter's answer to a request that failed. It is sent with the HTTP status StatusCode, so that nodes
// that look at either take it for the failure it is.
//
// Source: chainlink v2.29, core/services/pipeline/eautils/eautils.go, BestEffortExtractEAError
type Failure struct {
	JobRunID   string // the request's id, or empty if it could not be read
	StatusCode int    // 400 to 599
	Error      Error
}

// AppendJSON appends the failure's JSON to dst. It never exceeds MaxAnswerBytes: id and message are limited.
func (f Failure) AppendJSON(dst []byte, form Form) []byte {
	dst = append(dst, `{"jobRunID":`...)
	dst = appendString(dst, cut(f.JobRunID, MaxIDBytes))
	dst = append(dst, `,"status":"errored","statusCode":`...)
	dst = strconv.AppendInt(dst, int64(f.StatusCode), 10)
	name, message := cut(f.Error.Name, MaxIDBytes), cut(f.Error.Message, MaxMessageBytes)
	if form == FormText {
		dst = append(dst, `,"errorMessage":`...)
		dst = appendString(dst, Error{Name: name, Message: message}.Error())
		return append(dst, '}')
	}
	dst = append(dst, `,"error":{"name":`...)
	dst = appendString(dst, name)
	dst = append(dst, `,"message":`...)
	dst = appendString(dst, message)
	return append(dst, `}}`...)
}

// cut shortens s to at most limit bytes, never inside a character.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return strings.ToValidUTF8(s[:limit], "")
}
