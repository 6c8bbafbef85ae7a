package ingest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
)

func TestFormats_AreNamedAndDescribed(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range ingest.Formats() {
		require.Regexp(t, `^[a-z0-9-]+$`, f.Name)
		require.NotEmpty(t, f.Description)
		require.False(t, seen[f.Name], "%s twice", f.Name)
		seen[f.Name] = true
		again, err := ingest.FormatNamed(f.Name)
		require.NoError(t, err)
		require.Equal(t, f.Description, again.Description)
	}
	require.Len(t, seen, 19)
}

func TestDetect(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, head, format string }{
		{"means of 5 minutes have times off the hour", lines(meansHeader, "2022484408,4/1/2016 8:00:00 AM,99.6,91,106,10", "2022484408,4/1/2016 8:05:00 AM,99.6,91,106,10"), "fitbit-heart-rate-5min"},
		{"means of an hour have none", lines(meansHeader, "2022484408,4/1/2016 7:00:00 AM,100.3,87,112,49", "2022484408,4/1/2016 8:00:00 AM,71.4,53,111,391"), "fitbit-heart-rate-hourly"},
		{"columns may stand in another order, with others between", "Calories,x,Id,TotalSteps,ActivityDate\r\n", "fitbit-daily"},
		{"a header alone is enough", stationHeader, "singapore-raw"},
		{"a byte order mark is no part of the header", "\xef\xbb\xbf" + stepsHeader, "fitbit-hourly-steps"},
		{"a header may be quoted", `"Id","ActivityHour","StepTotal"`, "fitbit-hourly-steps"},
		{"a document may go on beyond what is looked at", `{"latitude":40.7,"hourly_units":{"time":"iso8601","tempera`, "open-meteo"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f, err := ingest.Detect([]byte(c.head))
			require.NoError(t, err)
			require.Equal(t, c.format, f.Name)
		})
	}
}

func TestDetect_UnknownNamesWhatIsKnown(t *testing.T) {
	t.Parallel()
	for _, head := range []string{"", "\n", "a,b\n1,2\n", `{"resourceType":"Bundle"}`, "\x00\x01\x02", `"`, "{\n  \"hourly_units\": {}\n}"} {
		_, err := ingest.Detect([]byte(head))
		require.ErrorIs(t, err, ingest.ErrUnknownFormat)
		for _, f := range ingest.Formats() {
			require.ErrorContains(t, err, f.Name)
		}
	}
}

func TestFormatNamed_Unknown(t *testing.T) {
	t.Parallel()
	_, err := ingest.FormatNamed("garmin")
	require.ErrorIs(t, err, ingest.ErrUnknownFormat)
	require.ErrorContains(t, err, `"garmin"; known: fitbit-daily`)
}
