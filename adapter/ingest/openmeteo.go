package ingest

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// openMeteoTime is how Open-Meteo writes a local time.
const openMeteoTime = "2006-01-02T15:04"

// openMeteoDoc is what is read of an Open-Meteo answer.
//
// Source: Open-Meteo, Weather Forecast API, "JSON Return Object";
// relativehumidity_2m is the spelling before version 1.
type openMeteoDoc struct {
	Offset *int              `json:"utc_offset_seconds"`
	Units  map[string]string `json:"hourly_units"`
	Hourly struct {
		Time        []string      `json:"time"`
		Temperature []json.Number `json:"temperature_2m"`
		Humidity    []json.Number `json:"relative_humidity_2m"`
		HumidityOld []json.Number `json:"relativehumidity_2m"`
		UV          []json.Number `json:"uv_index"`
	} `json:"hourly"`
}

// isOpenMeteo reports whether head starts with an Open-Meteo document on one
// line, as far as head goes.
func isOpenMeteo(head []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte(byteOrderMark)), []byte("\n"))
	return bytes.HasPrefix(first, []byte("{")) && bytes.Contains(first, []byte(`"hourly_units"`))
}

// openOpenMeteo reads the hourly values of Open-Meteo, which are values at the
// full hour and not means.
func openOpenMeteo(f file) (rowReader, error) {
	city, _, err := f.place()
	if err != nil {
		return nil, err
	}
	return rowFunc(func(r row, out *recorder) {
		var doc openMeteoDoc
		if err := json.Unmarshal(r.text, &doc); err != nil {
			out.reject("", BadRow)
			return
		}
		if doc.Offset == nil || *doc.Offset < -18*60*60 || *doc.Offset > 18*60*60 {
			out.reject("utc_offset_seconds", BadTime)
			return
		}
		times := readTimes(doc.Hourly.Time, time.Duration(*doc.Offset)*time.Second)
		for _, s := range []series{
			{"temperature_2m", score.Temperature, doc.Hourly.Temperature},
			{"relative_humidity_2m", score.Humidity, doc.Hourly.Humidity},
			{"relativehumidity_2m", score.Humidity, doc.Hourly.HumidityOld},
			{"uv_index", score.UV, doc.Hourly.UV},
		} {
			s.read(city, times, doc.Units[s.field], out)
		}
	}), nil
}

// series is one variable of a document, one value a time.
type series struct {
	field  string
	metric score.Metric
	values []json.Number // "" where the document says null
}

// read passes on the values of a series that stand in unit.
func (s series) read(city string, times []time.Time, unit string, out *recorder) {
	if s.values == nil {
		return
	}
	if len(s.values) != len(times) {
		out.reject(s.field, BadRow)
		return
	}
	convert, ok := conversion(s.metric, unit)
	if !ok {
		out.rejectMany(s.field, BadUnit, len(s.values))
		return
	}
	for i, text := range s.values {
		v, ok := out.value(s.field, text.String())
		switch {
		case !ok: // counted already
		case times[i].IsZero():
			out.reject("time", BadTime)
		default:
			out.city(city, s.field, score.Reading{Metric: s.metric, Value: convert(v), ObservedAt: times[i], Source: "open-meteo"})
		}
	}
}

// readTimes converts local times of one offset to UTC. A time that cannot be read
// is zero.
func readTimes(texts []string, offset time.Duration) []time.Time {
	times := make([]time.Time, len(texts))
	for i, text := range texts {
		if wall, ok := wallTime(openMeteoTime, text); ok {
			times[i] = wall.Add(-offset)
		}
	}
	return times
}

// conversion returns how to convert unit into the unit of metric; false if there
// is no way. Open-Meteo leaves the unit of the UV index empty.
func conversion(metric score.Metric, unit string) (func(score.Value) score.Value, bool) {
	same := func(v score.Value) score.Value { return v }
	switch {
	case metric == score.Temperature && unit == "°F":
		return celsius, true
	case metric == score.Temperature && unit == "°C",
		metric == score.Humidity && unit == "%",
		metric == score.UV && unit == "":
		return same, true
	default:
		return nil, false
	}
}

// celsius converts degrees Fahrenheit, rounding half up in the sixth decimal.
// What is no temperature on Earth comes back as it is, for the plausible range to
// refuse.
func celsius(fahrenheit score.Value) score.Value {
	const degree, limit = 1_000_000, 1_000_000_000
	if fahrenheit < -limit || fahrenheit > limit {
		return fahrenheit
	}
	// floor((2·5·(f − 32) + 9) / (2·9)), with a divisor that Go truncates towards
	// zero made non-negative first.
	const shift = 18 * 2 * limit
	twice := 10*(fahrenheit-32*degree) + 9
	return (twice+shift)/18 - shift/18
}
