package main

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// startTimeout is how long the adapter may take to be ready.
const startTimeout = 30 * time.Second

// process is the adapter.
type process struct {
	command *exec.Cmd
	ended   chan error
}

// startAdapter starts the adapter and waits until it is ready.
func (w *world) startAdapter(ctx context.Context) error {
	p := &process{ended: make(chan error, 1)}
	p.command = command(context.WithoutCancel(ctx), []string{
		"DATABASE_URL=" + w.database.URL(), "EA_HOST=127.0.0.1", "EA_PORT=" + strconv.Itoa(w.ports[0]), "METRICS_PORT=" + strconv.Itoa(w.ports[1]),
		"ADAPTER_TOKENS_FILE=" + w.path("tokens"), "TLS_ENABLED=true", "DEBUG_ENDPOINTS=true", "LOG_LEVEL=warn", "MIN_COVERAGE=1",
		"TLS_PRIVATE_KEY_FILE=" + w.path("key.pem"), "TLS_PUBLIC_KEY_FILE=" + w.path("certificate.pem"),
		"API_TIMEOUT=" + strconv.FormatInt(apiTimeout.Milliseconds(), 10), "AS_OF=" + asOf.Format(time.RFC3339),
		"CACHE_MAX_AGE=" + strconv.FormatInt(cacheAge.Milliseconds(), 10),
	}, w.program, "serve")
	p.command.Stderr = w.log
	if err := p.command.Start(); err != nil {
		return err
	}
	go func() { p.ended <- p.command.Wait() }()
	w.adapter = p
	return eventually(ctx, startTimeout, "the adapter is not ready", func() bool {
		client := w.client(time.Second)
		defer client.CloseIdleConnections()
		response, err := client.Get(w.url() + "/ready")
		if err != nil {
			return false
		}
		_ = response.Body.Close()
		return response.StatusCode == http.StatusOK
	})
}

// stop asks the adapter to end and waits for it. A process that does not end well is an error.
func (p *process) stop() error {
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case err := <-p.ended:
		p.ended <- err
		if err != nil {
			return fmt.Errorf("the adapter did not end well: %w", err)
		}
		return nil
	case <-time.After(apiTimeout + 10*time.Second):
		return errors.New("the adapter does not end on SIGTERM")
	}
}

// kill ends what is left of the adapter.
func (p *process) kill() {
	_ = p.command.Process.Kill()
	err := <-p.ended
	p.ended <- err
}

// url is the adapter's.
func (w *world) url() string { return "https://127.0.0.1:" + strconv.Itoa(w.ports[0]) }

// client trusts the world's authority alone.
func (w *world) client(timeout time.Duration) *http.Client {
	return &http.Client{Timeout: timeout, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: w.authority.pool, MinVersion: tls.VersionTLS12}, MaxIdleConnsPerHost: 64, IdleConnTimeout: 5 * time.Second,
	}}
}

// gauges are what the adapter's own metrics say.
type gauges struct{ goroutines, heap, resident float64 }

func (g gauges) String() string {
	return fmt.Sprintf("%.0f goroutines, heap %.1f MiB, resident %.0f MiB", g.goroutines, g.heap/(1<<20), g.resident/(1<<20))
}

// idle has the adapter work a little, then do nothing and collect its garbage, and says what it holds then.
func (w *world) idle(ctx context.Context, o options) (g gauges, err error) {
	warm, end := context.WithTimeout(ctx, 3*time.Second)
	defer end()
	l := newLoad(w, o)
	l.run(warm)
	if l.violations.Load() > 0 {
		return g, errors.New("the adapter does not answer right even without a disturbance")
	}
	lowest := gauges{goroutines: 1 << 20}
	err = eventually(ctx, 20*time.Second, "the adapter's metrics cannot be read", func() bool {
		g, err = w.gauges(ctx)
		if err == nil && g.goroutines <= lowest.goroutines {
			settled := g.goroutines == lowest.goroutines
			lowest = g
			return settled
		}
		return false
	})
	return lowest, err
}

// gauges reads the metrics after a collection of garbage.
func (w *world) gauges(ctx context.Context) (g gauges, err error) {
	at := "https://127.0.0.1:" + strconv.Itoa(w.ports[1])
	time.Sleep(time.Second) // for connections that are being closed
	client := w.client(10 * time.Second)
	defer client.CloseIdleConnections()
	for _, path := range []string{"/debug/pprof/heap?gc=1", "/metrics"} {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, at+path, nil)
		if err != nil {
			return g, err
		}
		response, err := client.Do(request)
		if err != nil {
			return g, err
		}
		if response.StatusCode != http.StatusOK {
			return g, errors.Join(fmt.Errorf("GET %s: %s", path, response.Status), response.Body.Close())
		}
		lines := bufio.NewScanner(response.Body)
		for lines.Scan() {
			name, text, _ := strings.Cut(lines.Text(), " ")
			value, _ := strconv.ParseFloat(text, 64)
			switch name {
			case "go_goroutines":
				g.goroutines = value
			case "go_memstats_heap_alloc_bytes":
				g.heap = value
			case "process_resident_memory_bytes":
				g.resident = value
			}
		}
		_ = response.Body.Close()
	}
	if g.goroutines == 0 || g.heap == 0 {
		return g, errors.New("the adapter's metrics do not tell of goroutines and memory")
	}
	return g, nil
}

// authority signs the adapter's certificates.
type authority struct {
	key         *ecdsa.PrivateKey
	certificate *x509.Certificate
	pool        *x509.CertPool
	serial      atomic.Int64 // of the last certificate
}

func newAuthority() (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "soak"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(0, 0, 30),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	a := &authority{key: key, certificate: certificate, pool: x509.NewCertPool()}
	a.pool.AddCert(certificate)
	a.serial.Store(1)
	return a, nil
}

// rotateCertificate writes a new key and certificate. The adapter may see one of the files before the other: it keeps
// what it has then.
func (w *world) rotateCertificate() error {
	a := w.authority
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(a.serial.Add(1)), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(0, 0, 30),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, &key.PublicKey, a.key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return errors.Join(
		replace(w.path("key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})),
		replace(w.path("certificate.pem"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
}

// served is the serial number of the certificate that the adapter shows now.
func (w *world) served(ctx context.Context) (int64, error) {
	dialer := &tls.Dialer{Config: &tls.Config{RootCAs: w.authority.pool, MinVersion: tls.VersionTLS12}}
	connection, err := dialer.DialContext(ctx, "tcp", "127.0.0.1:"+strconv.Itoa(w.ports[0]))
	if err != nil {
		return 0, err
	}
	defer func() { _ = connection.Close() }()
	secure, _ := connection.(*tls.Conn)
	return secure.ConnectionState().PeerCertificates[0].SerialNumber.Int64(), nil
}

// eventually waits until something is so, or returns an error that says what is not.
func eventually(ctx context.Context, limit time.Duration, not string, so func() bool) error {
	for until := time.Now().Add(limit); time.Now().Before(until); {
		if so() {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return fmt.Errorf("%s after %v", not, limit)
}
