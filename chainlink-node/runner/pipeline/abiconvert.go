package pipeline

import (
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

var (
	// ErrNull says that an ABI argument is null. The real node panics instead.
	ErrNull = errors.New("null cannot be encoded")
	// ErrOutOfRange says that a number does not fit its ABI type. The real node wraps it around instead.
	ErrOutOfRange = errors.New("number out of range")
)

// convert turns a value into the Go type that go-ethereum packs as the given ABI type.
//
// Source: chainlink v2.18, core/services/pipeline/common_eth.go, convertToETHABIType, and the deviations that the
// package comment lists.
func convert(value any, to abi.Type) (any, error) {
	if value == nil {
		return nil, ErrNull
	}
	switch to.T {
	case abi.IntTy, abi.UintTy:
		return convertInteger(value, to)
	case abi.StringTy:
		return convertString(value)
	case abi.BoolTy:
		return convertBool(value)
	case abi.BytesTy:
		return convertBytes(value)
	case abi.FixedBytesTy:
		return convertFixedBytes(value, to.GetType())
	case abi.AddressTy:
		fixed, err := convertFixedBytes(value, reflect.TypeFor[common.Address]())
		return fixed, err
	case abi.SliceTy, abi.ArrayTy:
		return convertList(value, to)
	default:
		return nil, mismatch(value, to)
	}
}

func mismatch(value any, to fmt.Stringer) error {
	return fmt.Errorf("cannot convert %s to %s: %w", kindOf(value), to, ErrBadInput)
}

func convertInteger(value any, to abi.Type) (any, error) {
	i, err := toInteger(value)
	if err != nil {
		return nil, err
	}
	low, high := new(big.Int), new(big.Int).Lsh(big.NewInt(1), uint(to.Size))
	if to.T == abi.IntTy {
		high.Rsh(high, 1)
		low.Neg(high)
	}
	if i.Cmp(low) < 0 || i.Cmp(high) >= 0 {
		return nil, fmt.Errorf("%w for %s", ErrOutOfRange, to)
	}
	native := reflect.New(to.GetType()).Elem()
	switch {
	case native.CanInt():
		native.SetInt(i.Int64())
	case native.CanUint():
		native.SetUint(i.Uint64())
	default: // go-ethereum packs 24-, 40-, 48-, 56-bit and wide integers from *big.Int
		return i, nil
	}
	return native.Interface(), nil
}

func convertString(value any) (any, error) {
	switch value := value.(type) {
	case string:
		return value, nil
	case []byte:
		return string(value), nil
	default:
		return nil, fmt.Errorf("cannot convert %s to string: %w", kindOf(value), ErrBadInput)
	}
}

func convertBool(value any) (any, error) {
	switch value := value.(type) {
	case bool:
		return value, nil
	case string:
		b, err := strconv.ParseBool(value)
		if err != nil {
			return nil, fmt.Errorf("the string is not true or false: %w", ErrBadInput)
		}
		return b, nil
	default:
		return nil, fmt.Errorf("cannot convert %s to bool: %w", kindOf(value), ErrBadInput)
	}
}

// convertBytes takes bytes, and strings: 0x-hex is decoded, any other text stands for its own bytes.
func convertBytes(value any) ([]byte, error) {
	switch value := value.(type) {
	case []byte:
		return value, nil
	case string:
		if !strings.HasPrefix(value, "0x") {
			return []byte(value), nil
		}
		decoded, err := hexutil.Decode(value)
		if err != nil { // its texts name the problem, never the string
			return nil, fmt.Errorf("%w: %w", err, ErrBadInput)
		}
		return decoded, nil
	}
	if fixed, ok := fixedBytes(value); ok {
		return fixed, nil
	}
	return nil, fmt.Errorf("cannot convert %s to bytes: %w", kindOf(value), ErrBadInput)
}

// convertFixedBytes takes what convertBytes takes, of exactly the length of the array type to.
func convertFixedBytes(value any, to reflect.Type) (any, error) {
	content, err := convertBytes(value)
	if err != nil {
		return nil, err
	}
	if len(content) != to.Len() {
		return nil, fmt.Errorf("incorrect length: expected %d, got %d: %w", to.Len(), len(content), ErrBadInput)
	}
	array := reflect.New(to).Elem()
	reflect.Copy(array, reflect.ValueOf(content))
	return array.Interface(), nil
}

// convertList takes a list for T[] and T[n].
func convertList(value any, to abi.Type) (any, error) {
	elements, ok := value.([]any)
	if !ok {
		return nil, mismatch(value, to)
	}
	if to.T == abi.ArrayTy && len(elements) != to.Size {
		return nil, fmt.Errorf("incorrect length: expected %d, got %d: %w", to.Size, len(elements), ErrBadInput)
	}
	list := reflect.New(to.GetType()).Elem()
	if to.T == abi.SliceTy {
		list.Set(reflect.MakeSlice(to.GetType(), len(elements), len(elements)))
	}
	for i, element := range elements {
		converted, err := convert(element, *to.Elem)
		if err != nil {
			return nil, fmt.Errorf("element %d: %w", i, err)
		}
		list.Index(i).Set(reflect.ValueOf(converted))
	}
	return list.Interface(), nil
}
