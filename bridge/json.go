package bridge

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxDepth is how many levels of objects and arrays a request may nest. A node's requests nest three.
const MaxDepth = 32

// SyntaxError says that a request's body is not a JSON object that ParseRequest reads. Its text never quotes the body.
type SyntaxError struct {
	Offset  int    // byte at which reading stopped
	Problem string // what is wrong there
}

// Error gives the problem and the byte offset.
func (e *SyntaxError) Error() string { return fmt.Sprintf("%s at byte %d", e.Problem, e.Offset) }

type kind uint8

const (
	kindAbsent kind = iota
	kindNull
	kindBool
	kindNumber
	kindString
	kindArray
	kindObject
)

// member is one wanted member of an object: name goes in, kind and the raw JSON text come out.
type member struct {
	name string
	kind kind
	raw  string
}

// text is the value of a string, or the literal of any other kind.
func (m member) text() string {
	if m.kind != kindString {
		return m.raw
	}
	return unquote(m.raw)
}

// unquote decodes a JSON string that the scanner has accepted.
func unquote(raw string) string {
	inner := raw[1 : len(raw)-1]
	if strings.IndexByte(inner, '\\') < 0 {
		return inner
	}
	var s string
	if err := json.Unmarshal([]byte(raw), &s); err != nil {
		return inner // not reached: the scanner accepted raw
	}
	return s
}

// parseDocument reads doc as one JSON object and fills the wanted members.
func parseDocument(doc string, want []member) error {
	if !utf8.ValidString(doc) {
		return &SyntaxError{Problem: "the body is not UTF-8 text"}
	}
	s := scanner{doc: doc}
	s.space()
	if s.pos == len(doc) {
		return &SyntaxError{Problem: "the body is empty"}
	}
	if s.peek() != '{' {
		return s.fail("the body is not a JSON object")
	}
	if err := s.object(want); err != nil {
		return err
	}
	s.space()
	if s.pos != len(doc) {
		return s.fail("text after the JSON object")
	}
	return nil
}

// parseMembers fills the wanted members from raw, an object that the scanner has accepted before.
func parseMembers(raw string, want []member) error {
	s := scanner{doc: raw}
	return s.object(want)
}
