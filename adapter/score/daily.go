package score

import (
	"iter"
	"time"
)

// tally is one source's total of one day.
type tally struct {
	day    int // as calendar.index numbers it
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
// largest; a day without readings has none.
func dailyTotals(readings iter.Seq[*Reading], c calendar) []measurement {
	tallies := make([]tally, 0, 2*c.days) // one or two sources a day: a handful
	for r := range readings {
		if day, ok := c.index(r.middle()); ok {
			tallies = addTo(tallies, day, r)
		}
	}
	daily := noneOf(c.days)
	tops := make([]*tally, c.days)
	for i := range tallies {
		if t := &tallies[i]; tops[t.day] == nil || t.beats(tops[t.day]) {
			tops[t.day] = t
		}
	}
	for i, top := range tops {
		if top != nil {
			daily[i] = measurement{value: whole(top.sum)}
			daily[i].note(top.at, top.source)
		}
	}
	return daily
}

// addTo adds r to the tally of its day and source, which may be a new one.
func addTo(tallies []tally, day int, r *Reading) []tally {
	for i := range tallies {
		if tallies[i].day == day && tallies[i].source == r.Source {
			tallies[i].add(r)
			return tallies
		}
	}
	tallies = append(tallies, tally{day: day, source: r.Source})
	tallies[len(tallies)-1].add(r)
	return tallies
}

// dailyMeans returns the mean of each day's readings, each counting once; a day
// without any has none.
func dailyMeans(readings iter.Seq[*Reading], c calendar) []measurement {
	daily := noneOf(c.days)
	sums, counts := make([]int64, c.days), make([]int64, c.days)
	for r := range readings {
		if i, ok := c.index(r.middle()); ok {
			sums[i] += int64(r.Value)
			counts[i]++
			daily[i].note(r.ObservedAt, r.Source)
		}
	}
	for i, count := range counts {
		if count > 0 {
			daily[i].value, daily[i].missing = quotient(sums[i], count), false
		}
	}
	return daily
}
