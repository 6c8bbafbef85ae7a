package config

import (
	"errors"
	"fmt"
	"time"

	"github.com/link4health/link4health/adapter/certificate"
)

// TLS reports whether the adapter speaks TLS.
func (c Config) TLS() bool { return c.TLSEnabled || c.MTLSEnabled }

// TLSText is what TLS works with, as the settings had it when they were loaded.
func (c Config) TLSText() certificate.Text {
	text := certificate.Text{
		Key: c.TLSPrivateKey.Reveal(), Passphrase: c.TLSPassphrase.Reveal(), Chain: c.TLSPublicKey.Reveal(),
	}
	if c.MTLSEnabled {
		text.Clients = c.TLSCA.Reveal()
	}
	return text
}

// ReadTLS is TLSText with what is kept in files read again. The error names the file.
func (c Config) ReadTLS() (certificate.Text, error) {
	for name, value := range c.tlsSettings() {
		path := c.Origins[name].File
		if path == "" {
			continue
		}
		text, err := ReadSecret(path)
		if err != nil {
			return certificate.Text{}, fmt.Errorf("%s%s: %w", name, fileSuffix, err)
		}
		*value = Secret(text)
	}
	return c.TLSText(), nil
}

// TLSFiles are the files that hold what TLS works with; none if the settings hold it all themselves.
func (c Config) TLSFiles() []string {
	var paths []string
	for _, name := range [...]string{"TLS_PRIVATE_KEY", "TLS_PUBLIC_KEY", "TLS_PASSPHRASE", "TLS_CA"} {
		if path := c.Origins[name].File; path != "" {
			paths = append(paths, path)
		}
	}
	return paths
}

// tlsSettings are the settings that may be kept in files, by name.
func (c *Config) tlsSettings() map[string]*Secret {
	return map[string]*Secret{
		"TLS_PRIVATE_KEY": &c.TLSPrivateKey, "TLS_PUBLIC_KEY": &c.TLSPublicKey, "TLS_PASSPHRASE": &c.TLSPassphrase, "TLS_CA": &c.TLSCA,
	}
}

// checkTLS checks that TLS has what it needs, and that it reads.
func (c Config) checkTLS(found *faults) {
	if !c.TLS() {
		return
	}
	if c.TLSEnabled && c.MTLSEnabled {
		found.add("TLS_ENABLED", "and MTLS_ENABLED exclude each other; set MTLS_ENABLED alone to ask clients for certificates")
	}
	if c.MTLSEnabled {
		if c.TLSCA == "" {
			found.add("TLS_CA", "MTLS_ENABLED needs the authorities whose clients are let in; set TLS_CA or TLS_CA_FILE")
		} else if _, err := certificate.Authorities(c.TLSCA.Reveal()); err != nil {
			found.add("TLS_CA", "%w", err)
		}
	}
	if c.TLSPrivateKey == "" {
		found.add("TLS_PRIVATE_KEY", "TLS needs the certificate's private key; set TLS_PRIVATE_KEY or TLS_PRIVATE_KEY_FILE")
	}
	if c.TLSPublicKey == "" {
		found.add("TLS_PUBLIC_KEY", "TLS needs a certificate; set TLS_PUBLIC_KEY or TLS_PUBLIC_KEY_FILE")
	}
	if c.TLSPrivateKey == "" || c.TLSPublicKey == "" {
		return
	}
	if _, err := certificate.Key(c.TLSPrivateKey.Reveal(), c.TLSPassphrase.Reveal()); err != nil {
		if errors.Is(err, certificate.ErrPassphrase) {
			found.add("TLS_PASSPHRASE", "%w", err)
			return
		}
		found.add("TLS_PRIVATE_KEY", "%w", err)
		return
	}
	if _, err := certificate.Pair(c.TLSPublicKey.Reveal(), c.TLSPrivateKey.Reveal(), c.TLSPassphrase.Reveal(), time.Now()); err != nil {
		found.add("TLS_PUBLIC_KEY", "%w", err)
	}
}
