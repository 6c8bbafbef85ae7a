// Package ucum converts measurements from the units in which they are sent into those in which they are kept.
//
// It knows the codes of the Unified Code for Units of Measure that make sense for our metrics, and the plain names that
// people write instead. It is no general implementation of UCUM. Arithmetic is exact; the result is rounded once.
package ucum

import (
	"math/big"
	"slices"

	"github.com/link4health/link4health/adapter/score"
)

// Unit is a unit of one metric.
type Unit struct {
	// PerDay marks a rate over 24 hours: a value in it is a day's total, so that it fits a whole day's reading alone.
	PerDay bool

	scale  *big.Rat // kept value = sent value · scale + offset; nil is 1
	offset *big.Rat // nil is 0
}

// Find returns the unit of a metric with that code or name; false if the metric is not measured in it. Codes are
// case-sensitive, as UCUM has them.
func Find(m score.Metric, code string) (Unit, bool) {
	for _, group := range groups(m) {
		if slices.Contains(group.codes, code) {
			return group.unit, true
		}
	}
	return Unit{}, false
}

// Codes returns every code and name that Find knows for a metric, the preferred one first.
func Codes(m score.Metric) []string {
	var codes []string
	for _, group := range groups(m) {
		codes = append(codes, group.codes...)
	}
	return codes
}

// Convert returns number, a decimal in u, in the metric's own unit.
//
// Returns score.ErrValue, which does not quote it, if number is not a decimal or does not fit.
func (u Unit) Convert(number string) (score.Value, error) {
	value, err := score.ParseValue(number)
	if err != nil || u.scale == nil && u.offset == nil {
		return value, err
	}
	exact, ok := new(big.Rat).SetString(number) // small: ParseValue has bounded it
	if !ok {
		return 0, score.ErrValue
	}
	if u.scale != nil {
		exact.Mul(exact, u.scale)
	}
	if u.offset != nil {
		exact.Add(exact, u.offset)
	}
	return round(exact)
}

// round returns the Value nearest to a number of whole units; a half goes up.
func round(exact *big.Rat) (score.Value, error) {
	exact.Mul(exact, big.NewRat(2_000_000, 1)).Add(exact, big.NewRat(1, 1))
	n := new(big.Int).Div(exact.Num(), new(big.Int).Lsh(exact.Denom(), 1))
	if !n.IsInt64() {
		return 0, score.ErrValue
	}
	return score.Value(n.Int64()), nil
}

// group is codes and names of one unit.
type group struct {
	unit  Unit
	codes []string
}

// groups returns the units of a metric; nil if there is no such metric.
//
// Source: The Unified Code for Units of Measure 2.1, ucum-essence.xml: cal = 4.184 J, [Cal] = 1 kcal,
// [degF] = 5/9 K from 459.67; annotations in braces mean 1.
func groups(m score.Metric) []group {
	switch m {
	case score.Steps:
		return []group{
			{Unit{}, []string{"{steps}", "1", "{step}", "{count}", "{#}", "steps", "step", "count"}},
			{Unit{PerDay: true}, []string{"{steps}/d", "/d", "{steps}/(24.h)", "/(24.h)", "steps/day"}},
		}
	case score.ActiveEnergy, score.TotalEnergy:
		return energy()
	case score.HeartRate, score.RestingHeartRate:
		return []group{{Unit{}, []string{"/min", "{beats}/min", "{beat}/min", "{Beats}/min", "1/min", "bpm", "beats/min", "beats/minute"}}}
	case score.BMI:
		return []group{{Unit{}, []string{"kg/m2", "kg/m²", "kg/m^2"}}}
	case score.Temperature:
		return []group{
			{Unit{}, []string{"Cel", "°C", "degC", "C"}},
			{Unit{scale: big.NewRat(5, 9), offset: big.NewRat(-160, 9)}, []string{"[degF]", "°F", "degF", "F"}},
			{Unit{offset: big.NewRat(-27315, 100)}, []string{"K"}},
		}
	case score.Humidity:
		return []group{{Unit{}, []string{"%", "% RH", "%RH"}}}
	case score.UV, score.UVMean:
		return []group{{Unit{}, []string{"1", "{index}", "{UVI}", "UV index"}}}
	default:
		return nil
	}
}

// energy returns the units of energy, alone and as a day's.
func energy() []group {
	return []group{
		{Unit{}, []string{"kcal", "[Cal]"}},
		{Unit{scale: big.NewRat(1, 1000)}, []string{"cal"}},
		{Unit{scale: big.NewRat(1000, 4184)}, []string{"kJ"}},
		{Unit{scale: big.NewRat(1, 4184)}, []string{"J"}},
		{Unit{PerDay: true}, []string{"kcal/d", "kcal/(24.h)", "[Cal]/d", "kcal/day"}},
		{Unit{PerDay: true, scale: big.NewRat(1000, 4184)}, []string{"kJ/d", "kJ/(24.h)", "kJ/day"}},
	}
}
