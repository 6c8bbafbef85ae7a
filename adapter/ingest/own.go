package ingest

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/ucum"
)

// Columns of our own format, in the order in which they are written; the first is
// cityId in a file of cities.
const (
	colUser = iota
	colMetric
	colValue
	colUnit
	colObservedAt
	colPeriod
	colSource
)

// readingColumns returns the columns of our own format, with whose the readings are
// in the first.
func readingColumns(owner string) []string {
	return []string{owner, "metric", "value", "unit", "observedAt", "period", "source"}
}

// ownFormats are files of readings as we keep them: one a row, complete in itself.
func ownFormats() []Format {
	return []Format{
		{Name: "readings", Description: "readings of citizens, CSV: userId,metric,value,unit,observedAt,period,source",
			columns: readingColumns("userId"), open: openReadings("userId", score.Citizen)},
		{Name: "city-readings", Description: "readings of cities, CSV: cityId,metric,value,unit,observedAt,period,source",
			columns: readingColumns("cityId"), open: openReadings("cityId", score.City)},
		{Name: "readings-ndjson", Description: "readings of citizens and cities, one JSON object a line with the keys of the CSV formats",
			fits: isReading, open: openReadingDocuments},
	}
}

// ownRow is a row of our own format.
type ownRow struct {
	who, whoField                                   string
	scope                                           score.Scope
	metric, value, unit, observedAt, period, source string
}

// openReadings reads CSV.
func openReadings(owner string, scope score.Scope) func(file) (rowReader, error) {
	return func(file) (rowReader, error) {
		d := &ownDecoder{}
		return rowFunc(func(r row, out *recorder) {
			d.read(ownRow{
				who: r.at(colUser), whoField: owner, scope: scope, metric: r.at(colMetric), value: r.at(colValue), unit: r.at(colUnit),
				observedAt: r.at(colObservedAt), period: r.at(colPeriod), source: r.at(colSource),
			}, out)
		}), nil
	}
}

// isReading reports whether head begins with a document of our own format.
func isReading(head []byte) bool {
	first, _, _ := bytes.Cut(head, []byte("\n"))
	return bytes.HasPrefix(bytes.TrimSpace(first), []byte("{")) &&
		bytes.Contains(first, []byte(`"observedAt"`)) && bytes.Contains(first, []byte(`"metric"`))
}

// readingDocument is a document of our own format. Numbers stay the text they are.
type readingDocument struct {
	UserID     string      `json:"userId"`
	CityID     string      `json:"cityId"`
	Metric     string      `json:"metric"`
	Value      json.Number `json:"value"`
	Unit       string      `json:"unit"`
	ObservedAt string      `json:"observedAt"`
	Period     json.Number `json:"period"`
	Source     string      `json:"source"`
}

// openReadingDocuments reads NDJSON.
func openReadingDocuments(file) (rowReader, error) {
	d := &ownDecoder{}
	return rowFunc(func(r row, out *recorder) {
		var doc readingDocument
		if json.Unmarshal(r.text, &doc) != nil || (doc.UserID == "") == (doc.CityID == "") {
			out.reject("", BadRow)
			return
		}
		own := ownRow{
			who: doc.UserID, whoField: "userId", scope: score.Citizen, metric: doc.Metric, value: doc.Value.String(), unit: doc.Unit,
			observedAt: doc.ObservedAt, period: doc.Period.String(), source: doc.Source,
		}
		if doc.CityID != "" {
			own.who, own.whoField, own.scope = doc.CityID, "cityId", score.City
		}
		d.read(own, out)
	}), nil
}

// ownDecoder makes readings out of rows of our own format. It remembers the texts
// of the row before: in a large file most are the same again, and then they need
// neither be checked nor be kept twice.
type ownDecoder struct {
	who, source string
	metric      score.Metric
	scope       score.Scope
	unitText    string
	unit        ucum.Unit
}

// read takes the reading of a row, or rejects it.
func (d *ownDecoder) read(r ownRow, out *recorder) {
	if !d.owner(r, out) || !d.measure(r, out) {
		return
	}
	if r.value == "" {
		out.skip(Missing)
		return
	}
	value, err := d.unit.Convert(r.value)
	if err != nil {
		out.reject("value", BadNumber)
		return
	}
	at, ok := utcTime(r.observedAt)
	if !ok {
		out.reject("observedAt", BadTime)
		return
	}
	period, ok := periodOf(r.period)
	if !ok || d.unit.PerDay && period < wholeDay {
		out.reject("period", BadPeriod)
		return
	}
	out.add(item{
		store.OwnedReading{Owner: d.who, Reading: score.Reading{
			Metric: d.metric, Value: value, ObservedAt: at, Period: period, Source: d.source}},
		out.line, "value",
	})
}

// owner checks whose a row is, and its source.
func (d *ownDecoder) owner(r ownRow, out *recorder) bool {
	if r.who == "" || r.who != d.who {
		if r.who == "" || !isToken(r.who, maxID) {
			out.reject(r.whoField, BadID)
			return false
		}
		d.who = strings.Clone(r.who)
	}
	if r.source == "" || r.source != d.source {
		if r.source == "" || !isToken(r.source, maxID) {
			out.reject("source", BadID)
			return false
		}
		d.source = strings.Clone(r.source)
	}
	return true
}

// measure checks what a row measures and in which unit; an empty unit is the
// metric's own.
func (d *ownDecoder) measure(r ownRow, out *recorder) bool {
	if r.metric == string(d.metric) && r.scope == d.scope && r.unit == d.unitText {
		return true
	}
	definition, ok := score.Define(score.Metric(r.metric))
	if !ok || definition.Scope != r.scope {
		out.reject("metric", BadMetric)
		return false
	}
	var unit ucum.Unit
	if r.unit != "" {
		if unit, ok = ucum.Find(definition.Metric, r.unit); !ok {
			out.reject("unit", BadUnit)
			return false
		}
	}
	d.metric, d.scope, d.unitText, d.unit = definition.Metric, r.scope, strings.Clone(r.unit), unit
	return true
}

// wholeDay is the shortest period that a rate per day fits.
const wholeDay = 22 * time.Hour

// utcTime reads a time of RFC 3339, which names its offset.
func utcTime(text string) (time.Time, bool) {
	t, ok := plainUTC(text)
	if !ok {
		var err error
		if t, err = time.Parse(time.RFC3339, text); err != nil {
			return time.Time{}, false
		}
	}
	return t.UTC().Truncate(time.Microsecond), t.Year() >= firstYear && t.Year() <= lastYear
}

// plainUTC reads "2006-01-02T15:04:05Z", the most common form, in a third of the
// time that time.Parse takes; false for any other.
func plainUTC(text string) (time.Time, bool) {
	if len(text) != len("2006-01-02T15:04:05Z") || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
		text[13] != ':' || text[16] != ':' || text[19] != 'Z' {
		return time.Time{}, false
	}
	var n [6]int
	for i, span := range [...][2]int{{0, 4}, {5, 7}, {8, 10}, {11, 13}, {14, 16}, {17, 19}} {
		for _, c := range []byte(text[span[0]:span[1]]) {
			if c < '0' || c > '9' {
				return time.Time{}, false
			}
			n[i] = 10*n[i] + int(c-'0')
		}
	}
	t := time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, time.UTC)
	return t, t.Day() == n[2] && int(t.Month()) == n[1] && n[3] < 24 && n[4] < 60 && n[5] < 60
}

// periodOf reads how long was measured: whole seconds, or as in "24h" and "5m"; empty
// is a sample.
func periodOf(text string) (time.Duration, bool) {
	if text == "" || text == "0" {
		return 0, true
	}
	if seconds, err := strconv.ParseUint(text, 10, 20); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	d, err := time.ParseDuration(text)
	return d, err == nil && d >= 0 && d%time.Second == 0
}
