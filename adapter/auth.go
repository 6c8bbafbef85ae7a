package adapter

import (
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"sync/atomic"
	"time"

	"github.com/link4health/link4health/adapter/config"
)

// tokenDigest is the SHA-256 of a token: all digests have one length, so that comparing them tells nothing of the
// token's.
type tokenDigest [sha256.Size]byte

// client is whoever holds one token, and how much it may ask.
type client struct {
	digest tokenDigest
	limit  limiter
}

// access is who may ask, and how often. Its tokens can be replaced while requests come in.
type access struct {
	perSecond, perMinute int // requests; 0 is any number
	clients              atomic.Pointer[[]*client]
}

func newAccess(cfg config.Config) *access {
	a := &access{perSecond: cfg.RatePerSecond, perMinute: cfg.RatePerMinute}
	a.replace(cfg.Tokens)
	return a
}

// replace makes tokens the only ones that are accepted. A token that was accepted before keeps what it has used of its
// limits. Without tokens everybody is one client: the server listens on loopback alone then.
func (a *access) replace(tokens []config.Secret) {
	known := map[tokenDigest]*client{}
	if before := a.clients.Load(); before != nil {
		for _, c := range *before {
			known[c.digest] = c
		}
	}
	clients := make([]*client, 0, len(tokens))
	for _, token := range tokens {
		digest := tokenDigest(sha256.Sum256([]byte(token.Reveal())))
		c, ok := known[digest]
		if !ok {
			c = &client{digest: digest, limit: newLimiter(a.perSecond, a.perMinute)}
			known[digest] = c
		}
		clients = append(clients, c)
	}
	if len(tokens) == 0 {
		clients = append(clients, &client{limit: newLimiter(a.perSecond, a.perMinute)})
	}
	a.clients.Store(&clients)
}

// open reports whether everybody is answered.
func (a *access) open() bool {
	clients := *a.clients.Load()
	return len(clients) == 1 && clients[0].digest == tokenDigest{}
}

// admit returns nil if the value of an Authorization header carries an accepted token whose limits allow one more
// request at now, and counts that request; else the failure.
func (a *access) admit(header string, now time.Time) error {
	c := a.client(header)
	if c == nil {
		return fail(unauthorized)
	}
	if wait := c.limit.take(now); wait > 0 {
		return &failure{code: rateLimited, retry: wait}
	}
	return nil
}

// client is whose token the header carries, or nil. It compares with every token in constant time.
func (a *access) client(header string) *client {
	clients := *a.clients.Load()
	if a.open() {
		return clients[0]
	}
	const scheme = "bearer "
	if len(header) <= len(scheme) || !strings.EqualFold(header[:len(scheme)], scheme) {
		return nil
	}
	given := digest(strings.TrimSpace(header[len(scheme):]))
	match, index := 0, 0
	for i, c := range clients {
		same := subtle.ConstantTimeCompare(given[:], c.digest[:])
		index = subtle.ConstantTimeSelect(same, i, index)
		match |= same
	}
	if match == 0 {
		return nil
	}
	return clients[index]
}

// digest is the SHA-256 of a token. A token of usual length takes no memory.
func digest(token string) tokenDigest {
	var short [128]byte
	if len(token) > len(short) {
		return sha256.Sum256([]byte(token))
	}
	return sha256.Sum256(short[:copy(short[:], token)])
}
