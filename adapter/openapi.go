package adapter

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/link4health/link4health/adapter/openapi"
	"github.com/link4health/link4health/bridge"
)

// routeOpenAPI is the route of the description, as log lines name it.
const routeOpenAPI = "openapi"

// pathOpenAPI is where the description is served, whatever BASE_URL says.
const pathOpenAPI = "/openapi.json"

// Names of schemas that the description shares.
const (
	schemaRequest = "Request"
	schemaScore   = "ScoreAnswer"
	schemaBytes   = "BytesAnswer"
	schemaPending = "PendingAnswer"
	schemaFailure = "Failure"
)

// Forms of texts in requests and answers.
const (
	patternAddress = "^0x[0-9a-fA-F]{40}$"
	pattern32Bytes = "^0x[0-9a-fA-F]{64}$"
)

// describe is the OpenAPI description of everything that this server's own port answers, as JSON.
func (s *Server) describe() ([]byte, error) {
	doc := openapi.Document{ // paths are added below, since BASE_URL may be one of the others
		OpenAPI: openapi.Version,
		Info: openapi.Info{Title: "Link4Health external adapter", Version: cmp.Or(s.deps.Version, "unknown"),
			Description: "Answers a Chainlink node's bridge tasks: scores of citizens, and record locations sealed to who may read them."},
		Paths: map[string]openapi.Path{},
		Components: openapi.Components{
			Schemas: s.schemas(),
			SecuritySchemes: map[string]openapi.SecurityScheme{
				"node":   {Type: "http", Scheme: "bearer", Description: "One of ADAPTER_TOKENS, in the bridge task's headers."},
				"issued": {Type: "http", Scheme: "bearer", Description: "A token of `link4health token issue`."},
			},
		},
	}
	add := func(at, method string, operation *openapi.Operation) {
		if doc.Paths[at] == nil {
			doc.Paths[at] = openapi.Path{}
		}
		doc.Paths[at][strings.ToLower(method)] = operation
	}
	add(s.cfg.BaseURL, http.MethodPost, s.describeAnswer())
	for _, base := range slices.Compact([]string{"/", s.cfg.BaseURL}) {
		suffix := strings.ReplaceAll(strings.Trim(base, "/"), "/", "_")
		for name, operation := range s.describeProbes() {
			operation.OperationID += suffix
			add(path.Join(base, name), http.MethodGet, operation)
		}
	}
	add(pathOpenAPI, http.MethodGet, probe(routeOpenAPI, "This description.", map[int]*openapi.Schema{http.StatusOK: {Type: "object"}}))
	for _, m := range s.deps.Mounts {
		if m.Operation == nil {
			continue
		}
		operation := *m.Operation
		operation.OperationID, operation.Security = m.Name, []map[string][]string{{"issued": {}}}
		add(describedPath(m.Path), m.Method, &operation)
	}
	return json.Marshal(doc)
}

// describedPath writes a path's parameters as the description does.
func describedPath(route string) string {
	parts := strings.Split(route, "/")
	for i, part := range parts {
		if name, found := strings.CutPrefix(part, ":"); found {
			parts[i] = "{" + name + "}"
		}
	}
	return strings.Join(parts, "/")
}

// describeAnswer describes the route that answers bridge tasks: its failures are those of the one table.
func (s *Server) describeAnswer() *openapi.Operation {
	answers := []*openapi.Schema{openapi.Ref(schemaScore), openapi.Ref(schemaBytes)}
	if s.later.worker != nil {
		answers = append(answers, openapi.Ref(schemaPending))
	}
	responses := map[string]openapi.Response{
		"200": {Description: "The answer.", Headers: correlationHeaders(), Content: openapi.JSON(&openapi.Schema{OneOf: answers})},
	}
	for _, status := range failureStatuses() {
		responses[openapi.Status(status)] = s.describeFailure(status)
	}
	return &openapi.Operation{
		OperationID: routeAnswer, Summary: "Answers a bridge task.",
		Security:    []map[string][]string{{"node": {}}},
		RequestBody: &openapi.Body{Required: true, Content: openapi.JSON(openapi.Ref(schemaRequest))},
		Responses:   responses,
	}
}

// failureStatuses are the statuses of the table of failures, in order.
func failureStatuses() []int {
	statuses := map[int]bool{}
	for _, c := range cases {
		statuses[c.Status] = true
	}
	return slices.Sorted(maps.Keys(statuses))
}

// describeFailure describes the failures of one status.
func (s *Server) describeFailure(status int) openapi.Response {
	var names []string
	for _, c := range cases {
		if c.Status == status {
			names = append(names, c.Name)
		}
	}
	headers := correlationHeaders()
	switch status {
	case http.StatusUnauthorized:
		headers["Www-Authenticate"] = openapi.Header{Schema: openapi.String("The scheme to use.")}
	case http.StatusTooManyRequests:
		headers["Retry-After"] = openapi.Header{Schema: &openapi.Schema{Type: "string", Pattern: "^[0-9]+$", Description: "Seconds to wait."}}
	}
	return openapi.Response{
		Description: strings.Join(names, ", "), Headers: headers,
		Content: openapi.JSON(s.failureSchema([]any{status}, names)),
	}
}

func correlationHeaders() map[string]openapi.Header {
	return map[string]openapi.Header{correlationHeader: {Description: "Id of the request in the log.", Schema: openapi.String("")}}
}

// failureSchema is the one envelope, with some statuses and names.
func (s *Server) failureSchema(statuses []any, names []string) *openapi.Schema {
	properties := map[string]*openapi.Schema{
		"jobRunID":   openapi.String("The request's id; empty if it could not be read."),
		"status":     openapi.Enum("", "errored"),
		"statusCode": {Type: "integer", Enum: statuses},
	}
	if s.form == bridge.FormText {
		properties["errorMessage"] = openapi.Pattern("^("+strings.Join(names, "|")+"): ", "Name: message")
		return openapi.Object(properties)
	}
	message := openapi.String("What happened and what to do.")
	message.MinLength, message.MaxLength = 1, bridge.MaxMessageBytes
	properties["error"] = openapi.Object(map[string]*openapi.Schema{"name": openapi.Enum("", names...), "message": message})
	return openapi.Object(properties)
}

// describeProbes describes what monitoring asks for, by the last part of the path.
func (s *Server) describeProbes() map[string]*openapi.Operation {
	return map[string]*openapi.Operation{
		routeHealth: probe(routeHealth, "Answers while the process serves.", map[int]*openapi.Schema{http.StatusOK: openapi.Of[healthReport]()}),
		routeReady: probe(routeReady, "Tells whether database and chain answer.", map[int]*openapi.Schema{
			http.StatusOK: openapi.Of[readiness](), http.StatusServiceUnavailable: openapi.Of[readiness]()}),
		routeStatus: probe(routeStatus, "Describes the adapter, in the shape that a node's bridge-status reporter reads.",
			map[int]*openapi.Schema{http.StatusOK: openapi.Of[statusReport]()}),
	}
}

// probe describes a route that needs no token.
func probe(id, summary string, answers map[int]*openapi.Schema) *openapi.Operation {
	responses := map[string]openapi.Response{
		"500": {Description: bridge.NameInternalError, Headers: correlationHeaders(), Content: openapi.JSON(openapi.Ref(schemaFailure))},
	}
	for status, schema := range answers {
		responses[openapi.Status(status)] = openapi.Response{
			Description: http.StatusText(status), Headers: correlationHeaders(), Content: openapi.JSON(schema)}
	}
	return &openapi.Operation{OperationID: id, Summary: summary, Responses: responses}
}

// Description is the OpenAPI description of what the server answers on its own port, as JSON. The caller must not
// modify it.
func (s *Server) Description() []byte { return s.description }

// openAPI answers with the description.
func (s *Server) openAPI(_ *gin.Context, x *exchange) error {
	x.body = s.description
	return nil
}
