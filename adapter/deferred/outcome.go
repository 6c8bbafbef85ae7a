package deferred

import (
	"encoding/json"

	"github.com/link4health/link4health/bridge"
)

// Outcome is what came of a request.
type Outcome struct {
	Body      []byte // the JSON that the bridge task would have got at once; nil if the request failed
	Failure   string // "Name: message" of a request that failed
	Temporary bool   // the failure may pass by itself, so that another attempt is worth it
}

// resume is the body of the PATCH that tells a node.
func (o Outcome) resume() ([]byte, error) {
	if o.Body == nil {
		return json.Marshal(bridge.Resume{Error: o.Failure})
	}
	return json.Marshal(bridge.Resume{Value: o.Body})
}

// content is what the database keeps, encrypted: where the answer goes, and the request or the body of the PATCH.
type content struct {
	URL         string `json:"url"`
	Correlation string `json:"correlation"`
	Request     []byte `json:"request,omitempty"`
	Resume      []byte `json:"resume,omitempty"`
}
