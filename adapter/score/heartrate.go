package score

import (
	"math/bits"
	"slices"
	"time"
)

// fraction is a mean, sum/count in millionths, that compares exactly and without
// allocating. A level such as a heart rate is above zero, so both are positive.
type fraction struct{ sum, count uint64 }

// compare returns -1, 0 or 1 as f is below, equal to or above g.
func (f fraction) compare(g fraction) int {
	high1, low1 := bits.Mul64(f.sum, g.count)
	high2, low2 := bits.Mul64(g.sum, f.count)
	switch {
	case high1 < high2, high1 == high2 && low1 < low2:
		return -1
	case high1 == high2 && low1 == low2:
		return 0
	default:
		return 1
	}
}

// slot is one stretch of the clock of one source; its samples are pooled.
type slot struct {
	source string
	start  int64 // Unix seconds
}

// pool is the samples of a slot.
type pool struct {
	fraction
	at time.Time // the newest ObservedAt
}

// dayMeans is the means of one day.
type dayMeans struct {
	means []fraction
	evidence
}

// percentiles returns the nearest-rank percentile of each day's means; a day
// without any has none.
//
// Source: Hyndman & Fan, Am Stat 1996;50:361, definition 1 (the smallest value
// that is not below the given share of the values).
func (d *Derivation) percentiles(in Input, c calendar, room *week) []measurement {
	daily := room.none(c.days)
	for i, day := range d.meansByDay(in, c) {
		if len(day.means) == 0 {
			continue
		}
		slices.SortFunc(day.means, fraction.compare)
		rank := (len(day.means)*d.Percentile + 99) / 100 // rounded up, counted from 1
		mean := day.means[rank-1]
		daily[i] = measurement{value: quotient(int64(mean.sum), int64(mean.count)), evidence: day.evidence}
	}
	return daily
}

// meansByDay collects the means over d.Minutes of each day of c. A reading of just
// that period is one; shorter ones are pooled by the slot that holds their
// middle; longer ones are left out.
func (d *Derivation) meansByDay(in Input, c calendar) []dayMeans {
	width := time.Duration(d.Minutes) * time.Minute
	span := time.Duration(c.days+2) * 24 * time.Hour
	days := make([]dayMeans, c.days)
	pools := make(map[slot]pool)
	all := within(in.Citizen, d.From, in.AsOf, span)
	for r := range all.all() {
		switch {
		case r.Period == width:
			if i, ok := c.index(r.middle()); ok {
				days[i].means = append(days[i].means, fraction{uint64(r.Value), 1})
				days[i].note(r.ObservedAt, r.Source)
			}
		case r.Period < width:
			key := slot{r.Source, r.middle().Truncate(width).Unix()}
			p := pools[key]
			p.sum += uint64(r.Value)
			p.count++
			if r.ObservedAt.After(p.at) {
				p.at = r.ObservedAt
			}
			pools[key] = p
		}
	}
	for key, p := range pools {
		if i, ok := c.index(time.Unix(key.start, 0).Add(width / 2)); ok {
			days[i].means = append(days[i].means, p.fraction)
			days[i].note(p.at, key.source)
		}
	}
	return days
}
