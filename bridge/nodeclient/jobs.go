package nodeclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
)

// Job is one job of a node.
type Job struct {
	ID            string  `json:"-"` // the node's own number for it
	Name          string  `json:"name"`
	Type          string  `json:"type"`
	SchemaVersion uint32  `json:"schemaVersion"`
	GasLimit      *uint64 `json:"gasLimit"`

	ExternalJobID uuid.UUID      `json:"externalJobID"`
	DirectRequest *DirectRequest `json:"directRequestSpec"` // nil for a job of another type
	Pipeline      struct {
		DotDagSource string `json:"dotDagSource"` // the task graph; it may hold a bearer token
	} `json:"pipelineSpec"`
}

// DirectRequest is what a job of type directrequest has beyond others.
type DirectRequest struct {
	ContractAddress          common.Address   `json:"contractAddress"`
	MinIncomingConfirmations *uint32          `json:"minIncomingConfirmations"`
	MinContractPayment       *Juels           `json:"minContractPaymentLinkJuels"`
	Requesters               []common.Address `json:"requesters"`
	EVMChainID               string           `json:"evmChainID"`
}

// Juels is an amount of LINK as a node writes it: a whole number of juels, or from 10^12 of them on "0.1 link".
//
// Source: chainlink v2.18, GET /v2/jobs; chainlink-common, pkg/assets, Link.MarshalText
type Juels struct{ big.Int }

// ParseJuels reads an amount of LINK in any of a node's forms.
func ParseJuels(text string) (*big.Int, error) {
	number, unit, _ := strings.Cut(strings.TrimSpace(text), " ")
	amount, ok := new(big.Rat).SetString(number)
	if !ok || strings.ContainsAny(number, "/eE") {
		return nil, fmt.Errorf("%q is no amount of LINK", text)
	}
	switch unit {
	case "", "juels":
	case "link":
		amount.Mul(amount, new(big.Rat).SetInt(big.NewInt(1e18)))
	default:
		return nil, fmt.Errorf("%q: %q is no unit of LINK", text, unit)
	}
	if !amount.IsInt() {
		return nil, fmt.Errorf("%q is no whole number of juels", text)
	}
	return amount.Num(), nil
}

// UnmarshalJSON reads an amount of LINK in any of a node's forms.
func (j *Juels) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		text = string(data)
	}
	amount, err := ParseJuels(text)
	if err == nil {
		j.Set(amount)
	}
	return err
}

// Jobs lists the node's jobs.
func (c *Client) Jobs(ctx context.Context) ([]Job, error) {
	found, err := list[Job](ctx, c, "/v2/jobs")
	if err != nil {
		return nil, err
	}
	jobs := make([]Job, len(found))
	for i, r := range found {
		jobs[i] = r.Attributes
		jobs[i].ID = r.ID
	}
	return jobs, nil
}

// CreateJob makes a job of its TOML and returns the node's number for it.
//
// Returns ErrDuplicate if its name or external job id is taken, ErrUnknownBridge, ErrUnknownChain, or ErrInvalid.
func (c *Client) CreateJob(ctx context.Context, toml []byte) (string, error) {
	a, err := c.do(ctx, call{method: http.MethodPost, path: "/v2/jobs", login: true, body: map[string]string{"toml": string(toml)}})
	if err != nil {
		return "", err
	}
	var created single[Job]
	if err := decode(http.MethodPost, "/v2/jobs", a.body, &created); err != nil {
		return "", err
	}
	return created.Data.ID, nil
}

// DeleteJob deletes a job by the node's number for it.
//
// A node whose job is deleted while one of its runs waits for a transaction stops finishing runs, of all jobs and for
// good: make sure that there is none.
func (c *Client) DeleteJob(ctx context.Context, id string) error {
	_, err := c.do(ctx, call{method: http.MethodDelete, path: "/v2/jobs/" + url.PathEscape(id), login: true})
	return err
}

// Run is one run of a job. What went in and came out is left out: it may be personal.
type Run struct {
	ID         string
	CreatedAt  time.Time
	FinishedAt time.Time // zero while it is not finished
	Failed     bool
	JobID      uuid.UUID   // the external job id
	RequestID  common.Hash // zero for a run that no request on chain began
	Tasks      []TaskRun
}

// TaskRun is what became of one task.
type TaskRun struct {
	ID    string // in the task graph
	Type  string
	Error string // "" if there is none; it may quote an adapter's answer or a bridge's URL
}

// Finished reports whether the run has ended, well or not.
func (r Run) Finished() bool { return !r.FinishedAt.IsZero() }

// runAttributes is a run as the node writes it.
type runAttributes struct {
	CreatedAt   time.Time  `json:"createdAt"`
	FinishedAt  *time.Time `json:"finishedAt"`
	FatalErrors []*string  `json:"fatalErrors"`
	Inputs      struct {
		JobSpec struct {
			ExternalJobID string `json:"externalJobID"` // 0x and 32 hex digits
		} `json:"jobSpec"`
		JobRun struct {
			Meta struct {
				OracleRequest struct {
					RequestID common.Hash `json:"requestId"`
				} `json:"oracleRequest"`
			} `json:"meta"`
		} `json:"jobRun"`
	} `json:"inputs"`
	TaskRuns []struct {
		Type  string  `json:"type"`
		DotID string  `json:"dotId"`
		Error *string `json:"error"`
	} `json:"taskRuns"`
}

// Runs lists the node's latest runs, of all jobs, newest first; at most size.
func (c *Client) Runs(ctx context.Context, size int) ([]Run, error) {
	if size < 1 {
		return nil, errors.New("ask for at least one run")
	}
	var p page[runAttributes]
	if err := c.get(ctx, fmt.Sprintf("/v2/pipeline/runs?size=%d", size), &p); err != nil {
		return nil, err
	}
	runs := make([]Run, len(p.Data))
	for i, r := range p.Data {
		runs[i] = r.Attributes.run(r.ID)
	}
	return runs, nil
}

func (a runAttributes) run(id string) Run {
	r := Run{ID: id, CreatedAt: a.CreatedAt, RequestID: a.Inputs.JobRun.Meta.OracleRequest.RequestID}
	if a.FinishedAt != nil {
		r.FinishedAt = *a.FinishedAt
	}
	if raw := common.FromHex(a.Inputs.JobSpec.ExternalJobID); len(raw) == len(r.JobID) {
		r.JobID = uuid.UUID(raw)
	}
	for _, fatal := range a.FatalErrors {
		r.Failed = r.Failed || fatal != nil
	}
	for _, t := range a.TaskRuns {
		task := TaskRun{ID: t.DotID, Type: t.Type}
		if t.Error != nil {
			task.Error = *t.Error
		}
		r.Tasks = append(r.Tasks, task)
	}
	return r
}
