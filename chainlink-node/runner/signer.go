package runner

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// Signer signs the runner's transactions and seals them for the journal. Safe for concurrent use.
type Signer interface {
	// Address is the account that the Operator must authorise.
	Address() common.Address
	// SignTx signs a transaction of the chain that the Signer is for.
	SignTx(*types.Transaction) (*types.Transaction, error)
	// Seal encrypts a signed transaction so that only a Signer of the same account opens it.
	Seal(raw []byte, hash common.Hash) ([]byte, error)
	// Open undoes Seal. Returns ErrSealed if that was not for this account and hash.
	Open(sealed []byte, hash common.Hash) ([]byte, error)
}

// ErrSealed says that a journalled transaction does not open with the key of its account.
var ErrSealed = errors.New("the transaction was sealed with another key, or altered")

// KeySigner signs with a private key in memory.
type KeySigner struct {
	key    *ecdsa.PrivateKey
	signer types.Signer
	aead   cipher.AEAD
}

// NewKeySigner returns a Signer for one chain, by its EIP-155 id.
//
// What it seals is encrypted with AES-256-GCM under a key that is derived from the private key, with the transaction's
// hash as additional data.
//
// Source: RFC 5869 (HKDF)
func NewKeySigner(key *ecdsa.PrivateKey, chainID uint64) *KeySigner {
	const sealKeySize = 32
	sealKey, err := hkdf.Key(sha256.New, crypto.FromECDSA(key), nil, "link4health runner journal", sealKeySize)
	if err != nil {
		panic("runner: derive a key: " + err.Error()) // only for a size beyond HKDF's
	}
	block, err := aes.NewCipher(sealKey)
	if err != nil {
		panic("runner: AES: " + err.Error()) // only for a key of another size
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic("runner: GCM: " + err.Error())
	}
	return &KeySigner{key: key, signer: types.LatestSignerForChainID(new(big.Int).SetUint64(chainID)), aead: aead}
}

// Address implements Signer.
func (s *KeySigner) Address() common.Address { return crypto.PubkeyToAddress(s.key.PublicKey) }

// SignTx implements Signer.
func (s *KeySigner) SignTx(tx *types.Transaction) (*types.Transaction, error) {
	signed, err := types.SignTx(tx, s.signer, s.key)
	if err != nil {
		return nil, fmt.Errorf("sign transaction: %w", err)
	}
	return signed, nil
}

// Seal implements Signer.
func (s *KeySigner) Seal(raw []byte, hash common.Hash) ([]byte, error) {
	return s.aead.Seal(nil, nil, raw, hash[:]), nil
}

// Open implements Signer.
func (s *KeySigner) Open(sealed []byte, hash common.Hash) ([]byte, error) {
	raw, err := s.aead.Open(nil, nil, sealed, hash[:])
	if err != nil {
		return nil, ErrSealed
	}
	return raw, nil
}
