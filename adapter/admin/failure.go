package admin

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/bridge"
)

// failure is why a request was not done.
type failure struct {
	status  int
	name    string // one of bridge's names, or ours
	message string
	cause   error // for the log alone; may be nil
}

// write sends the failure as {"error": {"name", "message"}}.
func (f *failure) write(w http.ResponseWriter) {
	w.Header().Del("Content-Disposition")
	w.Header().Set("Content-Type", "application/json")
	if f.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="link4health"`)
	}
	w.WriteHeader(f.status)
	_ = json.NewEncoder(w).Encode(map[string]map[string]string{"error": {"name": f.name, "message": f.message}})
}

func unauthorized(message string) *failure {
	return &failure{status: http.StatusUnauthorized, name: bridge.NameUnauthorized, message: message}
}

// fromStore is the failure of an error of the store; nil for none.
func fromStore(err error) *failure {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrErased):
		return &failure{http.StatusGone, nameErased, "the person was erased", nil}
	case errors.Is(err, store.ErrNotFound):
		return &failure{http.StatusNotFound, bridge.NameUnknownUser, "there is nobody with that user id", nil}
	case errors.Is(err, store.ErrNoKeys), errors.Is(err, store.ErrDecrypt):
		return &failure{http.StatusInternalServerError, bridge.NameRecordUnreadable, "a record's location does not open: the server's RECORD_KEYS lack its key", err}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &failure{http.StatusServiceUnavailable, bridge.NameTimeout, "the request took too long; send it again", err}
	case errors.Is(err, store.ErrUnavailable):
		return &failure{http.StatusServiceUnavailable, bridge.NameDatabaseUnavailable, "the database does not answer; send the request again", err}
	default:
		return &failure{http.StatusInternalServerError, bridge.NameInternalError, "the request failed; the log has the cause", err}
	}
}
