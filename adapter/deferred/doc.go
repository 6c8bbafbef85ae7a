// Package deferred answers bridge tasks later: it keeps their requests in the database, works the answers out and sends
// each to the URL that the node gave for it.
//
// A request is in the database before its receipt is confirmed, and stays there until the node has taken the answer or
// never will. So whatever process ends at whatever moment, one that runs later goes on where it stopped. The node takes
// one answer for a task and refuses every other, so that it gets exactly one, however often it is sent.
//
// Source: recordings of a Chainlink node v2.18, asynchronous bridges; chainlink v2.29, core/web/router.go, PATCH
// /v2/resume/:taskID
package deferred
