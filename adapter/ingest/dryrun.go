package ingest

import (
	"context"
	"time"

	"github.com/link4health/link4health/adapter/store"
)

// dryRun is a sink that stores nothing and knows nothing: every reading is new.
type dryRun struct{}

var _ Sink = dryRun{}

// DryRun returns a sink that takes everything and stores nothing, for an import that
// only checks. It needs no database, so that it finds neither duplicates nor readings
// of citizens who are not known.
func DryRun() Sink { return dryRun{} }

func (dryRun) City(context.Context, string) (store.City, error) { return store.City{}, nil }
func (dryRun) PutCity(context.Context, store.City) error        { return nil }
func (dryRun) PutProfiles(context.Context, []store.City, []store.Citizen) ([]int, error) {
	return nil, nil
}
func (dryRun) Erased(context.Context, []string) ([]string, error)       { return nil, nil }
func (dryRun) ImportProgress(context.Context, string) ([]byte, error)   { return nil, nil }
func (dryRun) ForgetImports(context.Context, []string, time.Time) error { return nil }
func (dryRun) Import(_ context.Context, b store.ImportBatch) (store.Imported, error) {
	return store.Imported{New: len(b.Readings)}, nil
}
