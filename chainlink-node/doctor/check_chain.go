package doctor

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"

	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// consumer is one of the two contracts that ask.
type consumer struct {
	name string
	at   common.Address
	job  [32]byte // the job's id in the form in which contracts send it
	also [32]byte // the other form that a node answers to
	spec provision.Job
}

func (x *examination) consumers() []consumer {
	d := x.cfg.Deployment
	all := []consumer{{name: "ScoreRegistry", at: d.ScoreRegistry}, {name: "RecordMarket", at: d.RecordMarket}}
	all[0].job, all[0].also = jobspecs.SpecID(d.ScoreJobID)
	all[1].job, all[1].also = jobspecs.SpecID(d.RecordJobID)
	for _, job := range x.cfg.Declared.Jobs {
		switch job.Spec.ExternalJobID {
		case d.ScoreJobID:
			all[0].spec = job
		case d.RecordJobID:
			all[1].spec = job
		}
	}
	return all
}

// registry has the calls that both consumers have.
var registry = bindings.NewScoreRegistry()

// setOracle tells an owner the call that mends a consumer.
func (x *examination) setOracle(c consumer, payment *big.Int) string {
	return fmt.Sprintf("the owner of %s calls setOracle(%s, %s, %s): to %s, data %#x", c.name, x.cfg.Deployment.Operator,
		common.Hash(c.job), payment, c.at, registry.PackSetOracle(x.cfg.Deployment.Operator, c.job, payment))
}

// payment is what a consumer pays for a request; 0 if it cannot be asked.
func (x *examination) payment(c consumer) *big.Int {
	payment, err := contracts.View(x.ctx, x.deps.Chain, c.at, registry.PackOraclePayment(), registry.UnpackOraclePayment)
	if err != nil {
		return new(big.Int)
	}
	return payment
}

const noContract = "correct deployment.json, or deploy with `link4health deploy`"

// jobIDs is D07.
func (x *examination) jobIDs() []Finding {
	if x.chain.gone != nil {
		return []Finding{skipped("%v", x.chain.gone)}
	}
	var findings []Finding
	for _, c := range x.consumers() {
		id, err := contracts.View(x.ctx, x.deps.Chain, c.at, registry.PackJobId(), registry.UnpackJobId)
		switch {
		case err != nil:
			findings = append(findings, fail(noContract, "%s at %s does not tell its job: %v", c.name, c.at, err))
		case id == c.job || id == c.also:
			findings = append(findings, ok("%s asks for job %s", c.name, c.spec.Spec.ExternalJobID))
		default:
			findings = append(findings, fail(x.setOracle(c, x.payment(c)), "%s asks for %s; the job answers to %s and %s", c.name, named(id), common.Hash(c.job), common.Hash(c.also)))
		}
	}
	return append(findings, x.batchJobID()...)
}

// batchJobID judges whether the ScoreRegistry asks the job for batches, if the deployment has one.
func (x *examination) batchJobID() []Finding {
	d := x.cfg.Deployment
	if d.BatchJobID == uuid.Nil {
		return nil
	}
	want, also := jobspecs.SpecID(d.BatchJobID)
	switch id, err := contracts.View(x.ctx, x.deps.Chain, d.ScoreRegistry, registry.PackBatchJobId(), registry.UnpackBatchJobId); {
	case err != nil:
		return []Finding{fail(noContract, "ScoreRegistry at %s does not tell its job for batches: %v", d.ScoreRegistry, err)}
	case id == want || id == also:
		return []Finding{ok("ScoreRegistry asks for job %s about batches", d.BatchJobID)}
	default:
		return []Finding{fail(fmt.Sprintf("the owner of ScoreRegistry calls setBatchJob(%s): to %s, data %#x", common.Hash(want), d.ScoreRegistry, registry.PackSetBatchJob(want)),
			"ScoreRegistry asks for %s about batches; the job answers to %s and %s", named(id), common.Hash(want), common.Hash(also))}
	}
}

// named is a spec id, with the job that it names if it names one.
func named(id [32]byte) string {
	if job, err := jobspecs.JobID(id); err == nil {
		return fmt.Sprintf("%s (job %s)", common.Hash(id), job)
	}
	return fmt.Sprintf("%s (no node answers to it)", common.Hash(id))
}

// contracts is D08.
func (x *examination) contracts() []Finding {
	if x.chain.gone != nil {
		return []Finding{skipped("%v", x.chain.gone)}
	}
	d, operator := x.cfg.Deployment, bindings.NewOperator()
	link, err := contracts.View(x.ctx, x.deps.Chain, d.Operator, operator.PackGetChainlinkToken(), operator.UnpackGetChainlinkToken)
	if err != nil {
		return []Finding{fail(noContract, "there is no Operator at %s: %v", d.Operator, err)}
	}
	owner, err := contracts.View(x.ctx, x.deps.Chain, d.Operator, operator.PackOwner(), operator.UnpackOwner)
	if err != nil {
		return []Finding{fail(noContract, "the Operator at %s has no owner: %v", d.Operator, err)}
	}
	findings := []Finding{ok("Operator at %s, owned by %s", d.Operator, owner)}
	if link != d.LinkToken {
		findings = append(findings, fail("correct linkToken in deployment.json, or deploy an Operator for that token", "the Operator is for LINK at %s, deployment.json has %s", link, d.LinkToken))
	}
	for _, c := range x.consumers() {
		findings = append(findings, x.fits(c)...)
	}
	return findings
}

// fits judges whether a consumer belongs to the Operator and the LINK of the deployment.
func (x *examination) fits(c consumer) []Finding {
	d := x.cfg.Deployment
	oracle, err1 := contracts.View(x.ctx, x.deps.Chain, c.at, registry.PackOracle(), registry.UnpackOracle)
	link, err2 := contracts.View(x.ctx, x.deps.Chain, c.at, registry.PackLinkToken(), registry.UnpackLinkToken)
	if err1 != nil || err2 != nil {
		return []Finding{fail(noContract, "there is no %s at %s", c.name, c.at)}
	}
	var findings []Finding
	if oracle != d.Operator {
		findings = append(findings, fail(x.setOracle(c, x.payment(c)), "%s asks the Operator at %s, deployment.json has %s", c.name, oracle, d.Operator))
	}
	if link != d.LinkToken {
		findings = append(findings, fail("correct linkToken in deployment.json, or deploy "+c.name+" for that token", "%s takes LINK at %s, deployment.json has %s", c.name, link, d.LinkToken))
	}
	if x.node.chain != nil && c.name == "ScoreRegistry" {
		configured := x.node.chain.LinkContractAddress
		if configured != "" && common.HexToAddress(configured) != d.LinkToken && !provision.Development(d.ChainID) {
			findings = append(findings, warn("set LinkContractAddress in the node's [[EVM]]", "the node shows balances of LINK at %s, deployment.json has %s", configured, d.LinkToken))
		}
	}
	return findings
}

// authorised is D09.
func (x *examination) authorised() []Finding {
	switch {
	case x.chain.gone != nil:
		return []Finding{skipped("%v", x.chain.gone)}
	case x.node.gone != nil:
		return []Finding{skipped("the node does not answer")}
	case len(x.node.keys) == 0:
		return []Finding{fail("create one in the node's UI under Key Management", "the node has no enabled key for chain %s", x.chainName())}
	}
	operator, at := bindings.NewOperator(), x.cfg.Deployment.Operator
	senders, err := contracts.View(x.ctx, x.deps.Chain, at, operator.PackGetAuthorizedSenders(), operator.UnpackGetAuthorizedSenders)
	if err != nil {
		return []Finding{skipped("there is no Operator at %s", at)}
	}
	var findings []Finding
	for _, key := range x.node.keys {
		if slices.Contains(senders, key) {
			findings = append(findings, ok("%s may answer", key))
			continue
		}
		call := operator.PackSetAuthorizedSenders(append(senders[:len(senders):len(senders)], key))
		findings = append(findings, fail(fmt.Sprintf("`link4health provision` with the owner's key, or the owner calls setAuthorizedSenders: to %s, data %#x", at, call),
			"the Operator refuses answers from the node's key %s", key))
	}
	return findings
}
