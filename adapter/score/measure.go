package score

import (
	"iter"
	"math/big"
	"slices"
	"time"
)

// evidence is which readings a value was made from.
type evidence struct {
	at      time.Time // the newest ObservedAt
	sources []string  // sorted, each once
}

// note adds a reading.
func (e *evidence) note(at time.Time, source string) {
	if at.After(e.at) {
		e.at = at
	}
	if i, found := slices.BinarySearch(e.sources, source); !found {
		e.sources = slices.Insert(e.sources, i, source)
	}
}

// merge adds all of other's readings.
func (e *evidence) merge(other evidence) {
	for _, source := range other.sources {
		e.note(other.at, source)
	}
}

// measurement is a value, exact and in millionths, with what it was made from.
type measurement struct {
	value *big.Rat
	evidence
}

// measured returns the measurement that is one reading.
func measured(r *Reading) *measurement {
	m := &measurement{value: r.Value.rat()}
	m.note(r.ObservedAt, r.Source)
	return m
}

// measure works out the factor's measurement; if there is none, it says why.
func (f FactorSpec) measure(in Input) (*measurement, string) {
	readings := in.Citizen
	if d, _ := Define(f.Metric); d.Scope == City {
		readings = in.City
	}
	var m *measurement
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
	if m == nil {
		return nil, f.Window.missing()
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

// best returns the reading that beats all others; nil if there is none.
func best(readings iter.Seq[*Reading], beats func(a, b *Reading) bool) *measurement {
	var top *Reading
	for r := range readings {
		if top == nil || beats(r, top) {
			top = r
		}
	}
	if top == nil {
		return nil
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

// meanOf returns the mean of readings, each counting once; nil if there is none.
func meanOf(readings iter.Seq[*Reading]) *measurement {
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
		return nil
	}
	m.value = big.NewRat(sum, count)
	return &m
}
