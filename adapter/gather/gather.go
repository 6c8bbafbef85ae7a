// Package gather lets log lines that come close together be written together: under load a system call for each of them is a
// good part of what a quick request costs.
//
// A line waits for a millisecond at most, and one that warns, with all before it, for nothing. So what a process that is killed
// has not written are the last quiet lines of its last millisecond.
package gather

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// Bounds of what is gathered.
const (
	patience = time.Millisecond
	most     = 64 << 10 // bytes, from which on who writes waits for them to be written
)

// Writer gathers what is written to it. It is safe for concurrent use; Flush is to be called before the program ends.
type Writer struct {
	to io.Writer

	mutex    sync.Mutex
	gathered []byte
	due      *time.Timer // nil unless something is gathered

	writing sync.Mutex // held while something is written, in its order
	spare   []byte
}

// NewWriter returns a Writer that writes to another.
func NewWriter(to io.Writer) *Writer { return &Writer{to: to} }

// Write gathers a copy of p. It returns an error only if it had to write, and that failed.
func (w *Writer) Write(p []byte) (int, error) {
	w.mutex.Lock()
	w.gathered = append(w.gathered, p...)
	full := len(w.gathered) >= most
	if w.due == nil {
		w.due = time.AfterFunc(patience, func() { _ = w.Flush() }) // who logs has nowhere to say that it cannot be written
	}
	w.mutex.Unlock()
	if full {
		return len(p), w.Flush()
	}
	return len(p), nil
}

// Flush writes what is gathered.
func (w *Writer) Flush() error {
	w.writing.Lock()
	defer w.writing.Unlock()
	lines := w.take()
	if len(lines) == 0 {
		return nil
	}
	_, err := w.to.Write(lines)
	w.spare = lines[:0]
	return err
}

// take returns what is gathered, and begins anew.
func (w *Writer) take() []byte {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.due != nil {
		w.due.Stop()
		w.due = nil
	}
	lines := w.gathered
	w.gathered, w.spare = w.spare, nil
	return lines
}

// Handler is a handler that logs to a Writer and does not let warnings and errors wait.
type Handler struct {
	slog.Handler
	writer *Writer
}

// NewHandler returns what next, which logs to writer, is with that.
func NewHandler(next slog.Handler, writer *Writer) Handler { return Handler{next, writer} }

// Handle logs a record.
func (h Handler) Handle(ctx context.Context, r slog.Record) error {
	err := h.Handler.Handle(ctx, r)
	if err == nil && r.Level >= slog.LevelWarn {
		err = h.writer.Flush()
	}
	return err
}

// WithAttrs is the handler with attributes.
func (h Handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return Handler{h.Handler.WithAttrs(attrs), h.writer}
}

// WithGroup is the handler within a group.
func (h Handler) WithGroup(name string) slog.Handler {
	return Handler{h.Handler.WithGroup(name), h.writer}
}
