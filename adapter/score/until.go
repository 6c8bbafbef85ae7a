package score

import "time"

// Until returns the first moment after in.AsOf at which the score may be another although no reading was added: a day
// begins, a reading comes into a window or leaves one. Until then the score is that of in, whenever it is asked for. It is
// in.AsOf itself where that cannot be said, and the zero time if nothing can change.
//
// In must hold the readings that are observed until then, those after AsOf too; short readings of heart rate alone may be
// missing.
func (m Model) Until(in Input) time.Time {
	var until time.Time
	bound := func(at time.Time) {
		if until.IsZero() || at.Before(until) {
			until = at
		}
	}
	for i := range m.spec.Factors {
		f := &m.spec.Factors[i]
		readings := in.Citizen
		if f.scope() == City {
			readings = in.City
		}
		boundWindow(readings, f.Metric, in.AsOf, f.Window.span(), bound)
		if f.Window.Days > 0 {
			bound(nextDay(in))
		}
		if f.Otherwise == nil {
			continue
		}
		boundWindow(in.Citizen, f.Otherwise.From, in.AsOf, f.Otherwise.span(), bound)
		if width := time.Duration(f.Otherwise.Minutes) * time.Minute; sinceMidnight(in) < width && LacksDay(in, f.Metric) {
			bound(in.AsOf) // a mean that ends after midnight may yet count for yesterday
		}
	}
	return until
}

// boundWindow tells bound when readings of metric come into the last span, or leave it; a span of 0 is of whole days,
// which they leave at a midnight.
func boundWindow(readings []Reading, metric Metric, asOf time.Time, span time.Duration, bound func(time.Time)) {
	for i := range readings {
		r := &readings[i]
		switch {
		case r.Metric != metric:
		case r.ObservedAt.After(asOf):
			bound(r.ObservedAt)
		case span > 0 && r.ObservedAt.Add(span).After(asOf):
			bound(r.ObservedAt.Add(span))
		}
	}
}

// nextDay returns when the day number of AsOf changes: at midnight, or when the zone changes its clock.
func nextDay(in Input) time.Time {
	c := newCalendar(in, 0)
	local := in.AsOf.In(c.zone)
	_, offset := local.Zone()
	midnight := time.Unix((c.today+1)*secondsPerDay-int64(offset), 0)
	if _, end := local.ZoneBounds(); !end.IsZero() && end.Before(midnight) {
		return end.UTC()
	}
	return midnight.UTC()
}

// sinceMidnight returns how much of AsOf's local day has passed by its clock.
func sinceMidnight(in Input) time.Duration {
	c := newCalendar(in, 0)
	_, offset := in.AsOf.In(c.zone).Zone()
	return in.AsOf.Sub(time.Unix(c.today*secondsPerDay-int64(offset), 0))
}
