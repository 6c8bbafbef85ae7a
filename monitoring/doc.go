// Package monitoring is what operators watch Link4Health with: Prometheus's configuration, rules and alerts with their
// tests, Alertmanager's routes, Grafana's dashboards and the runbook. Its tests prove them on real servers.
package monitoring
