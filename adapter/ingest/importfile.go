package ingest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// ErrTruncated says that a file stops in the middle of its last row.
var ErrTruncated = errors.New("the file stops in the middle of a row; fetch it again")

// FileError says why a file was not read, or not to its end. Rows before Line are
// stored.
type FileError struct {
	File string // as in FileSummary
	Line int    // the line at which reading stopped, from 1; 0 if none was read
	Err  error
}

// Error returns file, line and cause.
func (e *FileError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s line %d: %v", e.File, e.Line, e.Err)
}

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }

// rowsBetweenChecks is how many rows are read between looks at the context.
const rowsBetweenChecks = 256

// file imports one file. Returns a *FileError if only this file is at fault.
func (r *run) file(ctx context.Context, in input) (FileSummary, error) {
	summary := FileSummary{File: in.label, Counts: newCounts()}
	start := r.done
	err := r.read(ctx, in, &summary)
	if in.size > 0 && r.done < start+in.size && err == nil {
		r.done = start + in.size // what was not worth reading
	}
	r.progress(r.done)
	if broken := (*FileError)(nil); errors.As(err, &broken) {
		summary.Error = broken.Err.Error()
	} else if err != nil {
		err = fmt.Errorf("import %s: %w", summary.File, err)
	}
	r.deps.Log.LogAttrs(ctx, slog.LevelDebug, "file read",
		slog.String("format", summary.Format), slog.Int("rows", summary.Rows), slog.Int("read", summary.Read),
		slog.Int("new", summary.New), slog.Int("duplicate", summary.Duplicate),
		slog.Int("skipped", summary.SkippedTotal()), slog.Int("rejected", summary.RejectedTotal()),
		slog.Bool("complete", err == nil))
	return summary, err
}

// read opens a file, tells its format and reads its rows.
func (r *run) read(ctx context.Context, in input, summary *FileSummary) (err error) {
	broken := func(line int, cause error) error { return &FileError{File: summary.File, Line: line, Err: cause} }
	raw, err := in.open()
	if err != nil {
		return broken(0, err)
	}
	defer func() { err = errors.Join(err, raw.Close()) }()
	packed := bufio.NewReaderSize(meter{in: raw, done: &r.done, report: r.progress}, bufferSize)
	identity, err := r.identify(in, packed)
	if err != nil {
		return broken(0, err)
	}
	text, err := content(in.name, packed)
	if err != nil {
		return broken(0, err)
	}
	rule := r.directory.rule(in.name)
	format, err := r.format(rule, text)
	if err != nil {
		return broken(0, err)
	}
	summary.Format, summary.Unused = format.Name, format.Unused
	if format.Unused != "" {
		return nil
	}
	reader, err := format.open(r.directory.describe(in.name, rule, r.cfg.Export))
	if err != nil {
		return broken(0, err)
	}
	t := &table{lines: &lineReader{in: text}, format: format, reader: reader}
	cause, err := r.store(ctx, t, identity, summary)
	if err != nil {
		return err
	}
	if cause != nil {
		return broken(t.lines.line, cause)
	}
	return nil
}

// store reads the rows of t and stores them, both at the same time. Returns what
// ended the file early as cause, and what ended the whole import as err.
func (r *run) store(ctx context.Context, t *table, identity string, summary *FileSummary) (cause, err error) {
	before, err := r.resume(ctx, identity)
	if err != nil {
		return nil, err
	}
	if identity != "" {
		r.identities = append(r.identities, identity)
	}
	if before != nil {
		before.restore(summary)
		r.rejects.resume(before.Rejected)
		if before.Done {
			return nil, nil
		}
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	batches, spare, stored := make(chan *batch, 1), make(chan []item, 2), make(chan struct{})
	k := &keeper{sink: r.deps.Sink, rejects: r.rejects, file: identity, summary: summary}
	go func() {
		defer close(stored)
		k.run(ctx, batches, spare, stop)
	}()
	t.out = &recorder{ctx: ctx, out: batches, spare: spare, size: r.cfg.BatchSize, cities: r.cities}
	t.out.begin()
	cause = t.readAll(before)
	close(batches)
	<-stored
	return cause, context.Cause(ctx)
}

// format returns the format that the configuration or the mapping names, or else
// the one that the file's beginning shows.
func (r *run) format(rule FileRule, text *bufio.Reader) (Format, error) {
	if r.cfg.Format != "" {
		return FormatNamed(r.cfg.Format)
	}
	if rule.Format != "" {
		return FormatNamed(rule.Format)
	}
	head, err := text.Peek(bufferSize)
	if len(head) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return Format{}, err
	}
	return Detect(head)
}

// table reads the rows of one file.
type table struct {
	lines  *lineReader
	format Format
	reader rowReader
	out    *recorder

	width int   // columns of the header
	index []int // where the format's columns are
}

// readAll reads the header and all rows, or those after before, and hands over what
// was found. Returns what ended the file early; the context's error is in t.out.err.
func (t *table) readAll(before *state) error {
	err := t.readHeader()
	if err == nil && before != nil {
		err = t.lines.skip(before.position)
	}
	var fields []string
	for n := 0; err == nil && t.out.err == nil; n++ {
		if n%rowsBetweenChecks == 0 && t.out.ctx.Err() != nil {
			t.out.err = context.Cause(t.out.ctx)
			return nil
		}
		fields, err = t.readRow(fields[:0])
		if !t.format.holds {
			t.out.rowDone(t.lines.position())
		}
	}
	t.reader.end(t.out)
	whole := errors.Is(err, io.EOF)
	if t.out.err == nil {
		t.out.send(t.lines.position(), false, whole)
	}
	if whole {
		return nil
	}
	return err
}

// readHeader reads the header of a CSV file.
func (t *table) readHeader() error {
	if t.format.columns == nil {
		return nil
	}
	first, err := t.lines.next()
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	header := readHeader(first.text)
	t.width, t.index = len(header), locate(t.format.columns, header)
	if t.index == nil {
		return fmt.Errorf("the header lacks columns of format %s", t.format.Name)
	}
	return nil
}

// readRow reads one row into fields, whose memory it uses again. Returns io.EOF
// after the last one, ErrTruncated, or an error of the file.
func (t *table) readRow(fields []string) ([]string, error) {
	t.out.start = t.lines.position()
	l, err := t.lines.next()
	if err != nil || len(bytes.TrimSpace(l.text)) == 0 && !l.tooLong {
		return fields, err
	}
	fields, whole := t.split(fields, l)
	if !whole && !l.tooLong && !l.ended {
		return fields, ErrTruncated
	}
	t.out.line = t.lines.line
	t.out.batch.found.Rows++
	switch {
	case l.tooLong:
		t.out.reject("", LineTooLong)
	case !whole:
		t.out.reject("", BadRow)
	default:
		t.reader.row(row{text: l.text, fields: fields, index: t.index}, t.out)
	}
	return fields, nil
}

// split appends the fields of a CSV line to fields and reports whether the line
// has the form of a whole row or document.
func (t *table) split(fields []string, l line) ([]string, bool) {
	if t.format.columns == nil {
		return fields, l.ended || json.Valid(l.text)
	}
	fields, err := splitCSV(fields, l.text)
	return fields, err == nil && len(fields) == t.width
}
