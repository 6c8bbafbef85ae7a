package fhir

import (
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// shortestDay is the shortest local day; a shorter period is no whole day.
const shortestDay = 22 * time.Hour

// moment is a FHIR dateTime: an instant, or a day whose beginning depends on the zone.
type moment struct {
	at  time.Time
	day bool
}

// parseMoment reads a date or a dateTime with an offset; false for anything else, years and months alone included.
//
// Source: FHIR R4, Data Types, dateTime: a time has seconds and an offset
func parseMoment(text string) (moment, bool) {
	m := moment{day: len(text) == len(time.DateOnly)}
	layout := time.RFC3339Nano
	if m.day {
		layout = time.DateOnly
	}
	var err error
	m.at, err = time.Parse(layout, text)
	year := m.at.UTC().Year()
	return m, err == nil && year >= 1970 && year <= 9998
}

// isZero reports whether there is no moment.
func (m moment) isZero() bool { return m.at.IsZero() }

// begin returns the moment's first instant.
func (m moment) begin(zone *time.Location) time.Time {
	if !m.day {
		return m.at
	}
	return time.Date(m.at.Year(), m.at.Month(), m.at.Day(), 0, 0, 0, 0, zone)
}

// finish returns the instant at which the moment is over.
func (m moment) finish(zone *time.Location) time.Time {
	if !m.day {
		return m.at
	}
	return time.Date(m.at.Year(), m.at.Month(), m.at.Day()+1, 0, 0, 0, 0, zone)
}

// NeedsZone reports whether Reading depends on the zone it is given.
func (o *Observation) NeedsZone() bool { return o.start.day || o.end.day }

// Reading returns the reading for a citizen who lives in that zone, nil for UTC, or the issue that keeps it from being
// one. expression is the entry's.
func (o *Observation) Reading(zone *time.Location, expression string) (score.Reading, *Issue) {
	if zone == nil {
		zone = time.UTC
	}
	r := score.Reading{Metric: o.meaning.metric, Value: o.value, Source: o.source}
	end := o.end.finish(zone)
	r.ObservedAt = end.UTC().Truncate(time.Microsecond)
	switch {
	case !o.start.isZero():
		r.Period = end.Sub(o.start.begin(zone)).Round(time.Second)
	case o.meaning.wholeDay:
		r.Period = 24 * time.Hour
	}
	if fault := o.checkPeriod(r.Period); fault != nil {
		return score.Reading{}, fault.at(expression)
	}
	return r, nil
}

// checkPeriod returns what is wrong with the length of what was measured.
func (o *Observation) checkPeriod(period time.Duration) *fault {
	const element = "effective"
	total, _ := score.Define(o.meaning.metric)
	switch {
	case period < 0:
		return wrong(CodeValue, element, "the period ends before it starts")
	case period > longestPeriod:
		return wrong(CodeValue, element, "the period is longer than a day; send one Observation for each day")
	case total.Cumulative && period == 0:
		return wrong(CodeRequired, element, "a total needs effectivePeriod with start and end, or a date without a time for a whole day")
	case (o.meaning.wholeDay || o.perDay) && period < shortestDay:
		return wrong(CodeValue, element, "the code or the unit says that this is a day's total, and the period is shorter; use LOINC 55423-8 or a unit without a rate")
	default:
		return nil
	}
}
