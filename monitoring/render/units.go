package render

import (
	"fmt"
	"math"
	"strings"
)

// scale is a unit's larger or smaller form.
type scale struct {
	from float64
	unit string
}

// format writes a value in a unit by Grafana's name of it.
//
// Source: Grafana, packages/grafana-data/src/valueFormats/categories.ts
func format(value float64, unit string) string {
	switch unit {
	case "percentunit":
		return digits(value*100) + " %"
	case "percent":
		return digits(value) + " %"
	case "bool_on_off":
		if value == 0 {
			return "Off"
		}
		return "On"
	case "s":
		return duration(value)
	case "ns":
		return duration(value / 1e9)
	case "bytes":
		return scaled(value, scale{1 << 30, " GiB"}, scale{1 << 20, " MiB"}, scale{1 << 10, " KiB"}, scale{1, " B"})
	case "reqps":
		return digits(value) + " req/s"
	case "cps":
		return digits(value) + " c/s"
	default:
		return scaled(value, scale{1e12, " T"}, scale{1e9, " G"}, scale{1e6, " M"}, scale{1e4, ""}, scale{1, ""})
	}
}

func duration(seconds float64) string {
	return scaled(seconds, scale{86400, " d"}, scale{3600, " h"}, scale{60, " min"}, scale{1, " s"}, scale{1e-3, " ms"}, scale{1e-6, " µs"})
}

// scaled writes a value in the largest scale that it reaches; the smallest takes the rest.
func scaled(value float64, scales ...scale) string {
	if value == 0 {
		return "0" + scales[len(scales)-1].unit
	}
	for _, s := range scales {
		if math.Abs(value) >= s.from {
			divisor := s.from
			if s.unit == "" {
				divisor = 1
			}
			return digits(value/divisor) + s.unit
		}
	}
	last := scales[len(scales)-1]
	return digits(value/last.from) + last.unit
}

// digits writes three significant digits, and whole numbers whole.
func digits(value float64) string {
	text := fmt.Sprintf("%.3g", value)
	if math.Abs(value) >= 100 || value == math.Trunc(value) {
		text = fmt.Sprintf("%.0f", value)
	}
	if strings.Contains(text, "e") {
		return fmt.Sprintf("%.2g", value)
	}
	return text
}

// table lays values out by their labels, of which those that are empty everywhere are left out.
func table(all []series, unit string) (head []string, rows [][]string) {
	for _, name := range []string{"severity", "alertname", "network", "component", "instance", "endpoint", "name"} {
		for _, s := range all {
			if s.labels[name] != "" {
				head = append(head, name)
				break
			}
		}
	}
	for _, s := range all {
		var row []string
		for _, name := range head {
			row = append(row, s.labels[name])
		}
		rows = append(rows, append(row, format(s.points[len(s.points)-1].value, unit)))
	}
	return append(head, "value"), rows
}
