package ingest_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
)

func TestOpenMeteo(t *testing.T) {
	t.Parallel()
	const doc = `{"utc_offset_seconds":%s,"hourly_units":{"temperature_2m":"%s","relativehumidity_2m":"%%","relative_humidity_2m":"%%","uv_index":""},"hourly":{"time":["2024-07-01T00:00","2024-07-01T01:00"],%s}}`
	for _, c := range []struct {
		name, offset, unit, series string
		temperature, humidity, uv  []string
		first                      string // time of the first reading, UTC
		skipped, rejected          reasons
	}{
		{name: "Fahrenheit becomes Celsius, rounded half up", offset: "-14400", unit: "°F", series: `"temperature_2m":[71.6,-40.1]`,
			temperature: []string{"22", "-40.055556"}, first: "2024-07-01 04:00:00"},
		{name: "Celsius stays", offset: "0", unit: "°C", series: `"temperature_2m":[20.5,-0.4]`, temperature: []string{"20.5", "-0.4"}, first: "2024-07-01 00:00:00"},
		{name: "a unit nobody knows is rejected, value by value", offset: "0", unit: "K", series: `"temperature_2m":[293,294]`, rejected: reasons{ingest.BadUnit: 2}},
		{name: "humidity is read in its old and its new spelling", offset: "0", unit: "°C", series: `"relative_humidity_2m":[40,41],"relativehumidity_2m":[40,41]`,
			humidity: []string{"40", "41"}, first: "2024-07-01 00:00:00"},
		{name: "an hourly UV index is the UV index", offset: "0", unit: "°C", series: `"uv_index":[0.05,7.1]`, uv: []string{"0.05", "7.1"}, first: "2024-07-01 00:00:00"},
		{name: "null is missing", offset: "0", unit: "°C", series: `"temperature_2m":[null,21]`, temperature: []string{"21"}, first: "2024-07-01 01:00:00", skipped: reasons{ingest.Missing: 1}},
		{name: "a series of another length than the times is rejected", offset: "0", unit: "°C", series: `"temperature_2m":[21]`, rejected: reasons{ingest.BadRow: 1}},
		{name: "no offset, no time", offset: "null", unit: "°C", series: `"temperature_2m":[21,22]`, rejected: reasons{ingest.BadTime: 1}},
		{name: "an offset of a week is none", offset: "604800", unit: "°C", series: `"temperature_2m":[21,22]`, rejected: reasons{ingest.BadTime: 1}},
		{name: "a document of other types is rejected whole", offset: "0", unit: "°C", series: `"temperature_2m":"warm"`, rejected: reasons{ingest.BadRow: 1}},
		{name: "a broken document is rejected whole", offset: "0", unit: "°C", series: `"temperature_2m":[`, rejected: reasons{ingest.BadRow: 1}},
		{name: "the heat of an oven is rejected in any unit", offset: "0", unit: "°F", series: `"temperature_2m":[451,1e9]`, rejected: reasons{ingest.OutOfRange: 2}},
		{name: "other series are not read", offset: "0", unit: "°C", series: `"rain":["x",{}]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sink, summary, err := importText(t, "nyc_open-meteo.ndjson", fmt.Sprintf(doc, c.offset, c.unit, c.series)+"\n")
			require.NoError(t, err)
			require.Equal(t, c.temperature, sink.of(score.Temperature))
			require.Equal(t, c.humidity, sink.of(score.Humidity))
			require.Equal(t, c.uv, sink.of(score.UV))
			require.Equal(t, orEmpty(c.skipped), summary.Skipped)
			require.Equal(t, orEmpty(c.rejected), summary.Rejected)
			if c.first != "" {
				require.Equal(t, c.first+" +0000 UTC", sink.all()[0].ObservedAt.String())
			}
		})
	}
}
