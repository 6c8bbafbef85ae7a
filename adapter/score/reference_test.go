package score_test

import (
	"math/big"
	"slices"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// reference works out the factors' exact values a second time, slowly and in
// another way: local dates are texts, means are rationals, groups are maps. A factor
// without a value is absent.
func reference(in score.Input) map[score.Metric]*big.Rat {
	values := map[score.Metric]*big.Rat{
		score.BMI:              newest(observed(in.Citizen, score.BMI, in.AsOf, 90*day)),
		score.Steps:            average(dailySums(in, score.Steps)),
		score.ActiveEnergy:     average(activeDays(in)),
		score.RestingHeartRate: average(restingDays(in)),
		score.Temperature:      average(asMap(observed(in.City, score.Temperature, in.AsOf, day))),
		score.Humidity:         average(asMap(observed(in.City, score.Humidity, in.AsOf, day))),
	}
	for _, r := range observed(in.City, score.UV, in.AsOf, day) {
		if v := whole64(r.Value); values[score.UV] == nil || values[score.UV].Cmp(v) < 0 {
			values[score.UV] = v
		}
	}
	for metric, v := range values {
		if v == nil {
			delete(values, metric)
		}
	}
	return values
}

func whole64(v score.Value) *big.Rat { return big.NewRat(int64(v), 1) }

// observed filters by metric and elapsed time; a span of 0 has no start.
func observed(all []score.Reading, m score.Metric, asOf time.Time, span time.Duration) (some []score.Reading) {
	for _, r := range all {
		age := asOf.Sub(r.ObservedAt)
		if r.Metric == m && age >= 0 && (span == 0 || age < span) {
			some = append(some, r)
		}
	}
	return some
}

func newest(readings []score.Reading) *big.Rat {
	if len(readings) == 0 {
		return nil
	}
	return whole64(slices.MaxFunc(readings, func(a, b score.Reading) int { return a.ObservedAt.Compare(b.ObservedAt) }).Value)
}

func asMap(readings []score.Reading) map[int]*big.Rat {
	values := make(map[int]*big.Rat)
	for i, r := range readings {
		values[i] = whole64(r.Value)
	}
	return values
}

func average[K comparable](values map[K]*big.Rat) *big.Rat {
	if len(values) == 0 {
		return nil
	}
	sum := new(big.Rat)
	for _, v := range values {
		sum.Add(sum, v)
	}
	return sum.Quo(sum, big.NewRat(int64(len(values)), 1))
}

// dates lists the seven local dates before the as-of time's own.
func dates(in score.Input) []string {
	year, month, today := in.AsOf.In(in.Zone).Date()
	var list []string
	for n := 1; n <= 7; n++ {
		list = append(list, time.Date(year, month, today-n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	}
	return list
}

// byDate groups the readings of a metric by the local date of their middle.
func byDate(in score.Input, m score.Metric) map[string][]score.Reading {
	groups := make(map[string][]score.Reading)
	wanted := dates(in)
	for _, r := range observed(in.Citizen, m, in.AsOf, 0) {
		date := r.ObservedAt.Add(-r.Period / 2).In(in.Zone).Format(time.DateOnly)
		if slices.Contains(wanted, date) {
			groups[date] = append(groups[date], r)
		}
	}
	return groups
}

func dailySums(in score.Input, m score.Metric) map[string]*big.Rat {
	totals := make(map[string]*big.Rat)
	for date, readings := range byDate(in, m) {
		sums, wholes := make(map[string]int64), make(map[string]int64)
		for _, r := range readings {
			if r.Period >= 22*time.Hour {
				wholes[r.Source] = max(wholes[r.Source], int64(r.Value))
			} else {
				sums[r.Source] += int64(r.Value)
			}
		}
		for _, r := range readings {
			if r.Period >= 22*time.Hour {
				sums[r.Source] = wholes[r.Source]
			}
		}
		top := int64(0)
		for _, sum := range sums {
			top = max(top, sum)
		}
		totals[date] = big.NewRat(top, 1)
	}
	return totals
}

func activeDays(in score.Input) map[string]*big.Rat {
	days := dailySums(in, score.ActiveEnergy)
	var lowest *big.Rat
	for _, r := range observed(in.Citizen, score.TotalEnergy, in.AsOf, 30*day) {
		if v := whole64(r.Value); r.Period == time.Hour && v.Sign() > 0 && (lowest == nil || v.Cmp(lowest) < 0) {
			lowest = v
		}
	}
	if lowest == nil {
		return days
	}
	for date, total := range dailySums(in, score.TotalEnergy) {
		if _, measured := days[date]; measured || total.Sign() == 0 {
			continue
		}
		active := new(big.Rat).Sub(total, new(big.Rat).Mul(lowest, big.NewRat(24, 1)))
		if active.Sign() < 0 {
			active = new(big.Rat)
		}
		days[date] = active
	}
	return days
}

func restingDays(in score.Input) map[string]*big.Rat {
	days := make(map[string]*big.Rat)
	for date, readings := range byDate(in, score.RestingHeartRate) {
		days[date] = average(asMap(readings))
	}
	for date, readings := range byDate(in, score.HeartRate) {
		if days[date] != nil {
			continue
		}
		var means []*big.Rat
		pools := make(map[string][]score.Reading)
		for _, r := range readings {
			middle := r.ObservedAt.Add(-r.Period / 2)
			switch {
			case r.Period == five:
				means = append(means, whole64(r.Value))
			case r.Period < five:
				key := r.Source + middle.Format(" 2006-01-02 15 ") + string(rune('a'+middle.Minute()/5))
				pools[key] = append(pools[key], r)
			}
		}
		for _, pool := range pools {
			means = append(means, average(asMap(pool)))
		}
		if len(means) == 0 {
			continue
		}
		slices.SortFunc(means, (*big.Rat).Cmp)
		for _, mean := range means { // the first that a twentieth of all do not exceed
			atMost := 0
			for _, other := range means {
				if other.Cmp(mean) <= 0 {
					atMost++
				}
			}
			if atMost*20 >= len(means) {
				days[date] = mean
				break
			}
		}
	}
	return days
}
