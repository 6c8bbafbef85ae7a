package adapter_test

import (
	"crypto/tls"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/certificate/certtest"
	"github.com/link4health/link4health/adapter/config"
)

// soon is how long something may take that happens within a second on a machine with nothing else to do.
const soon = 30 * time.Second

func put(t testing.TB, path, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path+".next", []byte(content), 0o600))
	require.NoError(t, os.Rename(path+".next", path))
}

func TestServer_TakesOverTokensOfAFileThatChanges(t *testing.T) {
	t.Parallel()
	const first, second, third = "first-token-0123456789abcdef", "second-token-0123456789abcdef", "third-token-0123456789abcdef"
	path := filepath.Join(t.TempDir(), "tokens")
	put(t, path, first+"\n"+second+"\n")
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) {
		cfg.Tokens = []config.Secret{first, second}
		cfg.Origins = map[string]config.Origin{"ADAPTER_TOKENS": {Source: "environment", File: path}}
		cfg.RatePerMinute = 1000000
	})
	status := func(bearer string) int { return f.as(t, bearer, scoreBody(subject)).status }
	require.Equal(t, 200, status(first))
	require.Equal(t, 401, status(third))

	// A request with the token that stays is answered all the while.
	end, asked := make(chan struct{}), atomic.Int64{}
	var asking sync.WaitGroup
	asking.Go(func() {
		for {
			select {
			case <-end:
				return
			default:
			}
			if got := status(second); got != http.StatusOK {
				t.Errorf("the token that stays is answered %d", got)
				return
			}
			asked.Add(1)
		}
	})
	put(t, path, third+"\n"+second+"\n")
	require.Eventually(t, func() bool { return status(third) == 200 }, soon, 10*time.Millisecond)
	require.Equal(t, 401, status(first))

	// A file without a token, or with one that no header carries, changes nothing and is told of once.
	for content, problem := range map[string]string{"\n": "is empty", ",\n": "holds no token", "mark ed\n": "token 1 holds a space"} {
		put(t, path, content)
		require.Eventually(t, func() bool { return strings.Contains(f.log.String(), problem) }, soon, 10*time.Millisecond, problem)
		require.Equal(t, 200, status(third))
	}
	require.NoError(t, os.Remove(path))
	require.Eventually(t, func() bool { return strings.Contains(f.log.String(), "no such file") }, soon, 10*time.Millisecond)
	require.Equal(t, 200, status(third))
	put(t, path, first+","+second)
	require.Eventually(t, func() bool { return status(first) == 200 }, soon, 10*time.Millisecond)
	close(end)
	asking.Wait()
	require.Positive(t, asked.Load())
	require.Equal(t, 4, strings.Count(f.log.String(), `"msg":"reload failed; what was read before stays in use"`))
	require.NotContains(t, f.log.String(), "mark ed")
	for _, secret := range []string{first, second, third} {
		require.NotContains(t, f.log.String(), secret)
	}
}

// secured is a fixture whose adapter speaks TLS with certificates in files.
type secured struct {
	*fixture
	authority              *certtest.Authority
	chain, key, clients    string // paths
	first, second, visitor certtest.Certificate
}

// startTLS runs an adapter with the first certificate. Its client trusts the authority, and has no certificate.
func startTLS(t *testing.T, mutual bool) *secured {
	t.Helper()
	directory, end := t.TempDir(), time.Now().Add(time.Hour)
	s := &secured{authority: certtest.NewAuthority(t, "authority")}
	s.chain, s.key, s.clients = filepath.Join(directory, "tls.crt"), filepath.Join(directory, "tls.key"), filepath.Join(directory, "ca.crt")
	s.first, s.second, s.visitor = s.authority.Issue(t, "first", end), s.authority.Issue(t, "second", end), s.authority.Issue(t, "visitor", end)
	put(t, s.clients, s.authority.Certificate)
	s.use(t, s.first)
	environ := map[string]string{"TLS_PRIVATE_KEY_FILE": s.key, "TLS_PUBLIC_KEY_FILE": s.chain, "TLS_ENABLED": "true"}
	if mutual {
		environ["TLS_ENABLED"], environ["MTLS_ENABLED"], environ["TLS_CA_FILE"] = "false", "true", s.clients
	}
	loaded, err := config.Load(environ)
	require.NoError(t, err)
	s.fixture = start(t, func(cfg *config.Config, _ *adapter.Deps) {
		cfg.TLSEnabled, cfg.MTLSEnabled, cfg.Origins = loaded.TLSEnabled, loaded.MTLSEnabled, loaded.Origins
		cfg.TLSPrivateKey, cfg.TLSPublicKey, cfg.TLSCA = loaded.TLSPrivateKey, loaded.TLSPublicKey, loaded.TLSCA
	})
	s.url, s.metricsURL = strings.Replace(s.url, "http:", "https:", 1), strings.Replace(s.metricsURL, "http:", "https:", 1)
	s.trust(t, nil)
	return s
}

// use writes a certificate and its key.
func (s *secured) use(t testing.TB, c certtest.Certificate) {
	t.Helper()
	put(t, s.key, c.Key)
	put(t, s.chain, c.Chain)
}

// trust makes a client that opens a connection for each request, with a certificate if one is given.
func (s *secured) trust(t testing.TB, own *certtest.Certificate) {
	t.Helper()
	settings := &tls.Config{RootCAs: s.authority.Pool(t)}
	if own != nil {
		pair, err := tls.X509KeyPair([]byte(own.Chain), []byte(own.Key))
		require.NoError(t, err)
		settings.Certificates = []tls.Certificate{pair}
	}
	s.client = &http.Client{Transport: &http.Transport{TLSClientConfig: settings, DisableKeepAlives: true}}
}

// shown is the serial number of the certificate that the adapter shows to a new connection.
func (s *secured) shown() (string, error) {
	response, err := s.client.Get(s.url + "/health")
	if err != nil {
		return "", err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("status %d", response.StatusCode)
	}
	return response.TLS.PeerCertificates[0].SerialNumber.String(), nil
}

func TestServer_SpeaksTLSOnBothPorts(t *testing.T) {
	t.Parallel()
	s := startTLS(t, false)
	require.Equal(t, 200, s.post(t, scoreBody(subject)).status)
	require.NotEmpty(t, s.scrape(t))
	plain := strings.Replace(s.url, "https:", "http:", 1)
	response, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Get(plain + "/health")
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusBadRequest, response.StatusCode, "plain HTTP is not answered")
}

func TestServer_AsksClientsForACertificate(t *testing.T) {
	t.Parallel()
	s := startTLS(t, true)
	_, err := s.shown()
	require.ErrorContains(t, err, "certificate required")
	stranger := certtest.NewAuthority(t, "stranger").Issue(t, "visitor", time.Now().Add(time.Hour))
	s.trust(t, &stranger)
	_, err = s.shown()
	require.Error(t, err)
	s.trust(t, &s.visitor)
	require.Equal(t, 200, s.post(t, scoreBody(subject)).status)
	require.Equal(t, 401, s.as(t, "wrong", scoreBody(subject)).status, "a certificate does not stand for a token")
	require.NotEmpty(t, s.scrape(t))

	// Another authority is let in without a restart, and the first no more.
	next := certtest.NewAuthority(t, "next")
	put(t, s.clients, next.Certificate)
	require.Eventually(t, func() bool { _, err := s.shown(); return err != nil }, soon, 10*time.Millisecond)
	visitor := next.Issue(t, "visitor", time.Now().Add(time.Hour))
	s.trust(t, &visitor)
	require.Equal(t, 200, s.post(t, scoreBody(subject)).status)
}

func TestServer_TakesOverACertificateUnderLoad(t *testing.T) {
	t.Parallel()
	s := startTLS(t, false)
	end, answered := make(chan struct{}), atomic.Int64{}
	var load sync.WaitGroup
	for range 4 {
		load.Go(func() {
			for {
				select {
				case <-end:
					return
				default:
				}
				if r := s.post(t, scoreBody(subject)); r.status != http.StatusOK {
					t.Errorf("answered %d: %s", r.status, r.body)
					return
				}
				answered.Add(1)
			}
		})
	}
	shows := func(c certtest.Certificate) func() bool {
		return func() bool { serial, err := s.shown(); return err == nil && serial == c.Serial.String() }
	}
	require.Eventually(t, shows(s.first), soon, time.Millisecond)
	s.use(t, s.second)
	require.Eventually(t, shows(s.second), soon, 10*time.Millisecond)

	put(t, s.chain, s.first.Chain) // its key is not there: the second stays
	require.Eventually(t, func() bool {
		return strings.Contains(s.log.String(), "private key does not match public key")
	}, soon, 10*time.Millisecond)
	require.True(t, shows(s.second)())
	put(t, s.key, s.first.Key)
	require.Eventually(t, shows(s.first), soon, 10*time.Millisecond)

	expired := s.authority.Issue(t, "expired", time.Now().Add(-time.Minute))
	s.use(t, expired)
	require.Eventually(t, func() bool {
		return strings.Contains(s.log.String(), "the certificate has expired")
	}, soon, 10*time.Millisecond)
	require.True(t, shows(s.first)())
	close(end)
	load.Wait()
	require.Positive(t, answered.Load())
	require.Equal(t, 1, strings.Count(s.log.String(), "the certificate has expired"), "it is told of once")
}
