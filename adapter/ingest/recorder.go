package ingest

import (
	"context"
	"strings"
	"time"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// item is a reading on its way to the sink, with where it was found.
type item struct {
	store.OwnedReading
	line  int
	field string
}

// position is a place in a file at which reading can go on.
type position struct {
	Offset int64 `json:"offset"` // bytes of plain text before it
	Line   int   `json:"line"`   // lines before it
}

// batch is what a file's reader found, as much as is stored at a time.
type batch struct {
	items   []item
	cities  []City     // that readings refer to and the sink may not know
	rejects []RowError // without file and problem
	found   Counts     // of the rows of the batch; New and Duplicate are the sink's to say
	next    position   // where reading goes on after the batch
	resumes bool       // reading can go on there: no row before it is held back
	last    bool       // of its file
}

// recorder counts what one file's reader finds and gathers readings into batches.
// After an error it ignores what follows.
type recorder struct {
	ctx    context.Context
	out    chan<- *batch
	spare  <-chan []item // memory to use again
	size   int           // readings and rejects of a batch
	cities map[string]bool
	line   int      // of the current row
	start  position // of the current row

	batch *batch
	err   error // the context's
}

// citizen takes a citizen's reading from a field of the current row.
func (r *recorder) citizen(userID, field string, reading score.Reading) {
	r.add(item{store.OwnedReading{Owner: userID, Reading: reading}, r.line, field})
}

// city takes a city's reading from a field of the current row.
func (r *recorder) city(cityID, field string, reading score.Reading) {
	r.add(item{store.OwnedReading{Owner: cityID, Reading: reading}, r.line, field})
}

// add takes a reading, or rejects it if its value is not plausible.
func (r *recorder) add(it item) {
	if it.Validate() != nil {
		r.rejectAt(it.line, it.field, OutOfRange)
		return
	}
	r.batch.found.Read++
	r.batch.items = append(r.batch.items, it)
}

// value reads a number from a field of the current row. It counts a missing or
// malformed one and returns false.
func (r *recorder) value(field, text string) (score.Value, bool) {
	text = strings.TrimSpace(text)
	if text == "" || text == "N/A" {
		r.skip(Missing)
		return 0, false
	}
	v, err := score.ParseValue(text)
	if err != nil {
		r.reject(field, BadNumber)
		return 0, false
	}
	return v, true
}

// day returns the end of a date's day in zone, in UTC, and its length. It rejects
// the current row and returns false for a date that could not be read, and for a
// day that never was, because the date line moved.
func (r *recorder) day(field string, date time.Time, readable bool, zone *time.Location) (time.Time, time.Duration, bool) {
	if !readable {
		r.reject(field, BadTime)
		return time.Time{}, 0, false
	}
	end, length := day(date, zone)
	if length <= 0 {
		r.reject(field, NoSuchTime)
		return time.Time{}, 0, false
	}
	return end, length, true
}

// skip counts a reading that is none.
func (r *recorder) skip(reason Reason) {
	r.batch.found.Read++
	r.batch.found.Skipped[reason]++
}

// reject counts a wrong reading, or a row of which nothing can be read as one.
func (r *recorder) reject(field string, reason Reason) { r.rejectAt(r.line, field, reason) }

// rejectMany counts n readings of the current row that are wrong alike.
func (r *recorder) rejectMany(field string, reason Reason, n int) {
	for range n {
		r.reject(field, reason)
	}
}

// rejectAt counts a wrong reading of a line.
func (r *recorder) rejectAt(line int, field string, reason Reason) {
	r.batch.found.Read++
	r.batch.rejects = append(r.batch.rejects, RowError{Line: line, Field: field, Reason: reason})
}

// ensureCity has a city created if the sink does not have it. One that it has stays
// as it is: the profile made up from a file is poorer.
func (r *recorder) ensureCity(c City) {
	if !r.cities[c.ID] {
		r.cities[c.ID] = true
		r.batch.cities = append(r.batch.cities, c)
	}
}

// begin starts a batch.
func (r *recorder) begin() {
	r.batch = &batch{found: newCounts()}
	select {
	case r.batch.items = <-r.spare:
	default:
	}
}

// full reports whether the batch is large enough to be stored.
func (r *recorder) full() bool { return len(r.batch.items)+len(r.batch.rejects) >= r.size }

// rowDone is called after each row of a format that holds no rows back.
func (r *recorder) rowDone(next position) {
	if r.full() {
		r.send(next, true, false)
	}
}

// pause is called by a reader that holds rows back while it holds none, before it
// does anything with the current row.
func (r *recorder) pause() {
	if !r.full() {
		return
	}
	r.batch.found.Rows--
	r.send(r.start, true, false)
	r.batch.found.Rows++
}

// send hands the batch over and starts another.
func (r *recorder) send(next position, resumes, last bool) {
	r.batch.next, r.batch.resumes, r.batch.last = next, resumes, last
	select {
	case r.out <- r.batch:
	case <-r.ctx.Done():
		r.err = context.Cause(r.ctx)
	}
	r.begin()
}
