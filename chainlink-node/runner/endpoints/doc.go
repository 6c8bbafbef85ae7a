// Package endpoints makes one chain of several JSON-RPC endpoints: each question goes to the healthiest of them, and to
// the next if it fails; a transaction goes to all of them.
//
// An endpoint is asked which chain it serves before anything else, and is not used while that is another one. Among
// those that are left, one that is behind the highest block seen by more than Config.MaxLag blocks comes last, and else
// the one with the least cost first: its mean answering time, times more the more of its last calls failed. The one in
// use has an advantage, so that two equals do not take turns.
//
// An answer that says no, such as a call that reverts or a receipt that is not there, is an answer: it is not asked for
// again elsewhere. Errors name an endpoint by its host and never by its URL, where providers put access keys.
package endpoints
