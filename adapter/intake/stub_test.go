package intake_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/token"
)

// keeper stands for a store where only what reaches it matters, or how it fails.
type keeper struct {
	took func([]store.Batch) error
}

func (k keeper) Authenticate(context.Context, string) (token.Token, error) {
	return token.Token{Scopes: []token.Scope{token.Admin}}, nil
}

func (k keeper) Citizen(_ context.Context, userID string) (store.Citizen, error) {
	return store.Citizen{UserID: userID}, nil
}

func (k keeper) AppendBatches(_ context.Context, batches []store.Batch, _ bool) ([]store.BatchResult, error) {
	if err := k.took(batches); err != nil {
		return nil, err
	}
	results := make([]store.BatchResult, len(batches))
	for i, b := range batches {
		for range b.Readings {
			results[i].Fates = append(results[i].Fates, store.FateStored)
		}
	}
	return results, nil
}

// newStubbed makes a handler over a keeper.
func newStubbed(t testing.TB, log io.Writer, took func([]store.Batch) error, cfg intake.Config) *intake.Handler {
	t.Helper()
	h, err := intake.New(intake.Deps{
		Store: keeper{took}, Log: slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Registry: prometheus.NewRegistry(), Clock: func() time.Time { return now },
	}, cfg)
	require.NoError(t, err)
	return h
}

// serve sends a body to a handler without a network.
func serve(t testing.TB, h http.Handler, path, media string, body io.Reader) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, body)
	r.Header.Set("Content-Type", media)
	r.Header.Set("Authorization", "Bearer x")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
