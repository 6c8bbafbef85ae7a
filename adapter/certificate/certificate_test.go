package certificate_test

import (
	"crypto/tls"
	"encoding/base64"
	"encoding/pem"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/certificate"
	"github.com/link4health/link4health/adapter/certificate/certtest"
)

func base64Of(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

func TestPair_ReadsTextBase64AndEncryptedKeys(t *testing.T) {
	t.Parallel()
	c := certtest.NewAuthority(t, "authority").Issue(t, "server", time.Now().Add(time.Hour))
	for name, text := range map[string]certificate.Text{
		"PEM":                             {Chain: c.Chain, Key: c.Key},
		"base64 of PEM":                   {Chain: base64Of(c.Chain), Key: base64Of(c.Key)},
		"base64 in lines":                 {Chain: base64Of(c.Chain)[:60] + "\n" + base64Of(c.Chain)[60:] + "\n", Key: c.Key},
		"an encrypted key":                {Chain: c.Chain, Key: c.Encrypted(t, "marked"), Passphrase: "marked"},
		"a passphrase that is not needed": {Chain: c.Chain, Key: c.Key, Passphrase: "marked"},
	} {
		pair, err := certificate.Pair(text.Chain, text.Key, text.Passphrase, time.Now())
		require.NoError(t, err, name)
		require.Equal(t, c.Serial, pair.Leaf.SerialNumber, name)
	}
}

func TestPair_SaysWhatIsWrongAndNotWhatItRead(t *testing.T) {
	t.Parallel()
	authority := certtest.NewAuthority(t, "authority")
	c, other := authority.Issue(t, "server", time.Now().Add(time.Hour)), authority.Issue(t, "other", time.Now().Add(time.Hour))
	late := authority.Issue(t, "late", time.Now().Add(-time.Hour))
	legacy := string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Headers: map[string]string{
		"Proc-Type": "4,ENCRYPTED", "DEK-Info": "AES-256-CBC,00"}, Bytes: []byte("marked")}))
	for name, tc := range map[string]struct {
		chain, key, passphrase string
		want                   error
		text                   string
	}{
		"no PEM at all":            {chain: "marked", key: c.Key, want: certificate.ErrPEM, text: "certificate: "},
		"base64 of no PEM":         {chain: c.Chain, key: base64Of("marked"), want: certificate.ErrPEM, text: "private key: "},
		"a certificate for a key":  {chain: c.Chain, key: c.Chain, want: certificate.ErrPEM, text: "it holds no private key"},
		"a wrong passphrase":       {chain: c.Chain, key: c.Encrypted(t, "marked"), passphrase: "other", want: certificate.ErrPassphrase},
		"no passphrase":            {chain: c.Chain, key: c.Encrypted(t, "marked"), want: certificate.ErrPassphrase},
		"a legacy encrypted key":   {chain: c.Chain, key: legacy, want: certificate.ErrLegacyKey},
		"a key of another":         {chain: c.Chain, key: other.Key, text: "private key does not match public key"},
		"an expired certificate":   {chain: late.Chain, key: late.Key, want: certificate.ErrExpired},
		"a key for a certificate":  {chain: c.Key, key: c.Key, text: "certificate and private key: "},
		"garbage in a certificate": {chain: strings.Replace(c.Chain, "\nMII", "\nAAA", 1), key: c.Key, text: "certificate and private key: "},
	} {
		_, err := certificate.Pair(tc.chain, tc.key, tc.passphrase, time.Now())
		require.Error(t, err, name)
		if tc.want != nil {
			require.ErrorIs(t, err, tc.want, name)
		}
		require.ErrorContains(t, err, tc.text, name)
		require.NotContains(t, err.Error(), "marked", name)
	}
}

func TestAuthorities_ReadsAllOrNone(t *testing.T) {
	t.Parallel()
	a, b := certtest.NewAuthority(t, "a"), certtest.NewAuthority(t, "b")
	pool, err := certificate.Authorities(base64Of(a.Certificate + b.Certificate))
	require.NoError(t, err)
	both := a.Pool(t)
	require.True(t, both.AppendCertsFromPEM([]byte(b.Certificate)))
	require.True(t, both.Equal(pool))

	_, err = certificate.Authorities(a.Certificate + strings.Replace(b.Certificate, "\nMII", "\nAAA", 1))
	require.Error(t, err)
	_, err = certificate.Authorities(a.Issue(t, "server", time.Now().Add(time.Hour)).Key)
	require.ErrorIs(t, err, certificate.ErrPEM)
}

// serial is the serial number of the certificate that a server with config shows to a client.
func serial(t *testing.T, keeper *certificate.Keeper, client *tls.Config) (string, error) {
	t.Helper()
	listener, err := tls.Listen("tcp", "127.0.0.1:0", keeper.Config())
	require.NoError(t, err)
	defer func() { require.NoError(t, listener.Close()) }()
	served := make(chan struct{})
	go func() {
		defer close(served)
		if connection, err := listener.Accept(); err == nil {
			_, _ = connection.Write([]byte{1}) // what the client sees of it is checked below
			_ = connection.Close()
		}
	}()
	defer func() { <-served }()
	dialer := tls.Dialer{NetDialer: &net.Dialer{Timeout: 30 * time.Second}, Config: client}
	connection, err := dialer.DialContext(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		return "", err
	}
	defer func() { _ = connection.Close() }()
	if _, err := io.ReadFull(connection, make([]byte, 1)); err != nil {
		return "", err
	}
	secure, _ := connection.(*tls.Conn)
	return secure.ConnectionState().PeerCertificates[0].SerialNumber.String(), nil
}

func TestKeeper_ReplacesWhatReadsAndKeepsWhatWasOtherwise(t *testing.T) {
	t.Parallel()
	authority, end := certtest.NewAuthority(t, "authority"), time.Now().Add(time.Hour)
	first, second := authority.Issue(t, "first", end), authority.Issue(t, "second", end)
	keeper, err := certificate.New(certificate.Text{Chain: first.Chain, Key: first.Key})
	require.NoError(t, err)
	client := &tls.Config{RootCAs: authority.Pool(t), ClientSessionCache: tls.NewLRUClientSessionCache(4)}
	shown := func(want certtest.Certificate) {
		t.Helper()
		got, err := serial(t, keeper, client)
		require.NoError(t, err)
		require.Equal(t, want.Serial.String(), got)
	}
	shown(first)
	require.Error(t, keeper.Replace(certificate.Text{Chain: second.Chain, Key: first.Key}))
	shown(first)
	require.NoError(t, keeper.Replace(certificate.Text{Chain: second.Chain, Key: second.Key}))
	shown(second)

	// From now on clients need a certificate of the authority.
	require.NoError(t, keeper.Replace(certificate.Text{Chain: second.Chain, Key: second.Key, Clients: authority.Certificate}))
	_, err = serial(t, keeper, client)
	require.ErrorContains(t, err, "certificate required")
	pair, err := certificate.Pair(first.Chain, first.Key, "", time.Now())
	require.NoError(t, err)
	client.Certificates = []tls.Certificate{pair}
	shown(second)

	// Another authority: the certificate that was good a moment ago is so no more, whatever session it had.
	require.NoError(t, keeper.Replace(certificate.Text{Chain: second.Chain, Key: second.Key, Clients: certtest.NewAuthority(t, "other").Certificate}))
	_, err = serial(t, keeper, client)
	require.Error(t, err)
	_, err = certificate.New(certificate.Text{Chain: first.Chain, Key: first.Key, Clients: "marked"})
	require.ErrorContains(t, err, "authorities: ")
}
