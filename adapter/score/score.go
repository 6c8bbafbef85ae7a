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
func (m Model) Score(in Input) (Result, error) { return m.ScoreAmid(in, m.Surroundings(in)) }

// Surroundings are a model's factors of a city at a moment, which are the same for all who live there.
type Surroundings struct {
	factors []evaluated // by their place in the model; those of a citizen are empty
	err     error       // what is wrong with the city's readings
}

// Surroundings works out the factors of a city from in, whose citizen does not matter. What is wrong with the city's
// readings ScoreAmid tells.
func (m Model) Surroundings(in Input) Surroundings {
	around := Surroundings{factors: make([]evaluated, len(m.spec.Factors)), err: validateAll(in.City, City)}
	if around.err != nil {
		return around
	}
	for i := range m.spec.Factors {
		if spec := &m.spec.Factors[i]; spec.scope() == City {
			around.factors[i] = spec.evaluate(in)
		}
	}
	return around
}

// ScoreAmid is Score where the surroundings of the same model, city, zone and moment are known: it does not look at
// in.City.
func (m Model) ScoreAmid(in Input, around Surroundings) (Result, error) {
	if err := in.validate(); err != nil {
		return Result{}, err
	}
	if around.err != nil {
		return Result{}, around.err
	}
	result := Result{ModelHash: m.hash, Factors: make([]Factor, len(m.spec.Factors))}
	values := make([]Value, len(m.spec.Factors))
	var room [len(definitions)]number
	parts := room[:len(m.spec.Factors)] // score times weight; no metric has two
	for i := range m.spec.Factors {
		spec, factor := &m.spec.Factors[i], &result.Factors[i]
		one := around.factors[i]
		if spec.scope() == Citizen {
			one = spec.evaluate(in)
		}
		*factor, values[i], parts[i] = one.factor, one.value, one.part
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

// evaluated is a factor, all but its contribution and value.
type evaluated struct {
	factor Factor
	value  Value
	part   number // its exact score times its weight, in millionths
}

// scope is whose readings the factor is made from.
func (f *FactorSpec) scope() Scope { return definition(f.Metric).Scope }

// evaluate works out the factor.
func (f *FactorSpec) evaluate(in Input) evaluated {
	factor := Factor{Name: string(f.Metric), Unit: f.Unit, Weight: f.Weight}
	m, missing := f.measure(in)
	if m.missing {
		factor.Missing = missing
		return evaluated{factor: factor, part: whole(0)}
	}
	exact := f.Points.at(m.value)
	factor.Score = rounded(exact)
	factor.ObservedAt, factor.Source = m.at.UTC(), m.sources()
	return evaluated{factor: factor, value: rounded(m.value), part: exact.mul(whole(int64(f.Weight)))}
}

// share sets the score, rounded half up, and the contributions: each is rounded
// down, and the points still missing from the score go one each to those that
// lost most by it, of equals to the first.
func (r *Result) share(parts []number) {
	// A part is weight × millionths of 0…100; the whole is coverage × 100 of these.
	scale := quotient(maxBasisPoints/100, int64(r.Coverage)*unit)
	sum := whole(0)
	var room [len(definitions)]int
	order := room[:0]
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
