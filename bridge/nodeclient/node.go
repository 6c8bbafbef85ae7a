package nodeclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/ethereum/go-ethereum/common"
	"github.com/pelletier/go-toml/v2"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// Key is a key with which a node sends transactions on one chain.
type Key struct {
	Address  common.Address `json:"address"`
	ChainID  string         `json:"evmChainID"`
	Disabled bool           `json:"disabled"`
}

// Keys lists the node's EVM keys.
func (c *Client) Keys(ctx context.Context) ([]Key, error) {
	found, err := list[Key](ctx, c, "/v2/keys/evm")
	if err != nil {
		return nil, err
	}
	keys := make([]Key, len(found))
	for i, r := range found {
		keys[i] = r.Attributes
	}
	return keys, nil
}

// Chain is what a node's configuration says of one chain.
type Chain struct {
	ID      string
	Enabled bool

	LinkContractAddress      string
	MinIncomingConfirmations uint32
	MinContractPayment       string // as ParseJuels reads it
	FinalityDepth            uint32
	GasEstimator             struct{ LimitDefault, LimitMax uint64 }
}

// Chains lists the EVM chains that the node is configured for.
func (c *Client) Chains(ctx context.Context) ([]Chain, error) {
	found, err := list[struct {
		Enabled bool   `json:"enabled"`
		Config  string `json:"config"`
	}](ctx, c, "/v2/chains/evm")
	if err != nil {
		return nil, err
	}
	chains := make([]Chain, len(found))
	for i, r := range found {
		if err := toml.Unmarshal([]byte(r.Attributes.Config), &chains[i]); err != nil {
			return nil, fmt.Errorf("GET /v2/chains/evm: configuration of chain %s: %w", r.ID, err)
		}
		chains[i].ID, chains[i].Enabled = r.ID, r.Attributes.Enabled
	}
	return chains, nil
}

// Check is the state of one service of a node.
type Check struct {
	Name   string `json:"name"`
	Status string `json:"status"` // "passing" or "failing"
	Output string `json:"output"` // why it fails
}

// Passing reports whether the service is well.
func (c Check) Passing() bool { return c.Status == "passing" }

// Health lists the services of a node, or of this project's runner. It needs no login.
func (c *Client) Health(ctx context.Context) ([]Check, error) {
	a, err := c.do(ctx, call{method: http.MethodGet, path: "/health", safe: true})
	if err != nil {
		return nil, err
	}
	var p page[Check]
	if err := decode(http.MethodGet, "/health", a.body, &p); err != nil {
		return nil, err
	}
	checks := make([]Check, len(p.Data))
	for i, r := range p.Data {
		checks[i] = r.Attributes
	}
	return checks, nil
}

// Metrics are the metrics of a node by their names.
type Metrics map[string]*dto.MetricFamily

// Metrics reads the metrics of a node, or of this project's runner. They need no login, but a node may be configured to
// want a token for them: ErrUnauthenticated then.
func (c *Client) Metrics(ctx context.Context) (Metrics, error) {
	a, err := c.do(ctx, call{method: http.MethodGet, path: "/metrics", safe: true, accept: string(expfmt.NewFormat(expfmt.TypeTextPlain))})
	if err != nil {
		return nil, err
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(a.body))
	if err != nil {
		return nil, fmt.Errorf("GET /metrics: %w", err)
	}
	return families, nil
}

// Each calls f for every series of a metric, with its labels and its value (of a counter, a gauge or an untyped one).
func (m Metrics) Each(name string, f func(labels map[string]string, value float64)) {
	for _, series := range m[name].GetMetric() {
		labels := map[string]string{}
		for _, pair := range series.GetLabel() {
			labels[pair.GetName()] = pair.GetValue()
		}
		f(labels, series.GetCounter().GetValue()+series.GetGauge().GetValue()+series.GetUntyped().GetValue())
	}
}

// Sum adds up the series of a metric whose labels have the given values, and reports whether there is any.
func (m Metrics) Sum(name string, with map[string]string) (sum float64, found bool) {
	m.Each(name, func(labels map[string]string, value float64) {
		for label, want := range with {
			if labels[label] != want {
				return
			}
		}
		sum, found = sum+value, true
	})
	return sum, found
}

// Version is the release of the node, such as 2.18.0, or "" if the metrics name none: then they are not a node's.
func (m Metrics) Version() string {
	var version string
	m.Each("version", func(labels map[string]string, _ float64) { version = labels["version"] })
	return version
}

// Runner reports whether the metrics are those of this project's runner.
func (m Metrics) Runner() bool {
	_, ok := m["runner_send_failures_total"]
	return ok
}

// ErrNoAsync says that a node did not know the route of asynchronous answers.
var ErrNoAsync = errors.New("there is no node that resumes runs at this URL")

// ProbeResume finds out whether asynchronous answers reach the node: it resumes a task that does not exist, which a node
// answers with status 500. It needs no login and changes nothing.
//
// Source: chainlink v2.18, PATCH /v2/resume of an unknown task
func (c *Client) ProbeResume(ctx context.Context, task string) error {
	_, err := c.do(ctx, call{method: http.MethodPatch, path: "/v2/resume/" + task,
		body: map[string]any{"value": map[string]any{"data": map[string]any{"result": 0}}}})
	var refused *APIError
	switch {
	case errors.As(err, &refused) && refused.Status == http.StatusInternalServerError:
		return nil
	case err != nil && refused == nil:
		return err
	default:
		return ErrNoAsync
	}
}
