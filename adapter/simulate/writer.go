package simulate

import (
	"io"
	"strconv"
	"time"
)

// reading is one row to write.
type reading struct {
	owner, metric, unit, source string
	value                       float64
	decimals                    int
	at                          time.Time
	period                      time.Duration
}

// flushAt is how many bytes are gathered before they are written.
const flushAt = 64 << 10

// writer writes rows in one of the formats. After an error, and without an output, it
// only counts.
type writer struct {
	to       io.Writer
	ndjson   bool
	ownerKey string // "userId" or "cityId"
	buffer   []byte
	count    int
	err      error
}

// newWriter begins a file; to may be nil.
func newWriter(to io.Writer, format, ownerKey string) *writer {
	w := &writer{to: to, ndjson: format == NDJSON, ownerKey: ownerKey, buffer: make([]byte, 0, flushAt+1024)}
	if !w.ndjson {
		w.buffer = append(w.buffer, ownerKey+",metric,value,unit,observedAt,period,source\n"...)
	}
	return w
}

// row writes a reading, or writes it twice.
func (w *writer) row(r reading, twice bool) {
	if w.to == nil {
		return
	}
	start := len(w.buffer)
	if w.ndjson {
		w.document(r)
	} else {
		w.line(r)
	}
	w.count++
	if twice {
		w.buffer = append(w.buffer, w.buffer[start:]...)
		w.count++
	}
	if len(w.buffer) >= flushAt {
		w.flush()
	}
}

// line writes a row of CSV. No field needs quotes.
func (w *writer) line(r reading) {
	b := append(append(w.buffer, r.owner...), ',')
	b = append(append(b, r.metric...), ',')
	b = append(strconv.AppendFloat(b, r.value, 'f', r.decimals, 64), ',')
	b = append(append(b, r.unit...), ',')
	b = append(r.at.AppendFormat(b, time.RFC3339), ',')
	b = append(strconv.AppendInt(b, int64(r.period/time.Second), 10), ',')
	w.buffer = append(append(b, r.source...), '\n')
}

// document writes a row of NDJSON. No text needs escapes.
func (w *writer) document(r reading) {
	b := append(append(append(w.buffer, `{"`...), w.ownerKey...), `":"`...)
	b = append(append(append(b, r.owner...), `","metric":"`...), r.metric...)
	b = strconv.AppendFloat(append(b, `","value":`...), r.value, 'f', r.decimals, 64)
	b = append(append(append(b, `,"unit":"`...), r.unit...), `","observedAt":"`...)
	b = append(r.at.AppendFormat(b, time.RFC3339), `","period":`...)
	b = strconv.AppendInt(b, int64(r.period/time.Second), 10)
	w.buffer = append(append(append(b, `,"source":"`...), r.source...), "\"}\n"...)
}

// flush writes what was gathered.
func (w *writer) flush() {
	if w.err == nil && w.to != nil {
		_, w.err = w.to.Write(w.buffer)
	}
	w.buffer = w.buffer[:0]
}

// finish writes what is left and returns the first error.
func (w *writer) finish() error {
	w.flush()
	return w.err
}
