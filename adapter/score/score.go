package score

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
	"time"
)

// Score works out the score of in by the model. It reads in without changing it;
// the order of the readings does not matter.
//
// Returns ErrAsOf if in has no as-of time; ErrUnknownMetric, ErrOutOfRange,
// ErrPeriod or ErrScope if a reading cannot be one; and, if no factor has any
// data, a *CoverageError beside a Result that says per factor what is missing. A
// coverage that is low but not zero is no error here: see Result.Require.
func (m Model) Score(in Input) (Result, error) {
	if err := in.validate(); err != nil {
		return Result{}, err
	}
	result := Result{ModelHash: m.hash, Factors: make([]Factor, len(m.spec.Factors))}
	parts := make([]*big.Rat, len(m.spec.Factors)) // score times weight; nil if missing
	for i, spec := range m.spec.Factors {
		result.Factors[i], parts[i] = spec.evaluate(in)
		if parts[i] == nil {
			continue
		}
		result.Coverage += spec.Weight
		if at := result.Factors[i].ObservedAt.Truncate(time.Second); at.After(result.AsOf) {
			result.AsOf = at
		}
	}
	if err := result.Require(1); err != nil {
		return result, err
	}
	result.share(parts)
	return result, nil
}

// evaluate explains the factor, all but its contribution, and returns its exact
// score times its weight, in millionths; nil if the factor is missing.
func (f FactorSpec) evaluate(in Input) (Factor, *big.Rat) {
	factor := Factor{Name: string(f.Metric), Unit: f.Unit, Weight: f.Weight}
	m, missing := f.measure(in)
	if m == nil {
		factor.Missing = missing
		return factor, nil
	}
	value, exact := rounded(m.value), f.Points.at(m.value)
	factor.Value, factor.Score = &value, rounded(exact)
	factor.ObservedAt, factor.Source = m.at.UTC(), strings.Join(m.sources, "+")
	return factor, exact.Mul(exact, big.NewRat(int64(f.Weight), 1))
}

// share sets the score, rounded half up, and the contributions: each is rounded
// down, and the points still missing from the score go one each to those that
// lost most by it, of equals to the first.
func (r *Result) share(parts []*big.Rat) {
	// A part is weight × millionths of 0…100; the whole is coverage × 100 of these.
	scale := big.NewRat(maxBasisPoints/100, int64(r.Coverage)*unit)
	sum := new(big.Rat)
	lost := make([]*big.Rat, len(parts))
	order := make([]int, 0, len(parts))
	rest := int64(0)
	for i, part := range parts {
		if part == nil {
			continue
		}
		part.Mul(part, scale)
		sum.Add(sum, part)
		floor := new(big.Int).Div(part.Num(), part.Denom())
		lost[i] = part.Sub(part, new(big.Rat).SetInt(floor))
		r.Factors[i].Contribution = uint16(floor.Int64())
		rest -= floor.Int64()
		order = append(order, i)
	}
	r.Score = uint16(roundHalfUp(sum).Int64())
	rest += int64(r.Score)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Or(lost[b].Cmp(lost[a]), a-b) })
	for _, i := range order[:rest] {
		r.Factors[i].Contribution++
	}
}
