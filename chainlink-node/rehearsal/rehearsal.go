// Package rehearsal runs one job spec against an adapter without a chain and without a node, and shows what went into and
// came out of every task, as the node's own pages would.
//
// What it shows is what the adapter answered: health data, if the request asks for them. It is for the operator's eyes.
package rehearsal

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"net/http"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/chainlink-node/runner/pipeline"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// Config says what to run.
type Config struct {
	Spec *jobspecs.Spec
	// AdapterURL is where every bridge of the job spec leads.
	AdapterURL string
	// Request is what a contract would ask, as a JSON object: text, whole numbers and lists of text. Text that begins with
	// "bytes:0x" is sent as bytes.
	Request []byte
	// Requester is the contract that asks; zero means the first that the job answers.
	Requester common.Address
	// Retry tries a bridge as often as the job spec says; else once, which tells as much and waits for nothing.
	Retry bool
	// Client makes the bridges' requests; nil means http.DefaultClient.
	Client *http.Client
}

// Task is what became of one task.
type Task struct {
	ID        string        `json:"id"`
	Type      string        `json:"type"`
	Inputs    []Attribute   `json:"inputs"`
	Sent      string        `json:"sent,omitempty"` // what a bridge posted
	Output    any           `json:"output,omitempty"`
	Error     string        `json:"error,omitempty"`
	Attempts  int           `json:"attempts"`
	Took      time.Duration `json:"tookNanoseconds"`
	simulated bool
}

// Attribute is one of a task's attributes, its variables filled in. The headers of a bridge are hidden: they hold a token.
type Attribute struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Transaction is what would have been sent.
type Transaction struct {
	To       common.Address `json:"to"`
	GasLimit uint64         `json:"gasLimit"`
	Data     hexutil.Bytes  `json:"data"`
}

// Result is what became of a run.
type Result struct {
	Tasks       []Task       `json:"tasks"`
	Transaction *Transaction `json:"transaction,omitempty"` // nil if the run did not get so far
	Error       string       `json:"error,omitempty"`       // "" if the run would have completed
}

// Run rehearses one request. It returns an error only if the run could not begin.
func Run(ctx context.Context, cfg Config) (Result, error) {
	request, err := cfg.request()
	if err != nil {
		return Result{}, err
	}
	metrics, err := pipeline.NewMetrics(prometheus.NewRegistry())
	if err != nil {
		return Result{}, err
	}
	client := http.Client{}
	if cfg.Client != nil {
		client = *cfg.Client
	}
	tap := &tap{next: client.Transport}
	client.Transport = tap
	bridges := map[string]string{}
	for _, task := range cfg.Spec.Tasks {
		if task.Type == "bridge" {
			bridges[lower(task.Attrs["name"])] = cfg.AdapterURL
		}
	}
	p, err := pipeline.Compile(cfg.spec(), pipeline.Deps{HTTP: &client, Bridges: bridges, Metrics: metrics, Number: 1})
	if err != nil {
		return Result{}, err
	}
	sent := &unsent{}
	jobRun := request.JobRun(&types.Header{})
	run := p.Run(ctx, pipeline.Start{JobRun: jobRun, Transmit: sent})
	result := Result{Tasks: show(cfg.Spec, run, jobRun, tap.body()), Transaction: sent.transaction}
	if err := run.Err(); err != nil {
		result.Error = err.Error()
	}
	return result, nil
}

// spec is the job spec with as many attempts as there are to be.
func (c Config) spec() *jobspecs.Spec {
	if c.Retry {
		return c.Spec
	}
	once := *c.Spec
	once.Tasks = slices.Clone(c.Spec.Tasks)
	for i, task := range once.Tasks {
		once.Tasks[i].Attrs = maps.Clone(task.Attrs)
		delete(once.Tasks[i].Attrs, "retries")
	}
	return &once
}

// request makes the log that an Operator would have emitted.
func (c Config) request() (oracle.Request, error) {
	if c.Spec == nil {
		return oracle.Request{}, errors.New("the job spec is missing")
	}
	data, err := encode(c.Request)
	if err != nil {
		return oracle.Request{}, fmt.Errorf("request: %w", err)
	}
	requester := c.Requester
	if requester == (common.Address{}) && len(c.Spec.Requesters) > 0 {
		requester = c.Spec.Requesters[0]
	}
	payment := c.Spec.MinContractPaymentLinkJuels
	if payment == nil {
		payment = new(big.Int)
	}
	var id common.Hash
	if _, err := rand.Read(id[:]); err != nil {
		return oracle.Request{}, fmt.Errorf("choose a request id: %w", err)
	}
	specID, _ := jobspecs.SpecID(c.Spec.ExternalJobID)
	r := oracle.Request{
		Operator: c.Spec.ContractAddress, SpecID: specID, RequestID: id, Requester: requester, Payment: payment,
		CallbackAddr: requester, CancelExpiration: big.NewInt(time.Now().Add(5 * time.Minute).Unix()), DataVersion: big.NewInt(2), Data: data,
	}
	event := bindings.NewOperator().GetABI().Events["OracleRequest"]
	r.Log = types.Log{Address: r.Operator, Topics: []common.Hash{event.ID, specID}}
	r.Log.Data, err = event.Inputs.NonIndexed().Pack(r.Requester, [32]byte(r.RequestID), r.Payment, r.CallbackAddr, r.CallbackFunctionID,
		r.CancelExpiration, r.DataVersion, r.Data)
	return r, err
}

// unsent takes a run's transaction, sends nothing, and pretends that it was mined.
type unsent struct{ transaction *Transaction }

var _ pipeline.Transmitter = (*unsent)(nil)

// Transmit keeps the transaction and returns the receipt of a success.
func (u *unsent) Transmit(_ context.Context, tx pipeline.Transaction) (*types.Receipt, error) {
	u.transaction = &Transaction{To: tx.To, GasLimit: tx.GasLimit, Data: tx.Data}
	return &types.Receipt{Status: types.ReceiptStatusSuccessful, BlockNumber: new(big.Int)}, nil
}

// Write prints the result as the node's pages would show it.
func (r Result) Write(w io.Writer) error {
	for _, t := range r.Tasks {
		state := "completed"
		if t.Error != "" {
			state = "errored"
		}
		fmt.Fprintf(w, "%s  %s  %s after %s, attempts: %d\n", t.ID, t.Type, state, t.Took.Round(time.Microsecond), t.Attempts)
		for _, a := range t.Inputs {
			fmt.Fprintf(w, "    %-16s %s\n", a.Name, a.Value)
		}
		if t.Sent != "" {
			fmt.Fprintf(w, "    %-16s %s\n", "(sent)", t.Sent)
		}
		switch {
		case t.Error != "":
			fmt.Fprintf(w, "    %-16s %s\n", "-> error", t.Error)
		case t.simulated:
			fmt.Fprintf(w, "    %-16s %s\n", "-> output", "none: nothing is sent without a chain")
		default:
			fmt.Fprintf(w, "    %-16s %s\n", "-> output", text(t.Output))
		}
	}
	if r.Error != "" {
		_, err := fmt.Fprintf(w, "\nerrored: %s\n", r.Error)
		return err
	}
	_, err := fmt.Fprint(w, "\ncompleted\n")
	return err
}

// text is a value as JSON, or as it is if it is text.
func text(value any) string {
	if s, ok := value.(string); ok {
		return s
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprintf("a %T, which is no JSON", value)
	}
	return string(raw)
}
