package ingest

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
)

// rejectsHeader is the first row of a file of rejects.
var rejectsHeader = [...]string{"file", "line", "field", "reason", "problem"}

// rejectFile is a CSV file of all rows that were rejected: where they are and what is
// wrong, never what they hold. A nil one takes nothing.
type rejectFile struct {
	file *os.File
	at   int64 // end of what is settled
}

// openRejects opens or creates the file, readable by its owner only. What it holds
// stays until the import says from where on it writes.
func openRejects(name string) (*rejectFile, error) {
	if name == "" {
		return nil, nil
	}
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open file of rejects: %w", err)
	}
	f := &rejectFile{file: file}
	header, err := csvText(rejectsHeader[:])
	if err == nil {
		_, err = file.WriteAt(header, 0)
	}
	if err != nil {
		return nil, fmt.Errorf("write file of rejects: %w", err)
	}
	f.at = int64(len(header))
	return f, nil
}

// end returns how many bytes are settled.
func (f *rejectFile) end() int64 {
	if f == nil {
		return 0
	}
	return f.at
}

// write puts rejects behind what is settled, over whatever was there, and returns
// where they end.
func (f *rejectFile) write(rejects []RowError) (end int64, err error) {
	if f == nil || len(rejects) == 0 {
		return f.end(), nil
	}
	rows := make([][]string, len(rejects))
	for i, e := range rejects {
		rows[i] = []string{e.File, strconv.Itoa(e.Line), e.Field, string(e.Reason), e.Problem}
	}
	text, err := csvText(rows...)
	if err == nil {
		_, err = f.file.WriteAt(text, f.at)
	}
	if err != nil {
		return 0, fmt.Errorf("write file of rejects: %w", err)
	}
	return f.at + int64(len(text)), nil
}

// advance settles what was written up to end.
func (f *rejectFile) advance(end int64) {
	if f != nil {
		f.at = end
	}
}

// resume goes on behind what an interrupted import had written, if it is all there.
func (f *rejectFile) resume(end int64) {
	if f == nil || end < f.at {
		return
	}
	if info, err := f.file.Stat(); err == nil && info.Size() >= end {
		f.at = end
	}
}

// close cuts off what is not settled.
func (f *rejectFile) close() error {
	if f == nil {
		return nil
	}
	err := f.file.Truncate(f.at)
	if closed := f.file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write file of rejects: %w", err)
	}
	return nil
}

// csvText returns rows as CSV.
func csvText(rows ...[]string) ([]byte, error) {
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	err := w.WriteAll(rows)
	return text.Bytes(), err
}
