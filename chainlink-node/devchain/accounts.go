package devchain

import (
	"crypto/ecdsa"
	"encoding/hex"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Account is one funded account of a development chain.
type Account struct {
	Address common.Address
	Key     *ecdsa.PrivateKey
}

// HexKey is the account's private key as 0x and 64 hex digits, as wallets import it.
func (a Account) HexKey() string { return "0x" + hex.EncodeToString(crypto.FromECDSA(a.Key)) }

// Accounts returns the accounts that every development chain funds, always the same.
//
// Source: the first accounts of the mnemonic "test test test test test test test test test
// test test junk" (BIP-39, path m/44'/60'/0'/0/i), which Foundry's anvil and Hardhat fund too.
func Accounts() []Account {
	keys := []string{
		"ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
		"59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
		"5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
		"7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
		"47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
		"8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba",
	}
	accounts := make([]Account, 0, len(keys))
	for _, k := range keys {
		key, err := crypto.HexToECDSA(k)
		if err != nil {
			panic("devchain: a constant key is malformed: " + err.Error())
		}
		accounts = append(accounts, Account{Address: crypto.PubkeyToAddress(key.PublicKey), Key: key})
	}
	return accounts
}
