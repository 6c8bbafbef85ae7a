package adapter_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// The metrics of what no request tells: they come from what Serve keeps watching in the background.
func TestServe_TellsTheAgeOfTheReadings(t *testing.T) {
	t.Parallel()
	url := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: url})
	asOf := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	require.NoError(t, s.PutCity(t.Context(), store.City{ID: "bengaluru", Name: "Bengaluru", TimeZone: "Asia/Kolkata"}))
	_, err := s.AppendCityReadings(t.Context(), "bengaluru", []score.Reading{
		{Metric: score.Temperature, Value: 25_000_000, ObservedAt: asOf.Add(-time.Hour), Source: "test"}})
	require.NoError(t, err)
	cfg, err := config.Load(map[string]string{
		"EA_PORT": "0", "METRICS_PORT": "0", "DATABASE_URL": url, "AS_OF": asOf.Format(time.RFC3339), "WATCH_INTERVAL": "10"})
	require.NoError(t, err)

	ctx, stop := context.WithCancel(t.Context())
	ended, listening := make(chan error, 1), make(chan adapter.Addresses, 1)
	go func() {
		ended <- adapter.Serve(ctx, cfg, slog.New(slog.DiscardHandler), "1.2.3", func(a adapter.Addresses) { listening <- a })
	}()
	var at adapter.Addresses
	select {
	case at = <-listening:
	case err := <-ended:
		require.NoError(t, err)
	}
	for _, want := range []string{
		`link4health_newest_reading_age_seconds{app_name="link4health",app_version="1.2.3",city="bengaluru",metric="temperature"} 3600`,
		`link4health_citizens{app_name="link4health",app_version="1.2.3"} 0`,
		`go_sql_open_connections{app_name="link4health",app_version="1.2.3",db_name="primary"} `,
	} {
		require.Eventually(t, func() bool { return strings.Contains(scrape(t, at.Metrics), want) }, 30*time.Second, 20*time.Millisecond, want)
	}
	stop()
	require.NoError(t, received(t, ended))
}

// scrape reads the metrics.
func scrape(t *testing.T, address string) string {
	t.Helper()
	r, err := http.Get("http://" + address + "/metrics") //nolint:noctx // local
	require.NoError(t, err)
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	return string(text)
}
