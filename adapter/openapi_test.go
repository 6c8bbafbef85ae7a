package adapter_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/admin"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/openapi/openapitest"
)

// described is the part of a description that these tests look at.
type described struct {
	Paths map[string]map[string]struct {
		Responses map[string]struct{ Description string }
		Security  []map[string][]string
	}
	Components struct{ Schemas map[string]json.RawMessage }
}

func TestOpenAPI_IsServedAsItIs(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.BaseURL = "/adapter" })
	r := f.get(t, "/openapi.json")
	require.Equal(t, http.StatusOK, r.status)
	require.Equal(t, "application/json", r.header.Get("Content-Type"))
	description := openapitest.Read(t, r.body, "Failure")
	require.ElementsMatch(t, []string{
		"/adapter", "/health", "/ready", "/status", "/adapter/health", "/adapter/ready", "/adapter/status", "/openapi.json",
	}, description.Paths())
}

func TestOpenAPI_KeepsAnotherMethodOfThePathOfAnswers(t *testing.T) {
	t.Parallel()
	cfg := settings()
	cfg.BaseURL = "/status"
	server, err := adapter.New(idle(), cfg)
	require.NoError(t, err)
	var doc described
	require.NoError(t, json.Unmarshal(server.Description(), &doc))
	require.Len(t, doc.Paths["/status"], 2)
}

func TestOpenAPI_DescribesEveryRoute(t *testing.T) {
	t.Parallel()
	deps := idle()
	deps.Registry = prometheus.NewRegistry()
	none := http.NotFoundHandler()
	deps.Mounts = []adapter.Mount{
		{Name: "readings", Method: http.MethodPost, Path: intake.PathReadings, Handler: none, Operation: intake.DescribeReadings()},
		{Name: "fhir", Method: http.MethodPost, Path: intake.PathFHIR, Handler: none, Operation: intake.DescribeFHIR()},
		{Name: "citizen-export", Method: http.MethodGet, Path: admin.PathExport, Handler: none, Operation: admin.DescribeExport()},
		{Name: "citizen-erase", Method: http.MethodDelete, Path: admin.PathCitizen, Handler: none, Operation: admin.DescribeErase()},
	}
	server, err := adapter.New(deps, settings())
	require.NoError(t, err)
	openapitest.Read(t, server.Description(), "Failure")
	var doc described
	require.NoError(t, json.Unmarshal(server.Description(), &doc))
	engine, _ := server.Handler().(*gin.Engine)
	require.NotEmpty(t, engine.Routes())
	for _, route := range engine.Routes() {
		at := strings.ReplaceAll(route.Path, ":id", "{id}")
		require.Contains(t, doc.Paths[at], strings.ToLower(route.Method), route.Path)
	}
	require.Contains(t, doc.Paths["/"]["post"].Security[0], "node")
	require.Contains(t, doc.Paths["/v1/fhir"]["post"].Security[0], "issued")
}

func TestOpenAPI_NamesEveryFailure(t *testing.T) {
	t.Parallel()
	for _, format := range []config.ErrorFormat{config.ErrorObject, config.ErrorText} {
		cfg := settings()
		cfg.ErrorFormat = format
		server, err := adapter.New(idle(), cfg)
		require.NoError(t, err)
		var doc described
		require.NoError(t, json.Unmarshal(server.Description(), &doc))
		for _, c := range adapter.Cases() {
			answer := doc.Paths["/"]["post"].Responses[fmt.Sprint(c.Status)]
			require.Contains(t, strings.Split(answer.Description, ", "), c.Name)
			require.Contains(t, string(doc.Components.Schemas["Failure"]), c.Name)
		}
	}
}
