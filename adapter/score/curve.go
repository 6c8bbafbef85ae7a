package score

import (
	"encoding/json"
	"fmt"
)

// Point is one published point of a curve: a measurement and its factor score.
// Its JSON form is the pair [x, y].
type Point struct {
	X Value // the measurement, in the metric's unit
	Y Value // the factor score, 0 to 100
}

// MarshalJSON writes [x, y].
func (p Point) MarshalJSON() ([]byte, error) { return json.Marshal([2]Value{p.X, p.Y}) }

// UnmarshalJSON reads [x, y].
func (p *Point) UnmarshalJSON(text []byte) error {
	var pair []Value
	if err := json.Unmarshal(text, &pair); err != nil {
		return err
	}
	if len(pair) != 2 {
		return fmt.Errorf("a point has 2 numbers, not %d", len(pair))
	}
	p.X, p.Y = pair[0], pair[1]
	return nil
}

// Curve maps a measurement to a factor score: straight between its points, flat
// outside them. X rises strictly; there are at least two points.
type Curve []Point

// at returns the factor score of x, both in millionths, exactly.
func (c Curve) at(x number) number {
	if x.cmp(c[0].X.number()) <= 0 {
		return c[0].Y.number()
	}
	for i := 1; i < len(c); i++ {
		if x.cmp(c[i].X.number()) <= 0 {
			return between(c[i-1], c[i], x)
		}
	}
	return c[len(c)-1].Y.number()
}

// between returns the height at x of the straight line from a to b, of which b lies to the right.
func between(a, b Point, x number) number {
	rise, run := b.Y.number().sub(a.Y.number()), b.X.number().sub(a.X.number())
	return x.sub(a.X.number()).mul(rise.mul(run.inverse())).add(a.Y.number())
}

// validate says what is wrong with the curve, if anything.
func (c Curve) validate() error {
	if len(c) < 2 {
		return fmt.Errorf("a curve needs at least 2 points, not %d", len(c))
	}
	for i, p := range c {
		if p.Y < 0 || p.Y > 100*unit {
			return fmt.Errorf("point %d: score %s is outside 0 to 100", i, p.Y)
		}
		if i > 0 && p.X <= c[i-1].X {
			return fmt.Errorf("point %d: %s does not come after %s", i, p.X, c[i-1].X)
		}
	}
	return nil
}
