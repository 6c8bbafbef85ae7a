package bridge

import (
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
)

// resumePath ends with the id of the task that waits, which is all that a node asks to know.
//
// Source: chainlink v2.29, core/web/router.go
var resumePath = regexp.MustCompile(`^(/[A-Za-z0-9._~/-]*)?/v2/resume/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// Pending is an adapter's answer to a request whose real answer it sends later to Request.ResponseURL. A node takes it
// with status 200 alone; with any other the run fails.
const Pending = `{"pending":true}`

// Resume is the body of the PATCH by which an adapter sends an answer later: a value, or an error. A node refuses a body
// with both. Exactly one is set.
//
// Source: chainlink v2.29, core/services/pipeline/models.go, ResumeRequest
type Resume struct {
	// Value is the answer that the bridge task would have got at once: the tasks after it read it the same.
	Value json.RawMessage `json:"value,omitempty"`
	// Error becomes the bridge task's error, "Name: message".
	Error string `json:"error,omitempty"`
}

// Hosts are the nodes that may be sent answers later.
type Hosts struct{ allowed map[string]bool }

// ParseHosts reads an allow-list, each entry host or host:port; a host alone allows each of its ports. It returns an
// error that names the first entry that is neither.
func ParseHosts(entries []string) (Hosts, error) {
	hosts := Hosts{allowed: map[string]bool{}}
	for _, entry := range entries {
		host := strings.ToLower(strings.TrimSpace(entry))
		u, err := url.Parse("http://" + host)
		if err != nil || u.Host != host || u.Hostname() == "" || strings.HasSuffix(host, ":") || strings.Contains(host, "*") {
			return Hosts{}, fmt.Errorf("%q is not host or host:port", entry)
		}
		hosts.allowed[host] = true
	}
	return hosts, nil
}

// Any reports whether any host is allowed.
func (h Hosts) Any() bool { return len(h.allowed) > 0 }

// Allow reports whether an answer may be sent to a response URL: http or https, of an allowed host, and the path by
// which a node takes answers, so that nothing else of that host can be reached. A name is trusted for wherever it leads.
func (h Hosts) Allow(responseURL string) bool {
	u, err := url.Parse(responseURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Opaque != "" {
		return false
	}
	if u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.RawPath != "" || !resumePath.MatchString(u.Path) || strings.Contains(u.Path, "..") {
		return false
	}
	host, port := strings.ToLower(u.Hostname()), u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	bare := host
	if strings.Contains(host, ":") {
		bare = "[" + host + "]"
	}
	return h.allowed[bare] || h.allowed[net.JoinHostPort(host, port)]
}
