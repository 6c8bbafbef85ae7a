// Package nodeclient talks to the REST API of a Chainlink node: login, bridges, jobs, keys, chains, health, metrics,
// runs.
//
// It makes only calls that were recorded against a real node, v2.18.0, in the form in which they were recorded; package
// nodetest stands in for that node and fails a test on any other. What a node cannot be asked in that form is left out:
// there is no call that deletes a bridge.
package nodeclient
