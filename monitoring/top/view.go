package top

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"
)

// maxRows is how many lines a list takes at most.
const maxRows = 8

// painter writes figures as text. Its styles do nothing where there are no colours.
type painter struct {
	strings.Builder
	heading, good, bad lipgloss.Style
}

// Text is the figures for people, without colours.
func (f Figures) Text() string {
	plain := lipgloss.NewStyle()
	return f.paint(&painter{heading: plain, good: plain, bad: plain})
}

// Colored is the figures for a terminal.
func (f Figures) Colored() string {
	return f.paint(&painter{
		heading: lipgloss.NewStyle().Bold(true), good: lipgloss.NewStyle().Foreground(lipgloss.Color("2")),
		bad: lipgloss.NewStyle().Foreground(lipgloss.Color("1")).Bold(true),
	})
}

func (f Figures) paint(p *painter) string {
	p.WriteString(p.heading.Render("link4health top") + "  " + f.At.Format(time.DateTime) + " UTC ")
	for _, s := range f.Sources {
		p.WriteString("  " + s.Name + " " + p.mark(s.Up, "up", "DOWN"))
	}
	p.WriteString("\n")
	for _, s := range f.Sources {
		if !s.Up {
			p.row(s.Name, p.bad.Render(s.Error))
		}
	}
	p.alerts(f.Alerts)
	p.requests(f)
	p.runs(f)
	p.data(f)
	return p.String()
}

func (p *painter) section(title string) { p.WriteString("\n" + p.heading.Render(title) + "\n") }

func (p *painter) row(name, text string) { fmt.Fprintf(p, "  %-20s %s\n", name, text) }

// mark is one of two words in the colour of good or bad.
func (p *painter) mark(well bool, good, bad string) string {
	if well {
		return p.good.Render(good)
	}
	return p.bad.Render(bad)
}

func (p *painter) alerts(alerts []Alert) {
	p.section("ALERTS")
	if len(alerts) == 0 {
		p.row("none known", "")
	}
	for i, a := range alerts {
		if i == maxRows {
			p.row(fmt.Sprintf("and %d more", len(alerts)-i), "")
			break
		}
		where := strings.TrimSpace(a.Network + " " + a.Instance)
		p.row(p.mark(a.Severity != "critical", a.Severity, a.Severity), fmt.Sprintf("%s  %s  since %s  %s", a.Name, where, a.Since.UTC().Format(time.TimeOnly), a.Summary))
	}
}

func (p *painter) requests(f Figures) {
	r := f.Requests
	p.section("REQUESTS")
	p.row("rate", fmt.Sprintf("%s/s, %d in work, %d in all", number(r.PerSecond, 1), r.InFlight, r.Total))
	failed := percent(r.Failed)
	p.row("failed", p.mark(!(r.Failed > 0), failed, failed))
	p.row("latency", fmt.Sprintf("median %s, 95 %% %s, 99 %% %s", seconds(r.P50), seconds(r.P95), seconds(r.P99)))
	if len(f.Lost) > 0 {
		p.row("lost", p.bad.Render(strings.Join(f.Lost, ", ")))
	}
	p.counts("failures", f.Failures)
}

func (p *painter) runs(f Figures) {
	p.section("RUNS AND KEYS")
	p.row("runs", fmt.Sprintf("%d queued, %d at work, newest block %d", f.Runs.Queued, f.Runs.Running, f.Runs.Head))
	p.counts("ended", f.Runs.Ended)
	for _, service := range f.Runs.Unhealthy {
		p.row("fails", p.bad.Render(service))
	}
	for _, k := range f.Keys {
		p.row("key", fmt.Sprintf("%s  %s ETH, %s fulfilments left", k.Account, number(k.ETH, 4), number(k.Left, 0)))
	}
	for _, o := range f.Open {
		p.row("open requests", fmt.Sprintf("%s: %d, the oldest for %s", o.WaitsFor, o.Count, age(o.OldestSeconds)))
	}
}

func (p *painter) data(f Figures) {
	p.section("DATA")
	p.row("citizens", fmt.Sprintf("%d, %d with enough data", f.Data.Citizens, f.Data.Enough))
	for i, a := range f.Data.Oldest {
		if i == maxRows {
			break
		}
		p.row("newest "+a.Metric, a.City+", "+age(a.AgeSeconds)+" old")
	}
}

// counts writes counts by name in one row.
func (p *painter) counts(name string, counts map[string]int64) {
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%s %d", key, counts[key]))
	}
	if len(parts) > 0 {
		p.row(name, strings.Join(parts, ", "))
	}
}

func unknown(n Number) bool { return math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) }

func number(n Number, digits int) string {
	if unknown(n) {
		return "?"
	}
	return fmt.Sprintf("%.*f", digits, float64(n))
}

func percent(n Number) string {
	if unknown(n) {
		return "no requests"
	}
	return fmt.Sprintf("%.2f %%", 100*float64(n))
}

// seconds is a latency.
func seconds(n Number) string {
	if unknown(n) {
		return "?"
	}
	return time.Duration(float64(n) * float64(time.Second)).Round(10 * time.Microsecond).String()
}

// age is a long time, in its two largest units.
func age(n Number) string {
	if unknown(n) {
		return "?"
	}
	switch d := time.Duration(float64(n)) * time.Second; {
	case d >= 24*time.Hour:
		return fmt.Sprintf("%dd %dh", d/(24*time.Hour), d%(24*time.Hour)/time.Hour)
	case d >= time.Hour:
		return fmt.Sprintf("%dh %dm", d/time.Hour, d%time.Hour/time.Minute)
	default:
		return d.String()
	}
}
