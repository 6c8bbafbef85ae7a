package config

import (
	"net/url"

	"github.com/link4health/link4health/bridge"
)

// ResponseHosts are the nodes that may be sent answers later. Settings that were checked give no error.
func (c Config) ResponseHosts() (bridge.Hosts, error) { return bridge.ParseHosts(c.ResponseURLHosts) }

// checkLater checks the settings of asynchronous answers and of traces.
func (c Config) checkLater(found *faults) {
	if _, err := c.ResponseHosts(); err != nil {
		found.add("RESPONSE_URL_ALLOWED_HOSTS", "%w, such as node or node:6688; give no URL", err)
	}
	if len(c.ResponseURLHosts) > 0 && c.RecordKeys == "" {
		found.add("RESPONSE_URL_ALLOWED_HOSTS", "answers that are sent later are kept encrypted until then; set RECORD_KEYS too")
	}
	if after := c.ResponseURLAfter.Duration(); after > maxAPITimeout {
		found.add("RESPONSE_URL_AFTER", "%s is not between 0 and %d", c.ResponseURLAfter, maxAPITimeout.Milliseconds())
	}
	if c.OTLPEndpoint != "" {
		u, err := url.Parse(c.OTLPEndpoint)
		if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
			found.add("OTEL_EXPORTER_OTLP_ENDPOINT", "is not a URL with http or https, such as http://127.0.0.1:4318")
		}
	}
}
