package ingest

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/link4health/link4health/adapter/score"
)

// sensorTime is how the city files write a date and time.
const sensorTime = "2006-01-02 15:04:05"

// maxStationID bounds a station identifier, so that a source stays short.
const maxStationID = 16

// maxPlaceName bounds the name of a city or country, in bytes.
const maxPlaceName = 200

// nasaMissing is what NASA POWER writes for a missing value.
const nasaMissing = "-999"

// cityFormats are the files of city sensors and weather services.
func cityFormats() []Format {
	return []Format{
		{Name: "nasa-power", Description: "NASA POWER daily point data: means of temperature, humidity and UV index",
			columns: nasaColumns(), open: openNASA},
		{Name: "singapore-raw", Description: "Singapore NEA stations: temperature or humidity a minute",
			columns: neaColumns("value"), open: openNEA("value", "", 0)},
		{Name: "singapore-hourly", Description: "Singapore NEA stations: temperature or humidity, means of an hour",
			columns: neaColumns("mean_value"), open: openNEA("mean_value", "/hourly", time.Hour)},
		{Name: "singapore-pm25", Description: "Singapore NEA regions: fine particles an hour",
			columns: []string{"region", "pm25_one_hourly", "timestamp_sgt"}, Unused: "no factor of the score uses fine particles"},
		{Name: "openweather", Description: "OpenWeather by country and capital: temperature and humidity",
			columns: []string{"utc_time", "country", "capital", "temperature", "humidity"}, open: openOpenWeather},
		{Name: "open-meteo", Description: "Open-Meteo JSON, one document a line: temperature, humidity, UV index an hour",
			fits: isOpenMeteo, open: openOpenMeteo},
	}
}

// nasaColumns returns the columns read of NASA POWER: the date twice, then the
// means of temperature at 2 m (°C), relative humidity at 2 m (%) and UV index.
//
// Source: NASA POWER, daily API, parameters T2M, RH2M, ALLSKY_SFC_UV_INDEX.
func nasaColumns() []string {
	return []string{"YEAR", "MO", "DY", "Date", "T2M", "RH2M", "ALLSKY_SFC_UV_INDEX"}
}

// openNASA reads daily means. The UV index there is the mean of 24 hours, nights
// included, so it becomes uv_mean and never uv.
func openNASA(f file) (rowReader, error) {
	city, zone, err := f.place()
	if err != nil {
		return nil, err
	}
	columns := nasaColumns()
	metrics := []score.Metric{score.Temperature, score.Humidity, score.UVMean}
	return rowFunc(func(r row, out *recorder) {
		date, ok := nasaDate(r)
		end, length, ok := out.day("Date", date, ok, zone)
		if !ok {
			return
		}
		for i, metric := range metrics {
			text := r.at(4 + i)
			if text == nasaMissing {
				text = ""
			}
			if v, ok := out.value(columns[4+i], text); ok {
				out.city(city, columns[4+i], score.Reading{Metric: metric, Value: v, ObservedAt: end, Period: length, Source: "nasa-power"})
			}
		}
	}), nil
}

// nasaDate reads the date, day first. The same date stands in three more columns,
// which must agree: a file that changed day and month is then found out.
func nasaDate(r row) (time.Time, bool) {
	date, ok := wallTime("02-01-2006", r.at(3))
	if !ok {
		return time.Time{}, false
	}
	again, ok := wallTime("2006-1-2", r.at(0)+"-"+r.at(1)+"-"+r.at(2))
	return date, ok && again.Equal(date)
}

// neaColumns returns the columns of a station file with the values in one of them.
func neaColumns(value string) []string { return []string{"station_id", "timestamp_sgt", value} }

// openNEA reads the stations of Singapore's National Environment Agency. The
// files name neither metric nor unit; temperature is in °C, humidity in % RH.
//
// Source: data.gov.sg, Realtime Weather Readings across Singapore.
func openNEA(column, suffix string, period time.Duration) func(file) (rowReader, error) {
	return func(f file) (rowReader, error) {
		city, _, err := f.place()
		if err != nil {
			return nil, err
		}
		metric, err := f.measures()
		if err != nil {
			return nil, err
		}
		sgt := time.FixedZone("SGT", 8*60*60)
		return rowFunc(func(r row, out *recorder) {
			station := r.at(0)
			if !isStation(station) {
				out.reject("station_id", BadID)
				return
			}
			wall, ok := wallTime(sensorTime, r.at(1))
			if !ok {
				out.reject("timestamp_sgt", BadTime)
				return
			}
			at, _ := instant(wall, sgt) // a fixed offset skips nothing
			if v, ok := out.value(column, r.at(2)); ok {
				out.city(city, column, score.Reading{
					Metric: metric, Value: v, ObservedAt: at.Add(period), Period: period, Source: "nea/" + station + suffix})
			}
		}), nil
	}
}

// isStation reports whether id is a short identifier of letters and digits.
func isStation(id string) bool {
	other := func(c rune) bool { return c >= utf8.RuneSelf || !unicode.IsLetter(c) && !unicode.IsDigit(c) }
	return id != "" && len(id) <= maxStationID && !strings.ContainsFunc(id, other)
}

// openOpenWeather reads samples of many cities. A city's identifier holds its
// country, because some capitals share a name. Cities that the mapping does not
// declare are created with the time zone UTC, since the file does not name one.
func openOpenWeather(file) (rowReader, error) {
	return rowFunc(func(r row, out *recorder) {
		country, capital := r.at(1), r.at(2)
		id := slug(country) + "/" + slug(capital)
		if !isPlace(country) || !isPlace(capital) || len(id) > maxID {
			out.reject("capital", BadID)
			return
		}
		at, ok := wallTime(sensorTime, r.at(0))
		if !ok {
			out.reject("utc_time", BadTime)
			return
		}
		out.ensureCity(City{ID: id, Name: capital, Country: country, TimeZone: "UTC"})
		if v, ok := out.value("temperature", r.at(3)); ok {
			out.city(id, "temperature", score.Reading{Metric: score.Temperature, Value: v, ObservedAt: at, Source: "openweather"})
		}
		if v, ok := out.value("humidity", r.at(4)); ok {
			out.city(id, "humidity", score.Reading{Metric: score.Humidity, Value: v, ObservedAt: at, Source: "openweather"})
		}
	}), nil
}

// isPlace reports whether name can be the name of a city or country, and has a
// letter or digit that an identifier can be made of.
func isPlace(name string) bool {
	return len(name) <= maxPlaceName && utf8.ValidString(name) && !strings.ContainsFunc(name, unicode.IsControl) && slug(name) != ""
}

// slug returns name in lower-case ASCII without accents, other signs as one
// hyphen: "St. John's" becomes "st-john-s", "Bogotá" becomes "bogota".
func slug(name string) string {
	var b strings.Builder
	hyphen := false
	for _, c := range strings.ToLower(name) {
		letter := unaccent(c)
		if letter == 0 {
			hyphen = true
			continue
		}
		if hyphen && b.Len() > 0 {
			b.WriteByte('-')
		}
		hyphen = false
		b.WriteRune(letter)
	}
	return b.String()
}

// unaccent returns a lower-case Latin letter without its accent, a digit as it is,
// and 0 for any other sign.
func unaccent(c rune) rune {
	const accented, plain = "áàâãäåçéèêëíìîïñóòôõöúùûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy"
	if i := strings.IndexRune(accented, c); i >= 0 {
		return rune(plain[utf8.RuneCountInString(accented[:i])])
	}
	if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
		return c
	}
	return 0
}
