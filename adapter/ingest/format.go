package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrUnknownFormat says that a file's beginning belongs to no known format, or
// that a format was asked for by a name that does not exist.
var ErrUnknownFormat = errors.New("unknown format")

// Format is a kind of file.
type Format struct {
	Name        string // what --format and the mapping file call it
	Description string // one line for people
	Unused      string // why files of this format are not read; empty if they are

	columns []string // what a CSV header must hold, in any order; nil for NDJSON
	// fits decides between formats with the same columns by a file's beginning;
	// nil fits always.
	fits func(head []byte) bool
	open func(file) (rowReader, error) // nil if Unused
	// holds says that the reader holds rows back and calls recorder.pause by itself.
	holds bool
}

// rowReader makes readings out of one file's rows.
type rowReader interface {
	row(r row, out *recorder)
	end(out *recorder) // called once, after the last row
}

// rowFunc is a rowReader that needs no row but the current one.
type rowFunc func(r row, out *recorder)

func (f rowFunc) row(r row, out *recorder) { f(r, out) }
func (f rowFunc) end(*recorder)            {}

// row is one row of a CSV file or one document of an NDJSON file.
type row struct {
	text   []byte   // the line; valid until the next row
	fields []string // its fields; nil for NDJSON
	index  []int    // where the format's columns are in fields
}

// at returns the field of the format's i-th column.
func (r row) at(i int) string { return r.fields[r.index[i]] }

// Formats returns all formats in a stable order; the slice is the caller's.
func Formats() []Format {
	return slices.Concat(fitbitFormats(), cityFormats(), ownFormats())
}

// FormatNamed returns the format of that name, or ErrUnknownFormat with the names
// of all.
func FormatNamed(name string) (Format, error) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("%w %q; known: %s", ErrUnknownFormat, name, formatNames())
}

// Detect tells a format by the beginning of a file: a CSV header and some rows,
// or the first document. Returns ErrUnknownFormat with the names of all.
func Detect(head []byte) (Format, error) {
	first, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte(byteOrderMark)), []byte("\n"))
	header := readHeader(first)
	for _, f := range Formats() {
		if f.columns != nil && locate(f.columns, header) == nil {
			continue
		}
		if f.fits == nil || f.fits(head) {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("%w: neither columns nor first document are known; known: %s", ErrUnknownFormat, formatNames())
}

// readHeader returns the column names in a CSV file's first line; none if it
// cannot be a header.
func readHeader(text []byte) []string {
	header, err := splitCSV(nil, bytes.TrimRight(text, "\r\n"))
	if err != nil {
		return nil
	}
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
	}
	return header
}

// locate returns where each of columns is in header, or nil if one is missing.
func locate(columns, header []string) []int {
	index := make([]int, len(columns))
	for i, c := range columns {
		if index[i] = slices.Index(header, c); index[i] < 0 {
			return nil
		}
	}
	return index
}

// formatNames returns the names of all formats for an error text.
func formatNames() string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}
