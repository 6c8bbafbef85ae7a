package store

import (
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Limits of what is stored, in bytes. The columns of MySQL are as wide.
const (
	maxID       = 64
	maxName     = 200
	maxLocation = 2048
)

// isToken reports whether text is 1 to longest printable ASCII characters without
// space: what every database compares byte by byte, padding or not.
func isToken(text string, longest int) bool {
	if text == "" || len(text) > longest {
		return false
	}
	for i := range len(text) {
		if text[i] <= ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// checkID returns ErrInvalid unless id can be an identifier; field names it.
func checkID(field, id string) error {
	if !isToken(id, maxID) {
		return fmt.Errorf("%w %s: it must be 1 to %d printable ASCII characters without spaces", ErrInvalid, field, maxID)
	}
	return nil
}

// checkText returns ErrInvalid unless text is valid UTF-8 of a length between
// shortest and maxName; field names it.
func checkText(field, text string, shortest int) error {
	if len(text) < shortest || len(text) > maxName || !utf8.ValidString(text) {
		return fmt.Errorf("%w %s: it must be UTF-8 text of %d to %d bytes", ErrInvalid, field, shortest, maxName)
	}
	return nil
}

// canonicalAddress returns address in lower case, or ErrInvalid unless it is 0x
// and 40 hexadecimal digits; field names it.
func canonicalAddress(field, address string) (string, error) {
	digits, found := strings.CutPrefix(address, "0x")
	if raw, err := hex.DecodeString(digits); !found || err != nil || len(raw) != 20 {
		return "", fmt.Errorf("%w %s: it must be an address, 0x and 40 hexadecimal digits", ErrInvalid, field)
	}
	return strings.ToLower(address), nil
}

// hex32 is the stored form of 32 bytes: 0x and 64 lower-case digits.
func hex32(id [32]byte) string { return "0x" + hex.EncodeToString(id[:]) }

// parseHex32 undoes hex32.
func parseHex32(text string) (id [32]byte, err error) {
	digits, found := strings.CutPrefix(text, "0x")
	if n, err := hex.Decode(id[:], []byte(digits)); !found || len(digits) != 64 || err != nil || n != 32 {
		return [32]byte{}, fmt.Errorf("%w: a stored id is not 32 bytes in hexadecimal", ErrUnavailable)
	}
	return id, nil
}
