package contracts

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/link4health/link4health/contracts/bindings"
)

// RevertError is a call that a contract refused.
type RevertError struct {
	// Tx is the mined transaction, or zero if the call was never sent.
	Tx common.Hash
	// Data is the ABI-encoded error, empty if the chain gave none.
	Data []byte
	// Reason is the contract's error in words, such as "NotPatient(caller: 0x…, patient: 0x…)".
	Reason string
}

// Error says what the contract said.
func (e *RevertError) Error() string {
	switch {
	case e.Reason != "":
		return "the contract refused: " + e.Reason
	case e.Tx != (common.Hash{}):
		return "the contract refused transaction " + e.Tx.Hex()
	default:
		return "the contract refused without a reason"
	}
}

// asRevert turns a node's answer to a reverting call into a *RevertError, and leaves other errors alone.
//
// Source: JSON-RPC error code 3 with the return data, as go-ethereum's internal/ethapi reports it.
func asRevert(err error) error {
	var coded rpc.DataError
	if !errors.As(err, &coded) {
		return err
	}
	encoded, ok := coded.ErrorData().(string)
	if !ok {
		return err
	}
	data := common.FromHex(encoded)
	return &RevertError{Data: data, Reason: reason(data)}
}

// reason reads ABI-encoded revert data: a text, a panic, or a custom error of our contracts.
func reason(data []byte) string {
	if text, err := abi.UnpackRevert(data); err == nil {
		return text
	}
	if len(data) < 4 {
		return ""
	}
	for _, known := range []abi.ABI{bindings.NewRecordMarket().GetABI(), bindings.NewScoreRegistry().GetABI()} {
		custom, err := known.ErrorByID([4]byte(data))
		if err != nil {
			continue
		}
		values, err := custom.Inputs.Unpack(data[4:])
		if err != nil {
			continue
		}
		arguments := make([]string, len(values))
		for i, v := range values {
			if word, ok := v.([32]byte); ok {
				v = common.Hash(word)
			}
			arguments[i] = fmt.Sprintf("%s: %v", custom.Inputs[i].Name, v)
		}
		return fmt.Sprintf("%s(%s)", custom.Name, strings.Join(arguments, ", "))
	}
	return "unknown error " + common.Bytes2Hex(data[:4])
}
