package deferred

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/link4health/link4health/adapter/store"
)

// Pauses between attempts: the first is what a node needs to store that a task waits, then each is twice as long.
const (
	firstPause   = 20 * time.Millisecond
	longestPause = 5 * time.Second
)

// process works out an answer and delivers it. It leaves the journal as it is if ctx ends first.
func (w *Worker) process(ctx context.Context, j *job) {
	defer func() {
		w.mu.Lock()
		delete(w.mine, j.id)
		w.mu.Unlock()
		w.metrics.pending.Dec()
		if ctx.Err() == nil {
			<-w.pending // else release has to see that something is left
		}
	}()
	if j.content.Resume == nil && !w.answer(ctx, j) {
		return
	}
	w.deliver(ctx, j)
}

// answer works out the answer and puts it in the place of the request. It returns false if there is nothing to deliver.
func (w *Worker) answer(ctx context.Context, j *job) bool {
	body, err := w.work(ctx, j).resume()
	if err != nil || ctx.Err() != nil {
		return false
	}
	mine := j.content
	mine.Request, mine.Resume = nil, body
	encoded, err := json.Marshal(mine)
	if err != nil {
		return false
	}
	var stored store.Deferred
	deadline := j.created.Add(w.cfg.Deliver)
	saved := again(ctx, deadline, func() bool {
		stored, err = w.deps.Journal.AnswerDeferred(ctx, store.Deferred{ID: j.id, Content: encoded})
		return err == nil || errors.Is(err, store.ErrNotFound)
	})
	if !saved || err != nil { // gone: another process has delivered
		return false
	}
	return json.Unmarshal(stored.Content, &j.content) == nil
}

// work works an answer out, again while its failure may pass.
func (w *Worker) work(ctx context.Context, j *job) (outcome Outcome) {
	again(ctx, j.created.Add(w.cfg.Work), func() bool {
		if j.first != nil {
			outcome = <-j.first // it has a time limit of its own
			j.first = nil
			return !outcome.Temporary
		}
		w.working <- struct{}{}
		defer func() { <-w.working }()
		outcome = w.deps.Work(ctx, j.content.Request)
		return !outcome.Temporary
	})
	return outcome
}

// deliver sends the answer until the node takes it, refuses it, or has given up its run.
func (w *Worker) deliver(ctx context.Context, j *job) {
	if !sleep(ctx, time.Until(j.created.Add(firstPause))) { // a node has to store first that the task waits
		return
	}
	attempts, end, status := 0, endExpired, 0
	over := again(ctx, j.created.Add(w.cfg.Deliver), func() bool {
		attempts++
		v, code, err := w.send(ctx, j.content.URL, j.content.Resume)
		status = code
		switch v {
		case taken:
			end = endDelivered
		case notEver:
			end = endRefused
		case notYet:
			w.metrics.retries.Inc()
			w.log(ctx, slog.LevelDebug, "deferred answer was not taken yet", j, attempts, status, err)
			return false
		}
		return true
	})
	if !over && ctx.Err() != nil {
		return
	}
	switch end {
	case endDelivered:
		w.log(ctx, slog.LevelInfo, "deferred answer was delivered", j, attempts, status, nil)
	case endRefused:
		w.log(ctx, slog.LevelError, "deferred answer was refused: responseURL must lead to the node's API", j, attempts, status, nil)
	default:
		w.log(ctx, slog.LevelWarn, "deferred answer was not taken in time: the node was not there, or had it already", j, attempts, status, nil)
	}
	w.drop(ctx, j, end)
}

// drop forgets a request. What has ended is brought to its end, so that nobody does it again.
func (w *Worker) drop(ctx context.Context, j *job, end string) {
	w.metrics.ended.WithLabelValues(end).Inc()
	again(ctx, time.Now().Add(w.cfg.Deliver), func() bool {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
		defer cancel()
		return w.deps.Journal.DropDeferred(ctx, j.id) == nil
	})
}

// log writes what became of an answer: nothing of its content, and not where it goes.
func (w *Worker) log(ctx context.Context, level slog.Level, message string, j *job, attempts, status int, cause error) {
	attrs := []slog.Attr{
		slog.String("correlation_id", j.content.Correlation), slog.Int("attempts", attempts), slog.Int("status", status),
		slog.Float64("waited_ms", float64(time.Since(j.created).Microseconds())/1000),
	}
	if cause != nil {
		attrs = append(attrs, slog.String("cause", cause.Error()))
	}
	w.deps.Log.LogAttrs(ctx, level, message, attrs...)
}

// again calls try, at least once, until it returns true, after pauses that grow. It returns false if the deadline
// passed or ctx ended instead.
func again(ctx context.Context, deadline time.Time, try func() bool) bool {
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		if try() {
			return true
		}
		wait := pause/2 + rand.N(pause) // several that failed together do not come back together
		if time.Now().Add(wait).After(deadline) {
			return false
		}
		if !sleep(ctx, wait) {
			return false
		}
	}
}

// sleep waits, and returns false if ctx ended first.
func sleep(ctx context.Context, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
