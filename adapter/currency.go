package adapter

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/link4health/link4health/adapter/batch"
	"github.com/link4health/link4health/adapter/store"
)

// currency knows what was changed in the database, so that a kept score can be given out without asking for it.
//
// One short query tells of all citizens and cities, and holds for store.Lease: whoever changes something does not report it
// done earlier.
type currency struct {
	scores    Scores
	limit     time.Duration // of a query
	last      atomic.Pointer[store.Changes]
	ahead     atomic.Bool // the next query is on its way, while the last still holds
	refreshes *batch.Batcher[struct{}, *store.Changes]
}

func newCurrency(scores Scores, limit time.Duration) *currency {
	c := &currency{scores: scores, limit: limit}
	c.refreshes = batch.New(batch.Config{AtOnce: 1, Most: 1 << 20}, c.refresh)
	return c
}

// changes returns what was changed before it was called, as far as that has been reported; nil if it cannot be known.
func (c *currency) changes(ctx context.Context) *store.Changes {
	last := c.last.Load()
	if age, fresh := c.scores.Fresh(last); fresh {
		if age > store.Lease/2 && c.ahead.CompareAndSwap(false, true) {
			go c.lookAhead(ctx)
		}
		return last
	}
	fresh, err := c.refreshes.Do(ctx, time.Now().Add(c.limit), struct{}{})
	if err != nil {
		return nil // whoever asks for the score will hear why
	}
	return fresh
}

// lookAhead refreshes before anybody has to wait for it.
func (c *currency) lookAhead(ctx context.Context) {
	defer c.ahead.Store(false)
	_, _ = c.refreshes.Do(context.WithoutCancel(ctx), time.Now().Add(c.limit), struct{}{}) // if it fails, the next who asks waits for it
}

// refresh asks the database, for all who wait.
func (c *currency) refresh(ctx context.Context, waiting []struct{}) ([]*store.Changes, error) {
	changes, err := c.scores.Changes(ctx, c.last.Load())
	if err != nil {
		return nil, err
	}
	c.last.Store(changes)
	all := make([]*store.Changes, len(waiting))
	for i := range all {
		all[i] = changes
	}
	return all, nil
}
