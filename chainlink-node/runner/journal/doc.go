// Package journal keeps what a runner may not forget, in SQLite or MySQL: how far each request has come, every
// transaction that was signed, and who may write.
//
// A run's step is written before its effect, above all a signed transaction before it is broadcast: whoever goes on
// after a crash finds it and offers the same transaction again, and never another one for the same request.
//
// # What is kept
//
// Request ids, block and transaction hashes, job names, states, times and errors, which name causes and never values.
// Of what a request or an answer says, nothing: a request is read from the chain again, and a signed transaction, whose
// calldata holds an answer that is not public before it is sent, is sealed by the signing key's holder and removed once
// the chain cannot undo it. A transaction's hash covers its signature, so that an answer cannot be guessed from it.
//
// # Who may write
//
// One process at a time, the holder of the lease. Each transaction on the database first raises the lease's beat, and
// fails if the lease has another token by then: the lease is renewed by writing, and a process that was paused and lost
// it changes nothing any more. See Lease.
package journal
