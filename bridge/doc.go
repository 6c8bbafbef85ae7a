// Package bridge is the wire contract between a Chainlink node, or anything that stands in for one, and an external
// adapter: the request a bridge task posts, the answer and the failure an adapter gives back, and what a node makes
// of them.
//
// Both ends share it. The adapter parses with ParseRequest and answers with Response or Failure; a runner of job
// specs reads the answer with Reader, which follows the recordings of a real node. The package does no I/O.
package bridge
