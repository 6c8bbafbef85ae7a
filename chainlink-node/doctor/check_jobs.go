package doctor

import (
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/jobspecs"
)

const provisionIt = "run `link4health provision`"

// bridge is D04.
func (x *examination) bridge() []Finding {
	if x.node.loginErr != nil {
		return []Finding{skipped("%v", x.node.loginErr)}
	}
	name, declared := x.cfg.Declared.BridgeName, x.cfg.Declared.BridgeURL
	for _, b := range x.node.bridges {
		if b.Name != name {
			continue
		}
		u, err := url.Parse(b.URL)
		if err != nil {
			return []Finding{fail(provisionIt, "the bridge's URL is none")}
		}
		findings := []Finding{ok("%s leads to %s", name, u.Redacted())}
		if declared != "" && b.URL != declared {
			findings = append(findings, fail(provisionIt+", or correct --bridge-url", "%s leads to %s, not to the declared URL", name, u.Redacted()))
		}
		if loopback(u.Hostname()) && (x.cfg.NodeInContainer || !loopback(x.deps.Node.Host())) {
			findings = append(findings, fail("provision with --bridge-url of a name that the node's container can resolve: the adapter's service name in compose, or host.docker.internal",
				"%s leads to %s, which is the node's own machine or container, not the adapter's", name, u.Hostname()))
		}
		if payment, err := nodeclient.ParseJuels(b.MinimumContractPayment); b.Confirmations != 0 || err == nil && payment.Sign() != 0 {
			findings = append(findings, warn(provisionIt+": it resets them; payments and confirmations are the job's",
				"%s has minimumContractPayment or confirmations, which a node ignores", name))
		}
		return findings
	}
	return []Finding{fail(provisionIt, "the node has no bridge %s", name)}
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && (ip.IsLoopback() || ip.IsUnspecified())
}

// jobs is D06.
func (x *examination) jobs() []Finding {
	if x.node.loginErr != nil {
		if x.node.runner {
			return []Finding{ok("the runner takes its jobs from the same job specs")}
		}
		return []Finding{skipped("%v", x.node.loginErr)}
	}
	declared := x.cfg.Declared
	declared.BridgeURL = "" // D04 looks at it
	changes, err := provision.Compare(declared, x.node.bridges, x.node.jobs)
	if err != nil {
		return []Finding{fail("give the deployment other job ids, or delete that job", "%v", err)}
	}
	var findings []Finding
	for _, c := range changes {
		switch {
		case c.Kind != "job":
		case c.Action == provision.Create:
			findings = append(findings, fail(provisionIt, "the node has no job %s", c.Name))
		case c.Action == provision.Replace:
			findings = append(findings, fail(provisionIt+", which puts the declared job in its place", "job %s is not as declared: %s", c.Name, listed(c.Differences)))
		case c.Action == provision.Extra:
			findings = append(findings, ok("job %s is ours and not declared; `link4health provision --prune` deletes it", c.Name))
		default:
			findings = append(findings, ok("job %s is as declared", c.Name))
		}
	}
	return append(findings, x.lint()...)
}

// listed is a list of differences in words.
func listed(differences []provision.Difference) string {
	var b strings.Builder
	for _, d := range differences {
		fmt.Fprintf(&b, "\n%s: %s, declared %s", d.Field, strings.ReplaceAll(d.Node, "\n", "\n  "), strings.ReplaceAll(d.Declared, "\n", "\n  "))
	}
	return b.String()
}

// lint finds what is wrong with the jobs that the node really has.
func (x *examination) lint() []Finding {
	var findings []Finding
	for _, declared := range x.cfg.Declared.Jobs {
		job := x.jobOf(declared)
		if job == nil {
			continue
		}
		for _, fault := range jobspecs.Lint(source(*job)) {
			findings = append(findings, fail(provisionIt, "job %s: %s: %s", job.Name, fault.Rule, fault.Message))
		}
	}
	return findings
}

// Least gas limits with which a fulfilment of the worst case succeeds, measured: a subject's first score, the longest
// seal, and the first scores of a whole batch.
const (
	leastScoreGas  = 455_639
	leastRecordGas = 513_485
	leastBatchGas  = 4_080_000 // of 32 subjects
)

// gasLimits is D13.
func (x *examination) gasLimits() []Finding {
	if x.node.runner {
		return []Finding{ok("the runner finds the gas limit of each fulfilment by trying it first")}
	}
	var findings []Finding
	for _, declared := range x.cfg.Declared.Jobs {
		spec, where := x.effective(declared)
		limit, from := x.gasLimit(spec)
		least := uint64(leastScoreGas)
		switch spec.ExternalJobID {
		case x.cfg.Deployment.RecordJobID:
			least = leastRecordGas
		case x.cfg.Deployment.BatchJobID:
			least = leastBatchGas
		}
		if limit < least {
			findings = append(findings, fail(provisionIt+" without a lower gas limit", "%s %s has a gas limit of %d (%s); the Operator or the contract runs out below %d", spec.Name, where, limit, from, least))
			continue
		}
		findings = append(findings, ok("%s %s has a gas limit of %d (%s)", spec.Name, where, limit, from))
	}
	return findings
}

// defaultGasLimit is the gas limit of a node that is not configured otherwise.
//
// Source: chainlink v2.18, docs/CONFIG.md, EVM.GasEstimator.LimitDefault
const defaultGasLimit = 500_000

// gasLimit is that of a job's transaction, and where it comes from.
func (x *examination) gasLimit(spec *jobspecs.Spec) (uint64, string) {
	for _, task := range spec.Tasks {
		if limit, err := strconv.ParseUint(task.Attrs["gasLimit"], 10, 64); task.Type == "ethtx" && err == nil {
			return limit, "task " + task.ID
		}
	}
	switch {
	case spec.GasLimit > 0:
		return spec.GasLimit, "job spec"
	case x.node.chain != nil:
		return x.node.chain.GasEstimator.LimitDefault, "EVM.GasEstimator.LimitDefault"
	default:
		return defaultGasLimit, "a node's default"
	}
}

// async is D14.
func (x *examination) async() []Finding {
	uses := false
	for _, job := range x.cfg.Declared.Jobs {
		spec, _ := x.effective(job)
		for _, task := range spec.Tasks {
			uses = uses || task.Type == "bridge" && task.Attrs["async"] == "true"
		}
	}
	switch {
	case !uses && x.cfg.ResponseURL == "":
		return []Finding{skipped("no job waits for asynchronous answers")}
	case x.cfg.ResponseURL == "":
		return []Finding{warn("give --response-url, the node's WebServer.BridgeResponseURL; without that setting a node gets no asynchronous answer",
			"a job waits for asynchronous answers, and where they go was not told")}
	}
	node, err := nodeclient.New(nodeclient.Deps{HTTP: x.deps.HTTP, Log: x.deps.Log}, nodeclient.Config{URL: x.cfg.ResponseURL, Attempts: 1})
	if err == nil {
		err = node.ProbeResume(x.ctx, uuid.NewString())
	}
	if err != nil {
		return []Finding{fail("set WebServer.BridgeResponseURL in the node's config.toml to a URL of the node that the adapter can reach", "%v", err)}
	}
	return []Finding{ok("the response URL leads to a node")}
}
