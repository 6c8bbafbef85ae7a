// Package adapter is the external adapter: an HTTP server that answers a Chainlink node's bridge tasks from the store.
//
// Endpoint score answers with a citizen's score and nothing else about the citizen. Endpoint record answers with a
// record's location, sealed to the requester to whom the patient granted it on chain, and only then. Every request
// that fails gets one and the same envelope, an HTTP status of its own kind and a name of its own (see Cases), and
// leaves nothing changed.
//
// Measurements, locations and identifiers of people never go into a log line, a metric label or an error text.
//
// Settings, metrics and the shape of /status are those of the official external adapter framework (EA v3) where it
// has them.
package adapter
