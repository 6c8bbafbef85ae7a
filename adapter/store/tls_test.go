package store_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// authority is a certificate authority and a server's certificate of it.
type authority struct {
	file      string   // the authority's certificate, PEM
	arguments []string // make a server use its certificate
}

// newAuthority makes both, where the server's user can read them.
func newAuthority(t *testing.T) authority {
	t.Helper()
	directory, err := os.MkdirTemp("", "tls")
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(directory) })
	require.NoError(t, os.Chmod(directory, 0o755))
	write := func(name, kind string, content []byte) string {
		path := filepath.Join(directory, name)
		require.NoError(t, os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600))
		require.NoError(t, os.Chmod(path, 0o644)) // a throwaway key
		return path
	}
	template := func(name string) *x509.Certificate {
		return &x509.Certificate{
			SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
			NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), BasicConstraintsValid: true,
		}
	}
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	root := template("test authority")
	root.IsCA, root.KeyUsage = true, x509.KeyUsageCertSign
	rootBytes, err := x509.CreateCertificate(rand.Reader, root, root, rootKey.Public(), rootKey)
	require.NoError(t, err)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	leaf := template("test server")
	leaf.IPAddresses, leaf.KeyUsage = []net.IP{net.IPv4(127, 0, 0, 1)}, x509.KeyUsageDigitalSignature
	leafBytes, err := x509.CreateCertificate(rand.Reader, leaf, root, key.Public(), rootKey)
	require.NoError(t, err)
	keyBytes, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	a := authority{file: write("ca.pem", "CERTIFICATE", rootBytes)}
	a.arguments = []string{
		"--ssl-ca=" + a.file, "--ssl-cert=" + write("cert.pem", "CERTIFICATE", leafBytes), "--ssl-key=" + write("key.pem", "PRIVATE KEY", keyBytes),
	}
	return a
}

func testTLS(t *testing.T, a authority, server *storetest.MariaDB) {
	databaseURL := server.NewDatabase(t)
	cipher := "SELECT variable_value FROM information_schema.session_status WHERE variable_name = 'SSL_CIPHER'"
	s := storetest.MustOpen(t, store.Config{URL: databaseURL, Pool: store.Pool{CAFile: a.file}})
	require.NotEmpty(t, column(t, s.Pool().QueryContext, cipher)[0])
	plain := storetest.MustOpen(t, store.Config{URL: databaseURL})
	require.Empty(t, column(t, plain.Pool().QueryContext, cipher)[0])

	stranger := newAuthority(t)
	for name, cfg := range map[string]store.Config{
		"another authority":         {URL: databaseURL, Pool: store.Pool{CAFile: stranger.file}},
		"the machine's authorities": {URL: databaseURL + "?tls=true"},
	} {
		cfg.Log = silent()
		_, err := store.Open(t.Context(), cfg)
		require.ErrorIs(t, err, store.ErrUnavailable, name)
		require.ErrorContains(t, err, "certificate", name)
	}
}
