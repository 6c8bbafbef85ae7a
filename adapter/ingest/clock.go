package ingest

import "time"

// Years outside these are a device's or a file's mistake. They also keep each
// moment, in whatever zone, within what the store takes: 1970 to 9999.
const (
	firstYear = 1971
	lastYear  = 2200
)

// wallTime reads a local time of layout, without a zone: the result's fields say
// what the wearer's clock showed. It returns false if text does not have that
// layout or names a year before 1971 or after 2200.
func wallTime(layout, text string) (time.Time, bool) {
	t, err := time.Parse(layout, text)
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		return time.Time{}, false
	}
	return t, true
}

// instant returns the moment at which a clock in zone showed wall, in UTC. Where
// the clock was put back and showed it twice, it is the first of the two; where
// the clock was put forward and never showed it, instant returns false.
func instant(wall time.Time, zone *time.Location) (time.Time, bool) {
	earlier, later := candidates(wall, zone)
	for _, t := range [...]time.Time{earlier, later} {
		if shows(t, wall, zone) {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// startOfDay returns the first moment of wall's calendar day in zone, in UTC. It
// is midnight, or where the clock is put forward at midnight the moment of the
// change.
func startOfDay(wall time.Time, zone *time.Location) time.Time {
	midnight := time.Date(wall.Year(), wall.Month(), wall.Day(), 0, 0, 0, 0, time.UTC)
	if t, ok := instant(midnight, zone); ok {
		return t
	}
	// The later candidate uses the offset from before the change, which is right
	// up to the change itself.
	_, later := candidates(midnight, zone)
	return later.UTC()
}

// day returns the end of wall's calendar day in zone, in UTC, and how long the
// day was: 24 h, or less or more where clocks changed.
func day(wall time.Time, zone *time.Location) (end time.Time, length time.Duration) {
	end = startOfDay(wall.AddDate(0, 0, 1), zone)
	return end, end.Sub(startOfDay(wall, zone))
}

// candidates returns the moments at which a clock showing wall may have stood,
// by the offsets in force a day before and a day after.
func candidates(wall time.Time, zone *time.Location) (earlier, later time.Time) {
	_, before := wall.AddDate(0, 0, -1).In(zone).Zone()
	_, after := wall.AddDate(0, 0, 1).In(zone).Zone()
	a := wall.Add(-time.Duration(before) * time.Second)
	b := wall.Add(-time.Duration(after) * time.Second)
	if b.Before(a) {
		a, b = b, a
	}
	return a, b
}

// shows reports whether a clock in zone shows wall at t.
func shows(t, wall time.Time, zone *time.Location) bool {
	local := t.In(zone)
	_, offset := local.Zone()
	return t.Add(time.Duration(offset) * time.Second).Equal(wall)
}
