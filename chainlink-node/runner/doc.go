// Package runner answers the requests that contracts make on a Chainlink Operator, from the same job specs as a
// Chainlink node: a small node for operators whose node no longer runs Direct Request jobs, for laptops and for tests.
//
// A request's way: the watcher finds its log, the journal notes it, the queue holds it until it has its confirmations
// and a place is free, the pipeline runs the job's tasks, and the sender signs the fulfilment, journals it, offers it to
// the chain and follows it until it is final. Package oracle speaks to the Operator, package pipeline does the tasks,
// package journal keeps what may not be forgotten.
//
// All of that belongs to a term: the time during which the process has the journal's lease. What a term knows is in the
// journal or on the chain, so that the next term, in this process or another, goes on where it ended, however it ended.
//
// Where the real node, v2.18, does harm, the runner does better on purpose:
//
//   - The Operator is asked before the adapter is: a request that is closed, or that this key may not answer, costs
//     neither a call nor a look at anybody's data. The real node asks the adapter and sends a transaction that reverts.
//   - A fulfilment is tried with eth_call first. One that would revert, or whose callback would revert, is not sent and
//     the run says why, so that the payment can be taken back. The real node sends it, and the Operator keeps the
//     payment of a callback that reverted.
//   - A gas limit that is too low is raised until the callback succeeds, up to Config.MaxGasLimit.
//   - A fulfilment that reverts on chain always fails its run, whatever failOnRevert and minConfirmations say.
//   - Requests of one job run side by side, up to Config.MaxConcurrent; jobs take turns.
//   - A request near its cancelExpiration is not started.
//   - An ethtx task can send nothing but the fulfilment of its own run's request to its own Operator.
//   - A fulfilment that became vain before it was mined is replaced by a transfer of nothing, rather than to revert.
//   - A rejected request is counted, and journalled with the reason.
//
// Logs, metrics and the journal hold request ids, job names, transaction hashes and errors, never what a request or an
// answer says.
package runner
