package ingest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// identityVersion changes when a file that was read in part by an older program must
// be read again from its beginning.
const identityVersion = 1

// progressKept is how long the progress of an import that nobody goes on with is
// kept.
const progressKept = 90 * 24 * time.Hour

// identify returns the identity of a file: of its size, its beginning and all that
// decides what its rows mean. A file or mapping that was changed is another one and is
// read from its beginning. It is "" for a file of unknown size, such as standard input.
func (r *run) identify(in input, packed *bufio.Reader) (string, error) {
	if in.size <= 0 {
		return "", nil
	}
	head, err := packed.Peek(bufferSize)
	if len(head) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	meaning, err := json.Marshal(struct {
		Version        int
		Name           string
		Size           int64
		Modified       time.Time
		Format, Export string
		Mapping        Mapping
	}{identityVersion, in.name, in.size, in.modified.UTC(), r.cfg.Format, r.cfg.Export, r.cfg.Mapping})
	if err != nil {
		return "", fmt.Errorf("identify: %w", err)
	}
	hash := sha256.New()
	hash.Write(meaning)
	hash.Write(head)
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// resume returns the state in which an interrupted import left a file; nil if there
// is none.
func (r *run) resume(ctx context.Context, file string) (*state, error) {
	if file == "" {
		return nil, nil
	}
	text, err := r.deps.Sink.ImportProgress(ctx, file)
	if err != nil {
		return nil, err
	}
	if text == nil {
		return nil, nil
	}
	var s state
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if decoder.Decode(&s) != nil { // another version's: reading all again is right too
		return nil, nil
	}
	return &s, nil
}

// skip leaves out what lies before p, in a file of which the header was read.
func (r *lineReader) skip(p position) error {
	if p.Offset < r.offset {
		return nil
	}
	n, err := io.CopyN(io.Discard, r.in, p.Offset-r.offset)
	r.offset += n
	r.line = p.Line
	return err
}

// forget removes the progress of the files of an import that came to its end, so
// that the next import of the same files counts each row again.
func (r *run) forget(ctx context.Context) error {
	if err := r.deps.Sink.ForgetImports(ctx, r.identities, time.Now().Add(-progressKept)); err != nil {
		return fmt.Errorf("end import: %w", err)
	}
	return nil
}
