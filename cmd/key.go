package cmd

import (
	"crypto/ecdsa"
	"fmt"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
)

// keyFlags name an encrypted key.
type keyFlags struct{ keyFile, passwordFile string }

// key decrypts the key.
func (f *keyFlags) key() (*ecdsa.PrivateKey, error) { return decryptKey(f.keyFile, f.passwordFile) }

// decryptKey opens an encrypted key with the password in a file.
func decryptKey(file, passwordFile string) (*ecdsa.PrivateKey, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--key-file: %w", err)
	}
	password, err := os.ReadFile(passwordFile)
	if err != nil {
		return nil, fmt.Errorf("--password-file: %w", err)
	}
	key, err := keystore.DecryptKey(raw, strings.TrimRight(string(password), "\r\n"))
	if err != nil {
		return nil, fmt.Errorf("--key-file: %w", err)
	}
	return key.PrivateKey, nil
}
