package score

import "time"

// Result is a score with its reasons. Only the first four fields may go to a
// node or a chain; Factors hold measurements and are the citizen's own.
type Result struct {
	// Score is the wellness index, 0 to 10000: 100 times the weighted mean of the
	// factor scores, rounded half up.
	Score uint16
	// Coverage is the weight of the factors that had data, 0 to 10000 basis points.
	Coverage uint16
	// AsOf is the newest ObservedAt of the readings used, UTC, cut to whole seconds.
	AsOf time.Time
	// ModelHash is Model.Hash of the model that was used.
	ModelHash [32]byte
	// Factors has one entry per factor of the model, in the model's order, missing
	// ones too.
	Factors []Factor
}

// Factor explains one factor's part in a score.
type Factor struct {
	Name string // the factor's metric
	Unit string
	// Value is the measurement over the factor's window, rounded half up to
	// millionths for display; nil when missing. The score comes from the exact one.
	Value *Value
	// Score is the curve's answer, 0 to 100, rounded half up to millionths.
	Score Value
	// Weight is the model's weight in basis points, before missing factors'
	// weights are shared out.
	Weight uint16
	// Contribution is this factor's part of Result.Score, 0 to 10000: 100·score·
	// weight/coverage, rounded by largest remainder so that the contributions sum
	// to Result.Score exactly.
	Contribution uint16
	// ObservedAt is the newest of the readings used, UTC; zero when missing.
	ObservedAt time.Time
	// Source names the sources of the readings used, sorted and joined by "+".
	Source string
	// Missing says why the factor was left out; empty when it was not.
	Missing string
}
