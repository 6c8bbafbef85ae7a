package simulate

import (
	"math"
	"math/rand/v2"
	"time"
)

// climate is the weather of one made-up city.
type climate struct {
	cfg   Config
	place place
	rng   *rand.Rand
}

// newClimate returns the weather of the i-th city.
func newClimate(cfg Config, i int) *climate {
	return &climate{cfg: cfg, place: cities[i], rng: source(cfg.Seed, -1-i)}
}

// write writes all of the city's readings, hour by hour.
func (c *climate) write(w *writer) {
	for d := range c.cfg.Days {
		start := c.cfg.midnight(d, c.place)
		warm, damp := c.rng.NormFloat64(), c.rng.NormFloat64()
		sun := math.Max(0.3, uvMean+uvSpread*c.rng.NormFloat64())
		for h := range 24 {
			at := start.Add(time.Duration(h+1) * time.Hour)
			c.report(w, "temperature", "Cel", temperatureByHour[h]+temperatureSpread*c.mix(warm), at)
			c.report(w, "humidity", "%", math.Min(math.Max(humidityByHour[h]+humiditySpread*c.mix(damp), 20), highestHumidity), at)
			height := math.Max(0, math.Sin(math.Pi*(float64(h)-5.5)/12))
			c.report(w, "uv", "1", sun*uvPeak*height*height, at)
		}
	}
}

// mix returns a number of spread 1 of which the day's share is half.
func (c *climate) mix(day float64) float64 { return (day + c.rng.NormFloat64()) / math.Sqrt2 }

// report writes an hour, unless the station dropped out.
func (c *climate) report(w *writer, metric, unit string, value float64, at time.Time) {
	if c.rng.Float64() >= stationGap {
		w.row(reading{c.place.id, metric, unit, "sim/station", value, 2, at, time.Hour}, false)
	}
}
