package adapter

import (
	"math"

	"github.com/link4health/link4health/adapter/openapi"
	"github.com/link4health/link4health/bridge"
)

// schemas are what the description refers to by name.
func (s *Server) schemas() map[string]*openapi.Schema {
	var statuses []any
	for _, status := range failureStatuses() {
		statuses = append(statuses, status)
	}
	var names []string
	for _, c := range cases {
		names = append(names, c.Name)
	}
	return map[string]*openapi.Schema{
		schemaRequest: requestSchema(),
		schemaScore: answerSchema(&openapi.Schema{Type: "integer"}, openapi.Object(map[string]*openapi.Schema{
			"result":    basisPoints("The score, again."),
			"score":     basisPoints("The score."),
			"coverage":  basisPoints("Weight of the factors that are present."),
			"asOf":      openapi.Integer(0, math.MaxInt32*2, "Time of the newest measurement used, Unix seconds."),
			"modelHash": openapi.Pattern(pattern32Bytes, "keccak256 of the model's canonical JSON."),
		})),
		schemaBytes: answerSchema(openapi.Pattern(patternBytes, ""), openapi.Object(map[string]*openapi.Schema{
			"result": openapi.Pattern(patternBytes, "record: the location, sealed to publicKey (HPKE, RFC 9180); scores: what ScoreRegistry.fulfillScores takes."),
		})),
		schemaPending: openapi.Object(map[string]*openapi.Schema{"pending": {Type: "boolean", Enum: []any{true}}}),
		schemaFailure: s.failureSchema(statuses, names),
	}
}

const patternBytes = "^0x([0-9a-f]{2})+$"

func basisPoints(description string) *openapi.Schema {
	return openapi.Integer(0, 10_000, description+" In basis points.")
}

// requestSchema is what a bridge task posts. Fields that are not named are ignored.
func requestSchema() *openapi.Schema {
	id := openapi.String("Job run id, which the answer repeats; a number is taken too.")
	id.MaxLength = bridge.MaxIDBytes
	fields := map[string]*openapi.Schema{
		"endpoint":  openapi.Enum("Score is the default; in any letter case.", endpointScore, endpointScores, endpointRecord),
		"subject":   openapi.Pattern(patternAddress, "score: the citizen's address."),
		"subjects":  openapi.Pattern("^0x([0-9a-fA-F]{40})+$", "scores: addresses, one after the other."),
		"userId":    openapi.String("score: the citizen's user id, in place of subject; not for requests from a chain."),
		"recordId":  openapi.Pattern(pattern32Bytes, "record: id of the record."),
		"requestId": openapi.Pattern(pattern32Bytes, "record: id of the request on the record market."),
		"publicKey": openapi.Pattern(pattern32Bytes, "record: the requester's X25519 key."),
	}
	for field, aliases := range bridge.Aliases() {
		for _, alias := range aliases {
			fields[alias] = &openapi.Schema{Type: "string", Pattern: fields[field].Pattern, Description: "Alias of " + field + "."}
		}
	}
	data := &openapi.Schema{Type: "object", Properties: fields}
	request := openapi.Object(map[string]*openapi.Schema{
		"id":          id,
		"endpoint":    openapi.Enum("Older place of data.endpoint.", endpointScore, endpointScores, endpointRecord),
		"data":        data,
		"meta":        {Type: "object", Description: "What a node adds; oracleRequest.requester says which contract asks."},
		"responseURL": openapi.String("Where a node takes the answer later, if its host is allowed."),
	}, "id", "endpoint", "meta", "responseURL")
	request.AdditionalProperties = nil
	return request
}

// answerSchema is the envelope of a success.
func answerSchema(result, data *openapi.Schema) *openapi.Schema {
	millis := func() *openapi.Schema { return &openapi.Schema{Type: "integer"} }
	return openapi.Object(map[string]*openapi.Schema{
		"jobRunID":   openapi.String("The request's id."),
		"statusCode": {Type: "integer", Enum: []any{200}},
		"data":       data,
		"result":     result,
		"error":      {Type: "object", Nullable: true, Enum: []any{nil}},
		"timestamps": openapi.Object(map[string]*openapi.Schema{
			"providerDataRequestedUnixMs": millis(), "providerDataReceivedUnixMs": millis(), "providerIndicatedTimeUnixMs": millis(),
		}, "providerDataRequestedUnixMs", "providerDataReceivedUnixMs", "providerIndicatedTimeUnixMs"),
		"meta": openapi.Object(map[string]*openapi.Schema{
			"adapterName": openapi.Enum("", Name), "transportName": openapi.String("Where the data are from."),
		}),
	})
}
