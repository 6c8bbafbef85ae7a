package intake

import (
	"bufio"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// report is which items an answer lists.
type report string

// What a request may ask an answer to list.
const (
	reportAll      report = "all"
	reportRejected report = "rejected"
	reportNone     report = "none"
)

// query is what the query of a request's URL says.
type query struct {
	atomic bool
	report report
}

// parseQuery reads those of atomic and report that are taken. Others are errors: a mistyped atomic must not store half
// of a batch.
func parseQuery(r *http.Request, taken ...string) (query, *failure) {
	q := query{report: reportAll}
	for name, values := range r.URL.Query() {
		value := values[len(values)-1]
		if !slices.Contains(taken, name) {
			return q, badQuery("the URL takes " + strings.Join(taken, " and ") + " alone")
		}
		switch name {
		case "atomic":
			var err error
			if q.atomic, err = strconv.ParseBool(value); err != nil {
				return q, badQuery("atomic is true or false")
			}
		case "report":
			switch q.report = report(value); q.report {
			case reportAll, reportRejected, reportNone:
			default:
				return query{report: reportAll}, badQuery("report is all, rejected or none")
			}
		}
	}
	return q, nil
}

// totals is what became of the items of a request.
type totals struct {
	Read      int `json:"read"`
	Stored    int `json:"stored"`
	Duplicate int `json:"duplicate"`
	Rejected  int `json:"rejected"`
}

// itemAnswer is what became of one item.
type itemAnswer struct {
	Index  int    `json:"index"`
	Status string `json:"status"`
	Field  string `json:"field,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// answerTimeout is how long an answer may take to be sent.
const answerTimeout = 2 * time.Minute

// count counts what became of the items.
func (run *run) count() {
	for i, o := range run.outcomes {
		run.h.metrics.count(o.fate.String(), run.scopes[i])
	}
}

func (run *run) totals() totals {
	t := totals{Read: len(run.outcomes)}
	for _, o := range run.outcomes {
		switch o.fate {
		case stored:
			t.Stored++
		case duplicate:
			t.Duplicate++
		default:
			t.Rejected++
		}
	}
	return t
}

// answer writes the answer, item by item: {"error", "totals", "reasons", "items"}. A failure has been dealt with as far
// as the totals say.
func (run *run) answer(w http.ResponseWriter, f *failure, list report) {
	status := http.StatusOK
	if f != nil {
		status = f.status
	}
	prepare(w, status, mediaJSON)
	out := bufio.NewWriterSize(w, 32<<10)
	_ = out.WriteByte('{')
	if f != nil {
		writeField(out, "error", map[string]string{"name": f.name, "message": f.message})
		_ = out.WriteByte(',')
	}
	writeField(out, "totals", run.totals())
	if used := run.reasons(); len(used) > 0 {
		_ = out.WriteByte(',')
		writeField(out, "reasons", used)
	}
	if list != reportNone && len(run.outcomes) > 0 {
		run.writeItems(out, list)
	}
	_, _ = out.WriteString("}\n")
	_ = out.Flush() // a client that is gone has no use for an error
}

// reasons explains the reasons that occur.
func (run *run) reasons() map[string]string {
	used := make(map[string]string)
	for _, o := range run.outcomes {
		if o.reason != noReason {
			used[reasonTexts[o.reason].code] = reasonTexts[o.reason].text
		}
	}
	return used
}

func (run *run) writeItems(out *bufio.Writer, list report) {
	_, _ = out.WriteString(`,"items":[`)
	first := true
	for i, o := range run.outcomes {
		if list == reportRejected && o.fate != rejected {
			continue
		}
		if !first {
			_ = out.WriteByte(',')
		}
		first = false
		line, _ := json.Marshal(itemAnswer{i, o.fate.String(), fieldNames[o.field], reasonTexts[o.reason].code})
		_, _ = out.Write(line)
	}
	_ = out.WriteByte(']')
}

// writeField writes a field of an object.
func writeField(out *bufio.Writer, name string, value any) {
	text, _ := json.Marshal(value) // plain structures always encode
	_, _ = out.WriteString(strconv.Quote(name) + ":")
	_, _ = out.Write(text)
}

// prepare writes the head of an answer and gives it time to be sent.
func prepare(w http.ResponseWriter, status int, media string) {
	err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerTimeout))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return // the connection is gone
	}
	w.Header().Set("Content-Type", media)
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="link4health"`)
	}
	w.WriteHeader(status)
}
