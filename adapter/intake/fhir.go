package intake

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/link4health/link4health/adapter/fhir"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/token"
)

// fhir answers POST /v1/fhir with an OperationOutcome that has one issue for each entry, in their order.
func (h *Handler) fhir(w http.ResponseWriter, r *http.Request) {
	issues, f := h.takeFHIR(w, r)
	status := http.StatusOK
	if f != nil {
		h.log(r, f)
		status = f.status
		issues = append([]fhir.Issue{{Severity: fhir.SeverityError, Code: f.issue, Diagnostics: f.message}}, issues...)
	}
	if len(issues) == 0 {
		issues = []fhir.Issue{{Severity: fhir.SeverityInformation, Code: fhir.CodeInformational, Diagnostics: "the Bundle has no entries"}}
	}
	prepare(w, status, mediaFHIR)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(fhir.NewOutcome(issues...)) // a client that is gone has no use for an error
}

// takeFHIR reads the request and stores what it holds.
func (h *Handler) takeFHIR(w http.ResponseWriter, r *http.Request) ([]fhir.Issue, *failure) {
	query, f := parseQuery(r, "atomic")
	if f != nil {
		return nil, f
	}
	t, f := h.authorize(r)
	if f != nil {
		return nil, f
	}
	if !allows(t, token.ReadingsWrite) {
		return nil, forbidden("the token does not have the scope readings:write")
	}
	if format := media(r); format != mediaFHIR && format != mediaJSON {
		return nil, unsupported("set the header Content-Type to application/fhir+json, in UTF-8")
	}
	body, f := h.openBody(w, r, h.cfg.MaxFHIR)
	if f != nil {
		return nil, f
	}
	doc, err := fhir.Read(body, fhir.Config{IdentifierSystem: h.cfg.IdentifierSystem, MaxEntries: h.cfg.MaxAtomic})
	switch {
	case errors.Is(err, fhir.ErrStructure), errors.Is(err, fhir.ErrType):
		return nil, malformed(err.Error(), nil)
	case errors.Is(err, fhir.ErrTooLarge):
		return nil, tooLarge(err.Error())
	case err != nil:
		return nil, fromBody(err)
	}
	b := bundle{h: h, doc: doc, issues: make([]fhir.Issue, len(doc.Entries)), zones: make(map[string]*time.Location)}
	b.run = run{h: h, token: t, atomic: doc.Transaction || query.atomic, now: h.deps.Clock()}
	return b.store(r.Context())
}

// bundle is a FHIR document on its way into the store.
type bundle struct {
	h      *Handler
	doc    fhir.Document
	run    run
	issues []fhir.Issue
	items  []int                     // of each item of run, its entry
	zones  map[string]*time.Location // of citizens, by user id
}

// store stores what the document holds and returns an issue for each entry.
func (b *bundle) store(ctx context.Context) ([]fhir.Issue, *failure) {
	for i, entry := range b.doc.Entries {
		reading, issue, f := b.reading(ctx, entry)
		if f != nil {
			return nil, f
		}
		if issue != nil {
			b.issues[i] = *issue
			if issue.Severity == fhir.SeverityError {
				b.run.faulty = true
				b.h.metrics.count(outcomeRejected, score.Citizen)
			}
			continue
		}
		it := item{score.Citizen, entry.Observation.UserID, reading}
		b.run.pending = append(b.run.pending, pending{len(b.run.outcomes), it})
		b.run.outcomes, b.run.scopes = append(b.run.outcomes, outcome{}), append(b.run.scopes, score.Citizen)
		b.items = append(b.items, i)
	}
	f := b.run.finish(ctx)
	if f != nil && f.name != nameNotStored {
		return nil, f
	}
	b.run.count()
	for i, o := range b.run.outcomes {
		b.issues[b.items[i]] = issueOf(o, b.doc.Entries[b.items[i]].Expression)
	}
	return b.issues, b.verdict(f)
}

// verdict is the failure of the request as a whole: of an Observation that is alone, or of all or nothing.
func (b *bundle) verdict(f *failure) *failure {
	switch {
	case f != nil:
		f.issue, f.message = fhir.CodeBusinessRule, "nothing was stored, because entries have errors and it is all or nothing"
		return f
	case len(b.doc.Entries) == 1 && b.doc.Entries[0].Expression == "Observation" && b.issues[0].Severity != fhir.SeverityInformation:
		return &failure{status: http.StatusUnprocessableEntity, name: nameNotStored, issue: b.issues[0].Code, message: "the Observation was not stored: " + b.issues[0].Diagnostics}
	default:
		return nil
	}
}

// reading returns the reading of an entry, or the issue that keeps it from being stored.
func (b *bundle) reading(ctx context.Context, entry fhir.Entry) (score.Reading, *fhir.Issue, *failure) {
	if entry.Issue != nil {
		return score.Reading{}, entry.Issue, nil
	}
	o := entry.Observation
	if !isToken(o.UserID) {
		return score.Reading{}, rejection(reject(fieldUser, unknownCitizen), entry.Expression), nil
	}
	zone := time.UTC
	if o.NeedsZone() {
		var f *failure
		if zone, f = b.zone(ctx, o.UserID); f != nil {
			return score.Reading{}, nil, f
		}
	}
	reading, issue := o.Reading(zone, entry.Expression)
	switch {
	case issue != nil:
	case !isToken(reading.Source):
		issue = rejection(reject(fieldSource, badSource), entry.Expression)
	case ahead(reading.ObservedAt, b.run.now):
		issue = rejection(reject(fieldObservedAt, inTheFuture), entry.Expression)
	}
	return reading, issue, nil
}

// zone returns the zone of the citizen's city; UTC for a citizen without one, or who is not known: the store tells.
func (b *bundle) zone(ctx context.Context, userID string) (*time.Location, *failure) {
	if zone, known := b.zones[userID]; known {
		return zone, nil
	}
	citizen, err := b.h.deps.Store.Citizen(ctx, userID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, fromStore(err)
	}
	if citizen.Zone == nil {
		citizen.Zone = time.UTC
	}
	b.zones[userID] = citizen.Zone
	return citizen.Zone, nil
}

// elements are the elements of an Observation that an item's fields come from. An array: nobody can change it.
var elements = [fields]string{
	fieldUser: ".subject", fieldMetric: ".code", fieldValue: ".value", fieldUnit: ".value.code",
	fieldObservedAt: ".effective", fieldPeriod: ".effective", fieldSource: ".device",
}

// unknownSubject says where the user id of an Observation is, and what to do if nobody is known by it.
const unknownSubject = "no citizen is known by the user id in subject: ID of a reference Patient/ID, or the value of an identifier " +
	"whose system is FHIR_IDENTIFIER_SYSTEM where that is set; import the citizen's profile first, docs/ingestion.md says how"

// issueOf is what became of an entry, as FHIR says it.
func issueOf(o outcome, expression string) fhir.Issue {
	switch o.fate {
	case stored:
		return fhir.Issue{Severity: fhir.SeverityInformation, Code: fhir.CodeInformational, Diagnostics: "stored", Expression: []string{expression}}
	case duplicate:
		return fhir.Issue{Severity: fhir.SeverityInformation, Code: fhir.CodeDuplicate, Diagnostics: "stored already", Expression: []string{expression}}
	default:
		return *rejection(o, expression)
	}
}

// rejection is why an entry is not stored, as FHIR says it.
func rejection(o outcome, expression string) *fhir.Issue {
	code := fhir.CodeValue
	severity := fhir.SeverityError
	switch o.reason {
	case unknownCitizen, unknownCity:
		code = fhir.CodeNotFound
	case conflict:
		code = fhir.CodeConflict
	case erased, refused:
		code = fhir.CodeBusinessRule
	case notStored:
		code, severity = fhir.CodeBusinessRule, fhir.SeverityWarning
	}
	text := reasonTexts[o.reason].text
	if o.reason == unknownCitizen {
		text = unknownSubject
	}
	return &fhir.Issue{Severity: severity, Code: code, Diagnostics: text, Expression: []string{expression + elements[o.field]}}
}
