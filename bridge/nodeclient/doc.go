// Package nodeclient talks to the REST API of a Chainlink node: login, bridges, jobs, keys, chains, health, metrics,
// runs.
//
// It makes only calls that were recorded against a real node, v2.18.0, in the form in which they were recorded; package
// nodetest stands in for that node and fails a test on any other. Two things stand on less than a recorded exchange: that a
// job is deleted by DELETE /v2/jobs/ID without a body, on the node's own count of 27 such calls that it answered with 204;
// and what is known of a call over the rate limit, on its status and on the header X-Ratelimit-Reset, which every recorded
// answer has: the body is not read. What a node cannot be asked in that form is left out: there is no call that deletes a
// bridge.
package nodeclient
