package adapter

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/link4health/link4health/bridge"
)

// Case is one way in which a request can fail.
type Case struct {
	Name    string // one of bridge's names; a label of metrics
	Status  int    // HTTP status
	Type    string // EA v3's kind of failure, a label of http_requests_total
	Message string // what happened and what to do
}

// EA v3's kinds of outcome that this adapter has.
//
// Source: external-adapter-framework v2.18, src/metrics/constants.ts, HttpRequestType
const (
	typeSuccess    = "dataProviderHit"
	typeCached     = "cacheHit"
	typeInput      = "inputError"
	typeCustom     = "customError"
	typeProvider   = "dataProviderError"
	typeConnection = "connectionError"
	typeTimeout    = "timeoutError"
	typeRateLimit  = "rateLimitError"
	typeAdapter    = "adapterError"
)

// code names a Case inside this package.
type code uint8

const (
	invalidJSON code = iota
	unsupportedContentType
	payloadTooLarge
	missingField
	invalidField
	unknownEndpoint
	endpointDisabled
	unauthorized
	rateLimited
	overloaded
	requesterNotAllowed
	unknownSubject
	unknownUser
	insufficientData
	unknownRecord
	grantNotFound
	grantPending
	grantDeclined
	grantExpired
	grantRevoked
	grantClosed
	grantMismatch
	patientMismatch
	recordUnreadable
	databaseUnavailable
	chainUnavailable
	timedOut
	canceled
	notFound
	methodNotAllowed
	internalError
	codes // how many there are
)

// cases is the one table of failures. An array: nobody can change it but by assignment here.
var cases = [codes]Case{
	invalidJSON: {bridge.NameInvalidJSON, http.StatusBadRequest, typeInput,
		"the body is not a JSON object; post {\"id\", \"data\": {\"endpoint\", …}}"},
	unsupportedContentType: {bridge.NameUnsupportedContentType, http.StatusUnsupportedMediaType, typeInput,
		"the body must be JSON in UTF-8; set the header Content-Type to application/json and send no Content-Encoding"},
	payloadTooLarge: {bridge.NamePayloadTooLarge, http.StatusRequestEntityTooLarge, typeInput,
		"the body is larger than this adapter reads; send less, or raise MAX_PAYLOAD_SIZE_LIMIT"},
	missingField: {bridge.NameMissingField, http.StatusBadRequest, typeInput,
		"a field is missing"},
	invalidField: {bridge.NameInvalidField, http.StatusBadRequest, typeInput,
		"a field is not valid"},
	unknownEndpoint: {bridge.NameUnknownEndpoint, http.StatusNotFound, typeInput,
		"there is no such endpoint; set data.endpoint to score, scores or record"},
	endpointDisabled: {bridge.NameEndpointDisabled, http.StatusServiceUnavailable, typeCustom,
		"this adapter serves no records; its operator must set RPC_URL, CHAIN_ID, RECORD_MARKET and RECORD_KEYS"},
	unauthorized: {bridge.NameUnauthorized, http.StatusUnauthorized, typeCustom,
		"the bearer token is missing or wrong; set the bridge task's headers to [\"Authorization\", \"Bearer …\"] with a token of ADAPTER_TOKENS"},
	rateLimited: {bridge.NameRateLimited, http.StatusTooManyRequests, typeRateLimit,
		"the token's limit of requests is used up; ask again after the seconds in Retry-After, or raise RATE_LIMIT_CAPACITY_SECOND and RATE_LIMIT_CAPACITY_MINUTE"},
	overloaded: {bridge.NameOverloaded, http.StatusTooManyRequests, typeRateLimit,
		"the adapter works on as many requests as it may; ask again after the seconds in Retry-After, or raise MAX_CONCURRENT_REQUESTS"},
	requesterNotAllowed: {bridge.NameRequesterNotAllowed, http.StatusForbidden, typeCustom,
		"the contract that asks on chain may not use this endpoint; set requesters in the job spec, and SCORE_REGISTRY or RECORD_MARKET of this adapter, to the deployed contract"},
	unknownSubject: {bridge.NameUnknownSubject, http.StatusNotFound, typeInput,
		"no citizen is known by that subject; check the address, or import the citizen's profile"},
	unknownUser: {bridge.NameUnknownUser, http.StatusNotFound, typeInput,
		"no citizen is known by that user id; check it, or import the citizen's profile"},
	insufficientData: {bridge.NameInsufficientData, http.StatusUnprocessableEntity, typeProvider,
		"too few kinds of measurement are present for a score"},
	unknownRecord: {bridge.NameUnknownRecord, http.StatusNotFound, typeInput,
		"this adapter holds no location for that record; check recordId, or import the record"},
	grantNotFound: {bridge.NameGrantNotFound, http.StatusNotFound, typeInput,
		"the record market knows no such request; check requestId, and that RECORD_MARKET and RPC_URL are of the same chain as the job"},
	grantPending: {bridge.NameGrantPending, http.StatusForbidden, typeCustom,
		"the patient has not decided about the request yet; wait for the approval"},
	grantDeclined: {bridge.NameGrantDeclined, http.StatusForbidden, typeCustom,
		"the patient declined the request; nothing is released and the payment was refunded"},
	grantExpired: {bridge.NameGrantExpired, http.StatusForbidden, typeCustom,
		"the request is past its deadline; call expire on the record market for the refund and request again"},
	grantRevoked: {bridge.NameGrantRevoked, http.StatusForbidden, typeCustom,
		"the patient revoked the grant; nothing is released"},
	grantClosed: {bridge.NameGrantClosed, http.StatusForbidden, typeCustom,
		"the request is settled and this adapter never released anything for it; request again"},
	grantMismatch: {bridge.NameGrantMismatch, http.StatusForbidden, typeCustom,
		"the grant on chain is for something else"},
	patientMismatch: {bridge.NamePatientMismatch, http.StatusForbidden, typeCustom,
		"the record was registered on chain by somebody who is not its patient; nothing is released to protect the patient, and the payment can be taken back after the deadline"},
	recordUnreadable: {bridge.NameRecordUnreadable, http.StatusInternalServerError, typeProvider,
		"the stored location does not decrypt; the adapter's operator must put the key it was encrypted with into RECORD_KEYS"},
	databaseUnavailable: {bridge.NameDatabaseUnavailable, http.StatusServiceUnavailable, typeConnection,
		"the adapter's database does not answer; try again, and check DATABASE_URL and /ready if it lasts"},
	chainUnavailable: {bridge.NameChainUnavailable, http.StatusServiceUnavailable, typeConnection,
		"the chain on which the grant is looked up does not answer; try again, and check RPC_URL and /ready if it lasts"},
	timedOut: {bridge.NameTimeout, http.StatusGatewayTimeout, typeTimeout,
		"the answer was not ready in time; try again, or raise API_TIMEOUT and the bridge task's timeout"},
	canceled: {bridge.NameCanceled, statusClientClosedRequest, typeConnection,
		"the client went away before the answer was ready"},
	notFound: {bridge.NameNotFound, http.StatusNotFound, typeInput,
		"there is nothing at this path; post requests to BASE_URL"},
	methodNotAllowed: {bridge.NameMethodNotAllowed, http.StatusMethodNotAllowed, typeInput,
		"the path does not take this method; post requests to BASE_URL, and GET /health, /ready and /status"},
	internalError: {bridge.NameInternalError, http.StatusInternalServerError, typeAdapter,
		"the adapter failed; its log tells why under this answer's X-Correlation-Id"},
}

// statusClientClosedRequest is the customary status for a client that did not wait.
const statusClientClosedRequest = 499

// Cases is every way in which a request can fail.
func Cases() []Case { return slices.Clone(cases[:]) }

// failure is why a request failed: what the client is told, and the cause, which only the log is told.
type failure struct {
	code   code
	detail string        // replaces the case's message; no personal value
	cause  error         // may be nil
	retry  time.Duration // after which to ask again; 0 if asking again is no remedy
}

// Error is "Name: message".
func (f *failure) Error() string { return f.public().Error() }

// Unwrap is the cause.
func (f *failure) Unwrap() error { return f.cause }

// public is what the client is told.
func (f *failure) public() bridge.Error {
	c := cases[f.code]
	if f.detail != "" {
		c.Message = f.detail
	}
	return bridge.Error{Name: c.Name, Message: c.Message}
}

// fail is a failure with its case's own message.
func fail(c code) error { return &failure{code: c} }

// failBecause is a failure with its case's own message, and a cause for the log.
func failBecause(c code, cause error) error { return &failure{code: c, cause: cause} }

// failWith is a failure that says more than its case does.
func failWith(c code, detail string) error { return &failure{code: c, detail: detail} }

// asFailure finds the failure in err; an error that nobody foresaw is an internal one.
func asFailure(err error) *failure {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	return &failure{code: internalError, cause: err}
}
