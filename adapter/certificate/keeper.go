package certificate

import (
	"crypto/tls"
	"fmt"
	"sync/atomic"
	"time"
)

// Text is a private key, the certificate of it, and the authorities of clients, each PEM text or the base64 of it.
type Text struct {
	Key, Passphrase string
	Chain           string
	Clients         string // authorities that sign clients' certificates; "" asks clients for none
}

// Keeper holds what a TLS server works with, and replaces it while connections come and go. It is safe for concurrent
// use.
type Keeper struct {
	current atomic.Pointer[tls.Config]
}

// New makes a keeper. It returns the errors of Replace.
func New(text Text) (*Keeper, error) {
	k := &Keeper{}
	if err := k.Replace(text); err != nil {
		return nil, err
	}
	return k, nil
}

// Replace lets connections from now on work with text; those that are open stay as they are. It returns an error, and
// leaves all as it was, if a part of text does not read or fit, or the certificate has expired.
func (k *Keeper) Replace(text Text) error {
	pair, err := Pair(text.Chain, text.Key, text.Passphrase, time.Now())
	if err != nil {
		return err
	}
	next := base()
	next.Certificates = []tls.Certificate{pair}
	if text.Clients != "" {
		if next.ClientCAs, err = Authorities(text.Clients); err != nil {
			return fmt.Errorf("authorities: %w", err)
		}
		next.ClientAuth = tls.RequireAndVerifyClientCert
	}
	k.current.Store(next)
	return nil
}

// Config is the configuration of a server whose handshakes follow Replace.
func (k *Keeper) Config() *tls.Config {
	config := base()
	config.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) { return k.current.Load(), nil }
	return config
}

// base is what every configuration has. Sessions are not resumed, so that each connection is judged by the certificates
// and authorities of its own time.
func base() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}, SessionTicketsDisabled: true}
}
