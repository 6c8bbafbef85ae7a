package doctor

import (
	"fmt"
	"io"
	"strings"
)

// Status is the outcome of a check.
type Status string

// Outcomes, from harmless to harmful.
const (
	Skipped Status = "skipped" // could not be looked at; the evidence says why
	OK      Status = "ok"
	Warn    Status = "warn" // works, but not for long or not as meant
	Fail    Status = "fail" // requests are not answered, or not all of them
)

var severity = map[Status]int{Skipped: 0, OK: 1, Warn: 2, Fail: 3}

// Finding is one thing that a check found.
type Finding struct {
	Status   Status `json:"status"`
	Evidence string `json:"evidence"`
	Remedy   string `json:"remedy,omitempty"`
}

// Result is what one check found; its status is that of its worst finding.
type Result struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Status   Status    `json:"status"`
	Findings []Finding `json:"findings"`
}

func newResult(id, title string, findings []Finding) Result {
	r := Result{ID: id, Title: title, Status: Skipped, Findings: findings}
	for _, f := range findings {
		if severity[f.Status] > severity[r.Status] {
			r.Status = f.Status
		}
	}
	return r
}

// Report is what all checks found.
type Report struct {
	Results []Result `json:"results"`
}

// Worst is the status of the worst result.
func (r Report) Worst() Status {
	worst := Skipped
	for _, result := range r.Results {
		if severity[result.Status] > severity[worst] {
			worst = result.Status
		}
	}
	return worst
}

// Result is the result of the check with that id, and whether there is one.
func (r Report) Result(id string) (Result, bool) {
	for _, result := range r.Results {
		if result.ID == id {
			return result, true
		}
	}
	return Result{}, false
}

// Write prints the report as a table: what is well in one line, what is not with evidence and remedy.
func (r Report) Write(w io.Writer) error {
	count := map[Status]int{}
	for _, result := range r.Results {
		count[result.Status]++
		if _, err := fmt.Fprintf(w, "%s  %-7s  %s\n", result.ID, result.Status, result.Title); err != nil {
			return err
		}
		for _, f := range result.Findings {
			if err := f.write(w); err != nil {
				return err
			}
		}
	}
	_, err := fmt.Fprintf(w, "\n%d ok, %d warn, %d fail, %d skipped\n", count[OK], count[Warn], count[Fail], count[Skipped])
	return err
}

func (f Finding) write(w io.Writer) error {
	const indent = "              "
	mark := "  "
	if f.Status == Warn || f.Status == Fail {
		mark = "! "
	}
	lines := indent + mark + strings.ReplaceAll(f.Evidence, "\n", "\n"+indent+"  ") + "\n"
	if f.Remedy != "" {
		lines += indent + "  -> " + strings.ReplaceAll(f.Remedy, "\n", "\n"+indent+"     ") + "\n"
	}
	_, err := io.WriteString(w, lines)
	return err
}

func ok(format string, args ...any) Finding {
	return Finding{Status: OK, Evidence: fmt.Sprintf(format, args...)}
}

func skipped(format string, args ...any) Finding {
	return Finding{Status: Skipped, Evidence: fmt.Sprintf(format, args...)}
}

// warn and fail take the remedy first, since the evidence is what is formatted.
func warn(remedy, format string, args ...any) Finding {
	return Finding{Status: Warn, Evidence: fmt.Sprintf(format, args...), Remedy: remedy}
}

func fail(remedy, format string, args ...any) Finding {
	return Finding{Status: Fail, Evidence: fmt.Sprintf(format, args...), Remedy: remedy}
}
