package provision

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Which releases of the node this project's jobs run on.
//
// Source: chainlink release notes: v2.48 has no jobs of type directrequest; v2.15 reads errors that are objects
const (
	firstWithout  = 48 // v2.48
	firstReadable = 15 // v2.15
)

var (
	// ErrTooNew says that a node no longer runs jobs of type directrequest.
	ErrTooNew = errors.New("this release runs no jobs of type directrequest: v2.47 is the last; use it, or link4health run in the node's place")
	// ErrTooOld says that a node runs the jobs but shows nothing of an adapter's errors.
	ErrTooOld = errors.New("releases before v2.15 cannot read the adapter's errors: upgrade, or set ERROR_FORMAT=text on the adapter")
)

// CheckVersion returns ErrTooNew or ErrTooOld for a release, such as 2.18.0, that is not between v2.15 and v2.47.
func CheckVersion(version string) error {
	parts := strings.Split(strings.TrimPrefix(version, "v"), ".")
	if len(parts) < 2 {
		return fmt.Errorf("version %q is no release", version)
	}
	major, err1 := strconv.Atoi(parts[0])
	minor, err2 := strconv.Atoi(parts[1])
	switch {
	case err1 != nil || err2 != nil:
		return fmt.Errorf("version %q is no release", version)
	case major > 2 || major == 2 && minor >= firstWithout:
		return fmt.Errorf("node v%s: %w", version, ErrTooNew)
	case major < 2 || minor < firstReadable:
		return fmt.Errorf("node v%s: %w", version, ErrTooOld)
	default:
		return nil
	}
}
