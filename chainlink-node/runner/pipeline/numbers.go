package pipeline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/shopspring/decimal"
)

// maxExponent bounds the powers of ten that a number may carry: 2^256 has 78 digits. Without a bound one short
// answer such as 1e999999999 would make a run compute for hours.
const maxExponent = 1000

// errNotNumber says that a value cannot be read as a number. It never carries the value.
var errNotNumber = fmt.Errorf("is not a number: %w", ErrBadInput)

// decodeJSON reads the first JSON value of text with exact integers: int64, else uint64, else *big.Int. A number
// with a point or an exponent becomes a float64. Bytes after the value are ignored.
//
// Source: chainlink v2.18, core/services/pipeline/task.jsonparse.go and common.go, reinterpetJsonNumbers.
func decodeJSON(text []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, jsonError(err)
	}
	return exactNumbers(value)
}

// jsonError says where JSON is wrong without the character that stands there.
func jsonError(err error) error {
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		return fmt.Errorf("not JSON at byte %d: %w", syntax.Offset, ErrBadInput)
	}
	return fmt.Errorf("not JSON: %w", err) // it ends too early: io.EOF or io.ErrUnexpectedEOF
}

func exactNumbers(value any) (any, error) {
	var err error
	switch value := value.(type) {
	case json.Number:
		return exactNumber(value)
	case map[string]any:
		for key, v := range value {
			if value[key], err = exactNumbers(v); err != nil {
				return nil, err
			}
		}
	case []any:
		for i, v := range value {
			if value[i], err = exactNumbers(v); err != nil {
				return nil, err
			}
		}
	}
	return value, nil
}

func exactNumber(n json.Number) (any, error) {
	if i, ok := new(big.Int).SetString(n.String(), 10); ok {
		return smallest(i), nil
	}
	f, err := n.Float64()
	if err != nil {
		return nil, fmt.Errorf("a number is out of range: %w", ErrBadInput)
	}
	return f, nil
}

// smallest gives an integer its narrowest form: int64, else uint64, else *big.Int.
func smallest(i *big.Int) any {
	switch {
	case i.IsInt64():
		return i.Int64()
	case i.IsUint64():
		return i.Uint64()
	default:
		return i
	}
}

// toInteger reads a number, or a string that holds a decimal number, and drops its fraction.
//
// Source: chainlink v2.18, core/utils, ToDecimal.
func toInteger(value any) (*big.Int, error) {
	d, err := toDecimal(value)
	if err != nil {
		return nil, err
	}
	if e := d.Exponent(); e > maxExponent || e < -maxExponent {
		return nil, fmt.Errorf("the exponent of the number is out of range: %w", ErrBadInput)
	}
	return d.BigInt(), nil
}

func toDecimal(value any) (decimal.Decimal, error) {
	switch value := value.(type) {
	case string:
		d, err := decimal.NewFromString(value)
		if err != nil {
			return decimal.Decimal{}, fmt.Errorf("the string %w", errNotNumber)
		}
		return d, nil
	case int:
		return decimal.NewFromInt(int64(value)), nil
	case int64:
		return decimal.NewFromInt(value), nil
	case uint64:
		return decimal.NewFromUint64(value), nil
	case float64:
		if math.IsNaN(value) || math.IsInf(value, 0) {
			return decimal.Decimal{}, fmt.Errorf("the float %w", errNotNumber)
		}
		return decimal.NewFromFloat(value), nil
	case *big.Int:
		return decimal.NewFromBigInt(value, 0), nil
	case uint8, uint16, uint32, int8, int16, int32:
		return decimal.NewFromString(fmt.Sprint(value))
	default:
		return decimal.Decimal{}, fmt.Errorf("%s %w", kindOf(value), errNotNumber)
	}
}

// kindOf names the kind of a value for error texts, never the value.
func kindOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case string:
		return "a string"
	case []byte:
		return "bytes"
	case int, int64, uint64, *big.Int, float64:
		return "a number"
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case common.Address:
		return "an address"
	default:
		return fmt.Sprintf("%T", value)
	}
}
