// Package certificate reads the keys and certificates of a TLS server from text, and replaces them while it runs.
package certificate

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/youmark/pkcs8"
)

// What is wrong with a text. No error of this package holds any of the text itself.
var (
	// ErrPEM says that a text is neither PEM nor the base64 of PEM, or that a block of the wanted kind is not in it.
	ErrPEM = errors.New("is neither PEM text nor the base64 of it")
	// ErrPassphrase says that a private key is encrypted and does not decrypt.
	ErrPassphrase = errors.New("the private key is encrypted and TLS_PASSPHRASE does not decrypt it")
	// ErrLegacyKey says that a private key is encrypted in a way that keeps nothing secret.
	ErrLegacyKey = errors.New("the private key is encrypted in the legacy PEM form; convert it with 'openssl pkcs8 -topk8'")
	// ErrExpired says that a certificate is past its last day.
	ErrExpired = errors.New("the certificate has expired")
)

const (
	blockCertificate  = "CERTIFICATE"
	blockKey          = "PRIVATE KEY" // PKCS #8; kinds of their own end in it: RSA PRIVATE KEY, EC PRIVATE KEY
	blockEncryptedKey = "ENCRYPTED PRIVATE KEY"
)

// Pair reads a certificate with its chain, leaf first, and its private key, each PEM text or the base64 of it.
// passphrase decrypts a key that is encrypted (PKCS #8), and is not used for one that is not.
//
// Returns an error if either does not read, they do not belong together, or the certificate has expired at now.
func Pair(chain, key, passphrase string, now time.Time) (tls.Certificate, error) {
	chainPEM, err := decode(chain)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("certificate: %w", err)
	}
	keyPEM, err := Key(key, passphrase)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("private key: %w", err)
	}
	pair, err := tls.X509KeyPair(chainPEM, keyPEM)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("certificate and private key: %w", err)
	}
	if now.After(pair.Leaf.NotAfter) {
		return tls.Certificate{}, fmt.Errorf("%w on %s", ErrExpired, pair.Leaf.NotAfter.UTC().Format(time.DateOnly))
	}
	return pair, nil
}

// Key reads a private key, PEM text or the base64 of it, and returns it as PEM text that is not encrypted.
func Key(key, passphrase string) ([]byte, error) {
	text, err := decode(key)
	if err != nil {
		return nil, err
	}
	for rest := text; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return nil, fmt.Errorf("%w: it holds no private key", ErrPEM)
		}
		switch {
		case block.Type == blockEncryptedKey:
			return decrypt(block.Bytes, passphrase)
		case block.Headers["DEK-Info"] != "":
			return nil, ErrLegacyKey
		case strings.HasSuffix(block.Type, blockKey):
			return text, nil
		}
	}
}

func decrypt(der []byte, passphrase string) ([]byte, error) {
	key, err := pkcs8.ParsePKCS8PrivateKey(der, []byte(passphrase))
	if err != nil {
		return nil, ErrPassphrase // the cause tells how it failed and not why
	}
	plain, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: blockKey, Bytes: plain}), nil
}

// Authorities reads the certificates of one or more authorities, PEM text or the base64 of it. Each must be readable,
// so that none is left out without a word.
func Authorities(text string) (*x509.CertPool, error) {
	rest, err := decode(text)
	if err != nil {
		return nil, err
	}
	pool, count := x509.NewCertPool(), 0
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != blockCertificate {
			continue
		}
		authority, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		pool.AddCert(authority)
		count++
	}
	if count == 0 {
		return nil, fmt.Errorf("%w: it holds no certificate", ErrPEM)
	}
	return pool, nil
}

// decode is the PEM text in text, which may be the base64 of it.
func decode(text string) ([]byte, error) {
	if strings.Contains(text, "-----BEGIN ") {
		return []byte(text), nil
	}
	plain, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil || !strings.Contains(string(plain), "-----BEGIN ") {
		return nil, ErrPEM
	}
	return plain, nil
}
