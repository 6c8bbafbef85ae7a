// Package pipeline runs the task graph of a job spec as a Chainlink node does.
//
// It knows the task types that this project's job specs use and refuses others by name: see Types. What each task
// makes of its input is what the real node, v2.18, was recorded to make of it; the tests compare the two. Where the
// real node does harm, this package does better on purpose:
//
//   - ethabiencode of null is an error (ErrNull). The real node's task panics.
//   - ethabiencode of a number that its type cannot hold, a negative one for uint256 included, is an error
//     (ErrOutOfRange). The real node wraps it around and sends the wrong number.
//   - ethabiencode of bytes of another length than bytesN is an error. The real node cuts or pads bytes from CBOR.
//   - A number with an exponent beyond 10^±1000 is an error. The real node computes all its digits.
//   - A value that looks like a $(…) expression is never read as one.
//   - Errors name the task and the cause but quote no request and no answer: a run's errors may be logged.
//   - An odd list of headers, an unknown bridge, an ABI it cannot read and an attribute it does not know (async,
//     cacheTTL, from, transmitChecker …) are errors before anything runs.
//   - A $(…) expression sees the tasks before its own and jobRun and jobSpec, so that a run's outcome does not depend
//     on timing.
package pipeline
