package intake

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// maxItem is how long one item may be, in bytes, white space around it included.
const maxItem = 16 << 10

// Errors of a source that concern one item, or all of what follows.
var (
	errLongItem = errors.New("item is too long")
	errNoArray  = errors.New("want an array of readings, or an object whose only field readings is one")
)

// source gives the items of a body one by one.
type source interface {
	// next returns the JSON of the next item, which the following call overwrites, or io.EOF. After errLongItem the
	// next item can be had; after another error nothing can.
	next() ([]byte, error)
}

// lines are the items of NDJSON: one a line, empty lines not counted.
type lines struct{ in *bufio.Reader }

func newLines(r io.Reader) *lines { return &lines{bufio.NewReaderSize(r, maxItem)} }

func (l *lines) next() ([]byte, error) {
	for {
		line, err := l.in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			return nil, l.skipLine()
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			return line, nil
		}
		if err != nil {
			return nil, io.EOF
		}
	}
}

// skipLine reads to the end of a line and returns errLongItem, or the error that it met.
func (l *lines) skipLine() error {
	for {
		_, err := l.in.ReadSlice('\n')
		switch {
		case err == nil, errors.Is(err, io.EOF):
			return errLongItem
		case !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}

// array is the items of a JSON array, alone or as the field readings of an object.
type array struct {
	ration  ration
	decoder *json.Decoder
	item    json.RawMessage
	state   arrayState
	object  bool
}

// arrayState is where in the JSON an array is.
type arrayState uint8

const (
	before arrayState = iota
	within
	after
)

func newArray(r io.Reader) *array {
	a := &array{ration: ration{from: r}}
	a.decoder = json.NewDecoder(&a.ration)
	return a
}

func (a *array) next() ([]byte, error) {
	a.ration.left = maxItem
	if a.state == before {
		if err := a.open(); err != nil {
			return nil, err
		}
		a.state = within
	}
	if a.state == within {
		if a.decoder.More() {
			err := a.decoder.Decode(&a.item)
			return a.item, fatal(err)
		}
		if err := a.close(); err != nil {
			return nil, err
		}
		a.state = after
	}
	return nil, io.EOF
}

// open reads what comes before the first item.
func (a *array) open() error {
	t, err := a.decoder.Token()
	if err == nil && t == json.Delim('{') {
		a.object = true
		if t, err = a.decoder.Token(); err == nil && t == "readings" {
			t, err = a.decoder.Token()
		}
	}
	if err == nil && t == json.Delim('[') {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		return errNoArray
	}
	return fatal(err)
}

// close reads what comes after the last item, to the end of the body.
func (a *array) close() error {
	if err := a.delimiter(']'); err != nil {
		return err
	}
	if a.object {
		if err := a.delimiter('}'); err != nil {
			return err
		}
	}
	_, err := a.decoder.Token()
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err == nil {
		return errNoArray
	}
	return fatal(err)
}

func (a *array) delimiter(want json.Delim) error {
	t, err := a.decoder.Token()
	if err == nil && t != want {
		return errNoArray
	}
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return fatal(err)
}

// fatal turns an item that is too long into an error that ends the body: nobody knows where the next one begins. The
// texts of encoding/json quote what it met, so they are dropped.
func fatal(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, errLongItem):
		return tooLarge("an item is longer than 16 KiB; send readings one by one in the array")
	case errors.As(err, &syntax):
		return malformed("the body is not JSON from here on; what came before was dealt with, unless atomic=true", nil)
	case errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF
	default:
		return err
	}
}

// ration is a reader that gives left bytes more and then fails, so that one item cannot fill the memory.
type ration struct {
	from io.Reader
	left int
}

// Read reads the next bytes.
func (r *ration) Read(buffer []byte) (int, error) {
	if r.left <= 0 {
		return 0, errLongItem
	}
	n, err := r.from.Read(buffer[:min(len(buffer), r.left)])
	r.left -= n
	return n, err
}
