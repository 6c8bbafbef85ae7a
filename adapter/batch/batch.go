// Package batch lets questions that come at the same time be answered together.
//
// It batches by nature, without waiting: while the batches under way keep the database busy, the next one gathers. A
// question that comes alone is answered alone and at once.
package batch

import (
	"context"
	"sync"
	"time"
)

// Config bounds batches. Both are at least 1.
type Config struct {
	AtOnce int // batches under way at the same time
	Most   int // questions of a batch
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
// The context of a batch has the values of its first question's, and ends when the last who waits gives up.
//
// Returns the error of the batch, or ctx's if that ends first; the batch goes on for the others.
func (b *Batcher[Q, A]) Do(ctx context.Context, q Q) (A, error) {
	r, place := b.join(ctx, q)
	select {
	case <-r.done:
	case <-ctx.Done():
		var none A
		return none, ctx.Err()
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

// join adds a question to the batch that gathers, and sees that somebody answers it.
func (b *Batcher[Q, A]) join(ctx context.Context, q Q) (*round[Q, A], int) {
	until, limited := ctx.Deadline()
	b.mutex.Lock()
	defer b.mutex.Unlock()
	last := len(b.waiting) - 1
	if last < 0 || len(b.waiting[last].questions) >= b.cfg.Most {
		b.waiting = append(b.waiting, &round[Q, A]{ctx: context.WithoutCancel(ctx), done: make(chan struct{})})
		last++
	}
	r := b.waiting[last]
	r.questions = append(r.questions, q)
	r.patient = r.patient || !limited
	if until.After(r.until) {
		r.until = until
	}
	if b.running < b.cfg.AtOnce {
		b.running++
		go b.work()
	}
	return r, len(r.questions) - 1
}

// work answers batches until none waits.
func (b *Batcher[Q, A]) work() {
	for {
		b.mutex.Lock()
		if len(b.waiting) == 0 {
			b.running--
			b.mutex.Unlock()
			return
		}
		r := b.waiting[0]
		b.waiting = b.waiting[1:]
		b.mutex.Unlock()
		b.run(r)
	}
}

// run answers one batch. A panic is handed to those who wait, for they know what to do about it.
func (b *Batcher[Q, A]) run(r *round[Q, A]) {
	ctx, cancel := r.ctx, func() {}
	if !r.patient {
		ctx, cancel = context.WithDeadline(ctx, r.until)
	}
	defer cancel()
	defer close(r.done)
	defer func() { r.panicked = recover() }()
	r.answers, r.err = b.answer(ctx, r.questions)
}
