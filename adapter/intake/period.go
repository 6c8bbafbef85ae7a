package intake

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// maxSeconds bounds a period, in seconds, well above what is accepted, so that nothing overflows.
const maxSeconds = 1_000_000

// parsePeriod reads a period: whole seconds as a number, or an ISO 8601 duration of days, hours, minutes and seconds as
// a text. A day is 24 hours.
func parsePeriod(raw json.RawMessage) (time.Duration, outcome) {
	if raw[0] != '"' {
		seconds, err := strconv.ParseUint(string(raw), 10, 63)
		switch {
		case raw[0] != '-' && (raw[0] < '0' || raw[0] > '9'):
			return 0, reject(fieldPeriod, wrongType)
		case err != nil || seconds > maxSeconds:
			return 0, reject(fieldPeriod, badPeriod)
		}
		return time.Duration(seconds) * time.Second, outcome{}
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return 0, reject(fieldPeriod, wrongType)
	}
	period, ok := parseDuration(text)
	if !ok {
		return 0, reject(fieldPeriod, badPeriod)
	}
	return period, outcome{}
}

// parseDuration reads PnDTnHnMnS, each part at most once and in this order, one at least. Years and months have no
// length of their own, and a week is longer than any period.
func parseDuration(text string) (time.Duration, bool) {
	rest, found := strings.CutPrefix(text, "P")
	date, clock, timed := strings.Cut(rest, "T")
	if !found || timed && clock == "" || date == "" && clock == "" {
		return 0, false
	}
	days, ok := parseParts(date, "D", 24*time.Hour)
	if !ok {
		return 0, false
	}
	time, ok := parseParts(clock, "HMS", time.Hour, time.Minute, time.Second)
	return days + time, ok
}

// parseParts adds numbers that are each followed by one of letters, in their order; lengths are what the letters mean.
func parseParts(text, letters string, lengths ...time.Duration) (sum time.Duration, ok bool) {
	for text != "" {
		digits := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
		if digits < 1 {
			return 0, false
		}
		n, err := strconv.ParseUint(text[:digits], 10, 63)
		i := strings.IndexByte(letters, text[digits])
		if err != nil || n > maxSeconds || i < 0 {
			return 0, false
		}
		sum += time.Duration(n) * lengths[i]
		text, letters, lengths = text[digits+1:], letters[i+1:], lengths[i+1:]
	}
	return sum, true
}
