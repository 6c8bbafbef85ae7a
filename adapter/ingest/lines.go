package ingest

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// MaxLine is the longest line that is read, in bytes; a longer one is rejected
// and left out. It bounds the memory an import needs.
const MaxLine = 1 << 20

// bufferSize is how much of a file is read at a time, and how much of its
// beginning can be looked at to tell its format.
const bufferSize = 64 << 10

// byteOrderMark starts text files saved by some spreadsheets.
const byteOrderMark = "\xef\xbb\xbf"

// lineReader reads a text file line by line, whatever its length.
//
// Rows are cut at line ends before they are parsed, so that a stray quote spoils
// one row and not the rest of the file; none of the formats has a line end
// inside a field.
type lineReader struct {
	in     *bufio.Reader
	long   []byte
	line   int   // number of the line last begun, from 1
	offset int64 // bytes read
}

// position returns where the next line begins.
func (r *lineReader) position() position { return position{Offset: r.offset, Line: r.line} }

// line is one line of a file.
type line struct {
	text    []byte // without its end; valid until the next one is read
	ended   bool   // false for a last line without a line end
	tooLong bool   // longer than MaxLine; text is empty
}

// next returns the next line. Returns io.EOF after the last one, and any other
// error of the file as it is: what was read of the line then is lost, since it
// may have been cut in the middle of a number.
func (r *lineReader) next() (line, error) {
	r.long = r.long[:0]
	tooLong := false
	for {
		part, err := r.in.ReadSlice('\n')
		r.offset += int64(len(part))
		if !errors.Is(err, bufio.ErrBufferFull) {
			return r.finish(part, tooLong, err)
		}
		if tooLong = tooLong || len(r.long)+len(part) > MaxLine; tooLong {
			part = nil
		}
		r.long = append(r.long, part...)
	}
}

// finish makes a line of what next gathered and its last part.
func (r *lineReader) finish(part []byte, tooLong bool, err error) (line, error) {
	if err != nil && !errors.Is(err, io.EOF) {
		r.line++
		return line{}, err
	}
	if err != nil && len(part) == 0 && len(r.long) == 0 && !tooLong {
		return line{}, io.EOF
	}
	r.line++
	if tooLong || len(r.long)+len(part) > MaxLine {
		return line{ended: err == nil, tooLong: true}, nil
	}
	text := part
	if len(r.long) > 0 {
		r.long = append(r.long, part...)
		text = r.long
	}
	if r.line == 1 {
		text = bytes.TrimPrefix(text, []byte(byteOrderMark))
	}
	return line{text: bytes.TrimRight(text, "\r\n"), ended: err == nil}, nil
}

// splitCSV appends the comma-separated fields of text to fields.
func splitCSV(fields []string, text []byte) ([]string, error) {
	if bytes.IndexByte(text, '"') >= 0 {
		quoted, err := csv.NewReader(bytes.NewReader(text)).Read()
		return append(fields, quoted...), err
	}
	rest := string(text)
	for {
		field, after, more := strings.Cut(rest, ",")
		fields = append(fields, field)
		if !more {
			return fields, nil
		}
		rest = after
	}
}
