package adapter

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/bridge"
)

// score answers with a citizen's score, its coverage, the time of the newest measurement and the model's hash.
func (s *Server) score(ctx context.Context, x *exchange, req *bridge.Request) (bridge.Response, error) {
	if err := invalid(endpointScore, scoreFaults(req)); err != nil {
		return bridge.Response{}, err
	}
	if err := checkRequester(req.Meta.OracleRequest, s.cfg.ScoreRegistry); err != nil {
		return bridge.Response{}, err
	}
	key, missing := store.CitizenKey{Subject: strings.ToLower(req.Data.Subject)}, unknownSubject
	if key.Subject == "" {
		key.UserID, missing = req.Data.UserID, unknownUser
	}
	one := found{from: cacheLocal}
	var kept bool
	if one.scored, kept = s.scorer.unchanged(ctx, key); !kept {
		var err error
		if one, err = s.lookUp(ctx, x, key, missing); err != nil {
			return bridge.Response{}, err
		}
	}
	if one.from != "" {
		x.cached = true
		s.metrics.hit(one.from, &one.scored)
	}
	asOf := time.Unix(one.asOf, 0).UTC()
	x.score = bridge.ScoreData{Score: one.score, Coverage: one.coverage, AsOf: asOf, ModelHash: s.scorer.hash}
	return bridge.Response{
		Score:      &x.score,
		Timestamps: bridge.Timestamps{Requested: time.UnixMilli(one.requested), Received: time.UnixMilli(one.received), Indicated: asOf},
	}, nil
}

// lookUp asks the database for a score, or whether the one that is kept still holds.
func (s *Server) lookUp(ctx context.Context, x *exchange, key store.CitizenKey, missing code) (found, error) {
	one, err := s.scorer.score(ctx, s.until(ctx, x), key)
	if err != nil {
		ctx, cancel := s.limited(ctx, x) // ended, if that is why
		defer cancel()
		err = s.scoreFailure(ctx, err, missing)
	}
	x.provider = sourceStatus(err)
	if err == nil && one.err != nil {
		err = s.scoreFailure(ctx, one.err, missing)
	}
	return one, err
}

// scoreFaults are all faults of a request for a score.
func scoreFaults(req *bridge.Request) bridge.Faults {
	faults := req.Faults
	add := func(field, problem string, missing bool) {
		faults = append(faults, bridge.Fault{Field: field, Problem: problem, Missing: missing})
	}
	switch d := req.Data; {
	case d.Subject != "" && d.UserID != "":
		add("data.userId", "is given beside data.subject; give one of them", false)
	case d.UserID != "" && req.Meta.OracleRequest != nil:
		add("data.userId", "is for operators; a request from the chain gives data.subject", false)
	case d.Subject == "" && d.UserID == "" && !named(faults, "data.subject") && !named(faults, "data.userId"):
		add("data.subject", "is missing; give the citizen's address, 0x and 40 hexadecimal digits", true)
	}
	if subject := req.Data.Subject; subject != "" && !(strings.HasPrefix(subject, "0x") && common.IsHexAddress(subject)) {
		add("data.subject", "must be an address, 0x and 40 hexadecimal digits", false)
	}
	return faults
}

// scoreFailure puts what kept a score from being worked out into the client's words: of too little data only the limit
// is told. missing is what a citizen not found is called.
func (s *Server) scoreFailure(ctx context.Context, err error, missing code) error {
	var known *failure
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, score.ErrCoverage):
		return failWith(insufficientData, fmt.Sprintf(
			"%s; at least %d of 10000 basis points are needed: import newer readings, or lower MIN_COVERAGE",
			cases[insufficientData].Message, s.cfg.MinCoverage))
	default:
		return storeFailure(ctx, err, missing)
	}
}

// storeFailure puts a store's error into the client's words; missing is what a thing not found is called.
func storeFailure(ctx context.Context, err error, missing code) error {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return failBecause(missing, err)
	case ctx.Err() != nil:
		return contextFailure(ctx, err)
	case errors.Is(err, store.ErrUnavailable), errors.Is(err, store.ErrSchemaOutdated), errors.Is(err, store.ErrSchemaTooNew):
		return failBecause(databaseUnavailable, err)
	default:
		return failBecause(internalError, err)
	}
}

// contextFailure tells a time limit from a client that went away.
func contextFailure(ctx context.Context, cause error) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return failBecause(timedOut, cause)
	}
	return failBecause(canceled, cause)
}
