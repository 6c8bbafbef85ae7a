package ingest

import (
	"time"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// shortestDay is the fewest hourly rows that stand for a whole day, one less
// where clocks are put forward.
const shortestDay = 23

// atRest is how far apart the hours of a day may be that was not measured: a
// constant rate, rounded to whole kilocalories. Of the 1,900 whole days of the
// published exports, 243 are within it, and on none of them was a step taken.
const atRest score.Value = 1_000_000

// hourlyEnergy reads an hour's total energy. It holds back the rows of one
// person's day, because only together they tell whether the device was worn: a
// whole day at one rate is the device's estimate for a body at rest.
type hourlyEnergy struct {
	file   file
	source string
	user   string
	date   time.Time
	hours  []item
}

func openFitbitHourlyEnergy(f file) (rowReader, error) {
	return &hourlyEnergy{file: f, source: exported("fitbit/hourly", f.export)}, nil
}

func (h *hourlyEnergy) row(r row, out *recorder) {
	user, start, ok := h.file.moment(r, "ActivityHour", out)
	if !ok {
		return
	}
	energy, ok := out.value("Calories", r.at(2))
	if !ok {
		return
	}
	if energy == 0 {
		out.skip(NotWorn)
		return
	}
	local := start.In(h.file.zones[user])
	date := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	if user != h.user || !date.Equal(h.date) || len(h.hours) > shortestDay+1 {
		h.end(out)
		out.pause()
		h.user, h.date = user, date
	}
	h.hours = append(h.hours, item{
		store.OwnedReading{Owner: user, Reading: score.Reading{
			Metric: score.TotalEnergy, Value: energy, ObservedAt: start.Add(time.Hour), Period: time.Hour, Source: h.source}},
		out.line, "Calories",
	})
}

// end passes on the day held back.
func (h *hourlyEnergy) end(out *recorder) {
	worn := h.worn()
	for _, hour := range h.hours {
		if worn {
			out.add(hour)
		} else {
			out.skip(NotWorn)
		}
	}
	h.hours = h.hours[:0]
}

// worn reports whether the day held back is not a whole day at one rate.
func (h *hourlyEnergy) worn() bool {
	if len(h.hours) < shortestDay {
		return true
	}
	lowest, highest := h.hours[0].Value, h.hours[0].Value
	for _, hour := range h.hours {
		lowest, highest = min(lowest, hour.Value), max(highest, hour.Value)
	}
	return highest-lowest > atRest
}
