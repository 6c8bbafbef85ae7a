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

// noneOf returns no measurement for each of so many days.
func noneOf(days int) []measurement {
	daily := make([]measurement, days)
	for i := range daily {
		daily[i].missing = true
	}
	return daily
}

// measured returns the measurement that is one reading.
func measured(r *Reading) measurement {
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

// within yields the readings of one metric observed in (asOf−span, asOf].
func within(readings []Reading, metric Metric, asOf time.Time, span time.Duration) iter.Seq[*Reading] {
	start := asOf.Add(-span)
	return func(yield func(*Reading) bool) {
		for i := range readings {
			r := &readings[i]
			if r.Metric != metric || !r.ObservedAt.After(start) || r.ObservedAt.After(asOf) {
				continue
			}
			if !yield(r) {
				return
			}
		}
	}
}

// best returns the reading that beats all others, if there is any.
func best(readings iter.Seq[*Reading], beats func(a, b *Reading) bool) measurement {
	var top *Reading
	for r := range readings {
		if top == nil || beats(r, top) {
			top = r
		}
	}
	if top == nil {
		return none()
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
func meanOf(readings iter.Seq[*Reading]) measurement {
	var (
		m          measurement
		sum, count int64
	)
	for r := range readings {
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
