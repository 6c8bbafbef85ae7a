package jobspecs

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
)

// Spec is a job spec of type directrequest as the node understands it.
type Spec struct {
	Type string // always "directrequest"
	Name string // unique on a node; "" if not given

	// ExternalJobID names the job to the outside; requests carry it as their
	// spec id (see SpecID). uuid.Nil if not given: a node then picks one.
	ExternalJobID uuid.UUID

	EVMChainID      uint64         // never 0
	ContractAddress common.Address // the Operator whose requests the job answers

	// Requesters are the contracts whose requests are answered.
	// Empty means that everybody's are.
	Requesters []common.Address

	// MinIncomingConfirmations is the least number of blocks, the request's own
	// included, before a request is answered. 0 if not given; a node raises it
	// to the least number its chain settings allow.
	MinIncomingConfirmations uint32

	// MinContractPaymentLinkJuels is the least payment, in juels (10^-18 LINK).
	// nil if not given: the node's chain setting counts.
	MinContractPaymentLinkJuels *big.Int

	GasLimit uint64 // gas of an ethtx task without its own; 0 if not given

	ObservationSource string // the task graph, in DOT, without the TOML's quoting
	Tasks             []Task // in an order in which every task follows what it needs
}

// Task is one node of the task graph.
type Task struct {
	ID   string // as in $(ID); unique in its spec
	Type string // lower case, never empty; not necessarily a type this project runs

	// Attrs are the task's attributes without their DOT quoting, "type" included.
	Attrs map[string]string

	// Inputs are the tasks with an edge to this one, in the order of Spec.Tasks:
	// their results are the task's inputs and their errors fail it.
	Inputs []string

	// Implied are the tasks without such an edge whose result an attribute names
	// as $(ID). They run earlier, but are no inputs.
	Implied []string

	Line int // in the TOML file, from 1

	written map[string]attrSource // the attributes as they stand in the file
}

// Task returns the task with the given id, and whether there is one.
func (s *Spec) Task(id string) (Task, bool) {
	for _, t := range s.Tasks {
		if t.ID == id {
			return t, true
		}
	}
	return Task{}, false
}

// Parse reads a job spec as a node does when the job is created.
//
// The error is of type Faults and lists all that is not readable as a job of
// type directrequest or that the node would refuse; what it would accept and
// regret later is for Lint to find. The types of tasks and their attributes are
// not judged: a caller that runs tasks refuses those it cannot run.
//
// Source: chainlink v2.18.0, core/services/directrequest, ValidatedDirectRequestSpec;
// core/services/pipeline, Parse.
func Parse(src []byte) (*Spec, error) {
	d := read(src)
	if len(d.faults) > 0 {
		return nil, d.faults.sorted()
	}
	return &d.spec, nil
}
