package journal

import "slices"

// State is how far a run has come.
type State string

// The states of a run in the order of its way, and its other ends.
const (
	Seen      State = "seen"      // its log was found
	Confirmed State = "confirmed" // its block is deep enough
	Running   State = "running"   // the Operator holds it; the job's tasks are at work
	Answered  State = "answered"  // there is an answer; its fulfilment is being tried
	Sent      State = "sent"      // the fulfilment is signed and may have been broadcast
	Mined     State = "mined"     // the fulfilment is in a block
	Completed State = "completed" // fulfilled, as deep as the job asks; watched until it is final
	Final     State = "final"     // fulfilled, and no reorganisation takes it back

	Errored   State = "errored"   // the run failed; Error says why
	Rejected  State = "rejected"  // its job does not want it: requester or payment
	Expired   State = "expired"   // too near its cancelExpiration to be started
	Cancelled State = "cancelled" // the requester took the payment back
	Closed    State = "closed"    // the Operator does not hold it: it was answered by another
	Dropped   State = "dropped"   // its block is no longer part of the chain
)

// States are all states, in the order above.
func States() []State {
	return []State{
		Seen, Confirmed, Running, Answered, Sent, Mined, Completed, Final,
		Errored, Rejected, Expired, Cancelled, Closed, Dropped,
	}
}

// Ended reports whether a run is over for whoever waits for it.
func (s State) Ended() bool {
	return !slices.Contains([]State{Seen, Confirmed, Running, Answered, Sent, Mined}, s)
}

// Settled reports whether nothing is left to do: a fulfilment that was completed is watched until it is final.
func (s State) Settled() bool { return s.Ended() && s != Completed }

// Fulfilled reports whether the request was answered by this runner.
func (s State) Fulfilled() bool { return s == Completed || s == Final }

// Retryable reports whether Retry can start such a run again.
func (s State) Retryable() bool { return s == Errored || s == Expired }
