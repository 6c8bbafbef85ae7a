package store

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"log/slog"
	"strings"
)

// keyBytes is the length of an AES-256 key.
const keyBytes = 32

// maxKeyID bounds a key id, in bytes.
const maxKeyID = 32

// Keyring holds the keys for record locations: the first encrypts, all decrypt.
// It does not change once made, shows no key in any print or log, and is safe for
// concurrent use.
type Keyring struct {
	current string
	ids     []string
	ciphers map[string]cipher.AEAD
}

// ParseKeyring reads one key a line, as NewKeyLine writes them:
//
//	2026-02:qEw…=
//	2025-11:bZ4…=
//
// The first is the current one. To rotate, put a new line on top, restart, and
// call Store.RotateRecords; then the old line can go. Blank lines and lines that
// begin with # are skipped.
//
// Returns ErrInvalid with the number of the faulty line, never its content.
func ParseKeyring(text string) (*Keyring, error) {
	ring := &Keyring{ciphers: make(map[string]cipher.AEAD)}
	lines := bufio.NewScanner(strings.NewReader(text))
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := ring.add(line); err != nil {
			return nil, fmt.Errorf("record keys, line %d: %w", number, err)
		}
	}
	if lines.Err() != nil {
		return nil, fmt.Errorf("record keys: %w: a line is too long", ErrInvalid)
	}
	if len(ring.ids) == 0 {
		return nil, fmt.Errorf("record keys: %w: there is no key", ErrInvalid)
	}
	ring.current = ring.ids[0]
	return ring, nil
}

// add reads one line.
func (k *Keyring) add(line string) error {
	id, encoded, found := strings.Cut(line, ":")
	if !found || !isToken(id, maxKeyID) {
		return fmt.Errorf("%w: write keyid:base64 with an id of 1 to %d printable characters", ErrInvalid, maxKeyID)
	}
	if _, taken := k.ciphers[id]; taken {
		return fmt.Errorf("%w: the key id occurs twice", ErrInvalid)
	}
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(key) != keyBytes {
		return fmt.Errorf("%w: the key must be the base64 of %d bytes", ErrInvalid, keyBytes)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return fmt.Errorf("%w: the key does not fit AES", ErrInvalid)
	}
	k.ciphers[id], err = cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return fmt.Errorf("%w: the key does not fit AES-GCM", ErrInvalid)
	}
	k.ids = append(k.ids, id)
	return nil
}

// NewKeyLine returns a fresh random key as a line for ParseKeyring. It is secret.
//
// Returns ErrInvalid unless id is 1 to 32 printable ASCII characters without
// space or colon.
func NewKeyLine(id string) (string, error) {
	if !isToken(id, maxKeyID) || strings.Contains(id, ":") || strings.HasPrefix(id, "#") {
		return "", fmt.Errorf("%w: a key id is 1 to %d printable ASCII characters without space or colon", ErrInvalid, maxKeyID)
	}
	key := make([]byte, keyBytes)
	if _, err := rand.Read(key); err != nil {
		return "", fmt.Errorf("make record key: %w", err)
	}
	return id + ":" + base64.StdEncoding.EncodeToString(key), nil
}

// Current returns the id of the key that encrypts.
func (k *Keyring) Current() string { return k.current }

// String returns how many keys there are and which is current, never a key.
func (k *Keyring) String() string {
	if k == nil {
		return "no record keys"
	}
	return fmt.Sprintf("%d record keys, current %s", len(k.ids), k.current)
}

// GoString returns String, so that %#v shows no key either.
func (k *Keyring) GoString() string { return k.String() }

// LogValue returns String.
func (k *Keyring) LogValue() slog.Value { return slog.StringValue(k.String()) }

// encrypt returns the nonce, the ciphertext of location and its tag, which open
// only with the same record id, and the id of the key.
//
// Source: NIST SP 800-38D §8.2.2, random 96-bit nonces: up to 2^32 per key.
func (k *Keyring) encrypt(recordID [32]byte, location string) (keyID string, ciphertext []byte, err error) {
	if k == nil {
		return "", nil, ErrNoKeys
	}
	return k.current, k.ciphers[k.current].Seal(nil, nil, []byte(location), recordID[:]), nil
}

// decrypt undoes encrypt. Returns ErrDecrypt if the key is not in the ring or the
// ciphertext is not what encrypt made for that record.
func (k *Keyring) decrypt(recordID [32]byte, keyID string, ciphertext []byte) (location string, err error) {
	if k == nil {
		return "", ErrNoKeys
	}
	aead, found := k.ciphers[keyID]
	if !found {
		return "", fmt.Errorf("%w: key %q is not among the record keys", ErrDecrypt, keyID)
	}
	plaintext, err := aead.Open(nil, nil, ciphertext, recordID[:])
	if err != nil {
		return "", fmt.Errorf("%w: it was altered or belongs to another record", ErrDecrypt)
	}
	return string(plaintext), nil
}
