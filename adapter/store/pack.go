package store

import (
	"encoding/binary"
	"time"

	"github.com/fxamacker/cbor/v2"

	"github.com/link4health/link4health/adapter/score"
)

// packFormat says what is packed and how: it rises with either, and what was packed before is not read.
const packFormat = 1

// spans are the stretches of time over which daysQuery reads, in microseconds, both ends inclusive.
type spans struct {
	_     struct{} `cbor:",toarray"`
	Days  int64    // where the days begin
	BMI   int64    // where the window of the body-mass index begins
	Until int64    // where both end
}

// cover reports whether all of need is in s.
func (s spans) cover(need spans) bool {
	return s.Days <= need.Days && s.BMI <= need.BMI && s.Until >= need.Until
}

// packed is all that daysQuery finds of a citizen over spans, as CBOR.
type packed struct {
	_      struct{} `cbor:",toarray"`
	Format int
	Spans  spans
	Series []series
}

// series are readings alike: for each, two varints of encoding/binary, of the moment in microseconds and of the value in
// millionths of the metric's unit, each less that of the one before.
type series struct {
	_        struct{} `cbor:",toarray"`
	Metric   string
	Source   string
	Period   int64 // seconds
	Readings []byte
}

// pack makes the bytes that unpack reads.
func pack(s spans, readings []score.Reading) ([]byte, error) {
	all := packed{Format: packFormat, Spans: s}
	last := map[int]moment{}
	for _, r := range readings {
		n := all.seriesOf(r)
		now := moment{r.ObservedAt.UnixMicro(), int64(r.Value)}
		all.Series[n].Readings = binary.AppendVarint(all.Series[n].Readings, now.at-last[n].at)
		all.Series[n].Readings = binary.AppendVarint(all.Series[n].Readings, now.value-last[n].value)
		last[n] = now
	}
	return cbor.Marshal(all)
}

// moment is what is packed of a reading.
type moment struct{ at, value int64 }

// seriesOf is the index of the series that a reading belongs to, which may be a new one.
func (p *packed) seriesOf(r score.Reading) int {
	period := int64(r.Period / time.Second)
	for n := range p.Series {
		if s := &p.Series[n]; s.Metric == string(r.Metric) && s.Source == r.Source && s.Period == period {
			return n
		}
	}
	p.Series = append(p.Series, series{Metric: string(r.Metric), Source: r.Source, Period: period})
	return len(p.Series) - 1
}

// unpack returns readings that pack packed, if they cover what is needed.
func unpack(data []byte, need spans) ([]score.Reading, bool) {
	var all packed
	if len(data) == 0 || cbor.Unmarshal(data, &all) != nil || all.Format != packFormat || !all.Spans.cover(need) {
		return nil, false
	}
	readings := make([]score.Reading, 0, usualReadings)
	for _, s := range all.Series {
		r := score.Reading{Metric: score.Metric(s.Metric), Source: s.Source, Period: time.Duration(s.Period) * time.Second}
		var now moment
		for rest := s.Readings; len(rest) > 0; {
			at, atBytes := binary.Varint(rest)
			value, valueBytes := binary.Varint(rest[max(0, atBytes):])
			if atBytes <= 0 || valueBytes <= 0 {
				return nil, false
			}
			rest = rest[atBytes+valueBytes:]
			now = moment{now.at + at, now.value + value}
			r.ObservedAt, r.Value = time.UnixMicro(now.at).UTC(), score.Value(now.value)
			readings = append(readings, r)
		}
	}
	return readings, true
}
