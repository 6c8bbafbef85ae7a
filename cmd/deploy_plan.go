package cmd

import (
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/chainlink-node/networks"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/jobspecs"
)

// otherNetwork is any network that the program has no settings for.
const otherNetwork = "other"

// developmentSupply is the LINK that is minted where the token is deployed too, in juels: a million.
func developmentSupply() *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(24), nil) }

// plan checks the flags, all of them at once.
func (o *deployOptions) plan() (contracts.Plan, networks.Network, error) {
	var faults []error
	network, err := o.target()
	faults = append(faults, err)
	plan := contracts.Plan{ModelHash: score.V1().Hash(), ApprovalWindow: o.window, SupplyJuels: developmentSupply(), LinkToken: network.LINK}
	faults = append(faults, o.jobIDs(network, &plan))
	var ok bool
	if plan.PaymentJuels, ok = new(big.Int).SetString(o.payment, 10); !ok || plan.PaymentJuels.Sign() < 0 {
		faults = append(faults, errors.New("--payment-juels: want a whole number of juels"))
	}
	optional := func(flag, text string) (at common.Address) {
		if text != "" {
			at, err = parseAddress(flag, text)
			faults = append(faults, err)
		}
		return at
	}
	plan.Operator, plan.Owner = optional("--operator", o.operator), optional("--owner", o.owner)
	for _, node := range o.nodes {
		plan.Nodes = append(plan.Nodes, optional("--node", node))
	}
	return plan, network, errors.Join(faults...)
}

// noJob is given in place of a job id for a job that is not offered.
const noJob = "none"

// jobIDs puts the jobs' ids into the plan: those of the flags, or the network's own.
func (o *deployOptions) jobIDs(network networks.Network, plan *contracts.Plan) error {
	var faults []error
	for _, job := range []struct {
		name, flag, text string
		to               *uuid.UUID
	}{
		{jobspecs.Score, "--score-job-id", o.scoreJob, &plan.ScoreJobID},
		{jobspecs.Record, "--record-job-id", o.recordJob, &plan.RecordJobID},
		{jobspecs.Batch, "--batch-job-id", o.batchJob, &plan.BatchJobID},
	} {
		var err error
		switch {
		case job.text == noJob && job.name == jobspecs.Batch:
		case job.text != "":
			*job.to, err = uuid.Parse(job.text)
		case len(network.ChainIDs) > 0: // else the network is at fault
			*job.to = jobspecs.ChainJobID(job.name, network.ChainIDs[0])
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", job.flag, err))
		}
	}
	return errors.Join(faults...)
}

// target is the network to deploy to, with the LINK to take there.
func (o *deployOptions) target() (networks.Network, error) {
	var link common.Address
	if o.link != "" {
		var err error
		if link, err = parseAddress("--link", o.link); err != nil {
			return networks.Network{}, err
		}
	}
	if o.network == otherNetwork {
		if o.chainID == 0 || link == (common.Address{}) {
			return networks.Network{}, fmt.Errorf("--network %s: give --chain-id and --link", otherNetwork)
		}
		return networks.Network{Name: otherNetwork, ChainIDs: []uint64{o.chainID}, LINK: link, LINKSource: "--link", Confirmations: 1, Coin: "of the chain's coin"}, nil
	}
	network, err := networks.Get(o.network)
	switch {
	case err != nil:
		return network, fmt.Errorf("--network: %w; or %s with --chain-id and --link", err, otherNetwork)
	case o.chainID != 0 && !network.Serves(o.chainID):
		return network, fmt.Errorf("--chain-id: --network %s is chain %s", network.Name, ids(network.ChainIDs))
	case network.Development():
		network.LINK = link
	case link != (common.Address{}) && link != network.LINK:
		return network, fmt.Errorf("--link: LINK on %s is %s (%s); leave the flag out, or for another token give --network %s",
			network.Name, network.LINK, network.LINKSource, otherNetwork)
	}
	return network, nil
}

// matching is the key's account, if --from does not name another.
func (o *deployOptions) matching(key *ecdsa.PrivateKey) (common.Address, error) {
	account := crypto.PubkeyToAddress(key.PublicKey)
	if o.from == "" {
		return account, nil
	}
	if from, err := parseAddress("--from", o.from); err != nil || from != account {
		return account, usageError{errors.Join(err, fmt.Errorf("--from: the key of --key-file is of %s; leave one of the two out", account))}
	}
	return account, nil
}
