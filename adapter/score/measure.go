package score

import (
	"iter"
	"slices"
	"strings"
	"time"
)

// evidence is which readings a value was made from.
type evidence struct {
	at    time.Time // the newest ObservedAt
	first string    // the source that sorts first; most values have but one
	more  []string  // the others, sorted, each once
}

// note adds a reading.
func (e *evidence) note(at time.Time, source string) {
	if at.After(e.at) {
		e.at = at
	}
	switch {
	case source == e.first:
		return
	case e.first == "": // there is none yet: a reading has a source
		e.first = source
		return
	case source < e.first:
		source, e.first = e.first, source
	}
	if i, found := slices.BinarySearch(e.more, source); !found {
		e.more = slices.Insert(e.more, i, source)
	}
}

// merge adds all of other's readings.
func (e *evidence) merge(other evidence) {
	e.note(other.at, other.first)
	for _, source := range other.more {
		e.note(other.at, source)
	}
}

// sources names the sources, sorted and joined.
func (e *evidence) sources() string {
	if len(e.more) == 0 {
		return e.first
	}
	return e.first + "+" + strings.Join(e.more, "+")
}

// measurement is a value, exact and in millionths, with what it was made from.
type measurement struct {
	value number
	evidence
	missing bool // there is none
}

// none is no measurement.
func none() measurement { return measurement{missing: true} }

// week is room for the days that most models take.
type week [HabitualDays]measurement

// none returns no measurement for each of so many days, in this room if they fit.
func (w *week) none(days int) []measurement {
	daily := w[:0]
	if days > len(w) {
		daily = make([]measurement, 0, days)
	}
	for range days {
		daily = append(daily, none())
	}
	return daily
}

// measured returns the measurement that is one reading, none of nil.
func measured(r *Reading) measurement {
	if r == nil {
		return none()
	}
	m := measurement{value: r.Value.number()}
	m.note(r.ObservedAt, r.Source)
	return m
}

// measure works out the factor's measurement; if there is none, it says why.
func (f *FactorSpec) measure(in Input) (measurement, string) {
	readings := in.Citizen
	if f.scope() == City {
		readings = in.City
	}
	m := none()
	switch f.Window.Take {
	case TakeLatest:
		m = best(within(readings, f.Metric, in.AsOf, f.Window.span()), newer)
	case TakeMaximum:
		m = best(within(readings, f.Metric, in.AsOf, f.Window.span()), larger)
	case TakeMean:
		m = meanOf(within(readings, f.Metric, in.AsOf, f.Window.span()))
	case TakeMeanOfDays:
		return f.measureDays(in, readings)
	}
	if m.missing {
		return m, f.Window.missing()
	}
	return m, ""
}

// selection is the readings of one metric observed in (after, until].
type selection struct {
	readings     []Reading
	metric       Metric
	after, until time.Time
}

// within selects the readings of one metric observed in (asOf−span, asOf].
func within(readings []Reading, metric Metric, asOf time.Time, span time.Duration) selection {
	return selection{readings: readings, metric: metric, after: asOf.Add(-span), until: asOf}
}

// all yields what is selected.
func (s *selection) all() iter.Seq[*Reading] {
	return func(yield func(*Reading) bool) {
		for i := range s.readings {
			if r := &s.readings[i]; s.has(r) && !yield(r) {
				return
			}
		}
	}
}

// has reports whether r is one of them.
func (s *selection) has(r *Reading) bool {
	return r.Metric == s.metric && r.ObservedAt.After(s.after) && !r.ObservedAt.After(s.until)
}

// best returns the reading that beats all others, if there is any.
func best(s selection, beats func(a, b *Reading) bool) measurement {
	var top *Reading
	for r := range s.all() {
		if top == nil || beats(r, top) {
			top = r
		}
	}
	return measured(top)
}

// newer prefers the later reading, then the source that sorts last, then the
// larger value.
func newer(a, b *Reading) bool {
	if !a.ObservedAt.Equal(b.ObservedAt) {
		return a.ObservedAt.After(b.ObservedAt)
	}
	if a.Source != b.Source {
		return a.Source > b.Source
	}
	return a.Value > b.Value
}

// larger prefers the larger value, then as newer does.
func larger(a, b *Reading) bool {
	if a.Value != b.Value {
		return a.Value > b.Value
	}
	return newer(a, b)
}

// smaller prefers the smaller value, then as newer does.
func smaller(a, b *Reading) bool {
	if a.Value != b.Value {
		return a.Value < b.Value
	}
	return newer(a, b)
}

// meanOf returns the mean of readings, each counting once, if there is any.
func meanOf(s selection) measurement {
	var (
		m          measurement
		sum, count int64
	)
	for r := range s.all() {
		sum += int64(r.Value)
		count++
		m.note(r.ObservedAt, r.Source)
	}
	if count == 0 {
		return none()
	}
	m.value = quotient(sum, count)
	return m
}
