package score

import (
	"fmt"
	"slices"
	"time"
)

// secondsPerDay is the length of a day by the clock.
const secondsPerDay = 24 * 60 * 60

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
	_, offset := t.In(c.zone).Zone()
	local := t.Unix() + int64(offset)
	if local < 0 {
		return (local+1)/secondsPerDay - 1
	}
	return local / secondsPerDay
}

// index returns where t's local day stands: 0 for yesterday, 1 for the day
// before, and so on; false if the window does not hold it.
func (c calendar) index(t time.Time) (int, bool) {
	ago := c.today - c.dayNumber(t)
	return int(ago) - 1, ago >= 1 && ago <= int64(c.days)
}

// measureDays works out the mean of the daily values: each day's own, or else
// what is derived for it. If there is none, the text says why.
func (f *FactorSpec) measureDays(in Input, readings []Reading) (measurement, string) {
	c := newCalendar(in, f.Window.Days)
	own := within(readings, f.Metric, in.AsOf, f.Window.reach())
	var room week
	var daily []measurement
	if definition(f.Metric).Cumulative {
		daily = dailyTotals(own, c, &room)
	} else {
		daily = dailyMeans(own, c, &room)
	}
	var reason string
	if f.Otherwise != nil && slices.ContainsFunc(daily, func(m measurement) bool { return m.missing }) {
		var room week
		var derived []measurement
		derived, reason = f.Otherwise.days(in, c, &room)
		for i := range derived {
			if daily[i].missing {
				daily[i] = derived[i]
			}
		}
	}
	mean := meanOfDays(daily)
	if mean.missing && reason == "" {
		reason = f.Window.missing()
	}
	return mean, reason
}

// meanOfDays returns the mean over the days that have a value, if any has.
func meanOfDays(daily []measurement) measurement {
	mean := measurement{value: whole(0)}
	count := int64(0)
	for i := range daily {
		if daily[i].missing {
			continue
		}
		mean.value = mean.value.add(daily[i].value)
		mean.merge(daily[i].evidence)
		count++
	}
	if count == 0 {
		return none()
	}
	mean.value = mean.value.mul(quotient(1, count))
	return mean
}

// days works out a derived value for each day of c, none where there is none. The
// text says what is missing where days have readings that cannot be used.
func (d *Derivation) days(in Input, c calendar, room *week) ([]measurement, string) {
	if d.Take == TakePercentileOfMeans {
		return d.percentiles(in, c, room), ""
	}
	return d.aboveRest(in, c, room)
}

// aboveRest returns, for each day with a total, the total less the energy at
// rest, at least 0.
func (d *Derivation) aboveRest(in Input, c calendar, room *week) ([]measurement, string) {
	span := time.Duration(c.days+2) * 24 * time.Hour
	daily := dailyTotals(within(in.Citizen, d.From, in.AsOf, span), c, room)
	hour := d.lowestHour(in)
	found := false
	for i := range daily {
		total := &daily[i]
		switch {
		case total.missing:
		case total.value.sign() == 0:
			daily[i] = none() // no measurement: a living body spends energy
		case hour.missing:
			daily[i], found = none(), true
		default:
			total.value = total.value.sub(hour.value.mul(whole(24)))
			if total.value.sign() < 0 {
				total.value = whole(0)
			}
			total.merge(hour.evidence)
		}
	}
	if found {
		return daily, fmt.Sprintf("energy at rest is unknown: no full-hour %s in the last %s", d.From, elapsed(d.Hours))
	}
	return daily, ""
}

// lowestHour returns the lowest full-hour reading above zero, if there is any.
func (d *Derivation) lowestHour(in Input) measurement {
	all := within(in.Citizen, d.From, in.AsOf, d.span())
	var lowest *Reading
	for r := range all.all() {
		if r.Period == time.Hour && r.Value > 0 && (lowest == nil || smaller(r, lowest)) {
			lowest = r
		}
	}
	return measured(lowest)
}

// LacksDay reports whether one of the last HabitualDays whole local days has no reading of metric: what the metric is
// derived from is needed then.
func LacksDay(in Input, metric Metric) bool {
	c := newCalendar(in, HabitualDays)
	var have [HabitualDays]bool
	count := 0
	own := within(in.Citizen, metric, in.AsOf, Window{Days: HabitualDays}.reach())
	for r := range own.all() {
		if i, ok := c.index(r.middle()); ok && !have[i] {
			have[i] = true
			count++
		}
	}
	return count < HabitualDays
}
