package adapter

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/adapter/store"
)

// scored is a score that can be kept: small and without pointers, for there are many.
type scored struct {
	revision            fingerprint // of what it is made from
	place               store.Place // where changes of that are told
	marks               store.Marks // of when it was last known to be right
	score, coverage     uint16
	asOf                int64 // Unix seconds
	requested, received int64 // Unix milliseconds
	until               int64 // Unix microseconds when time alone may change it; 0 for never
}

// label names a citizen in the cache: the address, or a digest of the user id, and which of them it is, for anybody can ask
// for an address that is the digest of somebody's user id.
type label struct {
	name    [common.AddressLength]byte
	subject bool
}

func labelOf(key store.CitizenKey) label {
	if key.Subject == "" {
		digest := sha256.Sum256([]byte(key.UserID))
		return label{name: [common.AddressLength]byte(digest[:common.AddressLength])}
	}
	l := label{subject: true}
	_, _ = hex.Decode(l.name[:], []byte(key.Subject[len("0x"):])) // it was seen to be an address
	return l
}

// of notes what the score is made from.
func (k *scored) of(revision store.Revision) {
	k.revision, k.place = fingerprintOf(revision), revision.Place()
}

// fingerprint tells revisions apart.
type fingerprint [16]byte

func fingerprintOf(revision store.Revision) (f fingerprint) {
	digest := sha256.Sum256(appendRevision(make([]byte, 0, 128), revision))
	return fingerprint(digest[:len(f)])
}

// mark notes that the score is right. What was changed when the look at it began is all that is known: nil is nothing.
func (k *scored) mark(changes *store.Changes) {
	if changes != nil {
		k.marks = changes.Marks(k.place)
	}
}
