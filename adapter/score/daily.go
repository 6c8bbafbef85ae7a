package score

import (
	"iter"
	"math/big"
	"time"
)

// tally is one source's total of one day.
type tally struct {
	source string
	sum    int64 // millionths; 9·10⁷ of the largest plausible readings fit
	at     time.Time
	whole  bool // a whole-day reading was seen: shorter ones no longer count
}

// add counts r in: the largest whole-day reading if there is one, else the sum
// of the shorter ones. The order of calls does not matter.
func (t *tally) add(r *Reading) {
	value := int64(r.Value)
	switch {
	case !r.wholeDay() && t.whole:
	case !r.wholeDay():
		t.sum += value
		if r.ObservedAt.After(t.at) {
			t.at = r.ObservedAt
		}
	case !t.whole || value > t.sum || value == t.sum && r.ObservedAt.After(t.at):
		t.whole, t.sum, t.at = true, value, r.ObservedAt
	}
}

// beats prefers the larger total, then the newer, then the source that sorts last.
func (t *tally) beats(other *tally) bool {
	if t.sum != other.sum {
		return t.sum > other.sum
	}
	if !t.at.Equal(other.at) {
		return t.at.After(other.at)
	}
	return t.source > other.source
}

// dailyTotals returns the total of each day of c, that of the source with the
// largest; nil for a day without readings.
func dailyTotals(readings iter.Seq[*Reading], c calendar) []*measurement {
	tallies := make([][]tally, c.days) // by day, then by source: a handful
	for r := range readings {
		if i, ok := c.index(r.middle()); ok {
			tallies[i] = addTo(tallies[i], r)
		}
	}
	daily := make([]*measurement, c.days)
	for i, sources := range tallies {
		if len(sources) == 0 {
			continue
		}
		top := &sources[0]
		for j := range sources {
			if sources[j].beats(top) {
				top = &sources[j]
			}
		}
		daily[i] = &measurement{value: Value(top.sum).rat()}
		daily[i].note(top.at, top.source)
	}
	return daily
}

// addTo adds r to the tally of its source, which may be a new one.
func addTo(tallies []tally, r *Reading) []tally {
	for i := range tallies {
		if tallies[i].source == r.Source {
			tallies[i].add(r)
			return tallies
		}
	}
	tallies = append(tallies, tally{source: r.Source})
	tallies[len(tallies)-1].add(r)
	return tallies
}

// dailyMeans returns the mean of each day's readings, each counting once; nil
// for a day without any.
func dailyMeans(readings iter.Seq[*Reading], c calendar) []*measurement {
	daily := make([]*measurement, c.days)
	counts := make([]int64, c.days)
	for r := range readings {
		i, ok := c.index(r.middle())
		if !ok {
			continue
		}
		if daily[i] == nil {
			daily[i] = &measurement{value: new(big.Rat)}
		}
		daily[i].value.Add(daily[i].value, r.Value.rat())
		daily[i].note(r.ObservedAt, r.Source)
		counts[i]++
	}
	for i, day := range daily {
		if day != nil {
			day.value.Quo(day.value, big.NewRat(counts[i], 1))
		}
	}
	return daily
}
