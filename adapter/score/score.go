package score

import (
	"cmp"
	"slices"
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
	values := make([]Value, len(m.spec.Factors))
	parts := make([]number, len(m.spec.Factors)) // score times weight
	for i := range m.spec.Factors {
		spec, factor := &m.spec.Factors[i], &result.Factors[i]
		*factor, values[i], parts[i] = spec.evaluate(in)
		if factor.Missing != "" {
			continue
		}
		factor.Value = &values[i]
		result.Coverage += spec.Weight
		if at := factor.ObservedAt.Truncate(time.Second); at.After(result.AsOf) {
			result.AsOf = at
		}
	}
	if err := result.Require(1); err != nil {
		return result, err
	}
	result.share(parts)
	return result, nil
}

// evaluate explains the factor, all but its contribution, and returns its value and
// its exact score times its weight, in millionths.
func (f *FactorSpec) evaluate(in Input) (Factor, Value, number) {
	factor := Factor{Name: string(f.Metric), Unit: f.Unit, Weight: f.Weight}
	m, missing := f.measure(in)
	if m.missing {
		factor.Missing = missing
		return factor, 0, whole(0)
	}
	exact := f.Points.at(m.value)
	factor.Score = rounded(exact)
	factor.ObservedAt, factor.Source = m.at.UTC(), m.sources()
	return factor, rounded(m.value), exact.mul(whole(int64(f.Weight)))
}

// share sets the score, rounded half up, and the contributions: each is rounded
// down, and the points still missing from the score go one each to those that
// lost most by it, of equals to the first.
func (r *Result) share(parts []number) {
	// A part is weight × millionths of 0…100; the whole is coverage × 100 of these.
	scale := quotient(maxBasisPoints/100, int64(r.Coverage)*unit)
	sum := whole(0)
	order := make([]int, 0, len(parts))
	rest := int64(0)
	for i := range parts {
		if r.Factors[i].Missing != "" {
			continue
		}
		part := parts[i].mul(scale)
		sum = sum.add(part)
		floor := part.floor()
		parts[i] = part.sub(whole(floor)) // what is lost
		r.Factors[i].Contribution = uint16(floor)
		rest -= floor
		order = append(order, i)
	}
	r.Score = uint16(sum.round())
	rest += int64(r.Score)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Or(parts[b].cmp(parts[a]), a-b) })
	for _, i := range order[:rest] {
		r.Factors[i].Contribution++
	}
}
