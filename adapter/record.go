package adapter

import (
	"context"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/adapter/seal"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/bridge"
)

// Kinds of a release, a label of metrics.
const (
	releaseSealed   = "sealed"
	releaseRepeated = "repeated"
)

// errNeverReleased says that a grant counts as released on chain and that this store released nothing for it.
var errNeverReleased = errors.New("released on chain, not from this store")

// record answers with a record's location, sealed to the requester, if the chain says that the patient granted it.
func (s *Server) record(ctx context.Context, x *exchange, req *bridge.Request) (bridge.Response, error) {
	release, err := s.checkRecord(req)
	if err != nil {
		return bridge.Response{}, err
	}
	grant, err := s.grant(ctx, release.RequestID)
	x.provider = sourceStatus(err)
	if err != nil {
		return bridge.Response{}, err
	}
	if err := checkGrant(grant, release, s.deps.Clock()); err != nil {
		return bridge.Response{}, err
	}
	requested := time.Now()
	sealed, err := s.release(ctx, grant, release)
	s.metrics.source(ctx, sourceStore, requested, err)
	x.provider = sourceStatus(err)
	if err != nil {
		return bridge.Response{}, err
	}
	return bridge.Response{
		Record:     &bridge.RecordData{Sealed: sealed},
		Timestamps: bridge.Timestamps{Requested: requested, Received: time.Now()},
	}, nil
}

// checkRecord refuses a request for a record that is wrong whatever the chain says.
func (s *Server) checkRecord(req *bridge.Request) (store.Release, error) {
	if !s.cfg.Records() {
		return store.Release{}, fail(endpointDisabled)
	}
	release, faults := recordFields(req)
	if err := invalid(endpointRecord, faults); err != nil {
		return store.Release{}, err
	}
	return release, checkRequester(req.Meta.OracleRequest, s.cfg.RecordMarket)
}

// recordFields reads the three ids of a request for a record, or all that is wrong with them.
func recordFields(req *bridge.Request) (store.Release, bridge.Faults) {
	var release store.Release
	faults := req.Faults
	for _, field := range [...]struct {
		name, text string
		target     *[32]byte
	}{
		{"data.recordId", req.Data.RecordID, &release.RecordID},
		{"data.requestId", req.Data.RequestID, &release.RequestID},
		{"data.publicKey", req.Data.PublicKey, &release.PublicKey},
	} {
		switch {
		case field.text == "" && !named(faults, field.name):
			faults = append(faults, bridge.Fault{Field: field.name, Problem: "is missing; give 0x and 64 hexadecimal digits", Missing: true})
		case field.text != "" && !decode32(field.target, field.text):
			faults = append(faults, bridge.Fault{Field: field.name, Problem: "must be 0x and 64 hexadecimal digits"})
		}
	}
	return release, faults
}

// named reports whether a fault of that field, or of data as a whole, is known already.
func named(faults bridge.Faults, field string) bool {
	for _, fault := range faults {
		if fault.Field == field || fault.Field == "data" {
			return true
		}
	}
	return false
}

// decode32 reads 0x and 64 hexadecimal digits.
func decode32(target *[32]byte, text string) bool {
	digits, found := strings.CutPrefix(text, "0x")
	if !found || len(digits) != 2*len(target) {
		return false
	}
	_, err := hex.Decode(target[:], []byte(digits))
	return err == nil
}

// grant asks the chain.
func (s *Server) grant(ctx context.Context, requestID [32]byte) (market.Grant, error) {
	start := time.Now()
	grant, err := s.deps.Grants.Grant(ctx, requestID)
	if err != nil && ctx.Err() != nil {
		err = contextFailure(ctx, err)
	} else if err != nil {
		err = failBecause(chainUnavailable, err)
	}
	s.metrics.source(ctx, sourceChain, start, err)
	return grant, err
}

// checkGrant refuses what the chain does not grant: it must stand approved, in time, for this record and this key. A
// released grant passes too, since the same sealed bytes may be asked for again.
func checkGrant(grant market.Grant, release store.Release, now time.Time) error {
	switch grant.Status {
	case market.None:
		return fail(grantNotFound)
	case market.Requested:
		return fail(grantPending)
	case market.Approved, market.Released:
	case market.Declined:
		return fail(grantDeclined)
	case market.Expired:
		return fail(grantExpired)
	case market.Revoked:
		return fail(grantRevoked)
	default:
		return fail(grantClosed)
	}
	switch {
	case grant.RecordID != release.RecordID:
		return failWith(grantMismatch, "the grant on chain is for another record; ask with the recordId of the request")
	case grant.PublicKey != release.PublicKey:
		return failWith(grantMismatch, "the grant on chain is for another public key; ask with the publicKey of the request")
	case grant.Status == market.Approved && !now.Before(grant.Deadline):
		return fail(grantExpired)
	default:
		return nil
	}
}

// release reads the location, seals it and notes the release, in this order; the store keeps the note before it gives
// the bytes.
func (s *Server) release(ctx context.Context, grant market.Grant, release store.Release) ([]byte, error) {
	record, err := s.deps.Records.Record(ctx, release.RecordID)
	if err != nil {
		return nil, recordFailure(ctx, err)
	}
	if common.HexToAddress(record.Patient) != grant.Patient {
		return nil, fail(patientMismatch)
	}
	kind := releaseRepeated
	sealed, err := s.deps.Records.Release(ctx, release, func() ([]byte, error) {
		if grant.Status != market.Approved {
			return nil, errNeverReleased
		}
		kind = releaseSealed
		return seal.Seal(release.PublicKey, seal.Binding{
			ChainID: s.cfg.ChainID, Market: s.cfg.RecordMarket, RequestID: release.RequestID, RecordID: release.RecordID,
		}, record.Location)
	})
	if err != nil {
		return nil, recordFailure(ctx, err)
	}
	s.metrics.recordsReleased.WithLabelValues(kind).Inc()
	return sealed, nil
}

// recordFailure puts an error of reading, sealing or noting a release into the client's words.
func recordFailure(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, errNeverReleased):
		return failBecause(grantClosed, err)
	case errors.Is(err, seal.ErrInvalidPublicKey):
		return failWith(invalidField, "data.publicKey is no X25519 public key that can be sealed to; request again with a freshly generated one")
	case errors.Is(err, store.ErrConflict):
		return &failure{code: grantMismatch, detail: "this request was released for another record or key before; request again", cause: err}
	case errors.Is(err, store.ErrDecrypt), errors.Is(err, store.ErrNoKeys):
		return failBecause(recordUnreadable, err)
	default:
		return storeFailure(ctx, err, unknownRecord)
	}
}
