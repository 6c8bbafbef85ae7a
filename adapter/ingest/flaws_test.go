package ingest_test

import (
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
)

// Headers as published.
const (
	dailyHeader   = "Id,ActivityDate,TotalSteps,TotalDistance,TrackerDistance,LoggedActivitiesDistance,VeryActiveDistance,ModeratelyActiveDistance,LightActiveDistance,SedentaryActiveDistance,VeryActiveMinutes,FairlyActiveMinutes,LightlyActiveMinutes,SedentaryMinutes,Calories"
	stepsHeader   = "Id,ActivityHour,StepTotal"
	energyHeader  = "Id,ActivityHour,Calories"
	weightHeader  = "Id,Date,WeightKg,WeightPounds,Fat,BMI,IsManualReport,LogId"
	secondsHeader = "Id,Time,Value"
	meansHeader   = "Id,Time,MeanValue,MinValue,MaxValue,Samples"
	nasaHeader    = "YEAR,MO,DY,Date,T2M,T2MDEW,T2MWET,T2M_MAX,TS,QV2M,RH2M,PRECTOTCORR,PS,WS10M,WD10M,WS50M,WD50M,ALLSKY_SFC_UV_INDEX,ALLSKY_SFC_UVA,ALLSKY_SFC_UVB,GWETTOP,GWETROOT,GWETPROF"
	stationHeader = "station_id,value,timestamp_sgt"
	capitalHeader = "utc_time,local_time,country,capital,continent,temperature,temp_min,temp_max,humidity,feels_like,visibility,precipitation,cloudcover,wind_speed,wind_gust,wind_direction,pressure,is_day,weather_code,weather_main,weather_description,weather_icon"
)

type reasons = map[ingest.Reason]int

// TestFlaws says what becomes of each known flaw of the published data. Rows are
// real unless the name says otherwise.
func TestFlaws(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file, text  string
		metric            score.Metric
		values            []string // stored, of metric, by time
		skipped, rejected reasons
		duplicate         int
	}{
		{
			name: "a day with 0 steps gives neither steps nor energy, which is an estimate then",
			file: "dailyActivity.csv", metric: score.TotalEnergy, skipped: reasons{ingest.NotWorn: 2},
			text: lines(dailyHeader, "1844505072,4/24/2016,0,0,0,0,0,0,0,0,0,0,0,1440,1347"),
		},
		{
			name: "a day with 0 calories gives nothing",
			file: "dailyActivity.csv", metric: score.Steps, skipped: reasons{ingest.NotWorn: 2},
			text: lines(dailyHeader, "1503960366,5/12/2016,0,0,0,0,0,0,0,0,0,0,0,1440,0"),
		},
		{
			name: "a day with steps but 0 calories gives its steps (made up)",
			file: "dailyActivity.csv", metric: score.Steps, values: []string{"12"}, skipped: reasons{ingest.NotWorn: 1},
			text: lines(dailyHeader, "1503960366,5/12/2016,12,0,0,0,0,0,0,0,0,0,0,1440,0"),
		},
		{
			name: "1440 sedentary minutes with steps are stored: minutes are not read",
			file: "dailyActivity.csv", metric: score.Steps, values: []string{"4"},
			text: lines(dailyHeader, "1844505072,4/20/2016,4,0.00999999977648258,0.00999999977648258,0,0,0,0.00999999977648258,0,0,0,1,1439,1348"),
		},
		{
			name: "minutes that do not add up to a day, and a distance unlike the tracker's, change nothing",
			file: "dailyActivity.csv", metric: score.Steps, values: []string{"13162", "10602"},
			text: lines(dailyHeader, "1503960366,4/12/2016,13162,8.5,8.5,0,1.87999999523163,0.550000011920929,6.05999994277954,0,25,13,328,728,1985",
				"7007744171,4/16/2016,10602,6.5,6.48999977111816,4.942142,3.48000001907349,0.5,2.51999998092651,0,50,18,230,1142,2811"),
		},
		{
			name: "a day under 1000 kcal was cut short and is stored as reported",
			file: "dailyActivity.csv", metric: score.TotalEnergy, values: []string{"52"},
			text: lines(dailyHeader, "3977333714,5/11/2016,746,0.5,0.5,0,0.370000004768372,0,0.129999995231628,0,4,0,9,13,52"),
		},
		{
			name: "the largest day of steps is plausible",
			file: "dailyActivity.csv", metric: score.Steps, values: []string{"36019"},
			text: lines(dailyHeader, "1624580081,5/1/2016,36019,28.0300006866455,28.0300006866455,0,21.9200000762939,4.19000005722046,1.90999996662140,0.0199999995529652,186,63,171,1020,2690"),
		},
		{
			name: "dates are month first, padded or not",
			file: "dailyActivity.csv", metric: score.Steps, values: []string{"11004", "224"},
			text: lines(dailyHeader, "1503960366,3/25/2016,11004,7.110000134,7.110000134,0,2.569999933,0.460000008,4.070000172,0,33,12,205,804,1819",
				"1503960366,04/12/2016,224,0.14,0.14,0,0,0,0.129999995,0,0,0,9,32,50"),
		},
		{
			name: "a date that is day first is rejected, not guessed (made up)",
			file: "dailyActivity.csv", metric: score.Steps, rejected: reasons{ingest.BadTime: 1},
			text: lines(dailyHeader, "1503960366,25/3/2016,11004,7,7,0,2,0,4,0,33,12,205,804,1819"),
		},
		{
			name: "an hour without steps is no reading, and a day of nothing else no day",
			file: "hourlySteps.csv", metric: score.Steps, values: []string{"151"}, skipped: reasons{ingest.NoSteps: 2},
			text: lines(stepsHeader, "1503960366,4/12/2016 2:00:00 AM,151", "1503960366,4/12/2016 3:00:00 AM,0", "1503960366,4/12/2016 4:00:00 AM,0"),
		},
		{
			name: "a day at one rate of energy was not worn, give or take rounding",
			file: "hourlyCalories.csv", metric: score.TotalEnergy, skipped: reasons{ingest.NotWorn: 24},
			text: hoursOf("1927972279", "4/21/2016", func(h int) int { return 86 + h/20%2 }),
		},
		{
			name: "a few hours at one rate are a night, and stored",
			file: "hourlyCalories.csv", metric: score.TotalEnergy, values: []string{"62", "62"},
			text: lines(energyHeader, "2022484408,4/12/2016 12:00:00 AM,62", "2022484408,4/12/2016 1:00:00 AM,62"),
		},
		{
			name: "an hour of 0 kcal would make the rate at rest 0, and is not stored (made up)",
			file: "hourlyCalories.csv", metric: score.TotalEnergy, values: []string{"62"}, skipped: reasons{ingest.NotWorn: 1},
			text: lines(energyHeader, "2022484408,4/12/2016 12:00:00 AM,62", "2022484408,4/12/2016 1:00:00 AM,0"),
		},
		{
			name: "a weight typed in by hand counts from the last second of its day, an empty Fat and a shared LogId change nothing",
			file: "weightLogInfo.csv", metric: score.BMI, values: []string{"22.65", "27.040001"},
			text: lines(weightHeader, "1503960366,5/2/2016 11:59:59 PM,52.5999984741211,115.963146545323,22,22.6499996185303,True,1462233599000",
				"4558609924,5/2/2016 11:59:59 PM,69.1999969482422,152.559878704046,,27.0400009155273,True,1462233599000"),
		},
		{
			name: "the heaviest person is real and plausible",
			file: "weightLogInfo.csv", metric: score.BMI, values: []string{"47.540001"},
			text: lines(weightHeader, "1927972279,4/13/2016 1:08:52 AM,133.5,294.317120016975,,47.5400009155273,False,1460509732000"),
		},
		{
			name: "a weight without a body-mass index is missing (made up)",
			file: "weightLogInfo.csv", metric: score.BMI, skipped: reasons{ingest.Missing: 1},
			text: lines(weightHeader, "1927972279,4/13/2016 1:08:52 AM,133.5,294.317120016975,,,False,1460509732000"),
		},
		{
			name: "a body-mass index that nobody has is rejected (made up)",
			file: "weightLogInfo.csv", metric: score.BMI, rejected: reasons{ingest.OutOfRange: 1},
			text: lines(weightHeader, "1927972279,4/13/2016 1:08:52 AM,133.5,294.317120016975,,475.4,False,1460509732000"),
		},
		{
			name: "a row that occurs twice is a duplicate (made up)",
			file: "weightLogInfo.csv", metric: score.BMI, values: []string{"27"}, duplicate: 1,
			text: lines(weightHeader, "4558609924,5/9/2016 11:59:59 PM,69.0999984741211,152.339419805848,,27,True,1462838399000",
				"4558609924,5/9/2016 11:59:59 PM,69.0999984741211,152.339419805848,,27,True,1462838399000"),
		},
		{
			name: "a second value for the same moment is a conflict: the first stays (made up)",
			file: "weightLogInfo.csv", metric: score.BMI, values: []string{"27"}, rejected: reasons{ingest.Conflict: 1},
			text: lines(weightHeader, "4558609924,5/9/2016 11:59:59 PM,69,152,,27,True,1462838399000", "4558609924,5/9/2016 11:59:59 PM,69,152,,28,True,1462838399000"),
		},
		{
			name: "heart rates of 38 and 203 are plausible, irregular steps and gaps are as they are",
			file: "heartrate_seconds.csv", metric: score.HeartRate, values: []string{"97", "38", "203"},
			text: lines(secondsHeader, "2022484408,4/12/2016 7:21:00 AM,97", "2022484408,4/12/2016 7:21:05 AM,38", "2022484408,5/8/2016 1:02:03 PM,203"),
		},
		{
			name: "a heart rate of 0 is rejected (made up)",
			file: "heartrate_seconds.csv", metric: score.HeartRate, rejected: reasons{ingest.OutOfRange: 1},
			text: lines(secondsHeader, "2022484408,4/12/2016 7:21:00 AM,0"),
		},
		{
			name: "sleep has repeated rows, and no factor uses it",
			file: "sleepDay.csv", metric: score.Steps,
			text: lines("Id,SleepDay,TotalSleepRecords,TotalMinutesAsleep,TotalTimeInBed", "4388161847,5/5/2016 12:00:00 AM,1,471,495", "4388161847,5/5/2016 12:00:00 AM,1,471,495"),
		},
		{
			name: "files with CRLF, with LF and with a byte order mark read alike",
			file: "hourlySteps.csv", metric: score.Steps, values: []string{"373", "160", "151"},
			text: "\xef\xbb\xbf" + stepsHeader + "\r\n1503960366,4/12/2016 12:00:00 AM,373\r\n1503960366,4/12/2016 1:00:00 AM,160\n1503960366,4/12/2016 2:00:00 AM,151",
		},
		{
			name: "a CR is no part of the last column",
			file: "singapore_air-temperature_raw.csv", metric: score.Temperature, values: []string{"26.8", "26.9"},
			text: stationHeader + "\r\nS109,26.8,2017-03-15 00:00:59\r\nS109,26.9,2017-03-15 00:01:59\r\n",
		},
		{
			name: "-999 is missing in NASA's files, and the mean UV index is not a peak",
			file: "nasa_power_bangalore.csv", metric: score.UVMean, values: []string{"2.79"}, skipped: reasons{ingest.Missing: 1},
			text: lines(nasaHeader, "1981,2,1,01-02-1981,22.26,6.94,14.61,32.97,24.51,7.14,48.62,0,91.94,2.16,112.31,3.8,108.5,-999,-999,-999,0.31,0.48,0.49",
				"2016,5,4,04-05-2016,31.03,14.16,22.6,37.21,33.73,11.17,38.38,0.01,91.58,2.99,135.19,3.95,134.31,2.79,16.71,0.52,0.19,0.48,0.48"),
		},
		{
			name: "NASA's dates are day first, and a file that changed day and month is found out (made up)",
			file: "nasa_power_bangalore.csv", metric: score.Temperature, rejected: reasons{ingest.BadTime: 1},
			text: lines(nasaHeader, "2016,5,4,05-04-2016,31.03,14.16,22.6,37.21,33.73,11.17,38.38,0.01,91.58,2.99,135.19,3.95,134.31,2.79,16.71,0.52,0.19,0.48,0.48"),
		},
		{
			name: "a humidity over 100 % is rejected, 100 % is stored, and a stamp that ends in :59 is kept",
			file: "singapore_relative-humidity_raw.csv", metric: score.Humidity, values: []string{"100"}, rejected: reasons{ingest.OutOfRange: 1},
			text: lines(stationHeader, "S104,101.0,2017-03-15 00:00:59", "S104,100.0,2017-03-15 00:01:59"),
		},
		{
			name: "a file without a unit or metric is read by its name or the mapping",
			file: "readings_of_stations.csv", metric: score.Humidity, values: []string{"78.9"},
			text: lines(stationHeader, "S109,78.9,2017-03-15 00:00:59"),
		},
		{
			name: "fine particles are used by no factor",
			file: "singapore_pm25.csv", metric: score.Temperature,
			text: lines("region,pm25_one_hourly,timestamp_sgt", "central,9,2017-03-01 00:00:00"),
		},
		{
			name: "the South Pole is colder than plausible: its temperature is rejected, its humidity stored",
			file: "capitals.csv", metric: score.Humidity, values: []string{"100"}, rejected: reasons{ingest.OutOfRange: 1},
			text: lines(capitalHeader, "2025-09-03 12:00:05,2025-09-04 00:00:05,Antarctica,South Pole,Antarctica,-60.72,-60.72,-60.72,100.0,-67.72,9000.0,0.0,100.0,4.47,6.18,70.0,1004.0,0,804,Clouds,overcast clouds,04n"),
		},
		{
			name: "an unknown continent, a visibility of N/A and no precipitation change nothing",
			file: "capitals.csv", metric: score.Temperature, values: []string{"22.15", "18.93"},
			text: lines(capitalHeader, "2025-09-01 00:00:00,2025-09-01 04:00:00,Abkhazia,Sukhumi,Unknown,22.15,22.15,22.15,77.0,22.43,10000.0,0.0,0.0,1.17,1.42,47.0,1010.0,0,800,Clear,clear sky,01n",
				"2025-09-21 12:00:03,2025-09-21 14:00:03,Andorra,Andorra la Vella,Europe,18.93,18.69,19.9,84.0,19.07,N/A,0.0,91.0,3.13,8.94,265.0,1016.0,1,804,Clouds,overcast clouds,04d"),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sink, summary, err := importText(t, c.file, c.text)
			require.NoError(t, err)
			require.Equal(t, c.values, sink.of(c.metric))
			require.Equal(t, orEmpty(c.skipped), summary.Skipped)
			require.Equal(t, orEmpty(c.rejected), summary.Rejected)
			require.Equal(t, c.duplicate, summary.Duplicate)
			require.Empty(t, sink.of(score.UV), "no source of the published data has a peak UV index")
		})
	}
}

// hoursOf returns an hourlyCalories file of one whole day.
func hoursOf(id, date string, energy func(hour int) int) string {
	rows := []string{energyHeader}
	for hour := range 24 {
		clock := time.Date(2016, 1, 1, hour, 0, 0, 0, time.UTC).Format("3:04:05 PM")
		rows = append(rows, fmt.Sprintf("%s,%s %s,%d", id, date, clock, energy(hour)))
	}
	return lines(rows...)
}

func orEmpty(r reasons) reasons {
	if r == nil {
		return reasons{}
	}
	return r
}

// The March export stops in the morning of 12 April; the April export has the
// whole day. Both totals are kept, and the score of the next day takes the larger.
func TestFlaws_OverlappingExportsStandSideBySide(t *testing.T) {
	t.Parallel()
	sink := newNotebook()
	march := "1503960366,04/12/2016,224,0.14,0.14,0,0,0,0.129999995,0,0,0,9,32,50"
	april := "1503960366,4/12/2016,13162,8.5,8.5,0,1.87999999523163,0.550000011920929,6.05999994277954,0,25,13,328,728,1985"
	summary, err := mustImporter(t, sink, nil).ImportFS(t.Context(), fstest.MapFS{
		"Fitabase Data 3.12.16-4.11.16/dailyActivity_merged.csv": {Data: []byte(lines(dailyHeader, march))},
		"2016-04-12_2016-05-12/dailyActivity_merged.csv":         {Data: []byte(lines(dailyHeader, april))},
	}, ".")
	require.NoError(t, err)
	require.Equal(t, 4, summary.Total.New)
	require.ElementsMatch(t, []string{"224", "13162"}, sink.of(score.Steps))
	var sources []string
	var readings []score.Reading
	for _, r := range sink.all() {
		readings = append(readings, r.Reading)
		sources = append(sources, r.Source)
	}
	require.Subset(t, sources, []string{"fitbit/daily/2016-03-12_2016-04-11", "fitbit/daily/2016-04-12_2016-05-12"})

	zone, err := time.LoadLocation("Asia/Kolkata")
	require.NoError(t, err)
	// One factor alone is too little for a score, but it is worked out.
	result, err := score.V1().Score(score.Input{AsOf: time.Date(2016, 4, 13, 6, 0, 0, 0, time.UTC), Zone: zone, Citizen: readings})
	require.NoError(t, err)
	for _, f := range result.Factors {
		if f.Name == "steps" {
			require.Equal(t, "13162", f.Value.String())
		}
	}
}

// Samples that occur in two exports are all equal, and found to be duplicates.
func TestFlaws_OverlappingSamplesAreDuplicates(t *testing.T) {
	t.Parallel()
	sink := newNotebook()
	first := lines(secondsHeader, "2022484408,4/12/2016 7:21:00 AM,97", "2022484408,4/12/2016 7:21:05 AM,102")
	second := lines(secondsHeader, "2022484408,4/12/2016 7:21:05 AM,102", "2022484408,4/12/2016 7:21:10 AM,105")
	_, err := importInto(t, sink, "3.12.16-4.11.16/heartrate_seconds.csv", first)
	require.NoError(t, err)
	summary, err := importInto(t, sink, "4.12.16-5.12.16/heartrate_seconds.csv", second)
	require.NoError(t, err)
	require.Equal(t, []int{1, 1}, []int{summary.New, summary.Duplicate})
}

func TestFlaws_CapitalsOfOneNameStayApart(t *testing.T) {
	t.Parallel()
	sink := newNotebook()
	_, err := mustImporter(t, sink, nil).Import(t.Context(), "testdata/files/cities/capitals_openweather.csv")
	require.NoError(t, err)
	for _, id := range []string{
		"jamaica/kingston", "norfolk-island/kingston", "cyprus/nicosia", "northern-cyprus/nicosia",
		"curacao/willemstad", "netherlands-antilles/willemstad", "yemen/sana-a", "colombia/bogota",
	} {
		require.Contains(t, sink.cities, id)
		require.Equal(t, "UTC", sink.cities[id].TimeZone)
	}
	require.Equal(t, "Bogotá", sink.cities["colombia/bogota"].Name)
}

func TestFlaws_ACityThatIsKnownKeepsItsProfile(t *testing.T) {
	t.Parallel()
	s := mustStore(t)
	mapping := ingest.Mapping{Cities: []ingest.City{{ID: "jamaica/kingston", Name: "Kingston", Country: "Jamaica", TimeZone: "America/Jamaica"}}}
	for _, cfg := range []ingest.Config{{Mapping: mapping}, {}} {
		im, err := ingest.New(ingest.Deps{Sink: s, Log: quiet()}, cfg)
		require.NoError(t, err)
		_, err = im.Import(t.Context(), "testdata/files/cities/capitals_openweather.csv")
		require.NoError(t, err)
	}
	city, err := s.City(t.Context(), "jamaica/kingston")
	require.NoError(t, err)
	require.Equal(t, "America/Jamaica", city.TimeZone)
}

// A citizen without a city has no time zone. To guess one would shift every day.
func TestFlaws_UnmappedCitizenIsRejected(t *testing.T) {
	t.Parallel()
	sink, summary, err := importText(t, "hourlySteps.csv", lines(stepsHeader, "8877689391,4/12/2016 2:00:00 AM,151"))
	require.NoError(t, err)
	require.Empty(t, sink.all())
	require.Equal(t, []ingest.RowError{{
		File: "hourlySteps.csv", Line: 2, Field: "Id", Reason: ingest.Unmapped,
		Problem: "the citizen has no city, so the time zone is unknown; add a [[citizen]] to the mapping file",
	}}, summary.Rejects)
	require.NotContains(t, fmt.Sprint(summary), "8877689391")
}
