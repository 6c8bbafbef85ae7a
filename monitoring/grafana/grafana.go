// Package grafana writes Link4Health's Grafana dashboards: what each shows is in the files named after them, how a
// panel looks as JSON is here.
package grafana

import (
	"encoding/json"
	"fmt"
	"strings"
)

// runbook is where panels link to.
const runbook = "https://github.com/link4health/link4health/blob/main/monitoring/RUNBOOK.md"

// Kind says how a panel draws its numbers.
type Kind string

// Kinds of panels, as Grafana names them.
const (
	Lines Kind = "timeseries"
	Now   Kind = "stat"
	Table Kind = "table"
)

// Panel is one panel of a dashboard.
type Panel struct {
	Title       string
	Description string // what it tells, and what is good
	Unit        string // Grafana's name of it: "s", "reqps", "percentunit", "short", "bytes", …
	Kind        Kind
	Alert       string // the alert whose runbook section the panel links to
	Queries     []Query
	// Bad is the value from which on it is drawn red; 0 for none. If Low is set it is the value below which it is.
	Bad float64
	Low bool
}

// Query is one expression of a panel.
type Query struct {
	Expr   string // PromQL; $network and $instance are Grafana's variables
	Legend string
}

// Dashboard is a page of panels, drawn from left to right in rows.
type Dashboard struct {
	UID    string // also the name of its file
	Title  string
	Panels []Panel
}

// Dashboards are all, in the order of their tags.
func Dashboards() []Dashboard {
	return []Dashboard{overview(), adapter(), node(), chain(), data(), ingestion()}
}

// object is a JSON object.
type object = map[string]any

var datasource = object{"type": "prometheus", "uid": "${datasource}"}

// JSON is the dashboard as Grafana reads it from a file.
func (d Dashboard) JSON() ([]byte, error) {
	var panels []object
	x, y, rowHeight := 0, 0, 0
	for i, p := range d.Panels {
		width, height := 12, 8
		if p.Kind == Now {
			width, height = 6, 4
		}
		if x+width > 24 || height != rowHeight && rowHeight != 0 {
			x, y = 0, y+rowHeight
		}
		rowHeight = height
		panels = append(panels, p.json(i+1, object{"x": x, "y": y, "w": width, "h": height}))
		x += width
	}
	text, err := json.MarshalIndent(object{
		"id": nil, "uid": d.UID, "title": d.Title, "tags": []string{"link4health"}, "schemaVersion": 39, "version": 1,
		"editable": false, "refresh": "30s", "timezone": "utc", "graphTooltip": 1,
		"time":        object{"from": "now-3h", "to": "now"},
		"templating":  object{"list": variables()},
		"annotations": object{"list": annotations()},
		"links":       []object{{"type": "dashboards", "title": "Link4Health", "tags": []string{"link4health"}, "asDropdown": true, "keepTime": true, "includeVars": true}},
		"panels":      panels,
	}, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write dashboard %s: %w", d.UID, err)
	}
	return append(text, '\n'), nil
}

func (p Panel) json(id int, at object) object {
	steps := []object{{"color": "green", "value": nil}}
	switch {
	case p.Low:
		steps = []object{{"color": "red", "value": nil}, {"color": "green", "value": p.Bad}}
	case p.Bad != 0:
		steps = append(steps, object{"color": "red", "value": p.Bad})
	}
	var targets []object
	for i, q := range p.Queries {
		targets = append(targets, object{
			"refId": string(rune('A' + i)), "datasource": datasource, "expr": q.Expr, "legendFormat": q.Legend,
			"instant": p.Kind != Lines, "range": p.Kind == Lines, "format": map[bool]string{true: "table", false: "time_series"}[p.Kind == Table],
		})
	}
	defaults := object{"unit": p.Unit, "min": 0, "thresholds": object{"mode": "absolute", "steps": steps}}
	if p.Kind == Lines {
		defaults["custom"] = object{"fillOpacity": 8, "showPoints": "never", "thresholdsStyle": object{"mode": map[bool]string{true: "line", false: "off"}[p.Bad != 0]}}
	}
	anchor := strings.ToLower(p.Alert)
	return object{
		"id": id, "type": p.Kind, "title": p.Title, "description": p.Description, "datasource": datasource, "gridPos": at,
		"fieldConfig": object{"defaults": defaults, "overrides": []object{}},
		"options":     options(p.Kind), "targets": targets,
		"links": []object{{"title": "Runbook: " + p.Alert, "url": runbook + "#" + anchor, "targetBlank": true}},
	}
}

func options(k Kind) object {
	switch k {
	case Now:
		return object{"reduceOptions": object{"calcs": []string{"lastNotNull"}}, "colorMode": "background", "graphMode": "none"}
	case Table:
		return object{"showHeader": true}
	default:
		return object{"legend": object{"displayMode": "list", "placement": "bottom"}, "tooltip": object{"mode": "multi"}}
	}
}

// variables choose the data source, the network and the instance.
func variables() []object {
	query := func(name, label, expr string) object {
		return object{"name": name, "label": label, "type": "query", "datasource": datasource, "query": object{"query": expr, "refId": name},
			"definition": expr, "refresh": 2, "includeAll": true, "multi": true, "allValue": ".*", "sort": 1,
			"current": object{"text": []string{"All"}, "value": []string{"$__all"}}}
	}
	return []object{
		{"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus", "current": object{}},
		query("network", "Network", "label_values(up, network)"),
		query("instance", "Instance", `label_values(up{network=~"$network"}, instance)`),
	}
}

// annotations mark when a version changed and while alerts that page fire.
func annotations() []object {
	mark := func(name, color, expr, title string) object {
		return object{"name": name, "enable": true, "iconColor": color, "datasource": datasource, "expr": expr, "titleFormat": title, "step": "60s"}
	}
	return []object{
		mark("Deploys", "blue", `changes(process_start_time_seconds{network=~"$network"}[2m]) > 0`, "{{job}} {{instance}} started"),
		mark("Alerts", "red", `ALERTS{alertstate="firing",severity="critical",network=~"$network"}`, "{{alertname}}"),
	}
}
