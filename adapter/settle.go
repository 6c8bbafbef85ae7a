package adapter

import (
	"context"

	"github.com/link4health/link4health/adapter/admin"
	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/store"
)

// settled is a store that reports a change only once no adapter relies any longer on what was before: see store.Settle.
type settled struct{ *store.Store }

var (
	_ intake.Store = settled{}
	_ admin.Store  = settled{}
)

// AppendBatches is the store's, settled.
func (s settled) AppendBatches(ctx context.Context, batches []store.Batch, atomic bool) ([]store.BatchResult, error) {
	results, err := s.Store.AppendBatches(ctx, batches, atomic)
	s.Settle(ctx)
	return results, err
}

// Erase is the store's, settled.
func (s settled) Erase(ctx context.Context, userID, by string) (store.Erasure, error) {
	erasure, err := s.Store.Erase(ctx, userID, by)
	s.Settle(ctx)
	return erasure, err
}
