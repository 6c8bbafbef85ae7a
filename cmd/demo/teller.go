package demo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// fact is one thing a step found out.
type fact struct {
	Key   string // the name in --json output, camelCase
	Label string // the name for people; empty shows the text alone
	Value any    // what --json shows
	Text  string // what people see; empty shows Value
}

// outcome is a step that has been done.
type outcome struct {
	Step  string // the name in --json output
	Title string // the heading for people
	Facts []fact
	Took  time.Duration
	Err   error
}

// teller tells people or programs what the demo does, one step at a time.
type teller interface {
	tell(outcome) error
}

// prose writes steps as numbered paragraphs.
type prose struct {
	w io.Writer
	n int
}

func (p *prose) tell(o outcome) error {
	p.n++
	var b strings.Builder
	fmt.Fprintf(&b, "\n%2d. %s\n", p.n, o.Title)
	width := 0
	for _, f := range o.Facts {
		width = max(width, len(f.Label))
	}
	for _, f := range o.Facts {
		text := f.Text
		if text == "" {
			text = fmt.Sprint(f.Value)
		}
		if f.Label == "" {
			fmt.Fprintf(&b, "%s\n", indent(text))
			continue
		}
		fmt.Fprintf(&b, "    %-*s  %s\n", width, f.Label, text)
	}
	if o.Err != nil {
		fmt.Fprintf(&b, "    FAILED  %v\n", o.Err)
	}
	_, err := io.WriteString(p.w, b.String())
	return err
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ")
}

// lines writes each step as one JSON object on a line: step, ok, seconds, then its facts
// in their order.
type lines struct{ w io.Writer }

func (l lines) tell(o outcome) error {
	facts := append([]fact{
		{Key: "step", Value: o.Step},
		{Key: "ok", Value: o.Err == nil},
		{Key: "seconds", Value: o.Took.Round(time.Millisecond).Seconds()},
	}, o.Facts...)
	if o.Err != nil {
		facts = append(facts, fact{Key: "error", Value: o.Err.Error()})
	}
	var b bytes.Buffer
	for i, f := range facts {
		value, err := json.Marshal(f.Value)
		if err != nil {
			return fmt.Errorf("write step %s, %s: %w", o.Step, f.Key, err)
		}
		separator := byte(',')
		if i == 0 {
			separator = '{'
		}
		b.WriteByte(separator)
		fmt.Fprintf(&b, "%q:%s", f.Key, value)
	}
	b.WriteString("}\n")
	_, err := l.w.Write(b.Bytes())
	return err
}
