package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/jobspecs"
)

// runPoll is how often the demo looks at the runner's runs.
const runPoll = 20 * time.Millisecond

// startRunner starts the runner with the job specs as `link4health run` does.
func (d *Demo) startRunner(ctx context.Context) ([]fact, error) {
	specs, err := d.jobs()
	if err != nil {
		return nil, err
	}
	log, err := d.openLog("runner.log")
	if err != nil {
		return nil, err
	}
	chain, err := ethclient.DialContext(ctx, d.chain.WSURL)
	if err != nil {
		return nil, fmt.Errorf("dial the chain: %w", err)
	}
	d.journal = journal.New(d.store, d.Deployment.ChainID, journal.Config{})
	d.runner, err = runner.New(runner.Deps{
		Chain: chain, Jobs: specs, Signers: []runner.Signer{runner.NewKeySigner(d.node.Key, d.Deployment.ChainID)},
		HTTP: &http.Client{}, Log: log, Registry: prometheus.NewRegistry(), Journal: d.journal,
	}, runner.Config{
		ChainID: d.Deployment.ChainID, Bridges: map[string]string{jobspecs.DefaultBridgeName: d.AdapterURL},
		GracePeriod: time.Second,
	})
	if err != nil {
		chain.Close()
		return nil, err
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		chain.Close()
		return nil, fmt.Errorf("listen: %w", err)
	}
	d.RunnerURL = "http://" + listener.Addr().String()
	listening := make(chan struct{})
	close(listening)
	err = d.parts.start(ctx, "runner", listening, func(ctx context.Context) error {
		defer chain.Close()
		return d.runner.Serve(ctx, listener)
	})
	facts := []fact{
		{Key: "node", Label: "node key", Value: d.node.Address.Hex()},
		{Key: "runnerUrl", Label: "health", Value: d.RunnerURL + "/health"},
		{Key: "runnerLog", Label: "log", Value: d.path("runner.log")},
	}
	for _, spec := range specs {
		facts = append(facts, fact{Key: spec.Name + "JobId", Label: "job", Value: spec.ExternalJobID.String(), Text: spec.ExternalJobID.String() + " " + spec.Name})
	}
	return facts, err
}

// jobs renders and reads the job specs.
func (d *Demo) jobs() ([]*jobspecs.Spec, error) {
	target := jobspecs.Deployment{
		ChainID: d.Deployment.ChainID, Operator: d.Deployment.Operator,
		ScoreRegistry: d.Deployment.ScoreRegistry, RecordMarket: d.Deployment.RecordMarket,
		ScoreJobID: d.Deployment.ScoreJobID, RecordJobID: d.Deployment.RecordJobID, BatchJobID: d.Deployment.BatchJobID,
		BridgeToken: d.token, MinPaymentJuels: d.payment, Confirmations: 1,
	}
	var specs []*jobspecs.Spec
	for _, name := range target.Names() {
		source, err := jobspecs.Render(name, target)
		if err != nil {
			return nil, fmt.Errorf("render job spec %s: %w", name, err)
		}
		spec, err := jobspecs.Parse(source)
		if err != nil {
			return nil, fmt.Errorf("read job spec %s: %w", name, err)
		}
		specs = append(specs, spec)
	}
	return specs, nil
}

// waitForRun returns the completed run of a request, or an error with the reason if it ended otherwise.
func (d *Demo) waitForRun(ctx context.Context, requestID common.Hash) (journal.Run, error) {
	run, err := d.waitForEnd(ctx, requestID)
	if err == nil && !run.State.Fulfilled() {
		err = fmt.Errorf("the run is %s: %s", run.State, run.Error)
	}
	return run, err
}

// waitForRefusal returns the runner's reason for not answering a request, or an error if it did.
func (d *Demo) waitForRefusal(ctx context.Context, requestID common.Hash) (string, error) {
	run, err := d.waitForEnd(ctx, requestID)
	if err == nil && run.State != journal.Rejected {
		err = fmt.Errorf("the runner did not reject the stranger's request: it is %s", run.State)
	}
	return string(run.State) + ": " + run.Error, err
}

// waitForEnd waits until the runner is done with a request.
func (d *Demo) waitForEnd(ctx context.Context, requestID common.Hash) (journal.Run, error) {
	ticker := time.NewTicker(runPoll)
	defer ticker.Stop()
	for {
		runs, err := d.journal.Runs(ctx, journal.Filter{Request: requestID})
		if err != nil {
			return journal.Run{}, fmt.Errorf("ask for the runs: %w", err)
		}
		for _, run := range runs {
			if run.State.Ended() {
				return run, d.waitForState(ctx, run.TxHash)
			}
		}
		select {
		case <-ctx.Done():
			return journal.Run{}, fmt.Errorf("wait for the run of request %s: %w", requestID, ctx.Err())
		case <-ticker.C:
		}
	}
}

// waitForState waits until what is read of the chain's latest state is what a transaction has made of it: its receipt can be
// there a moment before. The zero hash stands for no transaction.
func (d *Demo) waitForState(ctx context.Context, tx common.Hash) error {
	if tx == (common.Hash{}) {
		return nil
	}
	ticker := time.NewTicker(runPoll)
	defer ticker.Stop()
	for {
		receipt, err := d.client.TransactionReceipt(ctx, tx)
		if err == nil {
			var head uint64
			if head, err = d.client.BlockNumber(ctx); err == nil && head >= receipt.BlockNumber.Uint64() {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for transaction %s to be in the latest block: %w (last answer: %w)", tx, ctx.Err(), err)
		case <-ticker.C:
		}
	}
}

// failureText is what a node's operator reads of a failure: Name: message.
func failureText(body []byte) string {
	var failure struct {
		Error struct{ Name, Message string }
	}
	if err := json.Unmarshal(body, &failure); err != nil {
		return "an answer that is no failure envelope"
	}
	return failure.Error.Name + ": " + failure.Error.Message
}
