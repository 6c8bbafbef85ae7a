package bindings

// Where a request on RecordMarket stands: the values of Status in
// IRecordMarketRequest, in the order of the Solidity enum IRecordMarket.Status.
const (
	StatusNone      uint8 = iota // no such request
	StatusRequested              // in escrow, waiting for the patient
	StatusApproved               // the oracle was asked; the only status in which a location may be released
	StatusReleased               // the sealed location was delivered, the patient credited
	StatusDeclined               // the patient said no, the requester was refunded
	StatusExpired                // patient or oracle stayed silent, the requester was refunded
	StatusRevoked                // the patient withdrew the approval, before or after the release
	StatusFailed                 // the oracle answered with nothing, the fee went back
)
