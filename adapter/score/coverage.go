package score

import (
	"errors"
	"fmt"
)

// DefaultMinCoverage is the coverage below which a score is refused unless the
// operator sets another, in basis points.
const DefaultMinCoverage uint16 = 5000

// ErrCoverage says that too little data is present for a score; the error is a
// *CoverageError.
var ErrCoverage = errors.New("too few kinds of measurement for a score")

// CoverageError is an ErrCoverage with its numbers, in basis points of weight.
// Its text does not name the missing factors: they tell of a person, and the
// text goes to a node.
type CoverageError struct {
	Coverage, Minimum uint16
	Missing           []string // names of the factors without data, in the model's order
}

// Error gives both numbers.
func (e *CoverageError) Error() string {
	return fmt.Sprintf("%v: coverage is %d of 10000, at least %d is needed", ErrCoverage, e.Coverage, e.Minimum)
}

// Unwrap returns ErrCoverage.
func (e *CoverageError) Unwrap() error { return ErrCoverage }

// Require returns a *CoverageError if r's coverage is below minimum, in basis
// points, else nil.
func (r Result) Require(minimum uint16) error {
	if r.Coverage >= minimum {
		return nil
	}
	missing := make([]string, 0, len(r.Factors))
	for _, f := range r.Factors {
		if f.Missing != "" {
			missing = append(missing, f.Name)
		}
	}
	return &CoverageError{Coverage: r.Coverage, Minimum: minimum, Missing: missing}
}
