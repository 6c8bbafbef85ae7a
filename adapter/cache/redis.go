package cache

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
)

// restAfterFailure is how long Redis is left alone after it failed, so that a Redis that hangs does not slow down every
// answer.
const restAfterFailure = time.Second

// RedisDeps are what a Redis works with. All are required.
type RedisDeps struct {
	Client redis.UniversalClient // with ContextTimeoutEnabled; it is the caller's to close
	Log    *slog.Logger
	// Key is 32 secret random bytes that all who share the cache have, and Redis does not.
	Key [32]byte
}

// RedisConfig is how it is used.
type RedisConfig struct {
	Prefix  string        // of every name; may be empty
	Timeout time.Duration // of one call, above 0; then things go on without Redis
}

// Redis is a cache in Redis. Names are HMAC-SHA-256 of what they stand for and values AES-256-GCM, under keys derived from
// one that Redis does not have: whoever reads or writes Redis learns nothing about anybody and cannot put in an answer,
// but can remove them and sees how many there are. It is safe for concurrent use.
//
// It never fails: while Redis is gone, nothing is found and nothing kept, and the log says so once.
type Redis struct {
	client redis.UniversalClient
	log    *slog.Logger
	cfg    RedisConfig
	names  []byte // key of HMAC
	seal   cipher.AEAD
	gone   atomic.Bool
	rest   atomic.Int64 // until when it is left alone, nanoseconds since 1970
}

// Entry is a value to keep.
type Entry struct {
	ID    []byte
	Value []byte
	Age   time.Duration // for how long
}

// NewRedis makes a cache. It does not connect yet.
func NewRedis(deps RedisDeps, cfg RedisConfig) (*Redis, error) {
	if deps.Client == nil || deps.Log == nil || deps.Key == [32]byte{} || cfg.Timeout <= 0 {
		return nil, errors.New("make cache in Redis: Client, Log, Key and Timeout are required")
	}
	names, err := hkdf.Key(sha256.New, deps.Key[:], nil, "link4health cache names", 32)
	if err != nil {
		return nil, fmt.Errorf("make cache in Redis: %w", err)
	}
	values, err := hkdf.Key(sha256.New, deps.Key[:], nil, "link4health cache values", 32)
	if err != nil {
		return nil, fmt.Errorf("make cache in Redis: %w", err)
	}
	block, err := aes.NewCipher(values)
	if err != nil {
		return nil, fmt.Errorf("make cache in Redis: %w", err)
	}
	seal, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("make cache in Redis: %w", err)
	}
	return &Redis{client: deps.Client, log: deps.Log, cfg: cfg, names: names, seal: seal}, nil
}

// Get returns the values of ids in their order, nil for those that are not there.
func (r *Redis) Get(ctx context.Context, ids [][]byte) [][]byte {
	values := make([][]byte, len(ids))
	if len(ids) == 0 || r.resting() {
		return values
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = r.name(id)
	}
	ctx, cancel := context.WithTimeout(ctx, r.cfg.Timeout)
	defer cancel()
	found, err := r.client.MGet(ctx, names...).Result()
	r.note(err)
	for i, sealed := range found {
		text, ok := sealed.(string)
		if !ok {
			continue
		}
		if value, err := r.seal.Open(nil, nil, []byte(text), ids[i]); err == nil {
			values[i] = value // one that does not open is not ours, or of another key
		}
	}
	return values
}

// Put keeps values, as far as Redis is there.
func (r *Redis) Put(ctx context.Context, entries []Entry) {
	if len(entries) == 0 || r.resting() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, r.cfg.Timeout)
	defer cancel()
	_, err := r.client.Pipelined(ctx, func(p redis.Pipeliner) error {
		for _, e := range entries {
			p.Set(ctx, r.name(e.ID), r.seal.Seal(nil, nil, e.Value, e.ID), e.Age)
		}
		return nil
	})
	r.note(err)
}

// name is the key in Redis of an id.
func (r *Redis) name(id []byte) string {
	mac := hmac.New(sha256.New, r.names)
	mac.Write(id)
	return r.cfg.Prefix + "link4health:" + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// resting reports whether Redis failed a moment ago.
func (r *Redis) resting() bool { return time.Now().UnixNano() < r.rest.Load() }

// note looks at how a call went and logs when Redis goes or comes back, once each time.
func (r *Redis) note(err error) {
	switch {
	case err == nil:
		if r.gone.Swap(false) {
			r.log.Info("shared cache is back")
		}
	case errors.Is(err, context.Canceled):
	default:
		r.rest.Store(time.Now().Add(restAfterFailure).UnixNano())
		if !r.gone.Swap(true) {
			r.log.Warn("shared cache is gone and answers are worked out without it",
				slog.String("hint", "check Redis and the settings CACHE_REDIS_*"), slog.String("kind", kind(err)))
		}
	}
}

// kind tells errors apart without their text, which may hold what was stored or where.
func kind(err error) string {
	var reply redis.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.As(err, &reply):
		return "refused by Redis"
	default:
		return "no connection"
	}
}
