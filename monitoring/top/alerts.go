package top

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"time"
)

// watchdog is the alert that always fires.
const watchdog = "Watchdog"

// alertmanagerAlerts asks Alertmanager for what it tells people now: nothing silenced, nothing that follows from another
// alert.
func alertmanagerAlerts(ctx context.Context, client *http.Client, address string) (alerts []Alert, err error) {
	var answer []struct {
		Labels, Annotations map[string]string
		StartsAt            time.Time
	}
	read := func(body io.Reader) error { return json.NewDecoder(body).Decode(&answer) }
	if err := get(ctx, client, address+"/api/v2/alerts?active=true&silenced=false&inhibited=false", read); err != nil {
		return nil, err
	}
	for _, a := range answer {
		alerts = append(alerts, newAlert(a.Labels, a.Annotations, a.StartsAt))
	}
	return sorted(alerts), nil
}

// prometheusAlerts asks Prometheus for the alerts that fire.
func prometheusAlerts(ctx context.Context, client *http.Client, address string) (alerts []Alert, err error) {
	var answer struct {
		Data struct {
			Alerts []struct {
				Labels, Annotations map[string]string
				State               string
				ActiveAt            time.Time
			}
		}
	}
	read := func(body io.Reader) error { return json.NewDecoder(body).Decode(&answer) }
	if err := get(ctx, client, address+"/api/v1/alerts", read); err != nil {
		return nil, err
	}
	for _, a := range answer.Data.Alerts {
		if a.State == "firing" {
			alerts = append(alerts, newAlert(a.Labels, a.Annotations, a.ActiveAt))
		}
	}
	return sorted(alerts), nil
}

func newAlert(labels, annotations map[string]string, since time.Time) Alert {
	return Alert{
		Name: labels["alertname"], Severity: labels["severity"], Network: labels["network"], Instance: labels["instance"],
		Since: since, Summary: annotations["summary"],
	}
}

// sorted leaves the watchdog out and puts what pages first.
func sorted(alerts []Alert) []Alert {
	alerts = slices.DeleteFunc(alerts, func(a Alert) bool { return a.Name == watchdog })
	slices.SortFunc(alerts, func(a, b Alert) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), a.Since.Compare(b.Since), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Instance, b.Instance))
	})
	return alerts
}
