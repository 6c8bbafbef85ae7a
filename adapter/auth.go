package adapter

import (
	"crypto/sha256"
	"crypto/subtle"
	"strings"

	"github.com/link4health/link4health/adapter/config"
)

// tokenDigest is the SHA-256 of a token: all digests have one length, so that comparing them tells nothing of the
// token's.
type tokenDigest [sha256.Size]byte

func digestTokens(tokens []config.Secret) []tokenDigest {
	digests := make([]tokenDigest, len(tokens))
	for i, token := range tokens {
		digests[i] = sha256.Sum256([]byte(token.Reveal()))
	}
	return digests
}

// authorized reports whether the value of an Authorization header carries an accepted token. It compares with every
// token in constant time. Without tokens everybody is authorized: the server listens on loopback alone then.
func (s *Server) authorized(header string) bool {
	if len(s.tokens) == 0 {
		return true
	}
	const scheme = "bearer "
	if len(header) <= len(scheme) || !strings.EqualFold(header[:len(scheme)], scheme) {
		return false
	}
	given := sha256.Sum256([]byte(strings.TrimSpace(header[len(scheme):])))
	match := 0
	for i := range s.tokens {
		match |= subtle.ConstantTimeCompare(given[:], s.tokens[i][:])
	}
	return match == 1
}
