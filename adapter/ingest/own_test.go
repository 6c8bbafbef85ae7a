package ingest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
)

const ownHeader = "userId,metric,value,unit,observedAt,period,source"

func TestReadings_CSV(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, row string
		reason    ingest.Reason // "" is stored
		field     string
	}{
		{"a day's steps", "1503960366,steps,7000,steps,2026-01-02T00:00:00Z,86400,watch", "", ""},
		{"a sample without a period", "1503960366,heart_rate,61.5,bpm,2026-01-02T00:00:00.25Z,,watch", "", ""},
		{"no unit is the metric's own", "1503960366,bmi,22.5,,2026-01-02T00:00:00Z,0,scale", "", ""},
		{"another unit is converted", "1503960366,total_energy,8368,kJ,2026-01-02T00:00:00Z,24h,watch", "", ""},
		{"an offset is heeded", "1503960366,steps,7,steps,2026-01-02T05:30:00+05:30,1h,watch", "", ""},
		{"no value is missing", "1503960366,steps,,steps,2026-01-02T00:00:00Z,1h,watch", ingest.Missing, ""},
		{"too few fields", "1503960366,steps,7", ingest.BadRow, ""},
		{"nobody", ",steps,7,steps,2026-01-02T00:00:00Z,1h,watch", ingest.BadID, "userId"},
		{"someone who is not known", "7,steps,7,steps,2026-01-02T00:00:00Z,1h,watch", ingest.Unknown, ""},
		{"a source with a space", "1503960366,steps,7,steps,2026-01-02T00:00:00Z,1h,my watch", ingest.BadID, "source"},
		{"a metric that is none", "1503960366,sleep,7,h,2026-01-02T00:00:00Z,1h,watch", ingest.BadMetric, "metric"},
		{"a city's metric", "1503960366,uv,7,1,2026-01-02T00:00:00Z,1h,watch", ingest.BadMetric, "metric"},
		{"a unit of something else", "1503960366,steps,7,kcal,2026-01-02T00:00:00Z,1h,watch", ingest.BadUnit, "unit"},
		{"a rate per day over an hour", "1503960366,steps,7,steps/day,2026-01-02T00:00:00Z,1h,watch", ingest.BadPeriod, "period"},
		{"half a second", "1503960366,steps,7,steps,2026-01-02T00:00:00Z,500ms,watch", ingest.BadPeriod, "period"},
		{"no number", "1503960366,steps,many,steps,2026-01-02T00:00:00Z,1h,watch", ingest.BadNumber, "value"},
		{"a local time", "1503960366,steps,7,steps,2026-01-02 00:00:00,1h,watch", ingest.BadTime, "observedAt"},
		{"a day that is none", "1503960366,steps,7,steps,2026-02-30T00:00:00Z,1h,watch", ingest.BadTime, "observedAt"},
		{"an hour that is none", "1503960366,steps,7,steps,2026-02-03T24:00:00Z,1h,watch", ingest.BadTime, "observedAt"},
		{"beyond what is plausible", "1503960366,steps,700000,steps,2026-01-02T00:00:00Z,1h,watch", ingest.OutOfRange, "value"},
		{"a period of two days", "1503960366,steps,7,steps,2026-01-02T00:00:00Z,48h,watch", ingest.OutOfRange, "value"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sink, summary, err := importText(t, "r.csv", lines(ownHeader, c.row))
			require.NoError(t, err)
			require.Equal(t, "readings", summary.Format)
			switch {
			case c.reason == "":
				require.Len(t, sink.all(), 1)
			case c.reason == ingest.Missing:
				require.Equal(t, reasons{ingest.Missing: 1}, summary.Skipped)
			default:
				require.Equal(t, reasons{c.reason: 1}, summary.Rejected)
				require.Equal(t, c.field, summary.Rejects[0].Field)
				require.Equal(t, 2, summary.Rejects[0].Line)
			}
		})
	}
}

func TestReadings_AreStoredAsTheyAre(t *testing.T) {
	t.Parallel()
	sink, _, err := importText(t, "r.csv", lines(ownHeader,
		"1503960366,total_energy,8368,kJ,2026-01-02T05:30:00.1234567+05:30,24h,watch"))
	require.NoError(t, err)
	got := sink.all()[0]
	require.Equal(t, "2000", got.Value.String())
	require.Equal(t, time.Date(2026, 1, 2, 0, 0, 0, 123456000, time.UTC), got.ObservedAt)
	require.Equal(t, 24*time.Hour, got.Period)
	require.Equal(t, "citizen 1503960366", got.Owner)
}

func TestReadings_NDJSON(t *testing.T) {
	t.Parallel()
	sink, summary, err := importText(t, "r.ndjson", lines(
		`{"userId":"1503960366","metric":"steps","value":7000,"unit":"steps","observedAt":"2026-01-02T00:00:00Z","period":86400,"source":"watch"}`,
		`{"cityId":"singapore","metric":"temperature","value":"80.6","unit":"°F","observedAt":"2026-01-02T00:00:00Z","source":"station"}`,
		`{"cityId":"nowhere","metric":"temperature","value":27,"observedAt":"2026-01-02T00:00:00Z","source":"station"}`,
		`{"userId":"1503960366","cityId":"singapore","metric":"steps","value":1,"observedAt":"2026-01-02T00:00:00Z","source":"watch"}`,
		`{"metric":"steps","value":1,"observedAt":"2026-01-02T00:00:00Z","source":"watch"}`,
		`{"userId":1503960366,"metric":"steps","value":1,"observedAt":"2026-01-02T00:00:00Z","source":"watch"}`,
		`[1]`,
	))
	require.NoError(t, err)
	require.Equal(t, "readings-ndjson", summary.Format)
	require.Equal(t, reasons{ingest.BadRow: 4, ingest.Unknown: 1}, summary.Rejected)
	all := sink.all()
	require.Len(t, all, 2)
	require.Equal(t, "citizen 1503960366", all[0].Owner)
	require.Equal(t, "city singapore", all[1].Owner)
	require.Equal(t, "27", all[1].Value.String())
}

func TestReadings_OfCities(t *testing.T) {
	t.Parallel()
	sink, summary, err := importText(t, "c.csv", lines("cityId,metric,value,unit,observedAt,period,source",
		"singapore,humidity,81,%,2026-01-02T00:00:00Z,3600,station", "singapore,steps,81,,2026-01-02T00:00:00Z,3600,station"))
	require.NoError(t, err)
	require.Equal(t, "city-readings", summary.Format)
	require.Len(t, sink.all(), 1)
	require.Equal(t, reasons{ingest.BadMetric: 1}, summary.Rejected)
}

// FuzzReadings reads any text as each of our own formats.
func FuzzReadings(f *testing.F) {
	names := []string{"readings", "city-readings", "readings-ndjson"}
	f.Add(uint8(0), []byte(lines(ownHeader, "1503960366,total_energy,8368,kJ,2026-01-02T05:30:00.1234567+05:30,24h,watch")))
	f.Add(uint8(1), []byte(lines("cityId,metric,value,unit,observedAt,period,source", "singapore,humidity,81,%,2026-01-02T00:00:00Z,3600,station")))
	f.Add(uint8(2), []byte(lines(`{"userId":"1503960366","metric":"bmi","value":2.2e1,"unit":"kg/m2","observedAt":"2026-01-02T00:00:00Z","period":0,"source":"watch"}`)))
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		requireSoundOwn(t, data, names[int(which)%len(names)])
	})
}
