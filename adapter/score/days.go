package score

import (
	"fmt"
	"math/big"
	"time"
)

// calendar numbers a citizen's local days backwards from AsOf's own.
type calendar struct {
	zone  *time.Location
	today int64
	days  int // how many whole days before today count
}

// newCalendar returns the calendar of in for a window of days.
func newCalendar(in Input, days int) calendar {
	c := calendar{zone: in.Zone, days: days}
	if c.zone == nil {
		c.zone = time.UTC
	}
	c.today = c.dayNumber(in.AsOf)
	return c
}

// dayNumber returns the number of t's local day, counted from 1 January 1970.
func (c calendar) dayNumber(t time.Time) int64 {
	const day = 24 * 60 * 60
	_, offset := t.In(c.zone).Zone()
	local := t.Unix() + int64(offset)
	if local < 0 {
		return (local+1)/day - 1
	}
	return local / day
}

// index returns where t's local day stands: 0 for yesterday, 1 for the day
// before, and so on; false if the window does not hold it.
func (c calendar) index(t time.Time) (int, bool) {
	ago := c.today - c.dayNumber(t)
	return int(ago) - 1, ago >= 1 && ago <= int64(c.days)
}

// measureDays works out the mean of the daily values: each day's own, or else
// what is derived for it.
func (f FactorSpec) measureDays(in Input, readings []Reading) (*measurement, string) {
	c := newCalendar(in, f.Window.Days)
	own := within(readings, f.Metric, in.AsOf, f.Window.reach())
	var daily []*measurement
	if d, _ := Define(f.Metric); d.Cumulative {
		daily = dailyTotals(own, c)
	} else {
		daily = dailyMeans(own, c)
	}
	reason := f.Window.missing()
	if f.Otherwise != nil {
		derived, why := f.Otherwise.days(in, c)
		for i, m := range derived {
			if daily[i] == nil {
				daily[i] = m
			}
		}
		if why != "" {
			reason = why
		}
	}
	if m := meanOfDays(daily); m != nil {
		return m, ""
	}
	return nil, reason
}

// meanOfDays returns the mean over the days that have a value; nil if none has.
func meanOfDays(daily []*measurement) *measurement {
	mean := measurement{value: new(big.Rat)}
	count := int64(0)
	for _, day := range daily {
		if day == nil {
			continue
		}
		mean.value.Add(mean.value, day.value)
		mean.merge(day.evidence)
		count++
	}
	if count == 0 {
		return nil
	}
	mean.value.Quo(mean.value, big.NewRat(count, 1))
	return &mean
}

// days works out a derived value for each day of c, nil where there is none. The
// text says what is missing where days have readings that cannot be used.
func (d *Derivation) days(in Input, c calendar) ([]*measurement, string) {
	if d.Take == TakePercentileOfMeans {
		return d.percentiles(in, c), ""
	}
	return d.aboveRest(in, c)
}

// aboveRest returns, for each day with a total, the total less the energy at
// rest, at least 0.
func (d *Derivation) aboveRest(in Input, c calendar) ([]*measurement, string) {
	span := time.Duration(c.days+2) * 24 * time.Hour
	daily := dailyTotals(within(in.Citizen, d.From, in.AsOf, span), c)
	hour := d.lowestHour(in)
	found := false
	for i, total := range daily {
		switch {
		case total == nil:
		case total.value.Sign() == 0:
			daily[i] = nil // no measurement: a living body spends energy
		case hour == nil:
			daily[i], found = nil, true
		default:
			rest := new(big.Rat).Mul(hour.value, big.NewRat(24, 1))
			if total.value.Sub(total.value, rest).Sign() < 0 {
				total.value.SetInt64(0)
			}
			total.merge(hour.evidence)
		}
	}
	if found {
		return daily, fmt.Sprintf("energy at rest is unknown: no full-hour %s in the last %s", d.From, elapsed(d.Hours))
	}
	return daily, ""
}

// lowestHour returns the lowest full-hour reading above zero; nil if there is none.
func (d *Derivation) lowestHour(in Input) *measurement {
	return best(func(yield func(*Reading) bool) {
		for r := range within(in.Citizen, d.From, in.AsOf, d.span()) {
			if r.Period == time.Hour && r.Value > 0 && !yield(r) {
				return
			}
		}
	}, smaller)
}
