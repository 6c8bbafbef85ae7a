package adapter

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"strconv"

	"github.com/redis/go-redis/v9"

	"github.com/link4health/link4health/adapter/cache"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/store"
)

// openShared opens the cache that adapters on one database share, if the settings name one, else it returns nil. Redis need
// not be there yet. release closes it.
func openShared(ctx context.Context, cfg config.Config, s *store.Store, log *slog.Logger) (shared *cache.Redis, release func(), err error) {
	if cfg.CacheType != config.CacheRedis || cfg.CacheMaxAge == 0 {
		return nil, func() {}, nil
	}
	options, err := redisOptions(cfg)
	if err != nil {
		return nil, nil, err
	}
	key, err := s.CacheKey(ctx)
	if err != nil {
		return nil, nil, err
	}
	redis.SetLogger(redisLog{log}) // the library has one for all its clients, of which a process has this one
	client := redis.NewClient(options)
	shared, err = cache.NewRedis(cache.RedisDeps{Client: client, Log: log, Key: key},
		cache.RedisConfig{Prefix: cfg.CachePrefix, Timeout: cfg.CacheRedisTimeout.Duration()})
	if err != nil {
		return nil, nil, errors.Join(err, client.Close())
	}
	return shared, func() { _ = client.Close() }, nil // nothing is lost with it
}

// redisLog writes what the library of Redis says of itself. That Redis is gone the cache says.
type redisLog struct{ log *slog.Logger }

// Printf logs what happened, without the values in it, which may be where Redis is or what it answered.
func (l redisLog) Printf(ctx context.Context, what string, _ ...any) {
	l.log.DebugContext(ctx, "redis client", slog.String("what", what))
}

// redisOptions are the settings as the client takes them.
func redisOptions(cfg config.Config) (*redis.Options, error) {
	options := &redis.Options{
		Addr:     net.JoinHostPort(cfg.CacheRedisHost, strconv.Itoa(int(cfg.CacheRedisPort))),
		Password: cfg.CacheRedisPassword.Reveal(),
	}
	switch {
	case cfg.CacheRedisURL != "":
		parsed, err := redis.ParseURL(cfg.CacheRedisURL.Reveal())
		if err != nil { // whose text quotes the URL
			return nil, errors.New("CACHE_REDIS_URL is not a URL of Redis; write redis://user:password@host:port/database")
		}
		options = parsed
	case cfg.CacheRedisPath != "":
		options.Network, options.Addr = "unix", cfg.CacheRedisPath
	}
	options.DialTimeout = cfg.CacheRedisConnectTimeout.Duration()
	options.ContextTimeoutEnabled = true              // a call's time limit holds for what it waits for too
	options.MaxRetries, options.DialerRetries = -1, 1 // what Redis does not say at once is worked out
	return options, nil
}
