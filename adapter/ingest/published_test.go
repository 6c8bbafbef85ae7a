package ingest_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
)

// outcome is what an import of one file comes to.
type outcome struct {
	file     string
	rows     int // 0 for a file that is not used
	rejected reasons
}

// TestPublishedData imports the published data sets whole where LINK4HEALTH_DATA
// names a folder that holds them, and else the sample. Row counts are those that
// were published with the data, rejects those that were counted in them by other
// means.
func TestPublishedData(t *testing.T) {
	t.Parallel()
	fsys, want := ingest.Sample(), sampleOutcomes()
	if folder := os.Getenv("LINK4HEALTH_DATA"); folder != "" {
		fsys, want = os.DirFS(folder), publishedOutcomes()
	}
	mapping, err := ingest.SampleMapping()
	require.NoError(t, err)
	mapping.Citizens = everyone(t)
	s := mustStore(t)
	im, err := ingest.New(ingest.Deps{Sink: s, Log: quiet()}, ingest.Config{Mapping: mapping})
	require.NoError(t, err)

	first, err := im.ImportFS(t.Context(), fsys, ".")
	require.NoError(t, err)
	var got []outcome
	for _, f := range first.Files {
		requireBalanced(t, f.Counts)
		got = append(got, outcome{f.File, f.Rows, f.Rejected})
	}
	require.Equal(t, want, got)

	second, err := im.ImportFS(t.Context(), fsys, ".")
	require.NoError(t, err)
	require.Zero(t, second.Total.New)
	require.Equal(t, first.Total.New+first.Total.Duplicate, second.Total.Duplicate)
	require.Equal(t, first.Total.Skipped, second.Total.Skipped)
	require.Equal(t, first.Total.Rejected, second.Total.Rejected)
	t.Logf("%+v", first.Total)
}

// everyone lets all people of the data live in one city.
func everyone(tb testing.TB) []ingest.Citizen {
	tb.Helper()
	m, err := ingest.LoadMapping("testdata/mapping-everyone.toml")
	require.NoError(tb, err)
	return m.Citizens
}

func sampleOutcomes() []outcome {
	none := reasons{}
	return []outcome{
		{"cities/capitals_openweather_2025-09-01.csv", 32, none},
		{"cities/nasa_power_bangalore_daily_2016-03_2016-05.csv", 92, none},
		{"cities/nyc_open-meteo_2024-07-01_2024-07-02.ndjson", 2, none},
		{"cities/singapore_air-temperature_2017-03-15_hourly.csv", 37, none},
		{"cities/singapore_relative-humidity_2017-03-15_hourly.csv", 37, none},
		{"fitbit/2016-03-12_2016-04-11/dailyActivity_merged.csv", 45, none},
		{"fitbit/2016-03-12_2016-04-11/weightLogInfo_merged.csv", 16, none},
		{"fitbit/2016-04-12_2016-05-12/dailyActivity_merged.csv", 93, none},
		{"fitbit/2016-04-12_2016-05-12/hourlyCalories_merged.csv", 2185, none},
		{"fitbit/2016-04-12_2016-05-12/hourlySteps_merged.csv", 817, none},
		{"fitbit/2016-04-12_2016-05-12/minuteStepsWide_merged.csv", 24, none},
		{"fitbit/2016-04-12_2016-05-12/sleepDay_merged.csv", 0, none},
		{"fitbit/2016-04-12_2016-05-12/weightLogInfo_merged.csv", 37, none},
		{"fitbit/heartrate/heartrate_5min.csv", 2032, none},
	}
}

func publishedOutcomes() []outcome {
	none := reasons{}
	return []outcome{
		{"cities/capitals_openweather_2025-09_2025-10.csv.gz", 60732, reasons{ingest.OutOfRange: 40}}, // colder than -50 °C
		{"cities/nasa_power_bangalore_daily_1981_2022.csv.gz", 15187, none},
		{"cities/nyc_open-meteo_2024-07.ndjson.gz", 31, none},
		{"cities/singapore_air-temperature_2017-03-15_raw_1min.csv.gz", 27356, none},
		{"cities/singapore_air-temperature_2017-03_hourly.csv.gz", 14312, none},
		{"cities/singapore_pm25_2017-03.csv.gz", 0, none},
		{"cities/singapore_relative-humidity_2017-03-15_raw_1min.csv.gz", 25376, reasons{ingest.OutOfRange: 133}}, // more than 100 %
		{"cities/singapore_relative-humidity_2017-03_hourly.csv.gz", 12795, reasons{ingest.OutOfRange: 177}},      // more than 100 %
		{"fitbit/2016-03-12_2016-04-11/dailyActivity_merged.csv", 457, none},
		{"fitbit/2016-03-12_2016-04-11/hourlyCalories_merged.csv.gz", 24084, none},
		{"fitbit/2016-03-12_2016-04-11/hourlyIntensities_merged.csv.gz", 0, none},
		{"fitbit/2016-03-12_2016-04-11/hourlySteps_merged.csv.gz", 24084, none},
		{"fitbit/2016-03-12_2016-04-11/weightLogInfo_merged.csv", 33, none},
		{"fitbit/2016-04-12_2016-05-12/dailyActivity_merged.csv", 940, none},
		{"fitbit/2016-04-12_2016-05-12/hourlyCalories_merged.csv.gz", 22099, none},
		{"fitbit/2016-04-12_2016-05-12/hourlyIntensities_merged.csv.gz", 0, none},
		{"fitbit/2016-04-12_2016-05-12/hourlySteps_merged.csv.gz", 22099, none},
		{"fitbit/2016-04-12_2016-05-12/minuteStepsWide_merged.csv.gz", 21645, none},
		{"fitbit/2016-04-12_2016-05-12/sleepDay_merged.csv", 0, none},
		{"fitbit/2016-04-12_2016-05-12/weightLogInfo_merged.csv", 67, none},
		{"fitbit/heartrate/heartrate_5min.csv.gz", 43364, none},
		{"fitbit/heartrate/heartrate_hourly.csv.gz", 0, none},
		{"fitbit/heartrate/heartrate_seconds_2022484408.csv.gz", 154104, none},
		{"fitbit/heartrate/heartrate_seconds_4558609924.csv.gz", 192168, none},
	}
}
