package provision

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/link4health/link4health/jobspecs"
)

// Declared is what should be on a node.
type Declared struct {
	ChainID    uint64
	BridgeName string // lower case, as a node keeps it
	BridgeURL  string // "" if it is not to be compared
	Jobs       []Job
	token      string
}

// Job is a job that should be on a node.
type Job struct {
	Spec *jobspecs.Spec
	TOML []byte // exactly what jobspecs.Render gives; it holds the bridge token
}

// Declare renders the jobs for a deployment. bridgeURL is the adapter's URL as the node sees it; it may be empty if
// nothing is to be applied.
func Declare(target jobspecs.Deployment, bridgeURL string) (Declared, error) {
	if target.BridgeName == "" {
		target.BridgeName = jobspecs.DefaultBridgeName
	}
	d := Declared{
		ChainID: target.ChainID, BridgeName: strings.ToLower(target.BridgeName), BridgeURL: bridgeURL, token: target.BridgeToken,
	}
	if u, err := url.Parse(bridgeURL); bridgeURL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return d, errors.New("bridge URL: want the adapter's http or https URL as the node sees it")
	}
	for _, name := range target.Names() {
		source, err := jobspecs.Render(name, target)
		if err != nil {
			return d, err
		}
		spec, err := jobspecs.Parse(source)
		if err != nil {
			return d, fmt.Errorf("job spec %s: %w", name, err)
		}
		d.Jobs = append(d.Jobs, Job{Spec: spec, TOML: source})
	}
	return d, nil
}

// ownName matches the names that package jobspecs gives to jobs.
var ownName = regexp.MustCompile(`^link4health-[a-z0-9-]+-([0-9]+)$`)

// owns reports whether a job of that name is ours and for the chain at hand.
func (d Declared) owns(name string) bool {
	m := ownName.FindStringSubmatch(name)
	return m != nil && m[1] == strconv.FormatUint(d.ChainID, 10)
}

// declares reports whether a job of that name should be on the node.
func (d Declared) declares(name string) bool {
	for _, job := range d.Jobs {
		if job.Spec.Name == name {
			return true
		}
	}
	return false
}
