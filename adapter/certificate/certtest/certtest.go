// Package certtest makes certificate authorities and certificates for tests.
package certtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/youmark/pkcs8"
)

// Authority signs certificates.
type Authority struct {
	Certificate string // PEM
	root        *x509.Certificate
	key         *ecdsa.PrivateKey
}

// Certificate is a certificate and its private key.
type Certificate struct {
	Chain, Key string // PEM
	Serial     *big.Int
	key        *ecdsa.PrivateKey
}

// NewAuthority makes an authority of that name.
func NewAuthority(t testing.TB, name string) *Authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	root := template(t, name, time.Now().Add(time.Hour))
	root.IsCA, root.KeyUsage = true, x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, root, root, key.Public(), key)
	require.NoError(t, err)
	return &Authority{Certificate: encode("CERTIFICATE", der), root: root, key: key}
}

// Issue makes a certificate for 127.0.0.1, as server and as client, valid until end.
func (a *Authority) Issue(t testing.TB, name string, end time.Time) Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	leaf := template(t, name, end)
	leaf.IPAddresses, leaf.KeyUsage = []net.IP{net.IPv4(127, 0, 0, 1)}, x509.KeyUsageDigitalSignature
	leaf.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	der, err := x509.CreateCertificate(rand.Reader, leaf, a.root, key.Public(), a.key)
	require.NoError(t, err)
	plain, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	return Certificate{Chain: encode("CERTIFICATE", der), Key: encode("PRIVATE KEY", plain), Serial: leaf.SerialNumber, key: key}
}

// Pool holds the authority alone.
func (a *Authority) Pool(t testing.TB) *x509.CertPool {
	t.Helper()
	pool := x509.NewCertPool()
	require.True(t, pool.AppendCertsFromPEM([]byte(a.Certificate)))
	return pool
}

// Encrypted is the private key, PKCS #8 PEM encrypted with passphrase.
func (c Certificate) Encrypted(t testing.TB, passphrase string) string {
	t.Helper()
	der, err := pkcs8.MarshalPrivateKey(c.key, []byte(passphrase), nil)
	require.NoError(t, err)
	return encode("ENCRYPTED PRIVATE KEY", der)
}

func template(t testing.TB, name string, end time.Time) *x509.Certificate {
	t.Helper()
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	require.NoError(t, err)
	return &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-2 * time.Hour), NotAfter: end, BasicConstraintsValid: true,
	}
}

func encode(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}
