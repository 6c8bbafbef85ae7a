package simulate

import (
	"math"
	"math/rand/v2"
	"time"
)

// citizen is one made-up person.
type citizen struct {
	cfg   Config
	id    string
	place place
	rng   *rand.Rand

	stepsRoot, rest, stepEnergy float64
	pulse                       float64 // 0 for a device that does not measure it
	bmi, weighs                 float64 // weighs is the chance a day; 0 never
	onceOn                      int     // the only day of weighing; -1 for none
	away                        bool    // has dropped out
}

// newCitizen draws the n-th citizen.
func newCitizen(cfg Config, n int) *citizen {
	rng := source(cfg.Seed, n)
	c := &citizen{
		cfg: cfg, id: citizenID(n), place: cities[n%len(cities)], rng: rng, onceOn: -1,
		stepsRoot:  math.Max(15, stepsRootMean+stepsRootPeople*rng.NormFloat64()),
		rest:       math.Max(lowestRest, restMean+restPeople*rng.NormFloat64()),
		stepEnergy: math.Max(lowestStepEnergy, stepEnergyMean+stepEnergySD*rng.NormFloat64()),
	}
	if rng.Float64() < pulseShare {
		c.pulse = math.Max(55, pulseMean+pulsePeople*rng.NormFloat64())
	}
	if rng.Float64() < bmiShare {
		c.bmi = math.Exp(bmiLogMean + bmiLogPeople*rng.NormFloat64())
		switch kind := rng.Float64(); {
		case kind < bmiOnceShare:
			c.onceOn = rng.IntN(cfg.Days)
		case kind < bmiOnceShare+bmiRarelyShare:
			c.weighs = bmiRarely
		default:
			c.weighs = bmiDaily
		}
	}
	return c
}

// write writes all of the citizen's readings, day by day.
func (c *citizen) write(w *writer) {
	for d := range c.cfg.Days {
		if c.away {
			c.away = c.rng.Float64() >= comeBack
		} else {
			c.away = c.rng.Float64() < dropOut
		}
		start := c.cfg.midnight(d, c.place)
		if c.away {
			continue
		}
		if c.onceOn == d || c.rng.Float64() < c.weighs {
			c.weigh(w, start)
		}
		if c.rng.Float64() >= notWorn {
			c.day(w, start)
		}
	}
}

// weigh writes a body-mass index; typed in by hand, it carries the day's last second.
func (c *citizen) weigh(w *writer, start time.Time) {
	at := start.Add(24*time.Hour - time.Second)
	value := math.Min(math.Max(c.bmi+bmiDays*c.rng.NormFloat64(), 12), 75)
	w.row(reading{c.id, "bmi", "kg/m2", "sim/scale", value, 2, at, 0}, c.repeat())
}

// day writes a day on which the device was worn: totals, hours and heart rate.
func (c *citizen) day(w *writer, start time.Time) {
	root := math.Max(3, c.stepsRoot+stepsRootDays*c.rng.NormFloat64())
	steps := math.Min(root*root, highestSteps)
	last := 24 // hours until the export was cut
	if c.rng.Float64() < cutShort {
		last = 1 + c.rng.IntN(9)
	}
	counted, spent := c.hours(w, start, steps, last)
	if counted < 1 {
		counted = 1 + math.Floor(20*c.rng.Float64())
	}
	end := start.Add(24 * time.Hour)
	w.row(reading{c.id, "steps", "steps", "sim/daily", counted, 0, end, 24 * time.Hour}, c.repeat())
	w.row(reading{c.id, "total_energy", "kcal", "sim/daily", spent, 0, end, 24 * time.Hour}, c.repeat())
	if c.rng.Float64() < overlap {
		part := c.rng.Float64()
		w.row(reading{c.id, "steps", "steps", "sim/daily/before", math.Floor(counted * part), 0, end, 24 * time.Hour}, false)
		w.row(reading{c.id, "total_energy", "kcal", "sim/daily/before", math.Floor(spent * part), 0, end, 24 * time.Hour}, false)
	}
	if c.pulse > 0 {
		c.beats(w, start, last)
	}
}

// hours writes steps and energy of the hours and returns their sums. Hours without a
// step have no steps, as in exports.
func (c *citizen) hours(w *writer, start time.Time, steps float64, last int) (counted, spent float64) {
	var shares [24]float64
	sum := 0.0
	for h := range shares {
		if c.rng.Float64() >= idleHours[h] {
			shares[h] = stepsByHour[h] * c.rng.ExpFloat64()
		}
		sum += shares[h]
	}
	remains := energyRemains * c.rng.NormFloat64() / 24
	for h := range last {
		at := start.Add(time.Duration(h+1) * time.Hour)
		n := 0.0
		if sum > 0 {
			n = math.Round(steps * shares[h] / sum)
		}
		energy := math.Max(30, math.Round(c.rest/24+c.stepEnergy*n+remains))
		if n > 0 {
			w.row(reading{c.id, "steps", "steps", "sim/hourly", n, 0, at, time.Hour}, c.repeat())
		}
		w.row(reading{c.id, "total_energy", "kcal", "sim/hourly", energy, 0, at, time.Hour}, c.repeat())
		counted, spent = counted+n, spent+energy
	}
	return counted, math.Min(spent, highestDayEnergy)
}

// beats writes heart rate, means of five minutes, with the gaps of a device that is
// taken off now and then.
func (c *citizen) beats(w *writer, start time.Time, last int) {
	shift := math.Exp(pulseSkew * pulseSkew / 2)
	on := c.rng.Float64() < pulseWorn
	for slot := range 12 * last {
		if on {
			on = c.rng.Float64() >= (1-pulseWorn)/25
		} else {
			on = c.rng.Float64() < pulseWorn/25
		}
		if !on {
			continue
		}
		noise := pulseScale * (math.Exp(pulseSkew*c.rng.NormFloat64()) - shift)
		value := math.Min(math.Max(c.pulse-pulseMean+pulseByHour[slot/12]+noise, 38), 203)
		at := start.Add(time.Duration(slot+1) * 5 * time.Minute)
		w.row(reading{c.id, "heart_rate", "bpm", "sim/heart-rate-5min", value, 1, at, 5 * time.Minute}, c.repeat())
	}
}

// repeat says whether a row occurs twice.
func (c *citizen) repeat() bool { return c.rng.Float64() < twice }
