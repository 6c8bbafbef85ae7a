package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// parse reads what load.lua prints.
func parse(out []byte) (result, error) {
	_, line, found := bytes.Cut(out, []byte("\nRESULT "))
	if !found {
		return result{}, fmt.Errorf("the load generator reports nothing: %s", out)
	}
	var r result
	err := json.Unmarshal(line, &r)
	return r, err
}

// summary is what is reported of a contender.
type summary struct {
	rate, p50, p99, peakMiB float64 // requests a second, milliseconds, mebibytes
}

// summary is of what was measured of a contender.
func (c *contender) summary() (summary, error) {
	peak, err := c.peakMiB()
	return summarise(c.results, peak), err
}

// summarise takes the median of each number over the rounds.
func summarise(results []result, peakMiB float64) summary {
	of := func(number func(result) float64) float64 {
		var all []float64
		for _, r := range results {
			all = append(all, number(r))
		}
		return median(all)
	}
	return summary{
		rate:    of(result.rate),
		p50:     of(func(r result) float64 { return r.P50 / 1000 }),
		p99:     of(func(r result) float64 { return r.P99 / 1000 }),
		peakMiB: peakMiB,
	}
}

// median sorts all.
func median(all []float64) float64 {
	slices.Sort(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}

// faster is how many times as many requests a second a has answered as b: the median of the rounds' ratios, since what else
// the machine does for some seconds falls on both of a round.
func faster(a, b *contender) float64 {
	all := make([]float64, len(a.results))
	for round := range all {
		all[round] = a.results[round].rate() / b.results[round].rate()
	}
	return rounded(median(all))
}

// ratios are the last line of the report.
type ratios struct {
	CachedVsBare   float64 `json:"cached_vs_bare"`
	CachedVsEA     float64 `json:"cached_vs_ea"`
	UncachedVsGORM float64 `json:"uncached_vs_gorm"`
	UncachedVsEA   float64 `json:"uncached_vs_ea"`
	MemoryVsEA     float64 `json:"memory_vs_ea"` // with caches on, as they are by default
}

// report prints the table and the ratios.
func (f field) report(w io.Writer) error {
	peak, named := map[string]float64{}, map[string]*contender{}
	fmt.Fprint(w, "| contender | requests/s | p50, ms | p99, ms | peak memory, MiB |\n|---|--:|--:|--:|--:|\n")
	for _, c := range f {
		s, err := c.summary()
		if err != nil {
			return err
		}
		peak[c.name], named[c.name] = s.peakMiB, c
		s.write(w, c.name)
		if len(c.first) > 0 {
			summarise(c.first, s.peakMiB).write(w, c.name+", each citizen for the first time")
		}
	}
	rate := func(a, b string) float64 { return faster(named[a], named[b]) }
	line, err := json.Marshal(ratios{
		CachedVsBare: rate(oursCached, bare), CachedVsEA: rate(oursCached, eaCached),
		UncachedVsGORM: rate(oursUncached, handwritten), UncachedVsEA: rate(oursUncached, eaUncached),
		MemoryVsEA: rounded(peak[oursCached] / peak[eaCached]),
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\n%s\n", line)
	return err
}

// write prints a line of the table.
func (s summary) write(w io.Writer, name string) {
	fmt.Fprintf(w, "| %s | %.0f | %.2f | %.2f | %.0f |\n", name, s.rate, s.p50, s.p99, s.peakMiB)
}

// rounded keeps two decimals.
func rounded(x float64) float64 { return float64(int(x*100+0.5)) / 100 }
