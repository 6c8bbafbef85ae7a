package render

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Room around the plot, in pixels.
const (
	left, right, above  = 74, 14, 30
	axis                = 22 // below the plot, for the time
	legendRow           = 16
	legendLetter        = 6.3 // width of a letter
	legendGap           = 26
	maxLegendRows       = 3
	gridLines, timeMark = 4, 5
)

// colors are Grafana's classic palette.
var colors = [...]string{"#7EB26D", "#EAB839", "#6ED0E0", "#EF843C", "#E24D42", "#1F78C1", "#BA43A9", "#705DA0", "#508642", "#CCA300"}

// chart is lines in a frame, ready to be drawn.
type chart struct {
	Left, Right, Top, Bottom float64
	Lines                    []line
	Marks                    []mark // of values, on the left
	Times                    []mark // below
	Limit                    *mark  // a threshold, if it lies within the frame
	Legend                   []entry
}

type line struct{ Color, Points string }

type mark struct {
	At   float64 // y of values, x of times
	Text string
}

type entry struct {
	Color, Text string
	X, Y        float64
}

// newChart lays lines out in a panel of a size.
func newChart(all []series, width, height int, unit string, steps []Step, o Options) *chart {
	legend, rows := newLegend(all, width)
	c := &chart{Left: left, Right: float64(width - right), Top: above, Bottom: float64(height-axis-6) - float64(rows*legendRow), Legend: legend}
	for i := range c.Legend {
		c.Legend[i].Y = float64(height-8) - float64(rows-1)*legendRow + c.Legend[i].Y
	}
	top := ceiling(all)
	y := func(value float64) float64 { return c.Bottom - (c.Bottom-c.Top)*value/top }
	begin, span := float64(o.End.Add(-o.Span).UnixMilli())/1000, o.Span.Seconds()
	x := func(at float64) float64 { return c.Left + (c.Right-c.Left)*(at-begin)/span }
	for i, s := range all {
		for _, part := range broken(s.points, 2.5*span/points) {
			c.Lines = append(c.Lines, line{colors[i%len(colors)], polyline(part, x, y)})
		}
	}
	for i := range gridLines + 1 {
		value := top * float64(i) / gridLines
		c.Marks = append(c.Marks, mark{y(value), format(value, unit)})
	}
	for i := range timeMark {
		at := begin + span*(float64(i)+.5)/timeMark
		c.Times = append(c.Times, mark{x(at), time.Unix(int64(at), 0).UTC().Format(time.TimeOnly)})
	}
	for _, s := range steps {
		if s.Value != nil && *s.Value <= top {
			c.Limit = &mark{At: y(*s.Value)}
		}
	}
	return c
}

// newLegend puts the lines' names into as many rows as they need; y counts from the first row.
func newLegend(all []series, width int) (legend []entry, rows int) {
	x, row := 10.0, 0
	for i, s := range all {
		wide := float64(len(s.legend))*legendLetter + legendGap
		if x+wide > float64(width) && x > 10 {
			x, row = 10, row+1
		}
		if row == maxLegendRows {
			legend[len(legend)-1].Text = "…"
			return legend, row
		}
		if s.legend != "" {
			legend = append(legend, entry{colors[i%len(colors)], s.legend, x, float64(row * legendRow)})
			x += wide
		}
	}
	return legend, row + 1
}

// ceiling is a round number above all values.
func ceiling(all []series) float64 {
	highest := 0.0
	for _, s := range all {
		for _, p := range s.points {
			highest = max(highest, p.value)
		}
	}
	if highest <= 0 || math.IsInf(highest, 1) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(highest)))
	for _, step := range []float64{1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10} {
		if highest <= step*power {
			return step * power
		}
	}
	return 10 * power
}

// broken cuts a line where it has a gap longer than so many seconds.
func broken(all []point, gap float64) (parts [][]point) {
	from := 0
	for i := 1; i <= len(all); i++ {
		if i == len(all) || all[i].at-all[i-1].at > gap {
			parts = append(parts, all[from:i])
			from = i
		}
	}
	return parts
}

func polyline(all []point, x, y func(float64) float64) string {
	var b strings.Builder
	for _, p := range all {
		fmt.Fprintf(&b, "%.1f,%.1f ", x(p.at), y(p.value))
	}
	if len(all) == 1 { // a point alone would not be seen
		fmt.Fprintf(&b, "%.1f,%.1f", x(all[0].at)+2, y(all[0].value))
	}
	return b.String()
}
