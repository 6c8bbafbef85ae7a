package intake

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"

	"github.com/link4health/link4health/adapter/fhir"
	"github.com/link4health/link4health/bridge"
)

// failure is why a request ended before all of it was dealt with.
type failure struct {
	status  int
	name    string // one of bridge's names, or ours
	issue   string // FHIR's code of it
	message string
	cause   error // for the log alone; may be nil
}

// Names of failures that only these routes have.
const (
	nameForbidden  = "Forbidden"
	nameNotStored  = "NotStored"
	nameBadRequest = "BadRequest"
)

func (f *failure) Error() string { return f.name + ": " + f.message }

func unauthorized(message string) *failure {
	return &failure{status: http.StatusUnauthorized, name: bridge.NameUnauthorized, issue: fhir.CodeLogin, message: message}
}

func forbidden(message string) *failure {
	return &failure{status: http.StatusForbidden, name: nameForbidden, issue: fhir.CodeForbidden, message: message}
}

func unsupported(message string) *failure {
	return &failure{status: http.StatusUnsupportedMediaType, name: bridge.NameUnsupportedContentType, issue: fhir.CodeNotSupported, message: message}
}

func malformed(message string, cause error) *failure {
	return &failure{status: http.StatusBadRequest, name: bridge.NameInvalidJSON, issue: fhir.CodeStructure, message: message, cause: cause}
}

func badQuery(message string) *failure {
	return &failure{status: http.StatusBadRequest, name: nameBadRequest, issue: fhir.CodeValue, message: message}
}

func tooLarge(message string) *failure {
	return &failure{status: http.StatusRequestEntityTooLarge, name: bridge.NamePayloadTooLarge, issue: fhir.CodeTooCostly, message: message}
}

// fromStore is the failure of an error of the store.
func fromStore(err error) *failure {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return &failure{http.StatusServiceUnavailable, bridge.NameTimeout, fhir.CodeTransient,
			"the request took too long; send it again, what is stored already is a duplicate then", err}
	}
	return &failure{http.StatusServiceUnavailable, bridge.NameDatabaseUnavailable, fhir.CodeTransient,
		"the database does not answer; send the request again, what is stored already is a duplicate then", err}
}

// fromBody is the failure of an error met while a body was read.
func fromBody(err error) *failure {
	var large *http.MaxBytesError
	var known *failure
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &large), errors.Is(err, errUnpacked):
		return tooLarge("the body is larger than is taken at once; send it in parts")
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return malformed("the body is not gzip, as its Content-Encoding says", err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return malformed("the body ends too early; send it whole", err)
	default:
		return malformed("the body could not be read to its end; send it whole", err)
	}
}

// log writes down what a failure's sender is not told. The causes are of our own making or of the network's: none of
// them quotes a body.
func (h *Handler) log(r *http.Request, f *failure) {
	if f.cause != nil {
		h.deps.Log.WarnContext(r.Context(), "ingestion ended early", slog.String("route", r.URL.Path),
			slog.String("error", f.name), slog.String("cause", f.cause.Error()))
	}
}
