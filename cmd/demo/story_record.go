package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/link4health/link4health/adapter/seal"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// fee is what the patient of the story asks for one access, in LINK.
const fee = 2

// registerRecord has the patient offer the record on the market.
func (d *Demo) registerRecord(ctx context.Context) ([]fact, error) {
	_, err := d.patient.send(ctx, d.Deployment.RecordMarket, bindings.NewRecordMarket().PackRegister(d.recordID, link(fee)))
	if err != nil {
		return nil, fmt.Errorf("register the record: %w", err)
	}
	return []fact{
		{Key: "patient", Label: "patient", Value: d.patient.Address.Hex()},
		{Key: "recordId", Label: "record", Value: common.Hash(d.recordID).Hex(), Text: common.Hash(d.recordID).Hex() + " (a random number)"},
		{Key: "feeJuels", Label: "fee", Value: link(fee).String(), Text: inLink(link(fee))},
	}, nil
}

// declined has a requester pay into escrow, the patient decline, and the money come back.
func (d *Demo) declined(ctx context.Context) ([]fact, error) {
	market := bindings.NewRecordMarket()
	before, err := d.linkOf(ctx, d.requester.Address)
	if err != nil {
		return nil, err
	}
	_, publicKey, err := seal.GenerateKey()
	if err != nil {
		return nil, err
	}
	requestID, paid, err := d.request(ctx, publicKey)
	if err != nil {
		return nil, err
	}
	if _, err := d.patient.send(ctx, d.Deployment.RecordMarket, market.PackDecline(requestID)); err != nil {
		return nil, fmt.Errorf("decline: %w", err)
	}
	if _, err := d.requester.send(ctx, d.Deployment.RecordMarket, market.PackWithdraw()); err != nil {
		return nil, fmt.Errorf("withdraw the refund: %w", err)
	}
	after, err := d.linkOf(ctx, d.requester.Address)
	if err != nil {
		return nil, err
	}
	facts := []fact{
		{Key: "requestId", Label: "request id", Value: requestID.Hex()},
		{Key: "escrowJuels", Label: "escrow", Value: paid.String(), Text: inLink(paid) + ", fee and oracle payment"},
		{Key: "refunded", Label: "declined", Value: after.Cmp(before) == 0,
			Text: fmt.Sprintf("the requester has %s again, as before", inLink(after))},
	}
	if after.Cmp(before) != 0 {
		return facts, fmt.Errorf("the requester had %s and has %s", inLink(before), inLink(after))
	}
	return facts, nil
}

// approved has the patient approve, the oracle deliver the sealed location, the requester open
// it and the patient take the fee.
func (d *Demo) approved(ctx context.Context) ([]fact, error) {
	privateKey, publicKey, err := seal.GenerateKey()
	if err != nil {
		return nil, err
	}
	requestID, _, err := d.request(ctx, publicKey)
	if err != nil {
		return nil, err
	}
	market := bindings.NewRecordMarket()
	receipt, err := d.patient.send(ctx, d.Deployment.RecordMarket, market.PackApprove(requestID))
	if err != nil {
		return nil, fmt.Errorf("approve: %w", err)
	}
	approved, err := event(receipt, d.Deployment.RecordMarket, market.UnpackRequestApprovedEvent)
	if err != nil {
		return nil, err
	}
	run, err := d.waitForRun(ctx, approved.OracleRequestId)
	if err != nil {
		return nil, err
	}
	fulfilment, err := d.client.TransactionReceipt(ctx, run.TxHash)
	if err != nil {
		return nil, fmt.Errorf("read the fulfilment: %w", err)
	}
	released, err := event(fulfilment, d.Deployment.RecordMarket, market.UnpackRecordReleasedEvent)
	if err != nil {
		return nil, err
	}
	facts := []fact{
		{Key: "requestId", Label: "request id", Value: requestID.Hex()},
		{Key: "approvalTx", Label: "approval", Value: receipt.TxHash.Hex()},
		{Key: "fulfilmentTx", Label: "fulfilment", Value: run.TxHash.Hex()},
		{Key: "sealed", Label: "on chain", Value: "0x" + common.Bytes2Hex(released.SealedLocation),
			Text: fmt.Sprintf("0x%x… (%d sealed bytes)", released.SealedLocation[:16], len(released.SealedLocation))},
	}
	opened, err := d.opened(ctx, requestID, privateKey, released.SealedLocation)
	if err != nil {
		return facts, err
	}
	facts = append(facts, opened...)
	paid, err := d.patientPaid(ctx)
	return append(facts, paid...), err
}

// opened checks the seal against the hash that the market stored and opens it, as only the requester can.
func (d *Demo) opened(ctx context.Context, requestID common.Hash, privateKey, sealed []byte) ([]fact, error) {
	market := bindings.NewRecordMarket()
	stored, err := contracts.View(ctx, d.client, d.Deployment.RecordMarket,
		market.PackGetRequest(requestID), market.UnpackGetRequest)
	if err != nil {
		return nil, fmt.Errorf("read the request: %w", err)
	}
	if !bytes.Equal(stored.SealedHash[:], crypto.Keccak256(sealed)) {
		return nil, errors.New("the market's hash is not that of the sealed bytes")
	}
	location, err := seal.Open(privateKey, d.binding(requestID), sealed)
	if err != nil {
		return nil, fmt.Errorf("open the seal: %w", err)
	}
	if location != d.location {
		return nil, errors.New("the opened location is not the record's")
	}
	return []fact{{Key: "opened", Label: "opened", Value: true,
		Text: "by the requester's private key: the record's location (not printed: it is personal)"}}, nil
}

// binding is what a seal for the request is bound to.
func (d *Demo) binding(requestID common.Hash) seal.Binding {
	return seal.Binding{
		ChainID: d.Deployment.ChainID, Market: d.Deployment.RecordMarket, RequestID: requestID, RecordID: d.recordID,
	}
}

// patientPaid has the patient withdraw and checks that exactly the fee arrives.
func (d *Demo) patientPaid(ctx context.Context) ([]fact, error) {
	before, err := d.linkOf(ctx, d.patient.Address)
	if err != nil {
		return nil, err
	}
	if _, err := d.patient.send(ctx, d.Deployment.RecordMarket, bindings.NewRecordMarket().PackWithdraw()); err != nil {
		return nil, fmt.Errorf("withdraw the fee: %w", err)
	}
	after, err := d.linkOf(ctx, d.patient.Address)
	if err != nil {
		return nil, err
	}
	gained := new(big.Int).Sub(after, before)
	facts := []fact{{Key: "patientPaidJuels", Label: "patient paid", Value: gained.String(), Text: inLink(gained)}}
	if gained.Cmp(link(fee)) != 0 {
		return facts, fmt.Errorf("the patient got %s of a fee of %s", inLink(gained), inLink(link(fee)))
	}
	return facts, nil
}

// request has the requester pay into escrow for access to the record.
func (d *Demo) request(ctx context.Context, publicKey [32]byte) (requestID common.Hash, paid *big.Int, err error) {
	market := bindings.NewRecordMarket()
	price, err := contracts.View(ctx, d.client, d.Deployment.RecordMarket, market.PackPrice(d.recordID), market.UnpackPrice)
	if err != nil {
		return requestID, nil, fmt.Errorf("ask for the price: %w", err)
	}
	if err := d.allow(ctx, d.requester, d.Deployment.RecordMarket, price); err != nil {
		return requestID, nil, fmt.Errorf("allow the market to take the price: %w", err)
	}
	receipt, err := d.requester.send(ctx, d.Deployment.RecordMarket, market.PackRequest(d.recordID, publicKey, price))
	if err != nil {
		return requestID, nil, fmt.Errorf("request the record: %w", err)
	}
	requested, err := event(receipt, d.Deployment.RecordMarket, market.UnpackRecordRequestedEvent)
	if err != nil {
		return requestID, nil, err
	}
	return requested.RequestId, price, nil
}
