// Package simulate makes up readings of citizens and cities that look like real
// ones, so that everything can be tried at scale without anybody's data.
//
// Distributions and flaws are fitted to published data (fitted.go says how); no row of
// theirs is in what is written. Like theirs, the readings have flaws: days on which the
// wearable was not worn, weeks in which a citizen dropped out, days cut short, two
// exports that overlap with different totals, rows that occur twice, citizens who never
// step on a scale, stations that drop out and humidity above 100 %.
//
// The same Config gives the same bytes on the same architecture.
package simulate

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"time"
)

// The formats that package ingest reads: readings and city-readings, or
// readings-ndjson.
const (
	CSV    = "csv"
	NDJSON = "ndjson"
)

// Config says how much to make up.
type Config struct {
	Citizens int       // at least 1
	Days     int       // local days of each, at least 1
	Start    time.Time // the first day; only its date counts
	Seed     uint64    // another seed, other readings
	Format   string    // CSV or NDJSON
	// Progress is told how many citizens and cities are written; nil is allowed.
	Progress func(done, total int)
}

// Outputs are where the readings go; what is nil is not written.
type Outputs struct {
	Citizens io.Writer // readings of citizens
	Cities   io.Writer // readings of cities; with NDJSON it may be the same writer
	Mapping  io.Writer // cities and citizens as the import's mapping file, TOML
}

// Counts says what was written.
type Counts struct {
	Citizens int `json:"citizens"`
	Cities   int `json:"cities"`
	Readings int `json:"readings"` // rows, those that occur twice included
}

// Run writes the readings of citizens in the order of their ids, each citizen's by
// day, then those of the cities. Memory does not grow with their number. Returns what
// is wrong with cfg, or the first error of an output or the context.
func Run(ctx context.Context, cfg Config, out Outputs) (Counts, error) {
	if err := cfg.Validate(); err != nil {
		return Counts{}, fmt.Errorf("simulate: %w", err)
	}
	var counts Counts
	total := cfg.Citizens + len(cities)
	step := func() {
		if cfg.Progress != nil {
			cfg.Progress(counts.Citizens+counts.Cities, total)
		}
	}
	if err := writeMapping(cfg, out.Mapping); err != nil {
		return counts, fmt.Errorf("simulate: write mapping: %w", err)
	}
	rows := newWriter(out.Citizens, cfg.Format, "userId")
	for n := 1; n <= cfg.Citizens && rows.err == nil; n++ {
		if err := ctx.Err(); err != nil {
			return counts, fmt.Errorf("simulate: %w", err)
		}
		newCitizen(cfg, n).write(rows)
		counts.Citizens, counts.Readings = n, rows.count
		step()
	}
	if err := rows.finish(); err != nil {
		return counts, fmt.Errorf("simulate: write readings of citizens: %w", err)
	}
	rows = newWriter(out.Cities, cfg.Format, "cityId")
	for i := range cities {
		newClimate(cfg, i).write(rows)
		counts.Cities++
		step()
	}
	counts.Readings += rows.count
	if err := rows.finish(); err != nil {
		return counts, fmt.Errorf("simulate: write readings of cities: %w", err)
	}
	return counts, ctx.Err()
}

// Validate returns all that is wrong with c.
func (c Config) Validate() error {
	var faults []error
	if c.Citizens < 1 || c.Citizens > maxCitizens {
		faults = append(faults, fmt.Errorf("citizens must be 1 to %d", maxCitizens))
	}
	if c.Days < 1 || c.Days > maxDays {
		faults = append(faults, fmt.Errorf("days must be 1 to %d", maxDays))
	}
	if c.Start.Year() < 1971 || c.Start.Year() > 2100 {
		faults = append(faults, errors.New("start must be a day of the years 1971 to 2100"))
	}
	if c.Format != CSV && c.Format != NDJSON {
		faults = append(faults, errors.New("format must be csv or ndjson"))
	}
	return errors.Join(faults...)
}

// Bounds that keep ids and times within what is stored.
const (
	maxCitizens = 10_000_000
	maxDays     = 36_500
)

// source returns the random numbers of one citizen or city: they depend on nothing
// but the seed and who it is.
func source(seed uint64, stream int) *rand.Rand { return rand.New(rand.NewPCG(seed, uint64(stream))) }

// place is a made-up city with the clock of a real one that never changes it.
type place struct {
	id, name, country, zone string
	offset                  time.Duration
}

// cities are where citizens live, in turn.
var cities = [...]place{
	{"sim-singapore", "Simulated Singapore", "Nowhere", "Asia/Singapore", 8 * time.Hour},
	{"sim-bengaluru", "Simulated Bengaluru", "Nowhere", "Asia/Kolkata", 5*time.Hour + 30*time.Minute},
}

// citizenID returns the id of the n-th citizen, from 1.
func citizenID(n int) string { return fmt.Sprintf("citizen-%07d", n) }

// writeMapping writes cities and citizens as TOML; nil writes nothing. Subjects are
// addresses nobody holds a key to.
func writeMapping(cfg Config, to io.Writer) error {
	if to == nil {
		return nil
	}
	w := bufio.NewWriter(to)
	fmt.Fprintf(w, "# Simulated: %d citizens, seed %d.\n", cfg.Citizens, cfg.Seed)
	for _, c := range cities {
		fmt.Fprintf(w, "\n[[city]]\nid = %q\nname = %q\ncountry = %q\ntime_zone = %q\n", c.id, c.name, c.country, c.zone)
	}
	for n := 1; n <= cfg.Citizens; n++ {
		fmt.Fprintf(w, "\n[[citizen]]\nuser_id = %q\ncity = %q\nsubject = \"0x%040x\"\n", citizenID(n), cities[n%len(cities)].id, n)
	}
	return w.Flush()
}

// midnight returns the start of the d-th day, from 0, in UTC.
func (c Config) midnight(d int, p place) time.Time {
	year, month, day := c.Start.Date()
	return time.Date(year, month, day+d, 0, 0, 0, 0, time.UTC).Add(-p.offset)
}
