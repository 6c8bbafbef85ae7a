package score

import (
	"encoding/hex"
	"encoding/json"
	"time"
)

// Disclaimer goes wherever a score is shown to a person.
const Disclaimer = "A wellness index built from population associations; not a medical device and not an individual's risk."

// Report is a result with the citizen it belongs to: what `link4health score
// --json` prints. It holds measurements, so it is for the citizen alone, or for
// whom the citizen allows.
type Report struct {
	UserID    string   `json:"userId"`
	Subject   string   `json:"subject"` // the citizen's address, or empty
	Score     uint16   `json:"score"`
	Coverage  uint16   `json:"coverage"`
	AsOf      int64    `json:"asOf"`      // Unix seconds, as on chain; 0 without any measurement
	ModelHash string   `json:"modelHash"` // 0x and 64 hexadecimal digits
	Factors   []Factor `json:"factors"`
}

// Report returns r as the report of the citizen userID, whose on-chain address
// is subject.
func (r Result) Report(userID, subject string) Report {
	var asOf int64
	if !r.AsOf.IsZero() {
		asOf = r.AsOf.Unix()
	}
	return Report{
		UserID:    userID,
		Subject:   subject,
		Score:     r.Score,
		Coverage:  r.Coverage,
		AsOf:      asOf,
		ModelHash: "0x" + hex.EncodeToString(r.ModelHash[:]),
		Factors:   r.Factors,
	}
}

// factorJSON is the JSON form of a Factor; what a missing factor lacks is null.
type factorJSON struct {
	Name         string     `json:"name"`
	Value        *Value     `json:"value"`
	Unit         string     `json:"unit"`
	Score        *Value     `json:"score"`
	Weight       uint16     `json:"weight"`
	Contribution uint16     `json:"contribution"`
	ObservedAt   *time.Time `json:"observedAt"`
	Source       *string    `json:"source"`
	Missing      string     `json:"missing,omitempty"`
}

// MarshalJSON writes {"name","value","unit","score","weight","contribution",
// "observedAt","source"}: value and score as decimal numbers, observedAt as RFC
// 3339 in UTC. A missing factor has null for value, score, observedAt and source,
// contributes 0, and says why in "missing".
func (f Factor) MarshalJSON() ([]byte, error) {
	out := factorJSON{
		Name: f.Name, Value: f.Value, Unit: f.Unit,
		Weight: f.Weight, Contribution: f.Contribution, Missing: f.Missing,
	}
	if f.Missing == "" {
		out.Score, out.ObservedAt, out.Source = &f.Score, &f.ObservedAt, &f.Source
	}
	return json.Marshal(out)
}
