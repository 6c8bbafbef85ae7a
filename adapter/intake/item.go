package intake

import (
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/ucum"
)

// Lengths of days. A reading may lie ahead by one: the day's total of a zone far in the east.
const (
	shortestDay = 22 * time.Hour
	longestDay  = 26 * time.Hour
)

// maxSource is how long a source or an id may be, in bytes.
const maxSource = 64

// item is a reading and whose it is.
type item struct {
	scope   score.Scope // 0 if it does not say
	id      string
	reading score.Reading
}

// fieldsOf are the fields of an item as they were sent; nil for one that is missing or null.
type fieldsOf [fields]json.RawMessage

// parseItem reads one item. The outcome's reason is noReason if it can be stored; the item says whose it is as far as
// that could be read.
func parseItem(raw []byte, now time.Time) (item, outcome) {
	sent, bad := split(raw)
	if bad.reason != noReason {
		return item{}, bad
	}
	var it item
	for _, step := range []func(*fieldsOf) outcome{it.readOwner, it.readMetric, it.readPeriod, it.readValue, it.readSource} {
		if bad := step(&sent); bad.reason != noReason {
			return it, bad
		}
	}
	return it, it.readTime(&sent, now)
}

// split tells an item's fields apart.
func split(raw []byte) (sent fieldsOf, bad outcome) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(raw, &object); err != nil || object == nil {
		var shape *json.UnmarshalTypeError
		if err == nil || errors.As(err, &shape) {
			return sent, reject(noField, wrongType)
		}
		return sent, reject(noField, invalidJSON)
	}
	for name, value := range object {
		i := slices.Index(fieldNames[1:], name)
		if i < 0 {
			return sent, reject(noField, unknownField)
		}
		if string(value) != "null" {
			sent[i+1] = value
		}
	}
	return sent, outcome{}
}

// text returns a field that has to be a text.
func (f *fieldsOf) text(name field) (string, outcome) {
	if f[name] == nil {
		return "", reject(name, missing)
	}
	var text string
	if json.Unmarshal(f[name], &text) != nil {
		return "", reject(name, wrongType)
	}
	return text, outcome{}
}

func (it *item) readOwner(sent *fieldsOf) (bad outcome) {
	name, scope, unknown := fieldUser, score.Citizen, unknownCitizen
	switch {
	case sent[fieldUser] != nil && sent[fieldCity] != nil:
		return reject(fieldCity, notBoth)
	case sent[fieldCity] != nil:
		name, scope, unknown = fieldCity, score.City, unknownCity
	}
	if it.id, bad = sent.text(name); bad.reason == missing {
		return bad
	}
	it.scope = scope
	if bad.reason == noReason && !isToken(it.id) {
		return reject(name, unknown)
	}
	return bad
}

func (it *item) readMetric(sent *fieldsOf) outcome {
	name, bad := sent.text(fieldMetric)
	if bad.reason != noReason {
		return bad
	}
	d, ok := score.Define(score.Metric(name))
	switch {
	case !ok:
		return reject(fieldMetric, unknownMetric)
	case d.Scope != it.scope:
		return reject(fieldMetric, wrongOwner)
	}
	it.reading.Metric = d.Metric
	return outcome{}
}

func (it *item) readPeriod(sent *fieldsOf) outcome {
	d, _ := score.Define(it.reading.Metric)
	if sent[fieldPeriod] == nil {
		if d.Cumulative {
			return reject(fieldPeriod, missing)
		}
		return outcome{}
	}
	period, bad := parsePeriod(sent[fieldPeriod])
	if bad.reason == noReason && (period > longestDay || d.Cumulative && period == 0) {
		bad = reject(fieldPeriod, badPeriod)
	}
	it.reading.Period = period
	return bad
}

func (it *item) readValue(sent *fieldsOf) outcome {
	if sent[fieldValue] == nil {
		return reject(fieldValue, missing)
	}
	code, bad := sent.text(fieldUnit)
	if bad.reason != noReason {
		return bad
	}
	unit, ok := ucum.Find(it.reading.Metric, code)
	if !ok {
		return reject(fieldUnit, unknownUnit)
	}
	if unit.PerDay && it.reading.Period < shortestDay {
		return reject(fieldPeriod, badPeriod)
	}
	switch sent[fieldValue][0] {
	case '"', '{', '[', 't', 'f':
		return reject(fieldValue, wrongType)
	}
	value, err := unit.Convert(string(sent[fieldValue]))
	if err != nil {
		return reject(fieldValue, notANumber)
	}
	it.reading.Value = value
	if it.reading.Validate() != nil {
		return reject(fieldValue, outOfRange)
	}
	return outcome{}
}

func (it *item) readSource(sent *fieldsOf) (bad outcome) {
	if it.reading.Source, bad = sent.text(fieldSource); bad.reason != noReason {
		return bad
	}
	if !isToken(it.reading.Source) {
		return reject(fieldSource, badSource)
	}
	return outcome{}
}

func (it *item) readTime(sent *fieldsOf, now time.Time) outcome {
	text, bad := sent.text(fieldObservedAt)
	if bad.reason != noReason {
		return bad
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	if year := at.UTC().Year(); err != nil || year < 1970 || year > 9998 {
		return reject(fieldObservedAt, notATime)
	}
	it.reading.ObservedAt = at.UTC().Truncate(time.Microsecond)
	if ahead(it.reading.ObservedAt, now) {
		return reject(fieldObservedAt, inTheFuture)
	}
	return outcome{}
}

// ahead reports whether a reading's time cannot have come yet anywhere.
func ahead(at, now time.Time) bool { return at.After(now.Add(longestDay)) }

// isToken reports whether text can be an id or a source.
func isToken(text string) bool {
	if text == "" || len(text) > maxSource {
		return false
	}
	for i := range len(text) {
		if text[i] <= ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}
