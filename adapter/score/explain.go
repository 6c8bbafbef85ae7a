package score

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// Explain writes r to w as a table for a person: one line per factor with value,
// unit, score, weight, contribution, time and source, then the score and the
// Disclaimer. Values and scores are shown to two decimals, rounded half up.
//
// It returns the first error of w.
func Explain(w io.Writer, r Result) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "factor\tvalue\tunit\tscore\tweight\tcontribution\tobserved at\tsource")
	for _, f := range r.Factors {
		fmt.Fprintln(table, explainLine(f))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	asOf := "-"
	if !r.AsOf.IsZero() {
		asOf = r.AsOf.UTC().Format(time.RFC3339)
	}
	_, err := fmt.Fprintf(w, "\nscore %d of 10000, coverage %d of 10000, as of %s\nmodel 0x%x\n%s\n",
		r.Score, r.Coverage, asOf, r.ModelHash, Disclaimer)
	return err
}

// explainLine is the factor's line of cells.
func explainLine(f Factor) string {
	if f.Value == nil {
		return fmt.Sprintf("%s\t-\t%s\t-\t%d\t0\t-\tmissing: %s", f.Name, f.Unit, f.Weight, f.Missing)
	}
	return fmt.Sprintf("%s\t%s\t%s\t%s\t%d\t%d\t%s\t%s", f.Name, hundredths(*f.Value), f.Unit,
		hundredths(f.Score), f.Weight, f.Contribution, f.ObservedAt.Format(time.RFC3339), f.Source)
}

// hundredths rounds v to two decimals, half up.
func hundredths(v Value) Value {
	const step = unit / 100
	return rounded(quotient(int64(v), step)) * step
}
