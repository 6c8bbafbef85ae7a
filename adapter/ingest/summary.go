package ingest

import (
	"fmt"
	"maps"
)

// rejectsKept is how many rejected readings of one file and reason are kept in a
// summary, to show what they look like.
const rejectsKept = 5

// Counts says what became of readings. Every reading found is counted once:
// Read = New + Duplicate + all of Skipped + all of Rejected.
type Counts struct {
	Rows      int            `json:"rows"`      // rows or documents, without header and blank lines
	Read      int            `json:"read"`      // readings found; one row can hold several
	New       int            `json:"new"`       // stored now
	Duplicate int            `json:"duplicate"` // already stored, with the same value
	Skipped   map[Reason]int `json:"skipped"`   // nothing was measured
	Rejected  map[Reason]int `json:"rejected"`  // wrong
}

// SkippedTotal returns how many readings were skipped, whatever the reason.
func (c Counts) SkippedTotal() int { return total(c.Skipped) }

// RejectedTotal returns how many readings were rejected, whatever the reason.
func (c Counts) RejectedTotal() int { return total(c.Rejected) }

// add adds other to c.
func (c *Counts) add(other Counts) {
	c.Rows += other.Rows
	c.Read += other.Read
	c.New += other.New
	c.Duplicate += other.Duplicate
	for reason, n := range other.Skipped {
		c.Skipped[reason] += n
	}
	for reason, n := range other.Rejected {
		c.Rejected[reason] += n
	}
}

// newCounts returns counts of nothing.
func newCounts() Counts {
	return Counts{Skipped: map[Reason]int{}, Rejected: map[Reason]int{}}
}

// FileSummary says what became of one file.
type FileSummary struct {
	File   string `json:"file"`             // base name, path below the folder given, or "stdin"
	Format string `json:"format"`           // name of the format; empty if none was recognised
	Unused string `json:"unused,omitempty"` // why a recognised file was not read; empty if it was
	Counts
	// Resumed is how many lines an interrupted import of the same file had dealt with;
	// the counts include them. 0 if the file was read from its beginning.
	Resumed int `json:"resumed,omitempty"`
	// Rejects are the first rejected readings of each reason, in file order.
	Rejects []RowError `json:"rejects,omitempty"`
	// Error is what ended the file early; rows before it are stored.
	Error string `json:"error,omitempty"`
}

// Summary says what became of an import.
type Summary struct {
	Files   []FileSummary `json:"files"` // in the order of reading
	Total   Counts        `json:"total"`
	Ignored int           `json:"ignored"` // files in folders that are of no data format by their name
}

// RowError says what is wrong with one row. It never holds the value, which may
// be a health measurement.
type RowError struct {
	File    string `json:"file"`            // as in FileSummary
	Line    int    `json:"line"`            // from 1, the header included
	Field   string `json:"field,omitempty"` // column or JSON key; empty for a whole row
	Reason  Reason `json:"reason"`
	Problem string `json:"problem"`
}

// Error returns file, line, field and problem.
func (e RowError) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("%s line %d: %s", e.File, e.Line, e.Problem)
	}
	return fmt.Sprintf("%s line %d: %s %s", e.File, e.Line, e.Field, e.Problem)
}

// total sums the counts of all reasons.
func total(byReason map[Reason]int) int {
	sum := 0
	for n := range maps.Values(byReason) {
		sum += n
	}
	return sum
}
