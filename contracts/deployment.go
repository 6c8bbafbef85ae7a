// Package contracts knows the two consumer contracts of Link4Health from Go's side: how to
// deploy them with the Operator and the LINK token, where a deployment lives, and how to
// send them transactions. The Solidity stands beside it; package bindings is generated from it.
package contracts

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/google/uuid"

	"github.com/link4health/link4health/jobspecs"
)

// Deployment says where the contracts of one network are. Every command that talks to a
// chain reads it from a deployment.json.
type Deployment struct {
	// ChainID is the EIP-155 id of the network.
	ChainID uint64 `json:"chainId"`
	// FirstBlock is the block before which none of these contracts exists.
	FirstBlock uint64 `json:"firstBlock"`

	LinkToken     common.Address `json:"linkToken"`
	Operator      common.Address `json:"operator"`
	ScoreRegistry common.Address `json:"scoreRegistry"`
	RecordMarket  common.Address `json:"recordMarket"`

	// ScoreJobID and RecordJobID are the external job ids of the two job specs; BatchJobID is that of the job that
	// answers batches, and the zero UUID where there is none.
	ScoreJobID  uuid.UUID `json:"scoreJobId"`
	RecordJobID uuid.UUID `json:"recordJobId"`
	BatchJobID  uuid.UUID `json:"batchJobId,omitzero"`

	// ScoreSpecIDs, RecordSpecIDs and BatchSpecIDs are the same ids as requests carry them. They are for people and other
	// programs: WithSpecIDs works them out, and a file without them is as good.
	ScoreSpecIDs  SpecIDs `json:"scoreSpecIds,omitzero"`
	RecordSpecIDs SpecIDs `json:"recordSpecIds,omitzero"`
	BatchSpecIDs  SpecIDs `json:"batchSpecIds,omitzero"`

	// Unfinished is what it takes to go on with a deployment that was interrupted; nil once all stands.
	Unfinished *Unfinished `json:"unfinished,omitempty"`
}

// Unfinished is the state of a deployment between its first and its last transaction.
type Unfinished struct {
	// Deployer is the account that deploys; no other can go on.
	Deployer common.Address `json:"deployer"`
	// Sent is the transaction whose receipt was not seen; nil if there is none.
	Sent *Sent `json:"sent,omitempty"`
}

// Sent is a signed transaction, written down before it is sent: whatever happens then, its nonce lets it happen once.
type Sent struct {
	Step string        `json:"step"`
	Hash common.Hash   `json:"hash"`
	Raw  hexutil.Bytes `json:"raw"`
}

// ErrUnfinished is returned for a deployment that has not come to its end.
var ErrUnfinished = errors.New("the deployment is not finished; run the same 'link4health deploy' again")

// SpecIDs are the two bytes32 forms of a job's id that a node answers to, see jobspecs.SpecID.
type SpecIDs struct {
	ASCII  common.Hash `json:"ascii"`  // 32 lower-case hex characters; the contracts here send this
	Padded common.Hash `json:"padded"` // 16 bytes, padded on the right
}

// specIDs are both forms of a job's id.
func specIDs(id uuid.UUID) SpecIDs {
	ascii, padded := jobspecs.SpecID(id)
	return SpecIDs{ASCII: ascii, Padded: padded}
}

// WithSpecIDs returns the deployment with both forms of its job ids.
func (d Deployment) WithSpecIDs() Deployment {
	d.ScoreSpecIDs, d.RecordSpecIDs = specIDs(d.ScoreJobID), specIDs(d.RecordJobID)
	if d.BatchJobID != uuid.Nil {
		d.BatchSpecIDs = specIDs(d.BatchJobID)
	}
	return d
}

// Validate returns every fault of the deployment, joined, or nil; for one that is not finished, ErrUnfinished.
func (d Deployment) Validate() error {
	if d.Unfinished != nil {
		return ErrUnfinished
	}
	var faults []error
	missing := func(field string, isMissing bool) {
		if isMissing {
			faults = append(faults, fmt.Errorf("%s is missing", field))
		}
	}
	missing("chainId", d.ChainID == 0)
	missing("linkToken", d.LinkToken == common.Address{})
	missing("operator", d.Operator == common.Address{})
	missing("scoreRegistry", d.ScoreRegistry == common.Address{})
	missing("recordMarket", d.RecordMarket == common.Address{})
	missing("scoreJobId", d.ScoreJobID == uuid.Nil)
	missing("recordJobId", d.RecordJobID == uuid.Nil)
	for field, given := range map[string]struct {
		forms SpecIDs
		id    uuid.UUID
	}{"scoreSpecIds": {d.ScoreSpecIDs, d.ScoreJobID}, "recordSpecIds": {d.RecordSpecIDs, d.RecordJobID}, "batchSpecIds": {d.BatchSpecIDs, d.BatchJobID}} {
		if given.forms != (SpecIDs{}) && given.forms != specIDs(given.id) {
			faults = append(faults, fmt.Errorf("%s are not the forms of the job id; remove them, 'link4health provision' writes them", field))
		}
	}
	return errors.Join(faults...)
}

// ReadDeployment reads a deployment.json.
// Returns an error that names the file and every missing field, or wraps ErrUnfinished or os.ErrNotExist.
func ReadDeployment(path string) (Deployment, error) {
	d, err := ReadUnfinished(path)
	if err != nil {
		return Deployment{}, err
	}
	if err := d.Validate(); err != nil {
		return Deployment{}, fmt.Errorf("read deployment %s: %w", path, err)
	}
	return d, nil
}

// ReadUnfinished reads a deployment.json that may lack something yet.
func ReadUnfinished(path string) (Deployment, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return Deployment{}, fmt.Errorf("read deployment: %w; 'link4health deploy' writes it", err)
	}
	if err != nil {
		return Deployment{}, fmt.Errorf("read deployment: %w", err)
	}
	var d Deployment
	if err := json.Unmarshal(raw, &d); err != nil {
		return Deployment{}, fmt.Errorf("read deployment %s: %w", path, err)
	}
	return d, nil
}

// Write stores the deployment as a deployment.json, all of it or nothing: an existing file
// is replaced only once the new one is complete.
func (d Deployment) Write(path string) error {
	raw, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return fmt.Errorf("write deployment: %w", err)
	}
	next := path + ".new"
	if err := os.WriteFile(next, append(raw, '\n'), 0o644); err != nil {
		return fmt.Errorf("write deployment: %w", err)
	}
	if err := os.Rename(next, path); err != nil {
		return fmt.Errorf("write deployment: %w", err)
	}
	return nil
}
