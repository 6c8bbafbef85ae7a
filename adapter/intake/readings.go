package intake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/token"
)

// readings answers POST /v1/readings.
func (h *Handler) readings(w http.ResponseWriter, r *http.Request) {
	run := &run{h: h}
	report, f := h.take(w, r, run)
	if f != nil {
		h.log(r, f)
	}
	run.count()
	run.answer(w, f, report)
}

// take reads the request and deals with its items. report is which items the answer lists.
func (h *Handler) take(w http.ResponseWriter, r *http.Request, run *run) (report, *failure) {
	query, f := parseQuery(r, "atomic", "report")
	if f != nil {
		return query.report, f
	}
	if run.token, f = h.authorize(r); f != nil {
		return query.report, f
	}
	if !allows(run.token, token.ReadingsWrite, token.CityWrite) {
		return query.report, forbidden("the token has neither scope readings:write nor city:write")
	}
	format := media(r)
	if format != mediaJSON && format != mediaNDJSON {
		return query.report, unsupported("set the header Content-Type to application/json or application/x-ndjson, in UTF-8")
	}
	body, f := h.openBody(w, r, h.cfg.MaxBody)
	if f != nil {
		return query.report, f
	}
	var items source = newArray(body)
	if format == mediaNDJSON {
		items = newLines(body)
	}
	run.atomic, run.now = query.atomic, h.deps.Clock()
	return query.report, run.all(r.Context(), items)
}

// run is one request on its way through.
type run struct {
	h        *Handler
	token    token.Token
	atomic   bool
	now      time.Time
	outcomes []outcome     // of each item so far
	scopes   []score.Scope // of each item so far, for counting
	pending  []pending     // what is to be stored next
	faulty   bool          // an item was rejected
}

// pending is an item that waits to be stored.
type pending struct {
	index int
	item  item
}

// all deals with every item of a source.
func (run *run) all(ctx context.Context, items source) *failure {
	for {
		raw, err := items.next()
		switch {
		case errors.Is(err, io.EOF):
			return run.finish(ctx)
		case errors.Is(err, errLongItem):
		case errors.Is(err, errNoArray):
			return run.abandon(ctx, malformed(errNoArray.Error(), nil))
		case err != nil:
			return run.abandon(ctx, fromBody(err))
		}
		if len(run.outcomes) == run.limit() {
			return run.abandon(ctx, tooLarge("there are more readings than one request may hold; send them in parts"))
		}
		if err != nil {
			run.reject(item{}, reject(noField, tooLong))
		} else {
			run.add(raw)
		}
		if len(run.pending) == run.h.cfg.Batch && !run.atomic {
			if f := run.flush(ctx); f != nil {
				return f
			}
		}
	}
}

// limit is how many items the request may hold.
func (run *run) limit() int {
	if run.atomic {
		return run.h.cfg.MaxAtomic
	}
	return run.h.cfg.MaxItems
}

// add takes the next item.
func (run *run) add(raw []byte) {
	it, bad := parseItem(raw, run.now)
	if bad.reason == noReason && !run.token.Allows(scopeFor(it.scope)) {
		bad = reject(ownerField(it.scope), noScope)
	}
	if bad.reason != noReason {
		run.reject(it, bad)
		return
	}
	run.pending = append(run.pending, pending{len(run.outcomes), it})
	run.outcomes, run.scopes = append(run.outcomes, outcome{}), append(run.scopes, it.scope)
}

// reject notes that the next item is rejected.
func (run *run) reject(it item, bad outcome) {
	run.faulty = true
	run.outcomes, run.scopes = append(run.outcomes, bad), append(run.scopes, it.scope)
}

// finish stores what is pending at the end of the body.
func (run *run) finish(ctx context.Context) *failure {
	if !run.atomic {
		return run.flush(ctx)
	}
	if !run.faulty {
		if f := run.flush(ctx); f != nil || !run.faulty {
			return f
		}
	}
	for i, o := range run.outcomes {
		if o.reason == noReason {
			run.outcomes[i] = reject(noField, notStored)
		}
	}
	return &failure{status: http.StatusUnprocessableEntity, name: nameNotStored,
		message: "nothing was stored, because readings are rejected and atomic=true"}
}

// abandon ends a request whose body cannot be read further: what came before is stored, unless it is all or nothing.
func (run *run) abandon(ctx context.Context, why *failure) *failure {
	if run.atomic {
		clear(run.outcomes)
		run.outcomes, run.scopes = nil, nil
		return why
	}
	if f := run.flush(ctx); f != nil {
		return f
	}
	return why
}

// flush stores what is pending.
func (run *run) flush(ctx context.Context) *failure {
	batches, members := run.group()
	if len(batches) == 0 {
		return nil
	}
	results, err := run.h.deps.Store.AppendBatches(ctx, batches, run.atomic)
	if err != nil && !errors.Is(err, store.ErrRolledBack) {
		// Nobody was told of these yet: they are neither stored nor rejected.
		run.outcomes, run.scopes = run.outcomes[:run.pending[0].index], run.scopes[:run.pending[0].index]
		return fromStore(err)
	}
	for b, result := range results {
		for i, p := range members[b] {
			o := outcomeOf(result, i, p.item.scope)
			run.faulty = run.faulty || o.fate == rejected
			run.outcomes[p.index] = o
		}
	}
	clear(run.pending)
	run.pending = run.pending[:0]
	return nil
}

// group sorts what is pending by owner.
func (run *run) group() (batches []store.Batch, members [][]pending) {
	type owner struct {
		scope score.Scope
		id    string
	}
	at := make(map[owner]int)
	for _, p := range run.pending {
		o := owner{p.item.scope, p.item.id}
		i, ok := at[o]
		if !ok {
			i = len(batches)
			at[o] = i
			batches = append(batches, store.Batch{Scope: o.scope, ID: o.id})
			members = append(members, nil)
		}
		batches[i].Readings = append(batches[i].Readings, p.item.reading)
		members[i] = append(members[i], p)
	}
	return batches, members
}

// outcomeOf returns what became of the i-th reading of a batch.
func outcomeOf(result store.BatchResult, i int, scope score.Scope) outcome {
	switch {
	case errors.Is(result.Err, store.ErrErased): // an ErrUnknownCitizen too
		return reject(fieldUser, erased)
	case errors.Is(result.Err, store.ErrUnknownCitizen):
		return reject(fieldUser, unknownCitizen)
	case errors.Is(result.Err, store.ErrUnknownCity):
		return reject(fieldCity, unknownCity)
	case result.Err != nil:
		return reject(ownerField(scope), refused)
	}
	switch result.Fates[i] {
	case store.FateStored:
		return outcome{fate: stored}
	case store.FateDuplicate:
		return outcome{fate: duplicate}
	default:
		return reject(fieldValue, conflict)
	}
}

// scopeFor is the token's scope that a reading needs.
func scopeFor(scope score.Scope) token.Scope {
	if scope == score.City {
		return token.CityWrite
	}
	return token.ReadingsWrite
}

func ownerField(scope score.Scope) field {
	if scope == score.City {
		return fieldCity
	}
	return fieldUser
}

// Media types of bodies.
const (
	mediaJSON   = "application/json"
	mediaNDJSON = "application/x-ndjson"
	mediaFHIR   = "application/fhir+json"
)
