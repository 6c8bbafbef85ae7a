package score_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
)

// week is what a wearable and a city deliver for one score: 7 days of hourly
// steps, 30 days of hourly total energy, 2016 5-minute means of the heart rate, a
// day of two stations' hours.
func week() score.Input {
	in := score.Input{AsOf: noon, Zone: time.FixedZone("", -4*60*60)}
	add := func(m score.Metric, v score.Value, n int, period time.Duration, source string) {
		d, _ := score.Define(m)
		readings := &in.Citizen
		if d.Scope == score.City {
			readings = &in.City
		}
		for i := range n {
			*readings = append(*readings, score.Reading{
				Metric: m, Value: v*1_000_000 + score.Value(i*7919%997)*10_000,
				ObservedAt: noon.Add(-time.Duration(i) * period), Period: period, Source: source,
			})
		}
	}
	add(score.BMI, 24, 3, 7*day, "scale")
	for i := range in.Citizen {
		in.Citizen[i].Period = 0
	}
	add(score.Steps, 300, 8*24, time.Hour, "fitbit/hourly")
	add(score.TotalEnergy, 70, 30*24, time.Hour, "fitbit/hourly")
	add(score.HeartRate, 55, 2016, five, "fitbit/5min")
	for _, station := range []string{"nea/S60", "nea/S50"} {
		add(score.Temperature, 26, 24, time.Hour, station)
		add(score.Humidity, 70, 24, time.Hour, station)
	}
	add(score.UV, 3, 24, time.Hour, "nea")
	return in
}

func BenchmarkScore(b *testing.B) {
	in, model := week(), score.V1()
	result, err := model.Score(in)
	require.NoError(b, err)
	require.EqualValues(b, 10000, result.Coverage)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Score(in); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkScore_Samples has a raw heart rate instead: a sample every 5 s.
func BenchmarkScore_Samples(b *testing.B) {
	in, model := week(), score.V1()
	for i := range 8 * 24 * 720 {
		in.Citizen = append(in.Citizen, score.Reading{
			Metric: score.HeartRate, Value: score.Value(60_000_000 + i*7919%997*10_000),
			ObservedAt: noon.Add(-time.Duration(i) * 5 * time.Second), Source: "fitbit/seconds",
		})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Score(in); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkScore_Days has a wearable that reports days, and one station.
func BenchmarkScore_Days(b *testing.B) {
	in, model := score.Input{AsOf: noon, Zone: time.FixedZone("", -4*60*60)}, score.V1()
	for i := range 8 {
		at := noon.Truncate(day).Add(4*time.Hour - time.Duration(i)*day)
		for metric, value := range map[score.Metric]score.Value{score.Steps: 7_000, score.ActiveEnergy: 250, score.RestingHeartRate: 60} {
			in.Citizen = append(in.Citizen, score.Reading{
				Metric: metric, Value: value*1_000_000 + score.Value(i*7919%997)*10_000, ObservedAt: at, Period: day, Source: "fitbit/daily",
			})
		}
	}
	in.Citizen = append(in.Citizen, score.Reading{Metric: score.BMI, Value: 24_000_000, ObservedAt: noon.Add(-day), Source: "scale"})
	for i := range 24 {
		for metric, value := range map[score.Metric]score.Value{score.Temperature: 26, score.Humidity: 70, score.UV: 3} {
			in.City = append(in.City, score.Reading{
				Metric: metric, Value: value*1_000_000 + score.Value(i*7919%997)*10_000, ObservedAt: noon.Add(-time.Duration(i) * time.Hour),
				Period: time.Hour, Source: "nea",
			})
		}
	}
	result, err := model.Score(in)
	require.NoError(b, err)
	require.EqualValues(b, 10000, result.Coverage)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Score(in); err != nil {
			b.Fatal(err)
		}
	}
}
