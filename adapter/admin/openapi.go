package admin

import (
	"net/http"

	"github.com/link4health/link4health/adapter/openapi"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/bridge"
)

// DescribeExport describes GET /v1/citizens/{id}/export.
func DescribeExport() *openapi.Operation {
	export := &openapi.Schema{
		Type: "object", Required: []string{"format", "version", "userId", "complete"},
		Properties: map[string]*openapi.Schema{
			"format": openapi.Enum("", store.ExportFormat), "version": {Type: "integer", Enum: []any{store.ExportVersion}},
			"userId": openapi.String(""), "complete": {Type: "boolean", Enum: []any{true}, Description: "The last field: all of it is there."},
		},
	}
	return describe("Exports all that is stored of one person.", export)
}

// DescribeErase describes DELETE /v1/citizens/{id}.
func DescribeErase() *openapi.Operation {
	return describe("Erases all that is stored of one person.", openapi.Of[erasure]())
}

// describe describes a route about one person.
func describe(summary string, done *openapi.Schema) *openapi.Operation {
	responses := map[string]openapi.Response{"200": {Description: "It is done.", Content: openapi.JSON(done)}}
	for status, names := range map[int][]string{
		http.StatusUnauthorized:        {bridge.NameUnauthorized},
		http.StatusForbidden:           {nameForbidden},
		http.StatusNotFound:            {bridge.NameUnknownUser},
		http.StatusGone:                {nameErased},
		http.StatusInternalServerError: {bridge.NameRecordUnreadable, bridge.NameInternalError},
		http.StatusServiceUnavailable:  {bridge.NameTimeout, bridge.NameDatabaseUnavailable},
	} {
		failure := openapi.Object(map[string]*openapi.Schema{
			"name": openapi.Enum("", names...), "message": openapi.String("What happened and what to do.")})
		responses[openapi.Status(status)] = openapi.Response{
			Description: http.StatusText(status), Content: openapi.JSON(openapi.Object(map[string]*openapi.Schema{"error": failure}))}
	}
	return &openapi.Operation{
		Summary: summary, Responses: responses,
		Parameters: []openapi.Parameter{{Name: "id", In: "path", Required: true, Description: "The user id.", Schema: openapi.String("")}},
	}
}
