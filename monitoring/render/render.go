// Package render draws our Grafana dashboards without Grafana: it reads the JSON that Grafana would read, asks Prometheus the
// same expressions, and writes one HTML page with a picture of each panel. It draws what these dashboards use, no more.
package render

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"
)

// Dashboard is what is read of a dashboard's JSON.
type Dashboard struct {
	Title  string
	Panels []Panel
}

// Panel is what is read of a panel.
type Panel struct {
	Type        string // timeseries, stat or table
	Title       string
	Description string
	GridPos     struct{ X, Y, W, H int } // in a grid of 24 columns
	FieldConfig struct {
		Defaults struct {
			Unit       string
			Thresholds struct{ Steps []Step }
		}
	}
	Targets []struct{ Expr, LegendFormat string }
}

// Step is the value from which on a threshold's color holds; nil is minus infinity.
type Step struct {
	Color string
	Value *float64
}

// Options say what to draw.
type Options struct {
	Prometheus string        // URL of the server
	Network    string        // for the variable $network; a regular expression
	End        time.Time     // of the lines
	Span       time.Duration // of the lines
}

//go:embed page.html
var pageText string

// rowHeight and columnWidth are a grid cell's size in pixels; Height and Width tell the page's.
const (
	rowHeight   = 30
	columnWidth = 60
	// Width is a page's width in pixels.
	Width = 24*columnWidth + 20
)

// Height is how high a page is in pixels.
func (d Dashboard) Height() int {
	rows := 0
	for _, p := range d.Panels {
		rows = max(rows, p.GridPos.Y+p.GridPos.H)
	}
	return rows*rowHeight + 60
}

// Parse reads a dashboard's JSON.
func Parse(text []byte) (Dashboard, error) {
	var d Dashboard
	if err := json.Unmarshal(text, &d); err != nil {
		return d, fmt.Errorf("read dashboard: %w", err)
	}
	return d, nil
}

// Page asks Prometheus for what each panel shows and returns the page. The error names the panel whose expression failed.
func Page(ctx context.Context, client *http.Client, d Dashboard, o Options) ([]byte, error) {
	page := struct {
		Title, Note string
		Width       int
		Panels      []cell
	}{Title: d.Title, Width: Width, Note: fmt.Sprintf("the last %s, until %s UTC", o.Span, o.End.UTC().Format(time.DateTime))}
	ask := prometheus{client: client, options: o}
	for _, p := range d.Panels {
		c, err := p.draw(ctx, ask)
		if err != nil {
			return nil, fmt.Errorf("panel %s of %s: %w", p.Title, d.Title, err)
		}
		page.Panels = append(page.Panels, c)
	}
	parsed, err := template.New("page").Parse(pageText)
	if err != nil {
		return nil, fmt.Errorf("read the page's template: %w", err)
	}
	var out bytes.Buffer
	if err := parsed.Execute(&out, page); err != nil {
		return nil, fmt.Errorf("write page %s: %w", d.Title, err)
	}
	return out.Bytes(), nil
}

// cell is a panel on the page.
type cell struct {
	Title, Color        string
	X, Y, Width, Height int
	Big                 string     // of a stat
	Head                []string   // of a table
	Rows                [][]string // of a table
	Chart               *chart     // of lines
	Empty               bool
}

// draw asks for a panel's data and lays it out.
func (p Panel) draw(ctx context.Context, ask prometheus) (cell, error) {
	c := cell{
		Title: p.Title, X: p.GridPos.X*columnWidth + 10, Y: p.GridPos.Y * rowHeight,
		Width: p.GridPos.W*columnWidth - 8, Height: p.GridPos.H*rowHeight - 8,
	}
	var all []series
	for _, target := range p.Targets {
		found, err := ask.series(ctx, target.Expr, p.Type == "timeseries")
		if err != nil {
			return c, err
		}
		for _, s := range found {
			s.legend = legend(target.LegendFormat, s.labels)
			all = append(all, s)
		}
	}
	unit := p.FieldConfig.Defaults.Unit
	c.Empty = len(all) == 0
	switch {
	case c.Empty:
	case p.Type == "timeseries":
		c.Chart = newChart(all, c.Width, c.Height, unit, p.FieldConfig.Defaults.Thresholds.Steps, ask.options)
	case p.Type == "table":
		c.Head, c.Rows = table(all, unit)
	default:
		value := all[0].points[len(all[0].points)-1].value
		c.Big, c.Color = format(value, unit), color(p.FieldConfig.Defaults.Thresholds.Steps, value)
	}
	return c, nil
}

// legend fills a legend's {{label}}s in; without a format it is empty.
func legend(format string, labels map[string]string) string {
	for name, value := range labels {
		format = strings.ReplaceAll(format, "{{"+name+"}}", value)
	}
	for before, after, found := strings.Cut(format, "{{"); found; before, after, found = strings.Cut(format, "{{") {
		_, rest, _ := strings.Cut(after, "}}")
		format = before + rest
	}
	return strings.TrimSpace(format)
}

// color is that of the last step that value has reached.
func color(steps []Step, value float64) string {
	name := ""
	for _, s := range steps {
		if s.Value == nil || value >= *s.Value {
			name = s.Color
		}
	}
	return name
}
