package adapter

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/store"
)

// lines is a log that several goroutines write.
type lines struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.String()
}

func TestOpenShared_WhatTheLibrarySaysIsInTheLogWithoutItsValues(t *testing.T) {
	t.Parallel()
	log := &lines{}
	logger := slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := store.Open(t.Context(), store.Config{URL: "sqlite:///" + t.TempDir() + "/test.db", Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	require.NoError(t, s.Migrate(t.Context()))
	shared, release, err := openShared(t.Context(), config.Config{
		CacheType: config.CacheRedis, CacheMaxAge: config.Milliseconds(time.Hour), CacheRedisPath: "/nowhere/marked-path",
		CacheRedisTimeout: config.Milliseconds(10 * time.Second), CacheRedisConnectTimeout: config.Milliseconds(10 * time.Second),
	}, s, logger)
	require.NoError(t, err)
	t.Cleanup(release)

	require.Equal(t, [][]byte{nil}, shared.Get(t.Context(), [][]byte{[]byte("id")}))
	said := log.String()
	require.Contains(t, said, `"msg":"redis client","what":"redis: connection pool: failed to dial`)
	require.Contains(t, said, "shared cache is gone")
	require.NotContains(t, said, "marked-path")
	for line := range strings.Lines(said) {
		require.True(t, json.Valid([]byte(line)), line)
	}
}
