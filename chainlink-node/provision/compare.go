package provision

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/bridge/nodeclient"
)

// Action is what to do with one thing on a node.
type Action string

// Actions, in the order in which they are done.
const (
	Keep    Action = "keep"    // it is as declared
	Create  Action = "create"  // it is not there
	Update  Action = "update"  // a bridge with other settings
	Replace Action = "replace" // a job that differs: deleted and created again
	Extra   Action = "extra"   // a job of ours that is not declared: pruned if that is asked for, else left
)

// Difference is one setting that is not as declared. Secrets are hidden on both sides.
type Difference struct {
	Field    string `json:"field"`
	Node     string `json:"node"`
	Declared string `json:"declared"`
}

// Change is what to do with one bridge or job.
type Change struct {
	Action      Action       `json:"action"`
	Kind        string       `json:"kind"` // "bridge" or "job"
	Name        string       `json:"name"`
	Differences []Difference `json:"differences,omitempty"`

	job *Job            // to be created
	old *nodeclient.Job // to be deleted
}

// ErrClash says that somebody else's job or bridge is in the way.
var ErrClash = errors.New("the node has a job of somebody else's with our id")

// Compare says what to do to make a node what is declared: the bridge first, then the jobs, then those of ours that are
// not declared. Everything is listed, also what is to be kept.
//
// Returns ErrClash if the external job id of a declared job is taken by a job that is not ours.
func Compare(d Declared, bridges []nodeclient.Bridge, jobs []nodeclient.Job) ([]Change, error) {
	changes := []Change{compareBridge(d, bridges)}
	var errs []error
	for i := range d.Jobs {
		change, err := compareJob(d, &d.Jobs[i], jobs)
		errs = append(errs, err)
		changes = append(changes, change...)
	}
	for i, job := range jobs {
		if d.owns(job.Name) && !d.declares(job.Name) {
			changes = append(changes, Change{Action: Extra, Kind: "job", Name: job.Name, old: &jobs[i]})
		}
	}
	return changes, errors.Join(errs...)
}

// Pending reports whether there is anything to change, with extra jobs if prune is set.
func Pending(changes []Change, prune bool) bool {
	return slices.ContainsFunc(changes, func(c Change) bool { return c.Action != Keep && (c.Action != Extra || prune) })
}

func compareBridge(d Declared, bridges []nodeclient.Bridge) Change {
	change := Change{Action: Create, Kind: "bridge", Name: d.BridgeName}
	for _, b := range bridges {
		if b.Name != d.BridgeName {
			continue
		}
		change.Action = Keep
		if d.BridgeURL != "" && b.URL != d.BridgeURL {
			change.Action = Update
			change.Differences = append(change.Differences, Difference{"url", redacted(b.URL), redacted(d.BridgeURL)})
		}
		payment, err := nodeclient.ParseJuels(b.MinimumContractPayment)
		if b.Confirmations != 0 || b.MinimumContractPayment != "" && (err != nil || payment.Sign() != 0) {
			change.Action = Update
			change.Differences = append(change.Differences, Difference{"confirmations, minimumContractPayment",
				fmt.Sprintf("%d, %s", b.Confirmations, b.MinimumContractPayment), "0, none: they have no effect"})
		}
	}
	return change
}

// compareJob finds a declared job on the node, by its id and by its name.
func compareJob(d Declared, declared *Job, jobs []nodeclient.Job) ([]Change, error) {
	spec := declared.Spec
	var changes []Change
	for i, job := range jobs {
		sameID, sameName := job.ExternalJobID == spec.ExternalJobID, job.Name == spec.Name
		switch {
		case sameID && !sameName && !d.owns(job.Name):
			return nil, fmt.Errorf("%w: %s is the external job id of job %q on the node; give ours another one in deployment.json, "+
				"and to the contract with setOracle, or delete that job if it is not needed", ErrClash, job.ExternalJobID, job.Name)
		case sameID || sameName:
			change := Change{Action: Keep, Kind: "job", Name: spec.Name, Differences: differences(d, spec, job)}
			if len(change.Differences) > 0 {
				change.Action, change.job, change.old = Replace, declared, &jobs[i]
			}
			changes = append(changes, change)
		}
	}
	switch len(changes) {
	case 0:
		return []Change{{Action: Create, Kind: "job", Name: spec.Name, job: declared}}, nil
	case 1:
		return changes, nil
	}
	for i := range changes { // one has the name and another the id: both go, and one comes
		changes[i].Action, changes[i].job = Replace, nil
	}
	changes[len(changes)-1].job = declared
	return changes, nil
}

// differences lists where a job on the node is not as declared.
func differences(d Declared, spec *jobSpec, job nodeclient.Job) []Difference {
	var found []Difference
	differ := func(field, node, declared string) {
		if node != declared {
			found = append(found, Difference{field, node, declared})
		}
	}
	differ("name", job.Name, spec.Name)
	differ("type", job.Type, spec.Type)
	differ("externalJobID", job.ExternalJobID.String(), spec.ExternalJobID.String())
	differ("gasLimit", gas(job.GasLimit), gas(orNil(spec.GasLimit)))
	if on := job.DirectRequest; on != nil {
		differ("evmChainID", on.EVMChainID, strconv.FormatUint(spec.EVMChainID, 10))
		differ("contractAddress", on.ContractAddress.Hex(), spec.ContractAddress.Hex())
		differ("requesters", addresses(on.Requesters), addresses(spec.Requesters))
		differ("minIncomingConfirmations", confirmations(on.MinIncomingConfirmations), confirmations(orNil(spec.MinIncomingConfirmations)))
		var payment *big.Int
		if on.MinContractPayment != nil {
			payment = &on.MinContractPayment.Int
		}
		differ("minContractPaymentLinkJuels", juels(payment), juels(spec.MinContractPaymentLinkJuels))
	}
	return append(found, graphs(d, job.Pipeline.DotDagSource, spec.ObservationSource)...)
}

const notGiven = "not given"

func orNil[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func gas(limit *uint64) string {
	if limit == nil || *limit == 0 {
		return notGiven
	}
	return strconv.FormatUint(*limit, 10)
}

func confirmations(n *uint32) string {
	if n == nil {
		return notGiven
	}
	return strconv.FormatUint(uint64(*n), 10)
}

func juels(amount *big.Int) string {
	if amount == nil {
		return notGiven
	}
	return amount.String() + " juels"
}

func addresses(list []common.Address) string {
	if len(list) == 0 {
		return "anybody"
	}
	texts := make([]string, len(list))
	for i, a := range list {
		texts[i] = a.Hex()
	}
	slices.Sort(texts)
	return strings.Join(slices.Compact(texts), ", ")
}
