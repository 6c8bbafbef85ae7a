package chainwatch

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/contracts/bindings"
)

// queue says whom an open request waits for.
type queue string

// The queues, as the label waits_for names them.
const (
	forPatient  queue = "patient" // the market's request waits for the patient's decision
	forMarket   queue = "market_oracle"
	forRegistry queue = "score_oracle"
)

// queues are all of them.
var queues = [...]queue{forPatient, forMarket, forRegistry}

// entry is an open request.
type entry struct {
	waitsFor  queue
	block     uint64
	blockHash common.Hash
}

// ledger holds the requests that are open, by the logs seen so far. To see a log again changes nothing, if those that
// followed it are seen again too.
type ledger struct {
	open   map[common.Hash]entry
	topics topics
	market common.Address
	score  common.Address
}

// topics name the events that open and close requests.
type topics struct {
	requested, asked  common.Hash
	decided, answered map[common.Hash]bool
}

func newLedger(market, score common.Address) *ledger {
	events, operator := bindings.NewRecordMarket().GetABI().Events, bindings.NewOperator().GetABI().Events
	t := topics{
		requested: events[bindings.RecordMarketRecordRequested{}.ContractEventName()].ID,
		asked:     operator[bindings.OperatorOracleRequest{}.ContractEventName()].ID,
		decided:   map[common.Hash]bool{},
		answered:  map[common.Hash]bool{},
	}
	for _, name := range []string{
		bindings.RecordMarketRequestApproved{}.ContractEventName(), bindings.RecordMarketRequestDeclined{}.ContractEventName(),
		bindings.RecordMarketRequestExpired{}.ContractEventName(), bindings.RecordMarketAccessRevoked{}.ContractEventName(),
	} {
		t.decided[events[name].ID] = true
	}
	for _, name := range []string{
		bindings.OperatorOracleResponse{}.ContractEventName(), bindings.OperatorCancelOracleRequest{}.ContractEventName(),
	} {
		t.answered[operator[name].ID] = true
	}
	return &ledger{open: map[common.Hash]entry{}, topics: t, market: market, score: score}
}

// all are the topics to ask the chain for.
func (t topics) all() []common.Hash {
	all := []common.Hash{t.requested, t.asked}
	for _, more := range []map[common.Hash]bool{t.decided, t.answered} {
		for topic := range more {
			all = append(all, topic)
		}
	}
	return all
}

// note takes one log into account.
func (l *ledger) note(log types.Log) {
	if log.Removed || len(log.Topics) < 2 {
		return
	}
	switch topic, id := log.Topics[0], log.Topics[1]; {
	case topic == l.topics.requested && log.Address == l.market:
		l.add(id, forPatient, log)
	case l.topics.decided[topic] && log.Address == l.market, l.topics.answered[topic]:
		delete(l.open, id)
	case topic == l.topics.asked:
		l.noteAsked(log)
	}
}

// noteAsked adds a request to an oracle if one of our contracts made it: an Operator may serve others too.
func (l *ledger) noteAsked(log types.Log) {
	asked, err := bindings.NewOperator().UnpackOracleRequestEvent(&log)
	if err != nil {
		return // another contract's event of that name
	}
	switch asked.Requester {
	case l.market:
		l.add(asked.RequestId, forMarket, log)
	case l.score:
		l.add(asked.RequestId, forRegistry, log)
	}
}

func (l *ledger) add(id common.Hash, waitsFor queue, log types.Log) {
	l.open[id] = entry{waitsFor: waitsFor, block: log.BlockNumber, blockHash: log.BlockHash}
}

// oldest returns the request of a queue that is open the longest; false if none is.
func (l *ledger) oldest(q queue) (id common.Hash, oldest entry, found bool) {
	for i, e := range l.open {
		if e.waitsFor == q && (!found || e.block < oldest.block) {
			id, oldest, found = i, e, true
		}
	}
	return id, oldest, found
}

// count is how many requests of a queue are open.
func (l *ledger) count(q queue) (n int) {
	for _, e := range l.open {
		if e.waitsFor == q {
			n++
		}
	}
	return n
}
