package intake

import (
	"net/http"

	"github.com/link4health/link4health/adapter/fhir"
	"github.com/link4health/link4health/adapter/openapi"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/bridge"
)

// failures are the names of failures, by status; those of one reading or entry are told in the answer of the whole.
func failures() map[int][]string {
	return map[int][]string{
		http.StatusBadRequest:            {bridge.NameInvalidJSON, nameBadRequest},
		http.StatusUnauthorized:          {bridge.NameUnauthorized},
		http.StatusForbidden:             {nameForbidden},
		http.StatusRequestEntityTooLarge: {bridge.NamePayloadTooLarge},
		http.StatusUnsupportedMediaType:  {bridge.NameUnsupportedContentType},
		http.StatusUnprocessableEntity:   {nameNotStored},
		http.StatusServiceUnavailable:    {bridge.NameDatabaseUnavailable, bridge.NameTimeout},
	}
}

// DescribeReadings describes POST /v1/readings.
func DescribeReadings() *openapi.Operation {
	item := openapi.Of[itemAnswer]()
	item.Properties["status"] = openapi.Enum("", stored.String(), duplicate.String(), rejected.String())
	responses := map[string]openapi.Response{"200": {Description: "The whole body was dealt with; totals says how.",
		Content: openapi.JSON(readingsAnswer(item, nil))}}
	for status, names := range failures() {
		responses[openapi.Status(status)] = openapi.Response{
			Description: http.StatusText(status), Content: openapi.JSON(readingsAnswer(item, names))}
	}
	readings := openapi.Array(readingSchema())
	return &openapi.Operation{
		Summary: "Takes readings of citizens and cities.",
		Parameters: []openapi.Parameter{
			{Name: "atomic", In: "query", Description: "Stores all or nothing.", Schema: &openapi.Schema{Type: "boolean"}},
			{Name: "report", In: "query", Description: "Which items the answer lists.", Schema: openapi.Enum("", reportAll, reportRejected, reportNone)},
		},
		RequestBody: &openapi.Body{Required: true, Content: map[string]openapi.Media{
			mediaJSON:   {Schema: &openapi.Schema{OneOf: []*openapi.Schema{readings, openapi.Object(map[string]*openapi.Schema{"readings": readings})}}},
			mediaNDJSON: {Schema: openapi.String("One reading a line.")},
		}},
		Responses: responses,
	}
}

// readingsAnswer is the answer to readings, with a failure of one of some names or, if there are none, without one.
func readingsAnswer(item *openapi.Schema, names []string) *openapi.Schema {
	properties := map[string]*openapi.Schema{
		"totals":  openapi.Of[totals](),
		"reasons": {Type: "object", Description: "What the reasons mean that occur.", AdditionalProperties: openapi.String("")},
		"items":   openapi.Array(item),
	}
	if len(names) > 0 {
		properties["error"] = openapi.Object(map[string]*openapi.Schema{
			"name": openapi.Enum("", names...), "message": openapi.String("What happened and what to do.")})
	}
	return openapi.Object(properties, "reasons", "items")
}

// readingSchema is one reading.
func readingSchema() *openapi.Schema {
	var metrics []score.Metric
	for _, d := range score.Metrics() {
		metrics = append(metrics, d.Metric)
	}
	return openapi.Object(map[string]*openapi.Schema{
		fieldNames[fieldUser]:       openapi.String("Whose it is, if a citizen's."),
		fieldNames[fieldCity]:       openapi.String("Whose it is, if a city's."),
		fieldNames[fieldMetric]:     openapi.Enum("", metrics...),
		fieldNames[fieldValue]:      {Type: "number"},
		fieldNames[fieldUnit]:       openapi.String("A UCUM code or plain name of the metric's units."),
		fieldNames[fieldObservedAt]: {Type: "string", Format: "date-time", Description: "The end of the period."},
		fieldNames[fieldPeriod]: {Description: "Whole seconds, or an ISO 8601 duration; none for a sample.",
			OneOf: []*openapi.Schema{{Type: "integer"}, {Type: "string"}}},
		fieldNames[fieldSource]: openapi.String("What measured it."),
	}, fieldNames[fieldUser], fieldNames[fieldCity], fieldNames[fieldPeriod])
}

// DescribeFHIR describes POST /v1/fhir.
func DescribeFHIR() *openapi.Operation {
	outcome := openapi.Of[fhir.OperationOutcome]()
	outcome.Properties["resourceType"] = openapi.Enum("", "OperationOutcome")
	outcome.Properties["issue"].MinItems = 1
	content := map[string]openapi.Media{mediaFHIR: {Schema: outcome}}
	responses := map[string]openapi.Response{"200": {Description: "One issue for each entry.", Content: content}}
	for status := range failures() {
		responses[openapi.Status(status)] = openapi.Response{Description: http.StatusText(status), Content: content}
	}
	body := openapi.Media{Schema: &openapi.Schema{Type: "object", Description: "An Observation or a Bundle of FHIR R4."}}
	return &openapi.Operation{
		Summary: "Takes measurements as FHIR R4.",
		Parameters: []openapi.Parameter{
			{Name: "atomic", In: "query", Description: "Stores all or nothing.", Schema: &openapi.Schema{Type: "boolean"}},
		},
		RequestBody: &openapi.Body{Required: true, Content: map[string]openapi.Media{mediaFHIR: body, mediaJSON: body}},
		Responses:   responses,
	}
}
