package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/fxamacker/cbor/v2"

	"github.com/link4health/link4health/adapter/seal"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// operatorExpiry is how long a requester waits before the Operator gives an unanswered request's
// payment back. Source: @chainlink/contracts 1.5.0, Operator.sol, EXPIRYTIME.
const operatorExpiry = 5 * time.Minute

// stranger has somebody without a grant try the record job straight through the Operator, and
// then the adapter itself with the node's own token.
func (d *Demo) strangerGetsNothing(ctx context.Context) ([]fact, error) {
	_, publicKey, err := seal.GenerateKey()
	if err != nil {
		return nil, err
	}
	before, err := d.linkOf(ctx, d.stranger.Address)
	if err != nil {
		return nil, err
	}
	requested, err := d.strangerRequest(ctx, publicKey)
	if err != nil {
		return nil, err
	}
	refused, err := d.waitForRefusal(ctx, requested.RequestId)
	if err != nil {
		return nil, err
	}
	facts := []fact{
		{Key: "requestId", Label: "request id", Value: common.Hash(requested.RequestId).Hex()},
		{Key: "runner", Label: "the runner", Value: refused},
	}
	answer, err := d.strangerPost(ctx, publicKey)
	if err != nil {
		return facts, err
	}
	facts = append(facts, fact{Key: "adapter", Label: "the adapter", Value: answer})
	if err := d.strangerCancels(ctx, requested); err != nil {
		return facts, err
	}
	after, err := d.linkOf(ctx, d.stranger.Address)
	if err != nil {
		return facts, err
	}
	if after.Cmp(before) != 0 {
		return facts, fmt.Errorf("the stranger had %s and has %s", inLink(before), inLink(after))
	}
	return append(facts, fact{Key: "refunded", Label: "payment", Value: true,
		Text: "back with the stranger, after the Operator's five minutes (the chain's clock was put forward)"}), nil
}

// strangerRequest pays the Operator for the record job, as anybody can.
func (d *Demo) strangerRequest(ctx context.Context, publicKey [32]byte) (*bindings.OperatorOracleRequest, error) {
	payload, err := chainlinkCBOR("recordId", d.recordID[:], "requestId", make([]byte, 32), "publicKey", publicKey[:])
	if err != nil {
		return nil, err
	}
	operator := bindings.NewOperator()
	job, _ := jobspecs.SpecID(d.Deployment.RecordJobID)
	callback := [4]byte(bindings.NewRecordMarket().PackFulfillRecord([32]byte{}, nil))
	call := operator.PackOperatorRequest(common.Address{}, new(big.Int), job, callback, big.NewInt(1), big.NewInt(2), payload)
	receipt, err := d.stranger.send(ctx, d.Deployment.LinkToken,
		bindings.NewLinkToken().PackTransferAndCall(d.Deployment.Operator, d.payment, call))
	if err != nil {
		return nil, fmt.Errorf("pay the operator directly: %w", err)
	}
	return event(receipt, d.Deployment.Operator, operator.UnpackOracleRequestEvent)
}

// strangerPost asks the adapter itself, with the right token but without a grant.
func (d *Demo) strangerPost(ctx context.Context, publicKey [32]byte) (string, error) {
	body := fmt.Sprintf(`{"id":"1","data":{"endpoint":"record","recordId":"0x%x","requestId":"0x%064x","publicKey":"0x%x"},`+
		`"meta":{"oracleRequest":{"requester":"%s"}}}`, d.recordID, 1, publicKey, d.Deployment.RecordMarket)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.AdapterURL, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+d.token)
	response, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", fmt.Errorf("ask the adapter: %w", err)
	}
	defer response.Body.Close()
	var answer bytes.Buffer
	if _, err := answer.ReadFrom(response.Body); err != nil {
		return "", fmt.Errorf("read the adapter's answer: %w", err)
	}
	if response.StatusCode == http.StatusOK {
		return "", errors.New("the adapter released a record without a grant")
	}
	return fmt.Sprintf("%d %s", response.StatusCode, failureText(answer.Bytes())), nil
}

// strangerCancels takes the unanswered request's payment back once the Operator allows it.
func (d *Demo) strangerCancels(ctx context.Context, r *bindings.OperatorOracleRequest) error {
	if err := d.chain.AdvanceTime(operatorExpiry + time.Second); err != nil {
		return fmt.Errorf("put the chain's clock forward: %w", err)
	}
	_, err := d.stranger.send(ctx, d.Deployment.Operator, bindings.NewOperator().PackCancelOracleRequest(
		r.RequestId, r.Payment, r.CallbackFunctionId, r.CancelExpiration))
	if err != nil {
		return fmt.Errorf("cancel the unanswered request: %w", err)
	}
	return nil
}

// chainlinkCBOR encodes keys and values as Chainlink's Solidity library does: a CBOR map's
// content without the map around it. Source: @chainlink/contracts 1.5.0, Chainlink.sol.
func chainlinkCBOR(pairs ...any) ([]byte, error) {
	var b bytes.Buffer
	for _, p := range pairs {
		encoded, err := cbor.Marshal(p)
		if err != nil {
			return nil, err
		}
		b.Write(encoded)
	}
	return b.Bytes(), nil
}
