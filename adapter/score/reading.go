package score

import (
	"errors"
	"fmt"
	"time"
)

// What can be wrong with a reading. Texts name the metric and the remedy, never
// the value, which is personal.
var (
	ErrUnknownMetric = errors.New("unknown metric")
	ErrOutOfRange    = errors.New("value outside the plausible range")
	ErrPeriod        = errors.New("period outside 0 to 26 h")
	ErrScope         = errors.New("metric belongs to the other scope")
	ErrAsOf          = errors.New("as-of time is not set")
)

// The length of a local day. Most clocks change by one hour; Antarctica/Troll
// changes by two, hence 22 to 26 h.
const (
	shortestDay = 22 * time.Hour
	longestDay  = 26 * time.Hour
)

// Reading is one measurement.
type Reading struct {
	Metric Metric
	Value  Value
	// ObservedAt is the end of the period, the moment at which the value was
	// known: UTC, microseconds.
	ObservedAt time.Time
	// Period is how long was measured: 0 for a sample, 24 h for a day's total or
	// mean (22 to 26 h where clocks change), else 1 h, 5 min, 1 min and so on.
	Period time.Duration
	// Source says where it comes from: "fitbit/daily", "nasa-power", "nea/S60". A
	// source reports a metric at one granularity; a correction comes under a
	// source of its own.
	Source string
}

// Validate returns ErrUnknownMetric, ErrOutOfRange or ErrPeriod if r cannot be a
// measurement, else nil. Both ends of a range are allowed.
func (r Reading) Validate() error {
	d := definition(r.Metric)
	if d == nil {
		return ErrUnknownMetric
	}
	return d.check(&r)
}

// check says what is wrong with r, a reading of d's metric.
func (d *Definition) check(r *Reading) error {
	if r.Value < d.Min || r.Value > d.Max {
		return fmt.Errorf("%s: %w of %s to %s %s", r.Metric, ErrOutOfRange, d.Min, d.Max, d.Unit)
	}
	if r.Period < 0 || r.Period > longestDay {
		return fmt.Errorf("%s: %w", r.Metric, ErrPeriod)
	}
	return nil
}

// middle returns the moment half-way through r's period, which decides the local
// day that r counts for.
func (r Reading) middle() time.Time { return r.ObservedAt.Add(-r.Period / 2) }

// wholeDay reports whether r covers a local day.
func (r Reading) wholeDay() bool { return r.Period >= shortestDay }

// Input is what a score is worked out from. Order does not matter. No two
// readings of a slice share metric, ObservedAt and Source; readings after AsOf or
// before a factor's window change nothing.
type Input struct {
	AsOf    time.Time      // the request's time; "the last n" counts back from here
	Zone    *time.Location // the citizen's zone, which cuts local days; nil is UTC
	Citizen []Reading      // the citizen's own
	City    []Reading      // those of the citizen's city
}

// validate returns ErrAsOf, or the first fault of a citizen's reading.
func (in Input) validate() error {
	if in.AsOf.IsZero() {
		return ErrAsOf
	}
	return validateAll(in.Citizen, Citizen)
}

// validateAll checks readings that claim to be of one scope.
func validateAll(readings []Reading, scope Scope) error {
	var d *Definition
	for i := range readings {
		if d == nil || d.Metric != readings[i].Metric { // most come metric by metric
			d = definition(readings[i].Metric)
		}
		switch {
		case d == nil:
			return fmt.Errorf("%s reading %d: %w", scope, i, ErrUnknownMetric)
		case d.Scope != scope:
			return fmt.Errorf("%s reading %d: %s: %w", scope, i, d.Metric, ErrScope)
		}
		if err := d.check(&readings[i]); err != nil {
			return fmt.Errorf("%s reading %d: %w", scope, i, err)
		}
	}
	return nil
}
