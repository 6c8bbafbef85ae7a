package pipeline

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// asBytes reads a value as bytes: bytes, 0x-hex, or else the text of a string. Nothing is no bytes.
//
// Source: chainlink v2.18, core/services/pipeline/task_params.go, BytesParam.
func asBytes(value any) ([]byte, error) {
	switch value := value.(type) {
	case nil:
		return nil, nil
	case []byte:
		return value, nil
	case string:
		if digits, ok := strings.CutPrefix(value, "0x"); ok {
			if decoded, err := hex.DecodeString(digits); err == nil {
				return decoded, nil
			}
		}
		return []byte(value), nil
	default:
		return nil, fmt.Errorf("want bytes, not %s: %w", kindOf(value), ErrBadInput)
	}
}

// asAddress reads a value as an address: an address, 0x and 40 hex digits, or 20 bytes.
func asAddress(value any) (common.Address, error) {
	switch value := value.(type) {
	case common.Address:
		return value, nil
	case string:
		if strings.HasPrefix(value, "0x") && common.IsHexAddress(value) {
			return common.HexToAddress(value), nil
		}
	case []byte:
		if len(value) == common.AddressLength {
			return common.BytesToAddress(value), nil
		}
	}
	return common.Address{}, fmt.Errorf("want an address of 0x and 40 hex digits: %w", ErrBadInput)
}

// asHashes reads a value as a list of 32-byte hashes.
func asHashes(value any) ([]common.Hash, error) {
	var hashes []common.Hash
	switch value := value.(type) {
	case []common.Hash:
		return value, nil
	case string:
		if err := json.Unmarshal([]byte(value), &hashes); err == nil {
			return hashes, nil
		}
	case []any:
		for _, element := range value {
			var h common.Hash
			text, ok := element.(string)
			if !ok || h.UnmarshalText([]byte(text)) != nil {
				return nil, fmt.Errorf("want a list of hashes: %w", ErrBadInput)
			}
			hashes = append(hashes, h)
		}
		return hashes, nil
	}
	return nil, fmt.Errorf("want a list of hashes: %w", ErrBadInput)
}

// asUint64 reads a value as a number from 0 to 2^64-1.
func asUint64(value any) (uint64, error) {
	if text, ok := value.(string); ok {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("want a whole number: %w", ErrBadInput)
		}
		return n, nil
	}
	i, err := toInteger(value)
	if err != nil || !i.IsUint64() {
		return 0, fmt.Errorf("want a whole number: %w", ErrBadInput)
	}
	return i.Uint64(), nil
}

// param names a parameter in the errors of looking it up and of reading it.
func param[T any](name string, read func(any) (T, error)) func(any, error) (T, error) {
	return func(value any, err error) (T, error) {
		var result T
		if err == nil {
			result, err = read(value)
		}
		if err != nil {
			return result, fmt.Errorf("%s: %w", name, err)
		}
		return result, nil
	}
}
