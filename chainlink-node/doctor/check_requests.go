package doctor

import (
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/contracts/bindings"
)

// unanswered is D16: requests of our contracts that were neither answered nor cancelled, and are no longer new.
func (x *examination) unanswered() []Finding {
	if x.chain.gone != nil {
		return []Finding{skipped("%v", x.chain.gone)}
	}
	from := uint64(0)
	if head := x.chain.head.Number.Uint64(); head > x.cfg.Lookback {
		from = head - x.cfg.Lookback
	}
	from = max(from, x.cfg.Deployment.FirstBlock)
	logs, err := x.deps.Chain.FilterLogs(x.ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(from), Addresses: []common.Address{x.cfg.Deployment.Operator},
	})
	if err != nil {
		return []Finding{skipped("the RPC endpoint does not give the logs of %d blocks: %v; try --lookback with less", x.cfg.Lookback, withoutURL(err))}
	}
	open, total := openRequests(logs)
	findings := []Finding{ok("%d requests since block %d, %d of them open", total, from, len(open))}
	for _, request := range open {
		if f, is := x.overdue(request); is {
			findings = append(findings, f)
		}
		if len(findings) > maxListed {
			return append(findings, fail("", "and more"))
		}
	}
	return findings
}

// maxListed is how many unanswered requests are told.
const maxListed = 10

// openRequests are the requests among an Operator's logs that none of them settles, and how many there are in all.
func openRequests(logs []types.Log) (open []oracle.Request, total int) {
	settled := map[common.Hash]bool{}
	events := bindings.NewOperator().GetABI().Events
	var requests []oracle.Request
	for _, log := range logs {
		switch {
		case len(log.Topics) == 0:
		case log.Topics[0] == events["OracleRequest"].ID:
			if request, err := oracle.ParseRequest(log); err == nil {
				requests = append(requests, request)
			}
		case len(log.Topics) == 2 && (log.Topics[0] == events["OracleResponse"].ID || log.Topics[0] == events["CancelOracleRequest"].ID):
			settled[log.Topics[1]] = true
		}
	}
	for _, request := range requests {
		if !settled[request.RequestID] {
			open = append(open, request)
		}
	}
	return open, len(requests)
}

// overdue judges one open request of our contracts.
func (x *examination) overdue(request oracle.Request) (Finding, bool) {
	d := x.cfg.Deployment
	if request.Requester != d.ScoreRegistry && request.Requester != d.RecordMarket {
		return Finding{}, false
	}
	header, err := x.deps.Chain.HeaderByNumber(x.ctx, new(big.Int).SetUint64(request.Log.BlockNumber))
	if err != nil {
		return Finding{}, false
	}
	made := time.Unix(int64(header.Time), 0)
	age := time.Since(made)
	if now := time.Unix(int64(x.chain.head.Time), 0); now.Sub(made) > age {
		age = now.Sub(made)
	}
	if age <= x.cfg.AnswerWithin {
		return Finding{}, false
	}
	evidence := fmt.Sprintf("request %s of block %d is unanswered for %s", request.RequestID, request.Log.BlockNumber, age.Round(time.Second))
	if !slices.ContainsFunc(x.consumers(), func(c consumer) bool { return request.SpecID == c.job || request.SpecID == c.also }) {
		return fail("see D07: no job of this deployment answers it; its requester cancels it", "%s and names %s", evidence, named(request.SpecID)), true
	}
	remedy := fmt.Sprintf("mend what the other checks found, then have the node look again: POST /v2/replay_from_block/%d?evmChainID=%s", request.Log.BlockNumber, x.chainName())
	if age > expiry {
		remedy += "; its requester can also cancel it now and have the payment back"
	}
	return fail(remedy, "%s", evidence), true
}
