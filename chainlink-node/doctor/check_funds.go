package doctor

import (
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// payments is D10.
func (x *examination) payments() []Finding {
	if x.chain.gone != nil {
		return []Finding{skipped("%v", x.chain.gone)}
	}
	var findings []Finding
	for _, c := range x.consumers() {
		payment, err := contracts.View(x.ctx, x.deps.Chain, c.at, registry.PackOraclePayment(), registry.UnpackOraclePayment)
		if err != nil {
			findings = append(findings, skipped("there is no %s at %s", c.name, c.at))
			continue
		}
		least, from := x.leastPayment(c.spec)
		if payment.Cmp(least) < 0 {
			findings = append(findings, fail(x.setOracle(c, least)+"; or provision with --min-payment-juels "+payment.String(),
				"%s pays %s juels, the job wants %s (%s): the node drops such requests and only logs it", c.name, payment, least, from))
			continue
		}
		findings = append(findings, ok("%s pays %s juels, the job wants %s (%s)", c.name, payment, least, from))
		findings = append(findings, x.requester(c, payment)...)
	}
	return findings
}

// leastPayment is what a job wants, and where that is said.
func (x *examination) leastPayment(declared provision.Job) (*big.Int, string) {
	spec, where := x.effective(declared)
	if spec.MinContractPaymentLinkJuels != nil {
		return spec.MinContractPaymentLinkJuels, "job spec, " + where
	}
	if x.node.chain != nil {
		if least, err := nodeclient.ParseJuels(x.node.chain.MinContractPayment); err == nil {
			return least, "EVM.MinContractPayment"
		}
	}
	return big.NewInt(10_000_000_000_000), "a node's default"
}

// requester judges whether the one who asks can pay.
func (x *examination) requester(c consumer, payment *big.Int) []Finding {
	who := x.cfg.Requester
	if who == (common.Address{}) || c.name != "ScoreRegistry" {
		return nil
	}
	link := bindings.NewLinkToken()
	balance, err := contracts.View(x.ctx, x.deps.Chain, x.cfg.Deployment.LinkToken, link.PackBalanceOf(who), link.UnpackBalanceOf)
	if err != nil {
		return []Finding{fail(noContract, "there is no LINK token at %s", x.cfg.Deployment.LinkToken)}
	}
	if balance.Cmp(payment) < 0 {
		return []Finding{fail("send LINK to it", "requester %s has %s juels, a request costs %s", who, balance, payment)}
	}
	return []Finding{ok("requester %s has %s juels", who, balance)}
}

// expiry is how long after a request its requester may take the payment back.
//
// Source: Chainlink contracts 1.5.0, Operator.EXPIRYTIME
const expiry = 5 * time.Minute

// latency is D11.
func (x *examination) latency() []Finding {
	if x.chain.gone != nil {
		return []Finding{skipped("%v", x.chain.gone)}
	}
	blockTime := x.blockTime()
	var findings []Finding
	for _, job := range x.cfg.Declared.Jobs {
		spec, _ := x.effective(job)
		blocks, from := max(spec.MinIncomingConfirmations, 1), "job spec"
		if x.node.chain != nil && x.node.chain.MinIncomingConfirmations > blocks {
			blocks, from = x.node.chain.MinIncomingConfirmations, "the node's EVM.MinIncomingConfirmations, which raises the job's"
		}
		wait := time.Duration(blocks+1) * blockTime // and the block of the answer
		if wait > expiry/2 {
			findings = append(findings, warn("lower the confirmations, or EVM.MinIncomingConfirmations",
				"%s: confirmations %d (%s), about %s; requests expire after %s", spec.Name, blocks, from, wait.Round(time.Second), expiry))
			continue
		}
		findings = append(findings, ok("%s: confirmations %d (%s)", spec.Name, blocks, from))
	}
	return findings
}

// blockTime is the mean time between the latest blocks; 0 on a development chain, which mines when there is something to.
func (x *examination) blockTime() time.Duration {
	const span = 50
	head := x.chain.head
	if provision.Development(x.cfg.Deployment.ChainID) || head.Number.Uint64() <= span {
		return 0
	}
	earlier, err := x.deps.Chain.HeaderByNumber(x.ctx, new(big.Int).Sub(head.Number, big.NewInt(span)))
	if err != nil || earlier.Time >= head.Time {
		return 0
	}
	return time.Duration(head.Time-earlier.Time) * time.Second / span
}

// ether is D12.
func (x *examination) ether() []Finding {
	if x.chain.gone != nil {
		return []Finding{skipped("%v", x.chain.gone)}
	}
	if len(x.node.keys) == 0 {
		return []Finding{skipped("no key is known")}
	}
	cost := new(big.Int).Mul(x.chain.gas, big.NewInt(jobspecs.DefaultRecordGasLimit))
	var findings []Finding
	for _, key := range x.node.keys {
		balance, err := x.deps.Chain.BalanceAt(x.ctx, key, nil)
		if err != nil {
			findings = append(findings, skipped("the balance of %s cannot be asked for", key))
			continue
		}
		lasts := new(big.Int)
		if cost.Sign() > 0 {
			lasts.Div(balance, cost)
		}
		evidence := fmt.Sprintf("%s has %s ETH, enough for %s fulfilments at %s gwei", key, provision.Ether(balance), lasts, gwei(x.chain.gas))
		remedy := fmt.Sprintf("cast send %s --value 1ether --rpc-url URL --account NAME, or `link4health provision --fund` on a development chain", key)
		switch {
		case lasts.Sign() == 0:
			findings = append(findings, fail(remedy, "%s", evidence))
		case lasts.Cmp(big.NewInt(x.cfg.MinFulfilments)) < 0:
			findings = append(findings, warn(remedy, "%s", evidence))
		default:
			findings = append(findings, ok("%s", evidence))
		}
	}
	return findings
}

func gwei(wei *big.Int) string {
	text := new(big.Float).Quo(new(big.Float).SetInt(wei), big.NewFloat(1e9)).Text('f', 3)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}
