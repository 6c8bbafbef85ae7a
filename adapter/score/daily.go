package score

import "time"

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

// total returns the measurement that the tally is.
func (t *tally) total() measurement {
	return measurement{value: whole(t.sum), evidence: evidence{at: t.at, first: t.source}}
}

// beats prefers the larger total, then the newer, then the source that sorts last.
func (t *tally) beats(total *measurement) bool {
	switch order := whole(t.sum).cmp(total.value); {
	case order != 0:
		return order > 0
	case !t.at.Equal(total.at):
		return t.at.After(total.at)
	default:
		return t.source > total.first
	}
}

// dailyTotals returns the total of each day of c, that of the source with the
// largest; a day without readings has none.
func dailyTotals(s selection, c calendar, room *week) []measurement {
	var few [2 * HabitualDays]tally // one or two sources a day: a handful
	tallies := few[:0]
	for r := range s.all() {
		if day, ok := c.index(r.middle()); ok {
			tallies = addTo(tallies, day, r)
		}
	}
	daily := room.none(c.days)
	for i := range tallies {
		if t := &tallies[i]; daily[t.day].missing || t.beats(&daily[t.day]) {
			daily[t.day] = t.total()
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
func dailyMeans(s selection, c calendar, room *week) []measurement {
	daily := room.none(c.days)
	for r := range s.all() {
		if i, ok := c.index(r.middle()); ok {
			sum, count := daily[i].value.numerator, daily[i].value.denominator
			daily[i].value, daily[i].missing = quotient(sum+int64(r.Value), count+1), false
			daily[i].note(r.ObservedAt, r.Source)
		}
	}
	return daily
}
