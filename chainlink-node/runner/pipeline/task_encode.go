package pipeline

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// encodeTask is ethabiencode: 0x-hex of the ABI encoding of named values, behind the function's selector if the
// signature has a name.
//
// Source: chainlink v2.18, core/services/pipeline/task.eth_abi_encode.go; Solidity ABI specification.
type encodeTask struct {
	function signature
	selector []byte
	data     template
}

func newEncodeTask(a attributes) (task, error) {
	function, err := parseSignature(a.text("abi"), false)
	if err != nil {
		return nil, err
	}
	t := &encodeTask{function: function, data: parseTemplate(a.text("data"))}
	if function.name != "" {
		t.selector = abi.NewMethod(function.name, function.name, abi.Function, "", false, false, function.args, nil).ID
	}
	return t, nil
}

func (t *encodeTask) run(_ context.Context, in input) (any, error) {
	values, err := t.data.object(in.vars)
	if err != nil {
		return nil, fmt.Errorf("data: %w", err)
	}
	args := make([]any, len(t.function.args))
	for i, arg := range t.function.args {
		value, ok := values[arg.Name]
		if !ok {
			return nil, fmt.Errorf("argument '%s' is missing: %w", arg.Name, ErrBadInput)
		}
		if args[i], err = convert(value, arg.Type); err != nil {
			return nil, fmt.Errorf("while converting argument '%s' to %s: %w", arg.Name, arg.Type, err)
		}
	}
	packed, err := t.function.args.Pack(args...)
	if err != nil {
		return nil, fmt.Errorf("pack the arguments: %w", err)
	}
	return hexutil.Encode(append(t.selector[:len(t.selector):len(t.selector)], packed...)), nil
}

// textTask is a task that turns one value, given as input attribute or by the task before it, into another.
type textTask struct {
	in      expression
	convert func(any) (any, error)
}

func newTextTask(convert func(any) (any, error)) constructor {
	return func(a attributes) (task, error) {
		return &textTask{in: parseExpression(a.text("input")), convert: convert}, nil
	}
}

func (t *textTask) run(_ context.Context, in input) (any, error) {
	return param("input", t.convert)(t.in.literalOr(in))
}

// hexEncode gives 0x-hex of a string's or of bytes' content, and of a whole number that is not negative.
//
// Source: chainlink v2.18, core/services/pipeline/task.hexencode.go.
func hexEncode(value any) (any, error) {
	switch value := value.(type) {
	case string:
		return hexString([]byte(value)), nil
	case []byte:
		return hexString(value), nil
	case int, int64, uint64, float64, *big.Int:
		d, err := toDecimal(value)
		if err != nil {
			return nil, err
		}
		if !d.IsInteger() || d.IsNegative() || d.Exponent() > maxExponent {
			return nil, fmt.Errorf("want a whole number that is not negative: %w", ErrBadInput)
		}
		return fmt.Sprintf("0x%x", d.BigInt()), nil
	default:
		return nil, ErrBadInput
	}
}

// hexDecode gives the bytes of a 0x-hex string.
//
// Source: chainlink v2.18, core/services/pipeline/task.hexdecode.go.
func hexDecode(value any) (any, error) {
	text, err := asText(value)
	if err != nil {
		return nil, err
	}
	digits, ok := strings.CutPrefix(text, "0x")
	if !ok {
		return nil, fmt.Errorf("hex string must have prefix 0x: %w", ErrBadInput)
	}
	decoded, err := hex.DecodeString(digits)
	if err != nil {
		return nil, fmt.Errorf("not a hex string of even length: %w", ErrBadInput)
	}
	return decoded, nil
}

// base64Encode gives the base64 text of a string's or of bytes' content.
//
// Source: chainlink v2.18, core/services/pipeline/task.base64encode.go; RFC 4648 §4.
func base64Encode(value any) (any, error) {
	text, err := asText(value)
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.EncodeToString([]byte(text)), nil
}

// base64Decode gives the bytes of a base64 text.
//
// Source: chainlink v2.18, core/services/pipeline/task.base64decode.go; RFC 4648 §4.
func base64Decode(value any) (any, error) {
	text, err := asText(value)
	if err != nil {
		return nil, err
	}
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("not base64: %w", ErrBadInput)
	}
	return decoded, nil
}

func asText(value any) (string, error) {
	switch value := value.(type) {
	case string:
		return value, nil
	case []byte:
		return string(value), nil
	default:
		return "", ErrBadInput
	}
}
