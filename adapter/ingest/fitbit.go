package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// Layouts of Fitabase exports: month first, padded with zeros or not.
const (
	fitbitDate = "1/2/2006"
	fitbitTime = "1/2/2006 3:04:05 PM"
)

// fitbitFormats are the files of a Fitabase export of Fitbit data.
//
// Source: Furberg et al. (2016), doi:10.5281/zenodo.53894; Fitabase, "Fitbit data
// dictionary".
func fitbitFormats() []Format {
	return []Format{
		{Name: "fitbit-daily", Description: "Fitbit dailyActivity: steps and total energy a day",
			columns: []string{"Id", "ActivityDate", "TotalSteps", "Calories"}, open: openFitbitDaily},
		{Name: "fitbit-hourly-steps", Description: "Fitbit hourlySteps: steps an hour",
			columns: []string{"Id", "ActivityHour", "StepTotal"}, open: openFitbitHourlySteps},
		{Name: "fitbit-hourly-calories", Description: "Fitbit hourlyCalories: total energy an hour",
			columns: []string{"Id", "ActivityHour", "Calories"}, open: openFitbitHourlyEnergy, holds: true},
		{Name: "fitbit-minute-steps", Description: "Fitbit minuteStepsWide: steps a minute, an hour a row",
			columns: minuteColumns(), open: openFitbitMinuteSteps},
		{Name: "fitbit-heart-rate", Description: "Fitbit heartrate_seconds: heart rate samples",
			columns: []string{"Id", "Time", "Value"}, open: openFitbitHeartRate},
		{Name: "fitbit-heart-rate-5min", Description: "Fitbit heart rate: means of 5 minutes",
			columns: heartRateMeanColumns(), fits: offTheHour, open: openFitbitHeartRate5Min},
		{Name: "fitbit-heart-rate-hourly", Description: "Fitbit heart rate: means of an hour",
			columns: heartRateMeanColumns(), Unused: "resting heart rate needs means of 5 minutes or samples"},
		{Name: "fitbit-weight", Description: "Fitbit weightLogInfo: body-mass index",
			columns: []string{"Id", "Date", "BMI"}, open: openFitbitWeight},
		{Name: "fitbit-sleep", Description: "Fitbit sleepDay: minutes asleep",
			columns: []string{"Id", "SleepDay", "TotalMinutesAsleep"}, Unused: "no factor of the score uses sleep"},
		{Name: "fitbit-hourly-intensities", Description: "Fitbit hourlyIntensities: activity intensity an hour",
			columns: []string{"Id", "ActivityHour", "TotalIntensity"}, Unused: "no factor of the score uses intensity"},
	}
}

// minuteColumns returns the columns of a wide minute file.
func minuteColumns() []string {
	columns := []string{"Id", "ActivityHour"}
	for minute := range 60 {
		columns = append(columns, fmt.Sprintf("Steps%02d", minute))
	}
	return columns
}

// heartRateMeanColumns returns the columns of heart rate means, which do not tell
// their period.
func heartRateMeanColumns() []string { return []string{"Id", "Time", "MeanValue"} }

// offTheHour reports whether a row in head has a time that is not a full hour,
// which a file of hourly means does not have.
func offTheHour(head []byte) bool {
	for text := range bytes.Lines(head) {
		fields, err := splitCSV(nil, text)
		if err != nil || len(fields) < 2 {
			continue
		}
		if t, ok := wallTime(fitbitTime, fields[1]); ok && t.Minute() != 0 {
			return true
		}
	}
	return false
}

// openFitbitDaily reads a day's steps and total energy. A day without a step is
// one on which the device was not worn; its energy is then an estimate.
func openFitbitDaily(f file) (rowReader, error) {
	source := exported("fitbit/daily", f.export)
	return rowFunc(func(r row, out *recorder) {
		user, zone, ok := f.citizen(r, out)
		if !ok {
			return
		}
		date, ok := wallTime(fitbitDate, r.at(1))
		end, length, ok := out.day("ActivityDate", date, ok, zone)
		if !ok {
			return
		}
		steps, hasSteps := out.value("TotalSteps", r.at(2))
		energy, hasEnergy := out.value("Calories", r.at(3))
		total := func(field string, metric score.Metric, v score.Value) {
			if v == 0 || hasSteps && steps == 0 {
				out.skip(NotWorn)
				return
			}
			out.citizen(user, field, score.Reading{Metric: metric, Value: v, ObservedAt: end, Period: length, Source: source})
		}
		if hasSteps {
			total("TotalSteps", score.Steps, steps)
		}
		if hasEnergy {
			total("Calories", score.TotalEnergy, energy)
		}
	}), nil
}

// openFitbitHourlySteps reads an hour's steps.
func openFitbitHourlySteps(f file) (rowReader, error) {
	source := exported("fitbit/hourly", f.export)
	return rowFunc(func(r row, out *recorder) {
		user, start, ok := f.moment(r, "ActivityHour", out)
		if !ok {
			return
		}
		steps, ok := out.value("StepTotal", r.at(2))
		switch {
		case !ok: // counted already
		case steps == 0:
			out.skip(NoSteps)
		default:
			out.citizen(user, "StepTotal", score.Reading{
				Metric: score.Steps, Value: steps, ObservedAt: start.Add(time.Hour), Period: time.Hour, Source: source})
		}
	}), nil
}

// openFitbitMinuteSteps reads the steps of an hour's minutes.
func openFitbitMinuteSteps(f file) (rowReader, error) {
	source := exported("fitbit/minute", f.export)
	columns := minuteColumns()
	return rowFunc(func(r row, out *recorder) {
		user, at, ok := f.moment(r, "ActivityHour", out)
		if !ok {
			return
		}
		for i, column := range columns[2:] {
			at = at.Add(time.Minute)
			text := r.at(2 + i)
			if text == "0" {
				out.skip(NoSteps)
				continue
			}
			steps, ok := out.value(column, text)
			switch {
			case !ok: // counted already
			case steps == 0:
				out.skip(NoSteps)
			default:
				out.citizen(user, column, score.Reading{
					Metric: score.Steps, Value: steps, ObservedAt: at, Period: time.Minute, Source: source})
			}
		}
	}), nil
}

// openFitbitHeartRate reads heart rate samples.
func openFitbitHeartRate(f file) (rowReader, error) {
	return f.samples("Time", "Value", score.HeartRate, "fitbit/heart-rate"), nil
}

// openFitbitWeight reads the body-mass index. A weight typed in by hand carries
// the last second of its day and counts from then on.
func openFitbitWeight(f file) (rowReader, error) {
	return f.samples("Date", "BMI", score.BMI, "fitbit/weight"), nil
}

// samples reads a person's samples. They are what they are whichever export they
// come in, so the source does not name it and an overlap is found to be one.
func (f file) samples(timeColumn, valueColumn string, metric score.Metric, source string) rowReader {
	return rowFunc(func(r row, out *recorder) {
		user, at, ok := f.moment(r, timeColumn, out)
		if !ok {
			return
		}
		if v, ok := out.value(valueColumn, r.at(2)); ok {
			out.citizen(user, valueColumn, score.Reading{Metric: metric, Value: v, ObservedAt: at, Source: source})
		}
	})
}

// openFitbitHeartRate5Min reads means of 5 minutes, stamped with their start.
func openFitbitHeartRate5Min(f file) (rowReader, error) {
	const period = 5 * time.Minute
	return rowFunc(func(r row, out *recorder) {
		user, start, ok := f.moment(r, "Time", out)
		if !ok {
			return
		}
		if !start.Equal(start.Truncate(period)) {
			out.reject("Time", BadTime)
			return
		}
		if v, ok := out.value("MeanValue", r.at(2)); ok {
			out.citizen(user, "MeanValue", score.Reading{
				Metric: score.HeartRate, Value: v, ObservedAt: start.Add(period), Period: period, Source: "fitbit/heart-rate-5min"})
		}
	}), nil
}

// citizen returns the person of a row's first column and their time zone.
func (f file) citizen(r row, out *recorder) (string, *time.Location, bool) {
	id := r.at(0)
	if id == "" || strings.Trim(id, "0123456789") != "" {
		out.reject("Id", BadID)
		return "", nil, false
	}
	zone, ok := f.zones[id]
	if !ok {
		out.reject("Id", Unmapped)
	}
	return id, zone, ok
}

// moment returns the person of a row's first column and the moment of its second.
func (f file) moment(r row, column string, out *recorder) (string, time.Time, bool) {
	user, zone, ok := f.citizen(r, out)
	if !ok {
		return "", time.Time{}, false
	}
	wall, ok := wallTime(fitbitTime, r.at(1))
	if !ok {
		out.reject(column, BadTime)
		return "", time.Time{}, false
	}
	at, ok := instant(wall, zone)
	if !ok {
		out.reject(column, NoSuchTime)
	}
	return user, at, ok
}

// exported returns the source of a total. Exports overlap, and one that stops
// during a day has a smaller total for it, so that a source names its export.
func exported(source, export string) string {
	if export == "" {
		return source
	}
	return source + "/" + export
}
