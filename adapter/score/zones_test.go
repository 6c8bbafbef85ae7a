package score_test

import (
	"testing"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// TestDays_ByTheMiddleInTheCitizensZone places one steps reading and asks
// whether it belongs to the last day before the as-of time's own ("yesterday")
// or to that day itself, which does not count.
func TestDays_ByTheMiddleInTheCitizensZone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		zone, asOf, observedAt string
		period                 time.Duration
		yesterday              bool
	}{
		"no zone is UTC":                        {"", "2016-05-10T12:00:00Z", "2016-05-09T23:59:59Z", 0, true},
		"a sample at midnight begins a day":     {"", "2016-05-10T12:00:00Z", "2016-05-10T00:00:00Z", 0, false},
		"an hour that ends at midnight":         {"", "2016-05-10T12:00:00Z", "2016-05-10T00:00:00Z", time.Hour, true},
		"an hour mostly before midnight":        {"", "2016-05-10T12:00:00Z", "2016-05-10T00:29:59Z", time.Hour, true},
		"an hour with its middle at midnight":   {"", "2016-05-10T12:00:00Z", "2016-05-10T00:30:00Z", time.Hour, false},
		"the zone cuts the day, east":           {"Asia/Kolkata", "2016-05-10T12:00:00Z", "2016-05-09T18:30:00Z", 0, false},
		"the zone cuts the day, just before":    {"Asia/Kolkata", "2016-05-10T12:00:00Z", "2016-05-09T18:29:59Z", 0, true},
		"the zone cuts the day, west":           {"America/New_York", "2016-05-10T12:00:00Z", "2016-05-10T03:59:59Z", 0, true},
		"the as-of day is local too":            {"Asia/Tokyo", "2016-05-10T15:00:00Z", "2016-05-10T14:59:59Z", 0, true},
		"before 1970":                           {"", "1969-05-10T00:00:00Z", "1969-05-09T00:00:00Z", 0, true},
		"before 1970, a moment earlier":         {"", "1969-05-09T23:59:59Z", "1969-05-09T00:00:00Z", 0, false},
		"a day of 23 h, its whole total":        {"America/New_York", "2016-03-14T16:00:00Z", "2016-03-14T04:00:00Z", 23 * time.Hour, true},
		"a day of 23 h, told as 24 h":           {"America/New_York", "2016-03-14T16:00:00Z", "2016-03-14T04:00:00Z", day, true},
		"a day of 23 h, its last moment":        {"America/New_York", "2016-03-14T16:00:00Z", "2016-03-14T03:59:59Z", 0, true},
		"a day of 23 h, the moment after":       {"America/New_York", "2016-03-14T16:00:00Z", "2016-03-14T04:00:00Z", 0, false},
		"a day of 25 h, its whole total":        {"America/New_York", "2016-11-07T16:00:00Z", "2016-11-07T05:00:00Z", 25 * time.Hour, true},
		"a day of 25 h, its 25th hour":          {"America/New_York", "2016-11-07T16:00:00Z", "2016-11-07T05:00:00Z", time.Hour, true},
		"a day of 25 h, the hour after":         {"America/New_York", "2016-11-07T16:00:00Z", "2016-11-07T06:00:00Z", time.Hour, false},
		"a day of 23.5 h":                       {"Australia/Lord_Howe", "2016-10-03T00:00:00Z", "2016-10-02T13:00:00Z", 23*time.Hour + 30*time.Minute, true},
		"a day of 26 h":                         {"Antarctica/Troll", "2016-10-31T12:00:00Z", "2016-10-31T00:00:00Z", 26 * time.Hour, true},
		"a day that has no midnight":            {"America/Sao_Paulo", "2016-10-16T15:00:00Z", "2016-10-16T03:00:00Z", day, true},
		"the first hour of such a day":          {"America/Sao_Paulo", "2016-10-16T15:00:00Z", "2016-10-16T04:00:00Z", time.Hour, false},
		"a date that the zone left out":         {"Pacific/Apia", "2011-12-31T22:00:00Z", "2011-12-31T10:00:00Z", day, true},
		"the total of the as-of day, too early": {"", "2016-05-10T23:59:59Z", "2016-05-10T23:59:59Z", day, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := score.Input{AsOf: at(t, c.asOf), Citizen: []score.Reading{
				reading(t, score.Steps, "4321", at(t, c.observedAt), c.period),
			}}
			if c.zone != "" {
				in.Zone = zone(t, c.zone)
			}
			want := ""
			if c.yesterday {
				want = "4321"
			}
			requireValue(t, want, factor(t, in, score.Steps))
		})
	}
}

func TestDays_WholeDaysOfAClockChangeAreTotals(t *testing.T) {
	t.Parallel()
	end := at(t, "2016-03-14T04:00:00Z") // New York's 13 March had 23 h
	for _, c := range []struct {
		period time.Duration
		want   string // beside an hour of 100 steps of the same source
	}{
		{22*time.Hour - time.Second, "5100"}, // a part of the day: adds up
		{22 * time.Hour, "5000"},             // the whole: replaces
		{23 * time.Hour, "5000"},
		{25 * time.Hour, "5000"},
		{26 * time.Hour, "5000"},
	} {
		in := score.Input{AsOf: end.Add(day / 2), Zone: zone(t, "America/New_York"), Citizen: []score.Reading{
			reading(t, score.Steps, "5000", end, c.period),
			reading(t, score.Steps, "100", end.Add(-time.Hour), time.Hour),
		}}
		requireValue(t, c.want, factor(t, in, score.Steps))
	}
}

// TestDays_TheSeventhInFull has an as-of time just before midnight, so that the
// first moments of the oldest day are almost 8 days old.
func TestDays_TheSeventhInFull(t *testing.T) {
	t.Parallel()
	asOf := midnight(0).Add(-time.Second)
	first := midnight(8)
	in := score.Input{AsOf: asOf, Citizen: []score.Reading{
		reading(t, score.Steps, "100", first, 0),
		reading(t, score.HeartRate, "60", first, 0),
		reading(t, score.TotalEnergy, "90", first.Add(2*time.Hour), time.Hour),
		reading(t, score.TotalEnergy, "30", first.Add(time.Hour), time.Minute),
		reading(t, score.TotalEnergy, "4", asOf, time.Hour),
	}}
	requireValue(t, "100", factor(t, in, score.Steps))
	requireValue(t, "60", factor(t, in, score.RestingHeartRate))
	requireValue(t, "24", factor(t, in, score.ActiveEnergy)) // 90 + 30 − 24 · 4
	for i := range in.Citizen {
		in.Citizen[i].ObservedAt = in.Citizen[i].ObservedAt.Add(-2 * time.Hour)
	}
	requireValue(t, "", factor(t, in, score.Steps))
	requireValue(t, "", factor(t, in, score.RestingHeartRate))
	requireValue(t, "", factor(t, in, score.ActiveEnergy))
}

// TestDays_ASlotByItsMiddle has a zone that is 4 minutes off the clock's 5: the
// slot from 23:59 to 00:04 belongs, samples and all, to the day that begins.
func TestDays_ASlotByItsMiddle(t *testing.T) {
	t.Parallel()
	in := citizen(reading(t, score.HeartRate, "60", midnight(1).Add(-270*time.Second), 0)) // 23:59:30 of yesterday
	in.Zone = time.FixedZone("", 4*60)
	requireValue(t, "", factor(t, in, score.RestingHeartRate))
	in.Citizen[0].ObservedAt = in.Citizen[0].ObservedAt.Add(-time.Minute) // the slot before
	requireValue(t, "60", factor(t, in, score.RestingHeartRate))
}

func TestDays_SevenAcrossAClockChange(t *testing.T) {
	t.Parallel()
	newYork := zone(t, "America/New_York")
	asOf := time.Date(2016, time.March, 16, 0, 30, 0, 0, newYork) // just after midnight, 3 days after the change
	first := time.Date(2016, time.March, 9, 0, 0, 0, 0, newYork)  // the first of the 7 days begins
	for _, c := range []struct {
		observedAt time.Time
		want       string
	}{{first, "10"}, {first.Add(-time.Microsecond), ""}} {
		in := score.Input{AsOf: asOf.UTC(), Zone: newYork, Citizen: []score.Reading{
			reading(t, score.Steps, "10", c.observedAt.UTC(), 0),
		}}
		requireValue(t, c.want, factor(t, in, score.Steps))
	}
}
