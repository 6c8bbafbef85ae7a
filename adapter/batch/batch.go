// Package batch lets questions that come at the same time be answered together.
//
// It batches by nature: while a batch under way keeps the database busy, the next one gathers. A question that comes alone
// is answered alone and at once.
package batch

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Config bounds batches.
type Config struct {
	AtOnce int // batches under way at the same time, at least 1
	Most   int // questions of a batch, at least 1
	// Patience is how long a batch waits for the one under way to end, before it is begun beside it; 0 is not at all.
	// Fewer and larger batches cost less, but one that takes long is not to hold up all others.
	Patience time.Duration
}

// Batcher gathers questions. It is safe for concurrent use and needs no closing: it has goroutines only while there are
// questions.
type Batcher[Q, A any] struct {
	answer func(context.Context, []Q) ([]A, error)
	cfg    Config

	mutex   sync.Mutex
	waiting []*round[Q, A] // the last one gathers
	running int
}

// round is one batch.
type round[Q, A any] struct {
	questions []Q
	ctx       context.Context // the first question's, without its end
	until     time.Time       // when the last who waits gives up; zero for never
	patient   bool            // somebody waits without a limit
	done      chan struct{}

	// One timer serves all, for hardly ever somebody gives up.
	first time.Time // when the first gives up
	timer *time.Timer
	late  chan struct{} // closed then; nil if nobody ever gives up

	// Set before done is closed.
	answers  []A
	err      error
	panicked any
}

// New makes a Batcher of a function that answers questions in their order, all or none.
func New[Q, A any](cfg Config, answer func(context.Context, []Q) ([]A, error)) *Batcher[Q, A] {
	return &Batcher[Q, A]{answer: answer, cfg: cfg}
}

// Do returns the answer to q. The question is not asked before Do was called: what changed earlier shows in the answer.
// The context of a batch has the values of its first question's, and ends when the last who waits gives up. Until is when that
// is for this one; zero is never. It costs less than a context that ends then.
//
// Returns the error of the batch, or ctx's if that ends first, or context.DeadlineExceeded; the batch goes on for the others.
func (b *Batcher[Q, A]) Do(ctx context.Context, until time.Time, q Q) (A, error) {
	r, place, late := b.join(ctx, until, q)
	select {
	case <-r.done:
	case <-ctx.Done():
		var none A
		return none, ctx.Err()
	case <-late: // somebody is, and perhaps not this one
		own, cancel := context.WithDeadline(ctx, until)
		defer cancel()
		select {
		case <-r.done:
		case <-own.Done():
			var none A
			return none, own.Err()
		}
	}
	if r.panicked != nil {
		panic(r.panicked)
	}
	if r.err != nil {
		var none A
		return none, r.err
	}
	return r.answers[place], nil
}

// Waiting is how many questions wait for a batch.
func (b *Batcher[Q, A]) Waiting() int {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	count := 0
	for _, r := range b.waiting {
		count += len(r.questions)
	}
	return count
}

// join adds a question to the batch that gathers, and sees that somebody answers it. It returns the question's place there and
// what tells that time may be up.
func (b *Batcher[Q, A]) join(ctx context.Context, until time.Time, q Q) (r *round[Q, A], place int, late <-chan struct{}) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	last := len(b.waiting) - 1
	begins := last < 0 || len(b.waiting[last].questions) >= b.cfg.Most
	if begins {
		b.waiting = append(b.waiting, &round[Q, A]{ctx: context.WithoutCancel(ctx), done: make(chan struct{})})
		last++
	}
	r = b.waiting[last]
	place = len(r.questions)
	r.questions = append(r.questions, q)
	if until.IsZero() {
		r.patient = true
	} else {
		r.limit(until)
		late = r.late
	}
	switch {
	case b.running == 0 || b.cfg.Patience == 0 && b.running < b.cfg.AtOnce:
		b.running++
		go b.work(b.take())
	case begins && b.cfg.Patience > 0 && b.cfg.AtOnce > 1:
		time.AfterFunc(b.cfg.Patience, func() { b.relieve(r) })
	}
	return r, place, late
}

// limit notes that somebody gives up then.
func (r *round[Q, A]) limit(until time.Time) {
	if until.After(r.until) {
		r.until = until
	}
	switch {
	case r.timer == nil:
		late := make(chan struct{})
		r.first, r.late, r.timer = until, late, time.AfterFunc(time.Until(until), func() { close(late) })
	case until.Before(r.first) && r.timer.Stop():
		r.first = until
		r.timer.Reset(time.Until(until))
	}
}

// take takes the batch that has waited longest, or nil.
func (b *Batcher[Q, A]) take() *round[Q, A] {
	if len(b.waiting) == 0 {
		return nil
	}
	r := b.waiting[0]
	b.waiting = b.waiting[1:]
	return r
}

// work answers batches until none waits.
func (b *Batcher[Q, A]) work(r *round[Q, A]) {
	for r != nil {
		b.run(r)
		b.mutex.Lock()
		if r = b.take(); r == nil {
			b.running--
		}
		b.mutex.Unlock()
	}
}

// relieve answers a batch whose patience has come to its end, and more only if no other is under way by then.
func (b *Batcher[Q, A]) relieve(r *round[Q, A]) {
	b.mutex.Lock()
	place := slices.Index(b.waiting, r)
	if place < 0 || b.running >= b.cfg.AtOnce {
		b.mutex.Unlock()
		return
	}
	b.waiting = slices.Delete(b.waiting, place, place+1)
	b.running++
	b.mutex.Unlock()
	b.run(r)
	b.mutex.Lock()
	var next *round[Q, A]
	if b.running == 1 {
		next = b.take()
	}
	if next == nil {
		b.running--
	}
	b.mutex.Unlock()
	b.work(next)
}

// run answers one batch. A panic is handed to those who wait, for they know what to do about it.
func (b *Batcher[Q, A]) run(r *round[Q, A]) {
	ctx, cancel := r.ctx, func() {}
	if r.timer != nil {
		defer r.timer.Stop()
	}
	if !r.patient {
		ctx, cancel = context.WithDeadline(ctx, r.until)
	}
	defer cancel()
	defer close(r.done)
	defer func() { r.panicked = recover() }()
	r.answers, r.err = b.answer(ctx, r.questions)
}
