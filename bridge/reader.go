package bridge

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// MaxReadBytes is how many bytes of an answer a node reads unless it is configured otherwise.
//
// Source: chainlink v2.29, docs/CONFIG.md, JobPipeline.HTTPRequest.MaxSize
const MaxReadBytes = 32 << 10

// Rules are how a generation of nodes reads an answer.
type Rules uint8

const (
	// New are the rules of nodes since v2.15, as recorded from v2.18: a status in the body counts as the answer's
	// status, anything but 200 is no success, and an error object is shown as "name: message".
	New Rules = iota
	// Old are the rules of nodes v1.x to v2.14: the HTTP status alone decides, below 400 is success, and only an error
	// that is a string, or an errorMessage, is shown.
	Old
)

// Answer is what a bridge task yields: the answer's whole body as text, or null. A node yields null, and no error, for
// an answer that is neither a plain success nor a failure it understands; the task after it then fails with "EOF".
type Answer struct {
	Body string
	Null bool
}

// Reader reads an adapter's answer as a node does. The zero Reader follows the new rules and names no URL.
type Reader struct {
	Rules    Rules
	URL      string // the bridge's URL, which errors name
	MaxBytes int    // what the node reads of an answer; 0 is MaxReadBytes
}

// ReadAnswer reads an answer as a node with the given rules does; see Reader.
func ReadAnswer(status int, body []byte, rules Rules) (Answer, error) {
	return Reader{Rules: rules}.Read(status, body)
}

// Read gives what the bridge task yields for an answer with this HTTP status and body, redirects followed. An error is
// the task's error: an adapter's own as an Error, or one that names URL and HTTP status.
//
// Source: chainlink v2.18, core/services/pipeline/task.bridge.go, BridgeTask.Run, and common_http.go, makeHTTPRequest
func (r Reader) Read(status int, body []byte) (Answer, error) {
	limit := r.MaxBytes
	if limit == 0 {
		limit = MaxReadBytes
	}
	if len(body) > limit {
		if r.Rules == Old {
			return Answer{Null: true}, errors.New("error making http request: http: request body too large")
		}
		body = body[:limit] // new nodes drop the reader's error
	}
	var err error
	if status >= http.StatusBadRequest {
		err = fmt.Errorf("got error from %s: (status code %d) %s", r.URL, status, errorText(body))
	}
	if r.Rules == New {
		status = bodyStatus(status, body)
		if own, ok := errorObject(body); ok && (err != nil || status != http.StatusOK) {
			err = own
		}
		if status != http.StatusOK {
			return Answer{Null: true}, err
		}
	}
	if err != nil {
		return Answer{Null: true}, err
	}
	return Answer{Body: string(body)}, nil
}

// bodyStatus is the status that the body claims, or else the HTTP status. The body claims one only by statusCode.
//
// Source: chainlink v2.18, core/services/pipeline/eautils/eautils.go, BestEffortExtractEAStatus
func bodyStatus(status int, body []byte) int {
	var claim struct {
		ErrorMessage       *string `json:"errorMessage"`
		Error              any     `json:"error"`
		StatusCode         *int    `json:"statusCode"`
		ProviderStatusCode *int    `json:"providerStatusCode"`
	}
	if err := json.Unmarshal(body, &claim); err != nil || claim.StatusCode == nil {
		return status
	}
	switch {
	case *claim.StatusCode != http.StatusOK:
		return *claim.StatusCode
	case claim.ProviderStatusCode != nil && *claim.ProviderStatusCode != http.StatusOK:
		return *claim.ProviderStatusCode
	case claim.Error != nil:
		return http.StatusInternalServerError
	default:
		return http.StatusOK
	}
}

// errorObject is the error of a body that holds it as an object.
//
// Source: chainlink v2.18, core/services/pipeline/eautils/eautils.go, BestEffortExtractEAError
func errorObject(body []byte) (Error, bool) {
	var answer struct {
		Error *Error `json:"error"`
	}
	if err := json.Unmarshal(body, &answer); err != nil || answer.Error == nil {
		return Error{}, false
	}
	return *answer.Error, true
}

// errorText is the error of a body that holds it as text; the whole body if it holds none; "" if it cannot be read,
// which an error that is an object makes it.
//
// Source: chainlink v2.18, core/services/pipeline/common_http.go, bestEffortExtractError
func errorText(body []byte) string {
	var answer struct {
		Error        string `json:"error"`
		ErrorMessage string `json:"errorMessage"`
	}
	switch err := json.Unmarshal(body, &answer); {
	case err != nil:
		return ""
	case answer.Error != "":
		return answer.Error
	case answer.ErrorMessage != "":
		return answer.ErrorMessage
	default:
		return string(body)
	}
}
