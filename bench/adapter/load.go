package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"time"
)

// result is what one run of the load generator found.
type result struct {
	Requests int     `json:"requests"`
	Micros   float64 `json:"micros"`    // how long it took
	P50      float64 `json:"p50"`       // microseconds
	P99      float64 `json:"p99"`       // microseconds
	Failed   int     `json:"failed"`    // answers other than 2xx or 3xx
	Broken   int     `json:"broken"`    // connections that failed, and requests without an answer
	Distinct int     `json:"next_item"` // of a walk through the citizens: how far it came
}

// rate is requests a second.
func (r result) rate() float64 { return float64(r.Requests) / (r.Micros / 1e6) }

// agree compares all contenders' scores of a sample of citizens.
func (f field) agree(ctx context.Context, citizens int) error {
	rng := rand.New(rand.NewPCG(seed, 0))
	for range 200 {
		n := 1 + rng.IntN(citizens)
		var want *int
		for _, c := range f {
			if !c.scores {
				continue
			}
			answer, err := c.ask(ctx, n)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			var got struct{ Result *int }
			if err := json.Unmarshal(answer, &got); err != nil || got.Result == nil {
				return fmt.Errorf("%s: no result: %w", c.name, err)
			}
			if want == nil {
				want = got.Result
			}
			if *got.Result != *want {
				return fmt.Errorf("%s gives citizen %d the score %d, others %d", c.name, n, *got.Result, *want)
			}
		}
	}
	return nil
}

// warm asks each contender with a cache for every citizen once, and the one that copies readings before, and the others for a
// moment.
func (f field) warm(ctx context.Context, o options) error {
	for _, c := range f {
		if c.copies {
			say("%s reads everybody for the first time", c.name)
			first, err := o.walkAll(ctx, c)
			if err != nil {
				return err
			}
			c.first = first
		}
	}
	for _, c := range f {
		var err error
		if c.cached {
			say("filling the cache of %s", c.name)
			_, err = o.walkAll(ctx, c)
		} else {
			_, err = o.wrk(ctx, c, time.Second)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// walkAll asks a contender for every citizen, in turn.
func (o options) walkAll(ctx context.Context, c *contender) (results []result, err error) {
	for walked := 0; walked < o.drawn(c); {
		took, err := o.walk(ctx, c, walked)
		if err != nil {
			return nil, err
		}
		if took.Distinct <= walked {
			return nil, errors.New("the load generator does not come on")
		}
		walked = took.Distinct
		results = append(results, took)
	}
	return results, nil
}

// measure measures all contenders in turn, round by round.
func (f field) measure(ctx context.Context, o options) error {
	for round := range o.rounds {
		for i := range f {
			c := f[(i+round)%len(f)] // none always follows the same one
			took, err := o.wrk(ctx, c, o.duration)
			if err != nil {
				return fmt.Errorf("measure %s: %w", c.name, err)
			}
			if took.Failed+took.Broken > 0 {
				return fmt.Errorf("measure %s: %d answers are failures, %d connections broke", c.name, took.Failed, took.Broken)
			}
			c.results = append(c.results, took)
			say("round %d of %d: %s %.0f requests/s, p99 %.2f ms", round+1, o.rounds, c.name, took.rate(), took.P99/1000)
		}
	}
	return nil
}

// drawn is of how many citizens a contender is asked for the scores.
func (o options) drawn(c *contender) int {
	if c.cached {
		return min(o.citizens, eaMostItems)
	}
	return o.citizens
}

// walk asks for citizens in turn for some seconds, from behind the one where an earlier walk stopped.
func (o options) walk(ctx context.Context, c *contender, from int) (result, error) {
	return o.generate(ctx, c, 3*time.Second, "walk", strconv.Itoa(o.drawn(c)), strconv.Itoa(from))
}

// wrk asks for random citizens.
func (o options) wrk(ctx context.Context, c *contender, duration time.Duration) (result, error) {
	return o.generate(ctx, c, duration, "random", strconv.Itoa(o.drawn(c)), strconv.Itoa(len(c.results)))
}

// generate runs the load generator.
func (o options) generate(ctx context.Context, c *contender, duration time.Duration, arguments ...string) (result, error) {
	seconds := strconv.Itoa(max(1, int(duration.Seconds())))
	all := append([]string{
		"-t1", "-c" + strconv.Itoa(o.connections), "-d" + seconds + "s", "--timeout", "10s", "-s", "bench/adapter/load.lua",
		"http://" + c.address + "/", "--", token,
	}, arguments...)
	out, err := exec.CommandContext(ctx, "wrk", all...).Output()
	if err != nil {
		return result{}, fmt.Errorf("wrk, which make deps installs: %w", err)
	}
	return parse(out)
}
