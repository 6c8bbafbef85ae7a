package adapter

import (
	"encoding/json"
	"os"
	"runtime"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/link4health/link4health/adapter/config"
)

// The shape of /status, which the bridge-status reporter of a node parses.
//
// Source: chainlink v2.29, core/services/nodestatusreporter/bridgestatus/types.go, BridgeStatusResponse
type (
	statusAdapter struct {
		Name          string  `json:"name"`
		Version       string  `json:"version"`
		UptimeSeconds float64 `json:"uptimeSeconds"`
	}
	statusEndpoint struct {
		Name       string   `json:"name"`
		Aliases    []string `json:"aliases"`
		Transports []string `json:"transports"`
	}
	statusSetting struct {
		Name               string `json:"name"`
		Value              any    `json:"value"`
		Type               string `json:"type"`
		Description        string `json:"description"`
		Required           bool   `json:"required"`
		Default            any    `json:"default"`
		CustomSetting      bool   `json:"customSetting"`
		EnvDefaultOverride any    `json:"envDefaultOverride"`
	}
	statusRuntime struct {
		NodeVersion  string `json:"nodeVersion"`
		Platform     string `json:"platform"`
		Architecture string `json:"architecture"`
		Hostname     string `json:"hostname"`
	}
	statusMetrics struct {
		Enabled  bool    `json:"enabled"`
		Port     *int    `json:"port,omitempty"`
		Endpoint *string `json:"endpoint,omitempty"`
	}
	statusReport struct {
		Adapter         statusAdapter    `json:"adapter"`
		Endpoints       []statusEndpoint `json:"endpoints"`
		DefaultEndpoint string           `json:"defaultEndpoint"`
		Configuration   []statusSetting  `json:"configuration"`
		Runtime         statusRuntime    `json:"runtime"`
		Metrics         statusMetrics    `json:"metrics"`
	}
)

// status describes the adapter: endpoints, settings with secrets redacted, runtime.
func (s *Server) status(_ *gin.Context, x *exchange) error {
	hostname, err := os.Hostname()
	if err != nil {
		hostname = "unknown"
	}
	report := statusReport{
		Adapter: statusAdapter{Name: Name, Version: s.deps.Version, UptimeSeconds: time.Since(s.started).Seconds()},
		Endpoints: []statusEndpoint{
			{Name: endpointScore, Aliases: []string{}, Transports: []string{sourceStore}},
			{Name: endpointScores, Aliases: []string{}, Transports: []string{sourceStore}},
		},
		DefaultEndpoint: endpointScore,
		Runtime:         statusRuntime{NodeVersion: runtime.Version(), Platform: runtime.GOOS, Architecture: runtime.GOARCH, Hostname: hostname},
		Metrics:         statusMetrics{Enabled: s.cfg.MetricsEnabled},
	}
	if s.cfg.Records() {
		report.Endpoints = append(report.Endpoints, statusEndpoint{
			Name: endpointRecord, Aliases: []string{}, Transports: []string{sourceStore, sourceChain},
		})
	}
	for _, setting := range s.cfg.Settings() {
		report.Configuration = append(report.Configuration, statusSetting{
			Name: setting.Name, Value: typed(setting, setting.Value), Type: setting.Type, Description: setting.Doc,
			Default: typed(setting, setting.Default), CustomSetting: setting.Custom,
		})
	}
	if port := int(s.state.metricsPort.Load()); port != 0 {
		endpoint := "/metrics"
		report.Metrics.Port, report.Metrics.Endpoint = &port, &endpoint
	}
	return x.json(report)
}

// typed is a setting's text as the JSON of its type; null if there is none.
func typed(setting config.Setting, text string) any {
	switch {
	case text == "":
		return nil
	case setting.Type == "string":
		return text
	default:
		return json.RawMessage(text)
	}
}
