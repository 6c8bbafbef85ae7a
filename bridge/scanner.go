package bridge

import (
	"fmt"
	"strings"
)

// scanner reads JSON text. It holds no memory of its own: values are parts of doc.
//
// Source: RFC 8259
type scanner struct {
	doc   string
	pos   int
	depth int
}

func (s *scanner) fail(problem string) error { return &SyntaxError{Offset: s.pos, Problem: problem} }

// peek is the next byte, or 0 at the end: 0 begins no JSON token.
func (s *scanner) peek() byte {
	if s.pos < len(s.doc) {
		return s.doc[s.pos]
	}
	return 0
}

func (s *scanner) space() {
	for s.pos < len(s.doc) {
		switch s.doc[s.pos] {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return
		}
	}
}

// value reads one value and gives its kind.
func (s *scanner) value() (kind, error) {
	switch c := s.peek(); {
	case c == '"':
		return kindString, s.string()
	case c == '{':
		return kindObject, s.object(nil)
	case c == '[':
		return kindArray, s.array()
	case c == 't':
		return kindBool, s.literal("true")
	case c == 'f':
		return kindBool, s.literal("false")
	case c == 'n':
		return kindNull, s.literal("null")
	case c == '-' || isDigit(c):
		return kindNumber, s.number()
	case s.pos == len(s.doc):
		return 0, s.fail("the JSON ends too early")
	default:
		return 0, s.fail("not a JSON value")
	}
}

func (s *scanner) enter() error {
	if s.depth++; s.depth > MaxDepth {
		return s.fail(fmt.Sprintf("the JSON nests deeper than %d levels", MaxDepth))
	}
	s.pos++
	s.space()
	return nil
}

// object reads an object and fills the wanted members, each at most once.
func (s *scanner) object(want []member) error {
	if err := s.enter(); err != nil {
		return err
	}
	for first := true; ; first = false {
		if s.peek() == '}' && first {
			break
		}
		if err := s.member(want); err != nil {
			return err
		}
		if s.peek() == '}' {
			break
		}
		if s.peek() != ',' {
			return s.fail("wanted a comma or the end of an object")
		}
		s.pos++
		s.space()
	}
	s.pos++
	s.depth--
	return nil
}

func (s *scanner) member(want []member) error {
	if s.peek() != '"' {
		return s.fail("wanted a field's name in double quotes")
	}
	start := s.pos
	if err := s.string(); err != nil {
		return err
	}
	name := s.doc[start:s.pos]
	s.space()
	if s.peek() != ':' {
		return s.fail("wanted a colon after a field's name")
	}
	s.pos++
	s.space()
	start = s.pos
	k, err := s.value()
	if err != nil {
		return err
	}
	raw := s.doc[start:s.pos]
	s.space()
	return s.keep(want, name, k, raw)
}

// keep stores a value in the wanted member of that name, if there is one.
func (s *scanner) keep(want []member, quoted string, k kind, raw string) error {
	if len(want) == 0 {
		return nil
	}
	name := unquote(quoted)
	for i := range want {
		if want[i].name != name {
			continue
		}
		if want[i].kind != kindAbsent {
			return s.fail("the field " + name + " is given twice")
		}
		want[i].kind, want[i].raw = k, raw
	}
	return nil
}

func (s *scanner) array() error {
	if err := s.enter(); err != nil {
		return err
	}
	for first := true; ; first = false {
		if s.peek() == ']' && first {
			break
		}
		if _, err := s.value(); err != nil {
			return err
		}
		s.space()
		if s.peek() == ']' {
			break
		}
		if s.peek() != ',' {
			return s.fail("wanted a comma or the end of an array")
		}
		s.pos++
		s.space()
	}
	s.pos++
	s.depth--
	return nil
}

func (s *scanner) string() error {
	s.pos++
	for s.pos += plain(s.doc[s.pos:]); s.pos < len(s.doc); {
		switch c := s.doc[s.pos]; {
		case c == '"':
			s.pos++
			return nil
		case c == '\\':
			if err := s.escape(); err != nil {
				return err
			}
		case c < ' ':
			return s.fail("a control character inside a string")
		default:
			s.pos++
		}
	}
	return s.fail("the JSON ends inside a string")
}

// plain is a number of bytes at the beginning of text that a string may hold as they are: it looks at eight together, and
// leaves the rest to who looks at each. Of those it passes none is below a space, a quotation mark or a backslash.
//
// Source: S. E. Anderson, Bit Twiddling Hacks, "Determine if a word has a byte less than n"
func plain(text string) (n int) {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; len(text)-n >= 8; n += 8 {
		b := text[n : n+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		quote, slash := w^(ones*'"'), w^(ones*'\\')
		if ((w-ones*' ')&^w|(quote-ones)&^quote|(slash-ones)&^slash)&tops != 0 {
			return n
		}
	}
	return n
}

func (s *scanner) escape() error {
	s.pos++
	switch s.peek() {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		s.pos++
		return nil
	case 'u':
		for range 4 {
			s.pos++
			if !isHex(s.peek()) {
				return s.fail("a wrong \\u escape")
			}
		}
		s.pos++
		return nil
	default:
		return s.fail("a wrong escape inside a string")
	}
}

func (s *scanner) literal(word string) error {
	if !strings.HasPrefix(s.doc[s.pos:], word) {
		return s.fail("not a JSON value")
	}
	s.pos += len(word)
	return nil
}

func (s *scanner) number() error {
	if s.peek() == '-' {
		s.pos++
	}
	if s.peek() == '0' {
		s.pos++
	} else if err := s.digits(); err != nil {
		return err
	}
	if s.peek() == '.' {
		s.pos++
		if err := s.digits(); err != nil {
			return err
		}
	}
	if c := s.peek(); c == 'e' || c == 'E' {
		s.pos++
		if c := s.peek(); c == '+' || c == '-' {
			s.pos++
		}
		return s.digits()
	}
	return nil
}

func (s *scanner) digits() error {
	start := s.pos
	for isDigit(s.peek()) {
		s.pos++
	}
	if s.pos == start {
		return s.fail("wanted a digit")
	}
	return nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' }
