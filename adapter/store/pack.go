package store

import (
	"cmp"
	"encoding/binary"
	"slices"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// packFormat says what is packed and how: it rises with either, and what was packed before is not read.
const packFormat = 2

// spans are the stretches of time over which daysQuery reads, in microseconds, both ends inclusive.
type spans struct {
	Days  int64 // where the days begin
	BMI   int64 // where the window of the body-mass index begins
	Until int64 // where both end
}

// cover reports whether all of need is in s.
func (s spans) cover(need spans) bool {
	return s.Days <= need.Days && s.BMI <= need.BMI && s.Until >= need.Until
}

// pack makes the bytes that unpack reads, all of them varints of encoding/binary and texts, a text after its length: the
// format, the spans, how many readings there are; then for each series of readings alike the metric, the source, the period in
// seconds and their count, and for each of them the moment in microseconds and the value in millionths, less those of the one
// before.
func pack(s spans, readings []score.Reading) []byte {
	all := appendNumbers(nil, packFormat, s.Days, s.BMI, s.Until, int64(len(readings)))
	for rest := slices.SortedStableFunc(slices.Values(readings), bySeries); len(rest) > 0; {
		first := rest[0]
		n := 1
		for n < len(rest) && bySeries(rest[n], first) == 0 {
			n++
		}
		all = appendText(appendText(all, string(first.Metric)), first.Source)
		all = appendNumbers(all, int64(first.Period/time.Second), int64(n))
		var at, value int64
		for _, r := range rest[:n] {
			all = appendNumbers(all, r.ObservedAt.UnixMicro()-at, int64(r.Value)-value)
			at, value = r.ObservedAt.UnixMicro(), int64(r.Value)
		}
		rest = rest[n:]
	}
	return all
}

// bySeries sorts readings that are alike together.
func bySeries(a, b score.Reading) int {
	return cmp.Or(cmp.Compare(a.Metric, b.Metric), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Period, b.Period))
}

func appendNumbers(to []byte, numbers ...int64) []byte {
	for _, n := range numbers {
		to = binary.AppendVarint(to, n)
	}
	return to
}

func appendText(to []byte, text string) []byte {
	return append(appendNumbers(to, int64(len(text))), text...)
}

// unpack returns readings that pack packed, if they cover what is needed.
func unpack(data []byte, need spans, words words) ([]score.Reading, bool) {
	u := unpacker{rest: data}
	if u.number() != packFormat || !(spans{u.number(), u.number(), u.number()}).cover(need) {
		return nil, false
	}
	readings := make([]score.Reading, 0, u.count())
	for len(u.rest) > 0 {
		r := score.Reading{Metric: score.Metric(words.of(u.text())), Source: words.of(u.text()), Period: time.Duration(u.number()) * time.Second}
		var at int64
		for range u.count() {
			at += u.number()
			r.ObservedAt, r.Value = time.UnixMicro(at).UTC(), r.Value+score.Value(u.number())
			readings = append(readings, r)
		}
	}
	return readings, !u.cut
}

// unpacker reads what is packed. Behind its end it finds noughts.
type unpacker struct {
	rest []byte
	cut  bool // it came to an end too early, or was never packed
}

func (u *unpacker) number() int64 {
	n, size := binary.Varint(u.rest)
	if size <= 0 {
		u.rest, u.cut = nil, true
		return 0
	}
	u.rest = u.rest[size:]
	return n
}

// count is a number of things that each take a byte or more.
func (u *unpacker) count() int {
	n := u.number()
	if n < 0 || n > int64(len(u.rest)) {
		u.rest, u.cut = nil, true
		return 0
	}
	return int(n)
}

func (u *unpacker) text() []byte {
	n := u.count()
	text := u.rest[:n]
	u.rest = u.rest[n:]
	return text
}
