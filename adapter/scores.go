package adapter

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/bridge"
)

// maxSubjects is the most that one request may ask for.
//
// Source: ScoreRegistry.MAX_BATCH.
const maxSubjects = 32

// noScore stands in a packed answer where a citizen has no score.
//
// Source: IScoreRegistry.fulfillScores.
const noScore = math.MaxUint16

// scores answers with the scores of several citizens at once, read together. A citizen who is not known, or of whom too
// little is, has none; that does not hold up the others.
func (s *Server) scores(ctx context.Context, req *bridge.Request) (*bridge.Response, error) {
	subjects, faults := subjectsOf(req)
	if err := invalid(endpointScores, faults); err != nil {
		return nil, err
	}
	if err := checkRequester(req.Meta.OracleRequest, s.cfg.ScoreRegistry); err != nil {
		return nil, err
	}
	query := store.ScoreQuery{AsOf: s.scorer.now(), Citizens: make([]store.CitizenKey, len(subjects))}
	for i, subject := range subjects {
		query.Citizens[i].Subject = subject.Hex()
	}
	requested := time.Now()
	inputs, err := s.deps.Scores.ScoreInputs(ctx, query)
	if err != nil {
		err = storeFailure(ctx, err, unknownSubject)
	}
	s.metrics.source(ctx, sourceStore, requested, err)
	if err != nil {
		return nil, err
	}
	received := time.Now()
	hash := s.deps.Model.Hash()
	packed := hash[:]
	for i, in := range inputs {
		result, err := s.scoreOf(in)
		if err != nil {
			return nil, err
		}
		packed = appendScore(packed, subjects[i], result)
	}
	return &bridge.Response{
		Scores:     &bridge.ScoresData{Packed: packed},
		Timestamps: bridge.Timestamps{Requested: requested, Received: received},
	}, nil
}

// scoreOf is one citizen's score, or nil if there is none to tell.
func (s *Server) scoreOf(in store.ScoreInput) (*score.Result, error) {
	if in.Err != nil {
		return nil, nil
	}
	result, err := s.deps.Model.Score(in.Input)
	if err == nil {
		s.metrics.coverage.Observe(float64(result.Coverage) / 10_000)
		err = result.Require(s.cfg.MinCoverage)
	}
	switch {
	case errors.Is(err, score.ErrCoverage):
		return nil, nil
	case err != nil:
		return nil, failBecause(internalError, err)
	default:
		return &result, nil
	}
}

// appendScore appends a word of a packed answer.
func appendScore(packed []byte, subject common.Address, result *score.Result) []byte {
	packed = append(packed, subject[:]...)
	if result == nil {
		packed = binary.BigEndian.AppendUint16(packed, noScore)
		return append(packed, make([]byte, 2+8)...)
	}
	packed = binary.BigEndian.AppendUint16(packed, result.Score)
	packed = binary.BigEndian.AppendUint16(packed, result.Coverage)
	return binary.BigEndian.AppendUint64(packed, uint64(result.AsOf.Unix()))
}

// subjectsOf reads the addresses of a request for scores, or all that is wrong with it.
func subjectsOf(req *bridge.Request) ([]common.Address, bridge.Faults) {
	const field = "data.subjects"
	faults := req.Faults
	digits, found := strings.CutPrefix(req.Data.Subjects, "0x")
	raw, err := hex.DecodeString(digits)
	switch {
	case req.Data.Subjects == "" && !named(faults, field):
		return nil, append(faults, bridge.Fault{Field: field, Problem: "is missing; give 0x and 40 hexadecimal digits for each address", Missing: true})
	case req.Data.Subjects == "":
		return nil, faults
	case !found || err != nil || len(raw) == 0 || len(raw)%common.AddressLength != 0:
		return nil, append(faults, bridge.Fault{Field: field, Problem: "must be 0x and 40 hexadecimal digits for each address"})
	case len(raw) > maxSubjects*common.AddressLength:
		return nil, append(faults, bridge.Fault{Field: field, Problem: fmt.Sprintf("holds more than %d addresses; ask in several requests", maxSubjects)})
	}
	subjects := make([]common.Address, 0, len(raw)/common.AddressLength)
	for len(raw) > 0 {
		subjects = append(subjects, common.BytesToAddress(raw[:common.AddressLength]))
		raw = raw[common.AddressLength:]
	}
	return subjects, faults
}
