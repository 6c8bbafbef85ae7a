// Package doctor finds what keeps requests from being answered: it looks at the adapter, the node (or this project's
// runner in its place), the jobs, the contracts and the keys, and says what is wrong, on what evidence, and how to mend it.
//
// It changes nothing unless it is told to send a test request. One request to the adapter that it refuses, and that
// therefore reads no data, tells whether the bridge token is accepted.
package doctor

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/contracts"
)

// Deps are what a doctor works with. All are required but Key.
type Deps struct {
	Node  *nodeclient.Client // of a node, or of a runner; with credentials it sees more
	Chain provision.Chain
	HTTP  *http.Client // for the adapter
	Log   *slog.Logger
	Key   *ecdsa.PrivateKey // pays for the test request
}

// Config says what should be and how to look.
type Config struct {
	Deployment contracts.Deployment
	Declared   provision.Declared
	// AdapterURL is where the adapter answers requests, seen from here.
	AdapterURL string
	// ResponseURL is the node's WebServer.BridgeResponseURL, to find out whether it leads to the node; "" for not at all.
	ResponseURL string
	// Requester pays for requests; its LINK is looked at unless it is zero.
	Requester common.Address
	// NodeInContainer says that the node's loopback is not the adapter's, even if the node answers on this machine's.
	NodeInContainer bool
	// SendTestRequest makes one real request, paid for by Key.
	SendTestRequest bool

	// Lookback is how many blocks are searched for unanswered requests. 0 means 1000.
	Lookback uint64
	// AnswerWithin is how old an unanswered request may be. 0 means 2 minutes.
	AnswerWithin time.Duration
	// MinFulfilments is how many fulfilments a key's ether should last for. 0 means 100.
	MinFulfilments int64
	// Patience limits the wait for what is seen only a little later. 0 means 10 seconds.
	Patience time.Duration
	// TestTimeout limits the wait for the test request's answer. 0 means 2 minutes.
	TestTimeout time.Duration
}

// Doctor looks at one deployment.
type Doctor struct {
	deps Deps
	cfg  Config
}

// New returns a doctor, or an error that names what is missing.
func New(deps Deps, cfg Config) (*Doctor, error) {
	if deps.Node == nil || deps.Chain == nil || deps.HTTP == nil || deps.Log == nil {
		return nil, errors.New("doctor: Node, Chain, HTTP or Log is missing")
	}
	if cfg.AdapterURL == "" {
		return nil, errors.New("doctor: the adapter's URL is missing")
	}
	if cfg.Lookback == 0 {
		cfg.Lookback = 1000
	}
	if cfg.AnswerWithin == 0 {
		cfg.AnswerWithin = 2 * time.Minute
	}
	if cfg.MinFulfilments == 0 {
		cfg.MinFulfilments = 100
	}
	if cfg.Patience == 0 {
		cfg.Patience = 10 * time.Second
	}
	return &Doctor{deps: deps, cfg: cfg}, nil
}

// check is one thing that is looked at.
type check struct {
	id, title string
	look      func(*examination) []Finding
}

// checks are all of them, in the order of the report.
func checks() []check {
	return []check{
		{"D01", "adapter answers, for this deployment", (*examination).adapterAnswers},
		{"D02", "node and its services are well", (*examination).nodeWell},
		{"D03", "node's release runs our jobs", (*examination).nodeRelease},
		{"D04", "bridge leads to the adapter", (*examination).bridge},
		{"D05", "node reaches the adapter", (*examination).path},
		{"D06", "jobs are as declared", (*examination).jobs},
		{"D07", "contracts ask for our jobs", (*examination).jobIDs},
		{"D08", "contracts fit together", (*examination).contracts},
		{"D09", "Operator takes the node's answers", (*examination).authorised},
		{"D10", "payments are enough", (*examination).payments},
		{"D11", "answers come before requests expire", (*examination).latency},
		{"D12", "keys have ether", (*examination).ether},
		{"D13", "gas limits are enough", (*examination).gasLimits},
		{"D14", "asynchronous answers reach the node", (*examination).async},
		{"D15", "answers are short enough", (*examination).answerSize},
		{"D16", "no request is left unanswered", (*examination).unanswered},
		{"D17", "no run fails or hangs", (*examination).runs},
		{"D18", "chain is seen and moves", (*examination).chainSeen},
		{"D19", "metrics can be read", (*examination).metricsReadable},
		{"D20", "adapter is set up for service", (*examination).adapterSettings},
	}
}

// Examine looks at everything. It returns an error only if ctx ends: what cannot be reached is a finding.
func (d *Doctor) Examine(ctx context.Context) (Report, error) {
	x := &examination{Doctor: d, ctx: ctx}
	x.gather()
	var report Report
	for _, c := range checks() {
		report.Results = append(report.Results, newResult(c.id, c.title, c.look(x)))
	}
	return report, ctx.Err()
}
