package score

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// unit is one whole unit of a metric in millionths.
const unit = 1_000_000

// maxValueText bounds the text that ParseValue looks at, in bytes.
const maxValueText = 64

// maxExponent bounds the decimal exponent that ParseValue accepts, so that a
// short text cannot ask for a huge number.
const maxExponent = 99

// ErrValue says that a text or float is no number a Value can hold.
var ErrValue = errors.New("not a decimal number between -9.2e12 and 9.2e12")

// Value is a measurement in millionths of its metric's unit: 21.45 kg/m² is
// 21450000. It is an integer so that the same readings give the same score on
// every machine. Its text and JSON form is the shortest decimal, 21.45.
type Value int64

// ParseValue reads a decimal number such as "21.45", "-3" or "4.2E-02". Digits
// beyond the sixth decimal are rounded half up (towards positive infinity).
//
// Returns ErrValue for anything else: an empty text, spaces, hexadecimal,
// digit separators, NaN, infinity, or a number that does not fit. The error
// never quotes the text, which may be a health measurement.
func ParseValue(s string) (Value, error) {
	if v, ok := parsePlain(s); ok {
		return v, nil
	}
	if len(s) > maxValueText || !isDecimal(s) {
		return 0, fmt.Errorf("parse value: %w", ErrValue)
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return 0, fmt.Errorf("parse value: %w", ErrValue)
	}
	n := roundHalfUp(r.Mul(r, big.NewRat(unit, 1)))
	if !n.IsInt64() {
		return 0, fmt.Errorf("parse value: %w", ErrValue)
	}
	return Value(n.Int64()), nil
}

// parsePlain reads what nearly all numbers in files look like, up to twelve digits
// before the point and six behind it, without big numbers; false for any other text.
func parsePlain(s string) (Value, bool) {
	const mostDigits, mostDecimals = 12, 6
	digits := strings.TrimPrefix(s, "-")
	var n int64
	point := len(digits)
	for i, c := range []byte(digits) {
		switch {
		case '0' <= c && c <= '9':
			n = 10*n + int64(c-'0')
		case c == '.' && point == len(digits):
			point = i
		default:
			return 0, false
		}
		if i > mostDigits+mostDecimals {
			return 0, false
		}
	}
	decimals := max(len(digits)-point-1, 0)
	if len(digits) == 0 || digits == "." || point > mostDigits || decimals > mostDecimals {
		return 0, false
	}
	for range mostDecimals - decimals {
		n *= 10
	}
	if len(digits) < len(s) {
		n = -n
	}
	return Value(n), true
}

// FromFloat converts f by its shortest decimal form, so that it agrees with
// ParseValue of the text f was read from (up to 15 significant digits).
//
// Returns ErrValue for NaN, infinity and numbers that do not fit.
func FromFloat(f float64) (Value, error) {
	return ParseValue(strconv.FormatFloat(f, 'g', -1, 64))
}

// Float returns v in whole units, for display and statistics; scores are never
// worked out from it.
func (v Value) Float() float64 { return float64(v) / unit }

// String returns v in whole units as the shortest decimal: "21.45", "7000".
func (v Value) String() string { return string(v.append(nil)) }

// MarshalJSON writes v in whole units as a JSON number.
func (v Value) MarshalJSON() ([]byte, error) { return v.append(nil), nil }

// UnmarshalJSON reads a JSON number in whole units, as ParseValue does.
func (v *Value) UnmarshalJSON(text []byte) error {
	parsed, err := ParseValue(string(bytes.TrimSpace(text)))
	if err != nil {
		return err
	}
	*v = parsed
	return nil
}

// append adds the decimal form of v to b.
func (v Value) append(b []byte) []byte {
	magnitude := uint64(v)
	if v < 0 {
		b = append(b, '-')
		magnitude = -magnitude
	}
	b = strconv.AppendUint(b, magnitude/unit, 10)
	if fraction := magnitude % unit; fraction != 0 {
		digits := strconv.FormatUint(unit+fraction, 10)[1:]
		b = append(b, '.')
		b = append(b, strings.TrimRight(digits, "0")...)
	}
	return b
}

// number returns v as an exact number, still in millionths.
func (v Value) number() number { return whole(int64(v)) }

// rounded returns the Value nearest to x, which is in millionths; a half goes up.
func rounded(x number) Value { return Value(x.round()) }

// isDecimal reports whether s is [+-]digits[.digits][e[+-]digits], with a digit
// before or after the point and an exponent of at most maxExponent.
func isDecimal(s string) bool {
	mantissa, exponent, hasExponent := strings.Cut(strings.ToLower(s), "e")
	if hasExponent {
		n, err := strconv.Atoi(exponent)
		if err != nil || n < -maxExponent || n > maxExponent {
			return false
		}
	}
	if mantissa != "" && (mantissa[0] == '+' || mantissa[0] == '-') {
		mantissa = mantissa[1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	return whole+fraction != "" && strings.Trim(whole+fraction, "0123456789") == ""
}

// roundHalfUp returns the integer nearest to r; a half goes towards positive
// infinity.
func roundHalfUp(r *big.Rat) *big.Int {
	twice := new(big.Int).Lsh(r.Num(), 1)
	twice.Add(twice, r.Denom())
	return twice.Div(twice, new(big.Int).Lsh(r.Denom(), 1))
}
