// Package intake takes measurements over HTTP: POST /v1/readings in JSON or NDJSON, POST /v1/fhir in FHIR R4.
//
// Who sends needs a token of the store whose scope fits: readings:write for citizens, city:write for cities. What was
// sent is dealt with item by item, in memory that does not grow with the body but for a few bytes an item. Sending the
// same again changes nothing: what is stored is a duplicate then. docs/ingestion.md says what to send and what comes
// back.
//
// No answer, log line or metric holds a measurement, an id or any other text of a body.
package intake
