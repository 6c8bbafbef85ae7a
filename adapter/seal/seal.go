// Package seal encrypts a record's location to the key of the requester to whom
// a patient granted it, so that node, chain and everyone who reads them carry
// bytes that only the requester can open.
//
// A seal is HPKE in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and
// ChaCha20-Poly1305. A requester's public key is 32 bytes, one word of the chain.
// HPKE's info binds a seal to one request for one record on one market of one
// chain: moved to another grant, it does not open.
//
// Layout of a seal: enc (32 bytes) ‖ ciphertext (plaintext's length + 16).
// Layout of the plaintext: length of the location (uint16, big endian) ‖
// location ‖ zeros up to a multiple of 128, so that a seal's length says little
// of the location's.
//
// Source: RFC 9180 §4.1, §5.1.1, §6.1.
package seal

import (
	"crypto/ecdh"
	"crypto/hpke"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

const (
	// MaxLocationBytes is the length of the longest location that can be sealed.
	MaxLocationBytes = 2048

	// MaxSealedBytes is the length of a seal of the longest location.
	MaxSealedBytes = encBytes + (lengthBytes+MaxLocationBytes+padBytes-1)/padBytes*padBytes + tagBytes
)

const (
	context     = "link4health/record/v1" // first part of HPKE's info; changes with the format
	encBytes    = 32                      // X25519's encapsulated key
	tagBytes    = 16                      // Poly1305
	lengthBytes = 2
	padBytes    = 128
)

var (
	// ErrInvalidPublicKey is returned for a public key that no private key opens:
	// all zero, of low order, or not encoded canonically.
	ErrInvalidPublicKey = errors.New("public key is not a usable X25519 key: request again with a freshly generated one")

	// ErrInvalidPrivateKey is returned for a private key that is not 32 bytes.
	ErrInvalidPrivateKey = errors.New("private key must be 32 bytes")

	// ErrLocationEmpty is returned for a location without a single byte.
	ErrLocationEmpty = errors.New("location is empty")

	// ErrLocationTooLong is returned for a location of more than MaxLocationBytes.
	ErrLocationTooLong = fmt.Errorf("location is longer than %d bytes", MaxLocationBytes)

	// ErrOpen is returned for a seal that does not open, without saying why: wrong
	// key, other grant, or changed on the way.
	ErrOpen = errors.New("sealed location does not open with this key for this request")
)

// Binding is the grant that a seal is bound to.
type Binding struct {
	ChainID   uint64
	Market    common.Address // the RecordMarket on which the request was made
	RequestID [32]byte       // the market's id of the request, not the oracle's
	RecordID  [32]byte
}

// info returns HPKE's info.
func (b Binding) info() []byte {
	var chain [32]byte
	binary.BigEndian.PutUint64(chain[24:], b.ChainID)
	return slices.Concat([]byte(context), chain[:], b.Market[:], b.RequestID[:], b.RecordID[:])
}

// GenerateKey returns a new key pair: the requester keeps the private key (32
// bytes) and puts the public key into the request.
func GenerateKey() (privateKey []byte, publicKey [32]byte, err error) {
	key, err := kem().GenerateKey()
	if err != nil {
		return nil, publicKey, fmt.Errorf("generate X25519 key: %w", err)
	}
	if privateKey, err = key.Bytes(); err != nil {
		return nil, publicKey, fmt.Errorf("encode X25519 key: %w", err)
	}
	return privateKey, [32]byte(key.PublicKey().Bytes()), nil
}

// Seal encrypts location to publicKey for the grant b. Two seals of the same
// location differ, in all but their length.
//
// Returns ErrInvalidPublicKey, ErrLocationEmpty or ErrLocationTooLong.
func Seal(publicKey [32]byte, b Binding, location string) ([]byte, error) {
	plaintext, err := pad(location)
	if err != nil {
		return nil, err
	}
	if !isCanonical(publicKey) {
		return nil, ErrInvalidPublicKey
	}
	key, err := kem().NewPublicKey(publicKey[:])
	if err != nil {
		return nil, ErrInvalidPublicKey
	}
	// X25519 refuses an all-zero shared secret (RFC 9180 §7.1.4), which is all
	// that a key of low order gives.
	sealed, err := hpke.Seal(key, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), b.info(), plaintext)
	if err != nil {
		return nil, ErrInvalidPublicKey
	}
	return sealed, nil
}

// Open returns the location in a seal made for the grant b, given the private
// key to the public key that it was sealed to.
//
// Returns ErrInvalidPrivateKey or ErrOpen.
func Open(privateKey []byte, b Binding, sealed []byte) (string, error) {
	key, err := kem().NewPrivateKey(privateKey)
	if err != nil {
		return "", ErrInvalidPrivateKey
	}
	plaintext, err := hpke.Open(key, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), b.info(), sealed)
	if err != nil {
		return "", ErrOpen
	}
	return unpad(plaintext)
}

// pad returns the plaintext of a location.
func pad(location string) ([]byte, error) {
	switch {
	case location == "":
		return nil, ErrLocationEmpty
	case len(location) > MaxLocationBytes:
		return nil, ErrLocationTooLong
	}
	n := lengthBytes + len(location)
	plaintext := make([]byte, n, n+padBytes)
	binary.BigEndian.PutUint16(plaintext, uint16(len(location)))
	copy(plaintext[lengthBytes:], location)
	return append(plaintext, make([]byte, (padBytes-n%padBytes)%padBytes)...), nil
}

// unpad returns the location of a plaintext. Who sealed it held the public key
// alone, which is public: the plaintext is checked, not trusted.
func unpad(plaintext []byte) (string, error) {
	if len(plaintext) == 0 || len(plaintext)%padBytes != 0 {
		return "", ErrOpen
	}
	n := int(binary.BigEndian.Uint16(plaintext))
	end := lengthBytes + n
	if n == 0 || n > MaxLocationBytes || end > len(plaintext) || len(plaintext)-end >= padBytes {
		return "", ErrOpen
	}
	for _, b := range plaintext[end:] {
		if b != 0 {
			return "", ErrOpen
		}
	}
	return string(plaintext[lengthBytes:end]), nil
}

// isCanonical reports whether key, a little-endian number, is below 2^255 − 19.
// X25519 takes larger numbers for smaller ones, but HPKE binds a seal to the
// bytes as given, and the requester's library would not find them again.
//
// Source: RFC 7748 §5; RFC 9180 §4.1 (kem_context).
func isCanonical(key [32]byte) bool {
	if key[31] != 0x7f || key[0] < 0xed {
		return key[31] < 0x80
	}
	for _, b := range key[1:31] {
		if b != 0xff {
			return true
		}
	}
	return false
}

// kem returns DHKEM(X25519, HKDF-SHA256).
func kem() hpke.KEM { return hpke.DHKEM(ecdh.X25519()) }
