package jobspecs

import (
	"regexp"
	"strconv"
	"strings"
)

// lineMap returns a function from a line of a string's content, from 1, to the
// line of the file on which it stands. Escapes and line continuations of TOML
// make the two differ.
func lineMap(e entry) func(int) int {
	lines := []int{e.line}
	switch {
	case strings.HasPrefix(e.raw, `'''`):
		lines = literalLines(e)
	case strings.HasPrefix(e.raw, `"""`):
		lines = basicLines(e)
	default:
		lines = nil // on one line, whatever its escapes say
	}
	return func(line int) int {
		if len(lines) == 0 {
			return e.line
		}
		return lines[min(max(line, 1), len(lines))-1]
	}
}

// body returns the content of a multi-line string as written, and its first line.
// A line break straight after the opening quotes does not count.
func (e entry) body() (string, int) {
	body := e.raw[3 : len(e.raw)-3]
	for _, newline := range []string{"\n", "\r\n"} {
		if rest, ok := strings.CutPrefix(body, newline); ok {
			return rest, e.line + 1
		}
	}
	return body, e.line
}

// literalLines maps the lines of a literal string, which has no escapes.
func literalLines(e entry) []int {
	body, first := e.body()
	var lines []int
	for i := range strings.Count(body, "\n") + 1 {
		lines = append(lines, first+i)
	}
	return lines
}

// basicLines maps the lines of a string with escapes.
func basicLines(e entry) []int {
	body, at := e.body()
	lines := []int{at}
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case '\n':
			at++
			lines = append(lines, at)
		case '\\':
			i++
			if body[i] == 'n' {
				lines = append(lines, at)
			}
			if rest := strings.TrimLeft(body[i:], " \t\r\n"); strings.Contains(body[i:len(body)-len(rest)], "\n") {
				at += strings.Count(body[i:len(body)-len(rest)], "\n")
				i = len(body) - len(rest) - 1
			}
		}
	}
	return lines
}

// taskSource is a task's declaration as it stands in the text.
type taskSource struct {
	id    string
	line  int // in the file
	attrs []attrSource
}

// attrSource is an attribute as it stands in the text.
type attrSource struct {
	key  string
	raw  string // the value with its quotes
	line int    // in the file, where the value begins
}

// locate finds the declarations of tasks in DOT text, in the text's order, and
// the file's line on which each id occurs first. gonum's syntax tree has no
// positions, so this walks the tokens; what it does not understand it passes over.
func locate(text string, fileLine func(int) int) (sources []taskSource, mentions map[string]int) {
	mentions = map[string]int{}
	tokens := tokenize(text)
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if !t.id {
			continue
		}
		s := taskSource{id: unquote(t.text), line: fileLine(t.line)}
		if _, ok := mentions[s.id]; !ok {
			mentions[s.id] = s.line
		}
		isTarget := i > 0 && tokens[i-1].text == "->"
		declares := false
		for i+1 < len(tokens) && tokens[i+1].text == "[" && !tokens[i+1].id {
			declares = true
			for i += 2; i < len(tokens) && (tokens[i].id || tokens[i].text != "]"); i++ {
				if a, ok := attrAt(tokens, i, fileLine); ok {
					s.attrs = append(s.attrs, a)
				}
			}
		}
		if declares && !isTarget {
			sources = append(sources, s)
		}
	}
	return sources, mentions
}

// attrAt returns the attribute whose key is the token i.
func attrAt(tokens []token, i int, fileLine func(int) int) (attrSource, bool) {
	if i+2 >= len(tokens) || !tokens[i].id || tokens[i+1].text != "=" || !tokens[i+2].id {
		return attrSource{}, false
	}
	return attrSource{key: unquote(tokens[i].text), raw: tokens[i+2].text, line: fileLine(tokens[i+2].line)}, true
}

// unquote removes the quotes of a quoted id.
func unquote(s string) string {
	if t, err := strconv.Unquote(s); err == nil {
		return t
	}
	return s
}

// token is a word of DOT.
type token struct {
	text string
	line int  // in the DOT text, from 1, where it begins
	id   bool // a name, number, string or <…>, not punctuation
}

// tokenize splits DOT text into its tokens, without the comments.
func tokenize(text string) []token {
	var tokens []token
	for i, line := 0, 1; i < len(text); {
		n, kind := nextToken(text[i:])
		if kind != blank {
			tokens = append(tokens, token{text[i : i+n], line, kind == name})
		}
		line += strings.Count(text[i:i+n], "\n")
		i += n
	}
	return tokens
}

type tokenKind int

const (
	blank tokenKind = iota // white space and comments
	name
	punctuation
)

// nextToken returns the length, at least 1, and the kind of the token at the
// start of s, which is not empty.
//
// Source: gonum v0.17.0, graph/formats/dot/internal/dot.bnf.
func nextToken(s string) (int, tokenKind) {
	switch {
	case strings.ContainsRune(" \t\r\n", rune(s[0])):
		return 1, blank
	case s[0] == '#', strings.HasPrefix(s, "//"):
		return until(s, 0, "\n"), blank
	case strings.HasPrefix(s, "/*"):
		return until(s, 2, "*/"), blank
	case s[0] == '"':
		return quotedLen(s), name
	case s[0] == '<':
		return angledLen(s), name
	case strings.HasPrefix(s, "->"):
		return 2, punctuation
	}
	if word := dotWord.FindString(s); word != "" {
		return len(word), name
	}
	return 1, punctuation
}

// dotWord matches a name or a number at the start of a text.
var dotWord = regexp.MustCompile(`^(?:[a-zA-Z_\x{80}-\x{10FFFF}][a-zA-Z0-9_\x{80}-\x{10FFFF}]*|-?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?))`)

// until returns the length of s up to and with the first end at or after from.
func until(s string, from int, end string) int {
	if n := strings.Index(s[from:], end); n >= 0 {
		return from + n + len(end)
	}
	return len(s)
}

// quotedLen returns the length of the quoted string at the start of s.
func quotedLen(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

// angledLen returns the length of the <…> at the start of s.
func angledLen(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}
