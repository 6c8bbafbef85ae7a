// Package push refreshes scores on the chain without being asked each time: for subjects who agreed to it and pay, when
// their score has moved by more than a deviation, or when the one on the chain has grown older than a heartbeat.
//
// A subject agrees and pays in two transactions of its own, and takes either back when it likes:
//
//	ScoreRegistry.allowReader(pusher, until)   the pusher may ask for the subject's score until then
//	LinkToken.approve(pusher, juels)           as many requests' payments as the subject wants to spend
//
// The pusher is a key of the operator's, another than the one that fulfils. It asks for the score and pays the oracle
// from its own LINK, and takes the same amount from the subject's allowance once the answer is on the chain: a subject
// pays for answers only, and never twice for one. A pusher that dies between answer and collection finds on the chain, at
// its next start, that nobody paid. If the subject takes its allowance back in that moment, the payment is the operator's
// loss; a subject that owes one is not served on. A request that no oracle answers is cancelled when the registry lets it,
// and nobody pays.
//
// Whether a score has moved is the adapter's answer to a question without a request. Neither it nor the subject is
// logged, or a label of a metric.
package push
