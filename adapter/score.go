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
func (s *Server) score(ctx context.Context, req *bridge.Request) (*bridge.Response, error) {
	if err := invalid(endpointScore, scoreFaults(req)); err != nil {
		return nil, err
	}
	if err := checkRequester(req.Meta.OracleRequest, s.cfg.ScoreRegistry); err != nil {
		return nil, err
	}
	requested := time.Now()
	in, err := s.scoreInput(ctx, req.Data)
	s.metrics.source(sourceStore, requested, err)
	if err != nil {
		return nil, err
	}
	received := time.Now()
	result, err := s.deps.Model.Score(in)
	if err == nil {
		err = result.Require(s.cfg.MinCoverage)
	}
	if err != nil {
		return nil, s.scoreFailure(err)
	}
	return &bridge.Response{
		Score:      &bridge.ScoreData{Score: result.Score, Coverage: result.Coverage, AsOf: result.AsOf, ModelHash: result.ModelHash},
		Timestamps: bridge.Timestamps{Requested: requested, Received: received, Indicated: result.AsOf},
	}, nil
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

// scoreInput reads the citizen's and the city's measurements.
func (s *Server) scoreInput(ctx context.Context, d bridge.Data) (score.Input, error) {
	var citizen store.Citizen
	var err error
	missing := unknownSubject
	if d.Subject != "" {
		citizen, err = s.deps.Scores.CitizenBySubject(ctx, d.Subject)
	} else {
		missing = unknownUser
		citizen, err = s.deps.Scores.Citizen(ctx, d.UserID)
	}
	if err != nil {
		return score.Input{}, storeFailure(ctx, err, missing)
	}
	in, err := s.deps.Scores.ScoreInput(ctx, citizen, s.asOf())
	if err != nil {
		return score.Input{}, storeFailure(ctx, err, missing)
	}
	return in, nil
}

// asOf is the moment that a score is worked out for.
func (s *Server) asOf() time.Time {
	if !s.cfg.AsOf.IsZero() {
		return s.cfg.AsOf.UTC()
	}
	return s.deps.Clock().UTC()
}

// scoreFailure tells too little data, of which only the limit is told, from data that should not be there.
func (s *Server) scoreFailure(err error) error {
	if errors.Is(err, score.ErrCoverage) {
		return failWith(insufficientData, fmt.Sprintf(
			"%s; at least %d of 10000 basis points are needed: import newer readings, or lower MIN_COVERAGE",
			cases[insufficientData].Message, s.cfg.MinCoverage))
	}
	return failBecause(internalError, err)
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
