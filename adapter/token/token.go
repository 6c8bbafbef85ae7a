// Package token says what a bearer token of the ingestion routes is and what it may do. It keeps none: the store keeps
// the digests.
//
// A token is Prefix and 256 random bits. Its text exists once, where it was issued: what is stored is its SHA-256,
// which is enough to recognise it and useless for anything else. A plain hash will do, since nobody can guess 256 bits.
package token

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"
)

// Prefix begins every token, so that people and secret scanners recognise one that has leaked.
const Prefix = "l4h_"

// secretBytes is how many random bytes a token has.
const secretBytes = 32

// What can be wrong with a token that was given.
var (
	ErrExpired = errors.New("token has expired")
	ErrRevoked = errors.New("token was revoked")
	ErrScope   = errors.New("want one or more of readings:write, city:write and admin")
)

// Scope is one thing that a token's holder may do.
type Scope string

// The scopes.
const (
	ReadingsWrite Scope = "readings:write" // add readings of citizens
	CityWrite     Scope = "city:write"     // add readings of cities
	Admin         Scope = "admin"          // everything, the other scopes included
)

// Scopes returns all scopes.
func Scopes() []Scope { return []Scope{ReadingsWrite, CityWrite, Admin} }

// ParseScopes returns the named scopes in the order of Scopes, each once. Returns ErrScope if there is none or one is
// not known.
func ParseScopes(names ...string) ([]Scope, error) {
	if len(names) == 0 {
		return nil, ErrScope
	}
	for _, name := range names {
		if !slices.Contains(Scopes(), Scope(name)) {
			return nil, ErrScope
		}
	}
	return slices.DeleteFunc(Scopes(), func(s Scope) bool { return !slices.Contains(names, string(s)) }), nil
}

// Token is what is known of a token; not its text.
type Token struct {
	ID       string // names it to people: in lists, and to revoke it
	Scopes   []Scope
	Note     string    // who has it and what for, at most 200 bytes
	IssuedAt time.Time // UTC, as are all times here
	Expires  time.Time // first moment at which it is not accepted; zero for never
	Revoked  time.Time // zero if it is not
	LastUsed time.Time // midnight of the last day on which it was used; zero if it never was
}

// Allows reports whether the token's holder may do what scope names.
func (t Token) Allows(scope Scope) bool {
	return slices.Contains(t.Scopes, scope) || slices.Contains(t.Scopes, Admin)
}

// Check returns ErrRevoked or ErrExpired if the token is not accepted at that moment.
func (t Token) Check(now time.Time) error {
	switch {
	case !t.Revoked.IsZero():
		return ErrRevoked
	case !t.Expires.IsZero() && !now.Before(t.Expires):
		return ErrExpired
	default:
		return nil
	}
}

// New makes a token: its text, for its holder alone, and the id it is listed by.
func New() (text, id string) {
	var secret [secretBytes]byte
	var name [6]byte
	_, _ = rand.Read(secret[:]) // never fails: crypto/rand ends the program if it must
	_, _ = rand.Read(name[:])
	return Prefix + base64.RawURLEncoding.EncodeToString(secret[:]), hex.EncodeToString(name[:])
}

// Digest returns the SHA-256 of a token's text in lower-case hexadecimal; false if text does not have a token's form.
func Digest(text string) (string, bool) {
	secret, found := strings.CutPrefix(text, Prefix)
	if raw, err := base64.RawURLEncoding.Strict().DecodeString(secret); !found || err != nil || len(raw) != secretBytes {
		return "", false
	}
	digest := sha256.Sum256([]byte(text))
	return hex.EncodeToString(digest[:]), true
}

// Join writes scopes with commas between them.
func Join(scopes []Scope) string {
	names := make([]string, len(scopes))
	for i, s := range scopes {
		names[i] = string(s)
	}
	return strings.Join(names, ",")
}

// Bearer returns the token in the value of an Authorization header; false if it holds none.
func Bearer(header string) (string, bool) {
	const scheme = "bearer "
	if len(header) <= len(scheme) || !strings.EqualFold(header[:len(scheme)], scheme) {
		return "", false
	}
	return strings.TrimSpace(header[len(scheme):]), true
}
