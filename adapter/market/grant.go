package market

import (
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/contracts/bindings"
)

// Status is where a request stands.
type Status uint8

// The statuses of RecordMarket, with its numbers.
const (
	None      = Status(bindings.StatusNone)      // no such request
	Requested = Status(bindings.StatusRequested) // the patient has not decided
	Approved  = Status(bindings.StatusApproved)  // the patient granted it and the oracle was asked
	Released  = Status(bindings.StatusReleased)  // the sealed location is on the chain
	Declined  = Status(bindings.StatusDeclined)  // the patient said no
	Expired   = Status(bindings.StatusExpired)   // the patient or the oracle stayed silent
	Revoked   = Status(bindings.StatusRevoked)   // the patient withdrew the grant
	Failed    = Status(bindings.StatusFailed)    // the oracle answered with nothing
)

// String returns the status in one lower-case word.
func (s Status) String() string {
	switch s {
	case None:
		return "none"
	case Requested:
		return "requested"
	case Approved:
		return "approved"
	case Released:
		return "released"
	case Declined:
		return "declined"
	case Expired:
		return "expired"
	case Revoked:
		return "revoked"
	case Failed:
		return "failed"
	}
	return fmt.Sprintf("status(%d)", uint8(s))
}

// Grant is a request for access to a record as it stands on the chain. It grants
// access only while its status is Approved and its deadline is ahead.
type Grant struct {
	Requester common.Address // who asked and paid
	Patient   common.Address // who owned the record when the request was made
	RecordID  [32]byte
	PublicKey [32]byte // X25519, to which the location is to be sealed
	Status    Status

	// Deadline is, in UTC and whole seconds, when the request can be expired: by
	// the patient's silence while it is Requested, by the oracle's from the approval
	// on. Zero if there is no request.
	Deadline time.Time
}

// grantOf turns the contract's answer into a Grant.
func grantOf(r bindings.IRecordMarketRequest) (Grant, error) {
	if r.Status > bindings.StatusFailed {
		return Grant{}, fmt.Errorf("%w: unknown status %d", ErrNotAMarket, r.Status)
	}
	g := Grant{
		Requester: r.Requester, Patient: r.Patient, RecordID: r.RecordId, PublicKey: r.PublicKey, Status: Status(r.Status),
	}
	if r.Deadline != 0 {
		g.Deadline = time.Unix(int64(r.Deadline), 0).UTC()
	}
	return g, nil
}
