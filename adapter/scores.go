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
	"github.com/ethereum/go-ethereum/common/hexutil"

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

// scores answers with the scores of several citizens at once, those that are not kept read together. A citizen who is not
// known, or of whom too little is, has none; that does not hold up the others.
func (s *Server) scores(ctx context.Context, x *exchange, req *bridge.Request) (bridge.Response, error) {
	subjects, faults := subjectsOf(req)
	if err := invalid(endpointScores, faults); err != nil {
		return bridge.Response{}, err
	}
	if err := checkRequester(req.Meta.OracleRequest, s.cfg.ScoreRegistry); err != nil {
		return bridge.Response{}, err
	}
	all, err := s.lookUpAll(ctx, x, subjects)
	if err != nil {
		return bridge.Response{}, err
	}
	x.cached = true
	requested, received := all[0].requested, all[0].received
	packed := append(make([]byte, 0, 32*(1+len(all))), s.scorer.hash[:]...)
	for i := range all {
		one := &all[i]
		if one.err != nil && !errors.Is(one.err, score.ErrCoverage) && !errors.Is(one.err, store.ErrUnknownCitizen) {
			return bridge.Response{}, failBecause(internalError, one.err)
		}
		if one.from == "" {
			x.cached = false
		} else {
			s.metrics.hit(one.from, &one.scored)
		}
		packed = appendScore(packed, subjects[i], one)
		requested, received = min(requested, one.requested), max(received, one.received)
	}
	return bridge.Response{
		Scores:     &bridge.ScoresData{Packed: packed},
		Timestamps: bridge.Timestamps{Requested: time.UnixMilli(requested), Received: time.UnixMilli(received)},
	}, nil
}

// lookUpAll gives the kept scores that have not changed, and asks the database for the others.
func (s *Server) lookUpAll(ctx context.Context, x *exchange, subjects []common.Address) ([]found, error) {
	all := make([]found, len(subjects))
	var missing []int
	var keys []store.CitizenKey
	for i, subject := range subjects {
		key := store.CitizenKey{Subject: hexutil.Encode(subject[:])}
		if kept, ok := s.scorer.unchanged(ctx, key); ok {
			all[i] = found{scored: kept, from: cacheLocal}
			continue
		}
		missing, keys = append(missing, i), append(keys, key)
	}
	if len(keys) == 0 {
		return all, nil
	}
	answers, err := s.scorer.answer(ctx, keys)
	x.provider = sourceStatus(err)
	if err != nil {
		return nil, err
	}
	for n, i := range missing {
		all[i] = answers[n]
	}
	return all, nil
}

// appendScore appends a word of a packed answer.
func appendScore(packed []byte, subject common.Address, one *found) []byte {
	packed = append(packed, subject[:]...)
	if one.err != nil {
		packed = binary.BigEndian.AppendUint16(packed, noScore)
		return append(packed, make([]byte, 2+8)...)
	}
	packed = binary.BigEndian.AppendUint16(packed, one.score)
	packed = binary.BigEndian.AppendUint16(packed, one.coverage)
	return binary.BigEndian.AppendUint64(packed, uint64(one.asOf))
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
