// Package jobspecs holds Link4Health's job specs and reads job specs in general.
//
// A job spec is a TOML file of type directrequest that tells a Chainlink node,
// or this project's runner, how to answer a request that a contract made on an
// Operator: which requesters to hear, which bridge to ask and how to encode the
// answer. The package renders the specs of this project for a deployment
// (Render), reads a spec as the node reads it (Parse), and finds what the node
// would refuse, ignore without a word, or stumble over in a run (Lint).
//
// It is pure: no network, no files but the embedded templates, no state.
package jobspecs
