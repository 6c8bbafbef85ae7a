package cache_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/cache"
	"github.com/link4health/link4health/adapter/cache/cachetest"
)

// safeBuffer is a log that several goroutines write.
type safeBuffer struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.Write(p)
}

func (b *safeBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.String()
}

// mustRedis makes a cache in a server.
func mustRedis(t *testing.T, server *cachetest.Server, key byte, log *safeBuffer) *cache.Redis {
	t.Helper()
	r, err := cache.NewRedis(cache.RedisDeps{
		Client: mustClient(t, server), Log: slog.New(slog.NewJSONHandler(log, nil)), Key: [32]byte{key},
	}, cache.RedisConfig{Prefix: "test:", Timeout: 10 * time.Second})
	require.NoError(t, err)
	return r
}

func mustClient(t *testing.T, server *cachetest.Server) *redis.Client {
	t.Helper()
	client := redis.NewClient(&redis.Options{
		Network: "unix", Addr: server.Socket(), DialTimeout: 5 * time.Second, MaxRetries: -1, DialerRetries: 1, ContextTimeoutEnabled: true,
	})
	t.Cleanup(func() { _ = client.Close() })
	return client
}

func entry(id, value string) cache.Entry {
	return cache.Entry{ID: []byte(id), Value: []byte(value), Age: time.Hour}
}

func ids(names ...string) (all [][]byte) {
	for _, name := range names {
		all = append(all, []byte(name))
	}
	return all
}

func TestRedis_SharesValuesWithWhoHasTheKey(t *testing.T) {
	t.Parallel()
	server := cachetest.Start(t)
	log := &safeBuffer{}
	here, there, stranger := mustRedis(t, server, 1, log), mustRedis(t, server, 1, log), mustRedis(t, server, 2, log)
	require.Equal(t, [][]byte{nil, nil}, here.Get(t.Context(), ids("alice", "bob")))
	here.Put(t.Context(), []cache.Entry{entry("alice", "marked-value"), entry("carol", "other")})
	require.Equal(t, [][]byte{[]byte("marked-value"), nil, []byte("other")}, there.Get(t.Context(), ids("alice", "bob", "carol")))
	require.Equal(t, [][]byte{nil}, stranger.Get(t.Context(), ids("alice")))
	require.Empty(t, here.Get(t.Context(), nil))
	here.Put(t.Context(), nil)
	require.Empty(t, log.String())
}

func TestRedis_HoldsNothingThatCanBeReadOrForged(t *testing.T) {
	t.Parallel()
	server := cachetest.Start(t)
	r, client := mustRedis(t, server, 1, &safeBuffer{}), mustClient(t, server)
	r.Put(t.Context(), []cache.Entry{entry("marked-alice", "marked-value"), entry("marked-bob", "marked-value")})
	names, err := client.Keys(t.Context(), "*").Result()
	require.NoError(t, err)
	require.Len(t, names, 2)
	var values []string
	for _, name := range names {
		require.True(t, strings.HasPrefix(name, "test:link4health:"), name)
		value, err := client.Get(t.Context(), name).Result()
		require.NoError(t, err)
		values = append(values, value)
		require.NotContains(t, name+value, "marked")
		age, err := client.TTL(t.Context(), name).Result()
		require.NoError(t, err)
		require.Positive(t, age)
		require.LessOrEqual(t, age, time.Hour)
	}
	require.NotEqual(t, values[0], values[1], "equal values look unlike")

	require.NoError(t, client.MSet(t.Context(), names[0], values[1], names[1], values[0]).Err())
	require.Equal(t, [][]byte{nil, nil}, r.Get(t.Context(), ids("marked-alice", "marked-bob")), "a value of somebody else does not open")
	require.NoError(t, client.MSet(t.Context(), names[0], "", names[1], values[1][:5]).Err())
	require.Equal(t, [][]byte{nil, nil}, r.Get(t.Context(), ids("marked-alice", "marked-bob")))
}

func TestRedis_GoneIsNoErrorAndSaidOnce(t *testing.T) {
	t.Parallel()
	server := cachetest.Start(t)
	log := &safeBuffer{}
	r := mustRedis(t, server, 1, log)
	r.Put(t.Context(), []cache.Entry{entry("alice", "value")})
	server.Stop(t)
	for range 5 {
		require.Equal(t, [][]byte{nil}, r.Get(t.Context(), ids("alice")))
		r.Put(t.Context(), []cache.Entry{entry("alice", "value")})
	}
	require.Equal(t, 1, strings.Count(log.String(), "\n"), log.String())
	var line struct{ Level, Msg, Hint string }
	require.NoError(t, json.Unmarshal([]byte(log.String()), &line))
	require.Equal(t, "WARN", line.Level)
	require.Contains(t, line.Hint, "CACHE_REDIS_")

	server.Restart(t)
	require.Eventually(t, func() bool {
		r.Put(t.Context(), []cache.Entry{entry("alice", "value")})
		return string(r.Get(t.Context(), ids("alice"))[0]) == "value"
	}, 30*time.Second, 20*time.Millisecond)
	require.Equal(t, 2, strings.Count(log.String(), "\n"), log.String())
	require.Contains(t, log.String(), "shared cache is back")
}

func TestNewRedis_NamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := cache.NewRedis(cache.RedisDeps{}, cache.RedisConfig{})
	require.ErrorContains(t, err, "Client, Log, Key and Timeout are required")
}
