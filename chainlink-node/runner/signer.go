package runner

import (
	"crypto/ecdsa"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// Signer signs the runner's transactions. Safe for concurrent use.
type Signer interface {
	// Address is the account that the Operator must authorise.
	Address() common.Address
	// SignTx signs a transaction of the chain that the Signer is for.
	SignTx(*types.Transaction) (*types.Transaction, error)
}

// KeySigner signs with a private key in memory.
type KeySigner struct {
	key    *ecdsa.PrivateKey
	signer types.Signer
}

// NewKeySigner returns a Signer for one chain, by its EIP-155 id.
func NewKeySigner(key *ecdsa.PrivateKey, chainID uint64) *KeySigner {
	return &KeySigner{key: key, signer: types.LatestSignerForChainID(new(big.Int).SetUint64(chainID))}
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
