// Package openapitest checks in tests that what a server answers is what its OpenAPI description says.
package openapitest

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/stretchr/testify/require"
)

// Description is a description that answers are checked against. It is safe for concurrent use.
type Description struct {
	doc *openapi3.T
	// elsewhere names the schema of every answer at a path, or of a method, that is not described.
	elsewhere string
}

// Read reads a description, which must be valid itself. elsewhere is the name of the schema of the answers of status
// 404 and 405 at paths and of methods that it does not describe; empty if there may be none.
func Read(t testing.TB, description []byte, elsewhere string) *Description {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(description)
	require.NoError(t, err)
	require.NoError(t, doc.Validate(t.Context()))
	if elsewhere != "" {
		require.Contains(t, doc.Components.Schemas, elsewhere)
	}
	return &Description{doc, elsewhere}
}

// Paths are the described paths.
func (d *Description) Paths() []string { return d.doc.Paths.InMatchingOrder() }

// Check fails the test unless the answer to a request is one that is described.
func (d *Description) Check(t testing.TB, request *http.Request, status int, header http.Header, body []byte) {
	t.Helper()
	path, item := d.find(request.URL.Path)
	var operation *openapi3.Operation
	if item != nil {
		operation = item.Operations()[request.Method]
	}
	if operation == nil {
		require.NotEmpty(t, d.elsewhere, "%s %s is not described", request.Method, request.URL.Path)
		d.checkElsewhere(t, status, body)
		return
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{
			Request: request,
			Route:   &routers.Route{Spec: d.doc, Path: path, PathItem: item, Method: request.Method, Operation: operation},
		},
		Status: status, Header: header,
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	}
	input.SetBodyBytes(body)
	require.NoError(t, openapi3filter.ValidateResponse(context.WithoutCancel(request.Context()), input),
		"%s %s: the answer is not as described: %d %s", request.Method, path, status, body)
}

// checkElsewhere checks an answer where nothing is described.
func (d *Description) checkElsewhere(t testing.TB, status int, body []byte) {
	t.Helper()
	require.Contains(t, []int{http.StatusNotFound, http.StatusMethodNotAllowed}, status, "%s", body)
	var answer any
	require.NoError(t, json.Unmarshal(body, &answer))
	require.NoError(t, d.doc.Components.Schemas[d.elsewhere].Value.VisitJSON(answer), "%s", body)
}

// find returns the described path that a URL's path is one of.
func (d *Description) find(path string) (string, *openapi3.PathItem) {
	if path == "" {
		path = "/"
	}
	parts := strings.Split(path, "/")
	for _, candidate := range d.doc.Paths.InMatchingOrder() {
		wanted := strings.Split(candidate, "/")
		if len(wanted) != len(parts) {
			continue
		}
		matches := true
		for i, part := range wanted {
			matches = matches && (part == parts[i] || strings.HasPrefix(part, "{") && parts[i] != "")
		}
		if matches {
			return candidate, d.doc.Paths.Value(candidate)
		}
	}
	return "", nil
}
