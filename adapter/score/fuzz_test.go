package score_test

import (
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
)

// readingBytes is how many bytes FuzzScore makes a reading from.
const readingBytes = 20

// readingFrom makes a reading, plausible or not, of the bytes given.
func readingFrom(b []byte) score.Reading {
	metrics := score.Metrics()
	d := metrics[int(b[0])%len(metrics)]
	r := score.Reading{
		Metric:     d.Metric,
		Value:      score.Value(binary.BigEndian.Uint64(b[1:])),
		ObservedAt: noon.Add(-time.Duration(int32(binary.BigEndian.Uint32(b[9:]))) * time.Second / 16),
		Period:     time.Duration(int32(binary.BigEndian.Uint32(b[13:]))) * time.Second,
		Source:     string(b[17:18]),
	}
	if b[18]&1 == 0 { // most often within the range, or nothing would be scored
		r.Value = d.Min + score.Value(uint64(r.Value)%uint64(d.Max-d.Min+1))
		r.Period = periods[int(b[19])%len(periods)]
	}
	if b[18] == 3 {
		r.Metric = score.Metric(b[17:19])
	}
	return r
}

// FuzzScore: any readings are either refused for a stated reason or give a sound
// result, which agrees with itself backwards.
func FuzzScore(f *testing.F) {
	f.Add([]byte{})
	f.Add(make([]byte, 3*readingBytes))
	all := make([]byte, 0, 10*readingBytes)
	for i := range 10 {
		b := make([]byte, readingBytes)
		b[0], b[5], b[11], b[17], b[19] = byte(i), 9, byte(16*i), 'a', byte(i)
		all = append(all, b...)
	}
	f.Add(all)
	f.Add(append([]byte{255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 1, 0}, all...))
	f.Fuzz(func(t *testing.T, data []byte) {
		in := score.Input{AsOf: noon}
		for ; len(data) >= readingBytes; data = data[readingBytes:] {
			r := readingFrom(data)
			if d, _ := score.Define(r.Metric); d.Scope == score.City {
				in.City = append([]score.Reading{r}, in.City...)
			} else {
				in.Citizen = append([]score.Reading{r}, in.Citizen...)
			}
		}
		result, err := score.V1().Score(in)
		if err == nil {
			requireSound(t, score.V1(), in, result)
			return
		}
		for _, known := range []error{score.ErrCoverage, score.ErrOutOfRange, score.ErrPeriod, score.ErrUnknownMetric} {
			if errors.Is(err, known) {
				return
			}
		}
		require.NoError(t, err)
	})
}
