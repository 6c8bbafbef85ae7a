package ingest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
)

// Citizen 2022484408 lives in New York, 11 in São Paulo, 12 in Apia, the others in
// Bengaluru.
func TestLocalTimes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file, header, row string
		metric                  score.Metric
		end                     string // of the period, in UTC; "" if rejected
		period                  time.Duration
		reason                  ingest.Reason
	}{
		{"an hour ends an hour after its stamp", "s.csv", stepsHeader, "1503960366,4/12/2016 12:00:00 AM,373",
			score.Steps, "2016-04-11T19:30:00Z", time.Hour, ""},
		{"a sample is a moment", "h.csv", secondsHeader, "1503960366,4/12/2016 7:21:05 AM,97",
			score.HeartRate, "2016-04-12T01:51:05Z", 0, ""},
		{"five minutes end five minutes after their stamp", "m.csv", meansHeader, "1503960366,4/12/2016 12:55:00 PM,99.6,91,106,10",
			score.HeartRate, "2016-04-12T07:30:00Z", 5 * time.Minute, ""},
		{"a day ends at the next midnight", "d.csv", dailyHeader, "1503960366,4/12/2016,13162,8,8,0,1,0,6,0,25,13,328,728,0",
			score.Steps, "2016-04-12T18:30:00Z", 24 * time.Hour, ""},
		{"the day on which clocks are put forward has 23 hours", "d.csv", dailyHeader, "2022484408,3/13/2016,13162,8,8,0,1,0,6,0,25,13,328,728,0",
			score.Steps, "2016-03-14T04:00:00Z", 23 * time.Hour, ""},
		{"the day on which clocks are put back has 25 hours", "d.csv", dailyHeader, "2022484408,11/6/2016,13162,8,8,0,1,0,6,0,25,13,328,728,0",
			score.Steps, "2016-11-07T05:00:00Z", 25 * time.Hour, ""},
		{"a time that clocks skipped shows that the city is wrong", "s.csv", stepsHeader, "2022484408,3/13/2016 2:00:00 AM,373",
			score.Steps, "", 0, ingest.NoSuchTime},
		{"the hour before the gap ends at the gap", "s.csv", stepsHeader, "2022484408,3/13/2016 1:00:00 AM,373",
			score.Steps, "2016-03-13T07:00:00Z", time.Hour, ""},
		{"a time that occurred twice is the first of the two", "s.csv", stepsHeader, "2022484408,11/6/2016 1:00:00 AM,373",
			score.Steps, "2016-11-06T06:00:00Z", time.Hour, ""},
		{"a day that begins at 1 a.m. because midnight was skipped has 23 hours", "d.csv", dailyHeader, "11,10/16/2016,13162,8,8,0,1,0,6,0,25,13,328,728,0",
			score.Steps, "2016-10-17T02:00:00Z", 23 * time.Hour, ""},
		{"the day before a skipped midnight ends when it was skipped", "d.csv", dailyHeader, "11,10/15/2016,13162,8,8,0,1,0,6,0,25,13,328,728,0",
			score.Steps, "2016-10-16T03:00:00Z", 24 * time.Hour, ""},
		{"a day that never was, at the date line, is rejected", "d.csv", dailyHeader, "12,12/30/2011,13162,8,8,0,1,0,6,0,25,13,328,728,0",
			score.Steps, "", 0, ingest.NoSuchTime},
		{"the year 0016 of a two-digit date is rejected", "d.csv", dailyHeader, "1503960366,4/12/0016,13162,8,8,0,1,0,6,0,25,13,328,728,0",
			score.Steps, "", 0, ingest.BadTime},
		{"a mean of five minutes that begins off the grid is rejected", "m.csv", meansHeader, "1503960366,4/12/2016 12:56:00 PM,99.6,91,106,10",
			score.HeartRate, "", 0, ingest.BadTime},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sink, summary, err := importText(t, c.file, lines(c.header, c.row))
			require.NoError(t, err)
			if c.reason != "" {
				require.Equal(t, reasons{c.reason: 1}, summary.Rejected)
				require.Empty(t, sink.all())
				return
			}
			require.Empty(t, summary.Rejected)
			require.Len(t, sink.all(), 1)
			r := sink.all()[0]
			require.Equal(t, c.metric, r.Metric)
			require.Equal(t, c.end, r.ObservedAt.Format(time.RFC3339))
			require.Equal(t, c.period, r.Period)
			require.Equal(t, time.UTC, r.ObservedAt.Location())
		})
	}
}
