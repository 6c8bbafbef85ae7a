package doctor

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/chainlink-node/provision"
)

// nodeWell is D02.
func (x *examination) nodeWell() []Finding {
	n := x.node
	if n.gone != nil {
		return []Finding{fail("start the node (or `link4health run`), or correct --node-url", "%v", n.gone)}
	}
	var findings []Finding
	if errors.Is(n.loginErr, nodeclient.ErrWrongPassword) {
		findings = append(findings, fail("correct the file of --node-credentials: e-mail on its first line, password on its second", "%v", n.loginErr))
	} else if n.loginErr != nil && !n.runner && !errors.Is(n.loginErr, errNoLogin) {
		findings = append(findings, fail("see what the node's log says", "the node refuses: %v", n.loginErr))
	}
	for _, c := range n.health {
		if !c.Passing() {
			findings = append(findings, fail("look for "+c.Name+" in the node's log; it says what it needs. A key without ether, an RPC endpoint that is gone and a lost database all show here",
				"service %s fails: %s", c.Name, c.Output))
		}
	}
	if len(findings) == 0 {
		findings = append(findings, ok("%d services pass at %s", len(n.health), x.deps.Node.URL()))
	}
	return findings
}

// nodeRelease is D03.
func (x *examination) nodeRelease() []Finding {
	version := x.node.metrics.Version()
	switch err := provision.CheckVersion(version); {
	case x.node.gone != nil:
		return []Finding{skipped("the node does not answer")}
	case x.node.runner:
		return []Finding{ok("this is the runner, which is of one release with its jobs")}
	case version == "":
		return []Finding{skipped("the node's metrics name no release")}
	case errors.Is(err, provision.ErrTooNew):
		return []Finding{fail("use node v2.47, or `link4health run` in the node's place", "node v%s runs no jobs of type directrequest", version)}
	case errors.Is(err, provision.ErrTooOld):
		return []Finding{warn("upgrade to v2.15 or later, or set ERROR_FORMAT=text on the adapter", "node v%s cannot read the adapter's errors", version)}
	case err != nil:
		return []Finding{warn("make sure that it is v2.15 to v2.47", "%v", err)}
	default:
		return []Finding{ok("v%s", version)}
	}
}

// maxRunTime is how long a run may take before a node gives up on it.
//
// Source: chainlink v2.18, docs/CONFIG.md, JobPipeline.MaxRunDuration
const maxRunTime = 10 * time.Minute

// runs is D17: the latest finished run of each job went well and none hangs.
func (x *examination) runs() []Finding {
	if x.node.loginErr != nil {
		return x.runsByMetrics()
	}
	var findings []Finding
	for _, job := range x.cfg.Declared.Jobs {
		findings = append(findings, x.runsOf(job.Spec.Name, job.Spec.ExternalJobID)...)
	}
	return findings
}

func (x *examination) runsOf(name string, id uuid.UUID) []Finding {
	var latest *nodeclient.Run
	var findings []Finding
	failed, finished := 0, 0
	for i, run := range x.node.runs {
		switch {
		case run.JobID != id:
		case !run.Finished() && time.Since(run.CreatedAt) > maxRunTime:
			findings = append(findings, fail("see in the node's UI what the run waits for: a key without ether holds all of them up",
				"%s: run %s hangs since %s", name, run.ID, run.CreatedAt.UTC().Format(time.RFC3339)))
		case run.Finished():
			finished++
			if run.Failed {
				failed++
			}
			if latest == nil {
				latest = &x.node.runs[i]
			}
		}
	}
	switch {
	case latest == nil:
		findings = append(findings, ok("%s: no finished run among the node's latest %d", name, recentRuns))
	case latest.Failed:
		findings = append(findings, fail("mend the cause; a failed run is not tried again: its requester can cancel the request five minutes after it was made",
			"%s: the latest run %s failed: %s", name, latest.ID, provision.Cause(*latest)))
	case failed > 0:
		findings = append(findings, warn("see the failed runs in the node's UI", "%s: %d of the latest %d runs failed, but the last went well", name, failed, finished))
	default:
		findings = append(findings, ok("%s: the latest %d runs went well", name, finished))
	}
	return findings
}

// runsByMetrics judges runs where they cannot be asked for.
func (x *examination) runsByMetrics() []Finding {
	if x.node.metricsErr != nil {
		return []Finding{skipped("%v", x.node.loginErr)}
	}
	var findings []Finding
	for _, job := range x.cfg.Declared.Jobs {
		errs, _ := x.node.metrics.Sum("pipeline_run_errors", map[string]string{"job_name": job.Spec.Name})
		if errs > 0 {
			findings = append(findings, warn("the log says why each run failed", "%s: %.0f runs failed since the start", job.Spec.Name, errs))
		}
	}
	if len(findings) == 0 {
		findings = append(findings, ok("no run failed since the start"))
	}
	return findings
}

// maxLag is how many blocks the node may be behind the chain.
const maxLag = 10

// chainSeen is D18: the RPC endpoint answers for the right chain, and the node sees what it sees.
func (x *examination) chainSeen() []Finding {
	if x.chain.gone != nil {
		return []Finding{fail("correct --rpc-url, or deployment.json", "%v", x.chain.gone)}
	}
	findings := []Finding{ok("the RPC endpoint is at block %s", x.chain.head.Number)}
	n := x.node
	if n.metricsErr != nil {
		return append(findings, skipped("the node's metrics cannot be read"))
	}
	if n.loginErr == nil && n.chain == nil {
		return append(findings, fail("add [[EVM]] with ChainID = '"+x.chainName()+"' and [[EVM.Nodes]] to the node's config.toml and restart it",
			"the node has no enabled chain %s", x.chainName()))
	}
	if alive, found := n.metrics.Sum("multi_node_states", map[string]string{"chainId": x.chainName(), "state": "Alive"}); found && alive == 0 {
		findings = append(findings, fail("see that the URLs in [[EVM.Nodes]] answer from the node's machine", "the node has no RPC endpoint that is alive"))
	}
	if waiting, _ := n.metrics.Sum("unconfirmed_transactions", map[string]string{"evmChainID": x.chainName()}); waiting > 16 {
		findings = append(findings, warn("see whether the key has ether and the gas price is high enough", "%.0f transactions of the node are not mined", waiting))
	}
	if seen, found := x.headSeen(); !found {
		findings = append(findings, fail("see that the chain is configured on the node", "the node has seen no block of chain %s", x.chainName()))
	} else if lag := float64(x.chain.head.Number.Uint64()) - seen; lag > maxLag {
		findings = append(findings, fail("see that the node's RPC endpoint is the same chain and in step; a wiped chain needs a wiped node database",
			"the node has seen block %.0f, the chain is %.0f further", seen, lag))
	} else if behind := -lag; behind > maxLag {
		findings = append(findings, warn("see that both RPC endpoints are the same chain and in step", "the node has seen block %.0f, the RPC endpoint is %.0f behind", seen, behind))
	}
	return findings
}

// headSeen is the newest block that the node has seen. One that lags is given a little time: metrics are.
func (x *examination) headSeen() (float64, bool) {
	ctx, cancel := context.WithTimeout(x.ctx, x.cfg.Patience)
	defer cancel()
	metrics := x.node.metrics
	ticker := time.NewTicker(200 * time.Millisecond)
	defer ticker.Stop()
	for {
		seen, found := metrics.Sum("head_tracker_current_head", map[string]string{"evmChainID": x.chainName()})
		if found && float64(x.chain.head.Number.Uint64())-seen <= maxLag {
			return seen, true
		}
		select {
		case <-ctx.Done():
			return seen, found
		case <-ticker.C:
		}
		if again, err := x.deps.Node.Metrics(ctx); err == nil {
			metrics = again
		}
	}
}

// metricsReadable is D19.
func (x *examination) metricsReadable() []Finding {
	switch err := x.node.metricsErr; {
	case x.node.gone != nil:
		return []Finding{skipped("the node does not answer")}
	case errors.Is(err, nodeclient.ErrUnauthenticated):
		return []Finding{warn("give Prometheus the token as authorization.credentials_file, or remove [Prometheus] AuthToken from the node's secrets",
			"the node's metrics want a token")}
	case err != nil:
		return []Finding{warn("see that nothing stands between here and the node", "%v", err)}
	default:
		return []Finding{ok("%d metrics", len(x.node.metrics))}
	}
}
